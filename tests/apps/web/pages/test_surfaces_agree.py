"""One visit, one plan, one log: pages, player, terminal and paper give the same step, dose, urgency."""

import html
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from icalendar import Calendar
from made_visits import flat, written

from ilio.apps.cli import clock as cli_clock
from ilio.apps.words_planned import made_plan
from ilio.knowledge import urgencies
from ilio.observations import Safety, safety_of
from ilio.observations.training_log import LogEntry
from ilio.programmes import Programme, adjust, player_steps
from ilio.programmes.entries import entries_of
from ilio.records import Visit, save
from ilio.records.brief_parts import NextStep
from ilio.records.next_steps import MAKE_A_PLAN, action, beside, next_steps
from ilio.records.plan_json import save_programme
from ilio.records.plan_words import SIDES, cited, day_words, dose, item_line, retest_days
from ilio.records.store import OWNER
from ilio.wiring import assess

GIVEN = {"runs": "Tue intervals, Sun long", "free": "Mon Wed Fri 7-9"}
START = date(2026, 11, 23)
FELT = {
    "nothing logged": [],
    "reached with ease": [{"effort": 5, "pain": 0}] * 2,
    "painful": [{"effort": 6, "pain": 4}],
    "stopped": [{"effort": 6, "pain": 8}],
}


class Seen:
    """A visit as every surface shows it on a day."""

    def __init__(self, server: Any, file: Path, ilio: Callable[..., Any], pdftotext: str) -> None:
        self.server, self.ilio, self.pdftotext = server, ilio, pdftotext
        self.file, self.folder = file, file.parent
        self.visit: Visit = assess(file)
        self.saved = self.folder / "visit.json"
        save(self.visit, self.saved)
        self.person = server.store.own_person(OWNER).id
        self.id = server.store.add_visit(OWNER, self.person, self.visit, {"attempt": []})
        self.plan: Programme | None = None
        self.log: list[LogEntry] = []

    def planned(self, felt: list[dict[str, int]]) -> Programme:
        """The plan as its log moved it on the day that the server believes in."""
        made, _ = made_plan(self.visit, GIVEN, today=START, zone=UTC)
        save_programme(made, self.folder / "plan.json")
        self.server.store.add_programme(OWNER, self.person, made, GIVEN)
        strength = [session for session in made.sessions if session.kind == "strength"]
        for session, how in zip(strength, felt, strict=False):
            day = session.start.date()
            entry = LogEntry(session=session.key, day=day, done=True, **how)
            self.server.store.add_log(OWNER, self.person, entry)
            words = [f"--{name}={value}" for name, value in how.items()]
            ran = self.ilio("log", self.folder / "plan.json", session.key, *words, "--day", day)
            assert ran.code == 0, ran.err
            self.log.append(entry)
        self.plan = adjust(made, self.log, self.server.clock.today)
        return self.plan

    def page(self, path: str) -> str:
        with httpx.Client(base_url=self.server.url, follow_redirects=True, timeout=60) as web:
            text = web.get(path, headers={"accept": "text/html"}).text
        found = re.search(r"<main.*?</main>", text, re.DOTALL)
        return flat(html.unescape(found[0] if found else text))

    def fetched(self, path: str) -> bytes:
        with httpx.Client(base_url=self.server.url, timeout=60) as web:
            return web.get(f"/api/v1/people/{self.person}/{path}").raise_for_status().content

    def paper(self, *options: object) -> str:
        """What `ilio report` prints."""
        path = self.folder / "paper.pdf"
        assert self.ilio("report", self.saved, "-o", path, *options).code == 0
        return self.text_of(path.read_bytes())

    def text_of(self, pdf: bytes) -> str:
        path = self.folder / "read.pdf"
        path.write_bytes(pdf)
        ran = subprocess.run([self.pdftotext, str(path), "-"], capture_output=True, check=True)
        return squeezed(ran.stdout.decode())

    def terminal(self, *arguments: object) -> str:
        ran = self.ilio(*arguments)
        assert ran.code == 0, ran.err
        return flat(ran.out)


def squeezed(text: str) -> str:
    """Printed text without its hyphens and line ends."""
    return "".join(text.replace("\u00ad", "").replace("-\n", "").split())


@pytest.fixture
def seen(
    page_server: Any,
    ilio: Callable[..., Any],
    pdftotext: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[..., Seen]]:
    """Look at a visit with these answers on the day after it."""
    monkeypatch.setenv("COLUMNS", "400")
    monkeypatch.setattr(
        cli_clock, "now", lambda zone: page_server.clock.now.astimezone(zone or UTC)
    )

    def look(day: date = START, **answers: Any) -> Seen:
        page_server.clock.now = datetime.combine(day, time(6), tzinfo=UTC)
        return Seen(page_server, written(tmp_path / "visit.toml", **answers), ilio, pdftotext)

    yield look


ANSWERS: dict[str, dict[str, Any]] = {
    "weak and tight": {},
    "a hip that hurt": {"hurts": ["knee-raise left"]},
    "a hip that hurt and a hernia": {"hurts": ["thomas left"], "do_not_test": ["hernia"]},
    "late in pregnancy": {"do_not_test": ["late_pregnancy"]},
    "a broken bone": {"do_not_test": ["fracture"]},
    "fever": {"red_flags": ["fever"]},
    "numb between the legs, and fever": {"red_flags": ["saddle_numbness", "fever"]},
    "not asked": {"red_flags": None},
    "a child alone": {"age": 15, "person": {"with_clinician": False}},
    "a child with a clinician": {"age": 16, "person": {"with_clinician": True}},
    "cleared": {
        "do_not_test": ["hernia"],
        "cleared": [{"of": "hernia", "by": "Dr. Roth", "on": "2026-11-20"}],
    },
}


@pytest.mark.parametrize("answers", ANSWERS.values(), ids=ANSWERS.keys())
def test_the_same_urgency_and_the_same_step_everywhere(
    seen: Callable[..., Seen], answers: dict[str, Any]
) -> None:
    look = seen(**answers)
    safety = safety_of(look.visit.answers, look.visit.judgement.hurts)
    steps = next_steps(look.visit, safety)
    assert steps or safety.refers or safety.open
    read = {"assess": look.terminal("assess", look.file)}
    read |= {path: look.page(path) for path in ("/", "/result", "/plan")}
    paper = {"report": look.paper(), "sheet": look.paper("--sheet")}
    paper["summary.pdf"] = look.text_of(look.fetched("summary.pdf"))
    for name, text in (read | paper).items():
        said = {
            key for key, words in urgencies().items() if words.text and said_in(words.text, text)
        }
        assert said == ({safety.urgency} - {""} if names_urgency(safety) else set()), name
        assert not said_in("nothing more needs to be measured", text), name
    do = action(steps)
    assert ("Do now: " in read["assess"]) is bool(do) and do in read["assess"]
    assert ("Do now." in read["/result"]) is bool(do) and do in read["/result"]
    for name, text in (paper | {"/result": read["/result"]}).items():
        assert all(said_in(step.text, text) for step in steps), name
    assert (MAKE_A_PLAN in read["assess"]) is (do == MAKE_A_PLAN)
    for path in ("/", "/result"):
        assert leading(read[path]) == leads_to(steps), path


def leads_to(steps: tuple[NextStep, ...]) -> str:
    """The page behind the first button; empty where no page does the first step."""
    return {"plan": "/plan/new", "test": "/test"}.get(steps[0].does, "") if steps else ""


def leading(page: str) -> str:
    found = re.search(r'<a class="button" href="(/plan/new|/test)"', page)
    return found[1] if found else ""


def names_urgency(safety: Safety) -> bool:
    return safety.refers or (not safety.open and safety.plan != "allowed")


def said_in(words: str, text: str) -> bool:
    return words in text or squeezed(words) in text


@pytest.mark.parametrize("felt", FELT.values(), ids=FELT.keys())
def test_the_same_doses_days_and_steps_everywhere(
    seen: Callable[..., Seen], felt: list[dict[str, int]]
) -> None:
    look = seen(START + timedelta(weeks=1))
    plan = look.planned(felt)
    stands = beside(plan, look.visit, look.server.clock.today)
    (first, *later) = next_steps(look.visit, safety_of(look.visit.answers), **stands)
    named = ("--plan", look.folder / "plan.json")
    paper = {
        "report": look.paper(*named),
        "sheet": look.paper("--sheet", *named),
        "summary.pdf": look.text_of(look.fetched("summary.pdf")),
    }
    for name, text in (paper | {"/result": look.page("/result")}).items():
        assert all(said_in(step.text, text) for step in (first, *later)), name
    if plan.refused:
        check_that_nothing_is_asked_for(look, plan, paper)
        return
    check_the_sessions(look, plan)
    check_the_retests(look, plan, paper)
    for item in plan.sessions[0].items[:1]:
        shared = [i for i in plan.sessions[0].items if i.exercise == item.exercise]
        assert all(said_in(dose(own, brief=True), paper["report"]) for own in shared)


def check_that_nothing_is_asked_for(look: Seen, plan: Programme, paper: dict[str, str]) -> None:
    doses = {dose(item, brief=True) for session in plan.sessions for item in session.items}
    pages = {path: look.page(path) for path in ("/", "/plan", "/result")}
    for name, text in (paper | pages).items():
        assert said_in(cited(plan.refused), text), name
        assert not [words for words in doses if said_in(words, text)], name
    coming = [e for e in events_of(look) if e["DTSTART"].dt.date() >= look.server.clock.today]
    assert all("DESCRIPTION" not in event for event in coming)


def check_the_sessions(look: Seen, plan: Programme) -> None:
    told = {str(e["UID"]).split(".")[0]: str(e["DESCRIPTION"]) for e in events_of(look)}
    coming = [s for s in plan.sessions if s.items and s.start.date() >= look.server.clock.today]
    first = {s.week: s.key for s in reversed(entries_of(plan))}
    for session in coming:
        # what goes with a run stands in the first entry of its week
        entry = session.key if session.key in told else first[session.week]
        assert all(item_line(item) in told[entry] for item in session.items), session.key
    for session in {(s.kind, s.week): s for s in coming}.values():
        page = look.page(f"/session/{session.key}")
        rows = re.findall(r'data-seconds="([\d.]+)".*?class="step-text">(.*?)</span>', page)
        steps = player_steps(session)
        assert [(text, float(s)) for s, text in rows] == [(s.text, s.seconds) for s in steps]
        played = json.loads(
            look.ilio("train", look.folder / "plan.json", session.key, "--json").out
        )
        assert played["steps"] == [asdict(step) for step in steps]
        assert all(f"{SIDES[i.side]}, {dose(i)}" in page for i in session.items), session.key


def check_the_retests(look: Seen, plan: Programme, paper: dict[str, str]) -> None:
    days = retest_days(plan)
    assert len(days) == 2
    kept = {e["DTSTART"].dt.date() for e in events_of(look) if str(e["SUMMARY"]) == "Retest"}
    assert kept == set(days)
    said = f"Test again on {day_words(days[0])} and {day_words(days[1])}."
    assert said in look.page("/plan")
    assert said_in(said, look.text_of(look.fetched("programme.pdf")))
    for name in ("sheet", "summary.pdf"):
        assert said_in(f"The next test is planned for {days[0]}.", paper[name])


def events_of(look: Seen) -> list[Any]:
    return Calendar.from_ical(look.fetched("programme.ics")).events
