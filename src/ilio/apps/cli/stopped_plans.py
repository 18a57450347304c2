"""Plans in the same folders that their log has stopped: no plan of its own forgets a stop."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from ilio.apps.cli.log_keeping import entries_of, going_on, log_of
from ilio.apps.cli.saved_plan import open_plan
from ilio.observations import Safety
from ilio.programmes.stopping import stop_of
from ilio.records.plan_json import SCHEMA


def nothing_stopped(
    places: Iterable[Path | None], person: str, today: date, safety: Safety | None
) -> None:
    """Let a plan be made unless a log beside an earlier one of the same person has stopped that.

    Where the answers of the visit are more urgent, they are what is said: they refuse the plan.

    Parameters
    ----------
    places
        Files in whose folders plans are looked for; None where there is no file.
    person
        Label of the person; a plan without one may be anybody's.
    today
        The day.
    safety
        What the answers of the visit allow; None where no visit is at hand.

    Raises
    ------
    InputError
        If a plan stands still; with the way out.
    ReadError
        If such a plan or its log cannot be read.

    Examples
    --------
    >>> nothing_stopped([Path("nowhere/visit.json"), None], "Mo", date(2026, 11, 23),
    ...                 Safety())
    """
    folders = dict.fromkeys(place.resolve().parent for place in places if place)
    for plan in (found for folder in folders for found in _logged_plans(folder)):
        programme = open_plan(plan)
        if programme.person in ("", person) or not person:
            stop = stop_of(entries_of(log_of(plan), programme), today)
            if stop.leads(safety):
                going_on(plan, programme, today)


def _logged_plans(folder: Path) -> Iterator[Path]:
    for plan in sorted(folder.glob("*.json")):
        if log_of(plan).exists() and _schema_of(plan) == SCHEMA:
            yield plan


def _schema_of(file: Path) -> object:
    """The schema that a JSON file names; a damaged one beside a log is taken for a plan."""
    try:
        table = json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        return SCHEMA
    return table.get("schema") if isinstance(table, dict) else None
