"""The drawn steps of each test, out of its card."""

from functools import cache

from ilio.core import UnknownNameError
from ilio.knowledge.drawn_steps import ProtocolFigure
from ilio.knowledge.protocol_card import protocol_cards


@cache
def protocol_figures() -> dict[str, ProtocolFigure]:
    """The drawn steps of all tests by protocol.

    Examples
    --------
    >>> "running" in protocol_figures()
    False
    """
    return {key: card.figure for key, card in protocol_cards().items() if card.figure}


def protocol_figure(protocol: str) -> ProtocolFigure:
    """The drawn steps of one test.

    Raises
    ------
    UnknownNameError
        If that test has none.

    Examples
    --------
    >>> protocol_figure("knee-raise").steps[0].name
    'Stand tall and still, one fingertip on the wall at most'
    """
    try:
        return protocol_figures()[protocol]
    except KeyError:
        raise UnknownNameError("drawn test", protocol, protocol_figures()) from None
