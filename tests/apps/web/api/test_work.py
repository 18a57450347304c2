"""The processes that measure: what breaks off, takes too long, or comes all at once."""

import operator
import os
import threading
import time
from collections.abc import Iterator

import pytest

from ilio.apps.web import work as room
from ilio.apps.web.app import THREADS
from ilio.apps.web.faults import BUSY, Refusal
from ilio.apps.web.settings import Settings
from ilio.apps.web.work import BROKE_OFF, MOST_WAITING, Work
from ilio.core import InputError, Side


@pytest.fixture
def work() -> Iterator[Work]:
    opened = Work(1)
    yield opened
    opened.close()


def test_an_error_of_ilio_comes_back_as_it_was(work: Work) -> None:
    with pytest.raises(InputError, match="Expected a side"):
        work.call("p", Side.parse, "lefft")


def test_a_fault_of_ours_comes_back_without_its_words(work: Work) -> None:
    with pytest.raises(RuntimeError, match=r"^a fault in a working process$"):
        work.call("p", operator.getitem, {}, "R. is 34")
    assert work.call("p", len, "abc") == 3


def test_a_process_that_breaks_off_is_started_anew(work: Work) -> None:
    with pytest.raises(Refusal) as told:
        work.call("p", os.abort)
    assert told.value.fault is BROKE_OFF
    assert work.call("p", len, "abc") == 3


def test_a_job_that_takes_too_long_is_given_up(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    work.warm_up()
    work.call("p", len, "")
    monkeypatch.setattr(room, "LONGEST_S", 0.3)
    begun = time.monotonic()
    with pytest.raises(Refusal, match="one that took longer or broke off"):
        work.call("p", time.sleep, 30)
    assert time.monotonic() - begun < 10


def test_too_many_at_once_are_sent_away_and_the_others_served(work: Work) -> None:
    told: list[object] = []

    def ask() -> None:
        try:
            told.append(work.call("p", time.sleep, 0.02))
        except Refusal as refusal:
            told.append(refusal.fault)

    threads = [threading.Thread(target=ask) for _ in range(3 * MOST_WAITING)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert told.count(BUSY) > 0
    assert told.count(None) >= MOST_WAITING
    assert len(told) == len(threads)


def test_pages_have_threads_left_while_everybody_measures() -> None:
    assert Settings().workers * MOST_WAITING <= THREADS / 2


def test_all_jobs_of_one_person_meet_the_same_process() -> None:
    work = Work(2)
    try:
        for person in ("a" * 32, "b" * 32, "c" * 32, "d" * 32):
            assert len({work.call(person, os.getpid) for _ in range(3)}) == 1
        assert len({work.call(str(i), os.getpid) for i in range(20)}) == 2
    finally:
        work.close()
