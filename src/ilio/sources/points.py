"""One door for points over time: a film is watched, other programs' points are read."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ilio.core import ReadError
from ilio.observations import Landmarks, Recording
from ilio.sources.gate import clear_faults
from ilio.sources.log_json import is_sensor_log
from ilio.sources.opening import plain_suffix

FILMS = (".mp4", ".mov", ".m4v", ".avi", ".mkv", ".webm")


def holds_points(path: Path) -> bool:
    """Whether a file or folder holds points that another program placed.

    Examples
    --------
    >>> holds_points(Path("left.mp4")), holds_points(Path("poses.nc"))
    (False, True)
    """
    if plain_suffix(path) in FILMS:
        return False
    from ilio.sources.landmarks.json_points import is_points
    from ilio.sources.landmarks.picture_files import holds_pictures

    if plain_suffix(path) != ".json" or path.is_dir():
        return holds_pictures(path)
    values = _json(path)
    return is_points(values) and not is_sensor_log(values)


def holds_sensor_log(path: Path) -> bool:
    """Whether a JSON file holds readings of a phone's sensors.

    Examples
    --------
    >>> holds_sensor_log(Path("left.mp4"))
    False
    """
    return plain_suffix(path) == ".json" and path.is_file() and is_sensor_log(_json(path))


def _json(path: Path) -> object:
    """The values of a JSON file; None where it is broken, which its reader will tell."""
    from ilio.sources.landmarks.json_file import read_json

    try:
        return read_json(path, "JSON")
    except ReadError:
        return None


def shows_pictures(path: Path) -> bool:
    """Whether it is a film, an image or a folder of images.

    Examples
    --------
    >>> shows_pictures(Path("left.mp4")), shows_pictures(Path("poses.nc"))
    (True, False)
    """
    if plain_suffix(path) in FILMS:
        return True
    from ilio.sources.video.images import holds_images

    return holds_images(path)


def read_points(
    path: str | Path,
    *,
    edits: str | Path | None = None,
    rate_hz: float | None = None,
    size: tuple[int, int] | None = None,
    model: str | Path | None = None,
) -> Landmarks:
    """Landmarks of one person, left and right settled over the clip, corrected if asked for.

    Parameters
    ----------
    path
        A film or a folder of numbered images, or points of another program (JSON, a folder of
        JSON files, netCDF).
    edits
        A file of points corrected by hand; None for none.
    rate_hz, size
        Images and points of another program: pictures a second [Hz]; points: size of the film
        [px]; where the file does not say.
    model
        Films: an ONNX pose model of the user's own (RTMPose family); None for Ilio's.

    Raises
    ------
    ReadError
        If it cannot be read, shows nobody, or the edits do not fit.
    MissingExtraError
        If a model is given and onnxruntime is not installed.

    Examples
    --------
    >>> read_points("no such film.mp4")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: no such film.mp4: expected a video file, got no such file...
    """
    with clear_faults(path):
        return _points(path, edits, rate_hz, size, model)


def _points(
    path: str | Path,
    edits: str | Path | None,
    rate_hz: float | None,
    size: tuple[int, int] | None,
    model: str | Path | None,
) -> Landmarks:
    from ilio.sources.landmarks import corrected, read_edits, read_landmarks
    from ilio.sources.landmarks.page_file import MAKER as PAGE
    from ilio.sources.video import settled, settled_page, watch

    given = read_edits(edits) if edits is not None else None
    film = shows_pictures(Path(path))
    if film and model is not None:
        from ilio.sources.video.onnx_model import watch_with

        landmarks = settled(watch_with(path, model, rate_hz=rate_hz))
    elif film:
        landmarks = watch(path, rate_hz=rate_hz)
    else:
        landmarks = read_landmarks(path, rate_hz=rate_hz, size=size)
        own = landmarks.maker == PAGE
        landmarks = settled_page(landmarks) if own else settled(landmarks)
    return corrected(landmarks, given) if given else landmarks


def recording_of_points(
    path: str | Path,
    *,
    edits: str | Path | None = None,
    rate_hz: float | None = None,
    size: tuple[int, int] | None = None,
    level_deg: float | None = None,
) -> Recording:
    """The recording that follows from points of another program.

    Parameters
    ----------
    path, edits, rate_hz, size
        As in `read_points`.
    level_deg
        As in `ilio.sources.read_recording`.

    Raises
    ------
    ReadError
        As `read_points`.

    Examples
    --------
    >>> recording_of_points("no such.nc")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: no such.nc: expected a file, got nothing by that name...
    """
    from ilio.sources.video import recording_from

    points = read_points(path, edits=edits, rate_hz=rate_hz, size=size)
    return recording_from(points, level_deg=level_deg)


def pictures(
    path: str | Path, rate_hz: float, *, images_hz: float | None = None
) -> Iterator[tuple[float, NDArray[np.uint8]]]:
    """The pictures of a film, in the size in which points are given.

    Parameters
    ----------
    path
        The film, or a folder of numbered images.
    rate_hz
        Pictures wanted a second [Hz].
    images_hz
        Images: how many there are a second [Hz]; None for 10.

    Yields
    ------
    tuple
        Time [s] and ``(height, width, 3)`` red, green, blue.

    Raises
    ------
    ReadError
        If the file is no film, or is damaged.

    Examples
    --------
    >>> next(pictures("no such film.mp4", 5.0))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: no such film.mp4: expected a video file, got no such file...
    """
    from ilio.sources.video.sampling import sampled

    for frame in sampled(Path(path), rate_hz, images_hz=images_hz):
        yield frame.time_s, np.ascontiguousarray(frame.image[1:-1, 1:-1, :3])
