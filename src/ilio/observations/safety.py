"""What all safety answers of a person mean together: for tests, plan and runs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ilio.core.days import months_later
from ilio.knowledge import (
    SafetyAnswer,
    Urgency,
    guided_protocols,
    protocol_card,
    red_flags,
    safety_answers,
    urgencies,
)
from ilio.observations.answers import Answers, Clearance
from ilio.observations.holding import Hurts, first_open, holding

TESTS = guided_protocols()
"""The tests that a safety answer can rule out."""

PAINFUL = ("painful_flexion", "painful_extension")
"""Rows that hold for one hip."""


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
    lapsed
        Those that would, had they not ended.
    as_of
        Day for which this holds, ``YYYY-MM-DD``; empty when it is not known.
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
    lapsed: tuple[Clearance, ...] = ()
    as_of: str = ""
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
    def first_reason(self) -> str:
        """The key that is told first: the most urgent one that nobody has cleared.

        Examples
        --------
        >>> seen = Clearance(of="osteoporosis", by="Dr. Roth", on="2026-11-20")
        >>> both = ("osteoporosis", "hernia")
        >>> Safety(holds=both, uncleared=("hernia",), cleared=(seen,)).first_reason
        'hernia'
        """
        cleared = {clearance.of for clearance in self.cleared}
        return next((key for key in self.holds if key not in cleared), "")

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


def safety_of(answers: Answers, hurts: Hurts | None = None) -> Safety:
    """What the answers of a person allow on the day for which they hold.

    Parameters
    ----------
    answers
        About the person. A clearance of a day after theirs, or one that is older by then than
        the ``cleared_for_months`` of its row, does not count.
    hurts
        Side to the rows of pain that hold for that hip.

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
    holds = _by_urgency(holding(answers, painful))
    waiting = [k for k in holds if safety_answers()[k].plan == "after clearance"]
    cleared = tuple(c for c in answers.clearances if c.of in waiting and _counts(c, answers.as_of))
    by_hand = {c.of for c in cleared}
    over = (c for c in answers.clearances if c.of in waiting and c.of not in by_hand)
    return Safety(
        holds=holds,
        open=first_open(answers),
        asks=tuple(
            name
            for key in holds
            for name in safety_answers()[key].asks
            if getattr(answers, name) is None
        ),
        uncleared=tuple(key for key in waiting if key not in by_hand),
        cleared=cleared,
        lapsed=tuple(c for c in over if answers.as_of > ends(c)),
        as_of=answers.as_of,
        tests={test: _ruling_out(test, holds, answers) for test in TESTS},
        hurts=painful,
    )


def _counts(clearance: Clearance, day: str) -> bool:
    """Whether somebody gave it, on a day that is neither to come nor too long past."""
    if not clearance.by.strip() or not clearance.on:
        return False
    return clearance.on <= day <= ends(clearance)


def ends(clearance: Clearance) -> str:
    """The last day on which a clearance counts, as ``YYYY-MM-DD``.

    Examples
    --------
    >>> ends(Clearance(of="acute_back_pain", by="Dr. Roth", on="2026-11-20"))
    '2027-01-20'
    """
    return months_later(clearance.on, safety_answers()[clearance.of].cleared_for_months)


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
