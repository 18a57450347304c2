"""The newest answers rule what is shown: no number of a test that they rule out, on any surface."""

import io
import json
import subprocess
import zipfile
from datetime import date

import pytest
from made_visits import NUMBERS_AND_CALLS, SHORT, WEEK, flat, urgencies_in, written

from ilio.apps.exporting import export_all
from ilio.apps.ruling import ruling_in
from ilio.knowledge import exercise, urgency
from ilio.observations.training_log import LogEntry
from ilio.records import load_programme
from ilio.records.store import OWNER, Store

OF_THE_TABLE = ("hip_extension", "thomas", "13.0", "12.0°", "tight")
RULED_OUT = [
    {"do_not_test": ["fracture"]},
    {"do_not_test": ["hernia"]},
    {"do_not_test": ["pregnancy"], "person": {"pregnancy_week": 25}},
]


@pytest.fixture
def file(tmp_path):
    return tmp_path / "visit.toml"


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("ILIO_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "ilio.sqlite"


@pytest.fixture
def printed(pdftotext):
    """What a PDF says."""

    def read(content: bytes) -> str:
        asked = [pdftotext, "-layout", "-", "-"]
        return subprocess.run(asked, input=content, capture_output=True, check=True).stdout.decode()

    return read


def opened(home) -> Store:
    from datetime import datetime

    return Store.open(f"sqlite:///{home}", now=lambda: datetime.now().astimezone())


def taken_out(store: Store) -> zipfile.ZipFile:
    out = io.BytesIO()
    export_all(store, OWNER, store.own_person(OWNER).id, out)
    return zipfile.ZipFile(out)


@pytest.fixture
def trained(ilio, file, home, tmp_path):
    """Who has a kept visit with numbers, and a kept plan made from it."""
    saved = tmp_path / "plan.json"
    assert ilio("plan", written(file), *WEEK, *SHORT, "--save", saved).code == 0
    assert ilio("keep", file).code == 0
    store = opened(home)
    store.add_programme(OWNER, store.own_person(OWNER).id, load_programme(saved), {})
    yield store
    store.close()


def test_no_paper_of_an_export_shows_an_exercise_or_a_verdict_to_who_is_referred(
    ilio, file, trained, printed
):
    names = ("plans/plan-1.pdf", "visits/2026-11-22-1/report.pdf")
    before = taken_out(trained)
    plan, report = (printed(before.read(name)) for name in names)
    made = trained.programme(OWNER, trained.own_person(OWNER).id).programme
    titles = {exercise(item.exercise).title for item in made.sessions[0].items}
    assert [title for title in titles if title in plan] and "weak" in report
    ilio("keep", written(file, red_flags=["saddle_numbness"], date="2026-11-20"))
    after = taken_out(trained)
    for name in after.namelist():
        if name.endswith(".pdf"):
            said = printed(after.read(name))
            assert urgencies_in(said) == ["emergency_now"], name
            assert not [words for words in NUMBERS_AND_CALLS[:-2] if words in flat(said)], name
            assert not [title for title in titles if title in said], name
    opened = {name: json.loads(after.read(f"{name}.json")) for name in names_of_json(after)}
    assert opened["plans/plan-1"]["refused"] and not opened["plans/plan-1"]["sessions"]
    sides = opened["visits/2026-11-22-1/visit"]["verdict"]["sides"]
    assert {side["finding"] for side in sides.values()} == {"refer"}
    whole = [json.loads(z.read("everything.json"))["tables"] for z in (before, after)]
    for table in ("visit", "programme"):
        rows = ({row["id"]: row["body"] for row in tables[table]} for tables in whole)
        was, now = rows
        assert {key: now[key] for key in was} == was, "the data stay whole"
    assert {*before.read("numbers.csv").splitlines()} <= {*after.read("numbers.csv").splitlines()}


def names_of_json(zipped):
    return [name[: -len(".json")] for name in zipped.namelist() if name.endswith(".json")]


def test_no_plan_of_an_export_forgets_a_stop(trained):
    me = trained.own_person(OWNER).id
    key = trained.programme(OWNER, me).programme.sessions[0].key
    day = trained.now().date()
    trained.add_log(OWNER, me, LogEntry(session=key, day=day, done=True, pain=8))
    plan = json.loads(taken_out(trained).read("plans/plan-1.json"))
    assert plan["refused"].startswith("Pain of 6 of 10 or more") and not plan["sessions"]


def test_an_unfinished_test_rules_the_export_and_the_progress_as_well(ilio, trained, printed):
    me = trained.own_person(OWNER).id
    trained.save_draft(OWNER, me, {"red_flags": ["fever"]})
    assert urgencies_in(printed(taken_out(trained).read("plans/plan-1.pdf"))) == ["today"]
    assert urgencies_in(ilio("progress").out) == ["today"]


def test_a_visit_of_an_earlier_day_that_is_kept_last_rules(ilio, file, home):
    ilio("keep", written(file, date="2026-11-01"))
    ilio("keep", written(file, red_flags=["saddle_numbness"], date="2026-10-01"))
    ran = ilio("progress")
    assert urgencies_in(ran.out) == ["emergency_now"]
    assert not [words for words in NUMBERS_AND_CALLS if words in flat(ran.out)]
    told = json.loads(ilio("progress", "--json").out)
    assert told["trends"] == [] and told["changed"] == []


def test_the_stricter_of_the_visit_kept_last_and_the_one_of_the_last_day_rules(ilio, file, home):
    ilio("keep", written(file, red_flags=["fever"], date="2026-11-20"))
    ilio("keep", written(file, date="2026-11-01"))
    assert urgencies_in(ilio("progress").out) == ["today"]
    store = opened(home)
    found = ruling_in(store, OWNER, store.own_person(OWNER).id)
    assert found is not None and found.stored.visit.date == "2026-11-20"
    store.close()


@pytest.mark.parametrize("answers", RULED_OUT, ids=str)
def test_progress_shows_no_number_of_a_test_that_is_ruled_out(ilio, file, home, answers):
    ilio("keep", written(file, date="2026-10-01"))
    assert "hip extension" in ilio("progress").out.lower()
    ilio("keep", written(file, date="2026-11-01", **answers))
    ran = ilio("progress")
    assert urgencies_in(ran.out) == ["before_training"]
    assert ran.out.startswith(urgency("before_training").text)
    assert not [words for words in OF_THE_TABLE if words in ran.out]
    told = json.loads(ilio("progress", "--json").out)
    assert "thomas" not in {trend["protocol"] for trend in told["trends"]}


@pytest.mark.parametrize("answers", RULED_OUT, ids=str)
def test_no_paper_and_no_explanation_shows_a_number_of_a_test_that_is_ruled_out(
    ilio, file, tmp_path, printed, answers
):
    visit = written(file, **answers)
    told = json.loads(ilio("explain", visit, "--json").out)
    assert "thomas" not in {attempt["protocol"] for attempt in told["attempts"]}
    sheet, report = tmp_path / "sheet.pdf", tmp_path / "report.pdf"
    assert ilio("report", visit, "-o", sheet, "--sheet").code == 0
    assert ilio("report", visit, "-o", report, "--appendix").code == 0
    for paper in (sheet, report):
        said = printed(paper.read_bytes())
        assert "13.0" not in said and "12.0°" not in said, paper.name


def test_a_test_that_is_allowed_keeps_its_numbers(ilio, file, home):
    ilio("keep", written(file, date=date(2026, 10, 1).isoformat()))
    late = {"do_not_test": ["late_pregnancy"]}
    told = json.loads(ilio("explain", written(file, **late), "--json").out)
    assert {attempt["protocol"] for attempt in told["attempts"]} == {"knee-raise"}
