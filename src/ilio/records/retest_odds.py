"""How often one retest shows a gain that is there, by what the test is measured with."""

import math
from dataclasses import dataclass

from ilio.core import Z90, Measured
from ilio.core.signs import PERCENT
from ilio.knowledge import budget, threshold, word
from ilio.records.history_change import smallest_change, visit_sem
from ilio.records.wording import figure
from ilio.verdicts.trials import mean_of

HAND_CHECK = "hand check"


@dataclass(frozen=True)
class WayOfMeasuring:
    """What the thigh and the pelvis of a table test are known by.

    Parameters
    ----------
    thigh, pelvis
        Keys of the error budgets, or ``"hand check"``.
    name
        As people say it.

    Examples
    --------
    >>> round(WayOfMeasuring("phone", "tape", "phone and stickers").visit(10).sem, 1)
    2.3
    """

    thigh: str
    pelvis: str
    name: str

    def trial(self, extension_deg: float) -> Measured:
        """Hip extension of one trial, as the budgets say.

        Examples
        --------
        >>> round(WayOfMeasuring("phone", "tape", "").trial(10).shared_sd, 1)
        1.7
        """
        thigh = budget(self.thigh, "thigh_elevation")
        if self.pelvis == HAND_CHECK:
            noise, shared = 0.0, word("hand_check", "snug").half_width / Z90
        else:
            pelvis = budget(self.pelvis, "pelvic_tilt")
            noise, shared = pelvis.trial_sd, pelvis.shared_sd
        return Measured.from_sd(
            extension_deg,
            math.hypot(thigh.trial_sd, noise),
            "deg",
            shared_sd=math.hypot(thigh.shared_sd, shared),
        )

    def visit(self, extension_deg: float) -> Measured:
        """Hip extension of one visit whose trials agree.

        Examples
        --------
        >>> print(WayOfMeasuring("phone", "hand check", "").visit(10))
        10.0 deg (3.1 to 16.9)
        """
        return mean_of([self.trial(extension_deg)] * int(threshold("thomas.trials").value))


WAYS = (
    WayOfMeasuring("phone", "tape", "phone and stickers"),
    WayOfMeasuring("phone", "phone", "phone on thigh and pelvis"),
    WayOfMeasuring("phone", HAND_CHECK, "phone and hand check"),
    WayOfMeasuring("video_lying", "tape", "film and stickers"),
    WayOfMeasuring("video_lying", HAND_CHECK, "film and hand check"),
    WayOfMeasuring("goniometer", HAND_CHECK, "goniometer and hand check"),
    WayOfMeasuring("eye", HAND_CHECK, "by eye and hand check"),
)
"""Ways to do the table test, the surest first."""

SAID = (WAYS[0], WAYS[2], WAYS[4])
"""Those that a plan names."""


def chance_shown(visit: Measured, gain: float) -> float:
    """The chance that one retest shows a gain that is there [0 to 1].

    Parameters
    ----------
    visit
        One visit, with its error; the retest errs alike.
    gain
        What was truly gained, in its unit.

    Examples
    --------
    >>> round(chance_shown(Measured.from_sd(0, 5, "deg"), 8.0), 2)
    0.17
    """
    spread = math.sqrt(2) * visit_sem(visit)
    beyond = (gain - smallest_change(visit, visit).by) / spread
    return 0.5 * math.erfc(-beyond / math.sqrt(2))


def retest_words() -> str:
    """What one retest can show, for whoever plans one.

    Examples
    --------
    >>> retest_words()[:62]
    'One retest of the table test shows a true gain of 8° in 39 of '
    """
    gain = threshold("change.retest_gain").value
    odds = [
        f"{PERCENT * chance_shown(way.visit(0.0), gain):.0f} of 100 people by {way.name}"
        for way in SAID
    ]
    return (
        f"One retest of the table test shows a true gain of {figure(gain, places=0)}° in "
        f"{', '.join(odds[:-1])} and {odds[-1]}: use what you used the first time, and test on two "
        "days before you believe that nothing changed."
    )
