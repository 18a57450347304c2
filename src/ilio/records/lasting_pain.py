"""Pain that earlier visits told of and no later one has tried again without it."""

from collections.abc import Iterable, Mapping
from typing import Any

from ilio.core import Side
from ilio.observations import AttemptInput
from ilio.observations.safety import Hurts
from ilio.records.measured_json import answers_from_json, attempt_answers_from_json
from ilio.records.strict import Node
from ilio.verdicts.pain import still_hurts


def lasting_pain(visits: Iterable[Mapping[str, Any]]) -> Hurts:
    """Which hip still hurts in which direction after all visits of a person.

    Parameters
    ----------
    visits
        As JSON (``ilio/visit/1``), the oldest first.

    Examples
    --------
    >>> hurt = {"protocol": "thomas", "side": "left", "answers": {"pain": True}}
    >>> first = {"answers": {}, "measurements": [hurt]}
    >>> later = {"answers": {}, "measurements": []}
    >>> lasting_pain([first, later])
    {<Side.LEFT: 'left'>: frozenset({'painful_extension'})}
    """
    found: Hurts = {}
    for visit in visits:
        node = Node.of(visit, "visit")
        attempts = [
            AttemptInput(
                protocol=m.text("protocol"),
                side=Side.parse(m.text("side")),
                answers=attempt_answers_from_json(m.node_or_empty("answers")),
            )
            for m in node.nodes("measurements")
        ]
        found = still_hurts(found, attempts, answers_from_json(node.node("answers")))
    return found
