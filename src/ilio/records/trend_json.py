"""A trend as JSON: the same for the command line and the API."""

from dataclasses import asdict
from typing import Any

from ilio.records.history import Trend
from ilio.records.history_change import Change
from ilio.records.history_words import change_words
from ilio.records.measured_json import measured_to_json

_CHANGE = {
    "type": ["object", "null"],
    "description": "Null with fewer than two tests.",
    "properties": {
        "call": {"type": "string", "description": "What it comes to, in two or three words."},
        "text": {"type": "string", "description": "One sentence."},
        "difference": {"type": "object", "description": "With its interval."},
        "regression": {"type": "number", "description": "What chance alone would bring."},
        "credited": {"type": "number", "description": "What is left of the difference then."},
        "least": {"type": "object", "description": "What it was held against: by, ratio."},
    },
}
TREND_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["protocol", "side", "quantity", "device", "points", "least"],
    "properties": {
        "protocol": {"type": "string"},
        "side": {"enum": ["left", "right", "both"]},
        "quantity": {"type": "string"},
        "device": {"type": "string", "description": "What it was measured with; never mixed."},
        "points": {"type": "array", "items": {"type": "object"}},
        "least": {
            "type": ["object", "null"],
            "description": "The smallest change that counts: by, in its unit, and for times ratio.",
        },
        "change": {**_CHANGE, "title": "Since the first test"},
        "since_last": {**_CHANGE, "title": "Since the last test"},
    },
}


def trend_to_json(trend: Trend) -> dict[str, Any]:
    """A trend as a table of plain values.

    Parameters
    ----------
    trend
        Of one quantity, side and device.

    Examples
    --------
    >>> from ilio.records.history import trend
    >>> found = trend_to_json(trend([], "thomas", "left", "hip_extension", "phone"))
    >>> found["side"], found["points"], found["change"]
    ('left', [], None)
    """
    return {
        "protocol": trend.protocol,
        "side": str(trend.side),
        "quantity": trend.quantity,
        "device": trend.device,
        "points": [
            {
                "visit": point.visit_id,
                "day": point.day.isoformat(),
                "attempts": point.attempts,
                **measured_to_json(point.value),
            }
            for point in trend.points
        ],
        "least": None if trend.least is None else asdict(trend.least),
        "change": _change(trend.change),
        "since_last": _change(trend.since_last),
    }


def _change(change: Change | None) -> dict[str, Any] | None:
    if change is None:
        return None
    return {
        "call": change.call,
        "text": change_words(change),
        "difference": measured_to_json(change.difference),
        "regression": change.regression,
        "credited": change.credited,
        "least": asdict(change.least),
    }
