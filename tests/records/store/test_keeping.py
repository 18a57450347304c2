"""What is put into the store comes out of it equal."""

from dataclasses import replace

import pytest
import sample_visits

from ilio.core import InputError, UnknownNameError
from ilio.records.store import OWNER, Actor, NotAllowed, NotFound, Store

WEIRD = ["<b>Mo</b>", "Zoë 🏃", "'; DROP TABLE visit; --", "a" * 100]


@pytest.mark.parametrize("label", WEIRD)
def test_a_label_comes_back_as_it_was(store: Store, label: str) -> None:
    person = store.add_person(OWNER, label)
    assert store.person(OWNER, person.id).label == label


@pytest.mark.parametrize("label", ["", " ", "a" * 101, "two\nlines", "nul\0"])
def test_a_label_that_nobody_can_read_is_refused(store: Store, label: str) -> None:
    with pytest.raises(InputError, match="a label of 1 to 100 readable characters"):
        store.add_person(OWNER, label)


def test_a_person_with_a_login_adds_nobody(store: Store) -> None:
    with pytest.raises(NotAllowed, match="somebody who may add people, got the role 'person'"):
        store.add_person(Actor("a", "person", store.own_person(OWNER).id), "Mo")


@pytest.mark.parametrize("make", sample_visits.ALL.values(), ids=sample_visits.ALL)
def test_a_visit_comes_back_equal(store: Store, make) -> None:
    me = store.own_person(OWNER).id
    given = {"person": "Sam", "attempts": [{"recording": "abc", "note": "é ok"}]}
    kept = store.visit(OWNER, store.add_visit(OWNER, me, make(), given))
    assert (kept.visit, kept.given, kept.person_id, kept.revision) == (make(), given, me, 0)
    assert store.visits(OWNER, me) == (kept,)


def test_visits_stand_in_the_order_of_their_days(store: Store) -> None:
    me = store.own_person(OWNER).id
    visit = sample_visits.cannot_tell()
    for day in ("2026-12-24", "2026-11-01", "", "2026-11-30"):
        store.add_visit(OWNER, me, replace(visit, date=day), {})
    days = [line.day for line in store.visit_lines(OWNER, me)]
    assert days == ["2026-11-01", "2026-11-22", "2026-11-30", "2026-12-24"]
    assert [kept.visit.date for kept in store.visits(OWNER, me)][1] == ""


def test_a_correction_keeps_what_was_before(store: Store) -> None:
    me = store.own_person(OWNER).id
    first, second = sample_visits.weak_tight_left(), sample_visits.cannot_tell()
    new = store.add_visit(OWNER, me, first, {"n": 1})
    made = store.visit(OWNER, new).created
    store.replace_visit(OWNER, new, second, {"n": 2})
    store.replace_visit(OWNER, new, first, {"n": 3})
    now = store.visit(OWNER, new)
    assert (now.visit, now.given, now.revision, now.created) == (first, {"n": 3}, 2, made)
    assert [r.given for r in store.revisions(OWNER, new)] == [{"n": 1}, {"n": 2}]
    assert [r.visit for r in store.revisions(OWNER, new)] == [first, second]
    assert store.visits(OWNER, me) == (now,)
    store.delete_visit(OWNER, new)
    with pytest.raises(NotFound):
        store.revisions(OWNER, new)


def test_a_recording_comes_back_byte_for_byte(store: Store) -> None:
    me = store.own_person(OWNER).id
    body = bytes(range(256)) * 4000
    kept = store.recording(OWNER, store.add_recording(OWNER, me, "points", body, {"fps": 12.5}))
    assert (kept.body, kept.facts, kept.kind) == (body, {"fps": 12.5}, "points")


def test_another_kind_of_recording_is_refused(store: Store) -> None:
    with pytest.raises(UnknownNameError, match=r"a recording kind \(phone, points\), got 'film'"):
        store.add_recording(OWNER, store.own_person(OWNER).id, "film", b"", {})


def test_the_last_draft_stands(store: Store) -> None:
    me = store.own_person(OWNER).id
    assert store.draft(OWNER, me) is None
    store.save_draft(OWNER, me, {"step": 1})
    store.save_draft(OWNER, me, {"step": 2})
    assert store.draft(OWNER, me) == {"step": 2}
    store.save_draft(OWNER, me, None)
    assert store.draft(OWNER, me) is None


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), {1, 2}])
def test_what_json_cannot_say_is_refused(store: Store, wrong: object) -> None:
    with pytest.raises(InputError, match="Expected what JSON can say"):
        store.save_draft(OWNER, store.own_person(OWNER).id, {"n": wrong})
