"""What the dated sessions of a plan hold, week by week: paper and terminal tell it from here.

The calendar and the player read the same sessions, so no two of them can differ.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ilio.knowledge import exercise, references
from ilio.programmes.programme import Prescription, Programme, Session
from ilio.programmes.steps import next_step
from ilio.records.plan_words import KEY, week_words

STRENGTH, SHORT = "Strength session", "Short session, straight after a hard run"
NEXT_STEP = "Next step, once that was reached with ease twice in a row"
DAILY = "Every day"
STRETCH = "Stretch at the end of strength"
OCCASIONS = (
    *(STRENGTH, SHORT, STRETCH, NEXT_STEP),
    *("Before a run", "After a run", "On its own", "Core", DAILY),
)
OF_KIND = {
    "strength": STRENGTH,
    "before run": "Before a run",
    "after run": "After a run",
    "length": "On its own",
    "core": "Core",
}


@dataclass(frozen=True)
class Held:
    """What one kind of session holds in some weeks.

    Parameters
    ----------
    occasion
        When it is done, in words.
    first_week, last_week
        Counted from 1.
    items
        The exercises with their doses.

    Examples
    --------
    >>> Held("Before a run", 1, 6, ()).weeks
    'weeks 1 to 6'
    """

    occasion: str
    first_week: int
    last_week: int
    items: tuple[Prescription, ...]

    @property
    def weeks(self) -> str:
        """The weeks in words; of a next step only the first week in which the plan has it.

        Examples
        --------
        >>> Held(NEXT_STEP, 3, 6, ()).weeks
        'not before week 3'
        """
        if self.occasion == NEXT_STEP:
            return f"not before week {self.first_week}"
        return week_words(self.first_week, self.last_week)


def held(programme: Programme) -> tuple[Held, ...]:
    """What each kind of session holds, in stretches of weeks that hold the same.

    Parameters
    ----------
    programme
        As it stands today.

    Examples
    --------
    >>> from datetime import date
    >>> held(Programme(summary="", start=date(2026, 11, 23), weeks=0))
    ()
    """
    weeks: dict[str, dict[int, dict[Prescription, None]]] = {}
    waiting: dict[Prescription, int] = {}
    for occasion, week, items in _told(programme):
        # a next step is told once, for the first week in which the plan has it
        fresh = [i for i in items if occasion != NEXT_STEP or waiting.setdefault(i, week) == week]
        if fresh:
            weeks.setdefault(occasion, {}).setdefault(week, {}).update(dict.fromkeys(fresh))
    return tuple(
        found for occasion in OCCASIONS for found in _stretches(occasion, weeks.get(occasion, {}))
    )


def weeks_told(stretches: Sequence[Held]) -> str:
    """The weeks of several stretches; those that follow one another are one.

    Examples
    --------
    >>> weeks_told([Held("On its own", 1, 2, ()), Held("On its own", 3, 3, ())])
    'weeks 1 to 3'
    """
    joined = [stretches[0]]
    for later in stretches[1:]:
        if later.first_week == joined[-1].last_week + 1:
            joined[-1] = replace(joined[-1], last_week=later.last_week)
        else:
            joined.append(later)
    return ", ".join(found.weeks for found in joined)


def exercise_keys(programme: Programme) -> tuple[str, ...]:
    """Every exercise of the plan once, in the order in which it first comes.

    Examples
    --------
    >>> from datetime import date
    >>> exercise_keys(Programme(summary="", start=date(2026, 11, 23), weeks=0))
    ()
    """
    return tuple(dict.fromkeys(item.exercise for item in _items(programme)))


def _items(programme: Programme) -> Iterator[Prescription]:
    for found in held(programme):
        yield from found.items


def uses(programme: Programme, key: str) -> tuple[Prescription, ...]:
    """Every distinct prescription of one exercise, in order.

    Examples
    --------
    >>> from datetime import date
    >>> uses(Programme(summary="", start=date(2026, 11, 23), weeks=0), "front_plank")
    ()
    """
    return tuple(dict.fromkeys(item for item in _items(programme) if item.exercise == key))


def sources_of(programme: Programme) -> tuple[str, ...]:
    """Every source that a dose, a rule or an expectation names, once.

    Examples
    --------
    >>> from datetime import date
    >>> sources_of(Programme(summary="", start=date(2026, 11, 23), weeks=0))
    ()
    """
    return tuple(dict.fromkeys(filter(None, _sources(programme))))


def _sources(programme: Programme) -> Iterable[str]:
    for key in exercise_keys(programme):
        yield exercise(key).source
        yield from (item.source for item in uses(programme, key))
    yield from (expected.source for expected in programme.expect)
    for text in (*programme.rules, *programme.stop, *(e.text for e in programme.expect)):
        yield from (key for key in KEY.findall(text) if key in references())


def _told(programme: Programme) -> Iterator[tuple[str, int, tuple[Prescription, ...]]]:
    for session in sorted(programme.sessions, key=lambda s: (s.start, s.key)):
        if session.kind in OF_KIND:
            yield from _of_session(session)
            yield NEXT_STEP, session.week, next_step(programme, session)
    for block in programme.blocks:
        for week in range(block.first_week, block.last_week + 1):
            yield DAILY, week, block.daily


def _of_session(session: Session) -> Iterator[tuple[str, int, tuple[Prescription, ...]]]:
    """The stretch at the end of some strength sessions is told by itself: others have none."""
    occasion = SHORT if session.short else OF_KIND[session.kind]
    if session.kind not in ("strength", "core"):
        yield occasion, session.week, session.items
        return
    stretch = tuple(item for item in session.items if item.purpose == "length")
    yield occasion, session.week, tuple(item for item in session.items if item not in stretch)
    yield STRETCH, session.week, stretch


def _stretches(occasion: str, weeks: dict[int, dict[Prescription, None]]) -> Iterator[Held]:
    """Weeks that follow one another and hold the same share an entry."""
    last: Held | None = None
    for week, found in sorted(weeks.items()):
        items = tuple(found)
        if last and last.items == items and last.last_week == week - 1:
            last = Held(occasion, last.first_week, week, items)
            continue
        if last:
            yield last
        last = Held(occasion, week, week, items)
    if last:
        yield last
