"""What the locks pin, and what is reached from a list of requirements."""

import re
import shutil
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
BUILT_WITH = [Requirement(text) for text in PROJECT["build-system"]["requires"]]
DEMO, TESTS, UV = "requirements.lock", "requirements-test.lock", "requirements-uv.lock"

Environment = Mapping[str, str]


@dataclass(frozen=True)
class Pin:
    """One version of one package, with the hashes of its files."""

    requirement: Requirement
    hashes: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        return canonicalize_name(self.requirement.name)

    @property
    def version(self) -> str:
        (exact,) = self.requirement.specifier
        assert exact.operator == "==" and "*" not in exact.version, self.requirement
        return exact.version


def pins_of(lock: Path) -> list[Pin]:
    """Every line of a lock."""
    lines = re.sub(r"^#.*\n", "", lock.read_text(encoding="utf-8"), flags=re.M)
    entries = lines.replace("\\\n", " ").splitlines()
    found = []
    for entry in entries:
        wanted, *hashes = entry.split(" --hash=")
        found.append(Pin(Requirement(wanted), frozenset(h.strip() for h in hashes)))
    return found


def wanted_by_ilio(*extras: str) -> list[Requirement]:
    """What Ilio needs to run, with extras."""
    lists = PROJECT["project"]["optional-dependencies"]
    texts = [*PROJECT["project"]["dependencies"], *(t for extra in extras for t in lists[extra])]
    return [Requirement(text) for text in texts]


def environments() -> Iterator[tuple[str, Environment]]:
    """Every Python from 3.11 to the newest of this machine, on each kind of machine."""
    newest = max(n for n in range(11, 40) if n == sys.version_info.minor or has_python(n))
    kinds = (("linux", "Linux", "x86_64"), ("darwin", "Darwin", "arm64"))
    for minor in range(11, newest + 1):
        for platform, system, machine in kinds:
            yield (
                f"3.{minor} {platform}",
                default_environment()
                | {
                    "python_version": f"3.{minor}",
                    "python_full_version": f"3.{minor}.0",
                    "implementation_version": f"3.{minor}.0",
                    "sys_platform": platform,
                    "platform_system": system,
                    "platform_machine": machine,
                },
            )


def has_python(minor: int) -> bool:
    return shutil.which(f"python3.{minor}") is not None


@dataclass
class Reached:
    """Packages that are reached, and what was needed on the way but is not pinned so."""

    pins: dict[str, Pin] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def reach(roots: Iterable[Requirement], pins: Iterable[Pin], environment: Environment) -> Reached:
    """Follow every dependency, extras included, through the metadata of what is installed.

    A package of which another version is installed here than this environment would get is a
    leaf: what that version needs is not known here.
    """
    pinned = {p.name: p for p in pins if holds(p.requirement, environment)}
    reached, seen = Reached(), set()
    waiting = [("the project", root) for root in roots if holds(root, environment)]
    while waiting:
        who, wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        pin = pinned.get(name)
        if pin is None or not wanted.specifier.contains(pin.version, prereleases=True):
            reached.faults.append(f"{who} needs {wanted}, pinned is {pin and pin.version}")
            continue
        reached.pins[name] = pin
        for extra in {"", *wanted.extras} - {e for n, e in seen if n == name}:
            seen.add((name, extra))
            waiting += [(name, each) for each in needs_of(pin, environment | {"extra": extra})]
    return reached


def needs_of(pin: Pin, environment: Environment) -> list[Requirement]:
    """What the installed package says that it needs there."""
    try:
        installed = metadata.distribution(pin.name)
    except metadata.PackageNotFoundError:
        return []
    if installed.version != pin.version:
        return []
    needs = [Requirement(text) for text in installed.requires or ()]
    return [need for need in needs if holds(need, environment)]


def holds(wanted: Requirement, environment: Environment) -> bool:
    return wanted.marker is None or wanted.marker.evaluate({"extra": ""} | dict(environment))
