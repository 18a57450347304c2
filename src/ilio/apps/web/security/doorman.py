"""How many connections a listener takes, counted before a word is said, TLS or not."""

import socket
from collections import Counter
from typing import Any, Self


class Doorman(socket.socket):
    """A listening socket that turns away whoever comes when it is full.

    What waits for a handshake counts as well: a server that only counts requests runs out of
    file handles for all of its listeners before the first request.

    Examples
    --------
    >>> with socket.create_server(("127.0.0.1", 0)) as listening:
    ...     doorman = Doorman.before(listening, most=500, most_of_one=20)
    >>> doorman.most
    500
    >>> doorman.close()
    """

    most = most_of_one = 0
    _inside: list[tuple[socket.socket, str]]

    @classmethod
    def before(cls, listening: socket.socket, *, most: int, most_of_one: int) -> Self:
        """Stand before a listening socket, which stays as it is.

        Parameters
        ----------
        listening
            Bound already.
        most, most_of_one
            Connections at once in all, and from one address.
        """
        made = cls(fileno=listening.dup().detach())
        made.most, made.most_of_one, made._inside = most, most_of_one, []
        return made

    def accept(self) -> tuple[socket.socket, Any]:
        """The next connection that may come in.

        Raises
        ------
        ConnectionAbortedError
            If it may not; the event loop goes on to the next one.
        """
        opened, address = super().accept()
        self._inside = [(one, whose) for one, whose in self._inside if one.fileno() != -1]
        of_each = Counter(whose for _, whose in self._inside)
        if len(self._inside) >= self.most or of_each[address[0]] >= self.most_of_one:
            opened.close()
            raise ConnectionAbortedError
        self._inside.append((opened, address[0]))
        return opened, address
