"""What the search for places gives back."""

from dataclasses import dataclass

from ilio.programmes.board import Place


@dataclass(frozen=True)
class Missing:
    """What a week did not get.

    Parameters
    ----------
    week
        Counted from 1.
    floor, strength, length
        Sessions under the floor, under the target, and of lengthening.
    retest
        Whether the retest found no place.

    Examples
    --------
    >>> Missing(1, strength=1).any
    True
    """

    week: int
    floor: int = 0
    strength: int = 0
    length: int = 0
    retest: int = 0

    @property
    def any(self) -> bool:
        """Whether anything is missing.

        Examples
        --------
        >>> Missing(1).any
        False
        """
        return any(self.weight)

    @property
    def weight(self) -> tuple[int, int, int, int]:
        """For comparing: the gravest first.

        Examples
        --------
        >>> Missing(1, floor=1).weight > Missing(1, strength=2).weight
        True
        """
        return self.floor, self.retest, self.strength, self.length


@dataclass(frozen=True)
class Choice:
    """The places, and what is missing week by week.

    Parameters
    ----------
    places
        In order of time.
    missing
        One entry a week.

    Examples
    --------
    >>> Choice((), ()).places
    ()
    """

    places: tuple[Place, ...]
    missing: tuple[Missing, ...]
