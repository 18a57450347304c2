"""A program that saves visits and says which ones are confirmed, to be killed or starved by a test.

Usage: writer.py URL          writes until it is killed
       writer.py URL full     writes until nothing more fits, then looks at what is there, makes
                              room, and writes on
       writer.py URL backup F backs up again and again until it is killed
"""

import json
import sys
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import sample_visits

from ilio.core import OutputError
from ilio.records.store import OWNER, Store

BODY = b"time_s,gravity_x\n" * 4000


def say(**what: object) -> None:
    print(json.dumps(what), flush=True)


def write_one(store: Store, person_id: str, number: int) -> str:
    recording = store.add_recording(OWNER, person_id, "phone", BODY, {"number": number})
    given = {"number": number, "attempts": [{"recording": recording}]}
    visit = store.add_visit(OWNER, person_id, sample_visits.cannot_tell(), given)
    say(visit=visit, recording=recording)
    store.save_draft(OWNER, person_id, {"number": number})
    say(draft=number)
    return visit


def until_full(store: Store, person_id: str, filler: Path) -> None:
    confirmed: list[str] = []
    try:
        for number in range(10_000):
            confirmed.append(write_one(store, person_id, number))
    except OutputError as error:
        say(full=str(error))
    kept = {visit.id for visit in store.visits(OWNER, person_id)}
    say(readable=kept >= set(confirmed), extra=len(kept - set(confirmed)))
    filler.unlink()
    say(after=write_one(store, person_id, -1))


def main(url: str, mode: str = "", target: str = "") -> None:
    folder = Path(url.removeprefix("sqlite:///")).parent
    filler = folder / "filler"
    if mode == "full":
        filler.write_bytes(b"x" * 300_000)
    store = Store.open(url, now=datetime.now)
    person_id = store.own_person(OWNER).id
    say(person=person_id)
    if mode == "full":
        until_full(store, person_id, filler)
    elif mode == "backup":
        while True:
            store.backup(target)
            say(backup=target)
    else:
        for number in range(10_000):
            write_one(store, person_id, number)


if __name__ == "__main__":
    main(*sys.argv[1:])
