"""The errors of Ilio, one small tree.

    IlioError
    +-- InputError             what came in cannot be used (exit code 2)
    |   +-- ReadError          a file cannot be read as what it should be
    |   +-- UnknownNameError   a name that is not one of the known ones
    +-- OutputError            a result cannot be written where it was asked for (exit code 2)
    +-- MissingExtraError      an optional part is not installed (exit code 2)

Every message says what was expected, what came, and what to do next.
"""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any


class IlioError(Exception):
    """Base of every error that Ilio raises on purpose.

    Examples
    --------
    >>> issubclass(InputError, IlioError)
    True
    """

    def __reduce__(self) -> tuple[Any, ...]:
        # the finished message travels between processes, not the parts that it was built from
        return _rebuilt, (type(self), str(self), self.__dict__)


def _rebuilt(kind: type[IlioError], message: str, fields: dict[str, Any]) -> IlioError:
    error = kind.__new__(kind)
    error.args = (message,)
    error.__dict__.update(fields)
    return error


class InputError(IlioError):
    """What came in cannot be used.

    Parameters
    ----------
    expected
        What was needed, in plain words.
    got
        What came instead.
    todo
        What to do next.

    Examples
    --------
    >>> print(InputError("a number of seconds", "'soon'", "Write for example 30."))
    Expected a number of seconds, got 'soon'. Write for example 30.
    """

    def __init__(self, expected: str, got: str, todo: str) -> None:
        self.expected, self.got, self.todo = expected, got, todo
        super().__init__(f"Expected {expected}, got {got}. {todo}")


class ReadError(InputError):
    """A file cannot be read as what it should be.

    Examples
    --------
    >>> print(ReadError("raise.trc", "a marker file", "an empty file", "Export it again."))
    raise.trc: expected a marker file, got an empty file. Export it again.
    """

    def __init__(self, path: object, expected: str, got: str, todo: str) -> None:
        super().__init__(expected, got, todo)
        self.path = str(path)
        self.args = (f"{path}: expected {expected}, got {got}. {todo}",)


class UnknownNameError(InputError):
    """A name that is not one of the known ones; the nearest known one is offered.

    Parameters
    ----------
    kind
        What the name stands for, for example ``"side"``.
    name
        The name that came.
    known
        The names that would do.
    where
        Where it stood, if that helps to find it.

    Examples
    --------
    >>> print(UnknownNameError("side", "lefft", ["left", "right"]))
    Expected a side (left, right), got 'lefft'. Did you mean 'left'?
    """

    def __init__(self, kind: str, name: str, known: Iterable[str], where: str = "") -> None:
        names = sorted(known)
        near = get_close_matches(name.lower(), names, n=1, cutoff=0.5)
        todo = f"Did you mean '{near[0]}'?" if near else "Use one of those names."
        place = f" in {where}" if where else ""
        article = "an" if kind[0] in "aeiou" else "a"
        super().__init__(f"{article} {kind} ({', '.join(names)})", f"'{name}'{place}", todo)


class OutputError(IlioError):
    """A result cannot be written where it was asked for.

    Examples
    --------
    >>> print(OutputError("/o/a.pdf", "the folder may not be written to"))
    Cannot write /o/a.pdf: the folder may not be written to. Nothing was lost; choose another place.
    """

    def __init__(self, path: object, why: str) -> None:
        self.path = str(path)
        super().__init__(f"Cannot write {path}: {why}. Nothing was lost; choose another place.")


class MissingExtraError(IlioError):
    """An optional part of Ilio is not installed.

    Parameters
    ----------
    package
        What is missing, by the name that pip knows.
    purpose
        What it is needed for.

    Examples
    --------
    >>> print(MissingExtraError("segno", "draw the code that a phone scans"))
    The package segno is needed to draw the code that a phone scans. Install it beside Ilio: \
in a clone with make setup, elsewhere with pip install segno.
    """

    def __init__(self, package: str, purpose: str) -> None:
        super().__init__(
            f"The package {package} is needed to {purpose}. "
            f"Install it beside Ilio: {how_to_get(package)}."
        )


def how_to_get(*packages: str) -> str:
    """How optional packages come beside Ilio.

    They are named themselves: the package index has another project under the name of Ilio.

    Examples
    --------
    >>> how_to_get("mujoco", "numba")
    'in a clone with make setup, elsewhere with pip install mujoco numba'
    """
    return f"in a clone with make setup, elsewhere with pip install {' '.join(packages)}"
