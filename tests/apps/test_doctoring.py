"""`ilio doctor`."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from ilio.apps.cli import doctoring

ROOT = Path(__file__).resolve().parents[2]


def test_everything_is_there_in_a_full_installation(ilio):
    ran = ilio("doctor", "--json")
    assert ran.code == 0
    table = json.loads(ran.out)
    names = [check["name"] for check in table["checks"]]
    assert {"python", "numpy", "av", "pose_landmark_full_rounded.tflite", "this folder"} <= set(
        names
    )
    assert table["ok"] is all(check["ok"] for check in table["checks"])


def test_every_package_of_the_project_is_examined():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = {name: names_of(p) for name, p in project["optional-dependencies"].items()}
    assert set(doctoring.LIBRARIES) == names_of(project["dependencies"])
    assert {name: set(p) for name, (p, _) in doctoring.EXTRAS.items()} == {
        name: packages for name, packages in optional.items() if name != "dev"
    }


def names_of(packages):
    return {re.split(r"[<>=;\[ ]", package)[0] for package in packages}


def test_a_missing_library_is_told_with_what_it_would_give(ilio, monkeypatch):
    monkeypatch.setitem(doctoring.LIBRARIES, "no-such-library", "the tests of this test")
    ran = ilio("doctor")
    assert ran.code == 0
    assert ran.out.startswith("Missing or not usable: ")
    assert "no-such-library" in ran.out.splitlines()[0]
    assert "MISSING" in ran.out


def test_a_missing_model_is_told(ilio, monkeypatch):
    monkeypatch.setitem(doctoring.MODELS, "no_such_model.tflite", "nothing")
    checks = json.loads(ilio("doctor", "--json").out)["checks"]
    missing = next(check for check in checks if check["name"] == "no_such_model.tflite")
    assert missing["ok"] is False
    assert "Install Ilio again" in missing["found"]


def test_another_model_than_the_pinned_one_is_told(ilio, monkeypatch):
    monkeypatch.setattr("ilio.sources.video.networks.model_bytes", lambda _name: b"other")
    checks = json.loads(ilio("doctor", "--json").out)["checks"]
    model = next(check for check in checks if check["name"] == "pose_detection.tflite")
    assert model["ok"] is False
    assert "pinned" in model["found"]


@pytest.mark.parametrize("there", [True, False])
def test_the_data_folder_is_checked_when_named(ilio, monkeypatch, tmp_path, there):
    folder = tmp_path if there else tmp_path / "none"
    monkeypatch.setenv("ILIO_DATA", str(folder))
    checks = json.loads(ilio("doctor", "--json").out)["checks"]
    assert next(check for check in checks if check["name"] == "ILIO_DATA")["ok"] is there


def test_a_folder_that_cannot_be_written_is_told(ilio, monkeypatch):
    def refuse(**_where: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(doctoring.tempfile, "TemporaryFile", refuse)
    checks = json.loads(ilio("doctor", "--json").out)["checks"]
    folder = next(check for check in checks if check["name"] == "this folder")
    assert (folder["ok"], folder["found"]) == (False, "Permission denied")


def test_what_the_page_runs_is_checked(ilio, monkeypatch):
    def page():
        checks = json.loads(ilio("doctor", "--json").out)["checks"]
        return next(check for check in checks if check["name"] == "page")

    assert page()["ok"] is True
    monkeypatch.setattr(doctoring, "_pinned_checksums", lambda: {"pose_full.task": "0"})
    assert "another file than the pinned one: pose_full.task" in page()["found"]
    monkeypatch.setattr(doctoring, "PAGE", ("no_such.wasm",))
    assert page()["ok"] is False
    assert "no_such.wasm not there; install Ilio again" in page()["found"]


def test_an_extra_that_is_missing_is_no_fault(ilio, monkeypatch):
    monkeypatch.setitem(doctoring.EXTRAS, "lan", (("no-such-library",), "the link"))
    checks = json.loads(ilio("doctor", "--json").out)["checks"]
    extra = next(check for check in checks if check["name"] == "ilio[lan]")
    assert extra["ok"] is True
    assert (
        extra["found"]
        == "not installed; if wanted: in a clone with make setup, elsewhere with pip install no-such-library"
    )
