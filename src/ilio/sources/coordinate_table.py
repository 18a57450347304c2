"""Opening an OpenSim table (MOT, STO): header, columns, numbers."""

from dataclasses import dataclass
from pathlib import Path

from ilio.core import ReadError
from ilio.observations import FloatArray
from ilio.sources.clock import in_seconds, left_out, rising
from ilio.sources.clock_units import unit_by_format, unit_named
from ilio.sources.coordinate_kind import refuse_other_quantities
from ilio.sources.number_table import parse_numbers
from ilio.sources.opening import read_text
from ilio.sources.repeated import by_name

EXPORT = "Export the inverse kinematics result again."


@dataclass(frozen=True, eq=False)
class CoordinateTable:
    """A table of coordinates over time.

    Parameters
    ----------
    time_s
        ``(n,)`` [s].
    columns
        Name to ``(n,)``, in the unit of the file.
    degrees
        What the header says about the unit of angles; None if it says nothing.
    name
        File name.
    notes
        What was made of its times.
    repeated
        Names of several columns that differ; none of them is among the columns.

    Examples
    --------
    >>> import numpy as np
    >>> CoordinateTable(np.arange(2.0), {}, None, "a.mot").degrees is None
    True
    """

    time_s: FloatArray
    columns: dict[str, FloatArray]
    degrees: bool | None
    name: str
    notes: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()


def read_coordinates(path: str | Path) -> CoordinateTable:
    r"""Read a MOT or STO file.

    Raises
    ------
    ReadError
        If there is no header that ends in 'endheader', no column 'time', time does not rise, a
        row is cut off, or a cell is not a number.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "a.mot"
    ...     _ = file.write_text("a\ninDegrees=yes\nendheader\ntime\thip_flexion_r\n0\t5\n.1\t6\n")
    ...     table = read_coordinates(file)
    >>> table.degrees, table.columns["hip_flexion_r"]
    (True, array([5., 6.]))
    """
    lines = read_text(path).split("\n")
    end = next((i for i, line in enumerate(lines) if line.strip().lower() == "endheader"), None)
    if end is None:
        raise ReadError(path, "a header that ends in a line 'endheader'", "none", EXPORT)
    header = lines[:end]
    body = [(i, line) for i, line in enumerate(lines[end + 1 :], end + 1) if line.strip()]
    if not body:
        raise ReadError(path, "a line of column names after 'endheader'", "nothing", EXPORT)
    refuse_other_quantities(header, path)
    at, name_line = body[0]
    if any("quaternion" in line.lower() for line in header):
        todo = "Export the thigh sensor as a log with columns qw, qx, qy, qz and seconds_elapsed."
        raise ReadError(path, "joint angles", "sensor quaternions", todo)
    delimiter = next((sign for sign in "\t;," if sign in name_line), None)
    names = [word.strip() for word in name_line.rstrip().split(delimiter)]
    if not names[0].lower().startswith("time"):
        raise ReadError(path, "a first column 'time'", f"'{names[0][:40]}'", EXPORT)
    rows = [line for _, line in body[1:]]
    table = parse_numbers(rows, names, delimiter=delimiter, path=path, first_line=at + 2)
    unit = unit_named(names[0]) or unit_by_format(table[:, 0])
    clock = in_seconds(table[:, 0], path, name=names[0], unit=unit)
    good = rising(clock.time_s, path)
    named = by_name(
        (plain_name(name), table[good, i]) for i, name in enumerate(names) if i and _is_value(name)
    )
    return CoordinateTable(
        clock.time_s[good],
        dict(named.columns),
        _degrees(header),
        Path(path).name,
        (*([clock.note] if clock.note else []), *left_out(good)),
        named.repeated,
    )


def plain_name(name: str) -> str:
    """A coordinate's own name out of a path of OpenSim 4.

    Examples
    --------
    >>> plain_name("/jointset/hip_r/hip_flexion_r/value")
    'hip_flexion_r'
    """
    parts = [part for part in name.split("/") if part]
    return parts[-2] if len(parts) > 1 and parts[-1] == "value" else parts[-1] if parts else name


def _is_value(name: str) -> bool:
    return not name.startswith("/") or name.endswith("/value")


def _degrees(header: list[str]) -> bool | None:
    """What the header says of the unit; None where it says nothing, or both."""
    said = set()
    for line in header:
        text = line.strip().lower().replace(" ", "")
        if text.startswith("indegrees="):
            said.add(text.removeprefix("indegrees=") in ("yes", "true", "1"))
        if text.startswith("anglesarein"):
            said.add("degree" in text)
    return said.pop() if len(said) == 1 else None
