"""When a week misses its target: the cheapest change that would help, found by solving again."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

from ilio.programmes.board import Board, Place, Week, minutes_of
from ilio.programmes.choice import Choice, Missing
from ilio.programmes.programme import Shortfall
from ilio.programmes.running_week import Run, Wishes
from ilio.programmes.runs import WEEKDAYS, is_hard
from ilio.programmes.solving import choose
from ilio.programmes.spans import DAY, Span, moment_of

Rebuild = Callable[[Sequence[Run]], Board]


@dataclass(frozen=True)
class _Change:
    """One change: how it is said, and the board that it makes."""

    text: str
    board: Board


def shortfalls(
    board: Board, choice: Choice, runs: Sequence[Run], wishes: Wishes, rebuild: Rebuild
) -> tuple[Shortfall, ...]:
    """What each week misses, each with the cheapest change that solves it, or most of it.

    The order of cost: a short band session straight after a hard run, a shorter session, one more
    free evening, one more free morning, another day for a hard run, two more free evenings, a hard
    run less.

    Parameters
    ----------
    board
        What was fixed.
    choice
        What was found.
    runs
        Dated runs.
    wishes
        Whether the long run is hard.
    rebuild
        Makes the board for other runs.

    Examples
    --------
    >>> shortfalls(Board(start=date(2026, 11, 23)), Choice((), ()), (), Wishes(), lambda runs: None)
    ()
    """
    out = []
    told: dict[object, str] = {}
    for week, missing in zip(board.weeks, choice.missing, strict=True):
        if not missing.any:
            continue
        scene = _scene(board, week, choice.places)
        like = _likeness(scene, week, missing)
        if like not in told:
            told[like] = _cheapest(scene, week, missing, runs, wishes, rebuild)
        text = f"Week {week.number}: {_lack(week, missing)}"
        out.append(Shortfall(week=week.number, text=text, give_up=told[like]))
    return tuple(out)


def _scene(board: Board, week: Week, places: Sequence[Place]) -> Board:
    """One week alone, with all other weeks as they were placed."""
    others = [place for place in places if place.week != week.number]
    return replace(board, weeks=(week,), done=(*board.done, *others))


def _likeness(scene: Board, week: Week, missing: Missing) -> object:
    """Weeks that look alike get the same advice and are searched once."""
    low = (week.number - 2) * len(week.days) * DAY
    high = low + 2 * len(week.days) * DAY + len(week.days) * DAY

    def near(spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple(sorted((a - low, b - low) for a, b in spans if low <= a < high))

    done = near([place.span for place in scene.done if place.kind == "strength"])
    return near(scene.blocked), near(scene.free), done, missing.weight


def _lack(week: Week, missing: Missing) -> str:
    said = []
    if missing.strength:
        placed = week.strength - missing.strength
        under = f", under the floor of {week.strength_low}" if missing.floor else ""
        said.append(f"{placed} of {week.strength} strength sessions fit{under}")
    if missing.retest:
        said.append("the retest finds no free time on a day of rest")
    if missing.length:
        placed = week.length - missing.length
        said.append(f"{placed} of {week.length} stretching sessions fit")
    return "; ".join(said) + "."


def _cheapest(
    scene: Board,
    week: Week,
    missing: Missing,
    runs: Sequence[Run],
    wishes: Wishes,
    rebuild: Rebuild,
) -> str:
    """The first change that solves all, or at least what is graver than a missed target.

    Where none does, the best one, with what it gives.
    """
    best, best_text = missing, ""
    for change in _changes(scene, week, runs, wishes, rebuild):
        choice = choose(change.board)
        left = choice.missing[0]
        text = _said(change, choice)
        if not left.any:
            return text
        if (missing.floor or missing.retest) and not (left.floor or left.retest):
            return f"{text} Then {_lack(week, left)}"
        if left.weight < best.weight:
            best, best_text = left, f"{text} Then {_lack(week, left)}"
    return best_text or "No single change helps; a week with fewer runs would."


def _said(change: _Change, choice: Choice) -> str:
    """A band session names its place."""
    short = [place for place in choice.places if place.short]
    if "{when}" not in change.text:
        return change.text
    when = _when(short[0].begin, change.board) if short else "a hard run"
    return change.text.format(when=when)


def _when(minute: int, board: Board) -> str:
    moment = moment_of(minute, board.start)
    return f"{WEEKDAYS[moment.weekday()]} {moment:%H:%M}"


def _changes(
    scene: Board, week: Week, runs: Sequence[Run], wishes: Wishes, rebuild: Rebuild
) -> Iterator[_Change]:
    minutes = week.minutes["short"]
    keep = f"Keep {minutes} min straight after a hard run for a short band session, at {{when}}."
    yield _Change(keep, replace(scene, band_after_hard=True))
    yield _Change(f"Shorten a session to {minutes} min.", replace(scene, short_anywhere=True))
    evenings = list(_more_free(scene, week, "evening"))
    yield from evenings
    yield from _more_free(scene, week, "morning")
    yield from _moved_runs(scene, week, runs, wishes, rebuild)
    for one, other in combinations(evenings, 2):
        free = tuple(sorted({*one.board.free, *other.board.free}))
        text = f"{one.text[:-1]}, and {other.text[0].lower()}{other.text[1:]}"
        yield _Change(text, replace(scene, free=free))
    yield from _fewer_runs(scene, week, runs, wishes, rebuild)


def _more_free(scene: Board, week: Week, part: str) -> Iterator[_Change]:
    begin = {"evening": "planning.evening_begins", "morning": "planning.day_begins"}[part]
    end = {"evening": "planning.day_ends", "morning": "planning.morning_ends"}[part]
    for day in week.days:
        span = (day * DAY + minutes_of(begin), day * DAY + minutes_of(end))
        if span in scene.free:
            continue
        name = WEEKDAYS[(scene.start + timedelta(days=day)).weekday()]
        text = f"Keep {name} {part} free as well."
        yield _Change(text, replace(scene, free=tuple(sorted({*scene.free, span}))))


def _hard_runs(week: Week, board: Board, runs: Sequence[Run], wishes: Wishes) -> list[Run]:
    days = {board.start + timedelta(days=day) for day in week.days}
    return [run for run in runs if run.start.date() in days and is_hard(run, wishes)]


def _moved_runs(
    scene: Board, week: Week, runs: Sequence[Run], wishes: Wishes, rebuild: Rebuild
) -> Iterator[_Change]:
    """A race stays where it is."""
    for run in _hard_runs(week, scene, runs, wishes):
        for day in week.days if run.kind != "race" else ():
            to = scene.start + timedelta(days=day)
            others = [other for other in runs if other != run]
            if to == run.start.date() or any(other.start.date() == to for other in others):
                continue
            moved = replace(run, start=run.start + (to - run.start.date()))
            text = f"Move the {_name(run)} from {_day(run)} to {_weekday(to)}."
            yield _Change(text, _on(rebuild(sorted([*others, moved])), scene))


def _fewer_runs(
    scene: Board, week: Week, runs: Sequence[Run], wishes: Wishes, rebuild: Rebuild
) -> Iterator[_Change]:
    for run in _hard_runs(week, scene, runs, wishes):
        left = [other for other in runs if other != run]
        yield _Change(
            f"Run the {_name(run)} on {_day(run)} another week.", _on(rebuild(left), scene)
        )


def _on(board: Board, scene: Board) -> Board:
    return replace(board, weeks=scene.weeks, done=scene.done, free=scene.free)


def _name(run: Run) -> str:
    return {"long": "long run", "tempo": "tempo run"}.get(run.kind, run.kind)


def _day(run: Run) -> str:
    return _weekday(run.start.date())


def _weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]
