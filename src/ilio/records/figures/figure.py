"""What the figure of a test is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ilio.core import Measured
from ilio.protocols.measurement import Measurement
from ilio.records.drawing.figure_words import Angles
from ilio.records.drawing.svg import Drawing


@dataclass(frozen=True)
class Figure:
    """The figure of one test.

    Parameters
    ----------
    angles
        What poses it; the first is the one that decides which attempt is drawn.
    worded
        Quantities that it shows from words as well.
    draw
        Draws one attempt under a name that is unique on the page.
    example
        Nobody's numbers, only there to be drawn.

    Examples
    --------
    >>> from ilio.records.figures import figure_of
    >>> figure_of("thomas").angles[0]
    ('thigh', ('thigh_drop',))
    """

    angles: Angles
    worded: frozenset[str]
    draw: Callable[[Measurement, str], Drawing]
    example: Mapping[str, Measured]
