"""TRC and C3D files: units, gaps, header variants, and every way to be broken."""

import time
from pathlib import Path

import numpy as np
import pytest
from marker_files import write_c3d, write_trc
from marker_person import person, ramp

from ilio.core import ReadError, Side
from ilio.sources import read_recording
from ilio.sources.c3d import read_c3d
from ilio.sources.markers import metres_per_unit
from ilio.sources.trc import read_trc

RAISED = person(left_deg=ramp(100), right_deg=ramp(0), knee_deg=90)


def peak(path: Path) -> float:
    return float(np.nanmax(read_recording(path).trace("thigh_elevation", Side.LEFT).angle_deg))


@pytest.mark.parametrize(
    ("unit", "factor"), [("mm", 1.0), ("cm", 0.1), ("m", 1e-3), ("Millimeters", 1.0)]
)
def test_any_unit_gives_the_same_positions(tmp_path, unit, factor):
    file = write_trc(tmp_path / "a.trc", {n: xyz * factor for n, xyz in RAISED.items()}, unit=unit)
    markers = read_trc(file)
    assert markers.positions_m["LASI"][0] == pytest.approx([0.3, 0.32, 1.0], abs=2e-4)
    assert markers.unit.endswith("from the file")
    assert markers.rate_hz == 100


@pytest.mark.parametrize(("factor", "told"), [(1.0, "mm, by the size"), (1e-3, "m, by the size")])
def test_without_a_unit_the_size_decides_and_is_stated(tmp_path, factor, told):
    file = write_trc(tmp_path / "a.trc", {n: xyz * factor for n, xyz in RAISED.items()}, unit="")
    assert read_trc(file).positions_m["LASI"][0] == pytest.approx([0.3, 0.32, 1.0], abs=2e-4)
    assert dict(read_recording(file).source.facts)["unit"].startswith(told)


@pytest.mark.parametrize(
    ("unit", "metres"),
    [("mete", 1), ("metr", 1), ("Meters", 1), ("mètres", 1), ("[m]", 1), ("M", 1), ("metri", 1),
     ("MM ", 1e-3), ("mill", 1e-3), ("milli", 1e-3), ("Millimetres", 1e-3), ("milimeters", 1e-3),
     ("m.m.", 1e-3), ("cent", 0.01), ("Zentimeter", None), ("centimètre", 0.01), ("CM", 0.01),
     ("inch", 0.0254), ("in", 0.0254), ("feet", 0.3048), ("ft", 0.3048), ("dm", 0.1),
     ("px", None), ("deg", None), ("s", None), ("?", None), ("microns", None)],
)  # fmt: skip
def test_a_unit_is_known_spelled_out_or_cut_short_and_nothing_else_is_one(unit, metres):
    if metres is None:
        with pytest.raises(ReadError, match="a unit of length such as mm, cm or m, got"):
            metres_per_unit(unit, RAISED["LASI"], "a.trc")
    else:
        assert metres_per_unit(unit, RAISED["LASI"], "a.trc")[0] == metres


def test_zeros_and_empty_cells_are_gaps(tmp_path):
    markers = {n: xyz.copy() for n, xyz in RAISED.items()}
    markers["LKNE"][3] = 0.0
    markers["LANK"][4] = np.nan
    markers["RANK"][5, 1] = np.nan
    read = read_trc(write_trc(tmp_path / "a.trc", markers)).positions_m
    assert [
        np.flatnonzero(np.isnan(read[n]).all(axis=1)).tolist() for n in ("LKNE", "LANK", "RANK")
    ] == [[3], [4], [5]]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n\n", "\n"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("Frame#\tTime", "Frame#\tTime (s)"),
        lambda text: text.replace("\t\t\n", "\n").replace("\t\t\t", "\t"),
        lambda text: "\n".join(
            line + "\t" if line[:1].isdigit() else line for line in text.split("\n")
        ),
        lambda text: text.replace("LKNE", "Anna:LKNE"),
    ],
    ids=[
        "no blank line",
        "dos",
        "byte order mark",
        "time in s",
        "names one tab apart",
        "trailing tab",
        "prefix",
    ],
)
def test_header_variants_read_the_same(tmp_path, change):
    file = write_trc(tmp_path / "a.trc", RAISED)
    file.write_bytes(change(file.read_text()).encode())
    assert peak(file) == pytest.approx(100, abs=0.1)


def test_time_that_does_not_rise_is_rebuilt_from_the_rate(tmp_path):
    file = write_trc(tmp_path / "a.trc", RAISED)
    lines = file.read_text().split("\n")
    rows = [line.split("\t") for line in lines[6:] if line]
    file.write_text("\n".join(lines[:6] + ["\t".join([r[0], "0", *r[2:]]) for r in rows]))
    assert np.diff(read_trc(file).time_s) == pytest.approx(0.01)
    file.write_text(file.read_text().replace("DataRate", "Data"))
    with pytest.raises(ReadError, match="a rising column 'Time' or a 'DataRate'"):
        read_trc(file)


def test_a_cell_with_text_is_named_by_line_and_column(tmp_path):
    file = write_trc(tmp_path / "a.trc", RAISED)
    lines = file.read_text().split("\n")
    cells = lines[9].split("\t")
    cells[3] = "oops"
    lines[9] = "\t".join(cells)
    file.write_text("\n".join(lines))
    with pytest.raises(ReadError, match="a number, got 'oops' in line 10, column 'LASI Y'"):
        read_trc(file)


def test_a_row_that_was_cut_off_is_named(tmp_path):
    file = write_trc(tmp_path / "a.trc", RAISED)
    file.write_text(file.read_text().rstrip()[:-40])
    with pytest.raises(ReadError, match=r"32 columns, got \d+ in line 66"):
        read_trc(file)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("hello\n", "a line 'Frame# Time'"),
        ("Frame#\tX\tLASI\n1\t0\t1\t2\t3\n", "a column 'Time' after 'Frame#'"),
        ("Frame#\tTime\n1\t0\n", "marker names in the 'Frame#' line"),
        ("Frame#\tTime\tLASI\n", "rows of numbers, got none"),
        ("DataRate\n100\nFrame#\tTime\tLASI\n1\t0\t1\t2\t3\n", "at least 2 rows"),
    ],
)
def test_a_broken_trc_says_what_is_missing(tmp_path, text, message):
    (tmp_path / "a.trc").write_text(text)
    with pytest.raises(ReadError, match=message):
        read_trc(tmp_path / "a.trc")


def test_a_c3d_comes_back_as_it_was_written(tmp_path):
    markers = {n: xyz.copy() for n, xyz in RAISED.items()}
    markers["LKNE"][3] = np.nan
    markers["LANK"][4] = 0.0
    read = read_c3d(write_c3d(tmp_path / "a.c3d", markers))
    assert read.unit == "mm, from the file"
    assert read.rate_hz == 100
    for name, xyz in markers.items():
        expected = np.where((np.nan_to_num(xyz) == 0).all(axis=1)[:, None], np.nan, xyz / 1000)
        assert read.positions_m[name] == pytest.approx(expected, abs=1e-6, nan_ok=True)
    assert peak(tmp_path / "a.c3d") == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize("keep", [0.9, 0.5, 0.1, 0.01])
def test_a_truncated_c3d_is_refused(tmp_path, keep):
    whole = write_c3d(tmp_path / "a.c3d", RAISED).read_bytes()
    cut = tmp_path / "cut.c3d"
    cut.write_bytes(whole[: int(len(whole) * keep)])
    with pytest.raises(ReadError, match=r"truncated one|cut off in its header"):
        read_c3d(cut)


def test_a_c3d_of_one_instant_is_refused(tmp_path):
    once = {n: xyz[:1] for n, xyz in RAISED.items()}
    with pytest.raises(ReadError, match="markers over time, got none"):
        read_c3d(write_c3d(tmp_path / "a.c3d", once))


def test_a_text_file_is_no_c3d(tmp_path):
    (tmp_path / "a.c3d").write_text("hello " * 200)
    with pytest.raises(ReadError, match="a C3D file, got another kind of content"):
        read_c3d(tmp_path / "a.c3d")


def test_thirty_seconds_of_markers_are_read_and_measured_quickly(tmp_path):
    many = {n: np.tile(xyz, (50, 1)) for n, xyz in RAISED.items()}
    many |= {f"EXTRA{i}": many["C7"] + i for i in range(29)}
    file = write_trc(tmp_path / "long.trc", many)
    read_recording(write_trc(tmp_path / "short.trc", RAISED))
    start = time.perf_counter()
    recording = read_recording(file)
    assert (
        time.perf_counter() - start < 1.0
    )  # about 0.15 s alone; the limit leaves room for a busy machine
    assert len(recording.trace("thigh_elevation", Side.LEFT).time_s) == 3000
