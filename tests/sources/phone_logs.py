"""Writing phone logs of a thigh whose elevation is known."""

from pathlib import Path

import numpy as np

PHYPHOX = (
    "Time (s)",
    "Acceleration x (m/s^2)",
    "Acceleration y (m/s^2)",
    "Acceleration z (m/s^2)",
    "Absolute acceleration (m/s^2)",
)


def lift(
    to_deg: float = 100.0, rate_hz: float = 50.0, rest_s: float = 3.0
) -> tuple[np.ndarray, np.ndarray]:
    """Time and elevation: rest, one second up, four seconds held."""
    time = np.arange(0, rest_s + 5.0, 1 / rate_hz)
    ease = np.clip(time - rest_s, 0, 1)
    return time, to_deg * (3 * ease**2 - 2 * ease**3)


def up_on_thigh(elevation_deg: np.ndarray, strap: np.ndarray) -> np.ndarray:
    """Up in the axes of a phone that is strapped to the thigh in a rotation of its own."""
    angle = np.radians(elevation_deg)
    turned: np.ndarray = np.stack([np.sin(angle), 0 * angle, np.cos(angle)], axis=1) @ strap.T
    return turned


def write_csv(
    path: Path,
    header: tuple[str, ...],
    columns: list[np.ndarray],
    *,
    separator: str = ",",
    comma: bool = False,
) -> Path:
    rows = [separator.join(f"{v:.9g}" for v in row) for row in np.stack(columns, axis=1)]
    text = "\n".join(rows)
    quoted = separator.join(f'"{name}"' for name in header)
    path.write_text(quoted + "\n" + (text.replace(".", ",") if comma else text) + "\n")
    return path


def phyphox(
    path: Path, time: np.ndarray, up: np.ndarray, *, separator: str = ",", comma: bool = False
) -> Path:
    """Accelerometer export with gravity."""
    columns = [time, *(9.81 * up.T), np.full(len(time), 9.81)]
    return write_csv(path, PHYPHOX, columns, separator=separator, comma=comma)
