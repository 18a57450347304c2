"""`ilio clear`: who cleared what, and when; recorded, refused, and named on everything that follows."""

import json
from datetime import UTC, datetime

import pytest
from made_visits import flat, written

from ilio import records
from ilio.apps.cli import clock
from ilio.knowledge import do_not_test

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
GIVEN = ("--by", "Dr. Alba Roth", "--on", "2026-11-20")
DETAILS = {"hip_replacement": {"replaced_hip": "left", "hip_replaced_months": 14}}
CLEARABLE = [key for key, row in do_not_test().items() if row.cleared_by]


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    """It is noon on 23 November 2026."""
    monkeypatch.setattr(clock, "now", lambda zone: NOW.astimezone(zone))


@pytest.fixture
def saved(ilio, tmp_path):
    """Assess and save a visit with these answers."""

    def made(**answers):
        target = tmp_path / "visit.json"
        ran = ilio("assess", written(tmp_path / "visit.toml", **answers), "--save", target)
        assert ran.code == 0, ran.err
        return target

    return made


@pytest.mark.parametrize("key", CLEARABLE)
def test_a_clearance_is_kept_named_and_dated(ilio, saved, tmp_path, key):
    visit = saved(do_not_test=[key], person=DETAILS.get(key))
    before = records.load(visit)
    assert "No exercise for now." in ilio("plan", visit).out
    ran = ilio("clear", visit, key, *GIVEN)
    assert (ran.code, ran.err) == (0, f"Written: {visit}\n")
    assert ran.out.startswith(f"Recorded: {key}, cleared by Dr. Alba Roth on 2026-11-20.\n")
    assert f"Now make the plan: ilio plan {visit}" in flat(ran.out)
    after = records.load(visit)
    assert after.measurements == before.measurements and after.date == before.date
    named = "Cleared by Dr. Alba Roth on 2026-11-20."
    report = ilio("report", visit, "-o", tmp_path / "report.html")
    assert named in flat(report.out) and named in flat((tmp_path / "report.html").read_text())
    plan = ilio("plan", visit, "--weeks", 2, "--md", tmp_path / "plan.md")
    assert named in flat(plan.out) and "Ask a doctor" not in plan.out
    assert named in flat((tmp_path / "plan.md").read_text())


def test_assess_names_the_clearance_of_a_visit_file(ilio, tmp_path):
    cleared = [{"of": "hernia", "by": "Dr. Roth", "on": "2026-11-20"}]
    visit = written(tmp_path / "visit.toml", do_not_test=["hernia"], cleared=cleared)
    said = flat(ilio("assess", visit).out)
    assert "Cleared by Dr. Roth on 2026-11-20." in said
    assert "Ask a doctor" not in said and "Have the clearance recorded" not in said
    assert "Left out for your safety: Standing knee raise, Table test" in said


def test_a_second_answer_still_waits(ilio, saved):
    visit = saved(do_not_test=["hernia", "osteoporosis"])
    ran = ilio("clear", visit, "hernia", *GIVEN)
    assert "ilio clear VISIT.json osteoporosis" in flat(ran.out)
    assert "ilio clear VISIT.json hernia" not in flat(ran.out)
    refused = json.loads(ilio("plan", visit, "--json").out)
    assert refused["refused"] and refused["sessions"] == []
    ran = ilio("clear", visit, "osteoporosis", "--by", "Dr. Sun", "--on", "2026-11-21", "--json")
    told = json.loads(ran.out)
    assert told["plan"] == "allowed" and told["waits_for"] == told["asks"] == []
    assert [c["by"] for c in told["clearances"]] == ["Dr. Alba Roth", "Dr. Sun"]
    assert json.loads(ilio("plan", visit, "--weeks", 2, "--json").out)["sessions"]


def test_a_corrected_clearance_takes_the_place_of_the_first(ilio, saved):
    visit = saved(do_not_test=["hernia"])
    ilio("clear", visit, "hernia", "--by", "Dr. Rott", "--on", "2026-11-20")
    ilio("clear", visit, "hernia", *GIVEN)
    assert [c.by for c in records.load(visit).answers.clearances] == ["Dr. Alba Roth"]


def test_a_clearance_without_the_details_asks_for_them(ilio, saved):
    visit = saved(do_not_test=["hip_replacement"])
    said = flat(ilio("clear", visit, "hip_replacement", *GIVEN).out)
    assert '"Which hip was replaced?" Answer it in the visit file (replaced_hip' in said
    assert '"How many months ago was it replaced?"' in said
    refused = ilio("plan", visit).out
    assert refused.startswith('No exercise for now. Answer first: "Which hip was replaced?"')


def test_a_clearance_does_not_hide_a_red_flag(ilio, saved):
    visit = saved(red_flags=["fever"], do_not_test=["hernia"])
    ran = ilio("clear", visit, "hernia", *GIVEN)
    assert ran.code == 0 and "See a doctor today." in ran.out
    assert json.loads(ilio("plan", visit, "--json").out)["sessions"] == []


def test_an_early_pregnancy_may_be_cleared_for_its_later_weeks(ilio, saved):
    visit = saved(do_not_test=["pregnancy"], person={"pregnancy_week": 15})
    assert "No exercise for now" in ilio("plan", visit, "--weeks", 8).out
    assert ilio("clear", visit, "late_pregnancy", *GIVEN).code == 0
    assert "No exercise for now" not in ilio("plan", visit, "--weeks", 8).out


WRONG = {
    "of a bone": (
        ("fracture", *GIVEN),
        "Expected an answer that can be cleared, got 'fracture'. The doctor who follows the bone",
    ),
    "of a red flag": (("fever", *GIVEN), "Expected an answer that can be cleared"),
    "of what needs none": (("pregnancy", *GIVEN), "After the birth answer this question with no."),
    "misspelt": (("hip_replacment", *GIVEN), "Did you mean 'hip_replacement'?"),
    "not answered": (
        ("osteoporosis", *GIVEN),
        "Expected a clearance of an answer that was given (hernia), got 'osteoporosis'.",
    ),
    "by nobody": (
        ("hernia", "--on", "2026-11-20"),
        "Expected who gave the clearance (a doctor), got nobody. Name them, for example 'Dr. Roth, surgeon'; nobody does this for themselves.",
    ),
    "by oneself": (("hernia", "--by", "Me", "--on", "2026-11-20"), "(a doctor), got 'Me'. Name"),
    "by a blank": (("hernia", "--by", "  ", "--on", "2026-11-20"), "got nobody"),
    "on no day": (
        ("hernia", "--by", "Dr. Roth"),
        "Expected the day of the clearance as YYYY-MM-DD, got none. Write year-month-day",
    ),
    "on another kind of day": (
        ("hernia", "--by", "Dr. Roth", "--on", "20.11.2026"),
        "Expected the day of the clearance as YYYY-MM-DD, got '20.11.2026'.",
    ),
    "on a day to come": (
        ("hernia", "--by", "Dr. Roth", "--on", "2026-11-24"),
        "Expected a clearance that was given by 2026-11-23, got one of 'hernia' on 2026-11-24",
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", WRONG)
def test_a_clearance_that_is_none_is_told_and_nothing_is_written(ilio, saved, way):
    options, message = WRONG[way]
    visit = saved(do_not_test=["hernia"])
    before = visit.read_bytes()
    ran = ilio("clear", visit, *options)
    assert (ran.code, ran.out) == (2, "")
    assert message in flat(ran.err)
    assert visit.read_bytes() == before


def test_a_visit_file_is_cleared_in_the_file(ilio, tmp_path):
    visit = written(tmp_path / "visit.toml", do_not_test=["hernia"])
    ran = ilio("clear", visit, "hernia", *GIVEN)
    assert ran.code == 2
    assert "expected a saved visit (.json), got the ending '.toml'" in flat(ran.err)
    assert "Write [[clearance]] with of, by and on into the visit file" in flat(ran.err)


IN_FILE = {
    "not answered": (
        {"of": "osteoporosis", "by": "Dr. Roth", "on": "2026-11-20"},
        "clearance 1: expected a clearance of an answer that was given (hernia), got 'osteoporosis'",
    ),
    "nobody": (
        {"of": "hernia", "on": "2026-11-20"},
        "clearance 1: expected who gave the clearance",
    ),
    "no day": (
        {"of": "hernia", "by": "Dr. Roth"},
        "clearance 1: expected the day of the clearance",
    ),
    "a bone": (
        {"of": "fracture", "by": "Dr. Roth", "on": "2026-11-20"},
        "clearance 1: expected an answer that can be cleared, got 'fracture'",
    ),
    "unknown key": (
        {"of": "hernia", "by": "Dr. Roth", "on": "2026-11-20", "when": "today"},
        "clearance 1: expected a key (by, of, on), got 'when'",
    ),
}


@pytest.mark.parametrize("way", IN_FILE)
@pytest.mark.parametrize("command", ["assess", "plan"])
def test_a_wrong_clearance_in_a_visit_file_is_told(ilio, tmp_path, way, command):
    clearance, message = IN_FILE[way]
    visit = written(tmp_path / "visit.toml", do_not_test=["hernia"], cleared=[clearance])
    ran = ilio(command, visit)
    assert (ran.code, ran.out) == (2, "")
    assert message in flat(ran.err)


@pytest.mark.parametrize("command", ["assess", "plan", "explain"])
def test_a_clearance_of_a_day_to_come_counts_nowhere(ilio, tmp_path, command):
    cleared = [{"of": "hernia", "by": "Dr. Roth", "on": "2026-12-24"}]
    visit = written(tmp_path / "visit.toml", do_not_test=["hernia"], cleared=cleared)
    ran = ilio(command, visit)
    assert (ran.code, ran.out) == (2, "")
    assert "a day to come. Write the day on which it was given." in flat(ran.err)


def test_help_comes_before_a_clearance_of_a_day_to_come(ilio, tmp_path):
    cleared = [{"of": "hernia", "by": "Dr. Roth", "on": "2026-12-24"}]
    ill = {"red_flags": ["saddle_numbness"], "do_not_test": ["hernia"], "cleared": cleared}
    ran = ilio("assess", written(tmp_path / "visit.toml", **ill))
    assert ran.code == 0 and ran.out.startswith("Go to an emergency department now")


@pytest.mark.parametrize(
    ("kept", "edited", "message"),
    [
        ('"on": "2026-11-20"', '"on": "long ago"', "expected a day as YYYY-MM-DD at visit.answers"),
        ('"on": "2026-11-20"', '"on": "0"', "expected a day as YYYY-MM-DD at visit.answers"),
        ('"by": "Dr. Alba Roth"', '"by": " "', "expected who gave the clearance at visit.answers"),
    ],
)
def test_a_clearance_edited_by_hand_in_a_saved_visit_is_refused(ilio, saved, kept, edited, message):
    visit = saved(do_not_test=["hernia"])
    assert ilio("clear", visit, "hernia", *GIVEN).code == 0
    text = visit.read_text()
    assert kept in text
    visit.write_text(text.replace(kept, edited))
    ran = ilio("plan", visit)
    assert (ran.code, ran.out) == (2, "")
    assert message in flat(ran.err)


def test_an_unknown_answer_needs_no_clearance_to_be_told(ilio, tmp_path):
    ran = ilio("assess", written(tmp_path / "visit.toml", do_not_test=["hernias"]))
    assert ran.code == 2 and "Did you mean 'hernia'?" in ran.err
