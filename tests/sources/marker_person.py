"""A stick person with known angles, as Plug-in-Gait markers: mm, Z up, facing X."""

import numpy as np

ASIS_APART, THIGH, SHANK, TRUNK, LOWER_TRUNK = 240.0, 420.0, 400.0, 480.0, 250.0
UP, AHEAD, LEFT = np.eye(3)[2], np.eye(3)[0], np.eye(3)[1]


def ramp(to_deg: float, n: int = 60) -> np.ndarray:
    """From 0 up and hold: half the samples each."""
    return np.concatenate([np.linspace(0, to_deg, n // 2), np.full(n - n // 2, to_deg)])


def along(elevation_deg: np.ndarray, out_deg: np.ndarray | float = 0.0) -> np.ndarray:
    """Unit vectors at an elevation from straight down, forward +, and so far out to the left."""
    e, o = np.radians(elevation_deg), np.radians(out_deg) * np.ones_like(elevation_deg)
    flat = np.sin(e)[:, None] * AHEAD - np.cos(e)[:, None] * UP
    vectors: np.ndarray = np.cos(o)[:, None] * flat + np.sin(o)[:, None] * LEFT
    return vectors


def person(
    *,
    left_deg: np.ndarray,
    right_deg: np.ndarray,
    knee_deg: float = 0.0,
    tilt_deg: float = 0.0,
    lean_deg: float = 0.0,
    left_out_deg: float = 0.0,
) -> dict[str, np.ndarray]:
    """Markers of a standing person; elevations of the thighs over time, the rest constant.

    Only the left leg bends its knee and goes out to the side.
    """
    n = len(left_deg)
    tilt = np.radians(tilt_deg)
    front = np.cos(tilt) * AHEAD - np.sin(tilt) * UP
    upward = np.sin(tilt) * AHEAD + np.cos(tilt) * UP
    middle = np.array([300.0, 200.0, 1000.0])
    found = {}
    hips = {}
    for letter, sign in (("L", 1), ("R", -1)):
        asis = middle + sign * ASIS_APART / 2 * LEFT
        found[f"{letter}ASI"] = asis
        found[f"{letter}PSI"] = middle - 150 * front + sign * 40 * LEFT
        medial, back, down = 0.14 * ASIS_APART, 0.22 * ASIS_APART, 0.30 * ASIS_APART
        hips[letter] = asis - sign * medial * LEFT - back * front - down * upward
    back = middle - 150 * front
    lean = np.array([lean_deg])
    found["C7"] = back - TRUNK * along(-lean)[0]
    found["T10"] = back - LOWER_TRUNK * along(-lean)[0]
    markers = {name: np.tile(point, (n, 1)) for name, point in found.items()}
    legs = {"L": (left_deg, left_out_deg, knee_deg), "R": (right_deg, 0.0, 0.0)}
    for letter, (elevation, out, knee) in legs.items():
        markers[f"{letter}KNE"] = hips[letter] + THIGH * along(elevation, out)
        markers[f"{letter}ANK"] = markers[f"{letter}KNE"] + SHANK * along(elevation - knee, out)
    return markers


def turned(markers: dict[str, np.ndarray], matrix: np.ndarray) -> dict[str, np.ndarray]:
    """Every marker in other axes."""
    return {name: xyz @ matrix.T for name, xyz in markers.items()}


Y_UP = np.array([[1.0, 0, 0], [0, 0, 1], [0, -1, 0]])
"""Z up, X ahead to Y up, X ahead."""

ON_THE_BACK = np.array([[0.0, 0, -1], [0, 1, 0], [1, 0, 0]])
"""A standing person laid on the back: ahead becomes up, the head points to -X."""
