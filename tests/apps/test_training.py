"""`ilio log` and `ilio train`: what was done is kept, what it changes is told, nothing is lost."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from terminal_person import Terminal

from ilio import records
from ilio.apps.cli import clock
from ilio.apps.cli.player import PAUSE, QUIT, SKIP, play
from ilio.programmes.player import Step
from ilio.records.plan_words import day_words
from ilio.sources.log_file import read_log_file

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noon on Monday 23 November 2026."""
    monkeypatch.setattr(clock, "now", lambda zone: NOW.astimezone(zone))


@pytest.fixture
def plan_file(ilio, typed_visit, tmp_path) -> Path:
    file = tmp_path / "plan.json"
    ran = ilio(
        *("plan", typed_visit, "--runs", "Tue intervals", "--start", "2026-11-23", "--weeks", "2"),
        *("--zone", "Europe/Berlin", "--save", file),
    )
    assert ran.code == 0, ran.err
    return file


def first_with_items(file: Path):
    return next(s for s in records.load_programme(file).sessions if s.items)


def test_a_session_is_logged_beside_the_plan(ilio, plan_file):
    key = first_with_items(plan_file).key
    before = plan_file.read_bytes()
    ran = ilio("log", plan_file, key, "--reps", 15, "--effort", 6, "--pain", 1, "--note", "good")
    assert ran.code == 0, ran.err
    assert ran.out.strip()
    entry = read_log_file(plan_file.with_name("plan-log.csv"))[0]
    assert (entry.session, entry.reps, entry.effort, entry.pain, entry.note) == (
        key,
        15,
        6,
        1,
        "good",
    )
    assert entry.day == date(2026, 11, 23)
    assert plan_file.read_bytes() == before


def test_missed_sessions_and_other_days(ilio, plan_file, monkeypatch):
    key = first_with_items(plan_file).key
    next_day = NOW + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda zone: next_day.astimezone(zone))
    assert ilio("log", plan_file, key, "--missed", "--day", "2026-11-24").code == 0
    assert ilio("log", plan_file, key, "--day", "2026-11-23").code == 0
    done = [(e.done, e.day.day) for e in read_log_file(plan_file.with_name("plan-log.csv"))]
    assert done == [(False, 24), (True, 23)]


def test_pain_of_4_steps_back_and_a_red_flag_stops_it(ilio, plan_file, tmp_path):
    key = next(s.key for s in records.load_programme(plan_file).sessions if s.kind == "strength")
    ran = ilio("log", plan_file, key, "--pain", 4)
    assert "pain 4 of 10 during, so" in " ".join(ran.out.split())
    assert "goes one step back" in ran.out
    ran = ilio("log", plan_file, key, "--red-flag", "--ics", tmp_path / "a.ics")
    stopped = "A warning sign stops the plan. Answer the safety questions again"
    assert ran.out.startswith(f"Stop. {stopped}")
    assert f"Then type: ilio check {plan_file}" in " ".join(ran.out.split())
    ran = ilio("train", plan_file)
    assert ran.code == 2
    told = " ".join(ran.err.split())
    assert f"Expected a plan with exercises, got one without. {stopped}" in told


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("w9-strength-1",), "got 'w9-strength-1'. Did you mean"),
        (("KEY", "--pain", "11"), "Expected pain from 0 to 10, got 11."),
        (("KEY", "--day", "24.11."), "Expected a day such as 2026-11-23, got '24.11.'"),
        (
            ("KEY", "--day", "2025-11-24"),
            "Expected a day of the plan, which began on 2026-11-23, got 2025-11-24. Give the day",
        ),
        (("KEY", "--ics", "a.txt"), "a name that ends in .ics"),
    ],
)
def test_wrong_entries_are_told_and_nothing_is_written(ilio, plan_file, options, message):
    key = first_with_items(plan_file).key
    ran = ilio("log", plan_file, *(key if word == "KEY" else word for word in options))
    assert ran.code == 2
    assert message in " ".join(ran.err.split())
    assert not plan_file.with_name("plan-log.csv").exists()


def test_a_log_with_a_wrong_line_is_kept_as_it_is(ilio, plan_file):
    key = first_with_items(plan_file).key
    book = plan_file.with_name("plan-log.csv")
    text = f"session,day,done,pain\n{key},2026-11-23,yes,11\n"
    book.write_text(text, encoding="utf-8")
    ran = ilio("log", plan_file, key)
    assert ran.code == 2
    assert "got 11 in line 2" in ran.err
    assert book.read_text(encoding="utf-8") == text


def test_nothing_today_names_the_next_one(ilio, plan_file, monkeypatch):
    programme = records.load_programme(plan_file)
    later = replace(programme, sessions=tuple(s for s in programme.sessions if s.start.day != 23))
    records.save_programme(later, plan_file)
    ran = ilio("train", plan_file, "today")
    assert ran.code == 2
    assert f"The next one is {later.sessions[0].key}" in " ".join(ran.err.split())


def test_without_a_terminal_the_steps_are_printed(ilio, plan_file):
    session = first_with_items(plan_file)
    ran = ilio("train", plan_file, session.key)
    assert ran.code == 0, ran.err
    assert "get ready:" in ran.out
    steps = json.loads(ilio("train", plan_file, session.key, "--json").out)["steps"]
    assert len(steps) == ran.out.count(" s  ")
    assert not plan_file.with_name("plan-log.csv").exists()


class Fake:
    """A desk whose clock goes as fast as it is asked, and whose keys come at given moments."""

    def __init__(self, keys: dict[float, str] | None = None) -> None:
        self.now, self.keys, self.bells = 0.0, dict(keys or {}), []
        self.shown: list[tuple[float, list[str]]] = []

    def seconds(self) -> float:
        return self.now

    def key(self, wait_s: float) -> str:
        self.now = round(self.now + wait_s, 3)
        due = [at for at in self.keys if at <= self.now]
        return self.keys.pop(min(due)) if due else ""

    def show(self, lines: Sequence[str]) -> None:
        self.shown.append((self.now, list(lines)))

    def bell(self) -> None:
        self.bells.append(self.now)


def step(kind: str, seconds: float, text: str = "Go.", reps: int | None = None) -> Step:
    return Step(
        kind=kind, seconds=seconds, text=text, exercise="front_plank", side="left", reps=reps
    )


STEPS = (step("get ready", 10), step("hold", 30), step("rest", 15), step("hold", 30))


def test_a_session_takes_its_time_and_rings_at_each_change():
    desk = Fake()
    played = play(STEPS, desk)
    assert played.whole
    assert desk.bells == pytest.approx([0, 10, 40, 55], abs=0.5)
    assert desk.now == pytest.approx(85, abs=0.5)


def test_pause_stops_the_time_and_skip_ends_a_step():
    desk = Fake({5: PAUSE, 25: PAUSE, 40: SKIP})
    played = play(STEPS, desk)
    assert desk.bells == pytest.approx([0, 30, 40, 55], abs=0.5)
    assert (played.finished, played.quit) == (3, False)
    paused = [lines for at, lines in desk.shown if 6 < at < 24]
    assert all("PAUSED" in lines[-1] for lines in paused)
    assert len({tuple(lines) for lines in paused}) == 1


def test_quitting_ends_it_at_once():
    desk = Fake({12: QUIT})
    played = play(STEPS, desk)
    assert (played.finished, played.quit, played.steps) == (1, True, 4)
    assert desk.now == pytest.approx(12, abs=0.5)


def test_the_screen_names_what_happens_and_what_comes_next():
    desk = Fake()
    play((step("hold", 17, "Set 1 of 2.", reps=None), step("reps", 5, "Now.", reps=8)), desk)
    first, last = desk.shown[0][1], desk.shown[-1][1]
    assert first[0] == "HOLD, left side   step 1 of 2"
    assert "Next: Now." in first
    assert first[4].startswith("  ██    ██████")
    assert "8 repetitions, in your own time; press s when you are done." in last
    assert "Next: the end" in last


FAST = """
from datetime import UTC, datetime
from ilio.apps.cli import clock, main
clock.now = lambda zone: datetime(2026, 11, 23, 12, tzinfo=UTC).astimezone(zone)
class Fast(clock.Stopwatch):
    def seconds(self):
        return 200 * super().seconds()
clock.Stopwatch = Fast
main()
"""


def test_in_a_terminal_a_session_is_played_asked_about_and_logged(plan_file):
    key = first_with_items(plan_file).key
    person = Terminal("train", str(plan_file), key, code=FAST)
    person.until("GET READY")
    person.until("█")
    person.until("Done.")
    person.until("How hard was it")
    person.type("12\n")
    person.until("A number from 0 to 10.")
    person.type("6\n")
    person.until("Pain during it")
    person.type("1\n")
    person.until("warning sign")
    person.type("\n")
    assert person.end() == 0
    entry = read_log_file(plan_file.with_name("plan-log.csv"))[0]
    assert (entry.session, entry.done, entry.effort, entry.pain) == (key, True, 6, 1)


def test_in_a_terminal_quitting_asks_whether_it_counts(plan_file):
    person = Terminal(
        "train", str(plan_file), first_with_items(plan_file).key, code=FAST.replace("200", "1")
    )
    person.until("GET READY")
    person.type("q")
    person.until("Does it count as done?")
    person.type("n\n")
    person.until("Pain during it")
    person.type("\n")
    person.until("warning sign")
    person.type("\n")
    assert person.end() == 0
    assert read_log_file(plan_file.with_name("plan-log.csv"))[0].done is False


def test_a_calendar_written_after_logging_keeps_the_names_of_its_events(
    ilio, typed_visit, plan_file, tmp_path
):
    labelled = replace(records.load_programme(plan_file), person="Runner 1")
    records.save_programme(labelled, plan_file)
    first = records.render_plan(labelled, tmp_path / "a.ics", stamp=NOW, zone=UTC)
    key = first_with_items(plan_file).key
    assert (
        ilio(
            "log", plan_file, key, "--effort", 5, "--ics", tmp_path / "b.ics", "--zone", "UTC"
        ).code
        == 0
    )
    assert uids(tmp_path / "b.ics") == uids(first)


@pytest.fixture
def berlin_plan(ilio, typed_visit, tmp_path) -> Path:
    """A plan that was made in Berlin, with its calendar beside it."""
    file = tmp_path / "berlin.json"
    ran = ilio(
        *("plan", typed_visit, "--start", "2026-11-23", "--weeks", "2", "--zone", "Europe/Berlin"),
        *("--free", "every day 18-21", "--save", file, "--ics", tmp_path / "berlin.ics"),
    )
    assert ran.code == 0, ran.err
    return file


def starts(file: Path) -> set[tuple[str, str]]:
    """Zone and local start of every event."""
    begins = [event["DTSTART"] for event in Calendar.from_ical(file.read_bytes()).events]
    return {(begin.params.get("TZID", ""), begin.to_ical().decode()) for begin in begins}


def test_a_plan_keeps_its_zone_wherever_it_is_logged(ilio, berlin_plan, tmp_path, monkeypatch):
    before = starts(tmp_path / "berlin.ics")
    assert {zone for zone, _ in before} == {"Europe/Berlin"}
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    key = first_with_items(berlin_plan).key
    for target in ("berlin.ics", "new.ics"):
        assert ilio("log", berlin_plan, key, "--ics", tmp_path / target).code == 0
        assert starts(tmp_path / target) == before


def test_a_plan_keeps_its_zone_when_it_is_made_anew(
    ilio, typed_visit, berlin_plan, tmp_path, monkeypatch
):
    before = starts(tmp_path / "berlin.ics")
    monkeypatch.setenv("TZ", "America/New_York")
    ran = ilio(
        *(
            "plan",
            typed_visit,
            "--previous",
            berlin_plan,
            "--free",
            "every day 18-21",
            "--weeks",
            "2",
        ),
        *("--save", berlin_plan, "--ics", tmp_path / "berlin.ics"),
    )
    assert ran.code == 0, ran.err
    assert starts(tmp_path / "berlin.ics") == before
    assert records.load_programme(berlin_plan).zone == "Europe/Berlin"


def test_a_plan_from_before_plans_kept_their_zone_stays_in_that_of_its_calendar(
    ilio, berlin_plan, tmp_path, monkeypatch
):
    before = starts(tmp_path / "berlin.ics")
    records.save_programme(replace(records.load_programme(berlin_plan), zone=""), berlin_plan)
    key = first_with_items(berlin_plan).key
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert ilio("log", berlin_plan, key, "--ics", tmp_path / "berlin.ics").code == 0
    assert starts(tmp_path / "berlin.ics") == before
    written = []
    for zone in ("Asia/Tokyo", "America/New_York"):
        monkeypatch.setenv("TZ", zone)
        assert ilio("log", berlin_plan, key, "--ics", tmp_path / f"{zone[:4]}.ics").code == 0
        written.append(starts(tmp_path / f"{zone[:4]}.ics"))
    assert written[0] == written[1]
    assert {zone for zone, _ in written[0]} == {""}


def test_every_answer_names_the_session(ilio, plan_file):
    session = first_with_items(plan_file)
    named = f"{session.title} of {day_words(session.start.date())}, {session.start:%H:%M}"
    ran = ilio("log", plan_file, session.key)
    assert f"Logged as done: {named} ({session.key})" in " ".join(ran.err.split())
    ran = ilio("log", plan_file, session.key, "--missed")
    assert f"Logged as missed: {named} ({session.key})" in " ".join(ran.err.split())


def test_no_session_is_played_after_the_last_day_of_its_plan(ilio, plan_file, monkeypatch):
    key = first_with_items(plan_file).key
    last_night = datetime(2026, 12, 7, 1, tzinfo=BERLIN)
    monkeypatch.setattr(clock, "now", lambda zone: last_night.astimezone(zone))
    assert ilio("train", plan_file, key).code == 0
    for later in (datetime(2026, 12, 7, 12, tzinfo=BERLIN), datetime(2027, 6, 1, tzinfo=BERLIN)):
        monkeypatch.setattr(clock, "now", lambda zone, at=later: at.astimezone(zone))
        for how in ((key,), (), (key, "--json")):
            ran = ilio("train", plan_file, *how)
            assert (ran.code, ran.out) == (2, "")
            told = " ".join(ran.err.split())
            assert "Expected a plan that still runs, got one that ended on 2026-12-06." in told
            assert "Test again with ilio assess, then make a new one with ilio plan." in told


def test_a_session_logged_twice_counts_once(ilio, plan_file, monkeypatch):
    strength = next(s for s in records.load_programme(plan_file).sessions if s.kind == "strength")
    day = ("--day", f"{strength.start:%Y-%m-%d}")
    monkeypatch.setattr(clock, "now", lambda zone: (NOW + timedelta(days=7)).astimezone(zone))
    first = ilio("log", plan_file, strength.key, "--reps", 15, "--effort", 6, "--pain", 1, *day)
    again = ilio("log", plan_file, strength.key, "--reps", 15, "--effort", 6, *day)
    assert first.out == again.out
    assert "reached twice" not in again.out
    assert "It was logged before: the later word holds, and pain stays." in " ".join(
        again.err.split()
    )


def test_after_midnight_today_is_the_evening_before_and_that_is_said(
    ilio, berlin_plan, monkeypatch
):
    sessions = records.load_programme(berlin_plan).sessions
    days = [s.start.date() for s in sessions]
    evening = [s for s in sessions if s.start.date() == days[0]][-1]
    night = datetime.combine(evening.start.date(), datetime.min.time(), BERLIN) + timedelta(
        days=1, minutes=10
    )
    monkeypatch.setattr(clock, "now", lambda zone: night.astimezone(zone))
    ran = ilio("log", berlin_plan, "today")
    said = " ".join(ran.err.split())
    assert "It is past midnight: taken as" in said
    assert f"({evening.key})" in said
    book = berlin_plan.with_name("berlin-log.csv")
    assert [(e.session, e.day) for e in read_log_file(book)] == [
        (evening.key, evening.start.date())
    ]


def test_a_log_of_a_german_spreadsheet_is_read_and_goes_on_in_its_way(ilio, plan_file):
    key = first_with_items(plan_file).key
    book = plan_file.with_name("plan-log.csv")
    header = "session;day;done;exercise;reps;hold_s;effort;pain;pain_next_day;red_flag;note"
    book.write_text(f"\ufeff{header}\n{key};23.11.2026;ja;;15;;6,5;2,5;;;gut\n", encoding="utf-8")
    assert ilio("log", plan_file, key, "--effort", 7.5).code == 0
    entries = read_log_file(book)
    assert [(e.day.day, e.effort, e.pain) for e in entries] == [(23, 6.5, 2.5), (23, 7.5, None)]
    assert (
        book.read_text(encoding="utf-8-sig").splitlines()[2] == f"{key};2026-11-23;yes;;;;7,5;;;;"
    )


def uids(file: Path) -> set[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line.startswith("UID:")}
