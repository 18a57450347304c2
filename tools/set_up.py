"""Fill a virtual environment with exactly what a lock pins, and install Ilio into it.

    python tools/set_up.py FOLDER LOCK
    python tools/set_up.py FOLDER           only uv, which makes the locks

Nothing here picks a version. `uv`, which pip brings in by hash, installs the lock without resolving
and without building; where uv is not to be had or fails, pip does the same, more slowly. Ilio is
then built by what the lock has installed, in that same environment.
"""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
UV_LOCK = ROOT / "requirements-uv.lock"

PIP = ("-m", "pip", "-qq", "--disable-pip-version-check", "--no-input", "install", "--no-deps")
UV = ("-m", "uv", "--quiet", "pip")
LOCKED = ("--require-hashes", "--only-binary", ":all:")
OWN = ("--no-build-isolation", "--editable", str(ROOT))


@dataclass(frozen=True)
class Way:
    """How one program installs what a lock pins, and then Ilio."""

    locked: list[str]
    own: list[str]


def by_pip(python: str, lock: str | Path) -> Way:
    """By the environment's own pip."""
    pip = [python, *PIP]
    return Way([*pip, *LOCKED, "-r", str(lock)], [*pip, *OWN])


def by_uv(python: str, lock: str | Path) -> Way:
    """By uv, which also removes what the lock does not hold."""
    into = ("--python", python)
    uv = [python, *UV]
    return Way([*uv, "sync", *into, *LOCKED, str(lock)], [*uv, "install", *into, "--no-deps", *OWN])


def main(folder: str, lock: str = "") -> None:
    """Set up, and say in one line each what is being done."""
    python = str(Path(folder, "bin", "python"))
    version = ".".join(str(part) for part in sys.version_info[:3])
    say(f"Setting up in {folder}: minutes where nothing was fetched before, else seconds.")
    if not usable(python):
        say(f"1 of 4: an empty environment of Python {version}")
        first_that_works([[sys.executable, "-m", "venv", "--clear", folder]])
    say("2 of 4: uv, which installs the packages")
    has_uv = run(by_pip(python, UV_LOCK).locked)
    if lock:
        install(python, lock, has_uv=has_uv)


def install(python: str, lock: str, *, has_uv: bool) -> None:
    """What the lock pins, then Ilio, by uv where that works."""
    ways = [by_uv(python, lock)] if has_uv else []
    ways.append(by_pip(python, lock))
    if not has_uv:
        say("uv is not to be had here, for the reason above: pip does it, which takes longer.")
    say(f"3 of 4: the packages that {Path(lock).name} pins")
    first_that_works([way.locked for way in ways])
    say("4 of 4: Ilio itself, with the pose models")
    first_that_works([way.own for way in ways])


def usable(python: str) -> bool:
    """Whether an environment of this version of Python is there, with its pip."""
    told = "import sys, pip; print(*sys.version_info[:2])"
    try:
        done = subprocess.run([python, "-c", told], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return done.stdout.split() == [str(part) for part in sys.version_info[:2]]


def first_that_works(commands: Sequence[list[str]]) -> None:
    """Run commands until one ends well; where none does, the set-up ends."""
    for number, command in enumerate(commands, 1):
        if run(command):
            return
        if number < len(commands):
            say("That did not work, for the reason above. Trying it with pip, which takes longer.")
    sys.exit("The set-up stopped. Check the network, then run the same command again.")


def run(command: list[str]) -> bool:
    """Whether a command ended well; what it says goes to the terminal."""
    return subprocess.run(command, check=False).returncode == 0


def say(line: str) -> None:
    """One line for the person who waits."""
    print(line, flush=True)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("The set-up was ended. Run the same command again to go on.")
