"""One ``[[attempt]]`` of a visit file."""

from pathlib import Path
from typing import Any

from ilio.core import InputError, Measured, Side
from ilio.knowledge import budget, protocol_card
from ilio.observations import AttemptAnswers, AttemptInput
from ilio.observations.recording import Key
from ilio.sources.visit_schema import (
    ANSWERS,
    NUMBERS,
    PATHS,
    READINGS,
    RESTS,
    YES_NO,
    allowed_words,
    attempt_keys,
    typed_devices,
)
from ilio.sources.visit_table import Table


def read_attempt(table: Table, folder: Path) -> AttemptInput | None:
    """Check one attempt; faults are noted in the table.

    Parameters
    ----------
    table
        The ``[[attempt]]``.
    folder
        Folder from which its paths are read.

    Returns
    -------
    AttemptInput or None
        None when protocol or side cannot be told, for then the other keys cannot be checked.

    Examples
    --------
    >>> from ilio.sources.visit_table import Faults
    >>> values = {"protocol": "thomas", "side": "left", "thigh_contact": "hovers"}
    >>> read_attempt(Table(values, "attempt 1", Faults()), Path(".")).answers.thigh_contact
    'hovers'
    """
    protocol = _protocol(table)
    side = _side(table, protocol) if protocol else None
    if protocol is None or side is None:
        return None
    place = f"{table.place} ({protocol}, {side})"
    table = Table(table.values, place, table.faults)
    _only_its_keys(table, protocol)
    files = {key: _path(table, key, folder) for key in PATHS}
    device, readings = _readings(table, protocol)
    attempt = AttemptInput(
        protocol=protocol,
        side=side,
        **files,
        rest=table.word("rest", RESTS, "rest pose") or RESTS[0],
        level_deg=table.number("level_deg"),
        device=device,
        readings=readings,
        answers=_answers(table, protocol),
    )
    _refuse_nothing(table, protocol)
    return attempt


def typed_reading(value: float, device: str, quantity: str) -> Measured:
    """A typed number with the error of the device it was read from.

    Parameters
    ----------
    value
        As read [deg].
    device
        One of `typed_devices`.
    quantity
        Name of the quantity.

    Raises
    ------
    UnknownNameError
        If the device is not listed.

    References
    ----------
    ``knowledge/errors.toml``.

    Examples
    --------
    >>> print(typed_reading(-8, "inclinometer", "thigh_drop"))
    -8.0 deg (-12.9 to -3.1)
    """
    error = budget(device, quantity)
    return Measured.from_sd(value, error.trial_sd, error.unit, shared_sd=error.shared_sd)


def _protocol(table: Table) -> str | None:
    if "protocol" in table.values:
        return table.word("protocol", READINGS, "protocol")
    error = InputError(f"a protocol ({', '.join(sorted(READINGS))})", "none", "Add protocol = ...")
    table.faults.note(table.place, error)
    return None


def _side(table: Table, protocol: str) -> Side | None:
    given, card = table.values.get("side"), protocol_card(protocol)
    if given is None and card.sides == "each":
        error = InputError("a side (left, right)", "none", 'Add side = "left" or side = "right".')
        table.faults.note(table.place, error)
        return None
    try:
        return card.side_of(given if given is None else str(given))
    except InputError as error:
        if str(given).strip().lower() == "both":
            todo = "Write one [[attempt]] a side."
            error = InputError("a side (left, right)", "'both'", todo)
        table.faults.note(table.at("side"), error)
        return None


def _only_its_keys(table: Table, protocol: str) -> None:
    """Unknown keys are faults; a key of another protocol says whose it is."""
    mine = attempt_keys(protocol)
    foreign = {key: other for other in READINGS for key in attempt_keys(other) if key not in mine}
    for key in [key for key in table.values if key in foreign]:
        error = InputError(
            f"a key of {protocol}", f"'{key}' of {foreign[key]}", "Move it to an attempt of that."
        )
        table.faults.note(table.place, error)
    Table(
        {key: value for key, value in table.values.items() if key not in foreign},
        table.place,
        table.faults,
    ).only(mine)


def _path(table: Table, key: str, folder: Path) -> str | None:
    given = table.text(key)
    if not given:
        return None
    path = folder / given
    if not path.is_file():
        got = f"no file '{given}' in {folder}"
        error = InputError("a recording", got, "Correct the name or the folder.")
        table.faults.note(table.at(key), error)
    return str(path)


def _readings(table: Table, protocol: str) -> tuple[str | None, dict[Key, Measured]]:
    keys = {f"{name}_deg": name for name in READINGS[protocol] if f"{name}_deg" in table.values}
    values = {name: table.number(key, name) for key, name in keys.items()}
    known = sorted({device for name in READINGS[protocol] for device in typed_devices(name)})
    device = table.word("device", known, "device")
    if keys and "device" not in table.values:
        expected = f"the device of {', '.join(keys)} ({', '.join(known)})"
        error = InputError(expected, "none", 'Add for example device = "inclinometer".')
        table.faults.note(table.place, error)
    if device is None:
        return None, {}
    typed = {name: value for name, value in values.items() if value is not None}
    return device, {(name, None): typed_reading(typed[name], device, name) for name in typed}


def _answers(table: Table, protocol: str) -> AttemptAnswers:
    found: dict[str, Any] = {}
    for key in ANSWERS[protocol]:
        if key in YES_NO:
            found[key] = table.yes_no(key)
        elif key in NUMBERS:
            found[key] = table.number(key)
        else:
            found[key] = table.word(key, allowed_words(key, protocol), "answer")
    return AttemptAnswers(**found)


def _refuse_nothing(table: Table, protocol: str) -> None:
    told = set(attempt_keys(protocol)) - {"protocol", "side", "rest", "level_deg", "device"}
    if not told & set(table.values):
        error = InputError(
            "a file, a reading or an answer", "nothing but protocol and side", "Add what was seen."
        )
        table.faults.note(table.place, error)
