"""Points in the JSON of other programs: OpenPose, Halpe and COCO writers, MMPose, MediaPipe."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ilio.core import ReadError
from ilio.sources.landmarks.json_file import number, read_json
from ilio.sources.landmarks.numbered import FARTHEST_PICTURE, in_order, number_in
from ilio.sources.landmarks.persons import Persons

EXPECTED = "points of a body as JSON (OpenPose, COCO, Halpe, MMPose, MediaPipe)"
EXPORT = "docs/video.md lists what can be read."
FARTHEST_PX = 1e6
"""A point farther out than this is no point of a picture."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """All persons of each picture, and what the file says of its film.

    Parameters
    ----------
    persons
        One entry a picture.
    numbers
        Of the pictures in the film, rising; those that are in no file but must have been are there
        with nobody in them.
    rate_hz
        Pictures a second [Hz], 0 when the file does not say.
    width, height
        Of the pictures [px], 0 when the file does not say.
    maker
        What wrote it, as far as the form tells.
    names
        Of the points, where the file names them; None where their number tells.

    Examples
    --------
    >>> Pictures([[]], [0], 0.0, 0, 0, "OpenPose").maker
    'OpenPose'
    """

    persons: list[Persons]
    numbers: Sequence[int]
    rate_hz: float
    width: int
    height: int
    maker: str
    names: Sequence[str] | None = None


def is_points(values: object) -> bool:
    """Whether a JSON file looks like points of a body, of any kind.

    Examples
    --------
    >>> is_points({"people": []}), is_points({"schema": "ilio/visit-input/1"})
    (True, False)
    """
    if isinstance(values, list):
        return True
    return isinstance(values, dict) and any(key in values for key in (*LISTS, "people"))


LISTS = ("frames", "instance_info", "annotations")
"""Keys under which files keep their pictures."""


def read_points(path: Path) -> Pictures:
    r"""Points from one JSON file that holds all pictures.

    Raises
    ------
    ReadError
        If it cannot be opened, is broken, or holds nothing that looks like points.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "a.json"
    ...     _ = file.write_text('{"frames": [{"people": [{"pose_keypoints_2d": [1, 2, 0.9]}]}]}')
    ...     read_points(file).persons[0][0]
    array([[1. , 2. , 0.9]])
    """
    values = read_json(path, EXPECTED)
    given = values if isinstance(values, dict) else {}
    frames: object = next((given[key] for key in LISTS if key in given), values)
    if isinstance(frames, dict):
        frames = [frames]
    if not isinstance(frames, list) or not frames:
        raise ReadError(path, EXPECTED, "no list of pictures", EXPORT)
    found, maker = _pictures(frames, path)
    rate = next((r for key in ("rate_hz", "fps") if (r := number(given.get(key))) > 0), 0.0)
    width, height = (_pixels(given.get(key)) for key in ("width", "height"))
    return Pictures(*in_order(found, path), rate, width, height, maker)


def _pixels(value: object) -> int:
    size = number(value)
    return int(size) if 0 < size < FARTHEST_PX else 0


def _pictures(frames: list[object], path: Path) -> tuple[dict[int, Persons], str]:
    """Persons by the number of their picture, and what wrote the file."""
    if any(isinstance(frame, dict) and "image_id" in frame for frame in frames):
        entries = [entry for entry in frames if isinstance(entry, dict)]
        names = [str(entry.get("image_id"))[-200:] for entry in entries]
        people = [_person(entry.get("keypoints")) for entry in entries]
        return _gathered([number_in(name) for name in names], people), "COCO results"
    found = _gathered(_numbers(frames), [persons_of(frame) for frame in frames])
    kinds = {key for frame in frames if isinstance(frame, dict) for key in frame}
    if "people" in kinds:
        return found, "OpenPose"
    if "instances" in kinds:
        return found, "MMPose"
    if not any(found.values()):
        raise ReadError(path, EXPECTED, "no points in it", EXPORT)
    return found, "MediaPipe"


def _gathered(numbers: Sequence[int], people: Sequence[Persons]) -> dict[int, Persons]:
    found: dict[int, Persons] = {}
    for at, persons in zip(numbers, people, strict=True):
        found.setdefault(at, []).extend(persons)
    return found


def _numbers(frames: list[object]) -> Sequence[int]:
    """What each entry of a list says of its place in the film, if all do; else their order."""
    for key in ("frame_id", "frame_index", "frame"):
        given = [number(frame.get(key)) if isinstance(frame, dict) else np.nan for frame in frames]
        if all(0 <= at < FARTHEST_PICTURE and at == int(at) for at in given):
            return [int(at) for at in given]
    return range(len(frames))


def persons_of(frame: object) -> Persons:
    """All persons of one picture, in whichever form.

    Examples
    --------
    >>> persons_of({"people": [{"pose_keypoints_2d": [1, 2, 0.9]}]})
    [array([[1. , 2. , 0.9]])]
    """
    if isinstance(frame, list):
        first = frame[0] if frame else None
        many = isinstance(first, list) and bool(first) and isinstance(first[0], dict | list)
        return [p for entry in (frame if many else [frame]) for p in _person(entry)]
    if not isinstance(frame, dict):
        return []
    for key in ("people", "instances"):
        if isinstance(frame.get(key), list):
            return [person for entry in frame[key] for person in _from_entry(entry)]
    for key in ("pose_landmarks", "poseLandmarks", "landmarks", "landmark"):
        if key in frame:
            inner = frame[key]
            return persons_of(inner["landmark"] if _has(inner, "landmark") else inner)
    return []


def _has(value: object, key: str) -> bool:
    return isinstance(value, dict) and key in value


def _from_entry(entry: object) -> Persons:
    if not isinstance(entry, dict):
        return []
    if "pose_keypoints_2d" in entry:
        return _person(entry["pose_keypoints_2d"])
    persons, scores = _person(entry.get("keypoints")), entry.get("keypoint_scores")
    if persons and isinstance(scores, list) and len(scores) == len(persons[0]):
        persons[0][:, 2] = [number(score) for score in scores]
    return persons


def _person(points: object) -> Persons:
    """Flat triples, or a list of points as lists or as objects with x and y."""
    if not isinstance(points, list) or not points:
        return []
    if isinstance(points[0], dict):
        rows = [_from_object(p) for p in points]
    elif isinstance(points[0], list):
        rows = [_from_list(p) for p in points]
    elif len(points) % 3 == 0:
        rows = [_from_list(points[i : i + 3]) for i in range(0, len(points), 3)]
    else:
        return []
    person = np.array(rows, dtype=np.float64)
    # writers put a point that was not found at the corner, with no confidence
    person[(person[:, 2] <= 0) & (person[:, :2] == 0).all(axis=1)] = np.nan
    person[~(np.abs(person[:, :2]) < FARTHEST_PX).all(axis=1)] = np.nan
    return [person]


def _from_object(point: object) -> list[float]:
    given = point if isinstance(point, dict) else {}
    seen = number(given.get("visibility", given.get("confidence", 1.0)))
    return [number(given.get("x")), number(given.get("y")), seen]


def _from_list(point: object) -> list[float]:
    values = point if isinstance(point, list) else []
    x, y = [*(number(value) for value in values[:2]), np.nan, np.nan][:2]
    # x, y; or x, y, confidence; or x, y, depth, visibility
    return [x, y, number(values[-1]) if len(values) > 2 else 1.0]
