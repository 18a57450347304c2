"""What is public is decided, listed and explained by an example that runs."""

import ast
import re
import tomllib
from collections.abc import Iterator
from importlib import import_module, util
from pathlib import Path

import pytest
import typer

import ilio
from ilio.apps.cli import app
from ilio.apps.web import api, link, pages

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "ilio"
MODULES = sorted(SRC.rglob("*.py"))
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def test_all_lists_what_is_visible() -> None:
    assert sorted(ilio.__all__) == sorted(name for name in dir(ilio) if not name.startswith("_"))


def test_all_names_resolve() -> None:
    assert [name for name in ilio.__all__ if getattr(ilio, name, None) is None] == []


def test_no_more_than_twelve_public_names() -> None:
    assert len(ilio.__all__) <= 12


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'diagnose'"):
        _ = ilio.diagnose


@pytest.mark.parametrize("room", ["core", "knowledge", "observations", "protocols", "verdicts"])
def test_every_room_lists_its_names(room: str) -> None:
    module = import_module(f"ilio.{room}")
    assert [name for name in module.__all__ if not hasattr(module, name)] == []


def test_every_protocol_is_kept_independent() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = config["tool"]["importlinter"]["contracts"]
    (kept,) = [c for c in contracts if c["type"] == "independence"]
    assert kept["modules"] == ["ilio.protocols.*"]
    shared = {told.rpartition(".")[2] for told in kept["ignore_imports"]}
    registered = {name.replace("-", "_") for name in import_module("ilio.protocols").PROTOCOLS}
    assert not shared & registered
    assert all(util.find_spec(f"ilio.protocols.{name}") for name in shared | registered)


def public(body: list[ast.stmt], prefix: str = "") -> Iterator[tuple[str, Definition]]:
    """Public functions, classes, methods and properties, with their dotted names."""
    for node in body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            yield f"{prefix}{node.name}", node
            if isinstance(node, ast.ClassDef):
                yield from public(node.body, f"{prefix}{node.name}.")


def commands(app: typer.Typer) -> Iterator[str]:
    """Dotted names of the functions behind the commands: their help is their documentation."""
    entries = [*app.registered_commands, app.registered_callback]
    for function in (entry.callback for entry in entries if entry and entry.callback):
        yield f"{function.__module__}.{function.__name__}"
    for group in app.registered_groups:
        yield from commands(group.typer_instance)


EMPTY = re.compile(r">>> (callable\(|[\w.]+\.__name__$)", re.MULTILINE)
"""An example that shows only that the name is there."""


def without_example(code: str) -> list[str]:
    """Public names whose docstring holds no example that shows more than that the name is there."""
    found = {name: ast.get_docstring(node) or "" for name, node in public(ast.parse(code).body)}
    return [name for name, text in found.items() if ">>>" not in text or EMPTY.search(text)]


def routes() -> Iterator[str]:
    """Dotted names of the functions behind the addresses of the page and the API, likewise."""
    for router in (*api.routers, *link.routers, *pages.routers):
        for route in router.routes:
            yield f"{route.endpoint.__module__}.{route.endpoint.__name__}"


COMMANDS = frozenset([*commands(app), *routes()])

NEED_MORE = (
    "ilio.apps.", "ilio.records.store.", "ilio.records.pictures.", "ilio.body.gridding.",
    "ilio.sources.video.ending.go_to", "ilio.sources.video.groups.packets_of",
    "ilio.sources.video.onnx_model.",
)  # fmt: skip
"""Names that rest on a running server, a database, a terminal, a film, a network of
poses, or on minutes of computing: tests are their examples, and their docstring says what they do."""


def test_a_planted_function_without_an_example_is_caught() -> None:
    code = 'class A:\n    """>>> A"""\n    def b(self): ...\n    def _c(self): ...\n'
    assert without_example(code) == ["A.b"]
    code = 'def a():\n    """>>> callable(a)"""\ndef b():\n    """>>> b.__name__"""\n'
    assert without_example(code) == ["a", "b"]


@pytest.mark.parametrize("file", MODULES, ids=lambda f: str(f.relative_to(SRC)))
def test_every_public_name_has_an_example_that_runs(file: Path) -> None:
    module = ".".join(["ilio", *file.relative_to(SRC).with_suffix("").parts])
    missing = [f"{module}.{name}" for name in without_example(file.read_text(encoding="utf-8"))]
    missing = [name for name in missing if not name.startswith(NEED_MORE)]
    assert [name for name in missing if name not in COMMANDS] == []


@pytest.mark.parametrize("file", MODULES, ids=lambda f: str(f.relative_to(SRC)))
def test_every_public_name_says_what_it_does_and_no_example_is_empty(file: Path) -> None:
    code = file.read_text(encoding="utf-8")
    texts = {name: ast.get_docstring(node) for name, node in public(ast.parse(code).body)}
    assert [name for name, text in texts.items() if not text or EMPTY.search(text)] == []


def test_every_command_has_its_help() -> None:
    silent = []
    for name in COMMANDS:
        module, function = name.rsplit(".", 1)
        if not getattr(import_module(module), function).__doc__:
            silent.append(name)
    assert COMMANDS
    assert silent == []


@pytest.mark.parametrize("file", MODULES, ids=lambda f: str(f.relative_to(SRC)))
def test_every_file_fits_on_a_few_screens(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    tree = ast.parse("\n".join(lines))
    long = {
        node.name: size
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (size := body_lines(node)) > 40
    }
    assert len(lines) <= 400
    assert long == {}


def body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function's body without its docstring."""
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def test_every_room_says_what_enters_and_leaves() -> None:
    rooms = [p for p in SRC.iterdir() if (p / "__init__.py").exists()]
    cards = {p.name: ast.get_docstring(ast.parse((p / "__init__.py").read_text())) for p in rooms}
    silent = [
        name
        for name, card in cards.items()
        if not card or not all(word in card for word in ("In:", "Out:", "Never:"))
    ]
    assert silent == []
