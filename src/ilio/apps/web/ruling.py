"""The newest answers of a person: those of the last visit, with what an unfinished test adds."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from fastapi import Request

from ilio.apps.plan_making import answers_on
from ilio.apps.web.draft_answers import answers_of_draft, hurts_of_draft
from ilio.apps.web.given import actor_of, store_of, today_of
from ilio.observations import Answers, safety_of, weeks_later, with_worries
from ilio.records import Visit
from ilio.records.store import StoredVisit
from ilio.verdicts import judge

if TYPE_CHECKING:
    from ilio.observations.safety import Hurts
    from ilio.records.store import Person


@dataclass(frozen=True)
class Ruling:
    """The answers that rule on every page and file.

    Parameters
    ----------
    stored
        The last visit under them; without an id where nothing is kept yet.
    asked_at
        The visit whose answers are changed; empty where the unfinished test has more to say.

    Examples
    --------
    >>> Ruling.__name__
    'Ruling'
    """

    stored: StoredVisit
    asked_at: str


def ruling_of(request: Request, person: "Person") -> Ruling | None:
    """The newest answers of a person; None before the first ones.

    Examples
    --------
    >>> callable(ruling_of)
    True
    """
    kept = _still_painful(request, _kept(request, person))
    draft = store_of(request).draft(actor_of(request), person.id)
    if draft is None:
        return None if kept is None else Ruling(kept, kept.id)
    told, hurts = answers_of_draft(draft), hurts_of_draft(draft)
    if kept is None:
        return _begun(request, person, told, hurts)
    then = weeks_later(told, -_weeks_since(kept.visit, today_of(request)))
    joined = with_added(kept.visit, then, hurts)
    same = joined.answers == kept.visit.answers
    if same and joined.judgement.hurts == kept.visit.judgement.hurts:
        return Ruling(kept, kept.id)
    return Ruling(replace(kept, visit=joined), "")


def _kept(request: Request, person: "Person") -> StoredVisit | None:
    """The visit saved last; where another one is of a later day, the stricter of the two.

    So a slip of the year, or an old visit that is typed in later, lifts nothing.
    """
    actor, store, today = actor_of(request), store_of(request), today_of(request)
    lines = store.visit_lines(actor, person.id)
    if not lines:
        return None
    saved_last = max(reversed(lines), key=lambda line: line.created)
    both = [store.visit(actor, one) for one in dict.fromkeys((saved_last.id, lines[-1].id))]
    return max(both, key=lambda stored: _strictness(stored.visit, today))


def _still_painful(request: Request, kept: StoredVisit | None) -> StoredVisit | None:
    """The visit with the pain of all others that no later one has tried again without it."""
    if kept is None:
        return None
    lasting = store_of(request).lasting_pain(actor_of(request), kept.person_id)
    visit = with_added(kept.visit, kept.visit.answers, lasting)
    same = visit.judgement.hurts == kept.visit.judgement.hurts
    return kept if same else replace(kept, visit=visit)


def _strictness(visit: Visit, today: date) -> tuple[bool, bool, int, int]:
    """What a visit forbids on a day, comparable."""
    safety = safety_of(answers_on(visit, today), visit.judgement.hurts, day=today.isoformat())
    plan = ("allowed", "after clearance", "none").index(safety.plan)
    return safety.refers, bool(safety.open), plan, len(safety.left_out)


def with_added(visit: Visit, told: Answers, hurts: "Hurts | None" = None) -> Visit:
    """A visit judged anew with the worries of other answers.

    Parameters
    ----------
    visit
        As it was saved.
    told
        Answers that came later.
    hurts
        Hips that hurt since, and in which direction.

    Examples
    --------
    >>> fever = Answers(red_flags=frozenset({"fever"}))
    >>> with_added(Visit(judge([])), fever).judgement["left"].finding
    'refer'
    """
    answers = with_worries(visit.answers, told)
    joined = _joined(visit.judgement.hurts, hurts or {})
    judgement = judge(visit.measurements, answers, visit.judgement.rules, joined)
    return replace(visit, answers=answers, judgement=judgement)


def _begun(request: Request, person: "Person", told: Answers, hurts: "Hurts") -> Ruling | None:
    """A first test that is not finished rules as soon as there is a worry in it."""
    if not safety_of(told, hurts).holds:
        return None
    now = store_of(request).now()
    judgement = judge((), told, hurts=hurts)
    visit = Visit(judgement, answers=told, date=now.date().isoformat())
    return Ruling(StoredVisit("", person.id, visit, {}, now), "")


def _weeks_since(visit: Visit, today: date) -> float:
    """The visit keeps its day; a week of pregnancy that is told today is reckoned back to it."""
    try:
        since = today - date.fromisoformat(visit.date)
    except ValueError:
        return 0.0
    return max(since / timedelta(weeks=1), 0.0)


def _joined(one: "Hurts", other: "Hurts") -> "dict[Any, frozenset[str]]":
    sides: Iterable[Any] = dict.fromkeys((*one, *other))
    return {side: one.get(side, frozenset()) | other.get(side, frozenset()) for side in sides}
