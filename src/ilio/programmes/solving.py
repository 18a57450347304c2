"""Chooses places for strength and retests with a constraint solver.

The same input gives the same choice: one worker, a fixed seed, and a limit in its own clock.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ilio.knowledge import threshold
from ilio.programmes.board import Board, Place, PlaceKind, Week, minutes_of
from ilio.programmes.choice import Choice, Missing
from ilio.programmes.filling import core_places, length_places, room_left
from ilio.programmes.openings import openings
from ilio.programmes.spans import HOUR, WEEK_DAYS

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar

    Term = tuple[int, IntVar]

Slot = tuple[int, int]
"""Day of the plan's week, and minutes since midnight."""
GRAVE = ("floor", "retest", "moved", "strength")
"""What is lacking, the gravest first; wishes come after all of them."""


@dataclass
class _Model:
    """The solver's model while it is built."""

    model: CpModel
    places: Sequence[Place]
    chosen: list[IntVar]
    slacks: dict[str, list[IntVar]] = field(default_factory=lambda: defaultdict(list))
    most: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def of(self, kind: PlaceKind, week: int) -> list[IntVar]:
        return [
            var
            for place, var in zip(self.places, self.chosen, strict=True)
            if place.kind == kind and place.week == week
        ]

    def slack(self, name: str, asked: int, got: Sequence[IntVar]) -> None:
        """How much of what was asked is missing."""
        var = self.model.new_int_var(0, max(asked, 0), f"{name}{len(self.slacks[name])}")
        self.model.add(var >= asked - sum(got))
        self.slacks[name].append(var)
        self.most[name] += max(asked, 0)


def choose(board: Board, kept: Sequence[Place] = (), *, evenly: bool = True) -> Choice:
    """The best legal places: floor, retests, what stands, target, then wishes.

    Lengthening is placed around the strength sessions afterwards, and core work in weeks that stay
    under the floor, so that they are not empty.

    Parameters
    ----------
    board
        What is fixed.
    kept
        Places of an earlier plan, which stay when they are still legal.
    evenly
        Whether weeks should look alike; not needed where only the counts are of interest.

    Examples
    --------
    >>> from datetime import date
    >>> week = Week(number=1, strength_low=1, strength=2, minutes={"strength": 20})
    >>> board = Board(start=date(2026, 11, 23), weeks=(week,), free=((1080, 1140), (6840, 6900)))
    >>> [place.day for place in choose(board).places]
    [0, 4]
    """
    still = [place for place in kept if place.kind in ("strength", "retest")]
    taken = _solved(board, still, evenly=evenly)
    taken += length_places(board, taken, kept)
    taken += core_places(board, taken, kept)
    return Choice(tuple(sorted(taken)), tuple(_missing(board, week, taken) for week in board.weeks))


def _solved(board: Board, kept: Sequence[Place], *, evenly: bool) -> list[Place]:
    from ortools.sat.python import cp_model

    places = openings(board, kept, ("strength", "retest"))
    model = cp_model.CpModel()
    built = _Model(model, places, [model.new_bool_var(f"x{i}") for i in range(len(places))])
    _apart(built)
    for week in board.weeks:
        _demand(built, board, week)
    for kind, begin in sorted({(place.kind, place.begin) for place in kept}):
        pairs = zip(places, built.chosen, strict=True)
        built.slack("moved", 1, [v for p, v in pairs if (p.kind, p.begin) == (kind, begin)])
    first = _best(built, _wishes(built, board, frozenset()))
    if not evenly:
        return first
    return _best(built, _wishes(built, board, _common(first, len(board.weeks))))


def _best(built: _Model, wishes: list[Term]) -> list[Place]:
    from ortools.sat.python import cp_model

    terms, model = _ranked(built, wishes), built.model
    model.minimize(cp_model.LinearExpr.weighted_sum([v for _, v in terms], [w for w, _ in terms]))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.max_deterministic_time = threshold("planning.effort").value
    found = solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    pairs = zip(built.places, built.chosen, strict=True)
    return [place for place, var in pairs if found and solver.value(var)]


def _common(places: Sequence[Place], weeks: int) -> frozenset[Slot]:
    """Days and times that half of the weeks share: the others may follow them."""
    slots = Counter(_slot(place) for place in places if place.kind == "strength")
    return frozenset(slot for slot, count in slots.items() if count >= 0.5 * weeks)


def _slot(place: Place) -> Slot:
    return place.day % WEEK_DAYS, place.clock


def _apart(built: _Model) -> None:
    """Strength keeps its distance; a retest has a day without it."""
    pairs = list(zip(built.places, built.chosen, strict=True))
    strength = [(place.begin, var) for place, var in pairs if place.kind == "strength"]
    apart = minutes_of("planning.between_strength")
    for moment in sorted({begin for begin, _ in strength}):
        built.model.add_at_most_one(v for begin, v in strength if moment <= begin < moment + apart)
    for day in sorted({place.day for place, _ in pairs if place.kind == "retest"}):
        built.model.add_at_most_one(var for place, var in pairs if place.day == day)


def _demand(built: _Model, board: Board, week: Week) -> None:
    stand = Counter(place.kind for place in board.done if place.week == week.number)
    strength, retest = built.of("strength", week.number), built.of("retest", week.number)
    built.slack("floor", week.strength_low - stand["strength"], strength)
    built.slack("strength", week.strength - stand["strength"], strength)
    built.slack("retest", int(week.retest) - stand["retest"], retest)
    built.model.add(sum(strength) <= max(0, week.strength - stand["strength"]))
    built.model.add(sum(retest) <= max(0, int(week.retest) - stand["retest"]))
    built.model.add(sum(strength) + sum(retest) <= room_left(board, week, ()))


def _ranked(built: _Model, wishes: list[Term]) -> list[Term]:
    """One unit of a graver lack outweighs all lighter ones together."""
    terms = list(wishes)
    weight = 1 + sum(cost for cost, _ in wishes)
    for name in reversed(GRAVE):
        terms += [(weight, var) for var in built.slacks[name]]
        weight *= 1 + built.most[name]
    return terms


def _wishes(built: _Model, board: Board, common: frozenset[Slot]) -> list[Term]:
    """One time of day, whole sessions, after easy runs; early in the week, retests late in it.

    Once common days and times are known, another one costs more than all of that.
    """
    usual = _usual_clock(built, board)
    hour, attached = _cost("planning.cost_hour"), _cost("planning.gain_attached")
    terms = []
    for place, var in zip(built.places, built.chosen, strict=True):
        since = place.day % WEEK_DAYS
        late = since if place.kind == "strength" else WEEK_DAYS - since
        cost = late + hour * abs(place.clock - usual) // HOUR
        cost += _cost("planning.cost_short") if place.short else 0
        cost += 0 if place.begin in board.easy_ends else attached
        other = place.kind == "strength" and common and _slot(place) not in common
        cost += _cost("planning.cost_slot") if other else 0
        terms.append((cost, var))
    return terms


def _usual_clock(built: _Model, board: Board) -> int:
    """Nearest to the usual evening of the times that are open on half as many days as the best."""
    wished = minutes_of("planning.evening_begins")
    days = Counter(place.clock for place in built.places if place.kind == "strength")
    often = [clock for clock in days if days[clock] >= 0.5 * max(days.values())]
    return min(often, key=lambda clock: (abs(clock - wished), clock), default=wished)


def _cost(key: str) -> int:
    return int(threshold(key).value)


def _missing(board: Board, week: Week, taken: Sequence[Place]) -> Missing:
    here = Counter(p.kind for p in (*taken, *board.done) if p.week == week.number)
    return Missing(
        week.number,
        floor=max(0, week.strength_low - here["strength"]),
        strength=max(0, week.strength - here["strength"]),
        length=max(0, week.length - here["length"]),
        retest=max(0, int(week.retest) - here["retest"]),
    )
