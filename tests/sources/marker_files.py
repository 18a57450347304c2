"""Writing small marker files, and turning the validation data into TRC."""

import csv
import gzip
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np


def write_trc(
    path: Path,
    positions: Mapping[str, np.ndarray],
    *,
    rate_hz: float = 100.0,
    unit: str = "mm",
    names: Sequence[str] | None = None,
) -> Path:
    """Write positions, (n, 3) a name and NaN for a gap, in `unit` as they are.

    `names` are written in place of their own, where a file has one twice.
    """
    n = len(next(iter(positions.values())))
    head = [
        f"PathFileType\t4\t(X/Y/Z)\t{path.name}",
        "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames",
        f"{rate_hz}\t{rate_hz}\t{n}\t{len(positions)}\t{unit}\t{rate_hz}\t1\t{n}",
        "Frame#\tTime\t" + "\t\t\t".join(names or positions) + "\t\t",
        "\t\t" + "\t".join(f"{axis}{i + 1}" for i in range(len(positions)) for axis in "XYZ"),
        "",
    ]
    table = np.concatenate([positions[name] for name in positions], axis=1)
    rows = [
        f"{i + 1}\t{i / rate_hz:.5f}\t" + "\t".join("" if np.isnan(v) else f"{v:.6f}" for v in row)
        for i, row in enumerate(table)
    ]
    path.write_text("\n".join(head + rows) + "\n")
    return path


def write_c3d(
    path: Path,
    positions: Mapping[str, np.ndarray],
    unit: str = "mm",
    names: Sequence[str] | None = None,
) -> Path:
    """The same as C3D, at 100 Hz."""
    import ezc3d

    c3d = ezc3d.c3d()
    c3d["parameters"]["POINT"]["UNITS"]["value"] = [unit]
    c3d["parameters"]["POINT"]["RATE"]["value"] = [100]
    c3d["parameters"]["POINT"]["LABELS"]["value"] = list(names or positions)
    points = np.stack(list(positions.values()), axis=0)
    c3d["data"]["points"] = np.ones((4, len(positions), points.shape[1]))
    c3d["data"]["points"][:3] = np.moveaxis(points, -1, 0)
    c3d.write(str(path))
    return path


def read_columns(path: Path, delimiter: str) -> tuple[list[str], np.ndarray]:
    """Header and numbers of a gzipped table."""
    with gzip.open(path, "rt") as stream:
        header = stream.readline().rstrip("\n").split(delimiter)
        return header, np.genfromtxt(stream, delimiter=delimiter)


def uiprmd_positions(folder: Path, name: str) -> dict[str, np.ndarray]:
    """Markers of one episode, mm."""
    header, table = read_columns(folder / "vicon_markers" / f"{name}.csv.gz", ",")
    return {header[i].removesuffix("_x_mm"): table[:, i : i + 3] for i in range(1, len(header), 3)}


def uiprmd_published_hip(folder: Path, name: str, leg: str) -> np.ndarray:
    """Published hip flexion of one leg over time, deg."""
    header, table = read_columns(folder / "vicon_angles" / f"{name}.csv.gz", ",")
    column = {"L": "col45_Lhip_flex_deg", "R": "col48_Rhip_flex_deg"}[leg]
    return table[:, header.index(column)]


def uiprmd_episodes(folder: Path) -> list[dict[str, str]]:
    """One row an episode, with its file stem under ``name``."""
    with (folder / "episode_summary.csv").open() as stream:
        rows = list(csv.DictReader(stream))
    return [
        r | {"name": f"{r['movement']}_s{r['subject']}_e{r['episode']}_{r['label']}"} for r in rows
    ]
