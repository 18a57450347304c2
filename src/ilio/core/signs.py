"""Signs and units, said once.

All angles lie in the sagittal plane unless the name says otherwise, in degrees.

===================== ==========================================================================
thigh elevation       thigh (hip centre to knee) against straight down, forward +.
                      Standing 0, horizontal 90; lying with the knee straight above the hip 180
thigh drop            lying: thigh below the horizontal +, above it (hovering) -
pelvic tilt           change from the person's own neutral, anterior +
hip flexion           thigh in the pelvis frame (needs pelvis markers), flexion +
hip flexion change    change of thigh elevation + change of pelvic tilt
hip extension (E)     thomas: thigh drop + posterior tilt from neutral
trunk lean            hip to shoulder against vertical, forward +, as change from the start
lumbar rounding       flexion of the low back +, as change from the standing pose
knee flexion          straight 0
===================== ==========================================================================
"""

HORIZONTAL_DEG = 90.0
"""Thigh elevation of a horizontal thigh."""

PERCENT = 100.0
"""One whole, in per cent."""

DECIMALS = 6
"""Beyond these decimals a difference is the computer's rounding, not the body's."""


def thigh_drop_deg(thigh_elevation_deg: float) -> float:
    """Thigh drop of a lying person from thigh elevation [deg].

    Examples
    --------
    >>> thigh_drop_deg(102.0)  # hovers 12 deg above the table
    -12.0
    """
    return HORIZONTAL_DEG - thigh_elevation_deg


def hip_extension_deg(thigh_drop_deg: float, pelvic_tilt_deg: float) -> float:
    """Corrected hip extension E [deg]: thigh drop plus posterior tilt from neutral.

    Parameters
    ----------
    thigh_drop_deg
        Below the horizontal +.
    pelvic_tilt_deg
        Change from neutral, anterior +; a posterior tilt is negative and adds to E.

    References
    ----------
    Exact sagittal geometry; ``vigotsky2016`` found r = 0.98 between tilt and the error.

    Examples
    --------
    >>> hip_extension_deg(-5.0, -18.0)  # over-hugged: the thigh hovers, the hip is long
    13.0
    """
    return thigh_drop_deg - pelvic_tilt_deg


def hip_flexion_change_deg(
    thigh_elevation_change_deg: float, pelvic_tilt_change_deg: float
) -> float:
    """Change of hip flexion [deg]: an anterior tilt adds to it.

    Examples
    --------
    >>> hip_flexion_change_deg(100.0, -13.0)
    87.0
    """
    return thigh_elevation_change_deg + pelvic_tilt_change_deg
