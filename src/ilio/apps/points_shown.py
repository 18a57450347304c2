"""What a working process does for the review: a stored recording in, its points out as lists."""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from ilio.observations import JOINT_NAMES
from ilio.sources.points import read_points

SHOWN = tuple(
    name
    for name in JOINT_NAMES
    if name.startswith(("nose", "shoulder", "hip", "knee", "ankle", "heel", "toe"))
)
"""Points that the review draws."""


def points_shown(body: bytes, edits: Mapping[str, Any] | None) -> dict[str, Any]:
    """The points as Ilio measured them: left and right settled, the hips set right, corrected.

    Parameters
    ----------
    body
        A recording of the kind ``"points"``.
    edits
        Corrections by hand as in ``docs/video.md``, None for none.

    Returns
    -------
    dict
        ``names``, ``width``, ``height`` [px], ``time_s`` [s], ``xy`` (picture, point, two) [px]
        with None where a point is lost, and ``by_hand`` (picture, point).

    Raises
    ------
    ReadError
        If the points cannot be read or the edits do not fit them.

    Examples
    --------
    >>> points = [[300, 100, 0, 1]] * 23 + [[300, 200, 0, 1]] * 2 + [[300, 300, 0, 1]] * 8
    >>> frames = [{"time_s": t / 15, "points": points} for t in range(30)]
    >>> page = {"schema": "ilio/points/1", "width": 640, "height": 480, "frames": frames}
    >>> shown = points_shown(json.dumps(page).encode(), None)
    >>> shown["names"][:2], shown["time_s"][:2], shown["xy"][0][0]
    (['nose', 'shoulder_left'], [0.0, 0.0667], [300.0, 100.0])
    """
    with tempfile.TemporaryDirectory(prefix="ilio-") as folder:
        file, corrections = Path(folder, "recording.json"), Path(folder, "corrections.json")
        file.write_bytes(body)
        if edits is not None:
            corrections.write_text(json.dumps(edits), encoding="utf-8")
        found = read_points(file, edits=corrections if edits is not None else None)
    here = [found.names.index(name) for name in SHOWN if name in found.names]
    xy = found.xy[:, here].round(1)
    places = xy.astype(object)
    places[~np.isfinite(xy)] = None
    return {
        "names": [found.names[i] for i in here],
        "width": found.width,
        "height": found.height,
        "time_s": found.time_s.round(4).tolist(),
        "xy": places.tolist(),
        "by_hand": found.by_hand[:, here].tolist(),
    }
