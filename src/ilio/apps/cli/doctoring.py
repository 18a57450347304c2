"""`ilio doctor`: what is installed, what is missing, and what it would give."""

import hashlib
import os
import platform
import tempfile
import tomllib
from importlib import metadata
from pathlib import Path

from ilio.apps.cli.voice import Json, say, say_json, table

LIBRARIES = {
    "numpy": "all numbers",
    "scipy": "smoothing, chances",
    "pydantic": "the checked knowledge and visit files",
    "typer": "this program",
    "rich": "tables and progress bars",
    "ezc3d": "C3D marker files",
    "av": "video clips",
    "ai-edge-litert": "the pose models for video",
    "jinja2": "the report as HTML",
    "typst": "the report and the plan as PDF",
    "ortools": "plans",
    "icalendar": "calendars, in and out",
    "python-dateutil": "repeating events of calendars",
    "fhir.resources": "the plan as FHIR CarePlan",
    "fastapi": "the page and its HTTP API",
    "uvicorn": "the server of the page",
    "python-multipart": "forms and files sent to the page",
    "sqlalchemy": "the store",
    "alembic": "the store's versions",
    "argon2-cffi": "passwords, where several people log in",
}
"""Package to what it gives."""

EXTRAS = {
    "excel": (("python-calamine",), "logs kept in Excel or LibreOffice"),
    "body": (("mujoco", "numba"), "checks of the muscle model"),
    "lan": (("cryptography", "segno"), "the link to a phone of the network"),
    "netcdf": (("h5py",), "points of other programs as netCDF"),
    "onnx": (("onnxruntime",), "a pose model of your own"),
    "parquet": (("pyarrow",), "tables of a clip as Parquet"),
    "postgres": (("pg8000",), "the store in PostgreSQL"),
}
"""Extra to its packages and what they give; none of them has to be there."""

MODELS = {
    "pose_detection.tflite": "finds the person in a clip",
    "pose_landmark_full_rounded.tflite": "finds the joints, quick",
    "pose_landmark_heavy_rounded.tflite": "finds the joints, exact",
}
"""Model file to what it gives."""

PAGE = (
    "pose_full.task",
    "vision_bundle.mjs",
    "vision_wasm_internal.js",
    "vision_wasm_internal.wasm",
)
"""Files that the browser runs."""

Row = dict[str, str | bool]


def doctor(as_json: Json = False) -> None:
    """Say what is installed, what is missing, and what it would give.

    Example: ilio doctor
    """
    rows = examine()
    bad = [str(row["name"]) for row in rows if not row["ok"]]
    if as_json:
        say_json({"schema": "ilio/doctor/1", "ok": not bad, "checks": rows})
        return
    say("Everything is there." if not bad else f"Missing or not usable: {', '.join(bad)}.")
    view = table("", "what", "state", "found", "what it gives")
    for row in rows:
        state = "ok" if row["ok"] else "MISSING"
        view.add_row(str(row["name"]), state, str(row["found"]), str(row["gives"]))
    say(view)


def examine() -> list[Row]:
    """Every check: its name, whether it is fine, what was found, what it gives.

    Examples
    --------
    >>> examine()[0]["name"]
    'python'
    """
    rows: list[Row] = [_row("python", True, platform.python_version(), "runs Ilio")]
    rows += [_library(name, gives) for name, gives in LIBRARIES.items()]
    rows += [_extra(name, *extra) for name, extra in EXTRAS.items()]
    rows += [_model(name, gives) for name, gives in MODELS.items()]
    return [*rows, _page(), _folder(), _data()]


def _library(name: str, gives: str) -> Row:
    try:
        return _row(name, True, metadata.version(name), gives)
    except metadata.PackageNotFoundError:
        return _row(name, False, f"install with: pip install {name}", gives)


def _extra(name: str, packages: tuple[str, ...], gives: str) -> Row:
    from ilio.core.errors import how_to_get

    missing = [p for p in packages if not _installed(p)]
    found = f"not installed; if wanted: {how_to_get(*missing)}" if missing else "installed"
    return _row(f"ilio[{name}]", True, found, gives)


def _installed(package: str) -> bool:
    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        return False
    return True


def _model(name: str, gives: str) -> Row:
    from ilio.core import ReadError
    from ilio.sources.video.networks import model_bytes

    try:
        content = model_bytes(name)
    except ReadError as error:
        return _row(name, False, error.todo, gives)
    checksum = hashlib.sha256(content).hexdigest()
    pinned = _pinned_checksums().get(name, checksum)
    told = f"sha256 {checksum[:12]}" if checksum == pinned else "another file than the pinned one"
    return _row(name, checksum == pinned, told, gives)


def _pinned_checksums() -> dict[str, str]:
    """Checksums of the checkout; an installed package has none, it was checked when built."""
    import ilio

    lock = Path(ilio.__file__).parents[2] / "models.lock.toml"
    if not lock.is_file():
        return {}
    pinned = tomllib.loads(lock.read_text(encoding="utf-8"))
    files = {**pinned["files"], **pinned["made"]}
    return {Path(place).name: file["sha256"] for place, file in files.items()}


def _page() -> Row:
    """What the browser runs; without it the page still asks and shows, but cannot watch."""
    import ilio

    gives = "the camera of the page"
    folder = Path(ilio.__file__).parent / "apps" / "web" / "static" / "vendor"
    missing = [name for name in PAGE if not (folder / name).is_file()]
    if missing:
        todo = "install Ilio again, from its clone or its wheel"
        return _row("page", False, f"{', '.join(missing)} not there; {todo}", gives)
    pinned = _pinned_checksums()
    own = {name: _sha256(folder / name) for name in PAGE}
    other = [name for name in PAGE if pinned.get(name, own[name]) != own[name]]
    found = f"another file than the pinned one: {', '.join(other)}" if other else "pinned files"
    return _row("page", not other, found, gives)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _folder() -> Row:
    gives = "demo and reports write here"
    try:
        with tempfile.TemporaryFile(dir=Path.cwd()):
            return _row("this folder", True, "may be written to", gives)
    except OSError as error:
        return _row("this folder", False, error.strerror or "may not be written to", gives)


def _data() -> Row:
    gives = "the checks against real recordings"
    folder = os.environ.get("ILIO_DATA")
    if folder is None:
        return _row("ILIO_DATA", True, "not set; needed for those checks only", gives)
    there = Path(folder).is_dir()
    return _row("ILIO_DATA", there, folder if there else f"no folder {folder}", gives)


def _row(name: str, ok: bool, found: str, gives: str) -> Row:
    return {"name": name, "ok": ok, "found": found, "gives": gives}
