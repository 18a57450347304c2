"""`ilio demo`, whole: the four clips of the example visit."""

import json
import sys

import pytest

from ilio.apps.cli import demonstrating
from ilio.apps.cli.compared import Compared, truth_view
from ilio.core import Measured


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    return tmp_path_factory.mktemp("demo") / "new" / "ilio-demo"


@pytest.mark.slow
def test_the_demo_holds_its_numbers_against_the_truth(ilio, out):
    ran = ilio("demo", "--out", out, "--json")
    assert ran.code == 0
    table = json.loads(ran.out)
    assert set(table["verdict"]["sides"]) == {"left", "right"}
    sides = {(row["protocol"], row["side"]) for row in table["truth"]}
    assert sides == {(p, s) for p in ("knee-raise", "thomas") for s in ("left", "right")}
    inside = [row["inside"] for row in table["truth"]]
    assert sum(inside) >= 0.8 * len(inside)
    assert [(out / name).stat().st_size > 0 for name in demonstrating.REPORTS] == [True] * 3
    page = ilio("report", out / "visit.json", "-o", out / "again.html")
    assert page.code == 0


def test_the_truth_is_shown_beside_each_number():
    rows = [
        Compared("thomas", "left", "thigh_drop", Measured(0, -2, 2, "deg"), 5.0),
        Compared("thomas", "right", "thigh_drop", Measured(0, -2, 2, "deg"), 1.0),
    ]
    table, sentence = truth_view(rows)
    assert table.row_count == 2
    assert sentence == "1 of 2 intervals (90 %) hold the truth."


def test_the_call_that_is_printed_can_be_typed(monkeypatch, tmp_path):
    """From the path when it lies there, else by where it lies."""
    program = tmp_path / "ilio"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "argv", [str(program), "demo"])
    monkeypatch.setenv("PATH", str(tmp_path))
    assert demonstrating.program() == "ilio"
    monkeypatch.setenv("PATH", "/nowhere")
    assert demonstrating.program() == str(program)


def test_a_folder_that_cannot_be_made_is_told_before_the_work(ilio, typed_visit):
    ran = ilio("demo", "--out", typed_visit / "folder")
    assert ran.code == 2
    assert ran.out == ""
    assert "Nothing was lost" in ran.err


def test_a_missing_example_is_told(ilio, monkeypatch, tmp_path):
    monkeypatch.setattr("ilio.__file__", str(tmp_path / "src" / "ilio" / "__init__.py"))
    ran = ilio("demo", "--out", tmp_path / "out")
    assert ran.code == 2
    assert "the example visit" in ran.err
