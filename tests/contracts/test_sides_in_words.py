"""In what a person reads, "right" is the side of a body and never "correct": legs get mixed up so."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from claim_sentences import text_of_script, text_of_template, texts_of_python

SOURCE = Path(__file__).resolve().parents[2] / "src" / "ilio"
RIGHT = re.compile(r"\bright\b", re.IGNORECASE)
SIDE = re.compile(
    r"\b(?:left|left: .*) (?:and|or|against|/|from|to) (?:the )?right\b"
    r"|\bright (?:and|or|against|from|before|less) (?:the )?left\b|\bleft, right\b|\bright, left\b"
    r"|\bright(?:'s)? (?:sides?|hips?|legs?|thighs?|knees?|foot|shin|hand|arm|pelvis|heel|end|edge|lower|one)\b"
    r"|\b(?:on|to|towards?|image) (?:the |your |its |their )?right\b|\{\}right\b|\bRight(?: side)?:"
    r"|side = \"right\"|\bleft \w+, right\b|\{\} right$|^right:?$",
    re.IGNORECASE,
)
"""The word as a side: beside a part of a body, beside left, as a direction, or alone."""


def wrong(text: str) -> list[str]:
    """Sentences in which the word is left over once every side is taken out."""
    if " " not in text.strip():  # a key or a name
        return []
    sentences = re.split(r"(?<=[.!?:;])\s+|\n", text)
    return [s.strip() for s in sentences if RIGHT.search(SIDE.sub("", s.strip()))]


def texts() -> Iterator[tuple[Path, str]]:
    for file in sorted(SOURCE.rglob("*")):
        if "node_modules" in file.parts or file.suffix not in READ:
            continue
        content = file.read_text(encoding="utf-8")
        if file.suffix == ".py":  # the docstrings of commands are their help
            found = texts_of_python(content, docstrings="cli" in file.parts)
        else:
            found = READ[file.suffix](content)
        for text in found:
            yield file.relative_to(SOURCE), text


def of_toml(text: str) -> Iterator[str]:
    waiting: list[object] = [tomllib.loads(text)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


CODE = re.compile(r"\bright\.at\b")
"""What a template computes, not what it prints."""

READ = {
    ".py": texts_of_python,
    ".toml": of_toml,
    ".html": lambda text: [text_of_template(text)],
    ".typ": lambda text: [CODE.sub("", text_of_template(text))],
    ".js": text_of_script,
    ".mjs": text_of_script,
}


def test_right_is_a_side_wherever_a_person_reads() -> None:
    found = [f"{file}: {sentence}" for file, text in texts() for sentence in wrong(text)]
    assert found == []


@pytest.mark.parametrize(
    ("text", "is_wrong"),
    [
        ("That it was the left leg is right for this film.", True),
        ("Put the points right and read it again.", True),
        ("You get only what is right either way.", True),
        ("The right leg was raised.", False),
        ("Left weak, right sound: see the left and right hip.", False),
        ("Turn to the right.", False),
    ],
)
def test_the_search_tells_a_side_from_correct(text: str, is_wrong: bool) -> None:
    assert bool(wrong(text)) is is_wrong
