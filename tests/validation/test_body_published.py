import pytest

from ilio.core import ReadError
from ilio.validation.body_curves import published_plots
from ilio.validation.body_published import published_trends

TRENDS = {(t.brim, t.what.split(":")[0]): t for t in published_trends()}


def trend(brim, words):
    (found,) = (t for (b, what), t in TRENDS.items() if b == brim and words in what)
    return found


@pytest.mark.parametrize("brim", ["via", "obstacle"])
def test_rectus_and_iliopsoas_stand_in_the_order_of_the_cadavers(brim):
    assert trend(brim, "does more than iliopsoas").holds
    assert trend(brim, "part of iliopsoas rises").holds
    assert trend(brim, "does more").model < trend(brim, "does more").published


@pytest.mark.parametrize("brim", ["via", "obstacle"])
def test_tensor_fades_as_its_signal_does_and_sartorius_does_not(brim):
    """A known disagreement with muscle signals; it is printed, not hidden."""
    assert trend(brim, "Tensor fasciae latae at 60").holds
    assert trend(brim, "Sartorius at 60").holds is False


def test_what_was_unchanged_has_no_sign_to_judge():
    assert trend("via", "iliopsoas at 60").holds is None
    assert trend("via", "arm of rectus femoris").holds is None


def test_the_plots_say_what_was_measured_in_words_too():
    drawing = published_plots()
    assert "22 cadaver limbs" in drawing.desc
    assert drawing.svg().count("Moment arms") >= 1
    assert "OpenSim" not in drawing.svg()


@pytest.mark.data
def test_opensims_arms_are_drawn_where_their_numbers_are_given(data_dir, tmp_path):
    assert "dots: OpenSim" in published_plots(data_dir / "opensim_oracle").svg()
    with pytest.raises(ReadError, match="numbers computed by OpenSim"):
        published_plots(tmp_path)
