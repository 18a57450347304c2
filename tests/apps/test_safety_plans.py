"""`ilio plan` for people whom an answer holds back: why there is no plan, and how one comes about."""

import json
from datetime import UTC, datetime

import pytest
from made_visits import SHORT, WEEK, flat, planned, urgencies_in, written

from ilio import records
from ilio.apps.cli import clock
from ilio.knowledge import do_not_test, question_of, red_flags
from ilio.verdicts.safety_telling import UNDO

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


REFUSED = {
    **{flag: {"red_flags": [flag]} for flag in red_flags()},
    **{
        key: {"do_not_test": [key], "person": HIP if key == "hip_replacement" else None}
        for key, row in do_not_test().items()
        if row.plan in ("none", "after clearance")
    },
    "blank red flags": {"red_flags": None},
    "blank list": {"do_not_test": None},
    "blank age": {"age": None},
    "16, clinician blank": {"age": 16},
    "16, no clinician": {"age": 16, "person": {"with_clinician": False}},
    "pregnant, week blank": {"do_not_test": ["pregnancy"]},
    "week 20": {"do_not_test": ["pregnancy"], "person": {"pregnancy_week": 20}},
    "week 19, a plan to week 21": {"do_not_test": ["pregnancy"], "person": {"pregnancy_week": 19}},
    "hip cleared, which and when blank": {
        "do_not_test": ["hip_replacement"],
        "cleared": [{"of": "hip_replacement", **CLEAR}],
    },
    "hip answered, not cleared": {"do_not_test": ["hip_replacement"], "person": HIP},
    "one of two cleared": {
        "do_not_test": ["hernia", "osteoporosis"],
        "cleared": [{"of": "hernia", **CLEAR}],
    },
    "fracture besides a clearance": {
        "do_not_test": ["hernia", "fracture"],
        "cleared": [{"of": "hernia", **CLEAR}],
    },
    "a clinician for the tests alone": {
        "do_not_test": ["osteoporosis"],
        "person": {"with_clinician": True},
    },
}


@pytest.mark.parametrize("way", REFUSED)
def test_there_is_a_reason_instead_of_a_plan(ilio, file, way):
    programme = planned(ilio, file, **REFUSED[way])
    assert programme.refused.startswith("No exercise for now.")
    assert (programme.sessions, programme.blocks, programme.weeks) == ((), (), 0)
    ran = ilio("plan", file, *WEEK, *SHORT)
    said = flat(ran.out)
    assert ran.code == 0 and said.startswith(programme.refused)
    assert len(urgencies_in(ran.out)) <= 1
    for words in ("Week", "Before the run", "How the load moves", "Strength"):
        assert words not in said.removeprefix(programme.refused)


HOW_ON = {
    "saddle_numbness": UNDO,
    "blank age": "Answer it in the visit file (age_years under [person]), or be asked: ilio assess",
    "week 20": "Once your midwife or doctor has cleared it: ilio clear VISIT.json late_pregnancy",
    "hip cleared, which and when blank": "Answer it in the visit file (replaced_hip under [person])",
    "one of two cleared": "ilio clear VISIT.json osteoporosis --by NAME --on DAY",
    "fracture": "The doctor who follows the bone clears it, with its pictures.",
    "16, clinician blank": question_of("with_clinician").text,
}


@pytest.mark.parametrize(
    ("week", "said"),
    [
        (14, None),
        (16, "would reach week 20 of the pregnancy: one of 2 weeks or fewer needs no clearance."),
        (18, "would reach week 20 of the pregnancy."),
    ],
)
def test_a_plan_too_long_for_a_pregnancy_offers_a_shorter_one(ilio, file, week, said):
    written(file, do_not_test=["pregnancy"], person={"pregnancy_week": week})
    long = ("--start", "2026-11-30", "--weeks", "4")
    told = flat(ilio("plan", file, *WEEK, *long).out)
    assert said is None or said in told
    assert ("No exercise for now" in told) is (said is not None)


def test_a_gentle_plan_promises_no_growth(ilio, file):
    programme = planned(ilio, file, do_not_test=["pregnancy"], person={"pregnancy_week": 8})
    assert programme.sessions and programme.expect == ()
    assert not any("next load step" in rule for rule in programme.rules)
    growing = planned(ilio, file)
    assert growing.expect and any("next load step" in rule for rule in growing.rules)


def test_runs_are_not_read_out_to_who_gets_no_plan(ilio, file):
    ran = ilio("plan", written(file, do_not_test=["fracture"]), *WEEK, *SHORT)
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize("way", HOW_ON)
def test_it_says_how_to_come_to_a_plan(ilio, file, way):
    said = flat(ilio("plan", written(file, **REFUSED[way]), *WEEK, *SHORT).out)
    assert said.count(HOW_ON[way]) == 1


@pytest.mark.parametrize(
    ("way", "left_out"),
    [("fracture", True), ("hip_surgery", True), ("bone_stress", True), ("hernia", False)],
)
def test_runs_that_must_not_be_run_are_named(ilio, file, way, left_out):
    said = flat(ilio("plan", written(file, **REFUSED[way]), *WEEK, *SHORT).out)
    assert ("Your planned runs are left out as well." in said) is left_out


def test_every_file_of_a_refused_plan_holds_the_reason_and_no_session(ilio, file, tmp_path):
    names = {
        "--ics": "a.ics",
        "--pdf": "a.pdf",
        "--md": "a.md",
        "--fhir": "a.fhir.json",
        "--save": "a.json",
    }
    options = [word for option, name in names.items() for word in (option, tmp_path / name)]
    ran = ilio("plan", written(file, do_not_test=["fracture"]), *WEEK, *SHORT, *options)
    assert ran.code == 0, ran.err
    assert "BEGIN:VEVENT" not in (tmp_path / "a.ics").read_text()
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    text = flat((tmp_path / "a.md").read_text())
    assert text.count("A break must not be loaded or bent.") == 1
    assert urgencies_in(text) == ["before_training"]
    care = json.loads((tmp_path / "a.fhir.json").read_text())
    assert "activity" not in care
    saved = records.load_programme(tmp_path / "a.json")
    assert saved.refused and saved.sessions == ()
    ran = ilio("train", tmp_path / "a.json")
    assert ran.code == 2 and "Expected a plan with exercises, got one without. No exercise" in flat(
        ran.err
    )
    ran = ilio("log", tmp_path / "a.json", "today")
    assert ran.code == 2 and "got one without. No exercise for now" in flat(ran.err)


def test_a_plan_that_is_refused_later_keeps_the_past_and_cancels_what_was_to_come(
    ilio, file, tmp_path, monkeypatch
):
    plan, ics = tmp_path / "plan.json", tmp_path / "plan.ics"
    both = ("--save", plan, "--ics", ics)
    assert ilio("plan", written(file), *WEEK, *SHORT, *both).code == 0
    old = records.load_programme(plan)
    third = sorted(s.start.date() for s in old.sessions)[3]
    monkeypatch.setattr(
        clock,
        "now",
        lambda zone: datetime(third.year, third.month, third.day, 5, tzinfo=UTC).astimezone(zone),
    )
    ill = written(file, red_flags=["fever"])
    ran = ilio(
        "plan", ill, *WEEK, "--weeks", "2", "--zone", "Europe/Berlin", "--previous", plan, *both
    )
    assert ran.code == 0 and urgencies_in(ran.out) == ["today"]
    new = records.load_programme(plan)
    assert new.refused and new.sessions == tuple(s for s in old.sessions if s.start.date() < third)
    from icalendar import Calendar

    for event in Calendar.from_ical(ics.read_bytes()).events:
        to_come = event.start.date() >= third
        assert (event["STATUS"] == "CANCELLED") is to_come


@pytest.mark.parametrize(
    ("hurts", "way"),
    [
        (["knee-raise left"], "before you train it in bending"),
        (["thomas left"], "before you train it backwards"),
        (["knee-raise left", "thomas left"], "before you train it that way"),
        (["knee-raise left", "thomas right"], "before you train them that way"),
    ],
    ids=str,
)
def test_the_first_sentence_forbids_what_the_plan_leaves_out_and_no_more(ilio, file, hurts, way):
    first = planned(ilio, file, hurts=hurts).summary.partition(": it hurt in the test.")[0]
    assert way in first and "looked at by a doctor or physiotherapist" in first


def test_who_hurts_in_extension_holds_no_side_plank(ilio, file):
    plan = planned(ilio, file, hurts=["thomas left"])
    assert not [i for s in plan.sessions for i in s.items if "side_plank" in i.exercise]


def test_a_midwife_is_named_once(ilio, file):
    late = {
        "do_not_test": ["pregnancy"],
        "person": {"pregnancy_week": 22},
        "cleared": [{"of": "late_pregnancy", **CLEAR}],
    }
    assert planned(ilio, file, **late).summary.count("Ask your midwife") == 1


def test_what_hurts_is_told_of_both_hips(ilio, file):
    said = planned(ilio, file, hurts=["knee-raise left", "knee-raise right"]).summary
    assert "that hip" not in said and "a hip that hurts into bending" in said


@pytest.mark.parametrize("felt", [("--red-flag",), ("--pain", "8")], ids=str)
def test_the_report_beside_a_stopped_plan_says_the_stop_and_draws_nothing(
    ilio, file, tmp_path, felt
):
    plan, page, paper = (tmp_path / name for name in ("p.json", "r.html", "r.pdf"))
    written(file)
    start = ("--start", "2026-11-23", *SHORT[2:])
    assert ilio("plan", file, *WEEK, *start, "--save", plan).code == 0
    begins = "It begins with these exercises"
    assert ilio("report", file, "--plan", plan, "-o", page).code == 0
    assert begins in page.read_text(encoding="utf-8")
    assert ilio("log", plan, "w1-strength-1", *felt).code == 0
    ran = ilio("report", file, "--plan", plan, "-o", page, "-o", paper)
    assert ran.code == 0 and "The plan stands still." in flat(ran.out)
    text = flat(page.read_text(encoding="utf-8"))
    assert "The plan stands still." in text
    assert begins not in text and "glute bridge" not in text.lower()
    assert paper.read_bytes()[:5] == b"%PDF-"
