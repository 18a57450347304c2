"""What was deleted leaves SQLite's log of changes too, as soon as nobody reads the old pages."""

import sqlite3
import threading
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import Engine

from ilio.core import OutputError

WAIT_S = 2.0
"""How long a deletion itself waits for whoever reads just now [s]."""

AGAIN_S = 0.5
"""How often it is tried afterwards [s]."""


class Scrubber:
    """Moves the log of changes into the file and empties it: it still holds old pages.

    In the file itself a deletion overwrites what goes (`secure_delete`). Whoever reads the store
    meanwhile keeps the log from being emptied; then it is tried again and again in a thread, and
    once more at `close`, until it is done.

    Parameters
    ----------
    engine
        Of the store; nothing is done for databases other than an SQLite file.

    Examples
    --------
    >>> from ilio.records.store.opening import engine_of
    >>> scrubber = Scrubber(engine_of("sqlite://"))
    >>> scrubber.scrub()
    >>> scrubber.close()
    """

    def __init__(self, engine: Engine) -> None:
        file = engine.url.database if engine.dialect.name == "sqlite" else None
        self._file = Path(file) if file else None
        self._told = engine.url.render_as_string()
        self._turn = threading.Lock()
        self._ended = threading.Event()
        self._later: threading.Thread | None = None

    def scrub(self) -> None:
        """Empty the log now, or leave that to the thread where somebody reads.

        Raises
        ------
        OutputError
            If the disk does not take it.

        Examples
        --------
        >>> from ilio.records.store.opening import engine_of
        >>> Scrubber(engine_of("sqlite://")).scrub()
        """
        if self._file is None or self._emptied(WAIT_S):
            return
        with self._turn:
            if self._later is None or not self._later.is_alive():
                self._later = threading.Thread(target=self._again, daemon=True)
                self._later.start()

    def close(self) -> None:
        """End the thread.

        Examples
        --------
        >>> from ilio.records.store.opening import engine_of
        >>> Scrubber(engine_of("sqlite://")).close()
        """
        self._ended.set()
        if self._later is not None:
            self._later.join()
            self._emptied(WAIT_S)

    def _again(self) -> None:
        while not self._ended.wait(AGAIN_S):
            with suppress(OutputError):  # a full disk may have room the next time
                if self._emptied(0.0):
                    return

    def _emptied(self, wait_s: float) -> bool:
        assert self._file is not None
        if not self._file.exists():
            return True
        try:
            with closing(sqlite3.connect(self._file, timeout=wait_s)) as connection:
                busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.Error as error:
            why = f"it is deleted, but its bytes are not overwritten yet ({error})"
            raise OutputError(self._told, why) from error
        return not busy
