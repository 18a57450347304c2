"""The processes that measure: what breaks off, takes too long, or comes all at once."""

import operator
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ilio.apps.web import work as room
from ilio.apps.web.app import THREADS
from ilio.apps.web.faults import BUSY, Refusal
from ilio.apps.web.line import MOST_OF_ONE, MOST_WAITING, Line
from ilio.apps.web.settings import Settings
from ilio.apps.web.work import BROKE_OFF, Work
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


def test_a_slow_start_is_no_long_job(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    python, flag, code = room.COMMAND
    monkeypatch.setattr(room, "COMMAND", (python, flag, f"import time; time.sleep(4); {code}"))
    monkeypatch.setattr(room, "MOMENT_S", 3.0)
    assert work.call("p", len, "abc", momentary=True) == 3


def test_too_many_at_once_are_sent_away_and_the_others_served(work: Work) -> None:
    told: list[object] = []

    def ask(who: int) -> None:
        try:
            told.append(work.call(f"p{who}", time.sleep, 0.02))
        except Refusal as refusal:
            told.append(refusal.fault)

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(3 * MOST_WAITING)]
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


def test_nobody_has_more_at_once_than_their_share(work: Work) -> None:
    threads = [
        threading.Thread(target=work.call, args=("p", time.sleep, 0.3)) for _ in range(MOST_OF_ONE)
    ]
    for thread in threads:
        thread.start()
    time.sleep(0.1)
    with pytest.raises(Refusal) as told:
        work.call("p", len, "abc")
    assert told.value.fault is BUSY
    assert work.call("q", len, "abc", momentary=True) == 3
    for thread in threads:
        thread.join(30)


def test_an_answer_does_not_wait_for_the_long_work_of_somebody_else() -> None:
    """Four long jobs of one account made a typed answer of another wait for four minutes."""
    work = Work(2)
    threads = [threading.Thread(target=work.call, args=("a", time.sleep, 1.0)) for _ in range(4)]
    others = [threading.Thread(target=work.call, args=("c", time.sleep, 1.0)) for _ in range(4)]
    try:
        assert len({work.call(name, os.getpid) for name in "abcdefgh"}) == 2  # both have loaded
        for thread in (*threads, *others):
            thread.start()
        time.sleep(0.2)
        begun = time.monotonic()
        assert work.call("b", len, "abc", momentary=True) == 3
        assert time.monotonic() - begun < 0.8
        for thread in (*threads, *others):
            thread.join(30)
    finally:
        work.close()


def order_of(jobs: list[tuple[str, bool]], places: int = 1, wait_s: float = 0.0) -> list[str]:
    """In which order they are served that came while one place was taken."""
    now = [0.0]
    line, served = Line(places, seconds=lambda: now[0]), list[str]()
    turn = threading.Lock()

    def join(name: str, long: bool) -> None:
        with line.place(name[0], long=long):
            with turn:
                served.append(name)
            time.sleep(0.01)

    threads = []
    with line.place("first", long=False):
        for name, long in jobs:
            threads.append(threading.Thread(target=join, args=(name, long)))
            threads[-1].start()
            while len(line._waiting) < len(threads):
                time.sleep(0.001)
            now[0] += 0.1
        now[0] += wait_s
    for thread in threads:
        thread.join(30)
    return served


def test_short_work_goes_before_long_and_everybody_in_turn() -> None:
    jobs = [("a1", True), ("a2", True), ("a3", True), ("b1", True), ("c1", False)]
    assert order_of(jobs) == ["c1", "a1", "b1", "a2", "a3"]


def test_long_work_does_not_wait_for_ever() -> None:
    jobs = [("a1", True), ("b1", False), ("c1", False)]
    assert order_of(jobs) == ["b1", "c1", "a1"]
    assert order_of(jobs, wait_s=6)[0] == "a1"


def test_what_a_job_left_behind_goes_with_its_process(
    work: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A recording lies in a file while it is read; whoever is killed over it deletes nothing."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = work.call("p", tempfile.mkdtemp)
    monkeypatch.setattr(room, "LONGEST_S", 0.5)
    assert Path(folder).is_relative_to(tmp_path)
    with pytest.raises(Refusal, match="longer"):
        work.call("p", time.sleep, 30)
    assert list(tmp_path.iterdir()) == []


def test_a_job_that_needs_too_much_memory_is_refused_and_the_next_one_served(work: Work) -> None:
    with pytest.raises(
        InputError, match="Expected what fits into the memory of this job, got more"
    ):
        work.call("p", bytes, 8 << 30)
    assert work.call("p", len, "abc") == 3


def test_a_process_that_has_grown_is_started_anew(work: Work) -> None:
    first = work.call("p", os.getpid)
    assert work.call("p", os.getpid) == first
    assert work.call("p", operator.mul, b"x", 800 << 20)[:1] == b"x"
    assert work.call("p", os.getpid) != first


def test_what_was_remembered_of_somebody_is_forgotten_without_ending_the_work_of_others(
    work: Work,
) -> None:
    done: list[object] = []
    thread = threading.Thread(target=lambda: done.append(work.call("a", time.sleep, 0.6)))
    first = work.recall("plan", "a", os.getpid)
    thread.start()
    time.sleep(0.2)
    begun = time.monotonic()
    work.forget(dir)
    assert time.monotonic() - begun < 0.3
    thread.join(30)
    assert done == [None]
    assert work.recall("plan", "a", os.getpid) != first
