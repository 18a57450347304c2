"""One gate for all readers: whatever fault a file brings out becomes a clear error of that file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from ilio.core import IlioError, InputError, ReadError

TODO = (
    "The file may be damaged: open it in another program, export it again. If it opens well there, "
    "please report this with the file's kind and size."
)


@contextmanager
def clear_faults(path: str | Path) -> Iterator[None]:
    """Turn faults of the reading within into a `ReadError` that names the file.

    Parameters
    ----------
    path
        The file that is read.

    Raises
    ------
    ReadError
        In place of any other exception; errors of Ilio that name no file are given its name.

    Examples
    --------
    >>> with clear_faults("a.trc"):  # doctest: +ELLIPSIS
    ...     [][0]
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: a.trc: expected a recording, got a fault of its reader...
    """
    try:
        with np.errstate(all="ignore"):
            yield
    except InputError as error:
        if type(error) is not InputError:
            raise
        raise ReadError(path, error.expected, error.got, error.todo) from None
    except IlioError:
        raise
    except MemoryError:
        todo = "Cut it down to one test."
        raise ReadError(path, "a recording that fits into memory", "more", todo) from None
    except Exception as problem:
        why = f"{type(problem).__name__}: {problem}"[:200]
        raise ReadError(path, "a recording", f"a fault of its reader ({why})", TODO) from problem
