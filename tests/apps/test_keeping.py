"""The store by commands: keep, people, progress, export, delete, backup, restore."""

import json
import stat
import zipfile
from pathlib import Path

import pytest


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for Ilio's data: a store of its own for each test."""
    folder = tmp_path / "home"
    monkeypatch.setenv("ILIO_HOME", str(folder))
    monkeypatch.setenv("COLUMNS", "80")
    return folder


@pytest.fixture
def visits(ilio, typed_visit: Path, tmp_path: Path) -> list[Path]:
    """Two saved visits: the left thigh hovers by 14 deg, six weeks later it hangs 12 below."""
    later = tmp_path / "later.toml"
    text = (
        typed_visit.read_text().replace("-14", "12").replace("[person]", "[person]\nlabel = 'Mo'")
    )
    later.write_text(text.replace("schema", "date = 2026-11-22\nschema", 1))
    first = typed_visit.read_text().replace("[person]", "[person]\nlabel = 'Mo'")
    typed_visit.write_text(first.replace("schema", "date = 2026-10-11\nschema", 1))
    saved = [tmp_path / "first.json", tmp_path / "second.json"]
    for source, target in zip((typed_visit, later), saved, strict=True):
        assert ilio("assess", source, "--report", target).code == 0
    return saved


def test_an_empty_store_says_how_to_begin(ilio, home: Path) -> None:
    assert ilio("people").out == "Nobody yet. Keep a visit with: ilio keep visit.json\n"
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert stat.S_IMODE((home / "ilio.sqlite").stat().st_mode) == 0o600


def test_kept_visits_become_progress(ilio, home: Path, visits: list[Path]) -> None:
    ran = ilio("keep", visits[0])
    assert (ran.out, ran.err) == ("Kept, for Mo. See: ilio progress 'Mo'\n", "New here: Mo\n")
    assert "One visit so far: nothing to compare with." in ilio("progress").out
    assert ilio("keep", visits[1]).code == 0
    out = ilio("progress", "mo").out
    joined = " ".join(out.split())
    assert "Left: sound; it was tight" in joined or "Left: cannot tell; it was tight" in joined
    assert "More by 26.0°: that counts, for it is over" in joined
    assert max(map(len, out.splitlines())) <= 80
    assert "What is sure, since the first test:" in out
    assert out.index("What is sure") < out.index("Since the last test:")
    told = json.loads(ilio("progress", "--json").out)
    left = next(
        t for t in told["trends"] if (t["side"], t["quantity"]) == ("left", "hip_extension")
    )
    assert (left["change"]["call"], len(left["points"])) == ("more", 2)
    assert left["device"] == "inclinometer, pelvis by hand check"


def test_the_same_visit_is_kept_once(ilio, home: Path, visits: list[Path]) -> None:
    first = json.loads(ilio("keep", visits[0], "--json").out)
    again = ilio("keep", visits[0])
    assert again.out.startswith("It was kept already, for Mo.")
    assert json.loads(ilio("keep", visits[0], "--json").out) == {**first, "new": False}


def test_a_visit_goes_to_whom_it_is_given(ilio, home: Path, visits: list[Path]) -> None:
    ilio("keep", visits[0], "--person", "Zoë")
    ilio("keep", visits[1], "--person", "zoë")
    (person,) = json.loads(ilio("people", "--json").out)["people"]
    assert (person["label"], person["visits"]) == ("Zoë", 2)
    assert "Zoë" in ilio("people").out


def test_somebody_unknown_is_told_with_who_is_known(ilio, home: Path, visits: list[Path]) -> None:
    ilio("keep", visits[0])
    ran = ilio("export", "Max", "max.zip")
    assert ran.code == 2
    assert "Expected one of the people of the store: Mo (" in ran.err
    assert "got 'Max'. Ask: ilio people" in ran.err


def test_everything_of_a_person_is_taken_out(
    ilio, home: Path, visits: list[Path], tmp_path
) -> None:
    ilio("keep", visits[0])
    ran = ilio("export", "Mo", tmp_path / "mo.zip")
    assert "Everything of Mo is in" in ran.out
    assert stat.S_IMODE((tmp_path / "mo.zip").stat().st_mode) == 0o600
    names = zipfile.ZipFile(tmp_path / "mo.zip").namelist()
    assert {"everything.json", "numbers.csv", "README.txt"} <= set(names)
    ran = ilio("export", "Mo", tmp_path / "missing" / "mo.zip")
    assert (ran.code, "does not exist" in ran.err) == (2, True)


def test_deleting_asks_first(ilio, home: Path, visits: list[Path]) -> None:
    ilio("keep", visits[0])
    for typed in ("", "no\n"):
        ran = ilio("delete", "Mo", typed=typed)
        assert ran.code == 2
        assert "Delete Mo with 1 visits, for good? [y/N]" in ran.err
        assert "Nothing was deleted." in ran.err
    assert "Mo" in ilio("people").out
    assert ilio("delete", "Mo", typed="y\n").out.startswith("Everything of Mo is deleted.")
    assert ilio("people").out.startswith("Nobody yet.")


def test_a_backup_comes_back(ilio, home: Path, visits: list[Path], tmp_path: Path) -> None:
    ilio("keep", visits[0])
    assert ilio("backup", tmp_path / "ilio.backup").code == 0
    refused = ilio("restore", tmp_path / "ilio.backup")
    assert (refused.code, "restore with --replace" in refused.err) == (2, True)
    ilio("keep", visits[1], "--person", "Zoë")
    assert ilio("restore", tmp_path / "ilio.backup", "--replace").code == 0
    assert [p["label"] for p in json.loads(ilio("people", "--json").out)["people"]] == ["Mo"]
    ilio("delete", "Mo", "--yes")
    assert json.loads(ilio("restore", tmp_path / "ilio.backup", "--json").out)["people"] == 0


def test_another_store_can_be_named(
    ilio, home: Path, visits: list[Path], postgres_url: str
) -> None:
    assert ilio("keep", visits[0], "--store", postgres_url).code == 0
    assert "Mo" in ilio("people", "--store", postgres_url).out
    assert not home.exists()
