import pytest

from ilio.core import ReadError
from ilio.validation.body import Check, oracle_checks, self_checks, skeleton_checks


def failed(checks):
    return [(c.what, c.measured, c.tolerance) for c in checks if not c.passed]


def test_the_grid_agrees_with_itself_and_with_a_published_passive_moment():
    checks = self_checks()
    assert failed(checks) == []
    spread = checks[-1]
    assert spread.tolerance is None
    assert spread.measured > 10  # the known disagreement is printed, not hidden


def test_the_grid_agrees_with_mujoco():
    pytest.importorskip("mujoco")
    assert failed(skeleton_checks(40)) == []


@pytest.mark.data
def test_arms_and_forces_agree_with_opensim(data_dir):
    checks = oracle_checks(data_dir / "opensim_oracle")
    assert len(checks) == 5
    assert failed(checks) == []


def test_a_folder_without_the_numbers_is_refused(tmp_path):
    with pytest.raises(ReadError, match="numbers computed by OpenSim"):
        oracle_checks(tmp_path)


def test_a_difference_beyond_its_tolerance_fails():
    assert not Check("arms", 0.21, 0.2, "mm").passed
    assert Check("arms", 0.2, 0.2, "mm").passed
