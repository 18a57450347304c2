"""The training log: a CSV file that a person can write by hand and Ilio adds lines to."""

import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from ilio.core import InputError, ReadError, UnknownNameError
from ilio.core.texts import check_text
from ilio.knowledge import bounds
from ilio.observations.named_person import somebody
from ilio.observations.training_log import ANSWERED, LogEntry, questions_answered
from ilio.sources.opening import read_text

COLUMNS = (
    *("session", "day", "done", "exercise", "reps", "hold_s", "effort", "pain", "pain_next_day"),
    *("red_flag", "checked_by", "note"),
)
CHECK = "check"
"""Stands for the session where a line is no session: somebody looked at what stopped the plan."""

NEEDED = ("session", "day", "done")
YES = ("yes", "y", "true", "1", "done", "x", "ja", "wahr", "oui", "sí", "si", "vrai")
NO = ("no", "n", "false", "0", "missed", "", "nein", "falsch", "non", "faux")
RANGES = {
    "reps": "log_reps",
    "hold_s": "log_hold_s",
    "effort": "log_effort",
    "pain": "log_pain",
    "pain_next_day": "log_pain",
}
"""Column to its range in ``knowledge/ranges.toml``."""

LONGEST_NOTE = 2000
"""Of a note [characters]: half a page."""

MEND = "Correct that line; the other lines are fine as they are."


def read_log_file(
    path: str | Path, sessions: Collection[str] | None = None
) -> tuple[LogEntry, ...]:
    r"""Read a training log.

    Parameters
    ----------
    path
        Table with a header, with commas, semicolons or tabs between its cells: ``session, day,
        done`` and, where known, ``exercise, reps, hold_s, effort, pain, pain_next_day, red_flag,
        checked_by, note``. Empty cells are "not said"; lines that begin with ``#`` are remarks.
    sessions
        Keys of the plan; None accepts every key.

    Raises
    ------
    ReadError
        If the file is no such table, or a line holds an unknown session, a bad day or a number
        that cannot be; the message names the line.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "log.csv"
    ...     _ = file.write_text("session,day,done,pain\nw1-strength-1,2026-11-24,yes,2\n")
    ...     read_log_file(file)[0].pain
    2.0
    """
    text = read_text(path)
    lines = [(i, row) for i, row in enumerate(text.splitlines(), 1) if _says_something(row)]
    if not lines:
        raise ReadError(path, "a header line", "only remarks", f"Begin with {','.join(NEEDED)}.")
    separator = _separator(lines[0][1])
    header = _cells(lines[0][1], separator)
    _check_header(header, path)
    entries = []
    for number, line in lines[1:]:
        cells = _cells(line, separator)
        if len(cells) > len(header):
            got = f"{len(cells)} in line {number}"
            raise ReadError(path, f"at most {len(header)} cells", got, MEND)
        filled = cells + [""] * (len(header) - len(cells))
        entries.append(_entry(dict(zip(header, filled, strict=True)), path, number, sessions))
    return tuple(entries)


def with_entries(text: str, entries: Iterable[LogEntry]) -> str:
    r"""The text of a log with entries added at its end; what stood there stays as it is.

    Parameters
    ----------
    text
        The log so far, empty for a new one. Its header decides which columns are written; one that
        it lacks for something that an entry says is added at the end of the header.

    Examples
    --------
    >>> entry = LogEntry(session="w1-strength-1", day=date(2026, 11, 24), done=True)
    >>> print(with_entries("session,day,done\n", [entry]))
    session,day,done
    w1-strength-1,2026-11-24,yes
    <BLANKLINE>
    """
    begun = text if text.strip() else ",".join(COLUMNS) + "\n"
    told = [_said(entry) for entry in entries]
    lines = begun.splitlines(keepends=True)
    first = next((n for n, row in enumerate(lines) if _says_something(row)), 0)
    separator = _separator(lines[first])
    header = _cells(lines[first], separator)
    if separator == ";":  # such a table is of a program that writes 2,5
        told = [cells | {n: cells[n].replace(".", ",") for n in RANGES} for cells in told]
    lacking = [n for n in COLUMNS if n not in header and any(cells[n] for cells in told)]
    if lacking:
        row = lines[first].rstrip("\r\n")
        lines[first] = separator.join([row, *lacking]) + lines[first][len(row) :]
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n", delimiter=separator)
    rows.writerows([cells[name] for name in (*header, *lacking)] for cells in told)
    return "".join(lines) + ("" if lines[-1].endswith("\n") else "\n") + out.getvalue()


def check_entry(
    entry: LogEntry,
    sessions: Collection[str] | None = None,
    person: str = "",
    today: date | None = None,
) -> LogEntry:
    """The entry, once its session is known and its numbers can be true; a check is no session.

    Parameters
    ----------
    entry
        As it was given.
    sessions
        Keys of the plan; None accepts every key.
    person
        Whose log it is: nobody looks at their own pain.
    today
        The day on which it is told; None where that is not known.

    Raises
    ------
    InputError
        If the plan has no such session, a number cannot be, the note cannot be kept, nobody else
        has looked at the pain, or the day is one to come.

    Examples
    --------
    >>> check_entry(LogEntry(session="w1", day=date(2026, 11, 24), done=True, pain=11))
    Traceback (most recent call last):
    ...
    ilio.core.errors.InputError: Expected pain from 0 to 10, got 11. 0 is no pain, 10 is the \
worst that you can think of.
    """
    if entry.session == ANSWERED:  # written by the answers themselves, never by hand
        raise unknown_session(entry.session, sessions or ())
    if entry.checked_by and entry.session != CHECK:
        todo = f"A check is an entry of its own: its session is '{CHECK}'."
        raise InputError("who looked at the pain in a check only", f"'{entry.session}'", todo)
    if entry.checked_by:
        somebody(entry.checked_by, "who looked at the pain", person)
    if sessions is not None and entry.session not in sessions and not entry.checked_by:
        raise unknown_session(entry.session, sessions)
    if today is not None and entry.day > today:
        todo = "Give the day on which it was."
        raise InputError(f"a day up to today, {today.isoformat()}", entry.day.isoformat(), todo)
    for name, key in RANGES.items():
        value, limits = getattr(entry, name), bounds(key)
        if value is not None and not limits.low <= value <= limits.high:
            expected = f"{name.replace('_', ' ')} from {limits.low:g} to {limits.high:g}"
            raise InputError(expected, f"{value:g}", limits.todo)
    check_text(entry.note, "a note", LONGEST_NOTE)
    return entry


def unknown_session(key: str, sessions: Collection[str]) -> InputError:
    """The error for a session that the plan does not have; the nearest one is offered.

    Examples
    --------
    >>> print(unknown_session("w1-strenght-1", ["w1-strength-1", "w1-length-1"]))
    Expected a session of the plan, got 'w1-strenght-1'. Did you mean 'w1-strength-1'?
    """
    near = get_close_matches(key.lower(), sorted(sessions), n=1, cutoff=0.5)
    todo = (
        f"Did you mean '{near[0]}'?" if near else "Its sessions have names such as w1-strength-1."
    )
    return InputError("a session of the plan", f"'{key}'", todo)


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _separator(header: str) -> str:
    """What stands between the names: a comma, or what the spreadsheets of other countries write."""
    return max((",", ";", "\t"), key=header.count)


def _cells(line: str, separator: str) -> list[str]:
    reader = csv.reader([line], skipinitialspace=True, delimiter=separator)
    return [cell.strip() for cell in next(reader)]


def _check_header(header: list[str], path: str | Path) -> None:
    missing = [name for name in NEEDED if name not in header]
    if missing:
        todo = f"Let the first line be {','.join(COLUMNS)}; only the first three are needed."
        raise ReadError(path, f"a column '{missing[0]}'", f"only: {', '.join(header)}", todo)
    for name in header:
        if header.count(name) > 1:
            todo = "Keep one of them: two may say two things."
            raise ReadError(path, f"one column '{name}'", str(header.count(name)), todo)
        if name not in COLUMNS:
            error = UnknownNameError("column", name, COLUMNS)
            raise ReadError(path, error.expected, error.got, error.todo)


def _entry(
    cells: Mapping[str, str], path: str | Path, number: int, sessions: Collection[str] | None
) -> LogEntry:
    try:
        entry = LogEntry(
            session=cells["session"],
            day=_day(cells["day"]),
            done=_flag("done", cells["done"]),
            exercise=cells.get("exercise", ""),
            reps=_whole("reps", cells),
            hold_s=_number("hold_s", cells),
            effort=_number("effort", cells),
            pain=_number("pain", cells),
            pain_next_day=_number("pain_next_day", cells),
            red_flag=_flag("red_flag", cells.get("red_flag", "")),
            checked_by=cells.get("checked_by", ""),
            note=cells.get("note", ""),
        )
        if entry.session != ANSWERED:
            return check_entry(entry, sessions)
        if entry != questions_answered(entry.day):
            todo = "Leave it as ilio check has written it; a check of pain is a line of its own."
            raise InputError("no more in an 'answers' line than its day", "other cells", todo)
        return entry
    except InputError as error:
        got = f"{error.got} in line {number}"
        raise ReadError(path, error.expected, got, f"{error.todo} {MEND}") from None


def _day(word: str) -> date:
    try:
        # only these forms: 01/02/2026 is two different days to two people
        if dotted := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", word):
            return date(int(dotted[3]), int(dotted[2]), int(dotted[1]))
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", word):
            return date.fromisoformat(word)
    except ValueError:
        pass
    raise InputError("a day such as 2026-11-24", f"'{word}'", "Write year-month-day.")


def _flag(name: str, word: str) -> bool:
    if word.lower() not in YES + NO:
        raise InputError(f"yes or no for {name}", f"'{word}'", "Write yes or no.")
    return word.lower() in YES


def _number(name: str, cells: Mapping[str, str]) -> float | None:
    word = cells.get(name, "")
    if not word:
        return None
    if not re.fullmatch(r"-?\d{1,9}([.,]\d+)?", word):
        raise InputError(f"a number for {name}", f"'{word}'", "Write it with digits, such as 2.5.")
    return float(word.replace(",", "."))


def _whole(name: str, cells: Mapping[str, str]) -> int | None:
    value = _number(name, cells)
    if value is not None and value != int(value):
        raise InputError(f"a whole number for {name}", f"{value:g}", "Count full repetitions.")
    return None if value is None else int(value)


def _said(entry: LogEntry) -> dict[str, str]:
    numbers = {name: getattr(entry, name) for name in RANGES}
    return {
        "session": entry.session,
        "day": entry.day.isoformat(),
        "done": "yes" if entry.done else "no",
        "exercise": entry.exercise,
        **{name: "" if value is None else f"{value:g}" for name, value in numbers.items()},
        "red_flag": "yes" if entry.red_flag else "",
        "checked_by": " ".join(entry.checked_by.split()),
        "note": " ".join(entry.note.split()),
    }
