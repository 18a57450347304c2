"""A study kit: how to measure, who is who, and the empty manifest."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ilio.core import InputError, Side
from ilio.knowledge import do_not_test, question_blocks, red_flags, study_rules, threshold
from ilio.records.rendering import print_of
from ilio.records.study_plan import StudyPlan, Who, manifest_of, who_is_measured
from ilio.records.wording import figure, protocol_name, quantity_name, unit_of
from ilio.records.writing import write_whole
from ilio.reliability import MeanSquares, error_size, people_for_icc

OVER = "After pain, a pinch or numbness this side is over."


@dataclass(frozen=True)
class Kit:
    """Both papers of a kit.

    Parameters
    ----------
    title, version
        In words.
    plan, rules, steps
        What is done, one sentence each.
    ask, leave_out
        Questions before the first test and reasons to leave it out, each with what a yes means.
    people
        The sheet of identities.

    Examples
    --------
    >>> Kit("Reliability", "0.1.0").people
    ()
    """

    title: str
    version: str
    plan: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    ask: tuple[tuple[str, str], ...] = ()
    leave_out: tuple[tuple[str, str], ...] = ()
    people: tuple[Who, ...] = ()


def kit_of(plan: StudyPlan, *, version: str = "") -> Kit:
    """The papers of a planned study.

    Examples
    --------
    >>> kit = kit_of(StudyPlan("thomas", "phone", people=12))
    >>> kit.title
    'How reliable? Table test (modified Thomas test), by phone'
    """
    blocks = question_blocks()
    safety = next(q for block in blocks for q in block.question if q.id == "safety")
    how = next(b.how for b in blocks if b.protocol == plan.protocol and b.per == "attempt")
    forbidden = (ban for ban in do_not_test().values() if plan.protocol in ban.tests)
    return Kit(
        title=f"How reliable? {protocol_name(plan.protocol)}, by {plan.device}",
        version=version,
        plan=tuple(_plan_words(plan)),
        rules=tuple(rule.text for rule in study_rules().values()),
        steps=(
            safety.help.strip(),
            how.strip(),
            "After pain, a pinch or numbness this side is over.",
        ),
        ask=tuple((flag.question, flag.do) for flag in red_flags().values()),
        leave_out=tuple((ban.question, ban.do) for ban in forbidden),
        people=who_is_measured(plan),
    )


def write_kit(plan: StudyPlan, folder: str | Path, *, version: str = "") -> tuple[Path, ...]:
    """Write ``protocol.pdf``, ``identities.pdf`` and ``manifest.csv`` into a new folder.

    Raises
    ------
    InputError
        If the folder holds something already.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in write_kit(StudyPlan("thomas", "phone"), Path(folder) / "study")]
    ['protocol.pdf', 'identities.pdf', 'manifest.csv']
    """
    target = Path(folder)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        todo = "Name another one: a manifest with numbers in it must not be lost."
        raise InputError("a new or empty folder", str(target), todo)
    target.mkdir(parents=True, exist_ok=True)
    kit = kit_of(plan, version=version)
    return (
        write_whole(target / "protocol.pdf", print_of("study_protocol.typ", kit=kit)),
        write_whole(target / "identities.pdf", print_of("study_identities.typ", kit=kit)),
        write_whole(target / "manifest.csv", manifest_of(plan).encode()),
    )


def _plan_words(plan: StudyPlan) -> Iterator[str]:
    counts = (
        f"{count} {name}{'' if count == 1 else 's'}"
        for count, name in (
            (plan.raters, "rater"),
            (plan.sessions, "session"),
            (plan.trials, "trial"),
        )
    )
    numbers = plan.people * len(Side) * plan.raters * plan.sessions * plan.trials
    yield f"{plan.people} people, both sides, {', '.join(counts)}: {numbers} numbers."
    unit = {"deg": "degrees", "s": "seconds"}[unit_of(plan.quantity)]
    yield (
        f"What is read: {quantity_name(plan.quantity)}, in {unit}. Type it under value in "
        "manifest.csv, or the name of the recording or visit file under path; then Ilio reads it."
    )
    ends = error_size(MeanSquares(plan.people, 2, 1.0, 1.0, 1.0)).sem
    low, high = (figure(end, places=2) for end in (ends.low, ends.high))
    yield f"With {plan.people} people the true SEM lies within {low} to {high} times the one found."
    width = threshold("study.icc_width").value
    usual, good = (threshold(key).value for key in ("study.icc_usual", "study.icc_good"))
    yield (
        f"An interval of the ICC {width:g} wide needs {people_for_icc(usual)} people where the ICC "
        f"is {usual:g}, and {people_for_icc(good)} where it is {good:g}."
    )
    yield "In the end, ilio study manifest.csv -o study.pdf makes the table of the paper."
