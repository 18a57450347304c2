"""Pain that earlier visits told of and no later one has tried again without it."""

from collections.abc import Iterable, Mapping
from typing import Any

from ilio.records.measured_json import answers_from_json
from ilio.records.measurement_json import measurement_from_json
from ilio.records.strict import Node
from ilio.verdicts.pain import Tests, painful_tests, painless_tests, still_painful


def lasting_pain(visits: Iterable[Mapping[str, Any]]) -> Tests:
    """In which tests each hip still hurts after all visits of a person.

    Parameters
    ----------
    visits
        As JSON (``ilio/visit/1``), the oldest first.

    Examples
    --------
    >>> lasting_pain([{"answers": {"passive_knee_to_chest_pain": {"left": True}},
    ...                "measurements": []}, {"answers": {}, "measurements": []}])
    {<Side.LEFT: 'left'>: frozenset({'bent by a helper'})}
    """
    found: Tests = {}
    for visit in visits:
        node = Node.of(visit, "visit")
        # asked for every page: the curves, most of a visit, are not read for it
        told = (({**m.table, "curves": []}, m.place) for m in node.nodes("measurements"))
        measured = [measurement_from_json(table, place) for table, place in told]
        answers = answers_from_json(node.node("answers"))
        painful, painless = painful_tests(measured, answers), painless_tests(measured, answers)
        found = still_painful(found, painful, painless)
    return found
