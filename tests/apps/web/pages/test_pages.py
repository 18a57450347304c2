"""Every page through the real server: for a store without anything, with a test, and in training."""

import html
import re
import tempfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest
from icalendar import Calendar
from seeding import GIVEN, STATES, add_visit, first_test, in_training

from ilio.records.drawing.exercises import picture_signs
from ilio.records.store import OWNER

PAGES = (
    "/",
    "/result",
    "/plan",
    "/plan/new",
    "/progress",
    "/learn",
    "/learn/muscles",
    "/people",
    "/account",
    "/privacy",
    "/share",
)


@pytest.fixture
def web(page_server: Any) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=page_server.url, follow_redirects=True, timeout=30) as client:
        client.headers["accept"] = "text/html"
        yield client


def send(web: httpx.Client, path: str, **fields: str) -> httpx.Response:
    """Send a form as a browser does: with the token of the page."""
    token = re.search(r'<meta name="csrf" content="(\w+)">', web.get("/privacy").text)
    assert token
    return web.post(path, data={"csrf": token[1], **fields}, headers={"origin": str(web.base_url)})


def headings(text: str) -> list[int]:
    return [int(level) for level in re.findall(r"<h([1-6])[ >]", text)]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_whole_in_every_state(
    page_server: Any, web: httpx.Client, state: str, path: str
) -> None:
    STATES[state](page_server.store)
    answer = web.get(path)
    assert answer.status_code == 200
    text = answer.text
    levels = headings(text)
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels)), levels
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert sorted(ids) == sorted(set(ids))
    assert 'class="skip" href="#main"' in text and '<main id="main"' in text
    assert not re.search(r"\sstyle=|<style|\son\w+=|None|undefined", text)
    assert not re.findall(r'(?:src|href)="https?:', text)


def test_the_first_page_is_light(page_server: Any, web: httpx.Client) -> None:
    text = web.get("/").text
    links = re.findall(r'(?:src|href)="(/(?:static|style)[^"]+)"', text)
    size = len(text.encode()) + sum(len(web.get(link).content) for link in links)
    assert size < 200_000


def test_the_style_keeps_its_address_until_it_changes(web: httpx.Client) -> None:
    link = re.search(r'href="(/style\.css\?v=\w+)"', web.get("/").text)
    assert link
    assert "immutable" in web.get(link[1]).headers["cache-control"]
    assert web.get("/style.css?v=old").headers["cache-control"] == "no-cache"


def test_before_the_first_test_home_leads_to_it(page_server: Any, web: httpx.Client) -> None:
    assert 'href="/test"' in web.get("/").text
    assert "First the test, then the plan." in web.get("/plan").text


def test_a_half_done_test_goes_on(page_server: Any, web: httpx.Client) -> None:
    me = page_server.store.own_person(OWNER).id
    page_server.store.save_draft(OWNER, me, {"attempt": []})
    assert "Your test is half done." in web.get("/").text


def test_the_result_says_what_the_printed_report_says(page_server: Any, web: httpx.Client) -> None:
    from ilio.records.report import report_of

    seeded = first_test(page_server.store)
    report = report_of(page_server.store.visit(OWNER, seeded.visit).visit)
    text = html.unescape(web.get("/result").text)
    assert report.brief is not None
    assert all(step.text in text for step in report.brief.steps)
    for side in report.sides:
        assert all(row.text in text and row.number in text for row in side.reasons)
        assert all(html.unescape(picture.svg) in text for picture in (*side.bodies, *side.plots))
    assert all(row.number in text for part in report.attempts for row in part.numbers)
    assert all(row.text in text for group in report.checks for row in group.rows)
    assert f"/review/{seeded.visit}/1" in text


def test_no_link_leads_nowhere(page_server: Any, web: httpx.Client) -> None:
    seeded = in_training(page_server.store)
    pages = [*PAGES, f"/result/{seeded.visit}/muscles", f"/session/{seeded.session}"]
    links = set()
    for path in pages:
        found = re.findall(r'(?:href|src)="(/[^"#]*)', web.get(path).text)
        links |= {html.unescape(link) for link in found}
    links = {link for link in links if not re.match(r"/(session|review)/", link)}
    assert "/test" in links and any(link.endswith("/summary.pdf") for link in links)
    wrong = {link: web.get(link).status_code for link in sorted(links)}
    assert {link: status for link, status in wrong.items() if status != 200} == {}


def test_a_result_keeps_to_its_person(page_server: Any, web: httpx.Client) -> None:
    first_test(page_server.store)
    mo = page_server.store.add_person(OWNER, "Mo")
    visit = add_visit(page_server.store, mo.id)
    answer = web.get(f"/result/{visit}")
    assert str(answer.url).endswith(f"?person={mo.id}")
    assert f'href="/plan?person={mo.id}"' in answer.text and ">Mo<" in answer.text


def test_the_muscles_are_told_on_a_page_of_their_own(page_server: Any, web: httpx.Client) -> None:
    seeded = first_test(page_server.store)
    assert f"/result/{seeded.visit}/muscles" in web.get("/result").text
    text = web.get(f"/result/{seeded.visit}/muscles").text
    assert "Weight of the leg" in text and "It decides nothing" in text
    assert headings(text)[:2] == [1, 2]


def test_a_visit_is_deleted_with_one_form(page_server: Any, web: httpx.Client) -> None:
    seeded = first_test(page_server.store)
    assert "Nothing measured yet." in send(web, f"/result/{seeded.visit}/delete").text
    assert page_server.store.visits(OWNER, seeded.person) == ()


def test_a_plan_is_made_from_words(page_server: Any, web: httpx.Client) -> None:
    seeded = first_test(page_server.store)
    text = send(web, "/plan/new", **GIVEN, weeks="4").text
    stored = page_server.store.programme(OWNER, seeded.person)
    assert stored.programme.weeks == 4 and stored.given == GIVEN | {"weeks": 4}
    assert text.count('class="session ') >= 8
    assert "Intervals, 60 min" in text
    assert f"/api/v1/people/{seeded.person}/programme.ics" in text


def test_a_plan_is_made_from_a_calendar_that_was_sent(page_server: Any, web: httpx.Client) -> None:
    seeded = first_test(page_server.store)
    event = "BEGIN:VEVENT\nUID:1\nSUMMARY:Tempo run\nDTSTART:20260107T180000\nDURATION:PT1H\n"
    calendar = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:me\n{event}END:VEVENT\nEND:VCALENDAR\n"
    token = re.search(r'<meta name="csrf" content="(\w+)">', web.get("/plan/new").text)
    assert token
    answer = web.post(
        "/plan/new",
        data={"csrf": token[1], "runs": ""},
        files={"calendar": ("mine.ics", calendar, "text/calendar")},
        headers={"origin": str(web.base_url)},
    )
    assert "Tempo run, 60 min" in answer.text
    again = send(web, "/plan/new", runs="Sun long").text
    assert "Tempo run, 60 min" in again and "Long run" in again
    assert "Tempo run" not in send(web, "/plan/new", forget="yes").text
    assert page_server.store.programme(OWNER, seeded.person).given == {}


def events(*titles: str) -> str:
    blocks = (
        f"BEGIN:VEVENT\nUID:{n}\nSUMMARY:{title}\nDTSTART:2026010{6 + n}T180000\nDURATION:PT1H\n"
        "DESCRIPTION:between us\nATTENDEE:mailto:ada@example.org\nEND:VEVENT\n"
        for n, title in enumerate(titles)
    )
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:me\n{''.join(blocks)}END:VCALENDAR\n"


def upload(web: httpx.Client, calendar: str, **fields: str) -> httpx.Response:
    token = re.search(r'<meta name="csrf" content="(\w+)">', web.get("/plan/new").text)
    assert token
    return web.post(
        "/plan/new",
        data={"csrf": token[1], **fields},
        files={"calendar": ("mine.ics", calendar, "text/calendar")},
        headers={"origin": str(web.base_url)},
    )


def ticks(text: str) -> dict[str, tuple[str, bool]]:
    """Title to the name of its field, and whether it is ticked."""
    found = re.findall(r'name="(run-\w+)" value="yes"( checked)?><span>([^<]*)<', text)
    return {html.unescape(title): (name, bool(checked)) for name, checked, title in found}


def test_titles_of_a_calendar_are_ticked_and_can_be_changed(
    page_server: Any, web: httpx.Client
) -> None:
    seeded = first_test(page_server.store)
    shown = ticks(upload(web, events("Lauf", "School run", "Tiergarten")).text)
    assert {title: taken for title, (_, taken) in shown.items()} == {
        "Lauf": True,
        "School run": False,
        "Tiergarten": False,
    }
    answer = send(web, "/plan/runs", **{shown["Tiergarten"][0]: "yes"})
    assert "Tiergarten, 60 min" in answer.text
    assert "Lauf, 60 min" not in answer.text
    changed = {title: taken for title, (_, taken) in ticks(answer.text).items()}
    assert changed == {"Lauf": False, "School run": False, "Tiergarten": True}
    given = page_server.store.programme(OWNER, seeded.person).given
    assert (given["take"], given["leave"]) == (["Tiergarten"], ["Lauf"])
    assert "Tiergarten, 60 min" in send(web, "/plan/new", runs="").text  # it stays so


def test_nothing_of_a_calendar_is_kept_but_what_planning_reads(
    page_server: Any, web: httpx.Client
) -> None:
    seeded = first_test(page_server.store)
    upload(web, events("Lauf"))
    kept = page_server.store.programme(OWNER, seeded.person).given["calendar"]
    assert "SUMMARY:Lauf" in kept
    assert "between us" not in kept and "ada@example.org" not in kept


def test_a_calendar_of_ten_thousand_events_is_taken(page_server: Any, web: httpx.Client) -> None:
    first_test(page_server.store)
    many = "".join(
        f"BEGIN:VEVENT\nUID:old{n}\nSUMMARY:Meeting {n}\nDTSTART:{2005 + n % 20}0{1 + n % 9}05T100000\n"
        f"DURATION:PT1H\nDESCRIPTION:{'x' * 150}\nEND:VEVENT\n"
        for n in range(10_000)
    )
    calendar = events("Tempo run").replace("END:VCALENDAR", f"{many}END:VCALENDAR")
    assert len(calendar) > 2_000_000
    text = upload(web, calendar).text
    assert "Tempo run, 60 min" in text, re.sub("<[^>]*>", "", text)[-1500:]


def test_a_calendar_of_ten_thousand_events_that_come_back_is_taken(
    page_server: Any, web: httpx.Client
) -> None:
    seeded = first_test(page_server.store)
    many = "".join(
        f"BEGIN:VEVENT\nUID:{n}\nSUMMARY:Meeting {n}\x07\nDTSTART:2020010{1 + n % 9}T100000\nDURATION:PT1H\n"
        "RRULE:FREQ=MONTHLY\nEND:VEVENT\n"
        for n in range(10_000)
    )
    calendar = events("Tempo run").replace("END:VCALENDAR", f"{many}END:VCALENDAR")
    text = upload(web, calendar).text
    assert "Tempo run, 60 min" in text, re.sub("<[^>]*>", "", text)[-1500:]
    assert len(page_server.store.programme(OWNER, seeded.person).given["calendar"]) > 1_000_000


def test_a_calendar_as_large_as_on_the_terminal_is_taken(
    page_server: Any, web: httpx.Client
) -> None:
    seeded = first_test(page_server.store)
    words = "DESCRIPTION:" + "Please bring the minutes. " * 4000
    many = "".join(
        f"BEGIN:VEVENT\nUID:old{n}\nSUMMARY:Meeting\nDTSTART:20050105T100000\nDURATION:PT1H\n{words}\nEND:VEVENT\n"
        for n in range(900)
    )
    calendar = events("Tempo run").replace("END:VCALENDAR", f"{many}END:VCALENDAR")
    assert 90_000_000 < len(calendar) < 100_000_000
    text = upload(web, calendar).text
    assert "Tempo run, 60 min" in text, re.sub("<[^>]*>", "", text)[-1500:]
    assert len(page_server.store.programme(OWNER, seeded.person).given["calendar"]) < 1000
    assert not list(Path(tempfile.gettempdir()).glob("ilio-form-*"))
    told = upload(web, calendar.replace("END:VCALENDAR", "")).text
    assert "cut off after the event" in html.unescape(told)


def test_what_was_typed_is_shown_as_it_was_understood(page_server: Any, web: httpx.Client) -> None:
    first_test(page_server.store)
    text = send(web, "/plan/new", runs="I run 10k on Tuesday evening and long on Sundays").text
    assert "<li>Tuesday 18:00: easy, 60 min (10 km at 6 min/km).</li>" in text
    assert "<li>Sunday 09:00: long, 90 min (hour and length as usual" in text


def test_a_calendar_that_was_handed_out_is_moved_and_cancelled_by_the_next(
    page_server: Any, web: httpx.Client
) -> None:
    seeded = first_test(page_server.store)
    address = f"/api/v1/people/{seeded.person}/programme.ics"

    def sequences() -> dict[str, tuple[int, str]]:
        calendar = Calendar.from_ical(web.get(address).content)
        return {str(e["UID"]): (int(e["SEQUENCE"]), str(e["STATUS"])) for e in calendar.events}

    send(web, "/plan/new", runs="", free="Mon Wed Fri 18-21")
    first = sequences()
    assert set(first.values()) == {(0, "CONFIRMED")}
    assert sequences() == first
    send(web, "/plan/new", runs="", free="Tue 18-21", anew="yes")
    second = sequences()
    assert set(first) <= set(second)
    changed = {uid for uid in first if second[uid] != first[uid]}
    assert changed
    assert {second[uid][0] for uid in changed} == {1}
    assert "CANCELLED" in {second[uid][1] for uid in changed}
    assert sequences() == second


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"runs": "Tue yoga"}, "yoga"),
        ({"free": "when I like"}, "when"),
        ({"weeks": "many"}, "a whole number of weeks"),
        ({"start": "2020-01-01"}, "which is past"),
    ],
)
def test_what_was_not_understood_is_said_and_kept(
    page_server: Any, web: httpx.Client, fields: dict[str, str], said: str
) -> None:
    seeded = first_test(page_server.store)
    answer = send(web, "/plan/new", **fields)
    assert answer.status_code == 422
    problem = re.search(r'role="alert"><strong>.*?</strong> (.*?)</p>', answer.text)
    assert problem and said in problem[1]
    (value,) = fields.values()
    assert f'value="{value}"' in answer.text or f">{value}</textarea>" in answer.text
    assert page_server.store.programme(OWNER, seeded.person) is None


def test_a_plan_that_falls_short_names_the_cheapest_change(
    page_server: Any, web: httpx.Client
) -> None:
    first_test(page_server.store)
    text = send(web, "/plan/new", free="Sun 18-19").text
    assert "What did not fit, and the cheapest change" in text


def test_a_changed_plan_keeps_what_is_past(page_server: Any, web: httpx.Client) -> None:
    seeded = in_training(page_server.store)
    send(web, "/plan/new", runs="Sun long", free="Mon Wed Fri 6-8")
    before = [s for s in seeded.programme.sessions if s.start.date() < page_server.clock.today]
    now = page_server.store.programme(OWNER, seeded.person).programme
    assert [s for s in now.sessions if s.start.date() < page_server.clock.today] == before
    send(web, "/plan/new", runs="Sun long", anew="yes")
    assert page_server.store.programme(OWNER, seeded.person).programme.start == (
        page_server.clock.today
    )


def test_a_session_shows_every_step_and_takes_its_log(page_server: Any, web: httpx.Client) -> None:
    from ilio.programmes import adjust, player_steps

    seeded = in_training(page_server.store)
    text = web.get(f"/session/{seeded.session}").text
    log = page_server.store.log(OWNER, seeded.person)
    plan = adjust(seeded.programme, log, page_server.clock.today)
    session = next(s for s in plan.sessions if s.key == seeded.session)
    assert text.count("<li data-kind=") == len(player_steps(session)) > 0
    answer = send(web, f"/session/{seeded.session}/log", done="yes", effort="9", pain="5")
    assert "Logged, thank you." in answer.text
    entry = page_server.store.log(OWNER, seeded.person)[-1]
    assert (entry.session, entry.done, entry.effort, entry.pain) == (seeded.session, True, 9, 5)
    assert entry.day == session.start.date()


def test_the_drawings_of_plan_and_session_have_a_legend(
    page_server: Any, web: httpx.Client
) -> None:
    seeded = in_training(page_server.store)
    for path in ("/plan", f"/session/{seeded.session}"):
        text = web.get(path).text
        assert [text.count(sign.words) > 0 for sign in picture_signs()] == [True] * 5


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "whether the session was done"),
        ({"done": "yes", "pain": "11"}, "a number from 0 to 10 for pain"),
        ({"done": "yes", "effort": "hard"}, "a number from 0 to 10 for effort"),
    ],
)
def test_a_log_that_cannot_be_is_refused_in_words(
    page_server: Any, web: httpx.Client, fields: dict[str, str], said: str
) -> None:
    seeded = in_training(page_server.store)
    before = page_server.store.log(OWNER, seeded.person)
    answer = send(web, f"/session/{seeded.session}/log", **fields)
    assert answer.status_code == 422 and said in answer.text
    assert page_server.store.log(OWNER, seeded.person) == before


def test_a_warning_sign_in_the_log_stops_the_plan(page_server: Any, web: httpx.Client) -> None:
    seeded = in_training(page_server.store)
    text = send(web, f"/session/{seeded.session}/log", done="yes", red_flag="yes").text
    assert "The plan stops here." in text
    assert "No exercises now" in web.get(f"/session/{seeded.session}").text


def test_the_retest_is_named_when_it_is_due(page_server: Any, web: httpx.Client) -> None:
    seeded = in_training(page_server.store)
    due = seeded.programme.retest
    page_server.clock.pass_days((due - page_server.clock.today).days)
    assert "Time to test again." in web.get("/").text
    add_visit(page_server.store, seeded.person)
    assert "Time to test again." not in web.get("/").text


def test_everything_is_deleted_with_one_form(page_server: Any, web: httpx.Client) -> None:
    seeded = in_training(page_server.store)
    send(web, "/privacy/delete")
    assert len(page_server.store.visits(OWNER, seeded.person)) == 1, "not confirmed"
    assert "Everything was deleted." in send(web, "/privacy/delete", sure="yes").text
    assert page_server.store.people(OWNER) == ()


def test_a_form_of_another_site_changes_nothing(page_server: Any, web: httpx.Client) -> None:
    seeded = first_test(page_server.store)
    answer = web.post(f"/result/{seeded.visit}/delete", data={"csrf": "guess"})
    assert answer.status_code == 403
    assert len(page_server.store.visits(OWNER, seeded.person)) == 1


def test_a_name_is_shown_as_text(page_server: Any, web: httpx.Client) -> None:
    seeded = first_test(page_server.store)
    send(web, f"/people/{seeded.person}/rename", label="<b>Mo & co</b>")
    text = web.get("/account").text
    assert "&lt;b&gt;Mo &amp; co&lt;/b&gt;" in text and "<b>Mo" not in text


def test_an_error_is_a_page_with_the_way_out(page_server: Any, web: httpx.Client) -> None:
    answer = web.get("/nowhere")
    assert answer.status_code == 404
    assert "That did not work" in answer.text and "Back to the start" in answer.text


def test_the_share_picture_holds_no_health_data(page_server: Any, web: httpx.Client) -> None:
    seeded = in_training(page_server.store)
    send(web, f"/people/{seeded.person}/rename", label="Persephone")
    drawing, picture = web.get("/share.svg"), web.get("/share.png")
    assert not re.search(r"weak|tight|sound|pain\b|deg|°|Persephone", drawing.text, re.IGNORECASE)
    done = {entry.session for entry in page_server.store.log(OWNER, seeded.person)}
    assert f">{len(done)}</text>" in drawing.text
    assert picture.content.startswith(b"\x89PNG")


@pytest.fixture
def coaching(serve: Callable[..., Any]) -> Iterator[tuple[Any, httpx.Client]]:
    served = serve(mode="coach")
    with httpx.Client(base_url=served.url, follow_redirects=True, timeout=30) as client:
        client.headers["accept"] = "text/html"
        yield served, client


def test_a_coach_logs_in_adds_invites_and_sees_only_their_own(
    coaching: tuple[Any, httpx.Client],
) -> None:
    served, web = coaching
    owner = served.store.add_account(None, "Olga", "correct horse battery", "owner")
    from ilio.records.store import Actor

    boss = Actor(owner.id, "owner", None)
    served.store.add_account(boss, "Kim", "correct horse battery", "coach")
    other = served.store.add_person(boss, "Somebody else's")
    assert "Welcome back." in web.get("/").text, "nobody sees a page before the login"
    assert send(web, "/login", name="Kim", password="wrong").status_code == 401
    send(web, "/login", name="Kim", password="correct horse battery")
    assert "0 people" in web.get("/people").text
    assert "Today" in send(web, "/people", label="Mo").text
    kim = served.store.actor_of(web.cookies["ilio_session"])
    (mo,) = served.store.people(kim)
    assert web.get(f"/?person={other.id}").status_code == 404
    assert "Somebody else" not in web.get("/people").text
    text = send(web, f"/people/{mo.id}/invite").text
    link = re.search(r'id="invitation">http://[^/]+(/invite/[^<]+)<', text)
    assert link
    send(web, "/logout")
    assert "Welcome, Mo." in web.get(link[1]).text
    answer = send(web, link[1], name="Mo", password="short")
    assert answer.status_code == 422 and "10" in answer.text
    assert "Today" in send(web, link[1], name="Mo", password="three words here").text
    assert "People" not in web.get("/").text
    assert web.get(link[1]).status_code == 404, "an invitation works once"


@pytest.mark.parametrize("name", ["sessions_a_week", "session_minutes"])
def test_a_wish_outside_its_range_is_refused_beside_the_form(
    page_server: Any, web: httpx.Client, name: str
) -> None:
    first_test(page_server.store)
    answer = send(web, "/plan/new", **{name: "0"})
    assert answer.status_code == 422
    assert f"{name.replace('_', ' ')} from" in answer.text and 'value="0"' in answer.text


def test_the_most_sessions_of_a_week_are_asked(page_server: Any, web: httpx.Client) -> None:
    seeded = first_test(page_server.store)
    sent = send(web, "/plan/new", runs="Tue easy, Sun long", sessions_a_week="2")
    assert sent.status_code == 200 and "Allow 3 sessions a week." in sent.text
    plan = page_server.store.programme(OWNER, seeded.person).programme
    assert plan.sessions_a_week == 2
