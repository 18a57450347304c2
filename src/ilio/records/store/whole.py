"""The store: everything about people that is kept, behind one door."""

from collections.abc import Callable
from datetime import datetime
from typing import Self

from ilio.core import IlioError
from ilio.records.store.accounts import Accounts
from ilio.records.store.auditing import Audits
from ilio.records.store.backups import Backups
from ilio.records.store.exporting import Exports
from ilio.records.store.handed_out import HandedOut
from ilio.records.store.logins import Logins
from ilio.records.store.migrating import migrate
from ilio.records.store.opening import engine_of
from ilio.records.store.people import People
from ilio.records.store.programmes import Programmes
from ilio.records.store.recordings import Recordings
from ilio.records.store.visits import Visits


class Store(
    People, Recordings, Visits, Programmes, HandedOut, Accounts, Logins, Audits, Exports, Backups
):
    """Everything about people that is kept. Each method takes the actor first.

    An id that is missing and an id that is somebody else's raise the same `NotFound`. A change
    is done whole or not at all, and is safe on disk when the method returns. Threads may share
    a store.

    Examples
    --------
    >>> from ilio.records.store import OWNER
    >>> with_nobody = Store.open("sqlite://", now=datetime.now)
    >>> with_nobody.people(OWNER)
    ()
    """

    @classmethod
    def open(cls, url: str, *, now: Callable[[], datetime]) -> Self:
        """Open a store, made or brought to this version where needed.

        Parameters
        ----------
        url
            ``sqlite:///path``, ``sqlite://`` (in memory, gone at the end) or
            ``postgresql+pg8000://user:password@host/name``.
        now
            The clock.

        Raises
        ------
        InputError
            If the address is none, or there is something else than a store of this version.
        OutputError
            If the database cannot be reached or made.

        Examples
        --------
        >>> import tempfile
        >>> from pathlib import Path
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     Store.open(f"sqlite:///{folder}/ilio.db", now=datetime.now).close()
        ...     oct(Path(folder, "ilio.db").stat().st_mode)[-3:]
        '600'
        """
        engine = engine_of(url)
        try:
            migrate(engine)
        except IlioError:
            engine.dispose()
            raise
        return cls(engine, now)
