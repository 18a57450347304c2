import pytest

from ilio.knowledge.power_book import power_curves
from ilio.validation.powers import both_powers

pytest.importorskip("numba")


@pytest.mark.slow
def test_the_shipped_curves_are_what_the_simulation_gives():
    for powers in both_powers(4000):
        shipped = power_curves(f"{powers.test}.{powers.varied}")
        assert shipped.x == powers.x
        for name in ("found", "cleared"):
            for ours, theirs in zip(powers.shares[name], getattr(shipped, name), strict=True):
                assert ours == pytest.approx(theirs, abs=12)  # a tenth of the people


def test_without_tilt_and_error_nobody_is_wrong():
    from ilio.validation.powers import _Lying

    for shorter in (False, True):
        group = _Lying.drawn(3000, 1, shorter)
        assert group.shares(tilt=0.0, error=0.0, cut=9.7) == pytest.approx((100,) * 4, abs=1.0)
