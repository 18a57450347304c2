"""The plan: its calendar, and the form that makes one."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from fastapi import APIRouter, Depends, Request, Response

from ilio.apps.naming import names_borne
from ilio.apps.session_moving import moment_typed, with_moved
from ilio.apps.web.given import actor_of, files_of, form_of, person_of, store_of, today_of, work_of
from ilio.apps.web.pages.plan_view import weeks_view
from ilio.apps.web.pages.rendering import go_on, page
from ilio.apps.web.pages.running_view import choice_of, running_view
from ilio.apps.web.pages.session_cards import movable, next_session, sessions_on
from ilio.apps.web.pages.session_view import check_of
from ilio.apps.web.referring import asked_at, newest_visit, not_referred
from ilio.apps.web.safety_view import plan_refusal, visit_safety
from ilio.apps.web.standing import Standing, standing_of, zone_of
from ilio.apps.words_planned import made_plan, shortened, to_keep
from ilio.core import IlioError, InputError
from ilio.knowledge import bounds, red_flags
from ilio.programmes.stopping import is_stopped
from ilio.records.handout import handout_of
from ilio.records.report_brief import cleared_words

router = APIRouter(include_in_schema=False, dependencies=[Depends(not_referred)])

TEXTS = ("runs", "calendar", "free", "start")
CHOICES = ("no_stretch", "long_run_is_hard", "squats_hurt", "reminders")
NUMBERS = ("weeks", "session_minutes", "sessions_a_week")


@router.get("/plan")
def plan(request: Request) -> Response:
    """The plan as it stands, or how to get one."""
    standing = standing_of(request, person_of(request))
    if standing is None:
        return _none(request)
    return _stopped(request, standing) if standing.programme.refused else _shown(request, standing)


def _shown(request: Request, standing: Standing, problem: str = "") -> Response:
    person, today = person_of(request), today_of(request)
    programme, log = standing.programme, standing.log
    return page(
        request,
        "plan.html",
        current="plan",
        status=422 if problem else 200,
        problem=problem,
        given=form_of(request),
        movable=movable(programme, log, today),
        just_moved=request.query_params.get("moved", ""),
        person=person,
        handout=handout_of(programme),
        weeks=weeks_view(programme, log, today, standing.runs),
        today=sessions_on(programme, log, today, today),
        coming=next_session(programme, log, today),
        retest=programme.retest,
        cleared=tuple(map(cleared_words, programme.cleared)),
        running=running_view(standing.running),
    )


@router.post("/plan/move")
def move(request: Request) -> Response:
    """Move one session to another time; what a rule forbids is said beside the form."""
    actor, store, person = actor_of(request), store_of(request), person_of(request)
    standing, form, now = standing_of(request, person), form_of(request), store.now()
    if standing is None or standing.programme.refused:
        return go_on(request, "/plan")
    made, key = standing.stored.programme, form.get("session", "")
    try:
        to = moment_typed(form.get("day", ""), form.get("at", ""), now.date())
        new = with_moved(made, standing.programme, standing.log, key, to, now)
    except InputError as error:
        return _shown(request, standing, str(error))
    store.add_programme(actor, person.id, new, standing.stored.given)
    return go_on(request, "/plan", moved=key)


@router.post("/plan/check")
def check(request: Request) -> Response:
    """Somebody has looked at the pain that stopped the plan: it goes on if the answers allow it."""
    actor, store, person = actor_of(request), store_of(request), person_of(request)
    standing = standing_of(request, person)
    if standing is None or not standing.checkable:
        return go_on(request, "/plan")
    try:
        own = names_borne(store, actor, person.id)
        entry = check_of(form_of(request), today_of(request), own)
    except InputError as error:
        return _stopped(request, standing, str(error))
    store.add_log(actor, person.id, entry)
    return go_on(request, "/plan")


def _none(request: Request, status: int = 200) -> Response:
    """There is no plan: first the test, or an answer, or a clearance."""
    person, today = person_of(request), today_of(request)
    newest = newest_visit(request, person)
    return page(
        request,
        "plan_none.html",
        current="plan",
        status=status,
        person=person,
        visit=asked_at(request, person),
        tested=newest is not None,
        refused=plan_refusal(newest.visit, today) if newest else "",
        safety=visit_safety(newest.visit, today) if newest else None,
    )


def _stopped(request: Request, standing: Standing, problem: str = "") -> Response:
    """The plan stands still: why, whom to see, and how it goes on."""
    return page(
        request,
        "plan_stopped.html",
        current="plan",
        status=422 if problem else 200,
        person=person_of(request),
        visit=asked_at(request, person_of(request)),
        programme=standing.programme,
        safety=standing.safety,
        checkable=standing.checkable,
        given=form_of(request),
        problem=problem,
        pain=bounds("log_pain"),
        signs=red_flags().values(),
    )


@router.get("/plan/new")
def begin(request: Request) -> Response:
    """The form that makes a plan, filled with what the last one was made from."""
    newest = newest_visit(request, person_of(request))
    standing = standing_of(request, person_of(request))
    if standing is not None and is_stopped(standing.programme):
        return go_on(request, "/plan")
    if newest is not None and plan_refusal(newest.visit, today_of(request)):
        return _none(request)
    return _form(request, standing, standing.stored.given if standing else {})


@router.post("/plan/new")
def make(request: Request) -> Response:
    """Make a plan; what was not understood is said beside what was typed."""
    actor, store, person = actor_of(request), store_of(request), person_of(request)
    form, standing = form_of(request), standing_of(request, person)
    newest = newest_visit(request, person)
    if standing is not None and is_stopped(standing.programme):  # no plan forgets what hurt
        return go_on(request, "/plan")
    if newest is None or plan_refusal(newest.visit, today_of(request)):
        return _none(request, 422)
    anew = standing is None or form.get("anew") == "yes"
    try:
        given = given_of(form, {} if standing is None else standing.stored.given)
        given |= _large_calendar(request, standing)
        making = partial(
            made_plan,
            newest.visit,
            given,
            today=today_of(request),
            zone=zone_of(request),
            old=None if anew or standing is None else standing.stored.programme,
            log=() if anew or standing is None else standing.log,
        )
        programme, _ = work_of(request).call(person.id, making)
    except IlioError as error:
        return _form(request, standing, form, str(error))
    store.add_programme(actor, person.id, programme, to_keep(given, programme.start))
    return go_on(request, "/plan")


@router.post("/plan/runs")
def choose(request: Request) -> Response:
    """Take the ticked titles of the calendar for runs, and plan anew around them."""
    actor, store, person = actor_of(request), store_of(request), person_of(request)
    standing, newest = standing_of(request, person), newest_visit(request, person)
    if standing is None or standing.stopped or newest is None:
        return go_on(request, "/plan")
    given = {**standing.stored.given, **choice_of(standing.running.titles, form_of(request))}
    making = partial(
        made_plan,
        newest.visit,
        given,
        today=today_of(request),
        zone=zone_of(request),
        old=standing.stored.programme,
        log=standing.log,
    )
    programme, _ = work_of(request).call(person.id, making)
    store.add_programme(actor, person.id, programme, to_keep(given, programme.start))
    return go_on(request, "/plan")


def given_of(form: Mapping[str, str], before: Mapping[str, Any]) -> dict[str, Any]:
    """What a plan is made from, out of the form.

    Parameters
    ----------
    form
        As it was sent.
    before
        What the last plan was made from: its calendar stays unless a new one is sent.

    Raises
    ------
    InputError
        If a number is none.

    Examples
    --------
    >>> given_of({"runs": " Tue tempo ", "no_stretch": "yes", "weeks": "6"}, {})
    {'runs': 'Tue tempo', 'no_stretch': True, 'weeks': 6}
    """
    given: dict[str, Any] = {name: text for name in TEXTS if (text := form.get(name, "").strip())}
    given |= {name: True for name in CHOICES if form.get(name) == "yes"}
    given |= {name: _whole(name, text) for name in NUMBERS if (text := form.get(name, "").strip())}
    if "calendar" not in given and before.get("calendar") and form.get("forget") != "yes":
        given["calendar"] = before["calendar"]
    if "calendar" in given:
        given |= {name: before[name] for name in ("take", "leave") if before.get(name)}
    return given


def _large_calendar(request: Request, standing: Standing | None) -> dict[str, str]:
    """A calendar that was sent as a large file, cut down to what planning reads."""
    file = files_of(request).get("calendar")
    if file is None:
        return {}
    days = [today_of(request), *([standing.programme.start] if standing else [])]
    cut = partial(shortened, file, min(days))
    return {"calendar": work_of(request).call(person_of(request).id, cut)}


def _whole(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit():
        asked = name.replace("_", " ")
        raise InputError(f"a whole number of {asked}", f"'{text}'", "Write digits, such as 6.")
    return int(text)


def _form(
    request: Request, standing: Standing | None, given: Mapping[str, Any], problem: str = ""
) -> Response:
    person = person_of(request)
    return page(
        request,
        "plan_new.html",
        current="plan",
        status=422 if problem else 200,
        person=person,
        given=dict.fromkeys((*TEXTS, *CHOICES, *NUMBERS), "") | dict(given),
        has_calendar=bool(standing and standing.stored.given.get("calendar")),
        replaces=standing is not None,
        problem=problem,
        tested=bool(store_of(request).visit_lines(actor_of(request), person.id)),
    )
