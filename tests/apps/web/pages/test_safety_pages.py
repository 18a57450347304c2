"""What safety answers do to the pages: one page for who is referred, no plan, a clearance, a stop."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
import sample_visits
from seeding import add_visit, in_training

from ilio.knowledge import safety_answers, urgencies
from ilio.observations import safety_of
from ilio.records.store import OWNER
from ilio.verdicts import judge
from ilio.verdicts.safety_telling import UNDO, headline

EVERYWHERE = ("/", "/result", "/plan", "/plan/new", "/progress", "/share")
NOT_FOR_THE_REFERRED = ("/plan/new", "/share", "/session/", "summary.pdf", "%", "°", 'class="main"')


@pytest.fixture
def web(page_server: Any) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=page_server.url, follow_redirects=True, timeout=30) as client:
        client.headers["accept"] = "text/html"
        yield client


def send(web: httpx.Client, path: str, **fields: Any) -> httpx.Response:
    token = re.search(r'<meta name="csrf" content="(\w+)">', web.get("/privacy").text)
    assert token
    return web.post(path, data={"csrf": token[1], **fields}, headers={"origin": str(web.base_url)})


def main_of(answer: httpx.Response) -> str:
    found = re.search(r"<main.*?</main>", answer.text, re.DOTALL)
    assert found
    return html.unescape(found[0])


def answered_visit(store: Any, **answers: Any) -> str:
    """A visit with measurements and these answers."""
    base = sample_visits.weak_tight_left()
    today = store.now().date().isoformat()
    said = replace(base.answers, age_years=34.0, as_of=today, **answers)
    visit = replace(base, date=today, answers=said, judgement=judge(base.measurements, said))
    return add_visit(store, store.own_person(OWNER).id, visit)


def urgencies_in(text: str) -> list[str]:
    return [key for key, words in urgencies().items() if words.text and words.text in text]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_who_is_referred_sees_one_page_everywhere(
    page_server: Any, web: httpx.Client, path: str
) -> None:
    in_training(page_server.store)
    flags = frozenset({"saddle_numbness", "fever"})
    visit = answered_visit(page_server.store, red_flags=flags, do_not_test=None)
    text = main_of(web.get(path))
    assert urgencies_in(text) == ["emergency_now"]
    assert text.count(urgencies()["emergency_now"].text) == 1
    for key in flags:
        row = safety_answers()[key]
        assert f"{row.why} {row.do}" in text
        assert f'/result/{visit}/answers#red_flags-{key}"' in text
    assert UNDO in text
    assert not [words for words in NOT_FOR_THE_REFERRED if words in text]
    assert not re.search(r"\b(weak|tight|sound)\b", text)


def test_the_words_are_those_of_the_command_line(page_server: Any, web: httpx.Client) -> None:
    visit = answered_visit(page_server.store, red_flags=frozenset({"fever"}))
    answers = page_server.store.visit(OWNER, visit).visit.answers
    text = main_of(web.get("/result"))
    urgency = urgencies()["today"].text
    said = headline(safety_of(answers))
    assert said.startswith(urgency) and urgency in text
    assert said.removeprefix(urgency).strip() in text


def test_no_way_round_leads_past_the_referral(page_server: Any, web: httpx.Client) -> None:
    seeded = in_training(page_server.store)
    answered_visit(page_server.store, red_flags=frozenset({"fever"}))
    around = (
        f"/result/{seeded.visit}",
        f"/result/{seeded.visit}/muscles",
        f"/review/{seeded.visit}/1",
        f"/session/{seeded.session}",
        "/share.svg",
        "/logged",
    )
    for path in around:
        assert urgencies_in(main_of(web.get(path))) == ["today"], path


def test_a_mistaken_tick_is_undone_on_the_page(page_server: Any, web: httpx.Client) -> None:
    visit = answered_visit(page_server.store, red_flags=frozenset({"fever"}))
    form = main_of(web.get(f"/result/{visit}/answers"))
    assert re.search(r'id="red_flags-fever" value="fever" checked', form)
    text = main_of(
        send(web, f"/result/{visit}/answers", red_flags="none", do_not_test="none", age_years="34")
    )
    assert 'class="summary">Left: tight' in text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"do_not_test": "none", "age_years": "34"}, "Does any of these hold for you at the mo"),
        ({"red_flags": "none", "do_not_test": "none"}, "Please answer: How old are you?"),
        (
            {"red_flags": ["none", "fever"], "do_not_test": "none", "age_years": "34"},
            "Expected either ticks or 'None of these', got both. Untick one of them.",
        ),
        (
            {"red_flags": "none", "do_not_test": "pregnancy", "age_years": "34"},
            "Please answer: Which week of the pregnancy is it?",
        ),
        (
            {"red_flags": "none", "do_not_test": "none", "age_years": "old"},
            "Expected a number for: How old are you?, got 'old'. Write digits.",
        ),
    ],
)
def test_nothing_unanswered_is_saved(
    page_server: Any, web: httpx.Client, fields: dict[str, Any], said: str
) -> None:
    visit = answered_visit(page_server.store)
    before = page_server.store.visit(OWNER, visit)
    answer = send(web, f"/result/{visit}/answers", **fields)
    assert answer.status_code == 422 and said in main_of(answer)
    assert page_server.store.visit(OWNER, visit) == before


def test_a_draft_that_refers_is_told_at_home(page_server: Any, web: httpx.Client) -> None:
    me = page_server.store.own_person(OWNER).id
    page_server.store.save_draft(OWNER, me, {"red_flags": ["fever"], "page": {"ready": "yes"}})
    text = main_of(web.get("/"))
    assert urgencies_in(text) == ["today"] and "half done" not in text


def save_draft(page_server: Any, **draft: Any) -> None:
    me = page_server.store.own_person(OWNER).id
    page_server.store.save_draft(OWNER, me, draft)


def test_a_red_flag_of_an_unfinished_test_rules_on_every_surface(
    page_server: Any, web: httpx.Client
) -> None:
    seeded = in_training(page_server.store)
    save_draft(page_server, red_flags=["fever"], person={"age_years": "not a number"})
    api = f"/api/v1/people/{seeded.person}"
    for path in (*EVERYWHERE, f"/session/{seeded.session}", f"/result/{seeded.visit}"):
        text = main_of(web.get(path))
        assert urgencies_in(text) == ["today"], path
        assert 'href="/test"' in text, path
        assert not re.search(r"\b(weak|tight|sound)\b", text), path
    assert web.get(f"{api}/programme").json()["refused"]
    calendar = web.get(f"{api}/programme.ics").text
    assert calendar.count("BEGIN:VEVENT") == calendar.count("STATUS:CANCELLED")
    assert "DESCRIPTION" not in calendar
    assert urgencies_in(web.get(f"{api}/programme.md").text) == ["today"]
    assert "Stop" not in web.get(f"{api}/programme.md").text
    printed = (f"{api}/programme.md", f"/api/v1/visits/{seeded.visit}/report.html")
    for text in (web.get(path).text for path in printed):
        assert urgencies()["today"].text in html.unescape(text)
        assert "weak and tight" not in text and "%" not in text.partition("<body")[2]
    summaries = [line["summary"] for line in web.get(f"{api}/visits").json()["visits"]]
    assert not [said for said in summaries if "weak" in said]


def test_an_older_visit_gives_no_number_after_a_newer_flag(
    page_server: Any, web: httpx.Client
) -> None:
    seeded = in_training(page_server.store)
    api = f"/api/v1/people/{seeded.person}"
    assert web.get(f"{api}/progress").json()["series"]
    answered_visit(page_server.store, red_flags=frozenset({"cancer"}))
    assert web.get(f"{api}/progress").json() == {"series": []}
    old = f"/api/v1/visits/{seeded.visit}"
    kept = str(web.get(old).json()["visit"])
    assert "'refer'" in kept and "weak and tight" not in kept
    report = html.unescape(web.get(f"{old}/report.html").text)
    assert urgencies()["within_days"].text in report
    assert "weak and tight" not in report and "answered no" not in report


def test_nothing_is_shown_off_beside_a_plan_that_stands_still(
    page_server: Any, web: httpx.Client
) -> None:
    in_training(page_server.store)
    assert "Show it" in main_of(web.get("/share"))
    answered_visit(page_server.store, red_flags=frozenset(), do_not_test=frozenset({"fracture"}))
    for path in ("/share", "/share.svg", "/share.png"):
        text = main_of(web.get(path))
        assert "Show it" not in text and "No exercise" in text, path


def test_before_the_first_session_there_is_nothing_to_share(
    page_server: Any, web: httpx.Client
) -> None:
    answered_visit(page_server.store, red_flags=frozenset(), do_not_test=frozenset())
    text = main_of(web.get("/share"))
    assert "No session is logged yet." in text and "You trained" not in text


def test_the_muscles_say_nothing_of_a_test_that_an_answer_rules_out(
    page_server: Any, web: httpx.Client
) -> None:
    visit = answered_visit(page_server.store, red_flags=frozenset(), do_not_test=frozenset())
    assert "°" in main_of(web.get(f"/result/{visit}/muscles"))
    broken = answered_visit(
        page_server.store, red_flags=frozenset(), do_not_test=frozenset({"fracture"})
    )
    text = main_of(web.get(f"/result/{broken}/muscles"))
    assert "°" not in text and "The model has nothing to say" in text


def test_an_unfinished_test_lifts_nothing_that_is_kept(page_server: Any, web: httpx.Client) -> None:
    visit = answered_visit(page_server.store, red_flags=frozenset({"fever"}))
    save_draft(page_server, red_flags=[], do_not_test=[], person={"age_years": 34})
    text = main_of(web.get("/"))
    assert urgencies_in(text) == ["today"]
    assert f"/result/{visit}/answers" in text


@pytest.mark.parametrize(
    "draft",
    [
        {"do_not_test": ["hernia"]},
        {"do_not_test": ["fracture"], "red_flags": []},
        {"do_not_test": ["pregnancy"], "person": {"pregnancy_week": 25}},
    ],
    ids=str,
)
def test_a_worry_of_an_unfinished_test_stops_the_plan(
    page_server: Any, web: httpx.Client, draft: Any
) -> None:
    seeded = in_training(page_server.store)
    save_draft(page_server, **draft)
    for path in ("/plan", "/plan/new", f"/session/{seeded.session}"):
        text = main_of(web.get(path))
        assert "No exercise" in text, path
        assert 'href="/test"' in text and "Somebody has cleared it" not in text, path
    assert 'href="/session/' not in main_of(web.get("/"))


def test_pain_in_an_unfinished_test_leaves_out_what_loads_that_hip(
    page_server: Any, web: httpx.Client
) -> None:
    seeded = in_training(page_server.store)
    programme = f"/api/v1/people/{seeded.person}/programme"
    assert not web.get(programme).json()["refused"]
    tried = {"protocol": "knee-raise", "side": "left", "pain": True}
    save_draft(page_server, attempt=[tried])
    assert "ruled out" in web.get(programme).json()["refused"]


@pytest.mark.parametrize("path", ["/", "/plan", "/plan/new"])
def test_a_fracture_gives_no_plan_and_no_runs(
    page_server: Any, web: httpx.Client, path: str
) -> None:
    seeded = in_training(page_server.store)
    visit = answered_visit(page_server.store, do_not_test=frozenset({"fracture"}))
    text = main_of(web.get(path))
    row = safety_answers()["fracture"]
    assert urgencies_in(text) == ["before_training"]
    assert row.why in text and row.back in text
    assert f"/result/{visit}/answers" in text or (path == "/" and 'href="/plan"' in text)
    assert 'class="session ' not in text and 'class="run"' not in text
    assert 'class="card exercise"' not in text and 'name="runs"' not in text
    assert web.get(f"/session/{seeded.session}").url.path == "/plan"


def test_the_result_says_each_answer_once(page_server: Any, web: httpx.Client) -> None:
    answered_visit(
        page_server.store,
        do_not_test=frozenset({"hip_replacement"}),
        replaced_hip="left",
        hip_replaced_months=14.0,
    )
    text = main_of(web.get("/result"))
    row = safety_answers()["hip_replacement"]
    assert [text.count(words) for words in (row.why, row.do, row.back)] == [1, 1, 1]
    assert 'href="/test"' not in text and "Make a plan" not in text


def test_a_clearance_by_the_form_leads_to_a_plan(page_server: Any, web: httpx.Client) -> None:
    visit = answered_visit(page_server.store, do_not_test=frozenset({"osteoporosis"}))
    assert f"/result/{visit}/answers#clearance" in main_of(web.get("/plan"))
    given = {"of": "osteoporosis", "by": "Dr. Alba Roth, surgeon", "on": "2027-01-02"}
    late = send(web, f"/result/{visit}/clearance", **given)
    assert (
        late.status_code == 422
        and "Expected a clearance that was given by 2026-01-05" in main_of(late)
    )
    cleared = main_of(send(web, f"/result/{visit}/clearance", **given | {"on": "2026-01-02"}))
    assert "Cleared by Dr. Alba Roth, surgeon on 2026-01-02." in cleared
    plan = main_of(send(web, "/plan/new", runs="Sun long"))
    assert "Cleared by Dr. Alba Roth, surgeon on 2026-01-02." in plan
    assert 'class="session ' in plan


def test_a_pregnancy_that_goes_on_waits_for_its_clearance_before_week_20(
    page_server: Any, web: httpx.Client
) -> None:
    visit = answered_visit(
        page_server.store, do_not_test=frozenset({"pregnancy"}), pregnancy_week=16.0
    )
    text = main_of(web.get("/plan/new"))
    assert "Have the clearance recorded" in text and 'name="runs"' not in text
    given = {"of": "late_pregnancy", "by": "Eva Sand, midwife", "on": "2026-01-02"}
    assert send(web, f"/result/{visit}/clearance", **given).url.path == f"/result/{visit}"
    assert "Have the clearance recorded" not in main_of(web.get("/plan/new"))
    assert 'name="runs"' in main_of(web.get("/plan/new"))


def painful(page_server: Any, **felt: Any) -> Any:
    """In training, and the last session was broken off for pain."""
    seeded = in_training(page_server.store)
    last = page_server.store.log(OWNER, seeded.person)[-1]
    page_server.store.add_log(OWNER, seeded.person, replace(last, done=False, **felt))
    return seeded


def test_a_stopped_plan_offers_no_session_anywhere(page_server: Any, web: httpx.Client) -> None:
    seeded = painful(page_server, pain=8.0)
    coming = [s.key for s in seeded.programme.sessions if s.start.date() >= page_server.clock.today]
    for path in ("/", "/plan", "/progress"):
        text = main_of(web.get(path))
        assert not [key for key in coming if f"/session/{key}" in text], path
        assert 'class="card exercise"' not in text
    stop = main_of(web.get("/plan"))
    assert "Pain of 6 of 10 or more stops the plan." in stop
    assert urgencies_in(stop) == ["within_days"]
    for key in coming[:3]:
        assert web.get(f"/session/{key}").url.path == "/plan"
        assert send(web, f"/session/{key}/log", done="yes").url.path == "/plan"
    assert 'id="player"' not in web.get(f"/session/{seeded.session}").text
    calendar = web.get(f"/api/v1/people/{seeded.person}/programme.ics").text
    assert not [key for key in coming if key in calendar]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"pain": "2", "red_flag": "no"}, "Expected who looked at it"),
        ({"checked_by": "Ana", "red_flag": "no"}, "Expected the pain of an ordinary day"),
        ({"checked_by": "Ana", "pain": "2"}, "Expected whether there is a warning sign"),
    ],
)
def test_a_check_needs_every_answer(
    page_server: Any, web: httpx.Client, fields: dict[str, str], said: str
) -> None:
    painful(page_server, pain=8.0)
    answer = send(web, "/plan/check", **fields)
    assert answer.status_code == 422 and said in main_of(answer)
    assert "The plan stops here." in main_of(web.get("/plan"))


def test_an_answered_check_lets_the_plan_go_on_lower(page_server: Any, web: httpx.Client) -> None:
    painful(page_server, pain=2.0, pain_next_day=5.0)
    assert "2 of 10 or more higher on the next day" in main_of(web.get("/plan"))
    given = {"checked_by": "Ana Ruiz, physiotherapist", "red_flag": "no"}
    assert "The plan stops here." in main_of(send(web, "/plan/check", pain="5", **given))
    plan = main_of(send(web, "/plan/check", pain="2", **given))
    assert 'class="session ' in plan and "one step back" in plan


def test_a_warning_sign_in_the_check_sends_back_to_the_safety_questions(
    page_server: Any, web: httpx.Client
) -> None:
    seeded = painful(page_server, pain=8.0)
    text = main_of(send(web, "/plan/check", checked_by="Ana", pain="1", red_flag="yes"))
    assert "A warning sign stops the plan." in text
    assert f"/result/{seeded.visit}/answers" in text and 'id="check"' not in text


def test_a_sentence_of_an_older_day_is_not_repeated_where_answers_withhold_it(
    page_server: Any, web: httpx.Client
) -> None:
    old = sample_visits.weak_tight_left()
    flagged = replace(old, answers=replace(old.answers, red_flags=frozenset({"fever"})))
    me = page_server.store.own_person(OWNER).id
    add_visit(page_server.store, me, flagged)
    (line,) = page_server.store.visit_lines(OWNER, me)
    assert "weak and tight" in line.summary, "as it was saved"
    assert "weak and tight" not in main_of(web.get("/people"))
    listed = web.get(f"/api/v1/people/{me}/visits").json()["visits"]
    assert listed[0]["summary"].startswith(urgencies()["today"].text)


def test_a_plan_that_is_over_plays_no_session(page_server: Any, web: httpx.Client) -> None:
    seeded = in_training(page_server.store)
    assert seeded.programme is not None
    assert 'id="player"' in web.get(f"/session/{seeded.session}").text
    left = seeded.programme.last_day - page_server.clock.today
    page_server.clock.pass_days(left.days + 1)
    answer = web.get(f"/session/{seeded.session}").text
    assert 'id="player"' not in answer and "player.js" not in answer
    assert "This plan ended on" in main_of(web.get(f"/session/{seeded.session}"))
    assert 'class="card exercise"' not in answer and 'id="log"' in answer
