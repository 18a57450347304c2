"""Joint angles that another tool has computed (OpenSim MOT and STO) to a Recording."""

import math
import re
from pathlib import Path

import numpy as np

from ilio.core import ReadError, Side
from ilio.knowledge import budget, threshold
from ilio.observations import AngleTrace, FloatArray, Recording, Source
from ilio.observations.recording import Key
from ilio.sources.coordinate_table import CoordinateTable, read_coordinates
from ilio.sources.repeated import refuse_repeated

_SIDES = {"l": Side.LEFT, "left": Side.LEFT, "r": Side.RIGHT, "right": Side.RIGHT}
_JOINTS = {
    "hip_flexion": re.compile(r"hip_flexion_(l|r|left|right)|hip_(l|r|left|right)_flexion"),
    "hip_adduction": re.compile(r"hip_adduction_(l|r|left|right)|hip_(l|r|left|right)_adduction"),
    "knee": re.compile(r"knee_(?:angle|flexion)_(l|r|left|right)|knee_(l|r|left|right)_flexion"),
}
_TILT, _LUMBAR = "pelvis_tilt", "lumbar_extension"
TILT_FACT = "backward is + in the file, as in OpenSim; turned round so that anterior is +"

Found = dict[tuple[str, Side | None], FloatArray]


def read_angle_file(path: str | Path) -> Recording:
    r"""Read OpenSim coordinates as angles.

    The file's hip flexion is passed on untouched. Thigh elevation is hip flexion plus the
    backward tilt of the pelvis, for OpenSim's axes are parallel to the ground's in the neutral
    pose. Knees are turned so that flexion, the larger excursion, is +.

    Parameters
    ----------
    path
        MOT or STO file, plain or gzipped.

    Raises
    ------
    ReadError
        If it cannot be read as a table of coordinates, or holds no hip, knee, pelvis or back angle.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> head = "a\ninDegrees=yes\nendheader\ntime\tpelvis_tilt\thip_flexion_r\n"
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "a.mot"
    ...     _ = file.write_text(head + "0\t0\t5\n0.01\t-10\t60\n")
    ...     recording = read_angle_file(file)
    >>> recording.trace("thigh_elevation", Side.RIGHT).angle_deg
    array([ 5., 50.])
    """
    table = read_coordinates(path)
    found = _found(table, path)
    if not found:
        held = ", ".join(list(table.columns)[:40])
        raise ReadError(
            path,
            "coordinates such as hip_flexion_r, knee_angle_r or pelvis_tilt",
            f"only: {held}",
            "Export joint angles, not forces or speeds.",
        )
    factor, unit_fact = _to_degrees(found, table.degrees, path)
    found = {key: angle * factor for key, angle in found.items()}
    _check_hips(found, path)
    facts = [("angles", unit_fact)]
    angles = _channels(found, facts)
    rate = float(round(1.0 / float(np.median(np.diff(table.time_s))), 6))
    return Recording(
        source=Source("angles", table.name, "angles", rate, tuple(facts)),
        traces={key: _trace(table.time_s, key[0], angle) for key, angle in angles.items()},
        unmeasured=_unmeasured(angles),
        notes=_notes(table, unit_fact),
    )


def _found(table: CoordinateTable, path: str | Path) -> Found:
    """Coordinates by joint and side, in the unit of the file; a name for two of them is refused."""
    found: Found = {}
    twice: list[str] = [name for name in table.repeated if _key(name)]
    for name, angle in table.columns.items():
        key = _key(name)
        if key and np.isfinite(angle).any():
            if key in found and not np.array_equal(found[key], angle, equal_nan=True):
                twice.append(name)
            found[key] = angle
    refuse_repeated(twice, path)
    return found


def _key(name: str) -> tuple[str, Side | None] | None:
    """What a column stands for; None for nothing that is used."""
    if name.lower() in (_TILT, _LUMBAR):
        return name.lower(), None
    for joint, pattern in _JOINTS.items():
        match = pattern.fullmatch(name.lower())
        if match:
            return joint, _SIDES[next(g for g in match.groups() if g)]
    return None


def _to_degrees(found: Found, said: bool | None, path: str | Path) -> tuple[float, str]:
    """Factor to degrees, and how it was known: by the header, unless no body moves like that."""
    largest = max(float(np.nanmax(np.abs(angle))) for angle in found.values())
    moved = max(float(np.nanmax(angle) - np.nanmin(angle)) for angle in found.values())
    farthest, least = threshold("angles.farthest").value, threshold("angles.moves").value
    may_be_radians = math.degrees(largest) <= farthest
    if largest > farthest:
        todo = "Export joint angles, not speeds or loads."
        raise ReadError(path, f"angles of up to {farthest:g} deg", f"up to {largest:,.0f}", todo)
    if said and may_be_radians and moved < least < math.degrees(moved):
        got = f"a header that says degrees over numbers that move by {moved:.2g}"
        raise ReadError(path, "a motion", got, "If they are radians, write inDegrees=no.")
    degrees = bool(said) or not may_be_radians or (said is None and largest > 2 * math.pi)
    if said is False and degrees and moved < least:
        got = (
            f"a header that says radians over numbers up to {largest:.3g} that move by {moved:.2g}"
        )
        todo = "Export all columns in one unit, and let the header say it (inDegrees=)."
        raise ReadError(path, "angles in one unit", got, todo)
    silent = "the header does not say" if said is None else "the header says radians"
    how = "from the header" if degrees == said else f"by their size: {silent}"
    word, factor = ("degrees", 1.0) if degrees else ("radians", math.degrees(1.0))
    return factor, f"{word}, {how}"


def _check_hips(found: Found, path: str | Path) -> None:
    """No hip extends so far: such a column counts flexion downwards."""
    farthest = threshold("angles.hip_extends").value
    for (joint, side), angle in found.items():
        lowest = float(np.nanmin(angle))
        if joint == "hip_flexion" and lowest < -farthest:
            got = f"{lowest:.0f} deg on the {side} side"
            todo = "Turn the sign of that column round: OpenSim counts flexion upwards."
            expected = f"a hip that extends by at most {farthest:g} deg"
            raise ReadError(path, expected, got, todo)


def _channels(found: Found, facts: list[tuple[str, str]]) -> dict[Key, FloatArray]:
    angles: dict[Key, FloatArray] = {}
    tilt, lumbar = found.get((_TILT, None)), found.get((_LUMBAR, None))
    for (joint, side), angle in found.items():
        if joint == "hip_flexion":
            angles["hip_flexion", side] = angle
            if tilt is not None:
                angles["thigh_elevation", side] = angle + tilt
        elif joint == "hip_adduction":
            angles["hip_abduction", side] = -angle
    angles |= _knees(found, facts)
    if tilt is not None:
        angles["pelvic_tilt", None] = -tilt
        facts.append(("pelvic tilt", TILT_FACT))
    if lumbar is not None:
        angles["lumbar_flexion", None] = -lumbar
        if tilt is not None:
            angles["trunk_lean", None] = -(tilt + lumbar)
    return angles


def _knees(found: Found, facts: list[tuple[str, str]]) -> dict[Key, FloatArray]:
    """Knees of both sides with flexion +; both share one sign."""
    knees = {side: angle for (joint, side), angle in found.items() if joint == "knee"}
    seen = [angle[np.isfinite(angle)] for angle in knees.values()]
    if not any(part.size for part in seen):
        return {}
    both = np.concatenate(seen)
    bends_down = bool(-both.min() > both.max())
    sign = "-" if bends_down else "+"
    facts.append(("knee flexion", f"{sign} in the file, as the larger excursion; given as +"))
    return {("knee_flexion", side): -a if bends_down else a for side, a in knees.items()}


def _trace(time_s: FloatArray, channel: str, angle: FloatArray) -> AngleTrace:
    error = budget("angles", channel)
    return AngleTrace.of(
        time_s,
        angle,
        sd_deg=error.frame_sd,
        trial_sd_deg=error.trial_sd,
        shared_sd_deg=error.shared_sd,
        change_sd_deg=error.change_sd,
    )


def _unmeasured(angles: dict[Key, FloatArray]) -> dict[str, str]:
    held = {name for name, _ in angles}
    needs = {
        "thigh_elevation": "hip_flexion and pelvis_tilt",
        "hip_flexion": "hip_flexion",
        "knee_flexion": "knee_angle",
        "hip_abduction": "hip_adduction",
        "pelvic_tilt": "pelvis_tilt",
        "trunk_lean": "pelvis_tilt and lumbar_extension",
        "lumbar_flexion": "lumbar_extension",
    }
    return {
        name: f"the file has no column for {need}"
        for name, need in needs.items()
        if name not in held
    }


def _notes(table: CoordinateTable, unit_fact: str) -> tuple[str, ...]:
    notes = ["Thigh elevation is the file's hip flexion plus the backward tilt of its pelvis."]
    if "by their size" in unit_fact:
        notes.append(f"Angles were taken as {unit_fact}.")
    return (*notes, *table.notes)
