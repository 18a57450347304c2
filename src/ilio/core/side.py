"""Left and right."""

from enum import StrEnum

from ilio.core.errors import UnknownNameError


class Side(StrEnum):
    """One side of the body, the person's own left or right.

    Examples
    --------
    >>> Side.parse("Left").other
    <Side.RIGHT: 'right'>
    """

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> "Side":
        """The opposite side.

        Examples
        --------
        >>> Side.LEFT.other is Side.RIGHT
        True
        """
        return Side.RIGHT if self is Side.LEFT else Side.LEFT

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
