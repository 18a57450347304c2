"""Which way up is, in a sensor's own axes: from accelerations, quaternions, matrices or tilts."""

import re

import numpy as np

from ilio.core import ReadError
from ilio.core.signs import PERCENT
from ilio.knowledge import threshold
from ilio.observations import FloatArray
from ilio.sources.log_table import LogTable
from ilio.sources.sensor_axes import ACCELEROMETER, triples
from ilio.sources.vectors import length, middle, unit

TODO = (
    "Export the accelerometer with gravity, or Gravity, TotalAcceleration or Orientation; "
    "'linear acceleration' has gravity taken out."
)


def up_in_sensor(log: LogTable, path: object) -> tuple[FloatArray, str, bool]:
    """Direction of up in the sensor's axes.

    A mirrored axis convention is as good as another: only angles between directions are used.

    Returns
    -------
    tuple
        ``(n, 3)`` unit vectors with NaN where a cell was empty, what they came from, and whether
        shaking is mixed in (a bare accelerometer).

    Raises
    ------
    ReadError
        If no column tells the direction, or the accelerations are without gravity.

    Examples
    --------
    >>> one = np.array([1.0, 1.0])
    >>> log = LogTable(np.arange(2.0), {"x": 0 * one, "y": 9.8 * one, "z": 0 * one}, "a.csv")
    >>> up_in_sensor(log, "a.csv")[0][0], up_in_sensor(log, "a.csv")[1]
    (array([0., 1., 0.]), 'the accelerometer')
    """
    found = _from_orientation(log.columns)
    if found is not None:
        return unit(found[0]), found[1], False
    lengths = []
    for triple in triples(log.columns):
        vector = np.stack([log.columns[name] for name in triple.names], axis=1)
        lengths.append(middle(length(vector)))
        if _is_gravity(lengths[-1], triple.unit):
            return unit(vector), triple.sensor, triple.sensor == ACCELEROMETER
    if lengths:
        expected = "accelerations with gravity in them (9.81 m/s2 or 1 g)"
        got = " and ".join(f"a usual {usual:.2f}" for usual in lengths)
        raise ReadError(path, expected, got, TODO)
    held = ", ".join([*log.columns, *(f"{name} (several times)" for name in log.repeated)])[:200]
    expected = "columns of gravity, acceleration, orientation or angle"
    raise ReadError(path, expected, f"only: {held}", TODO)


def _from_orientation(columns: dict[str, FloatArray]) -> tuple[FloatArray, str] | None:
    matrix = [f"mat[3][{i}]" for i in (1, 2, 3)]
    if all(name in columns for name in matrix):
        return np.stack([columns[name] for name in matrix], axis=1), "the sensor's orientation"
    if {"roll", "pitch"} <= (plain := _without_units(columns)).keys():
        roll, pitch = (_in_radians(*plain[name]) for name in ("roll", "pitch"))
        parts = [-np.sin(roll) * np.cos(pitch), -np.sin(pitch), np.cos(roll) * np.cos(pitch)]
        return np.stack(parts, axis=1), "roll and pitch"
    if {"qw", "qx", "qy", "qz"} <= columns.keys():
        w, x, y, z = (columns[f"q{part}"] for part in "wxyz")
        parts = [2 * (x * z - w * y), 2 * (y * z + w * x), w * w + z * z - x * x - y * y]
        return np.stack(parts, axis=1), "the orientation quaternion"
    turn = next((columns[n] for n in ("inclination (deg)", "angle (deg)") if n in columns), None)
    if turn is not None and "rotation (deg)" in columns:
        angle, way = np.radians(turn), np.radians(columns["rotation (deg)"])
        parts = [np.sin(angle) * np.sin(way), np.sin(angle) * np.cos(way), np.cos(angle)]
        return np.stack(parts, axis=1), "inclination and rotation"
    return None


def _without_units(columns: dict[str, FloatArray]) -> dict[str, tuple[str, FloatArray]]:
    """Columns by their name without its unit, each with that name as it is."""
    cut = re.compile(r"[\s_]*[(\[]|[\s_]+(?:deg|rad)")
    return {cut.split(name)[0]: (name, values) for name, values in columns.items()}


HALF_TURN = 1.01 * np.pi
"""As far as roll and pitch go, and a little for rounding [rad]."""


def _in_radians(name: str, angle: FloatArray) -> FloatArray:
    """Radians, unless the name says degrees or one is more than half a turn in radians."""
    says_degrees = "deg" in name or "°" in name
    degrees = says_degrees or float(np.nanmax(np.abs(angle), initial=0.0)) > HALF_TURN
    return np.radians(angle) if degrees else angle


def _is_gravity(usual: float, unit: str | None) -> bool:
    """Whether a usual length is one gravity, in the unit that the file says, else in any."""
    most = threshold("phone.gravity_off").value / PERCENT
    ones = {"m/s2": threshold("phone.gravity").value, "g": 1.0, "mg": 1000.0}
    return any(abs(usual / one - 1) <= most for name, one in ones.items() if unit in (name, None))
