"""One door for points that other programs placed."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from ilio.core import InputError, ReadError
from ilio.observations import Landmarks
from ilio.sources.landmarks.json_file import read_json
from ilio.sources.landmarks.json_points import EXPECTED
from ilio.sources.landmarks.movement_file import read_movement
from ilio.sources.landmarks.page_file import from_page, is_page_file
from ilio.sources.landmarks.persons import landmarks_of
from ilio.sources.landmarks.picture_files import read_pictures
from ilio.sources.opening import check_file, plain_suffix
from ilio.sources.rates import check_rate


def read_landmarks(
    path: str | Path, *, rate_hz: float | None = None, size: tuple[int, int] | None = None
) -> Landmarks:
    """Points of a body that another program placed.

    Parameters
    ----------
    path
        A JSON file or a folder of them (OpenPose, Halpe and COCO writers, MMPose, MediaPipe), a
        file of Ilio's page, CSV of DeepLabCut or SLEAP, HDF5 of SLEAP's analysis, or netCDF in the
        layout of `movement`.
    rate_hz
        Pictures a second [Hz]; needed when the file does not say.
    size
        Width and height of the film [px]; needed for points given as shares of the picture.

    Raises
    ------
    ReadError
        If it cannot be read, holds nobody, or rate or size are missing.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> frame = '{"people": [{"pose_keypoints_2d": [%s]}]}' % ", ".join(["5, 6, 1"] * 25)
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "a.json"
    ...     _ = file.write_text(f"[{frame}, {frame}]")
    ...     read_landmarks(file, rate_hz=30.0).point("knee_left")[0]
    array([5., 6.])
    """
    file = Path(path)
    if not file.is_dir():
        check_file(file)
    try:
        if plain_suffix(file) == ".nc":
            found = read_movement(file, rate_hz)
            return replace(found, width=(size or (0, 0))[0], height=(size or (0, 0))[1])
        return _from_pictures(file, rate_hz, size)
    except InputError as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError(file, error.expected, error.got, error.todo) from None


def _from_pictures(file: Path, rate_hz: float | None, size: tuple[int, int] | None) -> Landmarks:
    if file.is_file() and plain_suffix(file) == ".json":
        values = read_json(file, EXPECTED)
        if isinstance(values, dict) and is_page_file(values):
            return from_page(values, file)
    given = read_pictures(file)
    rate = rate_hz or given.rate_hz
    if not rate:
        todo = "Give it, for example: --rate-hz 30"
        raise ReadError(file, "a rate of pictures", "none in the file", todo)
    numbers = np.asarray(given.numbers)
    usual = float(np.median(np.diff(numbers))) if len(numbers) > 1 else 1.0
    check_rate(rate / usual, file)
    given_size = size or (given.width, given.height)
    found = landmarks_of(
        numbers / rate,
        given.persons,
        file,
        size=given_size,
        rate_hz=rate,
        maker=given.maker,
        names=given.names,
    )
    few = f"Only one in {usual:g} pictures of the film is there: {rate / usual:.3g} a second."
    return replace(found, notes=(few,)) if usual > 1 else found
