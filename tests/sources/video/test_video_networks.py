"""Cutting a branch off changes no number; a missing model says what to do."""

from pathlib import Path

import numpy as np
import pytest

from ilio.core import ReadError
from ilio.sources.video import networks
from ilio.sources.video.networks import (
    FLAG_OUT,
    HEAT_OUT,
    LANDMARKS_OUT,
    Network,
    landmark_network,
    model_bytes,
)


def test_the_cut_network_says_exactly_what_the_whole_one_says() -> None:
    picture = np.random.default_rng(3).random((256, 256, 3))
    whole = Network(model_bytes("pose_landmark_full.tflite")).run(picture)
    cut = landmark_network("full").run(picture)
    assert len(whole) == 5 and len(cut) == 3
    for place, answer in zip((LANDMARKS_OUT, FLAG_OUT, HEAT_OUT), cut, strict=True):
        assert np.array_equal(whole[place], answer)


def test_a_missing_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(networks.resources, "files", lambda package: tmp_path)
    with pytest.raises(ReadError, match=r"expected the pose model beside the code.*pip install"):
        model_bytes("pose_detection.tflite")


def test_nothing_is_said_on_stderr(capfd: pytest.CaptureFixture[str]) -> None:
    Network(model_bytes("pose_detection.tflite"))
    assert capfd.readouterr().err == ""
