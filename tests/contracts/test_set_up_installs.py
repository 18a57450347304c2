"""What the set-up's calls do beside a folder that tempts them with other releases."""

import hashlib
import os
import subprocess
from pathlib import Path
from runpy import run_path

import pytest
from bare import environment
from locks import ROOT
from made_packages import write_source, write_wheel

BY = {name: run_path(str(ROOT / "tools" / "set_up.py"))[f"by_{name}"] for name in ("pip", "uv")}


@pytest.fixture(scope="module")
def tempting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two releases of a package, of one that it needs, and of one without a wheel."""
    folder = tmp_path_factory.mktemp("index")
    for version in ("1.0", "2.0"):
        write_wheel(folder, "needing", version, "Requires-Dist: needed\n")
    write_wheel(folder, "needed", "1.0")
    write_source(folder, "sourceonly", "1.0")
    return folder


@pytest.fixture(scope="module", params=list(BY))
def way(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    """A way to install, and an environment of its own for it."""
    name: str = request.param
    if name == "uv":
        pytest.importorskip("uv", reason="not installed: uv")
    folder = tmp_path_factory.mktemp(name) / "venv"
    return name, environment(folder, ["uv"] if name == "uv" else [], with_pip=True)


def install(
    way: tuple[str, Path], tempting: Path, lock: str, tmp_path: Path
) -> tuple[subprocess.CompletedProcess[str], set[str]]:
    """Install a lock; how that ended, and what is there then."""
    name, python = way
    file = tmp_path / "some.lock"
    file.write_text(lock)
    only_here = {
        "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tempting), "PIP_CONFIG_FILE": os.devnull,
        "UV_OFFLINE": "1", "UV_NO_INDEX": "1", "UV_FIND_LINKS": str(tempting), "UV_CACHE_DIR": str(tmp_path / "cache"),
    }  # fmt: skip
    done = subprocess.run(
        BY[name](str(python), file).locked,
        capture_output=True, text=True, check=False, env=os.environ | only_here,
    )  # fmt: skip
    listed = [python, "-m", "pip", "list", "--format", "freeze", "--disable-pip-version-check"]
    there = subprocess.check_output(listed, text=True).split()
    return done, {entry for entry in there if not entry.startswith(("pip=", "setuptools=", "uv="))}


def test_the_pinned_release_is_installed_and_nothing_else(
    way: tuple[str, Path], tempting: Path, tmp_path: Path
) -> None:
    """Neither the newer release nor what the package needs, which no lock of this test pins."""
    done, there = install(way, tempting, pinned(tempting, "needing", "1.0"), tmp_path)
    assert (done.returncode, there) == (0, {"needing==1.0"})
    assert done.stdout + done.stderr == ""


@pytest.mark.parametrize("lock", ["needed", "needed>=1.0", "needed==1.0"])
def test_a_line_without_a_hash_is_refused(
    way: tuple[str, Path], tempting: Path, tmp_path: Path, lock: str
) -> None:
    done, there = install(way, tempting, f"{lock}\n", tmp_path)
    assert done.returncode != 0
    assert "hash" in (done.stdout + done.stderr).lower()
    assert "needed==1.0" not in there


def test_another_file_than_the_pinned_one_is_refused(
    way: tuple[str, Path], tempting: Path, tmp_path: Path
) -> None:
    wrong = pinned(tempting, "needing", "2.0").replace("needing", "needed").replace("2.0", "1.0")
    done, there = install(way, tempting, wrong, tmp_path)
    assert done.returncode != 0
    assert "hash" in (done.stdout + done.stderr).lower()
    assert "needed==1.0" not in there


def test_nothing_is_built_from_source(
    way: tuple[str, Path], tempting: Path, tmp_path: Path
) -> None:
    """A build would bring in whatever its backend asks for."""
    done, there = install(way, tempting, pinned(tempting, "sourceonly", "1.0"), tmp_path)
    assert done.returncode != 0
    assert "sourceonly" in done.stdout + done.stderr
    assert "sourceonly==1.0" not in there


def pinned(folder: Path, name: str, version: str) -> str:
    (file,) = folder.glob(f"{name}-{version}*")
    return f"{name}=={version} --hash=sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}\n"
