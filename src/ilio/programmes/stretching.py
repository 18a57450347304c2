"""Which stretch for which hip, and how much of it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ilio.core import Side
from ilio.knowledge import dose, exercise, muscle
from ilio.programmes.needs import Needs, named
from ilio.programmes.prescribing import filled
from ilio.programmes.programme import Prescription

HELD_ACROSS = "; what crosses the knee holds it up"


def stretches(
    key: str, needs: Needs, sides: tuple[Side, ...], why: str
) -> tuple[Prescription, ...]:
    """A dose of stretching; a hip held up by what crosses the knee takes the stretch for that.

    Parameters
    ----------
    key
        Of the dose.
    needs
        Which flexors are short, and what speaks against exercises.
    sides
        Who stretches.
    why
        One plain clause, in which ``{}`` stands for the hip.

    Examples
    --------
    >>> both = Needs(tight=tuple(Side), two_joint=(Side.LEFT,))
    >>> [(i.side, i.exercise) for i in stretches("length.away", both, tuple(Side), "{} is tight")]
    [('right', 'half_kneeling_stretch'), ('left', 'couch_stretch')]
    """
    return tuple(_by_tissue(key, needs, sides, why))


def away_stretch(needs: Needs) -> tuple[Prescription, ...]:
    """The stretching that lengthens, away from runs.

    As many long holds as the limits of a session and of a week allow on the fewest days.

    Examples
    --------
    >>> item, = away_stretch(Needs(tight=(Side.LEFT,)))
    >>> item.sets, item.hold_s
    (3, 60.0)
    """
    amount = dose("length.away")
    hold_s = amount.hold_s_high or amount.hold_s_low
    if hold_s is None or amount.session_s_most is None or amount.week_s_most is None:
        return ()
    days = amount.days_low or 1
    sets = min(
        amount.sets_high,
        int(amount.session_s_most // hold_s),
        int(amount.week_s_most // (days * hold_s)),
    )
    items = stretches("length.away", needs, needs.tight, "{} tested tight")
    return tuple(replace(item, sets=sets, hold_s=hold_s) for item in items)


def optional_stretch(needs: Needs) -> tuple[Prescription, ...]:
    """A stretch that a limited side may do, and need not.

    Examples
    --------
    >>> optional_stretch(Needs(limited=(Side.RIGHT,)))[0].optional
    True
    """
    why = "optional: {} is on the short side of usual, as in many runners"
    items = stretches("length.after_run", needs, needs.limited, why)
    return tuple(replace(item, optional=True) for item in items)


def stretches_of(items: Iterable[Prescription]) -> tuple[Prescription, ...]:
    """The held stretches that are asked for; optional ones left out.

    Examples
    --------
    >>> stretches_of(optional_stretch(Needs(limited=(Side.RIGHT,))))
    ()
    """
    return tuple(i for i in items if i.purpose == "length" and i.hold_s and not i.optional)


def reaches_over_the_knee(name: str) -> bool:
    """Whether the main muscle of an exercise crosses the knee too.

    Examples
    --------
    >>> reaches_over_the_knee("couch_stretch"), reaches_over_the_knee("half_kneeling_stretch")
    (True, False)
    """
    return muscle(exercise(name).muscles[0]).crosses_knee


def _by_tissue(key: str, needs: Needs, sides: tuple[Side, ...], why: str) -> Iterator[Prescription]:
    crossing = tuple(side for side in sides if side in needs.two_joint)
    rest = tuple(side for side in sides if side not in crossing)
    offered = dose(key).exercises
    first = tuple(sorted(offered, key=lambda name: not reaches_over_the_knee(name)))
    yield from filled(key, needs, rest, why.format(named(rest)))
    for item in filled(key, needs, crossing, why.format(named(crossing)), offered=first):
        reaches = reaches_over_the_knee(item.exercise)
        yield replace(item, why=f"{item.why}{HELD_ACROSS}") if reaches else item
