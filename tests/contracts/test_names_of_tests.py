"""No test's name stands in the code but in the modules of that test; the list of what is left only shrinks."""

import ast
import io
import re
import tokenize
from collections import Counter
from pathlib import Path

import pytest

from ilio.knowledge import protocol_cards

SRC = Path(__file__).resolve().parents[2] / "src" / "ilio"
CARDS = protocol_cards()
ORDINARY = {"running"}
"""Keys that are words of every day: only a whole text of that key names the test."""

LEFT: dict[str, int] = {
    "apps/cli/body_checks.py": 5,
    "apps/cli/picturing.py": 1,
    "apps/cli/program.py": 2,
    "apps/cli/studying.py": 3,
    "apps/web/api/measuring.py": 2,
    "apps/web/body_view.py": 1,
    "apps/web/link/phone_app.py": 1,  # a phone that measures is "running"
    "apps/web/link/relay.py": 1,
    "body/__init__.py": 3,
    "body/change.py": 1,
    "body/force_table.py": 1,
    "body/hold.py": 1,
    "body/picture.py": 6,
    "body/telling_picture.py": 2,
    "body/tissue.py": 1,
    "observations/body_story.py": 1,
    "records/drawing/scale.py": 5,
    "records/first_words.py": 1,
    "records/history_change.py": 2,
    "records/power_figure.py": 10,
    "records/report.py": 3,
    "records/report_brief.py": 1,
    "records/retest_odds.py": 1,
    "sources/study_manifest.py": 1,
    "sources/synthetic.py": 5,
    "sources/video/recording.py": 1,
    "validation/body.py": 6,
    "validation/camera_rows.py": 2,
    "validation/change.py": 2,
    "validation/film_truth.py": 5,
    "validation/powers.py": 6,
    "validation/virtual_people.py": 3,
    "validation/visits.py": 13,
    "verdicts/bands.py": 2,
    "verdicts/tissue.py": 5,
}
"""File to how many names are left in it: what is of two tests at once, and what a visit file shows as an example."""


def own(file: Path, key: str) -> bool:
    """Whether a file is of that test: named after it, in a folder named after it, or its verdict."""
    slug, parts = key.replace("-", "_"), file.relative_to(SRC).with_suffix("").parts
    axis = CARDS[key].axis
    judges = bool(axis) and parts[0] == "verdicts" and parts[-1].startswith(axis)
    return judges or any(part.startswith(slug) for part in parts)


def spoken(file: Path) -> list[str]:
    """The words of a file that a machine reads: no comments, and of Python no docstrings."""
    text = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        text = re.sub(r"/\*.*?\*/|\{#.*?#\}|^\s*//.*?$", "", text, flags=re.S | re.M)
        return re.findall(r"[\w.-]+", text)
    tree = ast.parse(text)
    told = {
        (node.value.lineno, node.value.col_offset)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    words = []
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.NAME:
            words.append(token.string)
        elif token.type == tokenize.STRING and token.start not in told:
            inside = re.sub(r"""^\w*["']+|["']+$""", "", token.string)
            words += [f'"{inside}"', *re.findall(r"[\w.-]+", inside)]
    return words


def names(file: Path) -> int:
    """How often a file names a test that it is not of."""
    found = 0
    for key in CARDS:
        if own(file, key):
            continue
        slug = key.replace("-", "_")
        named = re.compile(rf"_?({re.escape(key)}|{slug})([._-]\w+)*", re.I)
        for word in spoken(file):
            found += word == f'"{key}"' if key in ORDINARY else bool(named.fullmatch(word))
    return found


def counted() -> Counter[str]:
    files = [f for end in ("py", "js", "html", "typ") for f in SRC.rglob(f"*.{end}")]
    files = [f for f in files if "vendor" not in f.parts]
    return Counter({str(f.relative_to(SRC)): n for f in files if (n := names(f))})


def test_no_test_is_named_outside_its_own_modules():
    assert dict(counted()) == LEFT, "take what is gone off the list; never put more on it"


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ('if m.protocol == "thomas":\n    pass\n', 1),
        ('level = threshold("knee_raise.level")\n', 1),
        ('"""The thomas test."""\nx = 1  # thomas\n', 0),
        ("from ilio.protocols.thomas import measure\n", 1),
        ('running = "running"\n', 1),
    ],
)
def test_a_planted_name_is_found(text, many, tmp_path, monkeypatch):
    monkeypatch.setitem(globals(), "SRC", tmp_path)
    file = tmp_path / "planted.py"
    file.write_text(text)
    assert names(file) == many
