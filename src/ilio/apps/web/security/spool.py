"""What comes in: in memory as long as it is small, on disk beyond."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

MOST_HELD = 1_000_000
"""So much of a body is in memory; what is beyond lies on disk [B]."""

PIECE = 65_536
"""So much of a file is read at once [B]."""


class Spool:
    """Bytes that come piece by piece.

    Parameters
    ----------
    most_held
        With more than that they go to disk [B].

    Examples
    --------
    >>> spool = Spool(4)
    >>> spool.take(b"abc")
    >>> spool.held, spool.file
    (bytearray(b'abc'), None)
    >>> spool.take(b"de")
    >>> spool.held, spool.file.read_bytes(), spool.size
    (bytearray(b''), b'abcde', 5)
    >>> spool.close()
    """

    def __init__(self, most_held: int = MOST_HELD) -> None:
        self.most_held, self.size = most_held, 0
        self.held = bytearray()
        self.file: Path | None = None

    def take(self, piece: bytes) -> None:
        """Take the next piece.

        Examples
        --------
        >>> Spool().take(b"abc")
        """
        self.size += len(piece)
        if self.file is None:
            self.held += piece
            if self.size > self.most_held:
                self.to_disk()
            return
        with self.file.open("ab") as out:
            out.write(piece)

    def to_disk(self) -> None:
        """Put what is held on disk, and what comes after it.

        Examples
        --------
        >>> spool = Spool()
        >>> spool.to_disk()
        >>> spool.file.read_bytes()
        b''
        >>> spool.close()
        """
        handle, name = tempfile.mkstemp(prefix="ilio-body-")
        self.file = Path(name)
        with os.fdopen(handle, "wb") as out:
            out.write(self.held)
        self.held = bytearray()

    def pieces(self) -> Iterator[bytes]:
        """All of it, a piece at a time.

        Examples
        --------
        >>> spool = Spool()
        >>> spool.take(b"abc")
        >>> list(spool.pieces())
        [b'abc']
        """
        if self.file is None:
            yield bytes(self.held)
            return
        with self.file.open("rb") as stream:
            while piece := stream.read(PIECE):
                yield piece

    def whole(self) -> bytes:
        """All of it at once.

        Examples
        --------
        >>> Spool().whole()
        b''
        """
        return bytes(self.held) if self.file is None else self.file.read_bytes()

    def content(self) -> bytes | Path:
        """The bytes where they are few, else the file where they lie: what a process is handed.

        Examples
        --------
        >>> Spool().content()
        b''
        """
        return bytes(self.held) if self.file is None else self.file

    def close(self) -> None:
        """Delete what lies on disk.

        Examples
        --------
        >>> Spool().close()
        """
        if self.file is not None:
            with suppress(FileNotFoundError):
                self.file.unlink()
