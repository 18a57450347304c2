"""`ilio plan`: a visit and a week go in, a plan comes out, and wrong input is told and loses nothing."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ilio import records
from ilio.apps.cli import clock
from ilio.programmes.entries import entries_of

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
WEEK = "Tue intervals, Thu easy 45 min, Sun long"
BASE = ("--start", "2026-11-23", "--weeks", "2", "--zone", "Europe/Berlin")


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noon on 20 November 2026."""
    monkeypatch.setattr(clock, "now", lambda zone: NOW.astimezone(zone))


def test_the_sentence_comes_first_then_the_weeks(ilio, typed_visit):
    ran = ilio("plan", typed_visit, "--runs", WEEK, "--free", "Mon Wed Sat 18-21", *BASE)
    assert ran.code == 0, ran.err
    assert "left" in ran.out.split("\n\n")[0].lower()
    for words in ("Week", "Before the run", "Stop, and see someone", "How the load moves"):
        assert words in ran.out


def test_it_is_written_in_every_form_at_once(ilio, typed_visit, tmp_path):
    names = {
        "--ics": "a.ics",
        "--pdf": "a.pdf",
        "--md": "a.md",
        "--fhir": "a.fhir.json",
        "--save": "a.json",
    }
    options = [word for option, name in names.items() for word in (option, tmp_path / name)]
    ran = ilio("plan", typed_visit, "--runs", WEEK, *BASE, *options, "--json")
    assert ran.code == 0, ran.err
    assert all((tmp_path / name).stat().st_size > 1000 for name in names.values())
    saved = records.load_programme(tmp_path / "a.json")
    assert records.programme_from_json(json.loads(ran.out)) == saved
    assert saved.start == date(2026, 11, 23)


def test_the_same_input_gives_the_same_plan(ilio, typed_visit):
    first, second = (ilio("plan", typed_visit, "--runs", WEEK, *BASE, "--json") for _ in range(2))
    assert first.out == second.out


def test_wishes_change_the_plan(ilio, typed_visit):
    plain = json.loads(ilio("plan", typed_visit, "--runs", WEEK, *BASE, "--json").out)
    route = json.loads(
        ilio("plan", typed_visit, "--runs", WEEK, *BASE, "--no-stretch", "--json").out
    )

    def stretches(plan):
        return {
            i["exercise"] for s in plan["sessions"] for i in s["items"] if i["purpose"] == "length"
        }

    assert "half_kneeling_stretch" in stretches(plain)
    assert stretches(route) == set()


def calendar(*events: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *events, "END:VCALENDAR", ""])


def event(title: str, start: str, *more: str) -> str:
    stamp = "DTSTAMP:20261101T000000Z"
    return "\r\n".join(
        [
            "BEGIN:VEVENT",
            f"UID:{title}{start}",
            stamp,
            f"SUMMARY:{title}",
            f"DTSTART:{start}",
            *more,
            "END:VEVENT",
        ]
    )


def test_a_calendar_gives_runs_and_busy_times(ilio, typed_visit, tmp_path):
    run = event("Intervals", "20261124T170000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY")
    work = event("Work", "20261123T170000Z", "DURATION:PT2H", "RRULE:FREQ=WEEKLY")
    shift = event("Choir", "20261123T180000Z", "DURATION:PT2H", "RRULE:FREQ=WEEKLY")
    file = tmp_path / "me.ics"
    file.write_text(calendar(run, work, shift), encoding="utf-8")
    ran = ilio("plan", typed_visit, "--runs", file, "--free", "every day 17-22", *BASE, "--json")
    assert ran.code == 0, ran.err
    assert "busy times touch or overlap" in ran.err
    busy = [
        (datetime(2026, 11, 23 + week * 7, 18), datetime(2026, 11, 23 + week * 7, 21))
        for week in (0, 1)
    ]
    for session in records.programme_from_json(json.loads(ran.out)).sessions:
        end = session.start + timedelta(minutes=session.minutes)
        assert not any(session.start < last and first < end for first, last in busy)


def gpx(start: datetime) -> str:
    points = "".join(
        f'<trkpt lat="{50 + i / 1000}" lon="8"><time>{start + timedelta(minutes=i):%Y-%m-%dT%H:%M:%SZ}</time></trkpt>'
        for i in range(41)
    )
    return f'<gpx version="1.1"><trk><trkseg>{points}</trkseg></trk></gpx>'


@pytest.fixture
def history(tmp_path: Path) -> Path:
    folder = tmp_path / "watch"
    folder.mkdir()
    for week in range(4):
        start = datetime(2026, 10, 13, 16, tzinfo=UTC) + timedelta(weeks=week)
        (folder / f"{week}.gpx").write_text(gpx(start), encoding="utf-8")
    return folder


@pytest.mark.parametrize("answer", ["\n", "y\n"])
def test_a_guessed_week_is_shown_and_confirmed(ilio, typed_visit, history, answer):
    ran = ilio("plan", typed_visit, "--runs", history, *BASE, typed=answer)
    assert ran.code == 0, ran.err
    assert "Your running week, guessed" in ran.err
    assert "Run in 4 of 4 weeks" in " ".join(ran.err.split())


def test_a_guessed_week_without_a_yes_makes_no_plan(ilio, typed_visit, history):
    for typed, got in (("", "no answer"), ("n\n", "'n'")):
        ran = ilio("plan", typed_visit, "--runs", history, *BASE, typed=typed)
        assert (ran.code, ran.out) == (2, "")
        assert f"Expected a yes to the guessed week, got {got}." in ran.err
        assert "--runs 'Tue easy" in ran.err
    assert ilio("plan", typed_visit, "--runs", history, *BASE, "--yes").code == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ("--start", "2026-11-19"),
            "Expected a start today or later, got 2026-11-19, which is past.",
        ),
        (("--start", "9999-12-31"), "Expected a start within two years, got 9999-12-31."),
        (("--start", "2028-12-01"), "Expected a start within two years, got 2028-12-01."),
        (("--weeks", "1000000"), "Expected a length of 1 to"),
        (("--start", "soon"), "Expected a day such as 2026-11-23, got 'soon'."),
        (("--runs", "Tue intervalls"), "Did you mean 'intervals'?"),
        (("--runs", ""), "Expected a weekly pattern of runs, got an empty text."),
        (("--runs", "mine.ics"), "mine.ics: expected a file, got nothing by that name"),
        (("--runs", "mine.docx"), "Expected runs as text or a file, got 'mine.docx'."),
        (("--free", "Mon 21-18"), "a time that ends after it starts, got '21-18'"),
        (("--zone", "Mars/Base"), "Expected a time zone, got 'Mars/Base'."),
        (("--ics", "plan.txt"), "a name that ends in .ics, got 'plan.txt'"),
        (("--save", "none/plan.json"), "the folder none does not exist"),
        (("--previous", "none.json"), "none.json: expected a saved plan, got no such file"),
    ],
)
def test_wrong_input_is_told_and_nothing_is_written(
    ilio, typed_visit, tmp_path, monkeypatch, options, message
):
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    ran = ilio("plan", typed_visit, "--md", "plan.md", *options)
    assert (ran.code, ran.out) == (2, "")
    assert message in " ".join(ran.err.split())
    assert sorted(tmp_path.iterdir()) == before


def test_a_calendar_with_a_broken_rule_names_its_event(ilio, typed_visit, tmp_path):
    file = tmp_path / "me.ics"
    text = calendar(event("Tempo run", "20261124T170000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLIE"))
    file.write_text(text, encoding="utf-8", newline="")
    ran = ilio("plan", typed_visit, "--runs", file, *BASE)
    assert ran.code == 2
    assert "in the event 'Tempo run' of 2026-11-24" in ran.err
    assert file.read_bytes() == text.encode()


def test_a_new_version_moves_and_cancels_in_the_calendar(ilio, typed_visit, tmp_path):
    ics, saved = tmp_path / "a.ics", tmp_path / "a.json"
    free = ("--free", "Mon Wed Fri Sat 18-21")
    assert (
        ilio("plan", typed_visit, "--runs", WEEK, *free, *BASE, "--ics", ics, "--save", saved).code
        == 0
    )
    old = records.load_programme(saved)
    changed = ("--free", "Mon Wed Sat 18-21", "--weeks", "2", "--zone", "Europe/Berlin")
    ran = ilio(
        "plan", typed_visit, "--runs", WEEK, *changed, "--previous", saved, "--ics", ics, "--json"
    )
    assert ran.code == 0, ran.err
    new = records.programme_from_json(json.loads(ran.out))
    assert new.start == old.start
    before, after = ({s.key: s.start for s in plan.sessions} for plan in (old, new))
    kept = [
        key for key, start in before.items() if start.weekday() != 4 and after.get(key) == start
    ]
    assert len(kept) == len([s for s in before.values() if s.weekday() != 4])
    shown = [e for e in _events(ics) if e["STATUS"] == "CONFIRMED"]
    assert sorted(
        e.start.astimezone(ZoneInfo("Europe/Berlin")).replace(tzinfo=None) for e in shown
    ) == sorted(session.start for session in entries_of(new))


def test_the_most_sessions_of_a_week_are_asked_and_kept_by_the_next_version(
    ilio, typed_visit, tmp_path
):
    ics, saved = tmp_path / "a.ics", tmp_path / "a.json"
    files = ("--ics", ics, "--save", saved)
    asked = ("--runs", WEEK, *BASE, *files, "--sessions-a-week", "2")
    ran = ilio("plan", typed_visit, *asked)
    assert ran.code == 0, ran.err
    assert "with 2 sessions a week at most, 2 of 3 strength sessions are planned" in " ".join(
        ran.out.split()
    )
    assert len(_events(ics)) == 2 * 2
    ran = ilio("plan", typed_visit, "--runs", WEEK, *BASE[2:], "--previous", saved, *files)
    assert ran.code == 0, ran.err
    assert len(_events(ics)) == 2 * 2
    assert ilio("plan", typed_visit, "--sessions-a-week", "15").code == 2


def test_what_was_done_today_stays_when_the_plan_changes(ilio, typed_visit, tmp_path):
    saved = tmp_path / "a.json"
    first = (
        "--start",
        "2026-11-20",
        "--weeks",
        "2",
        "--zone",
        "Europe/Berlin",
        "--free",
        "every day 18-21",
    )
    assert ilio("plan", typed_visit, *first, "--save", saved).code == 0
    today = next(s for s in records.load_programme(saved).sessions if s.start.date() == NOW.date())
    assert ilio("log", saved, today.key).code == 0
    ran = ilio(
        "plan", typed_visit, "--previous", saved, "--free", "Tue Sat 18-21", *first[2:6], "--json"
    )
    new = records.programme_from_json(json.loads(ran.out))
    assert today in new.sessions
    later = [s for s in new.sessions if s.start.date() > NOW.date()]
    assert {s.start.weekday() for s in later} == {1, 5}
    assert new.summary.count("When") == 1


def _events(file: Path):
    from icalendar import Calendar

    return Calendar.from_ical(file.read_bytes()).events
