"""Fill a virtual environment with exactly what a lock pins, and install Ilio into it.

    python tools/set_up.py FOLDER LOCK
    python tools/set_up.py FOLDER           only uv, which makes the locks

Nothing here picks a version, and nothing of the person's own settings changes what is installed:
only where it comes from. `uv`, which pip brings in by hash, installs the lock without resolving
and without building; where uv is not to be had or fails, pip does the same, more slowly. Ilio is
then built by what the lock has installed, in that same environment.
"""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
UV_LOCK = ROOT / "requirements-uv.lock"

PIP = ("-m", "pip", "-qq", "--disable-pip-version-check", "--no-input", "install", "--no-deps")
UV = ("-m", "uv", "--quiet", "pip")
LOCKED = ("--require-hashes", "--only-binary", ":all:")
WHERE = re.compile(
    r"PIP_(INDEX_URL|EXTRA_INDEX_URL|NO_INDEX|FIND_LINKS|TRUSTED_HOST|CERT|CLIENT_CERT|PROXY"
    r"|CONFIG_FILE|(NO_)?CACHE_DIR|(DEFAULT_)?TIMEOUT|RETRIES|KEYRING_PROVIDER)"
    r"|UV_((DEFAULT_|NO_)?INDEX|INDEX_\w+|EXTRA_INDEX_URL|FIND_LINKS|OFFLINE|(NO_)?CACHE(_DIR)?"
    r"|HTTP_\w+|NATIVE_TLS|SYSTEM_CERTS|INSECURE_HOST|KEYRING_PROVIDER|LINK_MODE"
    r"|(NO_)?CONFIG(_FILE)?)"
)
"""Settings of pip and uv that say where packages come from; every other one is left out."""
NO_VENV = (
    "The set-up stopped: this Python cannot make environments, for a part of it is missing. "
    "On Debian and Ubuntu: apt-get install python{0}.{1}-venv. Then run the same command again."
)
STOPPED = "The set-up stopped, for the reason above. {} Then run the same command again."
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
    if not usable(folder):
        say(f"1 of 4: an empty environment of Python {version}")
        make_empty(folder)
    say("2 of 4: uv, which installs the packages")
    has_uv = run(by_pip(python, UV_LOCK).locked)
    if lock:
        install(python, lock, has_uv=has_uv)


def make_empty(folder: str) -> None:
    """An environment that holds pip only, and the place for which it was made."""
    if not (find_spec("venv") and find_spec("ensurepip")):
        sys.exit(NO_VENV.format(*sys.version_info))
    made = [sys.executable, "-m", "venv", "--clear", folder]
    if subprocess.run(made, check=False).returncode:
        sys.exit(STOPPED.format("Mend that."))
    place_file(folder).write_text(place(folder), encoding="utf-8")


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


def place_file(folder: str) -> Path:
    """Where an environment says for which place it was made; make compares it."""
    return Path(folder, ".place")


def place(folder: str) -> str:
    """Ilio's folder and the environment's: its programs and its link to Ilio hold both."""
    return f"{ROOT}\n{Path(folder).resolve()}\n"


def usable(folder: str) -> bool:
    """Whether an environment of this version of Python is there, made here, with its pip."""
    try:
        if place_file(folder).read_text(encoding="utf-8") != place(folder):
            return False
    except OSError:
        return False
    python = str(Path(folder, "bin", "python"))
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
    sys.exit(STOPPED.format("Check the network."))


def run(command: list[str]) -> bool:
    """Whether a command ended well; what it says goes to the terminal."""
    return subprocess.run(command, check=False, env=settings(command[0])).returncode == 0


@cache
def settings(python: str) -> dict[str, str]:
    """The environment for an installer: of the person's settings only where packages come from."""
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PIP_", "UV_")) or WHERE.fullmatch(name)
    }
    told = {name: value for name, value in configured(python, own) if WHERE.fullmatch(name)}
    return {**told, **own, "PIP_CONFIG_FILE": os.devnull}


def configured(python: str, env: dict[str, str]) -> list[tuple[str, str]]:
    """What the person's configuration files say to pip, as variables; of two the later holds."""
    asked = [python, "-m", "pip", "--disable-pip-version-check", "config", "list"]
    # a file that says user or verbose would otherwise choose which files are listed, and how
    plainly = {f"PIP_{name}": "0" for name in ("USER", "SITE", "GLOBAL", "VERBOSE", "QUIET")}
    done = subprocess.run(
        asked, stdout=subprocess.PIPE, text=True, check=False, env={**env, **plainly}
    )
    lines = re.findall(r"^(global|install)\.([\w-]+)=(['\"].*['\"])$", done.stdout, re.MULTILINE)
    return [
        (f"PIP_{key.upper().replace('-', '_')}", str(ast.literal_eval(value)))
        for _, key, value in sorted(lines, key=lambda line: line[0])
    ]


def say(line: str) -> None:
    """One line for the person who waits."""
    print(line, flush=True)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("The set-up was ended. Run the same command again to go on.")
