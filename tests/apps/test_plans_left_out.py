"""`ilio plan` for people who may train with something left out: what, and for whom it was allowed."""

from datetime import UTC, date, datetime

import pytest
from made_visits import SHORT, WEEK, flat, planned, written

from ilio import records
from ilio.apps.cli import clock
from ilio.core import Side
from ilio.knowledge import banned_by, do_not_test, exercise, question_of
from ilio.observations import movements_of
from ilio.programmes.limits import BOTH_AT_ONCE

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CLEAR = {"by": "Dr. Roth", "on": "2026-11-20"}
HIP = {"replaced_hip": "left", "hip_replaced_months": 14}


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    """It is noon on 23 November 2026."""
    monkeypatch.setattr(clock, "now", lambda zone: NOW.astimezone(zone))


@pytest.fixture
def file(tmp_path):
    return tmp_path / "visit.toml"


ALLOWED = {
    "nothing": {},
    "pregnant, week 12": {"do_not_test": ["pregnancy"], "person": {"pregnancy_week": 12}},
    "pregnant, last weeks cleared": {
        "do_not_test": ["pregnancy"],
        "person": {"pregnancy_week": 19},
        "cleared": [{"of": "late_pregnancy", **CLEAR}],
    },
    "late, cleared": {
        "do_not_test": ["late_pregnancy"],
        "cleared": [{"of": "late_pregnancy", **CLEAR}],
    },
    "hip cleared": {
        "do_not_test": ["hip_replacement"],
        "person": HIP,
        "cleared": [{"of": "hip_replacement", **CLEAR}],
    },
    "surgery cleared": {
        "do_not_test": ["hip_surgery"],
        "cleared": [{"of": "hip_surgery", **CLEAR}],
    },
    "bones cleared": {
        "do_not_test": ["osteoporosis"],
        "cleared": [{"of": "osteoporosis", **CLEAR}],
    },
    "bones cleared, tested with a clinician": {
        "do_not_test": ["osteoporosis"],
        "person": {"with_clinician": True},
        "cleared": [{"of": "osteoporosis", **CLEAR}],
    },
    "back cleared": {
        "do_not_test": ["acute_back_pain"],
        "cleared": [{"of": "acute_back_pain", **CLEAR}],
    },
    "both cleared": {
        "do_not_test": ["hernia", "osteoporosis"],
        "cleared": [{"of": "hernia", **CLEAR}, {"of": "osteoporosis", **CLEAR}],
    },
    "loose joints": {"do_not_test": ["hypermobility", "blood_thinners"]},
    "16, with a clinician": {"age": 16, "person": {"with_clinician": True}},
}


@pytest.mark.parametrize("way", ALLOWED)
def test_a_plan_leaves_out_what_the_answers_leave_out(ilio, file, way):
    answers = ALLOWED[way]
    programme = planned(ilio, file, **answers)
    assert not programme.refused
    held = set(answers.get("do_not_test", ())) | (
        {"late_pregnancy"} if "weeks cleared" in way else set()
    )
    barred = movements_of(held)
    for key, _ in doses(programme):
        assert not barred & {*exercise(key).movements, *exercise(key).other_side}
    gentle = any(do_not_test()[key].load == "gentle" for key in held)
    assert ("No set goes to failure" in programme.summary) is gentle
    for sign in (sign for key in held for sign in do_not_test()[key].stop_signs):
        assert any(stop.startswith(sign) for stop in programme.stop)
    if "pregnancy" in held:
        assert "Ask your midwife" in programme.summary
    for clearance in answers.get("cleared", ()):
        assert f"Cleared by {clearance['by']} on {clearance['on']}." in programme.summary


def doses(programme):
    for session in programme.sessions:
        yield from ((item.exercise, item.side) for item in session.items)
    for block in programme.blocks:
        for part in (
            block.strength,
            block.short,
            block.before_run,
            block.after_run,
            block.own,
            block.daily,
        ):
            yield from ((item.exercise, item.side) for item in part)


PAINFUL = {
    "raise left": ({"hurts": ["knee-raise left"]}, {Side.LEFT: {"painful_flexion"}}),
    "raise right": ({"hurts": ["knee-raise right"]}, {Side.RIGHT: {"painful_flexion"}}),
    "lying left": ({"hurts": ["thomas left"]}, {Side.LEFT: {"painful_extension"}}),
    "lying right": ({"hurts": ["thomas right"]}, {Side.RIGHT: {"painful_extension"}}),
    "by a helper left": (
        {"passive": {"left": {"deg": 92, "pain": True}}},
        {Side.LEFT: {"painful_flexion"}},
    ),
    "by a helper right, no angle": (
        {"passive": {"right": {"pain": True}}},
        {Side.RIGHT: {"painful_flexion"}},
    ),
    "both raises": (
        {"hurts": ["knee-raise left", "knee-raise right"]},
        {Side.LEFT: {"painful_flexion"}, Side.RIGHT: {"painful_flexion"}},
    ),
    "left both ways": (
        {"hurts": ["knee-raise left", "thomas left"]},
        {Side.LEFT: {"painful_flexion", "painful_extension"}},
    ),
    "left bent, right hung": (
        {"hurts": ["knee-raise left", "thomas right"]},
        {Side.LEFT: {"painful_flexion"}, Side.RIGHT: {"painful_extension"}},
    ),
    "free on the other side": (
        {"passive": {"left": {"deg": 92, "pain": True}, "right": {"deg": 125, "pain": False}}},
        {Side.LEFT: {"painful_flexion"}},
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", PAINFUL)
def test_no_exercise_moves_a_hip_the_way_that_hurt(ilio, file, way):
    answers, hurts = PAINFUL[way]
    programme = planned(ilio, file, **answers)
    hips = " and ".join(f"the {side}" for side in Side if side in hurts)
    first = programme.summary.removeprefix("No exercise for now. ").split(".")[0]
    assert first.startswith(f"Have {hips} hip") and "looked at by a doctor" in first
    for key, side in doses(programme):
        chosen = exercise(key)
        for hip, felt in hurts.items():
            works = side in ("both", str(hip)) or chosen.side in BOTH_AT_ONCE
            done = set(chosen.movements if works else chosen.other_side)
            assert not done & movements_of(felt), (key, side, hip)
    if "painful_flexion" in hurts.get(Side.LEFT, ()):
        assert "dead_bug" not in {key for key, _ in doses(programme)}


@pytest.mark.parametrize(
    ("asked", "start", "weeks", "refused"),
    [
        (14, "2026-11-30", 4, False),
        (14, "2026-11-30", 6, True),
        (14, "2026-12-28", 4, True),
        (17, "2026-11-30", 1, False),
        (17, "2026-12-07", 1, True),
        (18, "2026-12-06", 1, True),
        (10, "2027-02-01", 1, True),
    ],
)
def test_the_week_of_a_pregnancy_moves_on_with_the_days_since_the_visit(
    ilio, file, asked, start, weeks, refused
):
    pregnant = {"do_not_test": ["pregnancy"], "person": {"pregnancy_week": asked}}
    programme = planned(ilio, file, "--start", start, "--weeks", weeks, **pregnant)
    assert bool(programme.refused) is refused
    if refused:
        assert "Ask your midwife" in programme.refused


def test_a_week_that_was_told_on_no_known_day_is_asked_again(ilio, file):
    pregnant = {"do_not_test": ["pregnancy"], "person": {"pregnancy_week": 8}, "date": ""}
    said = flat(ilio("plan", written(file, **pregnant), *WEEK, *SHORT).out)
    assert f'One safety question is open: "{question_of("pregnancy_week").text}"' in said


def test_a_week_is_believed_though_pregnancy_was_not_ticked(ilio, file):
    programme = planned(ilio, file, person={"pregnancy_week": 12})
    assert "pregnancy" in programme.bans


def test_a_clearance_after_the_first_day_counts_from_its_day_on(ilio, file):
    late = {
        "do_not_test": ["hernia"],
        "cleared": [{"of": "hernia", "by": "Dr. Roth", "on": "2026-11-23"}],
    }
    visit = written(file, **late)
    ran = ilio("plan", visit, *WEEK, "--weeks", "1")
    assert "No exercise for now" not in ran.out
    old = ilio("plan", visit, *WEEK, "--weeks", "1", "--save", file.with_name("plan.json"))
    assert old.code == 0
    made = records.load_programme(file.with_name("plan.json"))
    assert made.start == date(2026, 11, 23)


def test_a_plan_begun_before_its_clearance_goes_on_from_that_day(ilio, file, tmp_path, monkeypatch):
    plan = tmp_path / "plan.json"
    assert ilio("plan", written(file), *WEEK, "--weeks", "2", "--save", plan).code == 0
    monkeypatch.setattr(
        clock, "now", lambda zone: datetime(2026, 11, 26, 5, tzinfo=UTC).astimezone(zone)
    )
    late = {
        "do_not_test": ["hernia"],
        "cleared": [{"of": "hernia", "by": "Dr. Roth", "on": "2026-11-25"}],
    }
    written(file, **late)
    ran = ilio("plan", file, *WEEK, "--weeks", "2", "--previous", plan, "--save", plan)
    assert "Cleared by Dr. Roth on 2026-11-25." in flat(ran.out)
    made = records.load_programme(plan)
    assert not made.refused and made.start == date(2026, 11, 23)
    ruled_out = banned_by("hernia").leaves_out
    for session in made.sessions:
        for item in session.items:
            assert not set(exercise(item.exercise).movements) & set(ruled_out), session.key


def test_a_clearance_that_has_ended_is_asked_for_anew(ilio, file):
    old = {"of": "hernia", "by": "Dr. Roth", "on": "2025-06-01"}
    ran = ilio("plan", written(file, do_not_test=["hernia"], cleared=[old]), *WEEK)
    said = flat(ran.out)
    assert said.startswith("No exercise for now.")
    assert said.count("The clearance by Dr. Roth ended on 2026-06-01: ask again.") == 1
    assert "has cleared it anew: ilio clear" in said
