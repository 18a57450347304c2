"""What Ilio knows, with its sources; and the leg with its muscles."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from ilio import knowledge as room
from ilio.apps.web.api.shape import AS_JSON, Json, faults
from ilio.apps.web.body_view import body_view

router = APIRouter(prefix="/api/v1", tags=["knowledge"])


class Shelf(StrEnum):
    """What can be asked for.

    Examples
    --------
    >>> Shelf("red-flags").name
    'RED_FLAGS'
    """

    MUSCLES = "muscles"
    EXERCISES = "exercises"
    DOSES = "doses"
    CLAIMS = "claims"
    RED_FLAGS = "red-flags"
    DO_NOT_TEST = "do-not-test"
    THRESHOLDS = "thresholds"
    REFERENCES = "references"
    RANGES = "ranges"


ENTRIES = {
    "type": "object",
    "required": ["entries"],
    "properties": {"entries": {"type": "object", "description": "By their keys."}},
}
BLOCKS = {
    "type": "object",
    "required": ["blocks"],
    "properties": {"blocks": {"type": "array", "items": {"type": "object"}}},
}
LEG = {
    "type": "object",
    "required": ["svg", "sentences", "numbers", "shares", "beyond"],
    "properties": {
        "svg": {"type": "string"},
        "sentences": {"type": "array"},
        "numbers": {"type": "object"},
        "shares": {"type": "object"},
    },
}


@router.get(
    "/knowledge/questions",
    summary="The questions",
    response_class=Json,
    responses={
        **faults(),
        200: {
            "description": "In blocks, in their order.",
            "content": {AS_JSON: {"schema": BLOCKS}},
        },
    },
)
def questions() -> Json:
    """The questions of a visit, in the order in which they are asked."""
    blocks = [block.model_dump(mode="json") for block in room.question_blocks()]
    return Json({"blocks": blocks})


@router.get(
    "/knowledge/{shelf}",
    summary="What Ilio knows",
    response_class=Json,
    responses={
        **faults(),
        200: {
            "description": "Entries with source and grade.",
            "content": {AS_JSON: {"schema": ENTRIES}},
        },
    },
)
def knowledge(shelf: Shelf) -> Json:
    """All entries of one kind, each with where it comes from and how sure it is."""
    read: Callable[[], Mapping[str, BaseModel]] = getattr(room, shelf.name.lower())
    entries = {key: entry.model_dump(mode="json") for key, entry in read().items()}
    return Json({"entries": entries})


Angle = Annotated[float, Query(allow_inf_nan=False, description="[deg]")]
Factor = Annotated[float, Query(allow_inf_nan=False)]


@router.get(
    "/body",
    summary="The leg with its muscles",
    response_class=Json,
    responses={
        **faults(),
        200: {"description": "Drawing and numbers.", "content": {AS_JSON: {"schema": LEG}}},
    },
)
def body(
    hip_deg: Angle = 90,
    knee_deg: Angle = 90,
    tilt_deg: Angle = 0,
    tightness: Factor = 0,
    strength: Factor = 1,
    deep_strength: Factor = 1,
) -> Json:
    """One leg at these angles: its drawing, and what each muscle gives there, as a range."""
    return Json(body_view(hip_deg, knee_deg, tilt_deg, tightness, strength, deep_strength))
