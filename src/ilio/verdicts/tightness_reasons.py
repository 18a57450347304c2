"""Why the tightness axis is what it is, in sentences, heaviest first."""

import math
from collections.abc import Sequence

from ilio.core import Measured
from ilio.core.signs import PERCENT
from ilio.knowledge import TightnessRules, threshold
from ilio.protocols.measurement import Measurement
from ilio.verdicts.pooled_trials import PooledTrials
from ilio.verdicts.reading import held_against, plain
from ilio.verdicts.tissue import pooled
from ilio.verdicts.verdict import Reason

FROM_WHAT = {
    "tape": "stickers on the waistband",
    "markers": "markers on the pelvis",
    "phone": "the phone on the pelvis",
    "typed": "a typed reading",
    "hand check": "the flat hand under the low back",
    "hug share": "the usual share of the hug, which is a rough guess",
}
TABLE = "the thigh lay on the table, so how far it would go was not seen."
FREE = "the thigh hung below the edge, and the eye does not tell how far."
GUESSED = {"hand check", "hug share"}
"""Ways to know the tilt whose degrees are Ilio's own choice."""


def main_reasons(call: str, trials: PooledTrials) -> tuple[Reason, ...]:
    """Where the judged number lies, and whether it is sure enough.

    Examples
    --------
    >>> from ilio.knowledge import rule_set
    >>> from ilio.core import Side
    >>> from ilio.observations import Source
    >>> trial = Measurement("thomas", Side.LEFT, Source("phone", "a.csv", "phone"),
    ...                     {"thigh_drop": Measured(-2, -8, 4, "deg")})
    >>> read = PooledTrials([trial], rule_set("kawamoto2012").tightness)
    >>> main_reasons("tight", read)[0].text
    'The thigh lies 2 deg above level: hover, within the error of the device.'
    """
    rules, judged = trials.rules, trials.judged
    doubt = "which side of level is within the error."
    if trials.scattered or (rules.sem_most and judged.sem > threshold(rules.sem_most).value):
        doubt = "too uncertain to call."
    hip_ends: dict[str, tuple[str, str]] = {
        "tight": (rules.tight, "with the pelvis neutral the thigh would hover."),
        "limited": (rules.limited, "less than recreational athletes usually have."),
        "normal": (rules.limited, "what recreational athletes usually have."),
        "long": (rules.long, "long already. Do not stretch it."),
        "not tight": (rules.tight, f"not tight; {_open_end(trials)}"),
        "cannot tell": (rules.tight, doubt),
    }
    if rules.quantity == "hip_extension":
        key, end = hip_ends[call]
    else:
        key, end = rules.tight, _contact(judged, threshold(rules.tight).value)
    size = f"{_size(judged, rules)}{_of_trials(trials)}"
    reasons = [held_against(key, f"{size}: {end}", rules.quantity, judged)]
    if rules.sem_most and judged.sem > threshold(rules.sem_most).value:
        text = f"The error of {plain(judged.sem)} deg is too large to call anything."
        reasons.append(held_against(rules.sem_most, text, rules.quantity, judged))
    return tuple(reasons)


def _open_end(trials: PooledTrials) -> str:
    """Why nobody knows how far the thigh would have gone."""
    rested = any(trial.answers.thigh_contact == "rests" for trial in trials.known)
    return TABLE if rested else FREE


def _of_trials(trials: PooledTrials) -> str:
    """Which number of several it is, for a table beside it shows each trial's own."""
    count = len(trials.values)
    return f" ({trials.rules.pool} of {count} trials)" if count > 1 else ""


def _size(judged: Measured, rules: TightnessRules) -> str:
    size = f"{'at least ' if math.isinf(judged.high) else ''}{plain(abs(judged.value))} deg"
    if rules.quantity == "hip_extension":
        where = (
            f"extends {size} past level" if judged.value >= 0 else f"stays {size} short of level"
        )
        return f"The hip {where}"
    where = f"lies {size} under level" if judged.value >= 0 else f"lies {size} above level"
    return f"The thigh {where}"


def _contact(judged: Measured, limit: float) -> str:
    if judged.value >= limit:
        return "it does not hover."
    return "hover, within the error of the device." if judged.high >= limit else "hover."


def pelvis_reasons(call: str, known: Sequence[Measurement]) -> tuple[Reason, ...]:
    """How the pelvis was known, and whether it turned the reading round.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import Source
    >>> hugged = {"thigh_drop": Measured(-5, -8, -2, "deg"),
    ...           "hip_extension": Measured(13, 8, 18, "deg")}
    >>> trial = Measurement("thomas", Side.LEFT, Source("phone", "a.csv", "phone"), hugged,
    ...                     pelvis_from="hand check")
    >>> pelvis_reasons("normal", [trial])[0].text
    'The thigh hovers because the pelvis is tucked under, not because the hip is short.'
    """
    ways = sorted({t.pelvis_from for t in known} - {""})
    drop, extension = pooled(known, "thigh_drop"), pooled(known, "hip_extension")
    if extension is None or drop is None or not ways:
        return ()
    turned = ""
    if drop.value < 0 and call in ("not tight", "limited", "normal", "long"):
        turned = (
            "The thigh hovers because the pelvis is tucked under, not because the hip is short."
        )
    if drop.value >= 0 and call == "tight":
        turned = "The thigh reaches the table only because the back arches."
    how = " and ".join(FROM_WHAT.get(way, way) for way in ways)
    text = f"The pelvis is taken into account, by {how}."
    tilt = pooled(known, "pelvic_tilt")
    source, grade = ("ilio2026", "D") if set(ways) & GUESSED else ("vigotsky2016", "B")
    reasons = (Reason(text, "pelvic_tilt", tilt, None, source, grade),)
    if not turned:
        return reasons
    return (Reason(turned, "thigh_drop", drop, 0, "vigotsky2016", "B"), *reasons)


def trial_reasons(trials: PooledTrials) -> tuple[Reason, ...]:
    """How well the trials agree, or that there was only one.

    Examples
    --------
    >>> from ilio.knowledge import rule_set
    >>> from ilio.core import Side
    >>> from ilio.observations import Source
    >>> trial = Measurement("thomas", Side.LEFT, Source("phone", "a.csv", "phone"),
    ...                     {"hip_extension": Measured(-2, -8, 4, "deg")})
    >>> trial_reasons(PooledTrials([trial], rule_set("ilio").tightness))[0].text
    'One trial was read; a second one would make it surer.'
    """
    rules = trials.rules
    if trials.scattered:
        text = f"The trials range over {plain(trials.spread)} deg and cannot be read together."
        return (held_against(rules.trials_range, text, rules.quantity, None),)
    if trials.differ:
        text = f"The trials differ by {plain(trials.spread)} deg; the interval is wider for it."
        return (held_against(rules.trials_differ, text, rules.quantity, None),)
    if len(trials.values) < trials.asked:
        text = "One trial was read; a second one would make it surer."
        return (held_against(rules.trials, text, rules.quantity, None),)
    return ()


def prior_reasons(prior: float | None) -> tuple[Reason, ...]:
    """What the published prior would say; shown, never deciding.

    Examples
    --------
    >>> prior_reasons(None)
    ()
    """
    if prior is None:
        return ()
    norm = threshold("thomas.prior_mean")
    text = (
        "Seen with what recreational athletes have, the chance of tight is "
        f"{_in_per_cent(prior)}; only shown."
    )
    return (Reason(text, "hip_extension", source=norm.source, grade=norm.grade),)


def _in_per_cent(chance: float) -> str:
    """Never 0 or 100: no error model is that sure."""
    whole = chance * PERCENT
    if whole < 1:
        return "under 1 %"
    return f"over {PERCENT - 1:.0f} %" if whole > PERCENT - 1 else f"{whole:.0f} %"
