"""`ilio explain`: what the body model says about a visit, and what it cannot say."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ilio.apps.cli.safety_views import first_page_of
from ilio.apps.cli.voice import Json, note, progress_bar, say, say_json, table

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ilio.observations import AttemptStory, MuscleStory, Statement


def explain(
    visit: Annotated[Path, typer.Argument(help="Saved visit (.json) or visit file (.toml).")],
    mass_kg: Annotated[float | None, typer.Option(help="Body mass in kg; 70 if left out.")] = None,
    height_m: Annotated[
        float | None, typer.Option(help="Body height in metres; 1.75 if left out.")
    ] = None,
    picture: Annotated[
        Path | None, typer.Option(help="Also draw the raised leg with its muscles (.svg).")
    ] = None,
    as_json: Json = False,
) -> None:
    """Explain a visit: what each hip flexor could give, what the hold asks, what tilt does.

    Example: ilio explain visit.json --mass-kg 62 --height-m 1.68 --picture leg.svg
    """
    from ilio import wiring
    from ilio.apps.cli.reporting import visit_today

    with progress_bar() as progress:
        done = visit_today(visit, progress)
    if page := first_page_of(done):
        _say_page(page, as_json)
        return
    story = wiring.explain(done, mass_kg=mass_kg, height_m=height_m)
    if picture is not None:
        _draw(story, picture)
    used = {told.claim for attempt in story.attempts for told in attempt.statements}
    if as_json:
        attempts = [_json(attempt) for attempt in story.attempts]
        beside = [_claim_json(key) for key in _beside()]
        say_json({"schema": "ilio/explanation/1", "attempts": attempts, "beside": beside})
        return
    for attempt in story.attempts:
        _say(attempt)
    _say_evidence(used)


def _say_page(page: "list[RenderableType]", as_json: bool) -> None:
    """Who has to see a doctor first, or has a safety question open, gets no number."""
    if as_json:
        say_json({"schema": "ilio/explanation/1", "attempts": [], "beside": []})
    else:
        say(*page)


def _draw(story: "MuscleStory", path: Path) -> None:
    """The first raise of each side; with two sides, the side is added to the name."""
    from ilio.records.drawing.leg_drawing import leg_drawing
    from ilio.records.drawing_file import write_drawing

    legs = {told.side: told.picture for told in reversed(story.attempts) if told.picture}
    for side, leg in legs.items():
        target = path if len(legs) == 1 else path.with_stem(f"{path.stem}-{side}")
        facing = 1 if side == "right" else -1
        note(f"Written: {write_drawing(leg_drawing(leg, f'{side}-leg', facing), target)}")
    if not legs:
        note("Nothing to draw: no knee raise with a measured thigh.")


def _json(attempt: "AttemptStory") -> dict[str, object]:
    rows = [
        _claim_json(told.claim)
        | {
            "values": {name: asdict(spread) for name, spread in told.values.items()},
            "notes": list(told.notes),
        }
        for told in attempt.statements
    ]
    whose = {"protocol": attempt.protocol, "side": attempt.side}
    return {**whose, "statements": rows, "why_not": attempt.why_not}


def _claim_json(key: str) -> dict[str, object]:
    from ilio.knowledge import claim

    entry = claim(key)
    return {
        "claim": key,
        "statement": entry.claim,
        "article": entry.article,
        "evidence": entry.evidence,
        "status": entry.status,
        "grade": entry.grade,
    }


def _beside() -> list[str]:
    """Claims of the article that the model bears on, told beside its numbers."""
    from ilio.knowledge import claims

    return [key for key, entry in claims().items() if entry.beside_model]


def _say(attempt: "AttemptStory") -> None:
    say(f"{attempt.protocol}, {attempt.side}")
    if attempt.why_not:
        say(attempt.why_not, "")
    for told in attempt.statements:
        _say_statement(told)


def _say_statement(told: "Statement") -> None:
    from ilio.knowledge import claim

    entry = claim(told.claim)
    view = table(f"{entry.claim} ({entry.status}, grade {entry.grade})", "what", "spread")
    for name, spread in told.values.items():
        view.add_row(name, str(spread))
    say(view, *told.notes, f"In the article: {entry.article}", "")


def _say_evidence(used: set[str]) -> None:
    from ilio.knowledge import claim

    say("What this rests on, and what evidence says to the article's claims")
    for key in (*sorted(used), *_beside()):
        entry = claim(key)
        say(f"- {entry.claim}: {entry.status} (grade {entry.grade}). {entry.evidence}")
