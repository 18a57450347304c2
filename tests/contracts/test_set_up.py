"""No call of the set-up may pick a version by itself, and nothing but the set-up installs."""

import re
from runpy import run_path

import pytest
from locks import ROOT

SET_UP = run_path(str(ROOT / "tools" / "set_up.py"))
WAYS = {name: SET_UP[f"by_{name}"]("python", "some.lock") for name in ("pip", "uv")}
INSTALLS = re.compile(
    r"\b(pip3?|pipx|easy_install|poetry|conda)\b.*\b(install|download|wheel|sync|inject)\b"
    r"|(?<![-\w])uv (-\S+ )*((pip|tool) )?(install|sync|run|add|lock|compile|venv)\b|\buvx\b"
    r"|\b(npm|pnpm|yarn)\b.*\b(install|add|i|update|exec)\b|\bnpx\b|\bpython3? -m build\b"
)


def lines_that_install(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if INSTALLS.search(line)]


def test_only_one_file_installs_packages() -> None:
    """Make's only other call of an installer is the one that pins, when somebody asks for it."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert [line.split()[0] for line in lines_that_install(makefile)] == ["PIN"]
    recipe = makefile[makefile.index("\nlock:") :].split("\n\n")[0]
    assert makefile.count("$(PIN)") == recipe.count("$(PIN)") > 0
    assert lines_that_install(ci) == []
    calls = re.findall(r"\bmake ([\w-]+)", re.sub(r"#.*", "", ci))
    assert calls == ["setup", "wheel", "test"]


@pytest.mark.parametrize(
    "line",
    [
        "$(BIN)/python -m pip install -r requirements.lock",
        "uv sync --locked",
        "npm install",
        "pip3 install --upgrade pip",
        "uvx ruff check",
        "pipx install build",
    ],
)
def test_a_call_that_installs_is_noticed(line: str) -> None:
    assert lines_that_install(f"demo:\n\t{line}\n") == [line]


@pytest.mark.parametrize("way", WAYS)
def test_no_call_may_resolve_or_build_apart(way: str) -> None:
    locked, own = WAYS[way].locked, WAYS[way].own
    assert {"--require-hashes", "--only-binary", ":all:", "some.lock"} <= set(locked)
    assert "--no-deps" in locked or locked[locked.index("uv") + 3] == "sync"
    assert {"--no-deps", "--no-build-isolation"} <= set(own)
    assert not {"--upgrade", "-U", "--pre", "--resolution"} & {*locked, *own}


def test_npm_only_takes_what_its_lock_holds() -> None:
    hook = (ROOT / "hatch_build.py").read_text(encoding="utf-8")
    assert re.findall(r"npm\(\s*\[(.*?)\]", hook) == [
        '"ci", "--ignore-scripts", "--no-audit", "--no-fund"'
    ]
