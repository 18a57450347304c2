"""The nouns in the description of the API: the published schemas, and the visit input."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from ilio.knowledge import (
    bounds,
    do_not_test,
    protocol_card,
    protocol_cards,
    red_flags,
    rule_sets,
)
from ilio.observations import JOINT_NAMES, STICKERS, TABLE
from ilio.records import schema
from ilio.sources.landmarks.edits import SCHEMA as EDITS_SCHEMA
from ilio.sources.visit_clearance import clearable
from ilio.sources.visit_schema import (
    ANSWERS,
    NUMBERS,
    READINGS,
    RESTS,
    SCHEMA,
    YES_NO,
    allowed_words,
    typed_devices,
)

PUBLISHED = ("measurement", "programme", "verdict", "visit")
PLACE = "#/components/schemas/"

ID = {"type": "string", "pattern": "^[0-9a-f]{32}$"}
MOST_ATTEMPTS = 100


def ref(name: str) -> dict[str, str]:
    """A reference to a noun of the description.

    Examples
    --------
    >>> ref("Visit")
    {'$ref': '#/components/schemas/Visit'}
    """
    return {"$ref": f"{PLACE}{name}"}


@cache
def components() -> dict[str, Any]:
    """All nouns by name.

    Examples
    --------
    >>> sorted(components())[:4]
    ['AttemptInput', 'Clearance', 'FrontPlankAttempt', 'KneeRaiseAttempt']
    """
    found: dict[str, Any] = {}
    for name in PUBLISHED:
        table = dict(schema(name))
        title = name.capitalize()
        for part, definition in table.pop("$defs", {}).items():
            found[f"{title}{part.capitalize()}"] = _moved(definition, title)
        kept = {key: value for key, value in table.items() if not key.startswith("$")}
        found[title] = _moved(kept, title)
    return found | _given()


def _moved(value: Any, title: str) -> Any:
    """The same schema with its references pointing into the description."""
    if isinstance(value, list):
        return [_moved(entry, title) for entry in value]
    if not isinstance(value, dict):
        return value
    moved = {key: _moved(entry, title) for key, entry in value.items()}
    target = moved.get("$ref")
    if isinstance(target, str):
        if target.startswith("urn:ilio:"):
            moved["$ref"] = f"{PLACE}{target.split(':')[2].capitalize()}"
        else:
            moved["$ref"] = f"{PLACE}{title}{target.rpartition('/')[2].capitalize()}"
    return moved


def _given() -> dict[str, Any]:
    """What goes in: the keys and words of the visit file, with recordings by their ids."""
    each = {
        f"{protocol.title().replace('-', '')}Attempt": _attempt(protocol)
        for protocol in protocol_cards()
    }
    return {
        **each,
        "AttemptInput": {
            "title": "Attempt",
            "description": "One attempt of a test: a recording, typed numbers, answers, or all.",
            "oneOf": [ref(name) for name in each],
        },
        "VisitInput": _visit(),
        "SafetyAnswers": _safety_answers(),
        "Clearance": _clearance(),
        "StoredVisit": _stored_visit(),
        "LogEntry": _log_entry(),
        "LandmarkEdits": _edits(),
    }


def _safety_answers() -> dict[str, Any]:
    person = {
        "age_years": _number("age_years"),
        "with_clinician": {"type": "boolean"},
        "pregnancy_week": _number("pregnancy_week"),
        "replaced_hip": {"enum": list(allowed_words("replaced_hip"))},
        "hip_replaced_months": _number("hip_replaced_months"),
    }
    keys = {
        "red_flags": _names(red_flags()),
        "do_not_test": _names(do_not_test()),
        "person": _closed(person),
    }
    words = "What is asked before any test. A key that is absent means: not asked."
    return {"title": "Safety answers", "description": words, **_closed(keys)}


def _clearance() -> dict[str, Any]:
    keys = {
        "of": {"enum": list(clearable())},
        "by": {"type": "string", "minLength": 1, "maxLength": 200},
        "on": {"type": "string", "format": "date"},
    }
    words = "Who has allowed what in spite of an answer, and when."
    return {"title": "Clearance", "description": words, **_closed(keys), "required": list(keys)}


def _visit() -> dict[str, Any]:
    one_side = _closed({"deg": _number("passive_knee_to_chest_deg"), "pain": {"type": "boolean"}})
    asked = _safety_answers()["properties"]
    person = {
        "label": {"type": "string", "maxLength": 100},
        "sitting_hours": _number("sitting_hours"),
        **asked["person"]["properties"],
    }
    cleared = {"type": "array", "items": ref("Clearance"), "maxItems": len(clearable())}
    keys = {
        "schema": {"const": SCHEMA},
        "date": {"type": "string", "format": "date", "description": "Left out: today."},
        "rules": {"enum": sorted(rule_sets())},
        **asked,
        "person": _closed(person),
        "clearance": cleared,
        "passive_knee_to_chest": _closed({"left": one_side, "right": one_side}),
        "attempt": {"type": "array", "items": ref("AttemptInput"), "maxItems": MOST_ATTEMPTS},
    }
    words = (
        "A visit as docs/visit-file.md tells it, in JSON; in an attempt `recording` takes the "
        "place of `file`. A key that is absent means: not asked."
    )
    return {"title": "Visit input", "description": words, **_closed(keys)}


def _stored_visit() -> dict[str, Any]:
    keys = {
        "id": ID,
        "person": ID,
        "created": {"type": "string", "format": "date-time"},
        "revision": {"type": "integer", "minimum": 0, "description": "How often corrected."},
        "given": {"type": "object", "description": "The visit input that it was made from."},
        "visit": ref("Visit"),
    }
    return {"title": "Stored visit", **_closed(keys), "required": list(keys)}


def _log_entry() -> dict[str, Any]:
    number: dict[str, Any] = {"type": ["number", "null"]}
    keys = {
        "session": {"type": "string", "description": "Key of a session of the plan."},
        "day": {"type": "string", "format": "date", "description": "Left out: today."},
        "done": {"type": "boolean", "description": "Left out: true, of a check false."},
        "exercise": {"type": "string"},
        "reps": {"type": ["integer", "null"]},
        "hold_s": number,
        **{name: number for name in ("effort", "pain", "pain_next_day")},
        "red_flag": {"type": "boolean"},
        "checked_by": {"type": "string", "description": "Who looked at the pain that stopped it."},
        "note": {"type": "string"},
    }
    return {"title": "Log entry", **_closed(keys), "required": ["session"]}


def _attempt(protocol: str) -> dict[str, Any]:
    readings = {f"{name}_deg": _number(name) for name in READINGS[protocol]}
    devices = sorted({d for name in READINGS[protocol] for d in typed_devices(name)})
    how = {
        "protocol": {"const": protocol},
        "side": {"enum": [str(side) for side in protocol_card(protocol).sides_tested]},
        "recording": {**ID, "description": "Id of a recording that was sent before."},
        "pelvis_recording": {**ID, "description": "A second phone log: on the pelvis."},
        "edits": ref("LandmarkEdits"),
        "rest": {"enum": list(RESTS)},
        "level_deg": _number("level_deg"),
    }
    if devices:
        how["device"] = {"enum": devices, "description": "What typed numbers were read from."}
    answers = {key: _answer(key, protocol) for key in ANSWERS[protocol]}
    closed = _closed({**how, **readings, **answers})
    needed = ["protocol", "side"] if protocol_card(protocol).sides == "each" else ["protocol"]
    return {"title": f"{protocol} attempt", **closed, "required": needed}


def _answer(key: str, protocol: str) -> dict[str, Any]:
    if key in YES_NO:
        return {"type": "boolean"}
    return _number(key) if key in NUMBERS else {"enum": list(allowed_words(key, protocol))}


def _edits() -> dict[str, Any]:
    edit = {
        "joint": {"enum": [*JOINT_NAMES, *STICKERS, *TABLE]},
        "frame": {"type": "integer", "minimum": 0},
        "time_s": {"type": "number", "minimum": 0},
        "x": {"type": "number"},
        "y": {"type": "number"},
        "line_from_previous": {"type": "boolean"},
    }
    edits = {"type": "array", "items": {**_closed(edit), "required": ["joint", "x", "y"]}}
    keys = {"schema": {"const": EDITS_SCHEMA}, "edits": edits}
    words = "Points corrected by hand, in pixels of the recording: each with `frame` or `time_s`."
    closed = _closed(keys)
    return {"title": "Landmark edits", "description": words, **closed, "required": list(keys)}


def _closed(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": dict(properties)}


def _number(name: str) -> dict[str, Any]:
    limit = bounds(name)
    words = f"{limit.meaning} [{limit.unit}]."
    return {
        "type": "number",
        "minimum": limit.low,
        "maximum": limit.high,
        "description": words,
    }


def _names(known: Mapping[str, Any]) -> dict[str, Any]:
    items = {"enum": sorted(known)}
    return {"type": "array", "items": items, "description": "[] when all were asked."}
