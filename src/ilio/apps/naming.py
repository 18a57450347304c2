"""The names of a person: whoever bears one of them is not somebody else."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilio.records.store import Actor, Store


def names_borne(store: "Store", actor: "Actor", person_id: str) -> str:
    """Every name that a person bears or bore, as far as it is kept: label, login, old visits.

    Parameters
    ----------
    store, actor, person_id
        Where it is kept, who asks, and of whom.

    Raises
    ------
    NotFound
        If there is no such person.

    Examples
    --------
    >>> from datetime import datetime
    >>> from ilio.records.store import OWNER, Store
    >>> store = Store.open("sqlite://", now=datetime.now)
    >>> names_borne(store, OWNER, store.add_person(OWNER, "Mo").id)
    'Mo'
    """
    then = (stored.visit.person for stored in store.visits(actor, person_id))
    return " ".join(dict.fromkeys((*store.names_of(actor, person_id), *then))).strip()
