"""Points corrected by hand: a small file of them, and landmarks with them put in."""

import math
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ilio.core import InputError, ReadError, UnknownNameError
from ilio.observations import JOINT_NAMES, STICKERS, TABLE, Landmarks
from ilio.sources.landmarks.json_file import number, read_json
from ilio.sources.visit_table import Faults, Table

SCHEMA = "ilio/landmark-edits/1"
KEYS = ("frame", "time_s", "joint", "x", "y", "line_from_previous")


@dataclass(frozen=True, slots=True)
class Edit:
    """One point set by hand.

    Parameters
    ----------
    joint
        Its name.
    x_px, y_px
        Where it belongs, in the pixels of the landmarks [px].
    frame, time_s
        Which picture, by its number or its time; one of the two.
    line_from_previous
        Put this joint on the straight line from its previous edit in all pictures between.

    Examples
    --------
    >>> Edit("knee_left", 312.0, 240.0, frame=45).time_s is None
    True
    """

    joint: str
    x_px: float
    y_px: float
    frame: int | None = None
    time_s: float | None = None
    line_from_previous: bool = False


@dataclass(frozen=True, slots=True)
class Edits:
    """All edits of one film.

    Parameters
    ----------
    source
        The file of edits, for messages.
    edits
        In the order of the file.

    Examples
    --------
    >>> Edits("edits.json", ()).edits
    ()
    """

    source: str
    edits: tuple[Edit, ...]


def read_edits(path: str | Path) -> Edits:
    r"""Read a file of points corrected by hand.

    Raises
    ------
    ReadError
        If it cannot be opened, is no such file, or holds faults; all of them in one message.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> text = '{"joint": "knee_left", "frame": 45, "x": 312, "y": 240}'
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "edits.json"
    ...     _ = file.write_text('{"schema": "ilio/landmark-edits/1", "edits": [%s]}' % text)
    ...     read_edits(file).edits[0].x_px
    312.0
    """
    expected = f"points corrected by hand ({SCHEMA})"
    values = read_json(path, expected)
    given = values if isinstance(values, dict) else {}
    if given.get("schema") != SCHEMA or not isinstance(given.get("edits"), list):
        todo = f'Write {{"schema": "{SCHEMA}", "edits": [...]}}; docs/video.md has an example.'
        raise ReadError(path, expected, "something else", todo)
    faults = Faults()
    Table(given, "", faults).only(("schema", "edits"))
    found = [_edit(entry, f"edit {n}", faults) for n, entry in enumerate(given["edits"], 1)]
    if faults.lines:
        listed = "".join(f"\n  - {line}" for line in faults.lines)
        raise ReadError(path, "edits without faults", f"{len(faults.lines)}", f"Correct:{listed}")
    return Edits(Path(path).name, tuple(edit for edit in found if edit))


def _edit(entry: object, place: str, faults: Faults) -> Edit | None:
    if not isinstance(entry, dict):
        faults.note(place, InputError("an object", "something else", "Put the keys inside { }."))
        return None
    table = Table(entry, place, faults)
    table.only(KEYS)
    joint = table.word("joint", (*JOINT_NAMES, *STICKERS, *TABLE), "joint")
    numbers = {key: number(entry[key]) for key in ("frame", "time_s", "x", "y") if key in entry}
    for key, value in numbers.items():
        if math.isnan(value) or (key == "frame" and value != int(value)):
            table.fault(key, "a whole number" if key == "frame" else "a number", "Write it bare.")
    line = table.yes_no("line_from_previous") or False
    if not {"joint", "x", "y"} <= entry.keys() or ("frame" in entry) == ("time_s" in entry):
        todo = "Add what is missing."
        wanted = InputError("joint, x, y and either frame or time_s", ", ".join(entry), todo)
        faults.note(place, wanted)
    if faults.lines or joint is None:
        return None
    frame = int(numbers["frame"]) if "frame" in numbers else None
    return Edit(joint, numbers["x"], numbers["y"], frame, numbers.get("time_s"), line)


def corrected(landmarks: Landmarks, given: Edits) -> Landmarks:
    """The landmarks with the edits put in; everything downstream follows from them.

    Stickers and the ends of the table's edge may be added, all else must be there. An edit goes to
    the looked-at picture nearest to its own. Whoever corrects a point has looked
    at the picture, so the doubt of that picture ends.

    Parameters
    ----------
    landmarks
        Left and right settled.
    given
        The edits.

    Raises
    ------
    UnknownNameError
        If the landmarks have no such joint.
    ReadError
        If a picture lies outside the film, a point outside the picture, or a line has no start.

    Examples
    --------
    >>> points = Landmarks.of([0.0, 0.2], np.ones((2, 33, 2)), rate_hz=30.0)
    >>> edit = Edit("knee_left", 9.0, 8.0, frame=6)
    >>> corrected(points, Edits("edits.json", (edit,))).point("knee_left")[1]
    array([9., 8.])
    """
    landmarks = _with_things(landmarks, given)
    xy, by_hand = landmarks.xy.copy(), landmarks.by_hand.copy()
    confidence, doubt = landmarks.confidence.copy(), landmarks.doubt_deg.copy()
    spread = landmarks.spread_px.copy()
    lines, moved_s, last = 0, 0.0, dict[str, int]()
    for n, edit in enumerate(given.edits, 1):
        place = f"{given.source}, edit {n}"
        at, joint = _picture(landmarks, edit, place), _joint(landmarks, edit, place)
        moved_s = max(moved_s, abs(landmarks.time_s[at] - _time(landmarks, edit)))
        rows = np.array([at])
        xy[at, joint] = edit.x_px, edit.y_px
        if edit.line_from_previous:
            rows = _line(landmarks, edit, xy, (last.get(edit.joint), at, joint), place)
            lines += len(rows) - 2
        by_hand[rows, joint], confidence[rows, joint], doubt[rows] = True, 1.0, 0.0
        usual = spread[:, joint][np.isfinite(spread[:, joint])]
        spread[rows, joint] = np.median(usual) if len(usual) else 1.0
        last[edit.joint] = at
    told = _told(given, lines, moved_s)
    return replace(
        landmarks,
        xy=xy,
        confidence=confidence,
        spread_px=spread,
        doubt_deg=doubt,
        by_hand=by_hand,
        facts=(*landmarks.facts, ("corrected by hand", f"{told}, from {given.source}")),
        notes=(*landmarks.notes, f"{told[0].upper()}{told[1:]} corrected by hand."),
    )


def _with_things(landmarks: Landmarks, given: Edits) -> Landmarks:
    """Room for stickers and the table's edge, which a hand may add where none were found."""
    new = {edit.joint for edit in given.edits} & {*STICKERS, *TABLE} - set(landmarks.names)
    if not new:
        return landmarks
    nowhere = np.full((len(landmarks.time_s), 2), np.nan)
    return landmarks.with_points(sorted(new), [nowhere] * len(new))


def _told(given: Edits, lines: int, moved_s: float) -> str:
    count = len(given.edits)
    parts = [f"{count} point{'s' if count != 1 else ''}"]
    if lines:
        parts.append(f"{lines} on straight lines between them")
    if moved_s > 0.5e-3:
        parts.append(f"each in the nearest picture looked at, up to {moved_s:.2f} s away")
    return ", ".join(parts)


def _time(landmarks: Landmarks, edit: Edit) -> float:
    return edit.time_s if edit.time_s is not None else (edit.frame or 0) / landmarks.rate_hz


def _picture(landmarks: Landmarks, edit: Edit, place: str) -> int:
    """Row of the picture nearest to the edit's own, half a step outside the ends at most."""
    time, steps = landmarks.time_s, np.diff(landmarks.time_s)
    at_s = _time(landmarks, edit)
    if time[0] - steps[0] / 2 <= at_s <= time[-1] + steps[-1]:
        return int(np.argmin(np.abs(time - at_s)))
    last = int(landmarks.frames[-1])
    expected = f"a frame from 0 to {last}" if edit.time_s is None else f"0 to {time[-1]:.2f} s"
    got = f"frame {edit.frame}" if edit.time_s is None else f"{edit.time_s:g} s"
    raise ReadError(place, expected, got, "Correct the picture, or take the edits of this film.")


def _joint(landmarks: Landmarks, edit: Edit, place: str) -> int:
    if edit.joint not in landmarks.names:
        raise UnknownNameError("joint", edit.joint, landmarks.names, place)
    width, height = landmarks.width or math.inf, landmarks.height or math.inf
    if not (0 <= edit.x_px <= width and 0 <= edit.y_px <= height):
        expected = f"a point inside the picture ({width:g} x {height:g} pixels)"
        got = f"({edit.x_px:g}, {edit.y_px:g})"
        raise ReadError(place, expected, got, "Give pixels of the small upright picture.")
    return landmarks.names.index(edit.joint)


def _line(
    landmarks: Landmarks,
    edit: Edit,
    xy: np.ndarray,
    ends: tuple[int | None, int, int],
    place: str,
) -> np.ndarray:
    """Fill the pictures from the previous edit of the joint to this one, in place."""
    start, end, joint = ends
    if start is None or start >= end:
        got = f"none for {edit.joint}"
        todo = "Give the edits of a joint in order of time; the first has no line."
        raise ReadError(place, "an earlier edit of the same joint", got, todo)
    rows = np.arange(start, end + 1)
    time = landmarks.time_s[rows]
    for axis in (0, 1):
        xy[rows, joint, axis] = np.interp(time, time[[0, -1]], xy[[start, end], joint, axis])
    return rows
