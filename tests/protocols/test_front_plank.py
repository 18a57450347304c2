"""The front plank: how long the line is held and how far the hips sink, from film, phone and words."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from phone_logs import phyphox
from plank_person import points
from point_files import RATE, mediapipe

from ilio.core import InputError, Measured, Side
from ilio.knowledge import protocol_card, red_flags
from ilio.observations import Answers, AttemptAnswers, AttemptInput, Recording, Source, VisitInput
from ilio.programmes import plan
from ilio.protocols import measure
from ilio.records import visit_from_json, visit_to_json
from ilio.records.figures import body_drawing
from ilio.records.history import trends
from ilio.records.history_words import what_changed
from ilio.records.report import report_of
from ilio.records.showing import shown_measurements
from ilio.records.store import StoredVisit
from ilio.records.store.export_files import _numbers
from ilio.records.study_plan import StudyPlan, manifest_of
from ilio.sources import read_recording
from ilio.sources.questionnaire import Questionnaire
from ilio.sources.visit_file import read_visit
from ilio.sources.visit_text import write_visit
from ilio.wiring import assess

ASKED = Answers(red_flags=frozenset(), do_not_test=frozenset(), age_years=34)
TIME = np.arange(0, 50, 1 / RATE)
HUNG = AttemptAnswers(thigh_contact="hovers", hand_check="snug")


def film(folder: Path, sag_deg: np.ndarray, facing: int = 1) -> Recording:
    return read_recording(mediapipe(folder, points(sag_deg, facing)))


def timed(held_s: float, ended: str, **more: object) -> AttemptInput:
    said = AttemptAnswers(held_s=held_s, ended=ended, **more)
    return AttemptInput(protocol="front-plank", side=Side.BOTH, answers=said)


@pytest.mark.parametrize("facing", [1, -1])
def test_a_straight_plank_lasts_as_long_as_the_film(tmp_path, facing):
    m = measure("front-plank", film(tmp_path, 0 * TIME, facing), None)
    held, sag = m.get("plank_hold_time"), m.get("hip_sag")
    assert m.side is Side.BOTH and held.high == np.inf
    assert held.value == pytest.approx(49.9, abs=0.5)
    assert sag.low < 0 < sag.high and abs(sag.value) < 2
    assert m.faults == () and m.gate("straight at the start").state == "pass"


@pytest.mark.parametrize("facing", [1, -1])
@pytest.mark.parametrize(("sag_deg", "fault"), [(20.0, "hips sank"), (-20.0, "hips rose")])
def test_hips_that_leave_the_line_end_the_hold(tmp_path, facing, sag_deg, fault):
    m = measure("front-plank", film(tmp_path, np.where(TIME > 30, sag_deg, 0.0), facing), None)
    held = m.get("plank_hold_time")
    assert held.value == pytest.approx(30, abs=0.5) and held.high < 32
    assert [found.name for found in m.faults] == [fault]


def test_the_first_short_sag_warns_and_the_second_ends_the_hold(tmp_path):
    short = (TIME > 15) & (TIME < 17.5) | (TIME > 40)
    m = measure("front-plank", film(tmp_path, np.where(short, 15.0, 0.0)), None)
    assert m.get("plank_hold_time").value == pytest.approx(40, abs=0.7)
    assert len(m.faults) == 2


def test_somebody_who_stands_holds_no_plank(tmp_path):
    stood = points(0 * TIME)
    stood[..., :2] = np.stack([stood[..., 1], 600 - stood[..., 0]], axis=-1)
    m = measure("front-plank", read_recording(mediapipe(tmp_path, stood)), None)
    assert m.quantities == {} and m.gate("in the plank").stops
    assert m.unmeasured["plank_hold_time"] == "no plank was seen that lasted"


def test_a_phone_on_the_back_times_the_plank_and_sees_no_sag(tmp_path):
    tilt = np.radians(np.where(TIME < 25, np.where(TIME > 10, 6.0, 0.0), 70.0))
    up = np.stack([0 * tilt, -np.sin(tilt), np.cos(tilt)], axis=1)
    log = phyphox(tmp_path / "back.csv", TIME, up)
    attempt = AttemptInput(protocol="front-plank", side=Side.BOTH, file=str(log))
    (m,) = assess(VisitInput(answers=ASKED, attempts=(attempt,))).measurements
    assert m.get("plank_hold_time").value == pytest.approx(25, abs=1)
    assert m.get("pelvic_tilt_change").value == pytest.approx(6, abs=1), "the top sinks: forward"
    assert "use a film" in m.unmeasured["hip_sag"]


@pytest.mark.parametrize(
    ("ended", "open_end"), [("could not hold", False), ("chose to stop", True), ("pain", True)]
)
def test_only_a_trunk_that_could_not_hold_closes_the_time(ended, open_end):
    (m,) = assess(VisitInput(answers=ASKED, attempts=(timed(62, ended),))).measurements
    held = m.get("plank_hold_time")
    assert (held.value, held.high == np.inf) == (62, open_end)


def test_a_typed_sag_has_the_error_of_its_device(tmp_path):
    file = tmp_path / "visit.toml"
    file.write_text(
        'schema = "ilio/visit-input/1"\nred_flags = []\ndo_not_test = []\n[person]\nage_years = 34\n'
        '[[attempt]]\nprotocol = "front-plank"\nheld_s = 62\nended = "could not hold"\n'
        'device = "goniometer"\nhip_sag_deg = 9\n'
    )
    given = read_visit(file)
    assert given.attempts[0].side is Side.BOTH
    file.write_text(write_visit(given))
    assert read_visit(file) == given
    sag = assess(given).measurements[0].get("hip_sag")
    assert sag.low < 9 < sag.high


def test_a_side_of_a_plank_is_refused_in_words():
    with pytest.raises(
        InputError, match=r"Expected no side of the Front plank, got 'left'\. Leave"
    ):
        measure("front-plank", Recording(Source("answers", "typed", "eye")), "left")
    with pytest.raises(InputError, match=r"Expected a side of the Table test .*, got none\. Say"):
        measure("thomas", Recording(Source("answers", "typed", "eye")), None)


def test_the_questionnaire_asks_it_last_and_for_both_sides_at_once():
    state = Questionnaire()
    said = {
        **{"red_flags": "none", "do_not_test": "none", "age_years": "34", "safety": "y"},
        **{"do_knee_raise": "n", "do_thomas": "n", "do_front_plank": "y", "plank_device": "none"},
        **{"plank_pain": "n", "plank_ended": "could not hold", "plank_held_s": "48"},
    }
    places = []
    while state.current:
        places.append(state.current.place)
        state = state.answer(said.get(state.current.id, "-"))
    visit = state.visit_input()
    assert [(a.protocol, a.side) for a in visit.attempts] == 2 * [("front-plank", Side.BOTH)]
    assert places[-1] == "Front plank, attempt 2"


def test_pain_in_the_table_test_keeps_from_the_plank():
    state = Questionnaire()
    said = {
        **{"red_flags": "none", "do_not_test": "none", "age_years": "34", "safety": "y"},
        **{"do_knee_raise": "n", "do_thomas": "y", "thomas_pain": "y"},
    }
    asked = set()
    while state.current:
        asked.add(state.current.id)
        state = state.answer(said.get(state.current.id, "-"))
    assert "thomas_pain" in asked and "do_front_plank" not in asked


@pytest.mark.parametrize("key", protocol_card("front-plank").ruled_out_by)
def test_no_number_of_a_plank_that_an_answer_rules_out_is_shown(key):
    told = {
        "not_asked": Answers(),
        "under_18": replace(ASKED, age_years=15, with_clinician=False),
        "painful_extension": ASKED,
        "pregnancy": replace(ASKED, do_not_test=frozenset({key}), pregnancy_week=12),
    }
    asked = "red_flags" if key in red_flags() else "do_not_test"
    answers = told.get(key) or replace(ASKED, **{asked: frozenset({key})})
    lies = AttemptInput(protocol="thomas", side=Side.LEFT, answers=AttemptAnswers(pain=True))
    attempts = (timed(62, "could not hold"), *((lies,) if key == "painful_extension" else ()))
    shown = shown_measurements(assess(VisitInput(answers=answers, attempts=attempts)))
    assert "front-plank" not in {m.protocol for m in shown}


def test_a_plank_changes_neither_verdict_nor_plan():
    hips = (AttemptInput(protocol="thomas", side=Side.LEFT, answers=HUNG),) * 2
    without = assess(VisitInput(answers=ASKED, attempts=hips))
    beside = assess(VisitInput(answers=ASKED, attempts=(*hips, timed(20, "could not hold"))))
    assert beside.judgement == without.judgement
    start = datetime(2026, 11, 30, tzinfo=UTC).date()
    plans = [plan(v.judgement, v.answers, [], start) for v in (without, beside)]
    assert plans[0] == plans[1]


def test_early_in_a_pregnancy_the_plank_alone_is_left_out():
    answers = replace(ASKED, do_not_test=frozenset({"pregnancy"}), pregnancy_week=12)
    hips = (AttemptInput(protocol="thomas", side=Side.LEFT, answers=HUNG),) * 2
    attempts = (*hips, timed(20, "could not hold"))
    visit = assess(VisitInput(answers=answers, date="2026-11-30", attempts=attempts))
    assert {m.protocol for m in shown_measurements(visit)} == {"thomas"}
    assert visit.judgement["left"].tightness.call == "tight" and not visit.judgement.do_not_test


def test_report_figure_history_and_export_have_it():
    visits = [
        assess(VisitInput(answers=ASKED, date=day, attempts=(timed(held, "could not hold"),)))
        for day, held in (("2026-10-01", 40), ("2026-11-20", 90))
    ]
    report = report_of(visits[1])
    assert "Front plank. Plank held in one line: 90.0 s (88.8 to 91.2)." in report.remarks
    assert report.remarks[0] in report.brief.both
    assert [picture.title for picture in report.together] == ["Front plank"]
    assert "held 90 s" in report.together[0].svg
    began = datetime(2026, 10, 1, tzinfo=UTC)
    kept = [
        StoredVisit(
            f"v{n}",
            "p",
            visit_from_json(json.loads(json.dumps(visit_to_json(v)))),
            {},
            began + timedelta(n),
        )
        for n, v in enumerate(visits)
    ]
    (series,) = [one for one in trends(kept) if one.quantity == "plank_hold_time"]
    assert series.side is Side.BOTH and series.change.call == "more"
    assert any(
        line.startswith("Both sides, Front plank by eye: Plank held") for line in what_changed(kept)
    )
    rows = list(_numbers([{"id": k.id, "day": "", "body": visit_to_json(k.visit)} for k in kept]))
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    assert "front-plank,both" in written.getvalue()


def test_the_figure_sinks_with_the_hips_and_stars_pain():
    source = Source("video", "a.mp4", "video")
    sunk = replace(
        measure("front-plank", Recording(source), None),
        quantities={
            "hip_sag": Measured(15, 9, 21, "deg"),
            "plank_hold_time": Measured(30, 29, 31, "s"),
        },
    )
    drawing = body_drawing(sunk, "plank")
    assert "hips 15° (9 to 21) below" in drawing.svg()
    assert drawing.desc.startswith("Side view of a person on forearms and toes")
    hurt = replace(sunk, answers=AttemptAnswers(pain=True))
    assert "i-pain" in body_drawing(hurt, "plank").svg()


def test_a_study_of_planks_has_rows_without_a_side():
    rows = manifest_of(StudyPlan("front-plank", "stopwatch", people=12)).splitlines()
    assert rows[1].startswith("P01,,A,stopwatch,1,1,front-plank,plank_hold_time,s")
    assert len({row.split(",")[1] for row in rows[1:]}) == 1
