"""Simulated visits: how often the Thomas test of a made person ends definite and right.

Every error that the budgets name is drawn: repositioning anew at each trial, the device's own bias
once a visit, the pelvis within what the hand check means. People follow the cues: most end with the
hand snug, some do not; some do not lie still. All gates are on.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context

import numpy as np

from ilio.core import Z90, Measured, Side
from ilio.knowledge import budget, threshold, word, words
from ilio.observations import AngleTrace, Answers, AttemptAnswers, Recording, Source
from ilio.protocols import Measurement, measure
from ilio.sources.synthetic import Thomas, Wrong, thomas
from ilio.verdicts import judge

COMBINATIONS = (
    ("phone", "hand check"),
    ("video", "hand check"),
    ("video", "tape"),
    ("inclinometer", "hand check"),
    ("goniometer", "hand check"),
    ("eye", "hand check"),
)
"""How the thigh and the pelvis were known."""

EXTENSIONS = tuple(range(-20, 31, 5))
"""True E of the rows [deg]."""

HEALTHY = Answers(red_flags=frozenset(), do_not_test=frozenset(), age_years=34)
"""What every simulated person answers: nothing that keeps anybody from the tests."""

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Row:
    """The outcome of many visits with one device at one true E.

    Parameters
    ----------
    thigh, pelvis
        How each was known.
    extension_deg
        True corrected hip extension [deg].
    visits
        How many were simulated.
    tight, not_tight, cannot_tell
        How they ended.

    Examples
    --------
    >>> Row("phone", "hand check", -10, 10, 9, 0, 1).right
    0.9
    """

    thigh: str
    pelvis: str
    extension_deg: int
    visits: int
    tight: int
    not_tight: int
    cannot_tell: int

    @property
    def right(self) -> float:
        """Share that ended definite and on the right side of tight [0 to 1].

        Examples
        --------
        >>> Row("phone", "hand check", 15, 10, 1, 8, 1).right
        0.8
        """
        good = (
            self.tight if self.extension_deg < threshold("thomas.tight").value else self.not_tight
        )
        return good / self.visits


def simulated_visits(
    visits: int = 1000,
    *,
    seed: int = 2012,
    combinations: Sequence[tuple[str, str]] = COMBINATIONS,
    extensions: Sequence[int] = EXTENSIONS,
    workers: int = 1,
    progress: Progress | None = None,
) -> Iterator[Row]:
    """Simulate visits and count how they end.

    Parameters
    ----------
    visits
        Number for each row.
    seed
        Of the random numbers; a row depends on the seed, its device and its E only.
    combinations, extensions
        Rows to simulate.
    workers
        Processes.
    progress
        Called with a sentence and the share done.

    Examples
    --------
    >>> rows = simulated_visits(20, combinations=[("phone", "hand check")], extensions=[-20, 30])
    >>> [(row.extension_deg, row.right > 0.9) for row in rows]
    [(-20, True), (30, True)]
    """
    cells = [(thigh, pelvis, e) for thigh, pelvis in combinations for e in extensions]
    one = partial(_row, visits=visits, seed=seed)
    if workers < 2:
        yield from _told(map(one, cells), len(cells), progress)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from _told(pool.map(one, cells), len(cells), progress)


def _told(rows: Iterator[Row], total: int, progress: Progress | None) -> Iterator[Row]:
    for done, row in enumerate(rows, 1):
        if progress is not None:
            progress(f"{row.thigh} and {row.pelvis}, E {row.extension_deg} deg", done / total)
        yield row


def _row(cell: tuple[str, str, int], *, visits: int, seed: int) -> Row:
    thigh, pelvis, extension = cell
    which = [index for index, pair in enumerate(COMBINATIONS) if pair == (thigh, pelvis)]
    ended = Counter(
        _visit(thigh, pelvis, extension, np.random.default_rng([seed, *which, extension + 360, i]))
        for i in range(visits)
    )
    unknown = ended["cannot tell"]
    tight = ended["tight"]
    return Row(thigh, pelvis, extension, visits, tight, visits - tight - unknown, unknown)


def _visit(thigh: str, pelvis: str, extension_deg: float, rng: np.random.Generator) -> str:
    """One visit: two trials, judged with the rules of Ilio."""
    shared_deg = rng.normal(0.0, budget(thigh, "thigh_elevation").shared_sd)
    if pelvis == "hand check":
        answer, tilt_deg = _hand_check(rng)
        tilts = [tilt_deg] * int(threshold("thomas.trials").value)
    else:
        answer = None
        spread = threshold("simulation.tilt_sd").value
        tilts = list(rng.normal(0.0, spread, int(threshold("thomas.trials").value)))
    trials = [
        _trial(
            thigh,
            Thomas(extension_deg=extension_deg, posterior_tilt_deg=tilt),
            answer,
            shared_deg,
            rng,
        )
        for tilt in tilts
    ]
    return judge(trials, HEALTHY).sides[Side.LEFT].tightness.call


def _hand_check(rng: np.random.Generator) -> tuple[str, float]:
    """What the hand said, and a true posterior tilt that goes with it [deg]."""
    snug = threshold("simulation.snug").value
    answer = "snug" if rng.random() < snug else str(rng.choice(["tucked", "fist fits"]))
    meant = word("hand_check", answer)
    return answer, float(rng.normal(meant.value, meant.half_width / Z90))


def _trial(
    thigh: str,
    truth: Thomas,
    hand_check: str | None,
    shared_deg: float,
    rng: np.random.Generator,
) -> Measurement:
    answers = AttemptAnswers(
        hand_check=hand_check, bracing=True, table_level=True, at_the_edge=True
    )
    error = shared_deg + rng.normal(0.0, budget(thigh, "thigh_elevation").trial_sd)
    if thigh in ("phone", "video"):
        recording = _recorded(thigh, truth, error, hand_check is None, rng)
        return measure("thomas", recording.with_answers(answers), Side.LEFT)
    if thigh == "eye":
        seen = _by_eye(truth.drop_deg + error)
        typed = Recording(Source("answers", "typed", thigh))
        words = AttemptAnswers(
            hand_check=hand_check, thigh_contact=seen, bracing=True, table_level=True
        )
        return measure("thomas", typed.with_answers(words), Side.LEFT)
    read = budget(thigh, "thigh_drop")
    drop = Measured.from_sd(truth.drop_deg + error, read.trial_sd, "deg", shared_sd=read.shared_sd)
    typed = Recording(Source("answers", "typed", thigh), {}, {("thigh_drop", None): drop})
    return measure("thomas", typed.with_answers(answers), Side.LEFT)


def _recorded(
    device: str, truth: Thomas, error_deg: float, taped: bool, rng: np.random.Generator
) -> Recording:
    seed = int(rng.integers(2**32))
    wrong = Wrong(
        noise_sd_deg=threshold("simulation.sway").value, offset_deg={"thigh_elevation": -error_deg}
    )
    recording = thomas(truth, Side.LEFT, device=device, wrong=wrong, rate_hz=10.0, seed=seed)
    if rng.random() < threshold("simulation.restless").value:
        recording = _restless(recording, rng)
    return _with_tape(recording, truth, rng) if taped else recording


def _restless(recording: Recording, rng: np.random.Generator) -> Recording:
    """A person who does not lie still: the thigh swings through the whole recording."""
    swing = threshold("simulation.swing").value
    period_s = threshold("simulation.swing_period").value
    key = next(key for key in recording.traces if key[0] == "thigh_elevation")
    trace = recording.traces[key]
    moved = swing * np.sin(2 * np.pi * (trace.time_s / period_s + rng.random()))
    traces = {**recording.traces, key: replace(trace, angle_deg=trace.angle_deg + moved)}
    return replace(recording, traces=traces)


def _with_tape(recording: Recording, truth: Thomas, rng: np.random.Generator) -> Recording:
    """Two stickers on the waistband: the tilt as change from the neutral pose."""
    errors = budget("tape", "pelvic_tilt")
    thigh = next(trace for key, trace in recording.traces.items() if key[0] == "thigh_elevation")
    tipped = -truth.posterior_tilt_deg + rng.normal(0.0, errors.change_sd)
    angle = np.where(thigh.time_s < truth.neutral_s + truth.move_s, 0.0, tipped)
    tape = AngleTrace.of(
        thigh.time_s,
        angle + rng.normal(0.0, errors.frame_sd, len(angle)),
        sd_deg=errors.frame_sd,
        change_sd_deg=errors.change_sd,
    )
    source = replace(recording.source, facts=(*recording.source.facts, ("pelvis", "tape")))
    traces = {**recording.traces, ("pelvic_tilt", None): tape}
    return replace(recording, traces=traces, source=source)


def _by_eye(drop_deg: float) -> str:
    """The word whose meaning lies nearest to the thigh drop as seen."""
    meanings = words()["thigh_contact"]
    return min(meanings, key=lambda name: abs(drop_deg - meanings[name].value))
