"""Tests of both sides at once: what they gave in words, and their drawings."""

from collections.abc import Sequence

from ilio.core import Side
from ilio.knowledge import guided_protocols, protocol_card
from ilio.protocols.measurement import Measurement
from ilio.records.picture import Picture
from ilio.records.side_pictures import bodies, plots
from ilio.records.wording import measured_text, named_test, quantity_name, sentence


def together_words(measurements: Sequence[Measurement]) -> tuple[str, ...]:
    """The leading number of each test of both sides at once: of its attempts the largest.

    Examples
    --------
    >>> together_words([])
    ()
    """
    said = []
    for protocol in guided_protocols():
        leading = protocol_card(protocol).leading
        own = [m for m in measurements if (m.protocol, m.side) == (protocol, Side.BOTH)]
        found = [value for m in own if (value := m.get(leading)) is not None]
        if found:
            best = measured_text(max(found, key=lambda value: value.value))
            name = sentence(quantity_name(leading))
            said.append(f"{named_test(protocol, Side.BOTH)}. {name}: {best}.")
    return tuple(said)


def together_pictures(measurements: Sequence[Measurement]) -> tuple[Picture, ...]:
    """The drawings of tests of both sides at once.

    Examples
    --------
    >>> together_pictures([])
    ()
    """
    own = [m for m in measurements if m.side is Side.BOTH]
    return (*bodies(own), *plots(own))
