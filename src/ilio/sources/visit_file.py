"""A visit file (TOML or JSON) becomes a VisitInput; every fault in it is told at once."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ilio.core import InputError, ReadError, Side
from ilio.core.days import is_day
from ilio.core.texts import check_texts
from ilio.knowledge import do_not_test, protocol_card, red_flags, rule_sets
from ilio.observations import Answers, AttemptInput, Recording, Source, VisitInput
from ilio.sources.visit_attempt import read_attempt
from ilio.sources.visit_clearance import read_clearances
from ilio.sources.visit_schema import (
    ONE_LEG_FILES,
    PERSON,
    READINGS,
    SCHEMA,
    TOP,
    allowed_words,
)
from ilio.sources.visit_table import Faults, Table, finite, shown

WRITTEN = {
    "ilio/visit": ("a saved visit", "Show it with: ilio report, or plan from it with: ilio plan."),
    "ilio/programme": (
        "a saved plan",
        "Train with it: ilio train, or change it: ilio plan --previous.",
    ),
}
"""What Ilio writes, and where it goes."""


def read_visit(path: str | Path) -> VisitInput:
    r"""Read a visit file.

    Parameters
    ----------
    path
        A ``.toml`` or ``.json`` file; ``docs/visit-file.md`` lists its keys.

    Returns
    -------
    VisitInput
        Paths of recordings made absolute, from the folder of the visit file.

    Raises
    ------
    ReadError
        If it cannot be opened, is empty, is no TOML or JSON, or holds faults; all faults stand in
        one message.

    Examples
    --------
    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> path = Path(folder.name) / "visit.toml"
    >>> _ = path.write_text('schema = "ilio/visit-input/1"\nred_flags = []', encoding="utf-8")
    >>> read_visit(path).answers.red_flags
    frozenset()
    >>> folder.cleanup()
    """
    path = Path(path)
    return visit_from(_parsed(path), name=path.name, folder=path.parent.resolve())


def visit_from(values: Mapping[str, object], *, name: str, folder: Path) -> VisitInput:
    """Check the parsed content of a visit file and build the visit from it.

    Parameters
    ----------
    values
        The content as nested tables.
    name
        File name for messages.
    folder
        Folder from which the paths of recordings are read.

    Raises
    ------
    ReadError
        If anything in it is at fault.

    Examples
    --------
    >>> visit_from({"schema": "ilio/visit-input/1"}, name="v.toml", folder=Path(".")).rules
    'ilio'
    """
    _refuse_other_files(values, name)
    faults = Faults()
    try:
        check_texts(values)
    except InputError as error:
        faults.note("a text", error)
    top = Table(values, "", faults)
    top.only(TOP)
    if top.values.get("schema") != SCHEMA:
        got = shown(top.values["schema"]) if "schema" in top.values else "nothing"
        todo = f'Put this line first: schema = "{SCHEMA}".'
        faults.note("schema", InputError(f"'{SCHEMA}'", got, todo))
    person = top.table("person")
    person.only(PERSON)
    attempts, day = _attempts(top, folder), _date(top)
    visit = VisitInput(
        person=person.text("label"),
        date=day,
        answers=_answers(top, person, day),
        attempts=attempts,
        rules=top.word("rules", rule_sets(), "rule set") or VisitInput().rules,
        truth=_truth(top.table("truth")),
    )
    _refuse_one_leg_for_both(attempts, faults)
    if faults.lines:
        raise _told_at_once(name, faults.lines)
    return visit


def _refuse_other_files(values: Mapping[str, object], name: str) -> None:
    """What Ilio has written itself is opened by other commands, not corrected key by key."""
    kind = str(values.get("schema", "")).rpartition("/")[0]
    if kind in WRITTEN:
        what, todo = WRITTEN[kind]
        raise ReadError(name, "a visit file", what, todo)


def typed_recording(attempt: AttemptInput) -> Recording:
    """The recording of an attempt that has no file: what was typed and answered about it.

    Parameters
    ----------
    attempt
        Its readings and answers are used; without a device the eye's error budget holds.

    Examples
    --------
    >>> typed_recording(AttemptInput(protocol="thomas", side=Side.LEFT)).source.device
    'eye'
    """
    source = Source("answers", "typed", attempt.device or "eye")
    return Recording(source, readings=attempt.readings, answers=attempt.answers)


def _parsed(path: Path) -> Mapping[str, object]:
    expected = "a visit file in TOML or JSON"
    if path.suffix.lower() not in (".toml", ".json"):
        raise ReadError(path, expected, f"the ending '{path.suffix}'", "Name it visit.toml.")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ReadError(path, expected, "no such file", "Check the name and the folder.") from None
    except OSError as error:
        why = error.strerror or "an unreadable file"
        raise ReadError(path, expected, why, "Check the file and its rights.") from None
    except UnicodeDecodeError:
        raise ReadError(path, expected, "bytes that are no text", "Save it as UTF-8.") from None
    if not text.strip():
        raise ReadError(path, expected, "an empty file", "Start from examples/typed_clear.toml.")
    return _json(path, text) if path.suffix.lower() == ".json" else _toml(path, text)


ENDLESS = "what is nested too deep, or a number of thousands of digits"


def _toml(path: Path, text: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        todo = "Correct that line; texts stand in quotes, true and false do not."
        raise ReadError(path, "TOML", f"a mistake: {error}", todo) from None
    except (ValueError, RecursionError):
        raise ReadError(path, "TOML", ENDLESS, "Write it anew.") from None


def _json(path: Path, text: str) -> Mapping[str, object]:
    try:
        values = json.loads(text, object_pairs_hook=_no_key_twice)
    except json.JSONDecodeError as error:
        place = f"a mistake: {error.msg} (at line {error.lineno}, column {error.colno})"
        raise ReadError(path, "JSON", place, "Correct that line.") from None
    except InputError as error:
        raise ReadError(path, error.expected, error.got, error.todo) from None
    except (ValueError, RecursionError):
        raise ReadError(path, "JSON", ENDLESS, "Write it anew.") from None
    if not isinstance(values, dict):
        raise ReadError(path, "a JSON object", shown(values), "Put the keys inside { }.")
    return values


def _no_key_twice(pairs: list[tuple[str, object]]) -> dict[str, object]:
    keys = [key for key, _ in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise InputError("each key once", f"'{key}' {keys.count(key)} times", "Keep one.")
    return dict(pairs)


def _date(top: Table) -> str:
    value = top.values.get("date", "")
    if value == "":
        return ""
    if type(value) in (str, date) and is_day(str(value)):
        return str(value)
    top.fault("date", "a day as YYYY-MM-DD", "For example 2026-11-22.")
    return ""


def _answers(top: Table, person: Table, day: str) -> Answers:
    passive = top.table("passive_knee_to_chest")
    passive.only(tuple(Side))
    degrees, pain = {}, {}
    for side in Side:
        table = passive.table(side)
        table.only(("deg", "pain"))
        if (angle := table.number("deg", "passive_knee_to_chest_deg")) is not None:
            degrees[side] = angle
        if (hurts := table.yes_no("pain")) is not None:
            pain[side] = hurts
    asked = Answers(
        red_flags=top.names("red_flags", red_flags(), "red flag"),
        do_not_test=top.names("do_not_test", do_not_test(), "reason not to test"),
        age_years=person.number("age_years"),
        with_clinician=person.yes_no("with_clinician"),
        pregnancy_week=person.number("pregnancy_week"),
        replaced_hip=person.word("replaced_hip", allowed_words("replaced_hip")),
        hip_replaced_months=person.number("hip_replaced_months"),
        sitting_hours=person.number("sitting_hours"),
        passive_knee_to_chest_deg=degrees,
        passive_knee_to_chest_pain=pain,
    )
    return replace(asked, clearances=read_clearances(top, asked, day))


def _attempts(top: Table, folder: Path) -> tuple[AttemptInput, ...]:
    listed = top.values.get("attempt", [])
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        top.fault("attempt", "a list of attempts", "Start each one with [[attempt]].")
        return ()
    tables = (Table(entry, f"attempt {n}", top.faults) for n, entry in enumerate(listed, 1))
    return tuple(found for table in tables if (found := read_attempt(table, folder)))


def _truth(truth: Table) -> dict[tuple[str, Side], dict[str, float]]:
    truth.only(READINGS)
    known = {}
    for protocol in READINGS:
        sides, tested = truth.table(protocol), protocol_card(protocol).sides_tested
        sides.only(tested)
        for side in (side for side in tested if side in sides.values):
            table = sides.table(side)
            known[protocol, side] = {key: _bare(table, key) for key in table.values}
    return known


def _bare(table: Table, key: str) -> float:
    value = finite(table.values[key])
    if value is not None:
        return value
    table.fault(key, "a number", "Write it bare, without its unit.")
    return 0.0


def _refuse_one_leg_for_both(attempts: Sequence[AttemptInput], faults: Faults) -> None:
    """A phone log or angle table comes from one leg; both sides cannot share it."""
    sides: dict[tuple[str, str], set[Side]] = {}
    for attempt in attempts:
        if attempt.file and attempt.file.lower().endswith(ONE_LEG_FILES):
            sides.setdefault((attempt.protocol, attempt.file), set()).add(attempt.side)
    for (protocol, file), found in sides.items():
        if len(found) > 1:
            got = f"the same file is given as left and right ({Path(file).name})"
            todo = "It holds one leg only: give each side its own file."
            faults.note(protocol, InputError("one file a side", got, todo))


def _told_at_once(name: str, lines: Sequence[str]) -> ReadError:
    count = "one fault" if len(lines) == 1 else f"{len(lines)} faults"
    todo = "Correct it and run the command again; docs/visit-file.md lists every key:"
    listed = "".join(f"\n  - {line}" for line in lines)
    return ReadError(name, "a visit file without faults", count, todo + listed)
