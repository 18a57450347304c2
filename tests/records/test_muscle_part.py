import re
from dataclasses import replace

import pytest
from sample_visits import refer, weak_tight_left

from ilio import wiring
from ilio.knowledge import claims, reference
from ilio.knowledge.power_book import power_curves
from ilio.observations import AttemptStory, MuscleStory, Spread, Statement
from ilio.records.muscle_part import muscle_part, muscle_sources
from ilio.records.power_figure import power_picture
from ilio.records.rendering import html, pdf
from ilio.records.report import report_of
from ilio.records.report_parts import Report

TOLD = Statement("model_hold", {"Held for": Spread(60, 10, 180, "s")}, ("Of the left.",))


def test_the_report_shows_the_legs_the_numbers_and_the_figure():
    visit = weak_tight_left()
    story = wiring.explain(visit, every=False)
    page = html(replace(report_of(visit, story), appendix=True))
    assert "What the muscles could do at your angles" in page
    assert 'aria-labelledby="left-muscles-title' in page
    assert "How far to trust these tests as you did them" in page
    assert "29 people" in page
    for verdict in (
        "does more of the work: not settled (C).",
        "tips the pelvis forward: contradicted (X).",
    ):
        assert verdict in page
    for key in muscle_sources(story):
        assert f'id="ref-{key}"' in page
        assert reference(key)


def test_a_report_without_the_model_still_says_how_far_to_trust_the_tests():
    part = report_of(weak_tight_left()).muscles
    assert part.rows == ()
    assert part.power is not None


def test_who_is_referred_sees_no_model():
    visit = refer()
    assert report_of(visit, wiring.explain(visit)).muscles is None


def test_each_side_has_its_column_and_its_own_notes():
    left = AttemptStory("knee-raise", "left", (TOLD,))
    right = AttemptStory("knee-raise", "right", (Statement("model_hold", TOLD.values),))
    later = AttemptStory(
        "knee-raise", "left", (Statement("model_hold", {"Held for": Spread(1, 1, 1, "s")}),)
    )
    part = muscle_part([], MuscleStory((right, left, later)))
    assert part.sides == ("Left", "Right")
    (row,) = part.rows
    assert row.sides == ("60 s (10 to 180)",) * 2
    assert (row.claim, row.grade) == (claims()["model_hold"].claim, "D")
    assert part.notes == ("Left: Of the left.",)


def test_the_part_prints_and_escapes():
    story = MuscleStory(
        (AttemptStory("thomas", "left", (Statement("model_hold", {"<b>": Spread(1, 0, 2, "s")}),)),)
    )
    report = Report("T", "", "", "S", "R", "1", muscles=muscle_part([], story))
    assert "<b>" not in html(report)
    assert "&lt;b&gt;" in html(report)
    assert pdf(report).startswith(b"%PDF")


def test_the_figure_marks_this_visits_own_errors():
    svg = power_picture(weak_tight_left().measurements).svg
    assert len(re.findall('class="i-level"', svg)) == 4


@pytest.mark.parametrize("key", ["thomas.tilt", "thomas.error", "thomas.cut", "hold.cut"])
def test_the_shipped_curves_are_shares_that_belong_together(key):
    curves = power_curves(key)
    bands = [curves.found, curves.cleared, curves.right, curves.right_clear]
    for low, high in (*bands, *([curves.deep_found] if curves.deep_found else [])):
        assert len(low) == len(high) == len(curves.x)
        assert all(0 <= a <= b <= 100 for a, b in zip(low, high, strict=True))


def test_a_tilted_pelvis_costs_both_and_a_stricter_line_trades_one_for_the_other():
    tilt, cut = power_curves("thomas.tilt"), power_curves("thomas.cut")
    for band in (tilt.found, tilt.cleared):
        assert band[0][0] > band[0][-1] + 10
    assert cut.found[0][0] < cut.found[0][-1]
    assert cut.cleared[0][0] > cut.cleared[0][-1]


def test_the_hold_hardly_finds_a_weak_iliopsoas_alone():
    hold = power_curves("hold.cut")
    at_30 = hold.x.index(30.0)
    assert hold.deep_found[1][at_30] < 50
    assert hold.found[1][at_30] > hold.deep_found[1][at_30]
