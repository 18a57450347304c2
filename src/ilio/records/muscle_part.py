"""The part of the report on what the muscles could do, in the order of the statements."""

from collections.abc import Sequence

from ilio.knowledge import claim, claims
from ilio.observations import AttemptStory, LegPicture, MuscleStory
from ilio.protocols.measurement import Measurement
from ilio.records.drawing.leg_drawing import leg_drawing
from ilio.records.muscle_parts import MusclePart, MuscleRow
from ilio.records.picture import Picture
from ilio.records.power_figure import power_picture

LEFT_OUT = ("model_share",)
"""Its numbers stand in the picture of the leg."""

CAPTION = "Darker and thicker lines could give more, all out. What you used is not known."


def muscle_part(
    measurements: Sequence[Measurement], story: MuscleStory | None
) -> MusclePart | None:
    """What the muscle model says of a visit: of each side the first attempt of each test.

    Parameters
    ----------
    measurements
        Of the visit.
    story
        From `ilio.wiring.explain`.

    Returns
    -------
    MusclePart or None
        None when there is nothing to say.

    Examples
    --------
    >>> muscle_part([], None) is None
    True
    """
    told = _first(story)
    sides = tuple(dict.fromkeys(attempt.side for attempt in told))
    power = power_picture(measurements)
    if not told and power is None:
        return None
    return MusclePart(
        tuple(side.capitalize() for side in sides),
        tuple(_leg(attempt.side, attempt.picture) for attempt in told if attempt.picture),
        _rows(told, sides),
        _notes(told, sides),
        _beside() if told else (),
        power,
    )


def muscle_sources(story: MuscleStory | None) -> set[str]:
    """Keys of the literature behind the part.

    Examples
    --------
    >>> muscle_sources(None)
    {'vigotsky2016'}
    """
    used = {said.claim for attempt in _first(story) for said in attempt.statements}
    return {"vigotsky2016"} | {key for name in used for key in claim(name).sources}


def _first(story: MuscleStory | None) -> tuple[AttemptStory, ...]:
    """The first attempt of each test and side that has something to say, left first."""
    found: dict[tuple[str, str], AttemptStory] = {}
    for attempt in story.attempts if story else ():
        if attempt.statements:
            found.setdefault((attempt.side, attempt.protocol), attempt)
    return tuple(attempt for _, attempt in sorted(found.items()))


def _leg(side: str, leg: LegPicture) -> Picture:
    drawing = leg_drawing(leg, f"{side}-muscles", 1 if side == "right" else -1)
    angles = f"hip {leg.hip_deg:.0f}°, knee {leg.knee_deg:.0f}°"
    title = f"{side.capitalize()} knee raise: {angles}"
    return Picture(drawing.svg(), drawing.desc, title, CAPTION)


def _rows(told: Sequence[AttemptStory], sides: Sequence[str]) -> tuple[MuscleRow, ...]:
    """Numbers in the order in which they are told, a column a side."""
    values: dict[tuple[str, str], dict[str, str]] = {}
    for attempt in told:
        for said in attempt.statements:
            if said.claim not in LEFT_OUT:
                for what, spread in said.values.items():
                    row = values.setdefault((said.claim, what), {})
                    row.setdefault(attempt.side, str(spread))
    return tuple(
        MuscleRow(
            claim(key).claim,
            claim(key).status,
            claim(key).grade,
            what,
            tuple(row.get(side, "") for side in sides),
        )
        for (key, what), row in values.items()
    )


def _notes(told: Sequence[AttemptStory], sides: Sequence[str]) -> tuple[str, ...]:
    """Each note once, with its side where only one has it."""
    owners: dict[str, list[str]] = {}
    for attempt in told:
        for note in (note for said in attempt.statements for note in said.notes):
            mine = owners.setdefault(note, [])
            mine += [attempt.side] if attempt.side not in mine else []
    return tuple(
        note if len(whose) == len(sides) else f"{whose[0].capitalize()}: {note}"
        for note, whose in owners.items()
    )


def _beside() -> tuple[str, ...]:
    """The article's claims that the model bears on, with the verdict of the evidence."""
    return tuple(
        f"{entry.claim}: {entry.status} ({entry.grade})."
        for entry in claims().values()
        if entry.beside_model
    )
