import builtins
from xml.etree import ElementTree as Xml

import numpy as np
import pytest

from ilio.body import gridding
from ilio.body.angles import Posture
from ilio.body.grid import FILE, digest, shipped_grid
from ilio.body.mjcf import mjcf
from ilio.body.skeleton import Skeleton
from ilio.core import MissingExtraError, Side, UnknownNameError
from ilio.knowledge import body_constants, body_joint, body_muscle


def test_the_file_says_how_angles_are_written_and_holds_both_legs():
    root = Xml.fromstring(mjcf())
    assert root.find("compiler").get("angle") == "radian"
    names = [t.get("name") for t in root.iter("spatial")]
    assert len(names) == 58
    assert names.count("psoas_left") == names.count("psoas_right") == 1


def test_the_obstacle_variant_drops_only_the_brim_points():
    sites = [
        {s.get("name") for s in Xml.fromstring(mjcf(b)).iter("site")} for b in ("via", "obstacle")
    ]
    dropped = {f"{m}_{side}_2" for m in ("psoas", "iliacus") for side in Side}
    assert sites[0] - sites[1] - {None} == dropped


def test_an_unknown_brim_is_refused():
    with pytest.raises(UnknownNameError, match="a brim"):
        mjcf("vias")


@pytest.mark.parametrize(
    ("look", "kind"),
    [(body_muscle, "muscle"), (body_joint, "joint"), (body_constants, "curve")],
)
def test_an_unknown_part_is_refused(look, kind):
    with pytest.raises(UnknownNameError, match=f"a {kind} "):
        look("nothing")


def test_without_mujoco_the_message_says_what_to_install(monkeypatch):
    real = builtins.__import__

    def without(name, *rest):
        if name == "mujoco":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtraError, match=r"compute .*pip install mujoco"):
        Skeleton()


def test_left_is_right_mirrored():
    pytest.importorskip("mujoco")
    skeleton = Skeleton()
    posture = Posture(72, -8, 9, 63)
    for left, right in zip(
        skeleton.tendons(posture, Side.LEFT), skeleton.tendons(posture), strict=True
    ):
        assert np.abs(left - right).max() < 1e-6


def test_the_grid_made_anew_agrees_with_the_shipped_one(tmp_path, monkeypatch):
    pytest.importorskip("mujoco")
    hip = {"flexion": (-40, 120, 80), "adduction": (-10, 10, 10), "rotation": (-10, 10, 20)}
    for name, steps in {
        "HIP": hip,
        "BOTH": hip | {"knee": (0, 130, 65)},
        "FINE": hip | {"knee": (0, 130, 130)},
    }.items():
        monkeypatch.setattr(gridding, name, steps)
    told = []
    gridding.write_grid(tmp_path / FILE, lambda sentence, share: told.append((sentence, share)))
    assert told[-1] == ("knee", 1.0)
    with np.load(tmp_path / FILE) as data:
        assert str(data["tables"]) == digest()
        for name, block in shipped_grid().items():
            nodes = [
                np.searchsorted(block.axes[angle], data[f"{name}.{angle}"]) for angle in block.axes
            ]
            shipped = block.values[np.ix_(*nodes)]
            assert np.abs(data[f"{name}.values"] - shipped).max() < 2e-6
