"""The newest answers of a person: those of the last visit, with what an unfinished test adds."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ilio.apps.draft_answers import answers_of_draft, hurts_of_draft
from ilio.apps.seen_on import seen_on
from ilio.observations import Answers, dated, on_day, safety_of, weeks_later, with_worries
from ilio.records import Visit
from ilio.records.store import StoredVisit
from ilio.verdicts import judge
from ilio.verdicts.pain import directions

if TYPE_CHECKING:
    from ilio.observations.holding import Hurts
    from ilio.records.store import Actor, Store


@dataclass(frozen=True)
class Ruling:
    """The answers that rule on every page, file and command.

    Parameters
    ----------
    stored
        The last visit under them; without an id where nothing is kept yet.
    asked_at
        The visit whose answers are changed; empty where the unfinished test has more to say.
    """

    stored: StoredVisit
    asked_at: str


def ruling_in(store: "Store", actor: "Actor", person_id: str) -> Ruling | None:
    """The newest answers of a person in a store, as they are today; None before the first ones.

    Examples
    --------
    >>> from datetime import datetime
    >>> from ilio.records.store import OWNER, Store
    >>> store = Store.open("sqlite://", now=datetime.now)
    >>> ruling_in(store, OWNER, store.own_person(OWNER).id) is None
    True
    """
    found = _found(store, actor, person_id)
    if found is None:
        return None
    now = seen_on(found.stored.visit, store.now().date())
    return replace(found, stored=replace(found.stored, visit=now))


def _found(store: "Store", actor: "Actor", person_id: str) -> Ruling | None:
    kept = _still_painful(store, actor, _kept(store, actor, person_id))
    draft = store.draft(actor, person_id)
    if draft is None:
        return None if kept is None else Ruling(kept, kept.id)
    today = store.now().date()
    told = dated(answers_of_draft(draft), today.isoformat())
    hurts = hurts_of_draft(draft)
    if kept is None:
        return _begun(store, person_id, told, hurts)
    then = weeks_later(told, -_weeks_since(kept.visit, today))
    joined = with_added(kept.visit, then, hurts)
    same = joined.answers == kept.visit.answers
    if same and joined.judgement.hurts == kept.visit.judgement.hurts:
        return Ruling(kept, kept.id)
    return Ruling(replace(kept, visit=joined), "")


def _kept(store: "Store", actor: "Actor", person_id: str) -> StoredVisit | None:
    """The visit saved last; where another one is of a later day, the stricter of the two.

    So a slip of the year, or an old visit that is typed in later, lifts nothing.
    """
    today = store.now().date()
    lines = store.visit_lines(actor, person_id)
    if not lines:
        return None
    saved_last = max(reversed(lines), key=lambda line: line.created)
    both = [store.visit(actor, one) for one in dict.fromkeys((saved_last.id, lines[-1].id))]
    return max(both, key=lambda stored: _strictness(stored.visit, today))


def _still_painful(store: "Store", actor: "Actor", kept: StoredVisit | None) -> StoredVisit | None:
    """The visit with the pain of all others that no later one has tried again without it."""
    if kept is None:
        return None
    lasting = directions(store.lasting_pain(actor, kept.person_id))
    visit = with_added(kept.visit, kept.visit.answers, lasting)
    same = visit.judgement.hurts == kept.visit.judgement.hurts
    return kept if same else replace(kept, visit=visit)


def _strictness(visit: Visit, today: date) -> tuple[bool, bool, int, int]:
    """What a visit forbids on a day, comparable."""
    safety = safety_of(on_day(visit.answers, today.isoformat()), visit.judgement.hurts)
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


def shown_today(stored: StoredVisit, ruling: Ruling | None, today: date) -> StoredVisit:
    """A visit as it may be shown today: the newest answers withhold what they rule out.

    An older one stays a visit of its own day; that of the newest answers is one of today.

    Parameters
    ----------
    stored
        As it was kept.
    ruling
        The newest answers of the person; None before the first ones.
    today
        The day.

    Examples
    --------
    >>> from datetime import datetime
    >>> old = StoredVisit("v1", "p1", Visit(judge([])), {}, datetime(2026, 11, 22))
    >>> fever = Answers(red_flags=frozenset({"fever"}))
    >>> newest = StoredVisit("v2", "p1", Visit(judge([], fever), answers=fever), {}, old.created)
    >>> shown_today(old, Ruling(newest, "v2"), date(2026, 11, 23)).visit.judgement["left"].finding
    'refer'
    """
    if ruling is None:
        return stored
    newest = ruling.stored
    if newest.id == stored.id:
        return newest
    safety = safety_of(
        on_day(newest.visit.answers, today.isoformat()), newest.visit.judgement.hurts
    )
    if not (safety.refers or any(safety.tests.values())):
        return stored
    return replace(stored, visit=with_added(stored.visit, newest.visit.answers))


def _begun(store: "Store", person_id: str, told: Answers, hurts: "Hurts") -> Ruling | None:
    """A first test that is not finished rules as soon as there is a worry in it."""
    if not safety_of(told, hurts).holds:
        return None
    now = store.now()
    judgement = judge((), told, hurts=hurts)
    visit = Visit(judgement, answers=told, date=now.date().isoformat())
    return Ruling(StoredVisit("", person_id, visit, {}, now), "")


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
