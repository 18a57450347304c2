"""Needs and doses make prescriptions."""

from dataclasses import replace
from datetime import timedelta

from ilio.core import Side
from ilio.knowledge import dose, doses, threshold
from ilio.knowledge import exercise as exercise_of
from ilio.programmes.needs import Needs, named, plan_side
from ilio.programmes.programme import Prescription

FRONT_SIDE_BACK = ("front", "side", "back")


def filled(
    key: str, needs: Needs, sides: tuple[Side, ...], why: str, *, offered: tuple[str, ...] = ()
) -> tuple[Prescription, ...]:
    """A dose as a prescription, or nothing when no exercise of it is allowed or no side needs it.

    Parameters
    ----------
    key
        Of the dose.
    needs
        What speaks against exercises.
    sides
        Who does it.
    why
        One plain clause.
    offered
        Exercises of the dose, the first choice first; all of them when empty. Taken is the first
        that most of the sides may do.

    Examples
    --------
    >>> filled("length.after_run", Needs(), (Side.LEFT,), "the left hip is tight")[0].hold_s
    30.0
    >>> filled("length.after_run", Needs(), (), "")
    ()
    """
    amount = dose(key)
    offered = offered or amount.exercises
    allowed = {name: needs.limits.sides_for(name, sides) for name in offered}
    name = max(offered, key=lambda name: len(allowed[name]), default="")
    if not allowed.get(name):
        return ()
    chosen = exercise_of(name)
    # an exercise in repetitions takes its own range where the dose counts seconds
    counts = chosen.dose if chosen.dose.unit != amount.unit else amount
    return (
        Prescription(
            exercise=chosen.key,
            purpose=amount.purpose,
            side=plan_side(allowed[name]),
            sets=amount.sets_low,
            reps=counts.reps_low,
            hold_s=counts.hold_s_low,
            tempo=chosen.tempo,
            rest_s=amount.rest_s,
            load=amount.load,
            why=why,
            source=amount.source,
            grade=amount.grade,
        ),
    )


def band_work(key: str, needs: Needs) -> tuple[Prescription, ...]:
    """Full sets for a weak side; the sound side beside it keeps what it has.

    Examples
    --------
    >>> left, right = band_work("strength.weeks_1_2", Needs(weak=(Side.LEFT,), kept=(Side.RIGHT,)))
    >>> (left.side, left.sets), (right.side, right.sets)
    (('left', 3), ('right', 1))
    """
    sets = int(threshold("planning.kept_side_sets").value)
    full = filled(key, needs, needs.weak, f"{named(needs.weak)} tested weak")
    kept = filled(key, needs, needs.kept, f"so that {named(needs.kept)} keeps its strength")
    return (*full, *(replace(item, sets=sets) for item in kept))


def core_work(key: str, needs: Needs) -> tuple[Prescription, ...]:
    """Front, side and back: one exercise each, as far as the dose has them.

    Examples
    --------
    >>> [item.exercise for item in core_work("core.weeks_3_6", Needs())]
    ['front_plank', 'side_plank', 'back_plank']
    """
    offered = [x for x in dose(key).exercises if needs.limits.sides_for(x, tuple(Side))]
    allowed = offered[: len(FRONT_SIDE_BACK)]
    why = "the trunk holds the pelvis while the hip works"
    return tuple(
        item for name in allowed for item in filled(key, needs, tuple(Side), why, offered=(name,))
    )


def glute_work(key: str, needs: Needs, *, no_stretch: bool) -> tuple[Prescription, ...]:
    """Bridges; the full sets of them on the route without stretching.

    Examples
    --------
    >>> glute_work("glutes.weeks_3_6", Needs(), no_stretch=True)[0].sets
    3
    """
    why = "the buttocks open the front of the hip"
    items = filled(key, needs, tuple(Side), why)
    if not no_stretch:
        return items
    return tuple(replace(item, sets=dose(key).sets_high) for item in items)


def opening_work(needs: Needs) -> tuple[Prescription, ...]:
    """What opens a tight hip by its own work, for who does not stretch; never at a long hip's end.

    Examples
    --------
    >>> [item.exercise for item in opening_work(Needs(tight=(Side.LEFT,)))]
    ['lunge_walk']
    >>> opening_work(Needs())
    ()
    """
    key = "opening.no_stretch"
    offered = tuple(
        name
        for name in dose(key).exercises
        if not (needs.long and "end_range_stretch" in exercise_of(name).movements)
    )
    both = tuple(Side) if needs.tight else ()
    why = f"opens {named(needs.tight)}, tight in the test, by its own work"
    return filled(key, needs, both, why, offered=offered)


def movement_breaks(hours: float | None, needs: Needs) -> tuple[Prescription, ...]:
    """Breaks from sitting, by the hours of it [h].

    Examples
    --------
    >>> movement_breaks(9, Needs())[0].purpose
    'movement break'
    >>> movement_breaks(None, Needs())
    ()
    """
    for key, amount in doses().items():
        begin, end = amount.sitting_from_hours, amount.sitting_to_hours
        if hours is None or begin is None or hours < begin or (end is not None and hours >= end):
            continue
        every = f"every {_plain(amount.every_s)} min" if amount.every_s else "now and then"
        why = f"{every}, since you sit {hours:g} hours a day"
        return filled(key, needs, tuple(Side), why)
    return ()


def _plain(seconds: float) -> str:
    return f"{seconds / timedelta(minutes=1).total_seconds():g}"
