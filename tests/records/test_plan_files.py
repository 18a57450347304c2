"""A plan as JSON, Markdown, PDF and FHIR: complete, valid, and loaded back equal."""

import json
import subprocess
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_args, get_type_hints
from zoneinfo import ZoneInfo

import jsonschema
import pytest
from fhir.resources.R4B.careplan import CarePlan
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from sample_plans import BRIDGE, REFUSED, START, plan

from ilio.core import InputError, OutputError, ReadError, Side, UnknownNameError
from ilio.knowledge import exercises
from ilio.observations import PAINFUL, Answers, Clearance
from ilio.programmes import plan as make_plan
from ilio.programmes import programme as nouns
from ilio.programmes.entries import entries_of
from ilio.programmes.programme import Programme
from ilio.programmes.runs import PlannedRun
from ilio.records import (
    load_programme,
    programme_from_json,
    programme_to_json,
    render_plan,
    save_programme,
    schema,
)
from ilio.records.drawing.exercises import picture_signs
from ilio.records.handout import handout_of
from ilio.records.plan_calendar import calendar_of
from ilio.records.plan_fhir import care_plan
from ilio.records.plan_text import markdown
from ilio.sources.free_words import read_free_times
from ilio.sources.run_words import read_runs
from ilio.verdicts.verdict import Axis, Judgement, TightnessAxis, Verdict, axes_of

BERLIN = ZoneInfo("Europe/Berlin")
MOST_WORDS = 250
"""On the first page beside the list of when to stop: as many as a report may have."""
STAMP = datetime(2026, 11, 22, 12, tzinfo=UTC)
PLANS = pytest.mark.parametrize("made", [plan(), REFUSED], ids=["plan", "refused"])


def check(table: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator(schema("programme")).validate(table)


@PLANS
def test_saved_and_loaded_back_equal(made: Programme, tmp_path: Path) -> None:
    file = save_programme(made, tmp_path / "plan.json")
    assert load_programme(file) == made
    check(json.loads(file.read_text(encoding="utf-8")))


def drawn(kind: type) -> st.SearchStrategy[Any]:
    """A noun with text, numbers and moments that it may hold, tuples kept short."""
    first, last = datetime(1900, 1, 1), datetime(2899, 12, 31)  # no plan lies outside
    moments = st.datetimes(first, last).map(lambda t: t.replace(microsecond=0, fold=0))
    days = st.dates(first.date(), last.date())
    plain = {str: st.text(max_size=8), datetime: moments, date: days, float: st.floats(0, 1e6)}
    plain[int] = st.integers(0, 1_000_000)
    if kind is Clearance:  # somebody's, of a day: another one is refused
        on = days.map(str)
        return st.builds(Clearance, of=plain[str], by=st.just("Dr. Roth"), on=on)
    hints = get_type_hints(kind)

    def one(hint: Any) -> st.SearchStrategy[Any]:
        if hint in plain:
            return plain[hint]
        if getattr(hint, "__origin__", None) is tuple:
            return st.lists(one(get_args(hint)[0]), max_size=2).map(tuple)
        if type(None) in get_args(hint):
            return st.none() | one(next(a for a in get_args(hint) if a is not type(None)))
        return drawn(hint) if is_dataclass(hint) else st.from_type(hint)

    sore = st.lists(st.sampled_from(PAINFUL), max_size=2, unique=True).map(tuple)
    known = {"weeks": st.integers(0, 26), "hurts_left": sore, "hurts_right": sore}  # else refused
    fields_of = {n: known[n] if n in known else one(hint) for n, hint in hints.items()}
    return st.builds(kind, **fields_of)


@given(drawn(Programme))
def test_any_plan_survives_json(made: Programme) -> None:
    table = json.loads(json.dumps(programme_to_json(made)))
    assert programme_from_json(table) == made
    check(table)


def test_the_schema_names_every_field() -> None:
    shape = schema("programme")
    assert set(shape["properties"]) == {"schema", *(f.name for f in fields(Programme))}
    for name, definition in shape["$defs"].items():
        noun = PlannedRun if name == "planned_run" else getattr(nouns, name.capitalize())
        assert set(definition["properties"]) == {f.name for f in fields(noun)}


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("schema",), "ilio/programme/2", "schema ilio/programme/1 at programme"),
        (("weeks",), "six", 'a whole number at programme.weeks, got "six"'),
        (("weeks",), True, "a whole number at programme.weeks, got true"),
        (("start",), "soon", "a moment such as 2026-11-24 at programme.start"),
        (("start",), "9999-12-31", "a moment such as 2026-11-24 at programme.start"),
        (("start",), "0001-01-01", "a moment such as 2026-11-24 at programme.start"),
        (
            ("sessions", 0, "start"),
            3,
            r"a moment such as 2026-11-24T18:00:00 at programme.sessions\[0\].start",
        ),
        (("sessions", 0, "kind"), "yoga", r"got 'yoga' in programme.sessions\[0\]"),
        (("sessions",), "none", "a list at programme.sessions"),
        (("sessions", 0, "colour"), "red", r"got 'colour' in programme.sessions\[0\]"),
    ],
)
def test_a_wrong_plan_file_names_the_place(
    tmp_path: Path, path: tuple[str | int, ...], value: object, message: str
) -> None:
    table = json.loads(json.dumps(programme_to_json(plan())))
    inner: Any = table
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(table), encoding="utf-8")
    with pytest.raises(ReadError, match=message):
        load_programme(file)


CLEARED = replace(
    plan(),
    blocks=(),
    sessions=tuple(replace(session, items=(BRIDGE,)) for session in plan().sessions),
    bans=("osteoporosis",),
    cleared=(Clearance(of="osteoporosis", by="Dr. Roth", on="2026-11-20"),),
)


def edited(tmp_path: Path, **changed: object) -> Path:
    """A plan that counts on a clearance, saved, then changed by hand; None takes a key out."""
    table = {**programme_to_json(CLEARED), **changed}
    file = tmp_path / "plan.json"
    file.write_text(json.dumps({k: v for k, v in table.items() if v is not None}))
    return file


def cleared(by: str = "Dr. Roth", on: str = "2026-11-20") -> list[dict[str, str]]:
    return [{"of": "osteoporosis", "by": by, "on": on}]


def test_a_plan_that_counts_on_a_clearance_is_read_as_it_was(tmp_path: Path) -> None:
    assert load_programme(edited(tmp_path)) == CLEARED
    assert not load_programme(edited(tmp_path, cleared=cleared(on="2026-11-23"))).refused


@pytest.mark.parametrize(
    ("clearances", "message"),
    [
        (cleared(by=""), r"programme.cleared\[0\].by"),
        (cleared(by="  "), r"programme.cleared\[0\].by"),
        (cleared(on="soon"), r"a day as YYYY-MM-DD at programme.cleared\[0\].on"),
        (cleared(on=""), r"a day as YYYY-MM-DD at programme.cleared\[0\].on"),
    ],
)
def test_a_clearance_of_nobody_or_of_no_day_is_refused(
    tmp_path: Path, clearances: object, message: str
) -> None:
    with pytest.raises(ReadError, match=message):
        load_programme(edited(tmp_path, cleared=clearances))


@pytest.mark.parametrize("on", ["1999-01-01", "2031-01-01", "2025-12-01"])
def test_a_clearance_that_does_not_last_to_the_last_day_is_none(tmp_path: Path, on: str) -> None:
    read = load_programme(edited(tmp_path, cleared=cleared(on=on)))
    assert (read.blocks, read.sessions) == ((), ())
    assert read.refused.startswith("This plan is no longer shown. ")


@pytest.mark.parametrize("key", ["bans", "hurts_left", "hurts_right", "cleared"])
def test_a_plan_without_what_its_safety_rests_on_shows_no_exercise(
    tmp_path: Path, key: str
) -> None:
    read = load_programme(edited(tmp_path, **{key: None}))
    assert (read.blocks, read.sessions) == ((), ())
    assert "Make the plan again from the visit" in read.refused


def test_other_text_is_no_plan(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_text("hello", encoding="utf-8")
    with pytest.raises(ReadError, match="a saved plan in JSON, got other text"):
        load_programme(file)
    with pytest.raises(ReadError, match="a saved plan, got a file that cannot be opened"):
        load_programme(tmp_path)


def test_markdown_says_everything() -> None:
    text = markdown(handout_of(plan(), version="0.1.0"))
    made = plan()
    told = [made.summary, *made.rules, *made.stop, made.shortfalls[0].give_up, "Thorborg 2016"]
    used = {item.exercise for session in made.sessions for item in session.items}
    for key in used:
        told += [exercises()[key].title, exercises()[key].set_up, *exercises()[key].cues]
    assert [words for words in told if words not in text] == []
    assert "| Strength, core and glutes | Mon, Wed, Sat 18:00 | 25 min |" in text


def test_every_dose_on_paper_has_its_source_and_grade() -> None:
    handout = handout_of(plan())
    doses = [words for card in handout.cards for words in card.doses]
    assert len(doses) == 5
    assert all("grade" in words for words in doses)
    assert doses[0] == (
        "Strength session, weeks 1 to 2: right side 3 × 15, 15 RM band (15 are just possible),"
        " 60 s rest "
        "[Thorborg 2016, grade B]"
    )


def test_keys_of_sources_become_citations() -> None:
    told = handout_of(replace(plan(), stop=("Fever. [finucane2020, C]",)))
    assert told.stop == ("Fever. [Finucane 2020, C]",)
    assert any(line.startswith("Finucane") for line in told.literature)


def test_a_refused_plan_says_why_and_offers_no_exercise() -> None:
    text = markdown(handout_of(REFUSED))
    assert REFUSED.refused in text
    assert "###" not in text


def test_beside_the_reason_for_no_exercise_stands_no_general_stop_list() -> None:
    signs = ("Emergency, now: numb between the legs. [finucane2020, C]",)
    refused = replace(plan(), refused="See a doctor today.", stop=signs)
    note = json.loads(care_plan(refused, STAMP, BERLIN))["note"]
    assert note == [{"text": "See a doctor today."}]
    text = markdown(handout_of(refused))
    assert "See a doctor today." in text
    assert "Emergency" not in text and "Stop" not in text


@PLANS
def test_the_pdf_says_it_first_and_fits_its_pages(
    made: Programme, tmp_path: Path, pdftotext: str
) -> None:
    file = render_plan(made, tmp_path / "plan.pdf", version="0.1.0")
    run = subprocess.run(
        [pdftotext, "-layout", file, "-"], capture_output=True, text=True, check=True
    )
    pages = run.stdout.split("\f")
    assert " ".join((made.lead or made.summary).split())[:60] in " ".join(pages[0].split())
    assert (made.stop[-1] in " ".join(pages[0].split())) is not bool(made.refused)
    assert len(pages) - 1 <= 4
    if made.sessions:
        told = " ".join(run.stdout.split())
        assert all(sign.words in told for sign in picture_signs())
    for session in made.sessions:
        assert f"{session.start:%H:%M}" in run.stdout


AXES = {
    "tight": ("sound", "tight"),
    "weak": ("weak", "normal"),
    "weak and tight": ("weak", "tight"),
}
WEEKS = {
    "no runs": "none",
    "six runs": "Mon easy, Tue intervals, Wed easy, Thu tempo, Fri easy 30 min, Sun long",
}


@pytest.mark.parametrize("runs", WEEKS.values(), ids=list(WEEKS))
@pytest.mark.parametrize(
    ("left", "right"), [("tight", "weak"), ("weak and tight", "weak and tight")]
)
def test_the_first_page_of_a_real_plan_is_short_and_holds_who_what_when_and_stop(
    tmp_path: Path, pdftotext: str, left: str, right: str, runs: str
) -> None:
    sides = {
        side: Verdict(side, axes_of(Axis(AXES[finding][0]), TightnessAxis(AXES[finding][1])))
        for side, finding in ((Side.LEFT, left), (Side.RIGHT, right))
    }
    judgement = Judgement(f"Left: {left}. Right: {right}.", sides)
    answers = Answers(red_flags=frozenset(), do_not_test=frozenset(), age_years=34, sitting_hours=9)
    free = read_free_times("Mon Wed Sat 18-21")
    made = make_plan(judgement, answers, read_runs(runs), START, weeks=8, free=free)
    file = render_plan(made, tmp_path / "plan.pdf")
    run = subprocess.run(
        [pdftotext, "-layout", file, "-"], capture_output=True, text=True, check=True
    )
    first, second = run.stdout.split("\f")[:2]
    handout = handout_of(made)
    for words in (
        f"Left: {left}. Right: {right}. The plan lasts 8 weeks",
        "The first week",
        *(exercise.title for exercise in handout.first_exercises),
        "Stop, and see someone",
    ):
        assert words in first
    assert len(handout.first_exercises) == 3
    stop = sum(len(line.split()) for line in handout.stop_briefly)
    assert len(first.split()) - stop < MOST_WORDS
    assert len(handout.lead.split()) < len(handout.summary.split()) / 3
    assert second.lstrip().startswith("The plan in words")
    assert "Why" in second
    content = calendar_of(made, stamp=STAMP, zone=BERLIN)
    assert len(Calendar.from_ical(content).events) == len(entries_of(made))
    assert programme_from_json(programme_to_json(made)) == made
    CarePlan.model_validate_json(care_plan(made, STAMP, BERLIN))


@PLANS
def test_the_care_plan_is_valid_and_names_nobody(made: Programme) -> None:
    content = care_plan(replace(made, person="Runner 1"), STAMP, BERLIN)
    read = CarePlan.model_validate_json(content)
    assert read.status == ("on-hold" if made.refused else "active")
    assert read.subject.display == "Runner 1"
    assert read.subject.reference is None
    activities = read.activity or []
    assert [a.detail.scheduledPeriod.start.replace(tzinfo=None) for a in activities] == [
        session.start for session in made.sessions
    ]


def test_a_night_session_lasts_its_minutes_over_the_change_of_clocks() -> None:
    night = replace(plan().sessions[0], start=datetime(2027, 3, 28, 1, 50))
    table = json.loads(care_plan(replace(plan(), sessions=(night,)), STAMP, BERLIN))
    period = table["activity"][0]["detail"]["scheduledPeriod"]
    assert period == {"start": "2027-03-28T01:50:00+01:00", "end": "2027-03-28T03:15:00+02:00"}


def test_the_ending_decides(tmp_path: Path) -> None:
    for name in ("a.ics", "a.md", "a.json", "a.fhir.json", "a.pdf"):
        assert render_plan(plan(), tmp_path / name, stamp=STAMP, zone=BERLIN).stat().st_size > 500
    with pytest.raises(UnknownNameError, match=r"a plan ending .* got '\.docx' in plan\.docx"):
        render_plan(plan(), tmp_path / "plan.docx")
    with pytest.raises(InputError, match=r"stamp and zone for b\.ics, got none"):
        render_plan(plan(), tmp_path / "b.ics")
    with pytest.raises(OutputError, match="does not exist"):
        render_plan(plan(), tmp_path / "missing" / "plan.md")


def test_writing_the_calendar_again_cancels_what_was_dropped(tmp_path: Path) -> None:
    file = render_plan(plan(), tmp_path / "a.ics", stamp=STAMP, zone=BERLIN)
    less = replace(plan(), sessions=plan().sessions[1:])
    render_plan(less, file, stamp=STAMP, zone=BERLIN)
    assert file.read_bytes().count(b"STATUS:CANCELLED") == 1


def test_a_foreign_calendar_is_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "a.ics"
    foreign = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"
    file.write_text(foreign, encoding="utf-8", newline="")
    with pytest.raises(InputError, match="a calendar of another program"):
        render_plan(plan(), file, stamp=STAMP, zone=BERLIN)
    assert file.read_bytes() == foreign.encode()
    assert START.isoformat() not in file.read_text(encoding="utf-8")
