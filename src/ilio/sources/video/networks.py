"""The networks: a detector that finds persons, and two that find the joints of one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from ilio.core import MissingExtraError, ReadError

Size = Literal["full", "heavy"]

LANDMARK_INPUT_PX = 256
PUBLISHED_OUT = (0, 1, 3)
"""Places of the joints, of the person flag and of the heat maps among the published outputs."""


class _Interpreter(Protocol):
    def invoke(self) -> None: ...
    def allocate_tensors(self) -> None: ...
    def get_input_details(self) -> list[dict[str, Any]]: ...
    def get_output_details(self) -> list[dict[str, Any]]: ...
    def set_tensor(self, index: int, value: NDArray[np.float32]) -> None: ...
    def get_tensor(self, index: int) -> NDArray[np.float32]: ...


def model_bytes(name: str) -> bytes:
    """One of the model files that came with the package.

    Raises
    ------
    ReadError
        If the file is missing (a checkout that was never installed).

    Examples
    --------
    >>> model_bytes("pose_detection.tflite")[4:8]
    b'TFL3'
    """
    file = resources.files("ilio.sources.video").joinpath("models", name)
    if not file.is_file():
        raise ReadError(
            name,
            "the pose model beside the code",
            "no such file",
            "Install Ilio again, from its clone or its wheel: that brings the models.",
        )
    return file.read_bytes()


class Network:
    """One network, ready to run on one thread.

    Parameters
    ----------
    model
        A TensorFlow Lite file.

    Examples
    --------
    >>> boxes, scores = Network(model_bytes("pose_detection.tflite")).run(np.zeros((224, 224, 3)))
    >>> boxes.shape, scores.shape
    ((2254, 12), (2254, 1))
    """

    def __init__(self, model: bytes) -> None:
        try:
            from ai_edge_litert.interpreter import Interpreter
        except ImportError:
            raise MissingExtraError("ai-edge-litert", "read joints from video") from None
        with _without_greeting():
            # Two processes with one thread each beat one process with two threads.
            self._net: _Interpreter = Interpreter(model_content=model, num_threads=1)
            self._net.allocate_tensors()
        self._input: int = self._net.get_input_details()[0]["index"]
        self._outputs: list[int] = [d["index"] for d in self._net.get_output_details()]

    def run(self, picture: NDArray[np.floating[Any]]) -> list[NDArray[np.float32]]:
        """All outputs for one picture ``(side, side, 3)``, the leading 1 taken off.

        Examples
        --------
        >>> landmark_network("full").run(np.zeros((256, 256, 3)))[0].shape
        (195,)
        """
        self._net.set_tensor(self._input, np.ascontiguousarray(picture[None], dtype=np.float32))
        self._net.invoke()
        return [self._net.get_tensor(i)[0] for i in self._outputs]


@contextmanager
def _without_greeting() -> Iterator[None]:
    """Keep the runtime's native greeting off stderr; its errors come as exceptions."""
    kept, silence = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(silence)


@cache
def detector() -> Network:
    """The person detector, loaded once a process.

    Examples
    --------
    >>> detector() is detector()
    True
    """
    return Network(model_bytes("pose_detection.tflite"))


@cache
def landmark_network(size: Size) -> Network:
    """A landmark network as films are read: three outputs, most weights in bytes.

    Parameters
    ----------
    size
        ``"full"`` to follow, ``"heavy"`` for the frames that decide: five times the time and
        fewer mixed-up legs.

    Examples
    --------
    >>> landmark_network("full") is landmark_network("full")
    True
    """
    return Network(model_bytes(f"pose_landmark_{size}_rounded.tflite"))


@cache
def published_network() -> Network:
    """The full landmark network just as it was published, all five outputs.

    Examples
    --------
    >>> len(published_network().run(np.zeros((256, 256, 3))))
    5
    """
    return Network(model_bytes("pose_landmark_full.tflite"))
