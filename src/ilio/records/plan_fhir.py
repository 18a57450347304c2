"""A programme as a FHIR R4B CarePlan, with nothing personal but the label."""

from datetime import datetime, timedelta, tzinfo
from typing import Any

from ilio.programmes.programme import Programme, Session
from ilio.records.plan_words import item_line, later

SESSION_KEYS = "urn:ilio:session"
"""System of the identifiers: the session keys of the plan."""

KINDS = {"retest": "Retest", "strength": "Strength", "length": "Lengthening", "core": "Core"}


def care_plan(programme: Programme, stamp: datetime, zone: tzinfo) -> bytes:
    """The programme as FHIR JSON, one activity a session with its period.

    Parameters
    ----------
    programme
        The plan; a refused one is a CarePlan on hold without activities. Of the person only the
        label is told.
    stamp
        When it is made, with a zone.
    zone
        Of the local times.

    Examples
    --------
    >>> from datetime import UTC, date
    >>> import json
    >>> plan = Programme(summary="Rest.", start=date(2026, 11, 23), weeks=1)
    >>> json.loads(care_plan(plan, datetime(2026, 11, 22, tzinfo=UTC), UTC))["resourceType"]
    'CarePlan'
    """
    from fhir.resources.R4B.careplan import CarePlan

    plan = CarePlan.model_validate(_table(programme, stamp, zone))
    text: str = plan.model_dump_json(indent=1)
    return (text + "\n").encode()


def _table(programme: Programme, stamp: datetime, zone: tzinfo) -> dict[str, Any]:
    days = max(7 * programme.weeks - 1, 0)
    table: dict[str, Any] = {
        "resourceType": "CarePlan",
        "status": "on-hold" if programme.refused else "active",
        "intent": "plan",
        "title": "Hip flexor plan",
        "description": programme.summary,
        "subject": {"display": programme.person or "one person"},
        "period": {
            "start": programme.start.isoformat(),
            "end": (programme.start + timedelta(days=days)).isoformat(),
        },
        "created": stamp.isoformat(),
        "note": [{"text": text} for text in _notes(programme)],
        "activity": [_activity(session, zone) for session in programme.sessions],
    }
    return {key: value for key, value in table.items() if value}


def _notes(programme: Programme) -> tuple[str, ...]:
    if programme.refused:
        return (programme.refused,)
    shortfalls = (f"{s.text} {s.give_up}" for s in programme.shortfalls)
    return (*programme.rules, *(f"Stop: {s}" for s in programme.stop), *shortfalls)


def _activity(session: Session, zone: tzinfo) -> dict[str, Any]:
    start = session.start.replace(tzinfo=zone)
    end = later(start, session.minutes)
    lines = "; ".join(item_line(item) for item in session.items)
    return {
        "detail": {
            "kind": "Appointment" if session.kind == "retest" else "Task",
            "code": {
                "coding": [{"system": SESSION_KEYS, "code": session.key}],
                "text": session.title,
            },
            "status": "scheduled",
            "scheduledPeriod": {"start": start.isoformat(), "end": end.isoformat()},
            "description": ". ".join(filter(None, (KINDS.get(session.kind, ""), lines))),
        }
    }
