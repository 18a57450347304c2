"""The locks: every package that is needed stands there with version and hash, and no host."""

import re
import sys
from importlib import metadata
from pathlib import Path

import pytest
from locks import (
    BUILT_WITH,
    DEMO,
    PROJECT,
    ROOT,
    TESTS,
    UV,
    Pin,
    environments,
    holds,
    pins_of,
    reach,
    wanted_by_ilio,
)
from packaging.markers import default_environment
from packaging.requirements import Requirement

EVERYWHERE = list(environments())
ROOTS = {
    DEMO: [*wanted_by_ilio("lan"), *BUILT_WITH],
    TESTS: [*wanted_by_ilio("dev", *PROJECT["project"]["optional-dependencies"]), *BUILT_WITH],
    UV: [Requirement("uv")],
}

locks = pytest.mark.parametrize("lock", ROOTS)
everywhere = pytest.mark.parametrize(
    "environment", [e for _, e in EVERYWHERE], ids=[name for name, _ in EVERYWHERE]
)


@locks
def test_the_lock_names_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|index-url|find-links|trusted-host|^-", text, re.MULTILINE)


@locks
def test_every_package_is_pinned_and_hashed(lock: str) -> None:
    pins = pins_of(ROOT / lock)
    assert [p.name for p in pins if not (p.version and p.hashes)] == []
    assert all(h.startswith("sha256:") for p in pins for h in p.hashes)


@locks
@everywhere
def test_whatever_a_pinned_package_needs_is_pinned(lock: str, environment: dict[str, str]) -> None:
    assert reach(ROOTS[lock], pins_of(ROOT / lock), environment).faults == []


@locks
def test_nothing_is_pinned_that_nothing_needs(lock: str) -> None:
    here = default_environment()
    pins = [p for p in pins_of(ROOT / lock) if holds(p.requirement, here)]
    assert {p.name for p in pins} - reach(ROOTS[lock], pins, here).pins.keys() == set()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("coverage[toml]>=7", "the project needs coverage[toml]>=7, pinned is None"),
        ("packaging>=999", "the project needs packaging>=999, pinned is "),
    ],
)
def test_a_gap_is_found(text: str, fault: str) -> None:
    pins = [p for p in pins_of(ROOT / TESTS) if p.name != "coverage"]
    (found,) = reach([Requirement(text)], pins, default_environment()).faults
    assert found.startswith(fault)


def test_a_gap_behind_an_extra_is_found() -> None:
    pins = [p for p in pins_of(ROOT / TESTS) if p.name != "numpy-typing-compat"]
    (fault,) = reach([Requirement("scipy-stubs")], pins, default_environment()).faults
    assert fault.startswith("optype needs numpy-typing-compat")


def test_the_demo_gets_the_very_files_that_the_tests_get() -> None:
    tested = {str(p.requirement): p for p in pins_of(ROOT / TESTS)}
    assert [p for p in pins_of(ROOT / DEMO) if tested.get(str(p.requirement)) != p] == []


def test_the_demo_gets_nothing_that_only_tests_need() -> None:
    only = {"playwright", "mujoco", "onnx", "onnxruntime", "pyarrow", "ruff", "mypy", "pytest"}
    assert {p.name for p in pins_of(ROOT / DEMO)} & only == set()


def test_what_is_installed_here_is_what_is_pinned() -> None:
    if not Path(sys.prefix, ".ready-for-tests").exists():
        pytest.skip("this environment was not made by make setup")
    pins = [p for p in pins_of(ROOT / TESTS) if holds(p.requirement, default_environment())]
    assert {p.name: metadata.version(p.name) for p in pins} == {p.name: p.version for p in pins}


@everywhere
def test_a_build_of_ilio_chooses_nothing(environment: dict[str, str]) -> None:
    """Where a build has an environment of its own, that one is pinned whole as well."""
    pins = [Pin(wanted) for wanted in BUILT_WITH]
    assert reach(BUILT_WITH, pins, environment).faults == []
    locked = {str(p.requirement.name): p for p in pins_of(ROOT / DEMO)}
    assert {p.name for p in pins} <= locked.keys()


@pytest.mark.parametrize("kind", ["wheel", "editable", "sdist"])
def test_what_the_build_backend_asks_for_is_pinned(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hatchling import build

    monkeypatch.chdir(ROOT)
    asked = [Requirement(text) for text in getattr(build, f"get_requires_for_build_{kind}")()]
    pins = [Pin(wanted) for wanted in BUILT_WITH]
    assert reach(asked, pins, default_environment()).faults == []
