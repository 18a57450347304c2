"""The set-up in other places and beside other settings: it notices, and installs the same."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from runpy import run_path

import pytest
from bare import environment
from locks import ROOT
from made_packages import write_wheel

TOOL = ROOT / "tools" / "set_up.py"
CHANGES_WHAT = {
    "PIP_USER": "1", "PIP_DRY_RUN": "1", "PIP_VERBOSE": "3", "PIP_REQUIRE_VIRTUALENV": "1",
    "UV_SYSTEM_PYTHON": "1", "UV_EXCLUDE_NEWER": "2020-01-01", "UV_RESOLUTION": "lowest",
}  # fmt: skip


@pytest.fixture
def made_here(tmp_path: Path) -> Path:
    """A folder with the Makefile and the set-up, and an environment that counts as ready."""
    folder = tmp_path / "here"
    (folder / "tools").mkdir(parents=True)
    shutil.copy(ROOT / "Makefile", folder)
    shutil.copy(TOOL, folder / "tools")
    tool = run_path(str(folder / "tools" / "set_up.py"))
    tool["make_empty"](str(folder / ".venv"))
    for name in (".ready", ".ready-for-tests"):
        (folder / ".venv" / name).touch()
    return folder


def still_ready(folder: Path) -> list[str]:
    subprocess.run(["make", "-s", "-C", str(folder), "moved"], check=True)
    return sorted(path.name for path in (folder / ".venv").glob(".ready*"))


def test_what_is_ready_stays_ready_in_its_place(made_here: Path) -> None:
    assert still_ready(made_here) == [".ready", ".ready-for-tests"]
    assert run_path(str(made_here / "tools" / "set_up.py"))["usable"](str(made_here / ".venv"))


def test_in_a_folder_that_was_moved_nothing_is_ready(made_here: Path, tmp_path: Path) -> None:
    there = made_here.rename(tmp_path / "there")
    assert still_ready(there) == []
    usable = run_path(str(there / "tools" / "set_up.py"))["usable"]
    assert not usable(str(there / ".venv"))
    assert still_ready(there.rename(made_here)) == []


def test_every_target_asks_first_whether_the_folder_was_moved() -> None:
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    asking = [line for line in lines if line.endswith((": $(READY)", ": $(TESTS_READY)"))]
    assert asking == []
    assert sum(line.startswith("demo: moved $(READY)") for line in lines) == 1


@pytest.mark.parametrize("told_by", ["variables", "a file"])
def test_settings_say_where_from_and_never_what(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], told_by: str
) -> None:
    """The index of the person's settings is asked; target, prefix and constraint are not."""
    write_wheel(tmp_path, "needed", "1.0")
    write_wheel(tmp_path, "needed", "2.0")
    limits, elsewhere = tmp_path / "limits.txt", tmp_path / "elsewhere"
    limits.write_text("needed==2.0\n", encoding="utf-8")
    changes = {"PIP_CONSTRAINT": str(limits), "PIP_TARGET": str(elsewhere), **CHANGES_WHAT}
    where = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path)}
    for name in [name for name in os.environ if name.startswith(("PIP_", "UV_"))]:
        monkeypatch.delenv(name)
    if told_by == "a file":
        said = {
            k.removeprefix("PIP_"): v for k, v in {**changes, **where}.items() if "UV_" not in k
        }
        lines = [f"{key.lower().replace('_', '-')} = {value}" for key, value in said.items()]
        (tmp_path / "pip.conf").write_text("\n".join(["[global]", *lines]), encoding="utf-8")
        monkeypatch.setenv("PIP_CONFIG_FILE", str(tmp_path / "pip.conf"))
    else:
        for name, value in {**changes, **where, "PIP_CONFIG_FILE": os.devnull}.items():
            monkeypatch.setenv(name, value)
    python = environment(tmp_path / "venv", [], with_pip=True)
    tool = run_path(str(TOOL))
    assert tool["run"]([str(python), *tool["PIP"], "needed==1.0"])
    assert capfd.readouterr().out == ""
    told = "import needed; print(needed.version)"
    assert subprocess.check_output([python, "-c", told], text=True) == "1.0\n"
    assert not elsewhere.exists()


def test_a_python_without_venv_is_told_apart_from_a_network_that_is_down(tmp_path: Path) -> None:
    hidden = "import runpy, sys; sys.modules['ensurepip'] = None; sys.argv = sys.argv[1:]; "
    run = f"{hidden}runpy.run_path(sys.argv[0], run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", run, str(TOOL), str(tmp_path / "venv"), "requirements.lock"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    version = "python{}.{}-venv".format(*sys.version_info)
    assert f"apt-get install {version}. Then run the same command again." in done.stderr
    assert "network" not in done.stderr
