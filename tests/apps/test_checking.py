"""Pain stops a plan everywhere; `ilio check` takes who looked at it, and the plan goes on lower."""

import json
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from made_visits import flat, urgencies_in, written
from terminal_person import Terminal

from ilio import records
from ilio.apps.cli import clock
from ilio.knowledge import progression, red_flags
from ilio.sources.log_file import read_log_file

NOW, LATER = (datetime(2026, 11, day, 12, tzinfo=UTC) for day in (23, 30))
LOOKED = ("--by", "Mo Lind, physiotherapist", "--pain", "2", "--no-red-flag")


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    """It is noon on Monday 23 November 2026."""
    monkeypatch.setattr(clock, "now", lambda zone: NOW.astimezone(zone))


@pytest.fixture
def plan(ilio, tmp_path, monkeypatch):
    """Four weeks of a weak and tight left hip from 23 November on; it is the 30th now."""
    file = tmp_path / "plan.json"
    visit = written(tmp_path / "visit.toml")
    options = ("--start", "2026-11-23", "--weeks", "4", "--free", "every day 18-21")
    assert ilio("plan", visit, *options, "--zone", "UTC", "--save", file).code == 0
    monkeypatch.setattr(clock, "now", lambda zone: LATER.astimezone(zone))
    return file


def sessions(plan):
    return [s.key for s in records.load_programme(plan).sessions if s.kind == "strength"]


def on(day):
    return ("--day", f"2026-11-{day}")


STOPS = {
    "6 during": [("--pain", "6")],
    "8 during": [("--pain", "8")],
    "10 in a session that was broken off": [("--missed", "--pain", "10")],
    "6 the next day": [("--pain", "2", "--pain-next-day", "6")],
    "2 more the next day": [("--pain", "1", "--pain-next-day", "3")],
    "3 out of nothing": [("--pain", "0", "--pain-next-day", "3")],
    "4 twice": [("--pain", "4"), ("--pain", "4", *on(25))],
    "5 and then a next day": [("--pain", "5"), ("--pain-next-day", "1", *on(26))],
    "4 twice, broken off": [("--missed", "--pain", "4"), ("--missed", "--pain", "5", *on(30))],
    "8 three times in a row": [("--pain", "8"), ("--pain", "8", *on(25)), ("--pain", "8", *on(27))],
}


def logged(ilio, plan, entries):
    ran = None
    for key, entry in zip(sessions(plan), entries, strict=False):
        ran = ilio("log", plan, key, *(() if "--day" in entry else on(23)), *entry)
        assert ran.code == 0, ran.err
    return ran


@pytest.mark.parametrize("way", STOPS)
def test_pain_stops_the_plan_and_says_whom_to_see(ilio, plan, way):
    ran = logged(ilio, plan, STOPS[way])
    said = flat(ran.out)
    assert said.startswith("Stop. ") and urgencies_in(said) == ["within_days"]
    assert "lighter than before" not in said
    assert f"Then type: ilio check {plan}" in said
    for command in (("train", plan), ("train", plan, sessions(plan)[-1]), ("log", plan, "today")):
        ran = ilio(*command)
        assert (ran.code, ran.out) == (2, "")
        assert "Expected a plan with exercises, got one without." in flat(ran.err)
        assert urgencies_in(ran.err) == ["within_days"]


@pytest.mark.parametrize(
    "entry", [("--pain", "3"), ("--pain", "4"), ("--pain", "1", "--pain-next-day", "1")]
)
def test_less_pain_does_not_stop_it(ilio, plan, entry):
    ran = logged(ilio, plan, [entry])
    assert "Stop." not in ran.out
    assert ilio("train", plan, sessions(plan)[1]).code == 0


def test_after_a_check_the_plan_goes_on_one_step_lower(ilio, plan, tmp_path):
    logged(ilio, plan, [("--pain", "8")])
    ran = ilio("check", plan, *LOOKED, *on(25))
    assert ran.code == 0
    assert ran.out.startswith("The plan goes on.\n")
    assert "pain 8 of 10 during, so strength goes one step back" in flat(ran.out)
    looked = read_log_file(tmp_path / "plan-log.csv")[-1]
    assert (looked.session, looked.day, looked.done) == ("check", date(2026, 11, 25), False)
    assert (looked.checked_by, looked.pain) == ("Mo Lind, physiotherapist", 2)
    ran = ilio("log", plan, sessions(plan)[1], *on(26), "--json")
    told = records.programme_from_json(json.loads(ran.out))
    assert not told.refused
    was = next(s for s in records.load_programme(plan).sessions if s.key == sessions(plan)[-1])
    now = next(s for s in told.sessions if s.key == was.key)
    assert now.start == was.start and now.items != was.items


@pytest.mark.parametrize(
    ("given", "stopped"),
    [
        (("--by", "Dr. Roth", "--pain", "3", "--no-red-flag"), False),
        (("--by", "Dr. Roth", "--pain", "4", "--no-red-flag"), True),
        (("--by", "Dr. Roth", "--pain", "1", "--red-flag"), True),
    ],
)
def test_a_check_lifts_nothing_while_it_still_hurts_or_a_sign_came_up(ilio, plan, given, stopped):
    logged(ilio, plan, [("--pain", "8")])
    ran = ilio("check", plan, *given)
    assert ran.code == 0
    assert ran.out.startswith("Stop. " if stopped else "The plan goes on.")
    assert (ilio("train", plan, sessions(plan)[1]).code == 2) is stopped


def test_a_check_asks_for_what_was_not_given(ilio, plan):
    logged(ilio, plan, [("--pain", "8")])
    ran = ilio("check", plan, typed="Dr. Roth\neleven\n2\nn\n")
    assert ran.code == 0 and ran.out.startswith("The plan goes on.")
    for asked in ("Who has looked at it", "Pain on an ordinary day", "or another warning sign?"):
        assert asked in flat(ran.err)
    assert "A number from 0 to 10." in ran.err
    assert flat(records.load_programme(plan).stop[0].split("[")[0]) in flat(ran.err)


@pytest.mark.parametrize(
    ("given", "typed", "message"),
    [
        ((), "", "Expected who looked at the pain, got nobody. Name them, for example"),
        (("--by", " "), "\n", "Expected who looked at the pain, got nobody."),
        (("--by", "Dr. Roth"), "", "Expected the pain on an ordinary day, 0 to 10, got none."),
        (LOOKED[:4], "", "Expected whether a warning sign came up, got ''. Say it with --red-flag"),
        (LOOKED[:4], "perhaps\n", "Expected whether a warning sign came up, got 'perhaps'."),
        (("--by", "Dr. Roth", "--pain", "11", "--no-red-flag"), "", "pain from 0 to 10, got 11."),
    ],
)
def test_a_check_that_is_not_answered_is_none(ilio, plan, tmp_path, given, typed, message):
    logged(ilio, plan, [("--pain", "8")])
    before = (tmp_path / "plan-log.csv").read_bytes()
    ran = ilio("check", plan, *given, typed=typed)
    assert (ran.code, ran.out) == (2, "")
    assert message in flat(ran.err)
    assert (tmp_path / "plan-log.csv").read_bytes() == before


def test_a_plan_that_goes_on_needs_no_check(ilio, plan):
    ran = ilio("check", plan, *LOOKED)
    assert ran.code == 2
    told = "Expected a plan that pain has stopped, got one that goes on. Nothing has to be checked"
    assert told in flat(ran.err)


def test_after_a_warning_sign_the_safety_questions_are_asked_again(ilio, plan):
    ran = logged(ilio, plan, [("--red-flag",)])
    assert f"Then type: ilio check {plan}" in flat(ran.out)
    still = ilio("check", plan, typed="y\n")
    assert still.code == 2 and "Type: ilio assess." in flat(still.err)
    assert all(flat(flag.question) in flat(still.err) for flag in red_flags().values())
    assert "whether one of the questions is true" in flat(ilio("check", plan, typed="\n").err)
    assert ilio("train", plan, sessions(plan)[1]).code == 2
    ran = ilio("check", plan, typed="n\n")
    assert ran.code == 0 and ran.out.startswith("The plan goes on.")
    assert "the safety questions, answered again" in ran.err
    assert ilio("train", plan, sessions(plan)[1]).code == 0
    assert ilio("log", plan, sessions(plan)[1], "--pain", "0").code == 0


def test_pain_that_stopped_the_plan_waits_for_its_own_check(ilio, plan):
    logged(ilio, plan, [("--pain", "8", "--red-flag")])
    ran = ilio("check", plan, "--no-red-flag")
    assert ran.out.startswith("Stop. Pain of 6 of 10 or more")
    assert ilio("check", plan, *LOOKED).out.startswith("The plan goes on.")


def test_a_day_to_come_is_no_day_of_training(ilio, plan):
    for command in (("log", plan, sessions(plan)[0], "--pain", "8"), ("check", plan, *LOOKED)):
        if command[0] == "check":
            logged(ilio, plan, [("--pain", "8")])
        ran = ilio(*command, "--day", "2027-12-01")
        assert ran.code == 2
        assert "Expected a day up to today, 2026-11-30, got 2027-12-01." in flat(ran.err)
    assert ilio("train", plan, sessions(plan)[1]).code == 2


def test_a_day_that_is_logged_late_hides_no_stop(ilio, plan, tmp_path):
    first, second, *_ = sessions(plan)
    ilio("log", plan, second, "--pain", "8", *on(27))
    ran = ilio("log", plan, first, "--pain", "0", *on(23), "--json")
    assert records.programme_from_json(json.loads(ran.out)).refused


@pytest.mark.parametrize("entry", [("--pain", "8"), ("--red-flag",)])
def test_no_plan_of_its_own_beside_a_stopped_one(ilio, plan, tmp_path, entry):
    logged(ilio, plan, [entry])
    (tmp_path / "elsewhere").mkdir()
    new = tmp_path / "elsewhere" / "new.json"
    for save in (new, plan, tmp_path / "other.json"):
        ran = ilio("plan", tmp_path / "visit.toml", "--save", save)
        assert (ran.code, ran.out) == (2, "")
        assert f"Then type: ilio check {plan}" in flat(ran.err)
    assert not new.exists()
    answers = LOOKED if "--pain" in entry else ("--no-red-flag",)
    assert ilio("check", plan, *answers).code == 0
    assert ilio("plan", tmp_path / "visit.toml", "--save", new).code == 0


def test_a_stopped_plan_of_somebody_else_stops_nobody(ilio, plan, tmp_path):
    programme = records.load_programme(plan)
    records.save_programme(replace(programme, person="Kim"), plan)
    logged(ilio, plan, [("--pain", "8")])
    other = written(tmp_path / "other.toml", person={"label": "Mo"})
    assert ilio("plan", other, "--save", tmp_path / "other.json").code == 0


@pytest.mark.parametrize("entry", [("--pain", "8"), ("--red-flag",)])
def test_a_stopped_plan_has_no_next_version(ilio, plan, tmp_path, entry):
    logged(ilio, plan, [entry])
    new = tmp_path / "new.json"
    ran = ilio("plan", tmp_path / "visit.toml", "--previous", plan, "--save", new)
    assert (ran.code, ran.out, new.exists()) == (2, "", False)
    assert "Expected a plan with exercises, got one without." in flat(ran.err)


def test_a_checked_plan_has_a_next_version(ilio, plan, tmp_path):
    logged(ilio, plan, [("--pain", "8")])
    assert ilio("check", plan, *LOOKED).code == 0
    ran = ilio("plan", tmp_path / "visit.toml", "--previous", plan, "--save", plan)
    assert ran.code == 0, ran.err


def test_the_calendar_of_a_stopped_plan_cancels_what_was_to_come(ilio, plan, tmp_path):
    from icalendar import Calendar

    ics = tmp_path / "plan.ics"
    first = sessions(plan)[0]
    programme = records.load_programme(plan)
    rest = [s.key for s in programme.sessions if s.start.date() >= LATER.date()]
    assert ilio("log", plan, first, "--ics", ics, "--zone", "UTC").code == 0
    ilio("log", plan, first, "--pain", "9", "--ics", ics, "--zone", "UTC")
    events = {
        e["UID"].split(".")[0]: str(e["STATUS"])
        for e in Calendar.from_ical(ics.read_bytes()).events
    }
    assert events[first] == "CONFIRMED"
    assert {events[key] for key in rest} == {"CANCELLED"}


def test_the_handout_of_a_stopped_plan_offers_no_exercise(ilio, plan, tmp_path, pdftotext):
    pdf = tmp_path / "plan.pdf"
    ilio("log", plan, sessions(plan)[0], "--pain", "9", "--pdf", pdf)
    text = subprocess.run([pdftotext, pdf, "-"], check=True, capture_output=True, text=True).stdout
    assert "Pain of 6 of 10 or more stops the plan." in flat(text)
    assert urgencies_in(text) == ["within_days"]
    for words in ("The first week", "What each session holds", "×", "bridge"):
        assert words not in text


def test_a_plan_that_is_no_longer_shown_says_so_though_it_has_a_log(ilio, plan, tmp_path):
    """A plan from before its answers were asked: its sessions are gone, its log is not."""
    logged(ilio, plan, [("--pain", "1")])
    text = plan.read_text().replace('"bans": []', '"bans": ["osteoporosis"]')
    plan.write_text(text)
    for command in ("train", "log"):
        ran = ilio(command, plan, "today")
        assert ran.code == 2
        assert "This plan is no longer shown." in flat(ran.err)
    ran = ilio("check", plan, *LOOKED)
    assert ran.code == 2 and "This plan is no longer shown." in flat(ran.err)
    ran = ilio("plan", tmp_path / "visit.toml", "--previous", plan, "--save", plan)
    assert ran.code == 0, ran.err


PAST = """
from datetime import UTC, datetime
from ilio.apps.cli import clock, main
clock.now = lambda zone: datetime(2026, 11, 23, 12, tzinfo=UTC).astimezone(zone)
class Fast(clock.Stopwatch):
    def seconds(self):
        return 200 * super().seconds()
clock.Stopwatch = Fast
main()
"""


def test_in_a_terminal_pain_in_a_broken_off_session_stops_the_plan(plan):
    person = Terminal("train", str(plan), sessions(plan)[0], code=PAST.replace("200", "1"))
    person.until("GET READY")
    person.type("q")
    person.until("Does it count as done?")
    person.type("n\n")
    person.until("Pain during it")
    person.type("7\n")
    person.until("warning sign")
    person.type("\n")
    assert person.end() == 0
    assert progression()["pain_stop"].text in flat(person.seen)


def test_in_a_terminal_a_check_is_asked_question_by_question(ilio, plan):
    logged(ilio, plan, [("--pain", "8")])
    person = Terminal("check", str(plan), code=PAST)
    person.until("Who has looked at it")
    person.type("Dr. Roth\n")
    person.until("Pain on an ordinary day")
    person.type("1\n")
    person.until("or another warning sign?")
    person.type("n\n")
    assert person.end() == 0
    assert "The plan goes on." in person.seen
