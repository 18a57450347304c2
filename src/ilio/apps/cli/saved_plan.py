"""A saved plan, opened by a command: what no clock-less room can see of it is looked at here."""

from pathlib import Path
from typing import TYPE_CHECKING

from ilio.apps.cli import clock

if TYPE_CHECKING:
    from ilio.programmes import Programme


def open_plan(path: Path) -> "Programme":
    """A saved plan, held against the safety rules of today.

    Raises
    ------
    ReadError
        If it cannot be read, or holds a clearance of a day to come.

    Examples
    --------
    >>> open_plan(Path("nowhere.json"))
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: nowhere.json: expected a saved plan, got no such file. Check the \
path.
    """
    from ilio.apps.clearing import nothing_to_come
    from ilio.core import InputError, ReadError
    from ilio.observations import Answers
    from ilio.records import load_programme

    programme = load_programme(path)
    try:
        nothing_to_come(Answers(clearances=programme.cleared), clock.today())
    except InputError as error:
        raise ReadError(path, error.expected, error.got, error.todo) from error
    return programme
