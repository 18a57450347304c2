"""What a person's answers rule out, exercise by exercise and side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ilio.core import Side
from ilio.knowledge import exercise, safety_answers
from ilio.observations import Safety, movements_of

BOTH_AT_ONCE = ("alternate", "both at once")
"""Side rules of exercises that move both hips, whoever they are for."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The answers that bear on exercises.

    Parameters
    ----------
    keys
        Rows of ``knowledge/safety`` that hold for the whole body.
    hurts
        Side to the rows of pain that hold for that hip.

    Examples
    --------
    >>> Limits(keys=("hip_replacement",)).sides_for("half_kneeling_stretch", tuple(Side))
    ()
    """

    keys: tuple[str, ...] = ()
    hurts: Mapping[Side, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, safety: Safety) -> "Limits":
        """The limits that some answers set.

        Examples
        --------
        >>> Limits.of(Safety(holds=("hernia",))).keys
        ('hernia',)
        """
        painful = {key for keys in safety.hurts.values() for key in keys}
        return cls(
            keys=tuple(key for key in safety.holds if key not in painful), hurts=safety.hurts
        )

    @property
    def gentle(self) -> bool:
        """Whether no set goes to failure and no load grows.

        Examples
        --------
        >>> Limits(keys=("pregnancy",)).gentle
        True
        """
        return any(safety_answers()[key].load == "gentle" for key in self.keys)

    def sides_for(self, key: str, sides: Iterable[Side]) -> tuple[Side, ...]:
        """Those of some sides that may do an exercise.

        An exercise that moves both hips is allowed on all of them or on none.

        Parameters
        ----------
        key
            Of the exercise.
        sides
            Who is to do it.

        Raises
        ------
        UnknownNameError
            If there is no such exercise.

        Examples
        --------
        >>> sore = Limits(hurts={Side.LEFT: frozenset({"painful_flexion"})})
        >>> sore.sides_for("dead_bug", tuple(Side))
        ()
        >>> sore.sides_for("banded_hip_flexion_standing", tuple(Side))
        (<Side.RIGHT: 'right'>,)
        """
        chosen = exercise(key)
        wanted = tuple(sides)
        own, other = set(chosen.movements), set(chosen.other_side)
        if chosen.side in BOTH_AT_ONCE:
            return () if any(own & self._blocked(side) for side in Side) else wanted
        return tuple(
            side
            for side in wanted
            if not own & self._blocked(side) and not other & self._blocked(side.other)
        )

    def _blocked(self, side: Side) -> frozenset[str]:
        return movements_of((*self.keys, *self.hurts.get(side, ())))
