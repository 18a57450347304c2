"""Finds sentences that claim something about a body: a part of it, and what does what to it."""

import ast
import html
import re
from collections.abc import Iterator
from pathlib import Path

BODY = re.compile(
    r"\b(psoas|iliopsoas|iliacus|rectus|sartorius|flexors?|glutes?|gluteus|hamstrings?|quadriceps|muscles?"
    r"|tendons?|pelvis|pelvic|hips?|spine|lumbar|low back|back pain|lordosis|posture|tightness|weakness"
    r"|tight|stride|injur(?:y|ies)|stretch(?:es|ing)?|core|sitting|running form)\b",
    re.IGNORECASE,
)
DOES = re.compile(
    r"\b(causes?|caused by|leads? to|results? in|because of|prevents?|protects?|improves?|reduces?|increases?"
    r"|strengthens?|weakens?|lengthens?|shortens?|tightens?|loosens?|releases?|activates?|inhibits?"
    r"|heals?|cures?|fix(?:es)?|restores?|boosts?|makes? you|limits? (?:your|the) (?:hip|stride)"
    r"|tips? the pelvis|tilts? the pelvis|pulls? (?:the|your) (?:pelvis|spine|back)|goes with|go with"
    r"|due to|risk of|likely to|proven|effective|harms?|damages?|dangerous|good for|bad for|works the"
    r"|helps?|eases?|delays?|means|sign of|wakes?|trains?|gains?|easier|stronger|harder|looser|sounder"
    r"|explains?|hides?|lifts|drives?|relieves?|corrects?|comes? from|associated)\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n{2,}")


def claim_like(text: str) -> Iterator[str]:
    """Sentences of a text that name a part of the body and something that acts on it."""
    for sentence in SENTENCE.split(text):
        words = " ".join(sentence.split())
        if BODY.search(words) and DOES.search(words):
            yield words


def texts_of_python(code: str, *, docstrings: bool = False) -> Iterator[str]:
    """Strings of a module; f-strings with {} for what is filled in; docstrings only if asked."""
    tree = ast.parse(code)
    skipped = set()
    for node in ast.walk(tree):
        documented = isinstance(
            node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        )
        if documented and (text := ast.get_docstring(node)) is not None:
            skipped.add(id(node.body[0].value))
            if docstrings and isinstance(node, ast.FunctionDef):
                yield text
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))  # the words under a constant
        if isinstance(node, ast.JoinedStr):
            skipped.update(id(part) for part in node.values)
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
            )
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in skipped
        ):
            yield node.value


def text_of_template(text: str) -> str:
    """What a template prints, without tags and without what it fills in."""
    text = re.sub(r"\{#.*?#\}", " ", text, flags=re.DOTALL)
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", text, flags=re.DOTALL)
    text = re.sub(
        r"</?(?:p|li|h\d|td|th|div|section|dt|dd|figcaption|label|legend|summary)[^>]*>",
        "\n\n",
        text,
    )
    return html.unescape(re.sub(r"<[^>]+>", " ", text))


def text_of_script(text: str) -> Iterator[str]:
    """Strings of a JavaScript file."""
    text = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", " ", text, flags=re.DOTALL)
    for match in re.finditer(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`', text):
        yield re.sub(r"\$\{[^}]*\}", "{}", match.group(1) or match.group(2) or "")


def claims_of(file: Path, root: Path) -> set[str]:
    """Every sentence of a file that claims something."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        commands = "cli" in file.relative_to(root).parts
        texts = list(texts_of_python(text, docstrings=commands))
    elif file.suffix in (".js", ".mjs"):
        texts = list(text_of_script(text))
    else:
        texts = [text_of_template(text)]
    return {sentence for part in texts for sentence in claim_like(part)}
