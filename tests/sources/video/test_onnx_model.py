"""A pose model of the user's own: a tiny network, made here, that answers where it is bright."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from ilio.core import MissingExtraError, ReadError
from ilio.observations.point_layouts import COCO_17
from ilio.sources.video import onnx_model
from ilio.sources.video.anchors import Person
from ilio.sources.video.onnx_model import OnnxPose, watch_with
from ilio.sources.video.regions import Region, bordered

HEIGHT, WIDTH, BINS_A_PIXEL = 64, 48, 2


@pytest.fixture
def onnx() -> ModuleType:
    pytest.importorskip("onnxruntime", reason="not installed: onnxruntime")
    return pytest.importorskip("onnx", reason="not installed: onnx")


@pytest.fixture
def network(onnx: ModuleType, tmp_path: Path) -> Callable[..., Path]:
    """All points lie in the brightest column and row, as SimCC bins, two a pixel."""

    def make(points: int = 17, outputs: int = 2, channels: int = 3) -> Path:
        h = onnx.helper
        floats = onnx.TensorProto.FLOAT
        picture = h.make_tensor_value_info("input", floats, [1, channels, HEIGHT, WIDTH])
        nodes, outs, fixed = [], [], []
        for name, axes, size in (("x", [1, 2], WIDTH), ("y", [1, 3], HEIGHT)):
            # a point's bins: the mean brightness of its column or row, each twice
            doubled = np.repeat(np.eye(size, dtype=np.float32), BINS_A_PIXEL, axis=1)
            fixed.append(onnx.numpy_helper.from_array(doubled, f"double_{name}"))
            shape = np.array([1, points, size * BINS_A_PIXEL])
            fixed.append(onnx.numpy_helper.from_array(shape, f"shape_{name}"))
            fixed.append(onnx.numpy_helper.from_array(np.array(axes), f"axes_{name}"))
            # black is -2 after scaling; a sure network says 1 there too
            fixed.append(onnx.numpy_helper.from_array(np.float32([3.5]), f"sure_{name}"))
            nodes += [
                h.make_node("ReduceMean", ["input", f"axes_{name}"], [f"mean_{name}"], keepdims=0),
                h.make_node("MatMul", [f"mean_{name}", f"double_{name}"], [f"bins_{name}"]),
                h.make_node("Add", [f"bins_{name}", f"sure_{name}"], [f"lifted_{name}"]),
                h.make_node("Expand", [f"lifted_{name}", f"shape_{name}"], [f"simcc_{name}"]),
            ]
            outs.append(
                h.make_tensor_value_info(f"simcc_{name}", floats, [1, points, size * BINS_A_PIXEL])
            )
        if outputs == 1:
            outs = outs[:1]
        graph = h.make_graph(nodes, "tiny", [picture], outs, initializer=fixed)
        opset = [h.make_opsetid("", 18)]
        model = h.make_model(graph, opset_imports=opset, ir_version=9)
        path = tmp_path / f"tiny_{points}_{outputs}_{channels}.onnx"
        path.write_bytes(model.SerializeToString())
        return path

    return make


def cross(x: int, y: int) -> np.ndarray:
    pixels = np.zeros((200, 160, 4), dtype=np.uint8)
    pixels[:, x - 2 : x + 3] = pixels[y - 2 : y + 3] = 255
    return bordered(pixels)


@pytest.mark.parametrize(("x", "y"), [(80, 100), (60, 130), (95, 70)])
def test_points_come_back_in_the_pixels_of_the_frame(
    network: Callable[..., Path], x: int, y: int
) -> None:
    points = OnnxPose(network()).read(cross(x, y), Region(80.0, 100.0, 160.0, 0.0))
    assert points.shape == (17, 3)
    assert points[:, 0] == pytest.approx(np.full(17, x), abs=2.6)
    assert points[:, 1] == pytest.approx(np.full(17, y), abs=2.6)
    assert (points[:, 2] == 1).all()


def test_a_turned_region_is_turned_back(network: Callable[..., Path]) -> None:
    points = OnnxPose(network()).read(cross(70, 90), Region(80.0, 100.0, 160.0, np.pi / 2))
    assert points[0, :2] == pytest.approx([70, 90], abs=2.6)


def test_a_film_becomes_landmarks(
    network: Callable[..., Path], make_film: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    someone = Person(0.9, (80.0, 48.0), (80.0, 20.0), (0.0, 0.0, 1.0, 1.0))
    answers = iter([[someone], [], *[[someone]] * 60])
    monkeypatch.setattr(onnx_model, "find_persons", lambda image: next(answers))
    points = watch_with(make_film(rate=10, seconds=4), network(), rate_hz=5.0)
    assert points.names == COCO_17
    assert points.maker == "tiny_17_2_3.onnx"
    assert np.flatnonzero(np.isnan(points.xy[:, 0, 0])).tolist() == [1]
    assert points.persons[:3].tolist() == [1, 0, 1]
    assert (points.width, points.height) == (160, 96)


def test_a_network_of_another_kind_is_refused(network: Callable[..., Path], tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"got outputs \[\('simcc_x'"):
        OnnxPose(network(outputs=1))
    with pytest.raises(ReadError, match="got inputs"):
        OnnxPose(network(channels=1))
    with pytest.raises(ReadError, match="19 and 19 points"):
        OnnxPose(network(points=19)).read(cross(80, 100), Region(80.0, 100.0, 160.0, 0.0))
    (tmp_path / "bad.onnx").write_bytes(b"nothing of the kind")
    with pytest.raises(ReadError, match="no ONNX network"):
        OnnxPose(tmp_path / "bad.onnx")


def test_without_the_runtime_the_way_to_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.onnx").write_bytes(b"x")
    monkeypatch.setitem(__import__("sys").modules, "onnxruntime", None)
    with pytest.raises(MissingExtraError, match=r"ONNX.*pip install onnxruntime"):
        OnnxPose(tmp_path / "a.onnx")
