"""A visit as JSON of the shape ``ilio/visit/1``, saved and loaded back equal."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ilio.core import Side
from ilio.core.days import is_day
from ilio.observations import Answers, dated
from ilio.records.judgement_json import judgement_from_json, judgement_to_json
from ilio.records.measured_json import answers_from_json, answers_to_json, sides_key
from ilio.records.measurement_json import measurement_from_json, measurement_to_json
from ilio.records.saved_json import read_saved
from ilio.records.strict import Node, check_schema, wrong
from ilio.records.visit import Visit
from ilio.records.writing import write_whole
from ilio.verdicts import secured

SCHEMA = "ilio/visit/1"

VISIT_KEYS = (
    *("schema", "ilio_version", "person", "date", "answers", "measurements", "failures"),
    *("truth", "verdict"),
)


def visit_to_json(visit: Visit) -> dict[str, Any]:
    """The visit as a JSON object; see ``schema/visit-1.json``.

    Examples
    --------
    >>> from ilio.verdicts.verdict import Judgement
    >>> visit_to_json(Visit(Judgement("Nothing was measured.", {})))["schema"]
    'ilio/visit/1'
    """
    truth: dict[str, dict[str, dict[str, float]]] = {}
    for (protocol, side), numbers in visit.truth.items():
        truth.setdefault(protocol, {})[str(side)] = dict(numbers)
    return {
        "schema": SCHEMA,
        "ilio_version": visit.ilio_version,
        "person": visit.person,
        "date": visit.date,
        "verdict": judgement_to_json(visit.judgement),
        "measurements": [measurement_to_json(m) for m in visit.measurements],
        "answers": answers_to_json(_of_its_day(visit)),
        "failures": list(visit.failures),
        "truth": truth,
    }


def visit_from_json(table: Mapping[str, Any]) -> Visit:
    """Read back what `visit_to_json` wrote.

    Raises
    ------
    InputError
        If the schema is another one, or a key is missing, unknown or of another kind; the
        message names the place.

    Examples
    --------
    >>> from ilio.verdicts.verdict import Judgement
    >>> visit = Visit(Judgement("Nothing was measured.", {}), person="Mo")
    >>> visit_from_json(visit_to_json(visit)) == visit
    True
    """
    node = Node.of(table, "visit")
    check_schema(node, SCHEMA)
    node.only(VISIT_KEYS)
    for key in ("measurements", "failures"):
        node.get(key)
    judgement = judgement_from_json(node.node("verdict").table, "visit.verdict")
    measurements = tuple(
        measurement_from_json(m.table, m.place) for m in node.nodes("measurements")
    )
    day = node.text("date")
    if day and not is_day(day):
        raise wrong("a day as YYYY-MM-DD, or none", f"{node.place}.date", day)
    answers = dated(answers_from_json(node.node("answers")), day)
    return Visit(
        judgement=secured(judgement, answers, measurements),
        measurements=measurements,
        answers=answers,
        person=node.text("person"),
        date=day,
        failures=node.texts("failures"),
        truth=_truth_from_json(node.node_or_empty("truth")),
        ilio_version=node.text("ilio_version"),
    )


def save(visit: Visit, path: str | Path) -> Path:
    """Write a visit as JSON, whole or not at all.

    Raises
    ------
    OutputError
        If the folder is missing or may not be written to.

    Examples
    --------
    >>> import tempfile
    >>> from ilio.verdicts.verdict import Judgement
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = save(Visit(Judgement("Nothing was measured.", {})), f"{folder}/visit.json")
    ...     load(path).judgement.summary
    'Nothing was measured.'
    """
    text = json.dumps(visit_to_json(visit), ensure_ascii=False, indent=1, allow_nan=False)
    return write_whole(path, (text + "\n").encode())


def load(path: str | Path) -> Visit:
    """Read a visit that `save` wrote; equal to what was saved.

    Raises
    ------
    ReadError
        If the file is missing, is not JSON, or is not a visit of this version.

    Examples
    --------
    >>> load("nowhere.json")
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: nowhere.json: expected a saved visit, got no such file. Check \
the path.
    """
    todo = "Use the .json file that Ilio wrote; ilio assess makes it again."
    return read_saved(path, "a saved visit", todo, visit_from_json)


def _of_its_day(visit: Visit) -> Answers:
    """The day of the visit says it already; another one is kept with the answers."""
    same = visit.answers.as_of == visit.date
    return replace(visit.answers, as_of="") if same else visit.answers


def _truth_from_json(node: Node) -> dict[tuple[str, Side], dict[str, float]]:
    truth = {}
    for protocol in node.table:
        sides = node.node(protocol)
        for key in sides.table:
            numbers = sides.node(sides_key(sides, key))
            truth[protocol, Side(key)] = {name: numbers.number(name) for name in numbers.table}
    return truth
