"""Which figure a test has: the module of its name; a test without one is refused."""

from functools import cache
from importlib import import_module

from ilio.core import UnknownNameError
from ilio.knowledge import guided_protocols
from ilio.protocols.measurement import Measurement
from ilio.records.drawing.figure_words import as_asked, words_shown
from ilio.records.drawing.svg import Drawing
from ilio.records.figures.figure import Figure


@cache
def figure_of(protocol: str) -> Figure:
    """The figure of a guided test.

    Raises
    ------
    UnknownNameError
        If that test has none.

    Examples
    --------
    >>> figure_of("knee-raise").angles[0][0]
    'thigh'
    """
    if protocol not in guided_protocols():
        raise UnknownNameError("test with a figure", protocol, guided_protocols())
    module = import_module(f"ilio.records.figures.{protocol.replace('-', '_')}")
    found: Figure = module.FIGURE
    return found


def body_drawing(m: Measurement, name: str) -> Drawing:
    """The figure of one attempt; the tested leg is the near one.

    Parameters
    ----------
    m
        Of a guided test.
    name
        Unique on the page.

    Raises
    ------
    UnknownNameError
        If that test has no figure.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import Source
    >>> m = Measurement("thomas", Side.LEFT, Source("answers", "typed", "answers"))
    >>> body_drawing(m, "left-thomas").title
    'Left leg, Thomas test'
    """
    return figure_of(m.protocol).draw(m, name)


def drawn_as_asked(m: Measurement) -> tuple[str, ...]:
    """The angles that were not measured and are drawn as the instruction asks.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import Source
    >>> drawn_as_asked(Measurement("knee-raise", Side.LEFT, Source("answers", "a", "answers")))
    ('thigh', 'knee', 'trunk')
    """
    return as_asked(m, figure_of(m.protocol).angles)


def words_drawn(m: Measurement) -> tuple[str, ...]:
    """What the figure shows from words; empty where it hurt.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import Source
    >>> words_drawn(Measurement("knee-raise", Side.LEFT, Source("answers", "a", "answers")))
    ()
    """
    return words_shown(m, figure_of(m.protocol).worded)


def thigh_of(protocol: str) -> tuple[str, ...]:
    """The quantities that decide the pose, the most telling first.

    Examples
    --------
    >>> thigh_of("thomas")
    ('thigh_drop',)
    """
    return figure_of(protocol).angles[0][1]
