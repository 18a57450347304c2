"""Plain words for the names of quantities; the signs stand in `ilio.core.signs`."""

MEANINGS = {
    "thigh_elevation_peak": "highest thigh; hanging straight down 0, level 90",
    "hip_flexion_peak": "thigh against the pelvis, as motion laboratories report it",
    "thigh_elevation_hold": "middle value of the thigh while held; level is 90",
    "time_above_90": "total time with the thigh above level",
    "hold_time": "longest unbroken time above level, short dips forgiven",
    "time_to_first_fault": "from the start of the hold to the first fault",
    "trunk_lean_change": "trunk against the start; forward is +",
    "pelvic_tilt_change": "pelvis against the start; tipped forward is +",
    "lumbar_rounding_excess": "low back rounding beyond the share that a raise brings along",
    "knee_flexion_hold": "knee while held; straight is 0",
    "drift": "how fast the thigh sinks (-) or rises (+) in the hold",
    "thigh_drop": "thigh below level +, hovering above it -",
    "knee_flexion": "knee of the hanging leg; straight is 0",
    "hip_abduction": "thigh out to the side +",
    "hugged_thigh_elevation": "hugged thigh from straight down; knee above the hip 180",
    "pelvic_tilt": "pelvis against its own neutral; tipped forward is +",
    "hip_extension": "thigh drop with the pelvis tilt taken off; level 0",
}


def label(quantity: str) -> str:
    """The name of a quantity in words.

    Examples
    --------
    >>> label("thigh_elevation_peak")
    'thigh elevation peak'
    """
    return quantity.replace("_", " ")


def meaning(quantity: str) -> str:
    """What a quantity says, in a few words; empty for a name that needs none.

    Examples
    --------
    >>> meaning("drift")
    'how fast the thigh sinks (-) or rises (+) in the hold'
    """
    return MEANINGS.get(quantity, "")
