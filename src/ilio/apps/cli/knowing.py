"""`ilio knowledge`: what Ilio knows, with its sources."""

from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ilio.apps.cli.voice import Json, note, say, say_json

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ilio.knowledge import Found


class Kind(StrEnum):
    """The shelves of the knowledge room.

    Examples
    --------
    >>> Kind.RED_FLAGS.value
    'red-flags'
    """

    MUSCLES = "muscles"
    EXERCISES = "exercises"
    DOSES = "doses"
    CLAIMS = "claims"
    RED_FLAGS = "red-flags"
    DO_NOT_TEST = "do-not-test"
    THRESHOLDS = "thresholds"
    REFERENCES = "references"


SHELVES = {
    "muscle": Kind.MUSCLES,
    "exercise": Kind.EXERCISES,
    "dose": Kind.DOSES,
    "claim": Kind.CLAIMS,
    "red flag": Kind.RED_FLAGS,
    "do not test": Kind.DO_NOT_TEST,
    "threshold": Kind.THRESHOLDS,
    "reference": Kind.REFERENCES,
}
"""Kind of an entry to its shelf."""


def knowledge(
    words: Annotated[
        list[str] | None, typer.Argument(help="Show only entries that hold all of these words.")
    ] = None,
    kind: Annotated[Kind | None, typer.Option(help="Show only this shelf.")] = None,
    as_json: Json = False,
) -> None:
    """List and search muscles, exercises, doses, claims, red flags, thresholds and their sources.

    Examples: ilio knowledge psoas, or: ilio knowledge --kind thresholds
    """
    from ilio.knowledge import search

    found = [
        entry
        for entry in search(" ".join(words or []))
        if kind is None or SHELVES[entry.kind] is kind
    ]
    if as_json:
        say_json({"found": [asdict(entry) | {"entry": _whole(entry)} for entry in found]})
        return
    if not found:
        note("Nothing holds all of these words; try fewer or other words.")
    say(f"{len(found)} {'entry' if len(found) == 1 else 'entries'} found.")
    for entry in found:
        say(*_lines(entry))


def _lines(entry: "Found") -> "tuple[RenderableType, ...]":
    from rich.padding import Padding
    from rich.text import Text

    from ilio.records.plan_words import cited

    told = "" if entry.title == entry.key else f"{entry.title}: "
    lines = [f"{told}{entry.line}", *(f"{name}: {cited(words)}" for name, words in entry.details)]
    whose = "Claimed by" if entry.kind == "claim" else "Source"
    return (
        Text(f"\n{entry.kind} {entry.key}", style="bold"),
        Padding("\n".join((*lines, f"{whose}: {_source(entry)}")), (0, 0, 0, 2)),
    )


def _source(entry: "Found") -> str:
    """Who said it, and how good the evidence is; of a claim that is the evidence of research."""
    from ilio.records.citing import citation

    said = entry.source if entry.kind == "reference" else citation(entry.source)
    return f"{said}, grade {entry.grade}" if entry.grade else said


def _whole(entry: "Found") -> dict[str, Any]:
    from ilio import knowledge as room

    shelf = getattr(room, SHELVES[entry.kind].name.lower())()
    whole: dict[str, Any] = shelf[entry.key].model_dump(mode="json")
    return whole
