"""When a week misses its target: the cheapest change that would help, found by solving again."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

from ilio.core.counting import number_of
from ilio.core.days import WEEKDAYS
from ilio.programmes.board import Board, Place, Week, minutes_of
from ilio.programmes.choice import Choice, Missing
from ilio.programmes.programme import Shortfall
from ilio.programmes.running_week import Run, Wishes
from ilio.programmes.runs import is_tiring
from ilio.programmes.solving import choose
from ilio.programmes.spans import DAY, Span, inside, meet, moment_of

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

    The order of cost: a short session straight after a hard run, a shorter session, one session
    more a week, one more free evening, one more free morning, another day for a hard or long run,
    two more free evenings, such a run less. Where the person's own ceiling leaves strength out,
    that comes first.

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
        if week.capped:
            out.append(_capped(week, missing))
        if not missing.any or (week.capped and missing.weight < Missing(0, strength=1).weight):
            continue
        scene = _Scene(_around(board, week, choice.places), week, _near(choice, week))
        like = scene.likeness()
        if like not in told:
            told[like] = _cheapest(scene, runs, wishes, rebuild)
        text = f"Week {week.number}: {_lack(week, missing)}"
        out.append(Shortfall(week=week.number, text=text, give_up=told[like]))
    return tuple(out)


def _capped(week: Week, missing: Missing) -> Shortfall:
    """What the person's own ceiling leaves out; stretches that go with strength go with it."""
    target = week.strength + week.capped
    number = number_of(week.most, "session")
    text = (
        f"with {number} a week at most, {week.strength} of {target} strength sessions are planned"
    )
    stretch = f"; {_lack(week, Missing(0, length=missing.length))}" if missing.length else "."
    allow = f"Allow {week.most + week.capped} sessions a week."
    return Shortfall(week=week.number, text=f"Week {week.number}: {text}{stretch}", give_up=allow)


def _around(board: Board, week: Week, places: Sequence[Place]) -> Board:
    """A week with the ones beside it, which may change too; all others as they were placed."""
    weeks = tuple(w for w in board.weeks if abs(w.number - week.number) <= 1)
    numbers = {w.number for w in weeks}
    others = [place for place in places if place.week not in numbers]
    return _cropped(replace(board, weeks=weeks, done=(*board.done, *others)))


def _cropped(board: Board) -> Board:
    """Without what lies over a week away: no rule reaches that far."""
    margin = len(WEEKDAYS) * DAY
    low = board.weeks[0].days.start * DAY - margin
    high = board.weeks[-1].days.stop * DAY + margin

    def near(spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple(span for span in spans if meet(span, (low, high)))

    return replace(
        board,
        runs=near(board.runs),
        hard=near(board.hard),
        tiring=near(board.tiring),
        blocked=near(board.blocked),
        stretches=near(board.stretches),
        free=near(board.free),
        done=tuple(place for place in board.done if meet(place.span, (low, high))),
    )


def _near(choice: Choice, week: Week) -> tuple[Missing, ...]:
    return tuple(m for m in choice.missing if abs(m.week - week.number) <= 1)


@dataclass(frozen=True)
class _Scene:
    """A week that lacks something, with what it and the weeks beside it lack so far."""

    board: Board
    week: Week
    missing: tuple[Missing, ...]

    def lack(self, missing: Sequence[Missing]) -> Missing:
        return next(m for m in missing if m.week == self.week.number)

    def beside(self, missing: Sequence[Missing]) -> tuple[int, ...]:
        """What the weeks beside it lack together, the gravest first."""
        others = [m.weight for m in missing if m.week != self.week.number]
        return tuple(sum(parts) for parts in zip(*others, strict=True))

    def likeness(self) -> object:
        """Weeks that look alike get the same advice and are searched once."""
        low = self.board.weeks[0].days.start * DAY
        high = self.board.weeks[-1].days.stop * DAY

        def near(spans: Sequence[Span]) -> tuple[Span, ...]:
            return tuple(sorted((a - low, b - low) for a, b in spans if low <= a < high))

        place = self.week.number - self.board.weeks[0].number
        asked = tuple(
            (w.strength_low, w.strength, w.length, w.retest, w.most) for w in self.board.weeks
        )
        lacks = tuple(m.weight for m in self.missing)
        return near(self.board.blocked), near(self.board.free), asked, lacks, place


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


def _cheapest(scene: _Scene, runs: Sequence[Run], wishes: Wishes, rebuild: Rebuild) -> str:
    """The first change that solves all, or at least what is graver than a missed target.

    Where none does, the best one, with what it gives. The weeks beside may not get worse.
    """
    missing = best = scene.lack(scene.missing)
    best_text = ""
    for change in _changes(scene, runs, wishes, rebuild):
        choice = choose(change.board, evenly=False)
        left = scene.lack(choice.missing)
        if scene.beside(choice.missing) > scene.beside(scene.missing):
            continue
        text = _said(change, choice, scene.week)
        if not left.any:
            return text
        if (missing.floor or missing.retest) and not (left.floor or left.retest):
            return f"{text} With that: {_lack(scene.week, left)}"
        if left.weight < best.weight:
            best, best_text = left, f"{text} With that: {_lack(scene.week, left)}"
    return best_text or "No single change helps; a week with fewer runs would."


def _said(change: _Change, choice: Choice, week: Week) -> str:
    """Short sessions name their places."""
    if "{when}" not in change.text:
        return change.text
    short = [place for place in choice.places if place.short and place.week == week.number]
    whens = [_when(p.begin, change.board) for p in short if not inside(p.span, change.board.free)]
    return change.text.format(when=" and ".join(whens) or "its end")


def _when(minute: int, board: Board) -> str:
    moment = moment_of(minute, board.start)
    return f"{WEEKDAYS[moment.weekday()]} {moment:%H:%M}"


def _changes(
    scene: _Scene, runs: Sequence[Run], wishes: Wishes, rebuild: Rebuild
) -> Iterator[_Change]:
    board, minutes = scene.board, scene.week.minutes["short"]
    keep = f"Keep {minutes} min straight after a hard run for a short session, at {{when}}."
    yield _Change(keep, replace(board, band_after_hard=True))
    yield _Change(f"Shorten a session to {minutes} min.", replace(board, short_anywhere=True))
    more = tuple(replace(week, most=week.most + 1) for week in board.weeks)
    yield _Change(f"Allow {scene.week.most + 1} sessions a week.", replace(board, weeks=more))
    evenings = list(_more_free(board, "evening"))
    yield from evenings
    yield from _more_free(board, "morning")
    yield from _moved_runs(scene, runs, wishes, rebuild)
    for one, other in combinations(evenings, 2):
        free = tuple(sorted({*one.board.free, *other.board.free}))
        text = f"{one.text[:-1]}, and {other.text[0].lower()}{other.text[1:]}"
        yield _Change(text, replace(board, free=free))
    yield from _fewer_runs(scene, runs, wishes, rebuild)


def _more_free(board: Board, part: str) -> Iterator[_Change]:
    """A weekday's evening or morning, in every week."""
    begin = {"evening": "planning.evening_begins", "morning": "planning.day_begins"}[part]
    end = {"evening": "planning.day_ends", "morning": "planning.morning_ends"}[part]
    for offset in range(len(WEEKDAYS)):
        days = [week.days[offset] for week in board.weeks]
        spans = {(day * DAY + minutes_of(begin), day * DAY + minutes_of(end)) for day in days}
        if spans <= set(board.free):
            continue
        name = WEEKDAYS[(board.start + timedelta(days=offset)).weekday()]
        text = f"Keep {name} {part} free as well."
        yield _Change(text, replace(board, free=tuple(sorted({*board.free, *spans}))))


def _tiring_runs(week: Week, board: Board, runs: Sequence[Run], wishes: Wishes) -> list[Run]:
    days = {board.start + timedelta(days=day) for day in week.days}
    return [run for run in runs if run.start.date() in days and is_tiring(run, wishes)]


def _moved_runs(
    scene: _Scene, runs: Sequence[Run], wishes: Wishes, rebuild: Rebuild
) -> Iterator[_Change]:
    """A race stays where it is."""
    for run in _tiring_runs(scene.week, scene.board, runs, wishes):
        for day in scene.week.days if run.kind != "race" else ():
            to = scene.board.start + timedelta(days=day)
            others = [other for other in runs if other != run]
            if to == run.start.date() or any(other.start.date() == to for other in others):
                continue
            moved = replace(run, start=run.start + (to - run.start.date()))
            text = f"Move the {_name(run)} from {_day(run)} to {_weekday(to)}."
            yield _Change(text, _on(rebuild(sorted([*others, moved])), scene.board))


def _fewer_runs(
    scene: _Scene, runs: Sequence[Run], wishes: Wishes, rebuild: Rebuild
) -> Iterator[_Change]:
    for run in _tiring_runs(scene.week, scene.board, runs, wishes):
        left = [other for other in runs if other != run]
        text = f"Run the {_name(run)} on {_day(run)} another week."
        yield _Change(text, _on(rebuild(left), scene.board))


def _on(board: Board, like: Board) -> Board:
    return _cropped(replace(board, weeks=like.weeks, done=like.done, free=like.free))


def _name(run: Run) -> str:
    return {"long": "long run", "tempo": "tempo run"}.get(run.kind, run.kind)


def _day(run: Run) -> str:
    return _weekday(run.start.date())


def _weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]
