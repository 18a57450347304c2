"""Gravity that a file itself holds: what is level in its picture."""

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ilio.observations import FloatArray
from ilio.sources.video.sensor_readings import down_in_camm, down_in_gpmf
from ilio.sources.video.sensor_track import track_samples
from ilio.sources.video.turning import Turn

GPMF, CAMM = b"gpmd", b"camm"

PLACES = 32
RUN = {GPMF: 1, CAMM: 128}
"""Samples in a row: GoPro's hold a second each, Google's are one packet of one kind."""

LEAST_READINGS = 10

OFF_1_G = 0.1
"""A sensor at rest reads 1 g; cheap ones are off by a twentieth."""

STEEPEST_DEG = 30.0
"""A camera that looks further up or down than this does not see a body from the side."""

SHAKING_DEG = 2.0
"""Half of the readings lie within this of the middle one; more, and it was not held still."""

TURNED_DEG = 3.0
"""A camera that itself turned the picture by more shows another level than its body has."""

SIDEWAYS_DEG = 45.0


@dataclass(frozen=True, slots=True)
class Gravity:
    """What a file says of gravity.

    Parameters
    ----------
    level_deg
        Slope in the upright picture of a line that is level in the room, its right end lower +
        [deg]; None where it cannot be used.
    told
        In words.

    Examples
    --------
    >>> Gravity(1.3, "level slopes by 1.3 deg").level_deg
    1.3
    """

    level_deg: float | None
    told: str


def gravity_in_film(path: Path, turn: Turn) -> Gravity | None:
    """Gravity in an MP4 or MOV file of a camera that writes its sensors into it.

    Read are GoPro's metadata and Google's Camera Motion Metadata. Nothing but a few boxes is read
    of a file without such a track.

    Parameters
    ----------
    path
        The film.
    turn
        What the file asks for before its pictures are shown.

    Returns
    -------
    None if the file holds no such track, or is no longer there.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.NamedTemporaryFile() as file:
    ...     gravity_in_film(Path(file.name), Turn()) is None
    True
    """
    try:
        coding, samples = track_samples(path, RUN, PLACES)
    except OSError:  # gone since its pictures were read, which need no gravity
        return None
    if not coding:
        return None
    if coding == CAMM:
        return judged(down_in_camm(samples), turn)
    down, turned_deg = down_in_gpmf(samples)
    if len(turned_deg) and float(np.median(turned_deg)) > TURNED_DEG:
        return Gravity(None, "not used: the camera itself turned the picture (horizon levelling)")
    return judged(down, turn)


def judged(down: FloatArray, turn: Turn, least: int = LEAST_READINGS) -> Gravity:
    """What is level, if the readings can be trusted; a reading is gravity only when still.

    Parameters
    ----------
    down
        ``(n, 3)`` in units of 1 g: to the right of the stored picture, down it, away from the
        camera.
    turn
        As in `gravity_in_film`.
    least
        Readings that are needed.

    Examples
    --------
    >>> down = np.tile([np.sin(np.radians(-3)), np.cos(np.radians(-3)), 0.1], (20, 1))
    >>> judged(down, Turn()).told
    'level slopes by 3.0 deg'
    >>> judged(down[:, [1, 0, 2]], Turn()).told
    'not used: it says that the picture lies on its side'
    """
    seen = down[np.isfinite(down).all(axis=1)]
    if len(seen) < least:
        return Gravity(None, "not used: no readings of it that are understood")
    middle = np.median(seen, axis=0)
    size = float(np.linalg.norm(middle))
    if not abs(size - 1) < OFF_1_G:
        return Gravity(None, f"not used: {size:.2f} g instead of 1, so the camera was not still")
    aslant = math.degrees(math.asin(min(1.0, abs(float(middle[2])) / size)))
    if aslant > STEEPEST_DEG:
        return Gravity(None, f"not used: the camera looked {aslant:.0f} deg up or down")
    level = float(_levels_deg(middle[None], turn)[0])
    off = np.abs((_levels_deg(seen, turn) - level + 180) % 360 - 180)
    if float(np.median(off)) > SHAKING_DEG:
        return Gravity(None, "not used: the camera was moved")
    if abs(level) > SIDEWAYS_DEG:
        return Gravity(None, "not used: it says that the picture lies on its side")
    return Gravity(level, f"level slopes by {level:.1f} deg")


def _levels_deg(down: FloatArray, turn: Turn) -> FloatArray:
    """``(n,)`` slope of what is level in the shown picture, its right end lower + [deg]."""
    x, y = down[:, 0], down[:, 1]
    for _ in range(turn.quarters):  # a quarter anticlockwise takes what was right up
        x, y = y, -x
    if turn.mirrored:
        x = -x
    return np.degrees(np.arctan2(-x, y))
