"""The manifest of a study: separators, decimal commas, Parquet, and every fault by its line."""

import re
from pathlib import Path

import pytest

from ilio.core import InputError, ReadError, Side, UnknownNameError
from ilio.sources.study_manifest import read_study


def written(folder: Path, text: str) -> Path:
    file = folder / "study.csv"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "cells", ["person,side,value\nP1,left,9.5\n", "person;side;value\nP1;left;9,5\n"]
)
def test_comma_and_semicolon(tmp_path: Path, cells: str) -> None:
    (row,) = read_study(written(tmp_path, cells))
    assert (row.person, row.side, row.value, row.line) == ("P1", Side.LEFT, 9.5, 2)


def test_paths_start_at_the_manifest(tmp_path: Path) -> None:
    (row,) = read_study(written(tmp_path, "person,side,protocol,path\nP1,left,thomas,a/b.csv\n"))
    assert row.path == str(tmp_path / "a" / "b.csv")


def test_an_empty_row_of_the_kit_is_no_fault(tmp_path: Path) -> None:
    (row,) = read_study(written(tmp_path, "person,value,path\nP1,,\n\n"))
    assert (row.value, row.why_not) == (None, "nothing was entered")


def test_a_parquet_table_is_the_same(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = arrow.table({"person": ["P1", "P1"], "session": [1.0, 2.0], "value": [9.5, None]})
    parquet.write_table(table, tmp_path / "study.parquet")
    rows = read_study(tmp_path / "study.parquet")
    assert [(r.session, r.value, r.why_not) for r in rows] == [
        ("1", 9.5, ""),
        ("2", None, "nothing was entered"),
    ]


def test_what_is_no_parquet_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    (tmp_path / "study.parquet").write_text("person,value\n")
    with pytest.raises(ReadError, match="expected a Parquet table, got something else"):
        read_study(tmp_path / "study.parquet")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("person,value\n,3\n", "line 2: expected a label of the person, got an empty cell"),
        ("person,value\nP1,soon\n", "expected a number under 'value', got 'soon'. Write it bare"),
        ("person,value\nP1,inf\n", "expected a number under 'value', got 'inf'"),
        ("person,value,path\nP1,3,a.csv\n", "expected a value or a path, got both"),
        ("person,path\nP1,a.csv\n", "expected protocol and side beside a path, got an empty cell"),
        ("person,side,value\nP1,lefft,3\n", "Did you mean 'left'?"),
        (
            "person,value\nP1,3\nP1,4\n",
            "line 3: expected another measurement, got the same as in line 2",
        ),
        ("person,value\n", "expected rows under the line of names, got none"),
        ("person,value\nP1,3,4\n", "expected 2 cells, got 3 in line 2"),
        (
            "person,session\nP1,1\n",
            "expected columns person, and value or path, got person, session",
        ),
        (
            "person,quantity,value\nP1,thigh_drop,950\n",
            "expected -90 to 90 deg, got 950",
        ),
    ],
)
def test_every_fault_is_told_by_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError, match=re.escape(said)):
        read_study(written(tmp_path, text))


def test_an_unknown_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'rater'"):
        read_study(written(tmp_path, "person,ratter,value\nP1,A,3\n"))


def test_many_faults_are_counted(tmp_path: Path) -> None:
    rows = "".join(f"P{n},x\n" for n in range(11))
    with pytest.raises(ReadError, match=re.escape("(and 3 more)")):
        read_study(written(tmp_path, f"person,value\n{rows}"))
