"""`ilio explain`."""

import json
import sys
from pathlib import Path

import pytest

from ilio import records
from ilio.core import Measured, Side
from ilio.observations import Answers, Source
from ilio.protocols import Measurement
from ilio.records import Visit
from ilio.verdicts.verdict import Judgement

ASKED = Answers(red_flags=frozenset(), do_not_test=frozenset(), age_years=34)
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "typed_clear.toml"


def test_every_statement_is_a_claim_with_its_grade_and_spread(ilio):
    ran = ilio("explain", EXAMPLE, "--json", "--mass-kg", 62, "--height-m", 1.68)
    assert ran.code == 0
    told = json.loads(ran.out)
    statements = [s for attempt in told["attempts"] for s in attempt["statements"]]
    told = {"model_share", "model_demand", "model_hold", "model_change", "model_tilt"}
    assert {s["claim"] for s in statements} == told
    for statement in statements:
        assert statement["grade"] in "CD"
        assert statement["article"]
        for value in statement["values"].values():
            assert value["low"] <= value["value"] <= value["high"]


def test_the_articles_claims_stand_beside_with_their_status(ilio):
    ran = ilio("explain", EXAMPLE)
    assert ran.code == 0
    flat = " ".join(ran.out.split())
    assert "Above 90 deg the iliopsoas does more of the work: not settled" in flat
    assert "tips the pelvis forward: contradicted" in flat
    assert "Beyond the model: above 100 deg" in flat
    assert "Distance running keeps the hip under 90 deg of flexion" in flat
    assert "In the article: Who cannot hold it for 30 s is weak." in flat
    beside = json.loads(ilio("explain", EXAMPLE, "--json").out)["beside"]
    assert [b["status"] for b in beside] == ["partly", "not settled", "contradicted"]


def test_an_impossible_mass_is_bad_input(ilio):
    ran = ilio("explain", EXAMPLE, "--mass-kg", -5)
    assert ran.code == 2
    assert "body mass from 20 to 250 kg" in ran.err


def test_an_attempt_outside_the_model_is_said_and_the_others_are_told(ilio, tmp_path):
    source = Source("answers", "typed", "answers")
    measured = [
        Measurement(
            protocol, Side.LEFT, source, {name: Measured(angle, angle - 5, angle + 5, "deg")}
        )
        for protocol, name, angle in (
            ("knee-raise", "thigh_elevation_hold", 170),
            ("thomas", "thigh_drop", -5),
            ("running", "thigh_elevation_peak", 40),
        )
    ]
    visit = tmp_path / "visit.json"
    records.save(Visit(Judgement("Three attempts.", {}), tuple(measured), ASKED), visit)
    ran = ilio("explain", visit, "--json")
    assert ran.code == 0
    high, lying, running = json.loads(ran.out)["attempts"]
    assert "Outside the model: Expected hip flexion from -40 to 120 deg" in high["why_not"]
    assert [s["claim"] for s in lying["statements"]] == ["model_tilt", "model_change"]
    assert "tells nothing" in running["why_not"]
    assert "Outside the model" in ilio("explain", visit).out


def test_the_raised_leg_is_drawn_a_file_for_each_side(ilio, tmp_path):
    ran = ilio("explain", EXAMPLE, "--picture", tmp_path / "leg.svg")
    assert ran.code == 0
    drawn = sorted(file.name for file in tmp_path.iterdir())
    assert drawn == ["leg-left.svg", "leg-right.svg"]
    assert "Psoas major" in (tmp_path / "leg-left.svg").read_text(encoding="utf-8")
    ran = ilio("explain", EXAMPLE, "--picture", tmp_path / "leg.png")
    assert ran.code == 2
    assert "svg" in ran.err


def test_nothing_to_draw_is_said(ilio, tmp_path):
    source = Source("answers", "typed", "answers")
    drop = {"thigh_drop": Measured(5, 0, 10, "deg")}
    lying = Measurement("thomas", Side.LEFT, source, drop)
    visit = tmp_path / "visit.json"
    records.save(Visit(Judgement("One attempt.", {}), (lying,), ASKED), visit)
    ran = ilio("explain", visit, "--picture", tmp_path / "leg.svg")
    assert ran.code == 0
    assert "Nothing to draw" in ran.err
    assert not (tmp_path / "leg.svg").exists()


def test_it_works_without_mujoco_and_numba(ilio, monkeypatch):
    for extra in ("mujoco", "numba"):
        monkeypatch.setitem(sys.modules, extra, None)
    ran = ilio("explain", EXAMPLE, "--json")
    assert ran.code == 0
    assert json.loads(ran.out)["attempts"][0]["statements"]


@pytest.mark.parametrize("mass", ["nan", "inf", "1e9", "0"])
def test_a_mass_that_is_none_is_bad_input(ilio, mass):
    ran = ilio("explain", EXAMPLE, "--mass-kg", mass)
    assert ran.code == 2
    assert "body mass from 20 to 250 kg" in ran.err
