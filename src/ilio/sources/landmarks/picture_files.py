"""Pictures of points by what holds them: a folder, an archive, a table or one JSON file."""

from collections.abc import Mapping
from pathlib import Path, PurePath

from ilio.core import ReadError
from ilio.sources.archive import files_in, names_in
from ilio.sources.landmarks.json_file import json_of, read_json
from ilio.sources.landmarks.json_points import EXPECTED, EXPORT, Pictures, persons_of, read_points
from ilio.sources.landmarks.numbered import in_order, numbers_in
from ilio.sources.landmarks.pose_h5 import SUFFIXES as H5
from ilio.sources.landmarks.pose_h5 import read_pose_h5
from ilio.sources.landmarks.pose_table import is_pose_table, read_pose_table
from ilio.sources.opening import plain_suffix, text_of

SUFFIXES = (".nc", *H5)
"""Endings of files that hold points and nothing else."""


def holds_pictures(path: Path) -> bool:
    """Whether a folder, an archive or a table holds points of a body, by its names or its start.

    Examples
    --------
    >>> holds_pictures(Path("poses.nc")), holds_pictures(Path("log.csv"))
    (True, False)
    """
    suffix = plain_suffix(path)
    if path.is_dir():
        return any(path.glob("*.json"))
    if suffix == ".zip" and path.is_file():
        try:
            endings = {plain_suffix(name) for name in names_in(path)}
        except ReadError:
            return False
        return ".json" in endings and not endings & {".csv", ".txt", ".tsv"}
    return is_pose_table(path) if suffix == ".csv" else suffix in SUFFIXES


def read_pictures(path: Path) -> Pictures:
    r"""Points of all pictures.

    Parameters
    ----------
    path
        A folder or a zip archive of one JSON file a picture, a table of points, or a JSON file.

    Raises
    ------
    ReadError
        If it cannot be opened, is broken, or holds nothing that looks like points.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "a_000_keypoints.json"
    ...     _ = file.write_text('{"people": [{"pose_keypoints_2d": [1, 2, 0.9]}]}')
    ...     read_pictures(Path(folder)).persons[0][0]
    array([[1. , 2. , 0.9]])
    """
    suffix = plain_suffix(path)
    if path.is_dir():
        files = {file.name: read_json(file, EXPECTED) for file in sorted(path.glob("*.json"))}
        return _one_each(files, path)
    if suffix == ".zip":
        packed = files_in(path, [name for name in names_in(path) if plain_suffix(name) == ".json"])
        texts = {name: text_of(raw, f"{path}, {name}") for name, raw in packed.items()}
        files = {name: json_of(text, f"{path}, {name}", EXPECTED) for name, text in texts.items()}
        return _one_each(files, path)
    if suffix != ".json":
        names, found, maker = (read_pose_h5 if suffix in H5 else read_pose_table)(path)
        return Pictures(*in_order(found, path), 0.0, 0, 0, maker, names)
    return read_points(path)


def _one_each(files: Mapping[str, object], path: Path) -> Pictures:
    """One picture a file, as OpenPose writes them."""
    if not files:
        raise ReadError(path, "JSON files, one a picture", "none", EXPORT)
    if not all(isinstance(frame, dict) and "people" in frame for frame in files.values()):
        raise ReadError(path, "OpenPose files with 'people'", "something else", EXPORT)
    numbers = numbers_in([PurePath(name).stem for name in files], path)
    found = dict(zip(numbers, map(persons_of, files.values()), strict=True))
    return Pictures(*in_order(found, path), 0.0, 0, 0, "OpenPose")
