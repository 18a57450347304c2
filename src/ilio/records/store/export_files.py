"""The files of an export, each made from rows of the store."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Table

from ilio.programmes import Programme, adjust
from ilio.programmes.guarding import guarded
from ilio.records.plan_json import (
    log_entry_from_json,
    log_entry_to_json,
    programme_from_json,
    programme_to_json,
)
from ilio.records.store.tables import JSON, SECRET
from ilio.records.store.visit_rows import StoredVisit
from ilio.records.visit import Visit
from ilio.records.visit_json import visit_from_json, visit_to_json

ENDINGS = {"points": "json", "phone": "csv"}


@dataclass(frozen=True)
class ReadToday:
    """How a visit and a plan may be read on the day of the export; data are taken out whole.

    Parameters
    ----------
    visit
        From a visit as it was kept to the one whose report is printed.
    plan
        From a plan as it was made to the one whose handout is printed.

    Examples
    --------
    >>> ReadToday(lambda stored: stored.visit, guarded).plan is guarded
    True
    """

    visit: Callable[[StoredVisit], Visit]
    plan: Callable[[Programme], Programme]


READ_ME = """What Ilio keeps about {label}, taken out on {day} (UTC).

everything.json   every line of every table, as it is kept; what the other files hold is in it too
visits/           each visit as it stands (visit.json, report.pdf) and as it was before it was
                  corrected; ilio report opens the .json files
recordings/       what phone and camera sent: angles and points, never a film
plans/            each plan; ilio train opens the .json files
numbers.csv       every measured number with its 90 % interval
log.csv           the training log
audit.csv         who changed what, and when

everything.json and the .csv files hold the data as they were kept. What is read or trained from,
visit.json, the plans and each .pdf, follows the answers, the log and the safety rules of {day}: it
may hold less than on the day it was made.

Hashes of passwords and of logins are left out: they are keys, and of no use to you.
Deleting is its own command and its own button; it does not reach this file.
"""


@dataclass
class Rows:
    """What an export found, table by table.

    Examples
    --------
    >>> Rows().of("visit")
    []
    """

    tables: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def of(self, table: str) -> list[dict[str, Any]]:
        """The rows of a table; none when it was not asked.

        Examples
        --------
        >>> Rows({"draft": [{}]}).of("draft")
        [{}]
        """
        return self.tables.get(table, [])


def shown(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as everything.json shows it: no secrets, JSON as JSON, bytes as the name of a file.

    Examples
    --------
    >>> from ilio.records.store.tables import draft
    >>> shown(draft, {"person_id": "p1", "body": '{"step": 1}', "saved": None})
    {'person_id': 'p1', 'body': {'step': 1}, 'saved': None}
    """
    cells: dict[str, Any] = {}
    for column in table.columns:
        value = row[column.name]
        if column.info.get(SECRET):
            continue
        if column.info.get(JSON):
            value = json.loads(value)
        elif isinstance(value, bytes):
            value = {"file": recording_file(row)}
        elif hasattr(value, "isoformat"):
            value = value.isoformat()
        cells[column.name] = value
    return cells


def recording_file(row: Mapping[str, Any]) -> str:
    """Where a recording lies in the export.

    Examples
    --------
    >>> recording_file({"id": "r1", "kind": "phone"})
    'recordings/r1.csv'
    """
    return f"recordings/{row['id']}.{ENDINGS[row['kind']]}"


def texts(rows: Rows, label: str, day: str, read: ReadToday) -> Iterator[tuple[str, bytes]]:
    """Every file but the recordings: name and content.

    Examples
    --------
    >>> read = ReadToday(lambda stored: stored.visit, guarded)
    >>> [name for name, content in texts(Rows(), "Mo", "2026-11-22", read)]
    ['README.txt', 'everything.json', 'numbers.csv', 'log.csv', 'audit.csv']
    """
    yield "README.txt", READ_ME.format(label=label, day=day).encode()
    whole = {"schema": "ilio/export/1", "made": day, "tables": rows.tables}
    yield "everything.json", _json(whole)
    yield "numbers.csv", _csv(_numbers(rows.of("visit")))
    yield "log.csv", _csv(_log(rows.of("log_entry")))
    yield "audit.csv", _csv([list(AUDIT), *([r[c] for c in AUDIT] for r in rows.of("audit"))])
    yield from _visits(rows, read)
    yield from _plans(rows.of("programme"), [row["body"] for row in rows.of("log_entry")], read)


AUDIT = ("at", "role", "action", "subject")


def _visits(rows: Rows, read: ReadToday) -> Iterator[tuple[str, bytes]]:
    from ilio.records.rendering import pdf
    from ilio.records.report import report_of

    folders = {row["id"]: f"visits/{row['day']}-{row['number']}" for row in rows.of("visit")}
    for row in rows.of("visit"):
        folder = folders[row["id"]]
        visit = read.visit(_stored(row))
        yield f"{folder}/visit.json", _json(visit_to_json(visit))
        yield f"{folder}/given.json", _json(row["given"])
        report = replace(report_of(visit), appendix=True)
        yield f"{folder}/report.pdf", pdf(report)
    for row in rows.of("visit_revision"):
        yield f"{folders[row['visit_id']]}/before-{row['number']}.json", _json(row["body"])


def _stored(row: Mapping[str, Any]) -> StoredVisit:
    created = datetime.fromisoformat(row["created"])
    return StoredVisit(
        row["id"], row["person_id"], visit_from_json(row["body"]), row["given"], created
    )


def _plans(
    rows: list[dict[str, Any]], log: list[Any], read: ReadToday
) -> Iterator[tuple[str, bytes]]:
    from ilio.records.handout import handout_of
    from ilio.records.plan_rendering import plan_pdf

    plans = {
        int(row["number"]): read.plan(guarded(programme_from_json(row["body"]))) for row in rows
    }
    for number, plan in plans.items():
        yield f"plans/plan-{number}.json", _json(programme_to_json(plan))
    if plans:
        number, plan = max(plans.items())
        entries = [log_entry_from_json(body) for body in log]
        # an older plan may have used the same names for its sessions
        own = [entry for entry in entries if entry.day >= plan.start]
        last = max((entry.day for entry in own), default=plan.start)
        handout = handout_of(plan if plan.refused else adjust(plan, own, last))
        yield f"plans/plan-{number}.pdf", plan_pdf(handout)


def _numbers(visits: list[dict[str, Any]]) -> Iterator[list[Any]]:
    head = ["visit", "day", "attempt", "protocol", "side", "source", "device", "pelvis_from"]
    yield [*head, "quantity", "value", "low", "high", "unit"]
    for row in visits:
        visit: Visit = visit_from_json(row["body"])
        for i, m in enumerate(visit.measurements, 1):
            start = [row["id"], row["day"], i, m.protocol, m.side, m.source.kind, m.source.device]
            for name, q in m.quantities.items():
                yield [*start, m.pelvis_from, name, q.value, q.low, q.high, q.unit]


def _log(rows: list[dict[str, Any]]) -> Iterator[list[Any]]:
    entries = [log_entry_to_json(log_entry_from_json(row["body"])) for row in rows]
    if entries:
        yield list(entries[0])
    for entry in entries:
        yield [_cell(value) for value in entry.values()]


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else value


def _csv(rows: Iterable[list[Any]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in rows:
        writer.writerow([_no_formula(cell) for cell in row])
    return out.getvalue().encode()


def _no_formula(cell: Any) -> Any:
    # a spreadsheet runs a text that begins like a formula; the JSON holds it unchanged
    risky = isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t")
    return f"'{cell}" if risky else cell


def _json(thing: Any) -> bytes:
    return (json.dumps(thing, ensure_ascii=False, indent=1) + "\n").encode(errors="replace")
