"""What all safety answers of a person mean together: for tests, plan and runs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ilio.core import Side
from ilio.core.days import months_later
from ilio.knowledge import (
    SafetyAnswer,
    Urgency,
    banned_by,
    do_not_test,
    guided_protocols,
    protocol_card,
    red_flag,
    red_flags,
    safety_answers,
    threshold,
    urgencies,
)
from ilio.observations.answers import Answers, Clearance

TESTS = guided_protocols()
"""The tests that a safety answer can rule out."""

PAINFUL = ("painful_flexion", "painful_extension")
"""Rows that hold for one hip."""

Hurts = Mapping[Side, frozenset[str]]


@dataclass(frozen=True, kw_only=True)
class Safety:
    """What the answers allow. One more worrying answer never allows more.

    Parameters
    ----------
    holds
        Keys of ``knowledge/safety`` that hold, the most urgent first.
    open
        The first field of the answers that has to be answered before anything; empty when none.
    asks
        Fields that have to be answered before there is a plan.
    uncleared
        Keys that wait for a clearance.
    cleared
        The clearances that count.
    tests
        Test to the keys that rule it out.
    hurts
        Side to the rows of pain that hold for that hip.

    Examples
    --------
    >>> safety_of(Answers()).open, safety_of(Answers()).plan
    ('red_flags', 'none')
    """

    holds: tuple[str, ...] = ()
    open: str = ""
    asks: tuple[str, ...] = ()
    uncleared: tuple[str, ...] = ()
    cleared: tuple[Clearance, ...] = ()
    tests: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hurts: Hurts = field(default_factory=dict)

    @property
    def judged(self) -> dict[str, tuple[str, ...]]:
        """Of the tests that a verdict rests on, each with the keys that rule it out.

        Examples
        --------
        >>> Safety(tests={"thomas": ("hernia",)}).judged
        {'thomas': ('hernia',)}
        """
        return {test: keys for test, keys in self.tests.items() if protocol_card(test).axis}

    @property
    def rows(self) -> dict[str, SafetyAnswer]:
        """The rows that hold, the most urgent first.

        Examples
        --------
        >>> list(Safety(holds=("fever",)).rows)
        ['fever']
        """
        return {key: safety_answers()[key] for key in self.holds}

    @property
    def urgency(self) -> Urgency:
        """The highest of all.

        Examples
        --------
        >>> Safety(holds=("saddle_numbness", "fever")).urgency
        'emergency_now'
        """
        return next((row.seen for row in self.rows.values()), "no_need")

    @property
    def refers(self) -> bool:
        """Whether a doctor comes before any verdict.

        Examples
        --------
        >>> Safety(holds=("fever",)).refers, Safety(holds=("hernia",)).refers
        (True, False)
        """
        return any(key in red_flags() or key == "under_18" for key in self.holds)

    @property
    def plan(self) -> str:
        """``none``, ``after clearance`` or ``allowed``.

        Examples
        --------
        >>> Safety(holds=("fracture",)).plan, Safety().plan
        ('none', 'allowed')
        """
        if self.open or any(row.plan == "none" for row in self.rows.values()):
            return "none"
        return "after clearance" if self.uncleared or self.asks else "allowed"

    @property
    def runs(self) -> bool:
        """Whether planned runs may be drawn; a clearance for training is none for running.

        Examples
        --------
        >>> Safety(holds=("fracture",)).runs
        False
        """
        return all(row.runs != "none" for row in self.rows.values())

    @property
    def left_out(self) -> frozenset[str]:
        """Movements that no exercise may hold, on either side.

        Examples
        --------
        >>> "lying_on_back" in Safety(holds=("late_pregnancy",)).left_out
        True
        """
        return movements_of(key for key in self.holds if key not in PAINFUL)

    @property
    def gentle(self) -> bool:
        """Whether no set goes to failure and no load grows.

        Examples
        --------
        >>> Safety(holds=("pregnancy",)).gentle
        True
        """
        return any(row.load == "gentle" for row in self.rows.values())

    @property
    def cleared_until(self) -> str:
        """The last day, ``YYYY-MM-DD``, on which every clearance counts; empty without one.

        Examples
        --------
        >>> Safety().cleared_until
        ''
        """
        return min(map(ends, self.cleared), default="")

    @property
    def stop_signs(self) -> tuple[str, ...]:
        """Signs of these answers that end a session, each once.

        Examples
        --------
        >>> Safety().stop_signs
        ()
        """
        return tuple(dict.fromkeys(s for row in self.rows.values() for s in row.stop_signs))


def movements_of(keys: Iterable[str]) -> frozenset[str]:
    """The movements that some rows leave out.

    Examples
    --------
    >>> sorted(movements_of(["painful_extension"]))
    ['hip_extension']
    """
    return frozenset(name for key in keys for name in safety_answers()[key].leaves_out)


def safety_of(answers: Answers, hurts: Hurts | None = None, *, day: str = "") -> Safety:
    """What the answers of a person allow.

    Parameters
    ----------
    answers
        About the person.
    hurts
        Side to the rows of pain that hold for that hip.
    day
        Day as ``YYYY-MM-DD``; a clearance of a later day, or one that is older than
        the ``cleared_for_months`` of its row, does not count. Empty: each counts.

    Raises
    ------
    UnknownNameError
        If a red flag or a reason not to test is not known.

    Examples
    --------
    >>> none = frozenset()
    >>> safety_of(Answers(red_flags=none, do_not_test=none, age_years=34)).plan
    'allowed'
    >>> safety_of(Answers(red_flags=none, do_not_test=none, age_years=15)).open
    'with_clinician'
    """
    painful = hurts or {}
    holds = _by_urgency(_holding(answers, painful))
    waiting = [k for k in holds if safety_answers()[k].plan == "after clearance"]
    cleared = tuple(c for c in answers.clearances if c.of in waiting and _counts(c, day))
    by_hand = {c.of for c in cleared}
    return Safety(
        holds=holds,
        open=_open(answers),
        asks=tuple(
            name
            for key in holds
            for name in safety_answers()[key].asks
            if getattr(answers, name) is None
        ),
        uncleared=tuple(key for key in waiting if key not in by_hand),
        cleared=cleared,
        tests={test: _ruling_out(test, holds, answers) for test in TESTS},
        hurts=painful,
    )


def _counts(clearance: Clearance, day: str) -> bool:
    """Whether somebody gave it, on a day that is neither to come nor too long past."""
    if not clearance.by.strip() or not clearance.on:
        return False
    return not day or clearance.on <= day <= ends(clearance)


def ends(clearance: Clearance) -> str:
    """The last day on which a clearance counts, as ``YYYY-MM-DD``.

    Examples
    --------
    >>> ends(Clearance(of="acute_back_pain", by="Dr. Roth", on="2026-11-20"))
    '2027-01-20'
    """
    return months_later(clearance.on, safety_answers()[clearance.of].cleared_for_months)


def _holding(answers: Answers, hurts: Hurts) -> Iterator[str]:
    for key in sorted(answers.red_flags or ()):
        red_flag(key)  # an unknown id stops here, at the door
    for key in sorted(answers.do_not_test or ()):
        banned_by(key)
    yield from (key for key in red_flags() if key in (answers.red_flags or ()))
    said = _said(answers)
    yield from (key for key in do_not_test() if key in said)
    if _young(answers) and not answers.with_clinician:
        yield "under_18"
    yield from sorted({key for keys in hurts.values() for key in keys})


def _said(answers: Answers) -> set[str]:
    """What was ticked, and what a detail says that goes with a tick that was forgotten."""
    said = set(answers.do_not_test or ())
    if answers.pregnancy_week is not None:
        late = answers.pregnancy_week >= threshold("pregnancy.late").value
        said |= {"pregnancy", "late_pregnancy"} if late else {"pregnancy"}
    if answers.replaced_hip is not None or answers.hip_replaced_months is not None:
        said.add("hip_replacement")
    months = answers.hip_replaced_months
    if months is not None and months < threshold("hip_surgery.healing").value:
        said.add("hip_surgery")
    return said


def _young(answers: Answers) -> bool:
    return answers.age_years is not None and answers.age_years < threshold("person.adult").value


def _open(answers: Answers) -> str:
    """The first question that nobody answered; nothing passes while there is one."""
    said = answers.do_not_test or frozenset()
    asked = {
        "red_flags": answers.red_flags is None,
        "do_not_test": answers.do_not_test is None,
        "pregnancy_week": "pregnancy" in said
        and "late_pregnancy" not in said
        and answers.pregnancy_week is None,
        "age_years": answers.age_years is None,
        "with_clinician": _young(answers) and answers.with_clinician is None,
    }
    return next((name for name, is_open in asked.items() if is_open), "")


def _by_urgency(keys: Iterable[str]) -> tuple[str, ...]:
    ladder = list(urgencies())
    return tuple(sorted(keys, key=lambda key: ladder.index(safety_answers()[key].seen)))


def _ruling_out(test: str, holds: Sequence[str], answers: Answers) -> tuple[str, ...]:
    rows = {key: safety_answers()[key] for key in holds}
    return tuple(
        key
        for key, row in rows.items()
        if test in row.tests and not (answers.with_clinician and "tests" in row.with_clinician)
    )
