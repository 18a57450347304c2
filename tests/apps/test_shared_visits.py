"""The visits that are kept beside the measured data: what must come out for safety, on assess and plan."""

import json
from datetime import UTC, datetime

import pytest
from made_visits import NUMBERS_AND_CALLS, WEEK, flat, urgencies_in

from ilio import records
from ilio.apps.cli import clock
from ilio.core import Side
from ilio.knowledge import exercise, safety_answers
from ilio.observations import movements_of

pytestmark = pytest.mark.data
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)

REFERRED = {
    "10a_red_bone": "today",
    "10b_red_saddle": "emergency_now",
    "11a_under18_alone": "before_training",
}
OPEN = ("17_red_not_asked",)
WAITS = {
    "12_pregnant": "late_pregnancy",
    "12b_pregnant_only_kr": "late_pregnancy",
    "13_hip_replacement": "hip_replacement",
    "26_osteoporosis": "osteoporosis",
    "28_osteo_clin": "osteoporosis",
    "29_acute_back_pain": "acute_back_pain",
}
NEVER = {"29_fracture": "fracture"}
PAINFUL = ("09_pinch",)
FREE = (
    *("01_sound", "01b_sound_numbers", "03_weak_both", "04_tight_left", "06_tight_weak_left"),
    *("07b_overhug_numbers", "08_arched", "08b_arched_typed", "14_conflict", "15_phone_nohand"),
    *("16_one_side", "19_borderline", "20_balance", "22_compens", "24_rests"),
)
CLEARED = ("--by", "Dr. Alba Roth", "--on", "2026-11-22")


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    """It is noon on 23 November 2026."""
    monkeypatch.setattr(clock, "now", lambda zone: NOW.astimezone(zone))


@pytest.fixture
def visits(data_dir):
    folder = data_dir.parent / "cases" / "visits"
    if not folder.is_dir():
        pytest.skip("no visits beside the validation data; set ILIO_DATA to its folder")
    return folder


@pytest.fixture
def both(ilio, visits):
    """What `assess` and `plan` say of a visit, and the plan itself."""

    def run(name):
        file = visits / f"{name}.toml"
        told = [ilio("assess", file), ilio("plan", file, *WEEK, "--weeks", "2")]
        assert [ran.code for ran in told] == [0, 0], [ran.err for ran in told]
        plan = json.loads(ilio("plan", file, *WEEK, "--weeks", "2", "--json").out)
        return [ran.out for ran in told], records.programme_from_json(plan)

    return run


def test_every_visit_of_the_folder_is_here(visits):
    here = {*REFERRED, *OPEN, *WAITS, *NEVER, *PAINFUL, *FREE}
    assert {file.stem for file in visits.glob("*.toml")} == here


@pytest.mark.parametrize("name", REFERRED)
def test_who_is_referred(both, name):
    pages, programme = both(name)
    assert programme.refused and not programme.sessions
    for page in pages:
        assert urgencies_in(page) == [REFERRED[name]]
        assert not [words for words in NUMBERS_AND_CALLS if words in flat(page)]
    if name == "10a_red_bone":
        assert all("Put no weight on the leg if it hurts" in flat(page) for page in pages)
        assert "planned runs are left out" in flat(pages[1])


@pytest.mark.parametrize("name", OPEN)
def test_what_is_open_is_asked_first(both, name):
    pages, programme = both(name)
    assert programme.refused and not programme.sessions
    for page in pages:
        assert flat(page).removeprefix("No exercise for now. ").startswith("One safety question is")
        assert urgencies_in(page) == [] and "chance" not in page


@pytest.mark.parametrize("name", WAITS)
def test_what_waits_for_a_clearance(both, name):
    key = WAITS[name]
    row = safety_answers()[key]
    pages, programme = both(name)
    assert programme.refused and not programme.sessions
    for page in pages:
        assert urgencies_in(page) == ["before_training"]
        # with a clinician there nobody is told to do the tests only with one
        assert flat(page).count(row.do) == (name != "28_osteo_clin")
        assert f"ilio clear VISIT.json {key}" in flat(page)
    out = {"28_osteo_clin": 0, "12_pregnant": 1, "12b_pregnant_only_kr": 1}.get(name, 2)
    assert flat(pages[0]).count("Left out for your safety") == bool(out)


@pytest.mark.parametrize("name", [name for name in WAITS if name != "13_hip_replacement"])
def test_what_was_cleared_is_planned_without_what_stays_out(ilio, visits, tmp_path, name):
    saved, key = tmp_path / "visit.json", WAITS[name]
    ilio("assess", visits / f"{name}.toml", "--save", saved)
    assert ilio("clear", saved, key, *CLEARED).code == 0
    plan = json.loads(ilio("plan", saved, *WEEK, "--weeks", "2", "--json").out)
    programme = records.programme_from_json(plan)
    assert programme.sessions and "Cleared by Dr. Alba Roth on 2026-11-22." in programme.summary
    barred = movements_of([key])
    for item in (item for session in programme.sessions for item in session.items):
        chosen = exercise(item.exercise)
        assert not barred & {*chosen.movements, *chosen.other_side}, item.exercise
    for sign in safety_answers()[key].stop_signs:
        assert any(stop.startswith(sign) for stop in programme.stop)


@pytest.mark.parametrize("name", NEVER)
def test_what_nobody_clears_here(both, name):
    pages, programme = both(name)
    assert programme.refused and not programme.sessions
    for page in pages:
        assert flat(page).count(safety_answers()["fracture"].back) == 1
        assert "ilio clear" not in page
    assert "Left out for your safety: Standing knee raise, Table test" in flat(pages[0])
    assert "planned runs are left out" in flat(pages[1])


def test_a_hip_that_hurts(both):
    pages, programme = both("09_pinch")
    for page in pages:
        first = flat(page).removeprefix("No exercise for now. ")
        assert first.startswith("Have the left hip looked at by a doctor or physiotherapist")
    assert "92°, and it hurt" in flat(pages[0]) and "125°, free of pain" in flat(pages[0])
    barred = movements_of(["painful_flexion"])
    for item in (item for session in programme.sessions for item in session.items):
        chosen = exercise(item.exercise)
        works = item.side in ("both", str(Side.LEFT)) or chosen.side in (
            "alternate",
            "both at once",
        )
        assert not barred & set(chosen.movements if works else chosen.other_side), item.exercise


@pytest.mark.parametrize("name", FREE)
def test_who_is_free_to_train(both, name):
    pages, programme = both(name)
    assert all(urgencies_in(page) == [] for page in pages)
    assert not programme.refused and programme.sessions
    assert "One of the safety answers" not in pages[0]
