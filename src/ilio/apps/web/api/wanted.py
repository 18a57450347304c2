"""What a plan is wanted around, as a program asks for it: read by a process where it is large."""

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from ilio.apps.web.api.shape import ID_PATTERN, Noun
from ilio.apps.web.faults import request_fault
from ilio.apps.web.security.bodies import LARGE
from ilio.apps.words_planned import shortened
from ilio.core import InputError

Title = Annotated[str, Field(max_length=1000)]


class Wanted(Noun):
    """What a plan is made around; all of it may be left out.

    Examples
    --------
    >>> 'visit' in Wanted.model_fields
    True
    """

    visit: str | None = Field(None, pattern=ID_PATTERN, description="Left out: the newest.")
    anew: bool = Field(False, description="Forget the plan so far.")
    runs: str | None = Field(None, max_length=5000, examples=["Tue intervals, Sun long"])
    calendar: str | None = Field(None, max_length=LARGE, description="Text of an .ics file.")
    take: list[Title] = Field([], max_length=2000, description="Titles that are runs.")
    leave: list[Title] = Field([], max_length=2000, description="Titles that are none.")
    free: str | None = Field(None, max_length=1000, examples=["Mon Wed Sat 18-21"])
    start: str | None = Field(None, max_length=10, examples=["2026-11-23"])
    weeks: int | None = Field(None, ge=1, le=26)
    session_minutes: int | None = Field(None, ge=5, le=120)
    sessions_a_week: int | None = Field(
        None, ge=1, le=14, description="The most calendar entries beside the runs; 4 if left out."
    )
    no_stretch: bool = False
    long_run_is_hard: bool = False
    squats_hurt: bool = False
    reminders: bool = False


SCHEMA = Wanted.model_json_schema() | {"description": "All of it may be left out."}
"""For OpenAPI, without what the docstring tells readers of the code."""


def read_wanted(body: bytes | Path, since: date | None = None) -> Wanted:
    """What was asked for.

    Parameters
    ----------
    body
        The bytes, or the file where they lie.
    since
        Cut the calendar down to what planning reads from this day on; None leaves it whole.

    Raises
    ------
    InputError
        If it is no JSON, or not what the API takes.
    ReadError
        If the calendar is to be cut down, and is no whole one.

    Examples
    --------
    >>> read_wanted(b'{"runs": "Tue tempo"}').runs
    'Tue tempo'
    >>> read_wanted(b'{"weeks": 99}')
    Traceback (most recent call last):
    ...
    ilio.core.errors.InputError: Expected a request as /api/v1/openapi.json has it, got weeks: \
input should be less than or equal to 26. Correct it.
    """
    content = body.read_bytes() if isinstance(body, Path) else body
    try:
        wanted = Wanted.model_validate_json(content)
    except ValidationError as error:
        fault = request_fault(error.errors())
        raise InputError(fault.expected, fault.came, fault.todo) from None
    if since is None or wanted.calendar is None:
        return wanted
    return wanted.model_copy(update={"calendar": shortened(wanted.calendar, since)})
