import numpy as np
import pytest

from ilio.body import grid
from ilio.body.grid import limits_deg, shipped_grid, tendons
from ilio.core import InputError, UnknownNameError
from ilio.knowledge import body_muscles

KEYS = list(body_muscles())


def arm_mm(key, flexion, knee=0.0, **more):
    return 1000 * tendons(flexion, knee, **more)[1][..., KEYS.index(key), 0]


@pytest.mark.parametrize(
    ("angles", "message"),
    [
        ({"flexion": 200}, "hip flexion from -40 to 120 deg, got 200"),
        ({"flexion": float("nan")}, "hip flexion from -40 to 120 deg, got nan"),
        ({"flexion": 0, "knee": -1}, "knee flexion from 0 to 130 deg, got -1"),
        ({"flexion": 0, "adduction": 11}, "hip adduction from -10 to 10 deg, got 11"),
        ({"flexion": 0, "rotation": [0, -90]}, "hip rotation from -10 to 10 deg, got -90"),
    ],
)
def test_an_impossible_angle_is_refused_with_the_range(angles, message):
    with pytest.raises(InputError, match=message):
        tendons(**angles)


def test_the_limits_themselves_are_inside():
    for name, limits in limits_deg().items():
        for limit in limits:
            length_m, arm_m = tendons(**{"flexion": 0.0} | {name: limit})
            assert np.isfinite(length_m).all()
            assert np.isfinite(arm_m).all()


def test_an_unknown_brim_is_refused():
    with pytest.raises(UnknownNameError, match="Did you mean 'obstacle'"):
        tendons(0, brim="obstacles")


def test_every_muscle_has_a_length_and_stands_in_one_block():
    assert (tendons(30, 40)[0] > 0.05).all()
    blocks = [key for name, b in shipped_grid().items() if name != "brim" for key in b.muscles]
    assert sorted(blocks) == sorted(KEYS)


def test_free_of_the_brim_the_iliopsoas_keeps_its_arm_in_deep_flexion():
    assert arm_mm("psoas", 110) < 25
    assert arm_mm("psoas", 110, brim="obstacle") > 40
    assert arm_mm("iliacus", 110, brim="obstacle") > 50
    assert arm_mm("psoas", 0) == pytest.approx(24.1, abs=0.1)


def test_only_the_iliopsoas_depends_on_the_brim():
    via, free = tendons(80, 30)[1], tendons(80, 30, brim="obstacle")[1]
    changed = {KEYS[i] for i in np.flatnonzero(np.abs(via - free).max(axis=-1) > 1e-9)}
    assert changed == {"psoas", "iliacus"}


def test_muscles_of_one_joint_do_not_feel_the_other():
    arm_m = tendons(40, 60)[1]
    assert (arm_m[KEYS.index("psoas"), 3], arm_m[KEYS.index("vasint"), 0]) == (0, 0)
    assert arm_m[KEYS.index("recfem"), 0] > 0 > arm_m[KEYS.index("recfem"), 3]


def test_shapes_follow_the_angles():
    length_m, arm_m = tendons(np.zeros((2, 3)), np.array([0.0, 45.0, 90.0]))
    assert (length_m.shape, arm_m.shape) == ((2, 3, 29), (2, 3, 29, 4))
    alone = tendons(0.0, 45.0)[0]
    assert np.allclose(length_m[1, 1], alone)


def test_a_grid_of_another_muscle_table_is_refused(monkeypatch):
    shipped_grid.cache_clear()
    monkeypatch.setattr(grid, "digest", lambda: "of another table")
    with pytest.raises(InputError, match="make body-grid"):
        shipped_grid()


def test_the_shipped_grid_was_made_from_this_table():
    shipped_grid.cache_clear()
    assert len(shipped_grid()) == 5


def test_no_posture_gives_no_row():
    assert tendons([])[0].shape == (0, 29)


def test_planes_of_the_grid_are_looked_up_as_everything_else():
    flexion = np.array([3.3, 47.1])
    plane = tendons(flexion, 20.0, adduction=5.0)[0]
    near = tendons(flexion, np.array([20.0, 20.0 + 1e-9]), adduction=np.array([5.0, 5.0 + 1e-9]))[0]
    assert np.abs(plane - near).max() < 1e-9
