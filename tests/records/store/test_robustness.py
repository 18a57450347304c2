"""A killed process and a full disk lose nothing that was confirmed and leave the store readable."""

import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from threading import Thread, Timer
from typing import Any

import pytest

from ilio.core import OutputError
from ilio.records.store import OWNER, Store

WRITER = Path(__file__).with_name("writer.py")
START_S = 60


def start(*words: str, before: Any = None, under: tuple[str, ...] = ()) -> "subprocess.Popen[str]":
    command = [*under, sys.executable, str(WRITER), *words]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=before
    )


def kill_after(
    process: "subprocess.Popen[str]", lines: int, seconds: float
) -> list[dict[str, Any]]:
    """What it confirmed until it was killed, so long after so many confirmations."""
    said: list[dict[str, Any]] = []
    assert process.stdout and process.stderr
    killer = Timer(seconds, process.send_signal, [signal.SIGKILL])
    for line in process.stdout:
        if line.endswith("\n"):
            said.append(json.loads(line))
        if len(said) == lines:
            killer.start()
    assert len(said) >= lines, process.stderr.read()
    killer.join()
    assert process.wait() == -signal.SIGKILL
    process.stdout.close()
    process.stderr.close()
    return said


def check(store: Store, said: list[dict[str, Any]]) -> None:
    """Everything that was confirmed is there, and nothing is there by half."""
    me = store.own_person(OWNER).id
    confirmed = {line["visit"] for line in said if "visit" in line}
    kept = {visit.id: visit for visit in store.visits(OWNER, me)}
    runs = len([line for line in said if "person" in line])
    assert confirmed <= kept.keys()
    assert len(kept) <= len(confirmed) + runs
    for visit in kept.values():
        (attempt,) = visit.given["attempts"]
        assert store.recording(OWNER, attempt["recording"]).body.count(b"\n") == 4000
    drafts = [line["draft"] for line in said if "draft" in line]
    draft = store.draft(OWNER, me)
    assert draft is not None and draft["number"] in (drafts[-1], drafts[-1] + 1, 0)
    if store._engine.dialect.name == "sqlite":
        assert whole(Path(str(store._engine.url.database))) == "ok"


def whole(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])


@pytest.mark.slow
def test_a_process_killed_in_the_middle_of_a_save_loses_nothing_confirmed(url: str, clock) -> None:
    """Killed again and again, each time going on where the last one was torn off."""
    rng = random.Random(11)
    said: list[dict[str, Any]] = []
    for _ in range(3):
        said += kill_after(start(url), rng.randrange(8, 14), rng.uniform(0, 0.05))
        store = Store.open(url, now=clock)
        check(store, said)
        store.close()
    assert len([line for line in said if "visit" in line]) > 10


@pytest.mark.slow
def test_a_process_killed_while_it_makes_the_store_leaves_one_that_opens(
    tmp_path: Path, clock
) -> None:
    for i, seconds in enumerate((0.6, 0.9, 1.1, 1.3)):
        url = f"sqlite:///{tmp_path}/{i}/ilio.db"
        process = start(url)
        time.sleep(seconds)
        process.kill()
        process.communicate()
        store = Store.open(url, now=clock)
        assert store.own_person(OWNER).label == "Me"
        store.close()


@pytest.mark.slow
def test_a_backup_that_is_killed_leaves_the_last_one(tmp_path: Path, clock) -> None:
    url, target = f"sqlite:///{tmp_path}/ilio.db", tmp_path / "backups" / "ilio.backup"
    target.parent.mkdir()
    kill_after(start(url), 8, 0.01)
    kill_after(start(url, "backup", str(target)), 4, 0.03)
    assert whole(target) == "ok"
    store, copy = (Store.open(u, now=clock) for u in (url, f"sqlite:///{target}"))
    assert [v.id for v in copy.visits(OWNER, copy.own_person(OWNER).id)] == [
        v.id for v in store.visits(OWNER, store.own_person(OWNER).id)
    ]
    store.close()
    copy.close()


def told(process: "subprocess.Popen[str]") -> dict[str, Any]:
    out, errors = process.communicate(timeout=START_S)
    assert process.returncode == 0, errors
    merged: dict[str, Any] = {"confirmed": 0}
    for line in out.splitlines():
        merged.update(json.loads(line))
        merged["confirmed"] += '"visit"' in line
    return merged


def test_a_deletion_that_cannot_be_overwritten_yet_says_so(tmp_path: Path, clock) -> None:
    """The log of changes fits, the place in the file lies beyond what may be written."""
    store = Store.open(f"sqlite:///{tmp_path}/ilio.db", now=clock)
    big, small = store.add_person(OWNER, "big"), store.add_person(OWNER, "small")
    store.add_recording(OWNER, big.id, "phone", b"x" * 2_000_000, {})
    store.add_recording(OWNER, small.id, "phone", b"quagga" * 2000, {})
    store._scrubber.scrub()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, hard))
    try:
        with pytest.raises(OutputError, match="it is deleted, but its bytes are not overwritten"):
            store.delete_person(OWNER, small.id)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert store.people(OWNER) == (big,)
    store.close()
    assert b"quagga" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


@pytest.mark.slow
def test_a_file_that_may_not_grow_loses_nothing_confirmed(tmp_path: Path, clock) -> None:
    """A quota: the system refuses to let any file grow beyond a size."""
    url = f"sqlite:///{tmp_path}/ilio.db"
    limit = 1_500_000

    def starve() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    process = start(url, "full", before=starve)
    out, errors = process.communicate(timeout=START_S)
    said = [json.loads(line) for line in out.splitlines()]
    full = next(line["full"] for line in said if "full" in line)
    assert full.startswith(f"Cannot write sqlite:///{tmp_path}/ilio.db: ")
    assert full.endswith("Nothing was lost; choose another place.")
    assert {"readable": True, "extra": 0} in said
    assert "Traceback" not in errors or "OutputError" in errors
    store = Store.open(url, now=clock)
    check(store, [line for line in said if "after" not in line])
    store.add_person(OWNER, "there is room again")
    store.close()


def test_a_full_disk_loses_nothing_confirmed_and_room_helps(tmp_path: Path) -> None:
    """A real disk of 2 MB, full: no byte left."""
    if shutil.which("unshare") is None or os.system("unshare -rm true") != 0:
        pytest.skip("no namespace for a small disk can be made here")
    mount = f'mount -t tmpfs -o size=2m none "{tmp_path}" && exec "$@"'
    disk = ("unshare", "-rm", "sh", "-c", mount, "sh")
    found = told(start(f"sqlite:///{tmp_path}/ilio.db", "full", under=disk))
    assert found["confirmed"] > 5
    assert "disk" in found["full"] and "Nothing was lost" in found["full"]
    assert (found["readable"], found["extra"]) == (True, 0)
    assert len(found["after"]) == 32


def test_many_writers_at_once_lose_no_write(url: str, clock) -> None:
    store = Store.open(url, now=clock)
    me = store.own_person(OWNER).id
    new = store.add_visit(OWNER, me, empty(), {})
    errors: list[Exception] = []

    def correct(writer: int) -> None:
        try:
            for i in range(5):
                store.replace_visit(OWNER, new, empty(), {"writer": writer, "i": i})
                store.add_recording(OWNER, me, "phone", b"t,x", {})
                assert store.visit(OWNER, new).revision > 0
        except Exception as error:
            errors.append(error)

    threads = [Thread(target=correct, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    past = [(r.given.get("writer"), r.given.get("i")) for r in store.revisions(OWNER, new)]
    last = store.visit(OWNER, new)
    everything = {*past, (last.given["writer"], last.given["i"])}
    assert everything == {(n, i) for n in range(8) for i in range(5)} | {(None, None)}
    assert last.revision == 40
    store.close()


def test_first_visits_at_once_make_one_person(url: str, clock) -> None:
    store = Store.open(url, now=clock)
    found: list[str] = []
    threads = [Thread(target=lambda: found.append(store.own_person(OWNER).id)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == len(store.people(OWNER)) == 1
    store.close()


def test_stores_opened_at_once_are_made_once(url: str, clock) -> None:
    opened: list[Store] = []
    threads = [Thread(target=lambda: opened.append(Store.open(url, now=clock))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 4
    assert opened[0].own_person(OWNER) == opened[3].own_person(OWNER)
    for store in opened:
        store.close()


def empty() -> Any:
    from ilio.records.visit import Visit
    from ilio.verdicts.verdict import Judgement

    return Visit(Judgement("Nothing was measured.", {}))
