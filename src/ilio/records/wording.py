"""Numbers and names as people read them: plain words first, the term in brackets."""

import math

from ilio.core import Measured

NAMES: dict[str, str] = {
    "thigh_elevation_peak": "Highest thigh angle (thigh elevation, peak)",
    "thigh_elevation_hold": "Thigh angle while held (thigh elevation, median)",
    "hip_flexion_peak": "Highest bend of the hip against the pelvis (hip flexion, peak)",
    "time_above_90": "Time with the thigh above level, in total",
    "hold_time": "Longest unbroken hold above level",
    "time_to_first_fault": "Time until the first fault",
    "dips": "Short dips under level that were forgiven",
    "trunk_lean_change": "Trunk came forward (trunk lean, change)",
    "pelvic_tilt_change": "Pelvis tipped, forward + (pelvic tilt, change)",
    "pelvic_share": "Share of the raise that came from the pelvis",
    "pelvic_excess": "Pelvis tipped back more than is usual (excess)",
    "pelvic_excess_growth": "Growth of that excess within the hold",
    "lumbar_rounding_excess": "Low back rounded more than is usual (excess)",
    "lumbar_rounding_growth": "Growth of that rounding within the hold",
    "knee_flexion_hold": "Knee bend of the raised leg",
    "stance_knee_flexion": "Knee bend of the standing leg",
    "drift": "Thigh sank or rose while held (drift)",
    "tremor": "Shaking while held (tremor)",
    "thigh_drop": "Thigh below the table's level, hovering is minus (thigh drop)",
    "knee_flexion": "Knee bend of the hanging leg",
    "hip_abduction": "Thigh drifted outward (hip abduction)",
    "hugged_thigh_elevation": "Hugged thigh, 180 is straight up",
    "pelvic_tilt": "Pelvis tipped from neutral, forward + (pelvic tilt)",
    "hip_extension": "Hip extension with the pelvis taken out (E)",
    "thigh_drop_trigonometric": "Thigh drop from knee height and thigh length (check)",
    "thigh_drop_knee_straight_gain": "Further drop after the knee was straightened",
}
"""Name of a quantity to what a report calls it."""

PROTOCOLS: dict[str, str] = {
    "knee-raise": "Standing knee raise",
    "thomas": "Table test (modified Thomas test)",
    "running": "Running",
}

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
    return NAMES.get(name, name.replace("_", " ").capitalize())


def protocol_name(name: str) -> str:
    """What a report calls a protocol.

    Examples
    --------
    >>> protocol_name("knee-raise")
    'Standing knee raise'
    """
    return PROTOCOLS.get(name, name)


def unit_of(quantity: str) -> str:
    """The unit of a quantity, by its name; empty for what is no quantity.

    Examples
    --------
    >>> unit_of("hold_time"), unit_of("hip_extension"), unit_of("pelvic_share"), unit_of("bracing")
    ('s', 'deg', '%', '')
    """
    if quantity not in NAMES or quantity == "dips":
        return ""
    if "time" in quantity:
        return "s"
    return {"pelvic_share": "%", "drift": "deg/s"}.get(quantity, "deg")


def sentence(words: str) -> str:
    """The same words with a capital at the start.

    Examples
    --------
    >>> sentence("not settled")
    'Not settled'
    """
    return words[:1].upper() + words[1:]


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
