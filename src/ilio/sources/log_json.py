"""Logs of several sensors in one JSON file, as Sensor Logger exports and sends them."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from ilio.core import ReadError
from ilio.sources.landmarks.json_file import read_json
from ilio.sources.repeated import Named

EXPECTED = "sensor readings as JSON (Sensor Logger)"


def is_sensor_log(values: object) -> bool:
    """Whether JSON holds readings of sensors, each with the name of its sensor.

    Examples
    --------
    >>> is_sensor_log([{"sensor": "Gravity", "time": "1", "x": "0"}]), is_sensor_log([[1, 2]])
    (True, False)
    """
    return any(True for _ in _readings(values))


def sensors_in(path: str | Path) -> dict[str, Named]:
    """Columns of every sensor by its name.

    Raises
    ------
    ReadError
        If it cannot be opened, is broken, or holds no readings.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "a.json"
    ...     _ = file.write_text('[{"sensor": "Gravity", "seconds_elapsed": "0.5", "x": "9.8"}]')
    ...     sensors_in(file)["Gravity"].columns
    {'seconds_elapsed': array([0.5]), 'x': array([9.8])}
    """
    found: dict[str, list[dict[str, object]]] = {}
    for sensor, reading in _readings(read_json(path, EXPECTED)):
        found.setdefault(sensor, []).append(reading)
    if not found:
        raise ReadError(path, EXPECTED, "no readings", "Export it again as JSON or CSV.")
    return {sensor: _columns(readings) for sensor, readings in found.items()}


def _readings(values: object) -> Iterator[tuple[str, dict[str, object]]]:
    """Sensor and values of each reading: a list of them, or under 'payload' with 'values'."""
    entries = values.get("payload") if isinstance(values, dict) else values
    for entry in entries if isinstance(entries, list) else ():
        if not isinstance(entry, dict):
            continue
        sensor = entry.get("sensor", entry.get("name"))
        inner = entry.get("values")
        reading = {**entry, **inner} if isinstance(inner, dict) else entry
        if isinstance(sensor, str) and {"time", "seconds_elapsed"} & reading.keys():
            yield sensor, reading


def _columns(readings: list[dict[str, object]]) -> Named:
    names = dict.fromkeys(name for reading in readings for name in reading)
    columns = {}
    for name in names:
        numbers = [_number(reading.get(name)) for reading in readings]
        if not np.isnan(numbers).all():
            columns[name.lower()] = np.array(numbers)
    return Named(columns)


def _number(value: object) -> float:
    """A finite number, also one in quotes; else NaN."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return np.nan
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return np.nan
    return found if np.isfinite(found) else np.nan
