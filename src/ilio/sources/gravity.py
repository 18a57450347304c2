"""Which way up is, in a sensor's own axes: from accelerations, quaternions, matrices or tilts."""

import numpy as np

from ilio.core import ReadError
from ilio.core.signs import PERCENT
from ilio.knowledge import threshold
from ilio.observations import FloatArray
from ilio.sources.log_table import LogTable
from ilio.sources.vectors import length, middle, unit

_TRIPLES = (
    ("the gravity sensor", ("gravity x (m/s^2)", "gravity y (m/s^2)", "gravity z (m/s^2)")),
    ("the gravity sensor", ("gravity_x", "gravity_y", "gravity_z")),
    (
        "the accelerometer",
        ("acceleration x (m/s^2)", "acceleration y (m/s^2)", "acceleration z (m/s^2)"),
    ),
    ("the accelerometer", ("acc_x", "acc_y", "acc_z")),
    ("the accelerometer", ("x", "y", "z")),
)
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
    for source, names in _TRIPLES:
        if all(name in log.columns for name in names):
            vector = np.stack([log.columns[name] for name in names], axis=1)
            _check_gravity(vector, path)
            return unit(vector), source, source == "the accelerometer"
    held = ", ".join(log.columns)
    raise ReadError(
        path, "columns of gravity, acceleration, orientation or angle", f"only: {held[:200]}", TODO
    )


def _from_orientation(columns: dict[str, FloatArray]) -> tuple[FloatArray, str] | None:
    matrix = [f"mat[3][{i}]" for i in (1, 2, 3)]
    if all(name in columns for name in matrix):
        return np.stack([columns[name] for name in matrix], axis=1), "the sensor's orientation"
    if {"roll", "pitch"} <= columns.keys():
        roll, pitch = columns["roll"], columns["pitch"]
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


def _check_gravity(vector: FloatArray, path: object) -> None:
    """The usual length must be one gravity, in m/s2 or in g."""
    usual = middle(length(vector))
    most = threshold("phone.gravity_off").value / PERCENT
    for one in (threshold("phone.gravity").value, 1.0):
        if abs(usual / one - 1) <= most:
            return
    raise ReadError(
        path, "accelerations with gravity in them (9.81 m/s2 or 1 g)", f"a usual {usual:.2f}", TODO
    )
