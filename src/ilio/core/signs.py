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
