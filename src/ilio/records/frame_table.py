"""One row a picture: angles with their errors, and the points, as CSV or Parquet."""

import csv
import io
from pathlib import Path

import numpy as np

from ilio.core import MissingExtraError
from ilio.observations import FloatArray, Landmarks, Recording
from ilio.records.writing import write_whole


def frame_table(landmarks: Landmarks, recording: Recording) -> dict[str, FloatArray]:
    """Columns by name, each ``(n,)``; NaN where a value was lost.

    Examples
    --------
    >>> from ilio.observations import Source
    >>> points = Landmarks.of([0.0, 0.2], np.ones((2, 33, 2)))
    >>> table = frame_table(points, Recording(Source("video", "a.mp4", "video")))
    >>> list(table)[:4]
    ['frame', 'time_s', 'nose_x_px', 'nose_y_px']
    """
    table: dict[str, FloatArray] = {
        "frame": landmarks.frames.astype(np.float64),
        "time_s": landmarks.time_s,
    }
    for (name, side), trace in recording.traces.items():
        if len(trace.time_s) == len(landmarks.time_s):
            column = f"{name}_{side}" if side else name
            table[f"{column}_deg"] = trace.angle_deg
            clip = np.hypot(trace.trial_sd_deg, trace.shared_sd_deg)
            table[f"{column}_sd_deg"] = np.hypot(trace.sd_deg, clip)
    for i, name in enumerate(landmarks.names):
        table[f"{name}_x_px"], table[f"{name}_y_px"] = landmarks.xy[:, i].T
        table[f"{name}_confidence"] = landmarks.confidence[:, i]
        if landmarks.by_hand[:, i].any():
            table[f"{name}_by_hand"] = landmarks.by_hand[:, i].astype(np.float64)
    return table


def write_frame_table(landmarks: Landmarks, recording: Recording, path: str | Path) -> Path:
    r"""Write the table as CSV; a lost value is an empty cell.

    Raises
    ------
    OutputError
        If it cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> from ilio.observations import Source
    >>> points = Landmarks.of([0.0, 0.2], np.ones((2, 33, 2)))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     recording = Recording(Source("video", "a.mp4", "video"))
    ...     rows = write_frame_table(points, recording, f"{folder}/a.csv").read_text().split("\n")
    >>> rows[2].split(",")[:4]
    ['1', '0.2', '1', '1']
    """
    table = frame_table(landmarks, recording)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table)
    for row in zip(*table.values(), strict=True):
        writer.writerow(["" if np.isnan(value) else f"{value:.8g}" for value in row])
    return write_whole(path, text.getvalue().encode())


def write_parquet(landmarks: Landmarks, recording: Recording, path: str | Path) -> Path:
    """Write the table as Parquet; a lost value is null, and the film and the maker are metadata.

    Raises
    ------
    MissingExtraError
        If the package pyarrow is not installed.
    OutputError
        If it cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> from ilio.observations import Source
    >>> points = Landmarks.of([0.0, 0.2], np.ones((2, 33, 2)))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     recording = Recording(Source("video", "a.mp4", "video"))
    ...     write_parquet(points, recording, f"{folder}/a.parquet").read_bytes()[:4]
    b'PAR1'
    """
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError:
        purpose = "write tables as Parquet (.csv needs nothing more)"
        raise MissingExtraError("pyarrow", purpose) from None
    columns = frame_table(landmarks, recording)
    table = arrow.table(
        {name: arrow.array(values, from_pandas=True) for name, values in columns.items()}
    )
    whole = [name for name in columns if name == "frame" or name.endswith("_by_hand")]
    for name in whole:
        kind = arrow.int64() if name == "frame" else arrow.bool_()
        at = table.schema.get_field_index(name)
        table = table.set_column(at, name, table[name].cast(kind))
    said = {"source": landmarks.source, "maker": landmarks.maker, "rate_hz": f"{landmarks.rate_hz}"}
    out = io.BytesIO()
    parquet.write_table(table.replace_schema_metadata(said), out)
    return write_whole(path, out.getvalue())
