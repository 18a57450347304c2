"""A pose model of the user's own, as ONNX: the RTMPose family (SimCC), behind Ilio's detector."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ilio.core import MissingExtraError, ReadError
from ilio.observations import FloatArray, Landmarks
from ilio.observations.point_layouts import LAYOUTS
from ilio.sources.landmarks.persons import Persons, landmarks_of
from ilio.sources.opening import check_file
from ilio.sources.video.film import Film
from ilio.sources.video.frames import Frame
from ilio.sources.video.landmarks import find_persons
from ilio.sources.video.regions import Region, cut_out
from ilio.sources.video.sampling import sampled

EXPECTED = "a pose model with one picture in and two SimCC outputs (RTMPose) as ONNX"
USUAL_HEIGHT, USUAL_WIDTH = 256, 192
"""Input of the RTMPose models whose file leaves its size open [px]."""

MEAN = np.array([123.675, 116.28, 103.53], dtype=np.float32)
SPREAD = np.array([58.395, 57.12, 57.375], dtype=np.float32)
"""Red, green, blue: what the family was trained with (mean and standard deviation of ImageNet)."""

MOST_PERSONS = 3
LOOK_HZ = 10.0


class OnnxPose:
    """One network, ready to run on one thread.

    Parameters
    ----------
    path
        An ONNX file of the RTMPose family: input ``(1, 3, height, width)``, outputs
        ``(1, points, bins)`` across and down.

    Raises
    ------
    MissingExtraError
        If the package onnxruntime is not installed.
    ReadError
        If the file is no such network.
    """

    def __init__(self, path: str | Path) -> None:
        file = check_file(path)
        try:
            import onnxruntime
        except ImportError:
            raise MissingExtraError("onnxruntime", "run an ONNX pose model") from None
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        try:
            self._net = onnxruntime.InferenceSession(
                file.read_bytes(), options, providers=["CPUExecutionProvider"]
            )
            inputs, outputs = self._net.get_inputs(), self._net.get_outputs()
        except Exception:  # the runtime has an error class for each fault, with no common base
            raise self._wrong(file, "something that is no ONNX network") from None
        if len(inputs) != 1 or len(inputs[0].shape) != 4 or inputs[0].shape[1] != 3:
            raise self._wrong(file, f"inputs {[(i.name, i.shape) for i in inputs]}")
        if len(outputs) != 2 or any(len(o.shape) != 3 for o in outputs):
            raise self._wrong(file, f"outputs {[(o.name, o.shape) for o in outputs]}")
        self._input, self._file = inputs[0].name, file
        height, width = inputs[0].shape[2:]
        self.height = height if isinstance(height, int) else USUAL_HEIGHT
        self.width = width if isinstance(width, int) else USUAL_WIDTH

    @staticmethod
    def _wrong(file: Path, got: str) -> ReadError:
        todo = "Export an RTMPose model (17, 26 or 33 points) with its SimCC outputs."
        return ReadError(file, EXPECTED, got, todo)

    def read(self, image: NDArray[np.uint8], region: Region) -> FloatArray:
        """The points of the person in a region.

        Returns
        -------
        ``(k, 3)`` x, y in pixels of the frame, and confidence 0 to 1.

        Raises
        ------
        ReadError
            If the network gives another number of points than a known layout has, or fails.
        """
        patch = self._patch(image, region)
        try:
            across, down = self._net.run(None, {self._input: patch})
        except Exception:  # as above
            raise self._wrong(self._file, "a network that cannot be run") from None
        across, down = np.asarray(across)[0], np.asarray(down)[0]
        if len(across) not in LAYOUTS or len(across) != len(down):
            raise self._wrong(self._file, f"{len(across)} and {len(down)} points")
        # the square is as high as the network's picture; the picture is its middle part
        x = (_place(across) * self.width - self.width / 2) / self.height + 0.5
        points = region.to_frame(np.stack([x, _place(down)], axis=1))
        sure = np.clip(np.minimum(across.max(axis=1), down.max(axis=1)), 0, 1)
        return np.column_stack([points, sure]).astype(np.float64)

    def _patch(self, image: NDArray[np.uint8], region: Region) -> NDArray[np.float32]:
        """The middle part of the square, as wide as the network's picture is for its height."""
        square = cut_out(image, region, self.height) * np.float32(255)
        spare = (self.height - self.width) // 2
        middle = square[:, max(0, spare) : max(0, spare) + self.width]
        wide = np.zeros((self.height, self.width, 3), dtype=np.float32)
        left = max(0, -spare)
        wide[:, left : left + middle.shape[1]] = middle
        return np.ascontiguousarray(((wide - MEAN) / SPREAD).transpose(2, 0, 1)[None])


def _place(bins: NDArray[Any]) -> FloatArray:
    """Strongest bin of each point as a share of the side; bin 0 is the middle of pixel 0."""
    return np.asarray(bins.argmax(axis=1) / bins.shape[1], dtype=np.float64)


def watch_with(path: str | Path, model: str | Path, *, rate_hz: float | None = None) -> Landmarks:
    """Points of one person by a model of the user's own; left and right not yet settled.

    Parameters
    ----------
    path
        The film.
    model
        The ONNX file.
    rate_hz
        Pictures looked at a second [Hz]; None for 10.

    Raises
    ------
    ReadError
        If film or model cannot be read, or nobody is seen.
    MissingExtraError
        If the package onnxruntime is not installed.

    Examples
    --------
    >>> watch_with("no such film.mp4", "no such.onnx")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: no such.onnx: expected a file, got nothing by that name...
    """
    network = OnnxPose(model)
    film: Film | None = None
    times: list[float] = []
    persons: list[Persons] = []
    for frame in sampled(Path(path), rate_hz or LOOK_HZ):
        film = frame.film
        times.append(frame.time_s)
        persons.append(_everybody(network, frame))
    size = (film.width, film.height) if film else (0, 0)
    rate = film.rate_hz if film and film.rate_hz else rate_hz or LOOK_HZ
    maker = Path(model).name
    return landmarks_of(times, persons, Path(path), size=size, rate_hz=rate, maker=maker)


def _everybody(network: OnnxPose, frame: Frame) -> Persons:
    regions = [Region.around(found.centre, found.reach) for found in find_persons(frame.image)]
    regions.sort(key=lambda region: -region.side)
    return [network.read(frame.image, region) for region in regions[:MOST_PERSONS]]
