"""The store of this machine, as the commands reach it: as its owner."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from ilio.apps.cli import clock
from ilio.apps.cli.data_folder import store_address

if TYPE_CHECKING:
    from ilio.records.store import Person, Store

Address = Annotated[
    str | None,
    typer.Option("--store", help="The store: sqlite:///file or postgresql+pg8000://..."),
]
"""The option of every command that keeps or shows people."""


@contextmanager
def opened(address: str | None) -> "Iterator[Store]":
    """The store, closed at the end.

    Parameters
    ----------
    address
        None for the one that `ilio serve` uses.

    Raises
    ------
    InputError
        If there is something else than a store of this version.
    OutputError
        If it cannot be reached or made.

    Examples
    --------
    >>> from ilio.records.store import OWNER
    >>> with opened("sqlite://") as store:
    ...     store.people(OWNER)
    ()
    """
    from ilio.records.store import Store

    zone = clock.zone_of(None)
    store = Store.open(store_address(address), now=lambda: clock.now(zone))
    try:
        yield store
    finally:
        store.close()


def find_person(store: "Store", name: str | None) -> "Person":
    """Who is meant: by label, by id or its beginning; without a name oneself.

    Raises
    ------
    InputError
        If there is nobody of that name, or several.

    Examples
    --------
    >>> from ilio.records.store import OWNER
    >>> with opened("sqlite://") as store:
    ...     mo = store.add_person(OWNER, "Mo")
    ...     find_person(store, "mo") == find_person(store, mo.id[:8]) == mo
    True
    """
    from ilio.core import InputError
    from ilio.records.store import OWNER

    if name is None:
        return store.own_person(OWNER)
    people = store.people(OWNER)
    found = [p for p in people if p.label.casefold() == name.casefold()]
    found = found or [p for p in people if p.id.startswith(name.lower())]
    if len(found) == 1:
        return found[0]
    known = ", ".join(f"{p.label} ({p.id[:8]})" for p in people) or "nobody yet"
    got = f"'{name}', which fits {len(found)} of them" if found else f"'{name}'"
    raise InputError(f"one of the people of the store: {known}", got, "Ask: ilio people")
