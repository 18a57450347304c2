"""One door for every kind of file: the suffix says which reader opens it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from ilio.core import InputError, ReadError
from ilio.observations import Recording, VisitInput
from ilio.sources.bounds import check_recording
from ilio.sources.gate import clear_faults
from ilio.sources.opening import check_file, plain_suffix
from ilio.sources.pauses import with_pauses
from ilio.sources.points import (
    FILMS,
    holds_points,
    holds_sensor_log,
    recording_of_points,
    shows_pictures,
)

MARKERS = (".trc", ".c3d")
ANGLES = (".mot", ".sto")
LOGS = (".csv", ".txt", ".tsv", ".zip", ".xls", ".xlsx", ".ods")
VIDEO = FILMS
POINTS = (".nc", ".h5")
VISITS = (".toml", ".json")
RESTS = ("standing", "lying")
SEGMENTS = ("thigh", "pelvis")

Progress = Callable[[float], None]


def read_recording(
    path: str | Path,
    *,
    mapping: str | Path | None = None,
    rest: str = "standing",
    segment: str = "thigh",
    landmarks: str | Path | None = None,
    rate_hz: float | None = None,
    size: tuple[int, int] | None = None,
    level_deg: float | None = None,
    effort: str = "default",
    processes: int | None = None,
    progress: Progress | None = None,
) -> Recording:
    r"""Read one recorded attempt.

    Parameters
    ----------
    path
        Markers (.trc .c3d), joint angles (.mot .sto), a log of a phone or an inclinometer (.csv
        .txt .tsv .xls .xlsx .ods, a .zip of such, .json of Sensor Logger), a video (.mp4 .mov .m4v
        .avi .mkv .webm) or a folder of numbered images (.png .jpg), or points of a body that
        another program placed (.json, a folder of them, .nc, .csv, .h5); text files may be gzipped.
    mapping
        Marker files: a TOML file that says which marker stands for what.
    rest
        Logs: the pose at the start, ``"standing"`` (thigh down) or ``"lying"`` (thigh level).
    segment
        Logs: what the phone was on, ``"thigh"`` or ``"pelvis"``.
    landmarks
        Videos and points: a file of points corrected by hand.
    rate_hz, size
        Points and images: pictures a second [Hz]; points: size of the film [px]; where the file
        does not say.
    level_deg
        Videos and points: slope in the picture of a line that is level in the room, its right
        end lower + [deg]; None takes the table's edge, where it is seen, else gravity that
        the film's file holds.
    effort
        Videos: ``"fast"``, ``"default"`` or ``"exact"``, see `ilio.sources.video.watch`.
    processes
        Videos: child processes to share the work; 0 reads here; None takes one a processor.
    progress
        Videos: called with the share done, 0 to 1.

    Raises
    ------
    ReadError
        If the file is missing, empty, a folder, of an unknown kind, or not what its name says.
    InputError
        If `rest` or `segment` is neither of its two words, or `level_deg` is beyond 45 deg.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> rows = "\n".join(f"{i / 10},{max(0, i - 20)}" for i in range(100))
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "log.csv"
    ...     _ = file.write_text("time_s,angle_deg\n" + rows)
    ...     lift = read_recording(file).trace("thigh_elevation")
    >>> float(lift.angle_deg[-1])
    79.0
    """
    _check_word("rest", rest, RESTS)
    _check_word("segment", segment, SEGMENTS)
    if level_deg is not None:
        from ilio.sources.visit_table import plausible

        level_deg = plausible(level_deg, "level_deg")
    film = _Film(landmarks, rate_hz, size, level_deg, effort, processes, progress)
    with clear_faults(path):
        recording = _recorded(Path(path), film, mapping, rest, segment)
        return check_recording(with_pauses(check_recording(recording, path)), path)


class _Film(NamedTuple):
    """What is said of a film, or of points from one."""

    landmarks: str | Path | None
    rate_hz: float | None
    size: tuple[int, int] | None
    level_deg: float | None
    effort: str
    processes: int | None
    progress: Progress | None


def _recorded(
    path: Path, how: _Film, mapping: str | Path | None, rest: str, segment: str
) -> Recording:
    edits, rate_hz, size, level_deg, effort, processes, progress = how
    if holds_points(path):
        return recording_of_points(
            path, edits=edits, rate_hz=rate_hz, size=size, level_deg=level_deg
        )
    film = shows_pictures(path)
    file = path if path.is_dir() and film else check_file(path)
    suffix = plain_suffix(file)
    if film:
        from ilio.sources.video import read_video

        return read_video(
            file,
            edits=edits,
            level_deg=level_deg,
            effort=effort,
            rate_hz=rate_hz,
            processes=processes,
            progress=progress,
        )
    _check_no_film_options(file, edits, level_deg)
    if suffix in MARKERS:
        from ilio.sources.marker_angles import read_markers

        return read_markers(file, mapping=mapping)
    if suffix in ANGLES:
        from ilio.sources.angle_file import read_angle_file

        return read_angle_file(file)
    if suffix in LOGS or holds_sensor_log(file):
        from ilio.sources.phone import read_log

        return read_log(file, rest=rest, segment=segment)
    if suffix == ".json":
        raise _other_json(file)
    raise _unknown(file, suffix, MARKERS + ANGLES + LOGS + VIDEO + POINTS)


def read(
    path: str | Path,
    *,
    mapping: str | Path | None = None,
    rest: str = "standing",
    segment: str = "thigh",
    landmarks: str | Path | None = None,
    rate_hz: float | None = None,
    size: tuple[int, int] | None = None,
    level_deg: float | None = None,
    effort: str = "default",
    progress: Progress | None = None,
) -> Recording | VisitInput:
    """Read a recording, or a visit file (.toml .json).

    Parameters
    ----------
    path, mapping, rest, segment, landmarks, rate_hz, size, level_deg, effort, progress
        As in `read_recording`.

    Raises
    ------
    ReadError, InputError
        As in `read_recording`.

    Examples
    --------
    >>> try:
    ...     read("raise.xlsx")
    ... except ReadError as problem:
    ...     print(problem)
    raise.xlsx: expected a file, got nothing by that name. Check the spelling and the folder.
    """
    given = Path(path)
    with clear_faults(path):
        known = holds_points(given) or shows_pictures(given) or holds_sensor_log(given)
        file = given if known else check_file(path)
        suffix = plain_suffix(file)
        if suffix in VISITS and not known:
            from ilio.sources.visit_file import read_visit

            return read_visit(file)
    if suffix not in MARKERS + ANGLES + LOGS and not known:
        raise _unknown(file, suffix, MARKERS + ANGLES + LOGS + VIDEO + VISITS + POINTS)
    return read_recording(
        file,
        mapping=mapping,
        rest=rest,
        segment=segment,
        landmarks=landmarks,
        rate_hz=rate_hz,
        size=size,
        level_deg=level_deg,
        effort=effort,
        progress=progress,
    )


def _other_json(file: Path) -> ReadError:
    """The error for JSON that is no recording; for what is none, the reader's own is raised."""
    from ilio.sources.landmarks.json_file import read_json

    expected = "points of a body, or readings of a phone's sensors, as JSON"
    read_json(file, expected)
    return ReadError(file, expected, "something else", "docs/video.md lists what can be read.")


def _check_no_film_options(
    file: Path, landmarks: str | Path | None, level_deg: float | None
) -> None:
    got = f"'{plain_suffix(file)}'"
    if landmarks is not None:
        todo = "Leave the corrections away; they belong to a film or to points."
        raise ReadError(file, "a film or points to correct", got, todo)
    if level_deg is not None:
        todo = "Leave the level away; it belongs to a film or to points."
        raise ReadError(file, "a film or points to make level", got, todo)


def _unknown(file: Path, suffix: str, known: tuple[str, ...]) -> ReadError:
    got = f"'{suffix}'" if suffix else "no suffix"
    return ReadError(
        file,
        f"a suffix out of {' '.join(known)}",
        got,
        "Export in one of these formats, or correct the suffix.",
    )


def _check_word(name: str, word: str, known: tuple[str, ...]) -> None:
    if word not in known:
        raise InputError(f"{name} as {' or '.join(known)}", f"'{word}'", "Use one of these words.")
