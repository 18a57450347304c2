"""Numbers and names as people read them: plain words first, the term in brackets."""

import math
import re

from ilio.core import Measured, Side
from ilio.knowledge import protocol_cards, quantities

UNITS: dict[str, str] = {"deg": "°", "deg/s": " °/s", "s": " s", "%": " %", "1": ""}

GRADES: dict[str, str] = {
    "A": "several trials",
    "B": "one trial, or studies that agree",
    "C": "a single study or a model",
    "D": "opinion or our choice",
    "X": "research contradicts it",
    "fact": "anatomy or geometry",
}


def quantity_name(name: str) -> str:
    """What a report calls a quantity; an unknown one by its own name.

    Examples
    --------
    >>> quantity_name("hold_time")
    'Longest unbroken hold above level'
    >>> quantity_name("cadence_mean")
    'Cadence mean'
    """
    known = quantities().get(name)
    return known.title if known else name.replace("_", " ").capitalize()


def protocol_name(name: str) -> str:
    """What a report calls a protocol.

    Examples
    --------
    >>> protocol_name("knee-raise")
    'Standing knee raise'
    """
    known = protocol_cards().get(name)
    return known.title if known else name


def named_test(protocol: str, side: Side) -> str:
    """A test and its side, as the head of what it gave; no side where both are tested at once.

    Examples
    --------
    >>> named_test("knee-raise", Side.LEFT), named_test("knee-raise", Side.BOTH)
    ('Standing knee raise, left', 'Standing knee raise')
    """
    name = protocol_name(protocol)
    return name if side is Side.BOTH else f"{name}, {side}"


def side_words(side: Side) -> str:
    """A side as the head of a row.

    Examples
    --------
    >>> side_words(Side.LEFT), side_words(Side.BOTH)
    ('Left', 'Both sides')
    """
    return "Both sides" if side is Side.BOTH else sentence(str(side))


def unit_of(quantity: str) -> str:
    """The unit of a quantity, by its name; empty for a count and for what is no quantity.

    Examples
    --------
    >>> unit_of("hold_time"), unit_of("hip_extension"), unit_of("pelvic_share"), unit_of("bracing")
    ('s', 'deg', '%', '')
    """
    known = quantities().get(quantity)
    return "" if known is None or known.unit == "1" else known.unit


def sentence(words: str) -> str:
    """The same words with a capital at the start.

    Examples
    --------
    >>> sentence("not settled")
    'Not settled'
    """
    return words[:1].upper() + words[1:]


def plain_degrees(text: str) -> str:
    """Degrees as a sign; that all attempts agree goes without saying.

    Examples
    --------
    >>> plain_degrees("It fell 9 deg short (2 of 2 attempts).")
    'It fell 9° short.'
    """
    return re.sub(r" \((\d+) of \1 attempts\)", "", re.sub(r"(\d) deg\b", r"\1°", text))


def figure(value: float, *, places: int = 1, signed: bool = False) -> str:
    """A number with a true minus sign and no minus zero.

    Examples
    --------
    >>> figure(-8.14), figure(-0.04), figure(3, signed=True), figure(17.0, places=0)
    ('−8.1', '0.0', '+3.0', '17')
    """
    rounded = round(value, places) + 0.0
    plus = "+" if signed and rounded > 0 else ""
    return plus + f"{rounded:.{places}f}".replace("-", "−")


def degrees(value: float, *, signed: bool = False) -> str:
    """An angle in whole degrees, for drawings.

    Examples
    --------
    >>> degrees(97.6), degrees(-12.2), degrees(4, signed=True)
    ('98°', '−12°', '+4°')
    """
    return figure(value, places=0, signed=signed) + "°"


def degrees_with_interval(m: Measured, *, only_interval: bool = False) -> str:
    """An angle in whole degrees with its 90 % interval.

    Examples
    --------
    >>> degrees_with_interval(Measured(98, 93, 103, "deg"))
    '98° (93 to 103)'
    """
    bounds = f"({_bounds(m, 0)})"
    return bounds if only_interval else f"{degrees(m.value)} {bounds}"


def measured_text(m: Measured) -> str:
    """A number with unit and 90 % interval, one decimal.

    Examples
    --------
    >>> measured_text(Measured(31.0, 30.5, math.inf, "s"))
    '31.0 s (30.5 or more)'
    >>> measured_text(Measured(-8.1, -14.2, -2.0, "deg"))
    '−8.1° (−14.2 to −2.0)'
    """
    places = 2 if m.unit == "deg/s" else 1
    return f"{figure(m.value, places=places)}{UNITS.get(m.unit, m.unit)} ({_bounds(m, places)})"


def chance_text(chance: float) -> str:
    """A chance in words and per cent; never 0 or 100.

    Examples
    --------
    >>> chance_text(0.985), chance_text(0.9999), chance_text(0.0004)
    ('98 %', 'over 99 %', 'under 1 %')
    """
    if chance > 0.99:
        return "over 99 %"
    if chance < 0.01:
        return "under 1 %"
    return f"{100 * chance:.0f} %"


def _bounds(m: Measured, places: int) -> str:
    low, high = figure_or_open(m.low, places), figure_or_open(m.high, places)
    if low and high:
        return f"{low} to {high}"
    if low:
        return f"{low} or more"
    return f"{high} or less" if high else "both ends open"


def figure_or_open(bound: float, places: int) -> str:
    """A bound, empty when it is open.

    Examples
    --------
    >>> figure_or_open(math.inf, 1), figure_or_open(2.0, 1)
    ('', '2.0')
    """
    return figure(bound, places=places) if math.isfinite(bound) else ""
