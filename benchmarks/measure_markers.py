"""How long it takes to measure a 30 s marker file at 100 Hz (TRC, 39 markers).

Budget: under 0.5 s for reading and measuring together, after import.
"""

import statistics
import tempfile
import time
from pathlib import Path

import numpy as np

from ilio.wiring import measure, read

RUNS = 9
RATE_HZ, LENGTH_S = 100, 30
SPOTS_MM = {
    **{"LASI": (90, 120, 980), "RASI": (90, -120, 980), "LPSI": (-90, 50, 1000)},
    **{"RPSI": (-90, -50, 1000), "C7": (-40, 0, 1480), "T10": (-90, 0, 1230)},
    **{
        "CLAV": (60, 0, 1400),
        "STRN": (90, 0, 1250),
        "LSHO": (0, 180, 1450),
        "RSHO": (0, -180, 1450),
    },
    **{
        "LKNE": (0, 150, 500),
        "RKNE": (0, -150, 500),
        "LANK": (-20, 130, 90),
        "RANK": (-20, -130, 90),
    },
    **{
        "LHEE": (-60, 110, 40),
        "RHEE": (-60, -110, 40),
        "LTOE": (120, 120, 40),
        "RTOE": (120, -120, 40),
    },
}
NAMES = [*SPOTS_MM, *(f"EXTRA{n}" for n in range(39 - len(SPOTS_MM)))]
RAISED = ("LKNE", "LANK", "LHEE", "LTOE")


def write_raise(path: Path) -> None:
    """A left knee raise: stand for 3 s, raise, hold; the marker noise is 1 mm."""
    time_s = np.arange(RATE_HZ * LENGTH_S) / RATE_HZ
    rise = np.radians(np.interp(time_s, [3, 4], [0, 105]))
    rng = np.random.default_rng(1)
    columns = []
    for name in NAMES:
        spot = np.array(SPOTS_MM.get(name, (0, 0, 1200)), dtype=float)
        track = np.tile(spot, (len(time_s), 1))
        if name in RAISED:  # the knee swings about the hip centre, the shank hangs from it
            track[:, 0] += 420 * np.sin(rise)
            track[:, 2] += 420 * (1 - np.cos(rise))
        columns.append(track + rng.normal(0, 1, track.shape))
    table = np.column_stack(columns)
    head = [
        f"PathFileType\t4\t(X/Y/Z)\t{path.name}",
        "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits",
        f"{RATE_HZ}\t{RATE_HZ}\t{len(time_s)}\t{len(NAMES)}\tmm",
        "Frame#\tTime\t" + "\t\t\t".join(NAMES),
        "\t\t" + "\t".join(f"{axis}{n}" for n in range(1, len(NAMES) + 1) for axis in "XYZ"),
    ]
    rows = [
        f"{n + 1}\t{t:.2f}\t" + "\t".join(f"{x:.3f}" for x in row)
        for n, (t, row) in enumerate(zip(time_s, table, strict=True))
    ]
    path.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")


def seconds(path: Path) -> float:
    start = time.perf_counter()
    measure("knee-raise", read(path), "left")
    return time.perf_counter() - start


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "raise.trc"
        write_raise(file)
        print(f"first time   {seconds(file):.3f} s (loads libraries)")
        print(f"after import {statistics.median(seconds(file) for _ in range(RUNS)):.3f} s")
        print(measure("knee-raise", read(file), "left").quantities["thigh_elevation_peak"])
