"""Nothing is claimed on a page, in a report or by a command that the claim ledger does not hold."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from claim_sentences import (
    claim_like,
    claims_of,
    text_of_script,
    text_of_template,
    texts_of_python,
)

from ilio import knowledge
from ilio.knowledge import claims

SRC = Path(__file__).resolve().parents[2] / "src" / "ilio"
SHOWN = sorted(
    file
    for file in SRC.rglob("*")
    if file.suffix in {".html", ".js", ".mjs", ".py", ".typ"}
    and not {"vendor", "knowledge"} & set(file.parts)
)
SAID = {sentence: key for key, entry in claims().items() for sentence in entry.said}
OTHER_TABLES = sorted(
    file
    for file in (SRC / "knowledge").rglob("*.toml")
    if file.name not in {"claims.toml", "references.toml"}
)


@pytest.mark.parametrize("file", SHOWN, ids=lambda f: str(f.relative_to(SRC)))
def test_every_claim_that_is_shown_stands_in_the_ledger(file: Path) -> None:
    missing = claims_of(file, SRC) - SAID.keys()
    todo = "Take the words of an entry of knowledge/claims.toml, or add the sentence to its `said`."
    assert missing == set(), todo


def test_every_sentence_of_the_ledger_is_still_said_somewhere() -> None:
    shown = {sentence for file in SHOWN for sentence in claims_of(file, SRC)}
    shown |= {sentence for _, said in said_in_tables() for sentence in said}
    assert SAID.keys() - shown == set()


def test_every_claim_has_its_evidence_and_its_sources_or_says_that_there_are_none() -> None:
    bare = [
        key
        for key, entry in claims().items()
        if not entry.evidence
        or not entry.article
        or (not entry.sources and entry.status != "no data")
        or not set(entry.sources) <= knowledge.references().keys()
    ]
    assert bare == []


def said_in_tables() -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Every table of the knowledge room beside the ledger, with the claims in its texts."""
    for file in OTHER_TABLES:
        tables = [tomllib.loads(file.read_text(encoding="utf-8"))]
        while tables:
            table = tables.pop()
            nested = [v if isinstance(v, list) else [v] for v in table.values()]
            tables += [v for many in nested for v in many if isinstance(v, dict)]
            yield table, [s for v in table.values() if isinstance(v, str) for s in claim_like(v)]


def test_claims_in_the_other_tables_have_their_own_source_and_grade_or_stand_in_the_ledger() -> (
    None
):
    bare = [
        said
        for table, said in said_in_tables()
        if set(said) - SAID.keys() and not {"source", "grade"} <= table.keys()
    ]
    assert bare == []


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("<p>A tight psoas causes back pain.</p>", "A tight psoas causes back pain."),
        ("<li>Stretching prevents injuries</li>", "Stretching prevents injuries"),
        (
            "{% if a %}<b>Sitting</b> shortens the hip flexors.{% endif %}",
            "Sitting shortens the hip flexors.",
        ),
    ],
)
def test_a_claim_planted_in_a_template_is_caught(planted: str, found: str) -> None:
    assert list(claim_like(text_of_template(planted))) == [found]


def test_a_claim_planted_in_code_is_caught(tmp_path: Path) -> None:
    code = (
        '"""Docstrings may say that a tight hip causes pain."""\n'
        'WORDS = "The weak iliopsoas leads to pain."\n'
        'told = f"Your {side} glutes improve. Bridges strengthen the {side} glutes; core work helps the back."\n'
        'safe = "The hip is bent 90 deg."\n'
    )
    said = [s for text in texts_of_python(code) for s in claim_like(text)]
    assert set(said) == {"core work helps the back.", "The weak iliopsoas leads to pain."} | {
        "Bridges strengthen the {} glutes;",
        "Your {} glutes improve.",
    }
    planted = tmp_path / "page.py"
    planted.write_text(code, encoding="utf-8")
    assert claims_of(planted, tmp_path) == set(said)


def test_a_claim_planted_in_a_command_s_help_is_caught(tmp_path: Path) -> None:
    folder = tmp_path / "cli"
    folder.mkdir()
    planted = folder / "page.py"
    planted.write_text('def run():\n    """Stretching heals tight hips."""\n', encoding="utf-8")
    assert claims_of(planted, tmp_path) == {"Stretching heals tight hips."}


def test_a_claim_planted_in_a_script_is_caught() -> None:
    script = '// tight hips cause pain\nshow("Tight hips lead to pain.", `Glutes ${x} reduces lordosis.`);'
    said = [s for text in text_of_script(script) for s in claim_like(text)]
    assert said == ["Tight hips lead to pain.", "Glutes {} reduces lordosis."]


def test_plain_instructions_are_no_claims() -> None:
    for words in (
        "Lie down at the end of the table and hug one knee.",
        "The thigh came below level after 15 s.",
        "Hip flexion, 90 deg.",
    ):
        assert list(claim_like(words)) == []
