"""What a plan says: prescriptions in blocks, dated sessions, what to expect, when to stop."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from ilio.core import Side
from ilio.observations import Clearance
from ilio.programmes.limits import Limits
from ilio.programmes.prescription import Block, PlanSide, Prescription, Purpose
from ilio.programmes.runs import PlannedRun

PlaceInDay = Literal["before a run", "after a run", "on its own"]
SessionKind = Literal["strength", "length", "before run", "after run", "retest", "core"]
SHORT_TITLE = "Short strength"

__all__ = [
    "SHORT_TITLE",
    "Block",
    "Expectation",
    "PlaceInDay",
    "PlanSide",
    "Prescription",
    "Programme",
    "Purpose",
    "Session",
    "SessionKind",
    "Shortfall",
]


@dataclass(frozen=True, kw_only=True)
class Expectation:
    """What to expect by when, and on what evidence.

    Parameters
    ----------
    week
        By the end of this week.
    text
        One sentence.
    source, grade
        Of the expectation.

    Examples
    --------
    >>> Expectation(week=6, text="Stronger.", source="thorborg2016", grade="B").week
    6
    """

    week: int
    text: str
    source: str
    grade: str


@dataclass(frozen=True, kw_only=True)
class Session:
    """One dated session.

    Parameters
    ----------
    key
        Stable name of the session within the plan: a new plan that keeps it keeps the key.
    start
        Local start.
    minutes
        Duration [min].
    kind
        ``strength``, ``length``, ``before run``, ``after run``, ``retest``, or ``core``: core work
        without leg strength, in weeks that leave too few places for strength.
    place
        Where it lies in the day.
    items
        What is done, in order.
    week
        Counted from 1.
    title
        A few words for the calendar.
    moved
        Whether its person put it there: a plan that is made again leaves it there.

    Examples
    --------
    >>> Session(key="w1-strength-1", start=datetime(2026, 11, 23, 18), minutes=25,
    ...         kind="strength", place="on its own", week=1, title="Strength").week
    1
    """

    key: str
    start: datetime
    minutes: int
    kind: SessionKind
    place: PlaceInDay
    week: int
    title: str
    items: tuple[Prescription, ...] = ()
    moved: bool = False

    @property
    def short(self) -> bool:
        """Whether it is the short version of a strength session.

        Examples
        --------
        >>> Session(key="w1-strength-1", start=datetime(2026, 11, 24, 19), minutes=10,
        ...         kind="strength", place="on its own", week=1, title=SHORT_TITLE).short
        True
        """
        return self.title.startswith(SHORT_TITLE)


@dataclass(frozen=True, kw_only=True)
class Shortfall:
    """A target or wish that the week did not allow, and the cheapest change that would.

    Parameters
    ----------
    week
        Counted from 1.
    text
        What is missing, one sentence.
    give_up
        The cheapest thing to change, one sentence.

    Examples
    --------
    >>> Shortfall(week=1, text="Two of three.", give_up="Free Tuesday evening.").week
    1
    """

    week: int
    text: str
    give_up: str


@dataclass(frozen=True, kw_only=True)
class Programme:
    """The whole plan.

    Parameters
    ----------
    summary
        Who does what, when, how long and why, in a few plain sentences.
    start
        First day.
    weeks
        Length [weeks].
    blocks
        In order.
    sessions
        Dated, in order of time.
    rules
        How the load moves, one sentence each, with source and grade in brackets.
    expect
        What to expect by when.
    stop
        When to stop and see someone.
    shortfalls
        What could not be placed.
    next_test
        The best next test when something is open; empty otherwise.
    retest
        Day of the retest, None when nobody needs one.
    retest_weeks
        Weeks in which a retest is to be placed.
    refused
        Why there is no programme; empty when there is one.
    changes
        What the log changed, one sentence each.
    person
        Label of the person; may be empty.
    bans
        Keys of ``knowledge/safety`` that hold for the whole body; they rule exercises out.
    hurts_left, hurts_right
        Rows of pain that hold for that hip.
    cleared
        Who allowed what, and when.
    lead
        The short form of the summary, for a first page; empty for one that was made before.
    zone
        Name of the zone of its local times; empty for one that was made before plans kept it.
    sessions_a_week
        The most entries of a week beside the runs; 0 for one that was made before that was asked.
    runs
        The runs that it was planned around, a week after its last day too.

    Examples
    --------
    >>> Programme(summary="No exercise: see a clinician first.", start=date(2026, 11, 23),
    ...           weeks=0, refused="red flag").sessions
    ()
    """

    summary: str
    start: date
    weeks: int
    blocks: tuple[Block, ...] = ()
    sessions: tuple[Session, ...] = ()
    rules: tuple[str, ...] = ()
    expect: tuple[Expectation, ...] = ()
    stop: tuple[str, ...] = ()
    shortfalls: tuple[Shortfall, ...] = ()
    next_test: str = ""
    retest: date | None = None
    retest_weeks: tuple[int, ...] = ()
    refused: str = ""
    changes: tuple[str, ...] = ()
    person: str = ""
    bans: tuple[str, ...] = ()
    hurts_left: tuple[str, ...] = ()
    hurts_right: tuple[str, ...] = ()
    cleared: tuple[Clearance, ...] = ()
    lead: str = ""
    zone: str = ""
    sessions_a_week: int = 0
    runs: tuple[PlannedRun, ...] = ()

    @property
    def last_day(self) -> date:
        """The day after which no session of it is done: what it rests on was asked up to then.

        Examples
        --------
        >>> Programme(summary="", start=date(2026, 11, 23), weeks=2).last_day.isoformat()
        '2026-12-06'
        """
        return self.start + timedelta(weeks=self.weeks) - timedelta(days=1)

    @property
    def limits(self) -> Limits:
        """What the answers behind this plan rule out.

        Examples
        --------
        >>> Programme(summary="", start=date(2026, 11, 23), weeks=0).limits.keys
        ()
        """
        hurts = {Side.LEFT: frozenset(self.hurts_left), Side.RIGHT: frozenset(self.hurts_right)}
        return Limits(keys=self.bans, hurts=hurts)
