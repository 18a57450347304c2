"""What README and docs show runs, and names only what exists."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import typer

from ilio.apps.cli import app

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(
    r"(?P<note><!-- not run: (?P<why>[^>]+) -->\s*\n)?^```(?P<kind>\w+)\n(?P<code>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


@dataclass(frozen=True)
class Block:
    kind: str
    code: str
    why_not: str


def blocks(text: str) -> list[Block]:
    return [Block(m["kind"], m["code"], m["why"] or "") for m in FENCE.finditer(text)]


def python_of(text: str) -> str:
    """The page's Python blocks in order, as one script."""
    return "\n".join(b.code for b in blocks(text) if b.kind == "python" and not b.why_not)


def run_python(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a page's script in a folder that holds the examples."""
    (folder / "examples").symlink_to(ROOT / "examples")
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )


def ilio_calls(text: str) -> Iterator[list[str]]:
    """Every `ilio ...` command line of the shell blocks, split into words."""
    for block in blocks(text):
        if block.kind in {"console", "bash", "sh"}:
            for line in block.code.replace("\\\n", " ").splitlines():
                command = line.removeprefix("$ ")
                if command.startswith("ilio "):
                    yield shlex.split(command, comments=True)[1:]


def unknown_words(words: list[str]) -> list[str]:
    """Subcommands and options of one call that the program does not have."""
    command = typer.main.get_command(app)
    while words and hasattr(command, "commands") and not words[0].startswith("-"):
        context = command.context_class(command, resilient_parsing=True)
        _, found, rest = command.resolve_command(context, words)
        if found is None:
            return [words[0]]
        command, words = found, rest
    options = {name for p in command.params for name in [*p.opts, *p.secondary_opts]}
    options |= {"--help", "-h"}
    given = [word.split("=")[0] for word in words if re.match(r"--?[a-z]", word)]
    return [option for option in given if option not in options]


pages = pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))


@pages
def test_python_blocks_run(page: Path, tmp_path: Path) -> None:
    code = python_of(page.read_text(encoding="utf-8"))
    if code:
        done = run_python(code, tmp_path)
        assert done.returncode == 0, done.stderr


@pages
def test_commands_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    wrong = {" ".join(c): bad for c in ilio_calls(text) if (bad := unknown_words(c))}
    assert wrong == {}


@pages
def test_links_lead_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [t for t in targets if not (page.parent / t).exists()] == []


@pages
def test_a_block_that_is_not_run_says_why(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.count("not run:") == sum(1 for b in blocks(text) if b.why_not)


def test_every_room_stands_on_the_architecture_page_and_in_the_readme() -> None:
    src = ROOT / "src" / "ilio"
    rooms = {f"{p.name}/" for p in src.iterdir() if (p / "__init__.py").exists()}
    rooms |= {p.name for p in src.glob("*.py") if p.name != "__init__.py"}
    table = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    layout = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {room for room in rooms if f"| `{room}`" not in table} == set()
    assert {room for room in rooms if f"src/ilio/{room} " not in layout} == set()


def test_every_command_stands_in_the_readme() -> None:
    shown = {words[0] for words in ilio_calls((ROOT / "README.md").read_text(encoding="utf-8"))}
    assert typer.main.get_command(app).commands.keys() - shown == set()


def test_every_decision_is_short() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("[0-9][0-9][0-9][0-9]-*.md"))
    assert pages
    assert [p.name for p in pages if len(p.read_text(encoding="utf-8").splitlines()) > 40] == []


def test_readme_shows_both_languages() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "ilio.assess(" in python_of(text)
    assert list(ilio_calls(text))


def test_a_broken_block_is_caught(tmp_path: Path) -> None:
    text = "```python\nimport ilio\nilio.diagnose()\n```\n"
    done = run_python(python_of(text), tmp_path)
    assert done.returncode == 1
    assert "no attribute 'diagnose'" in done.stderr


def test_a_block_with_a_reason_is_left_out() -> None:
    text = "<!-- not run: needs a camera -->\n```python\n1 / 0\n```\n"
    assert python_of(text) == ""


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("ilio diagnose me.toml", ["diagnose"]),
        ("ilio assess me.toml --jsno", ["--jsno"]),
        ("ilio assess me.toml --json", []),
        ("ilio --version", []),
        ("ilio study people.csv --json", []),
        ("ilio study people.csv --ot study.pdf", ["--ot"]),
    ],
)
def test_a_wrong_command_is_caught(line: str, wrong: list[str]) -> None:
    (words,) = ilio_calls(f"```console\n$ {line}\n```\n")
    assert unknown_words(words) == wrong
