"""Taking out everything of a person: data whole, and paper as it may be read today."""

from typing import BinaryIO

from ilio.apps.plan_making import answers_on, safety_now
from ilio.apps.ruling import ruling_in, shown_today
from ilio.apps.seen_on import seen_on
from ilio.programmes import Programme
from ilio.programmes.guarding import emptied, held_against
from ilio.programmes.stopping import stop_of
from ilio.records import Visit
from ilio.records.store import Actor, ReadToday, Store, StoredVisit


def export_all(store: Store, actor: Actor, person_id: str, file: BinaryIO) -> None:
    """Write everything of a person as a zip; no report or plan in it shows what is ruled out.

    Parameters
    ----------
    store, actor, person_id
        Where it is kept, who asks, and of whom.
    file
        Open for writing.

    Raises
    ------
    NotFound
        If there is no such person.

    Examples
    --------
    >>> import io
    >>> import zipfile
    >>> from datetime import datetime
    >>> from ilio.records.store import OWNER
    >>> store, out = Store.open("sqlite://", now=datetime.now), io.BytesIO()
    >>> export_all(store, OWNER, store.own_person(OWNER).id, out)
    >>> "everything.json" in zipfile.ZipFile(out).namelist()
    True
    """
    today, ruling = store.now().date(), ruling_in(store, actor, person_id)
    stop = stop_of(store.log(actor, person_id), today)

    def visit(stored: StoredVisit) -> Visit:
        return seen_on(shown_today(stored, ruling, today).visit, today)

    def plan(made: Programme) -> Programme:
        newest = ruling.stored.visit if ruling else None
        if stop.leads(safety_now(newest, today) if newest else None):
            return emptied(made, stop.text)
        if made.refused or newest is None:
            return made
        return held_against(made, newest.judgement, answers_on(newest, today), today)

    store.export(actor, person_id, file, ReadToday(visit, plan))
