"""Left and right, and both at once."""

from enum import StrEnum

from ilio.core.errors import UnknownNameError


class Side(StrEnum):
    """One side of the body, the person's own left or right; BOTH for a test of both at once.

    A loop over the sides is a loop over left and right.

    Examples
    --------
    >>> Side.parse("Left").other
    <Side.RIGHT: 'right'>
    >>> [str(side) for side in Side], str(Side.BOTH)
    (['left', 'right'], 'both')
    """

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def other(self) -> "Side":
        """The opposite side.

        Examples
        --------
        >>> Side.LEFT.other is Side.RIGHT
        True
        """
        others = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}
        return others.get(self, self)

    @classmethod
    def parse(cls, text: "str | Side") -> "Side":
        """Read a side from what a person typed.

        Raises
        ------
        UnknownNameError
            If the text is neither left nor right (``l`` and ``r`` will do).

        Examples
        --------
        >>> Side.parse("R")
        <Side.RIGHT: 'right'>
        """
        short = {"l": cls.LEFT, "r": cls.RIGHT, "left": cls.LEFT, "right": cls.RIGHT}
        key = str(text).strip().lower()
        if key not in short:
            raise UnknownNameError("side", str(text), ["left", "right"])
        return short[key]


Side._member_names_.remove("BOTH")  # as an alias: a member, and no step of a loop
