"""A measurement as JSON of the stable shape ``ilio/measurement/1``."""

import math
from collections.abc import Mapping
from typing import Any, get_args

from ilio.core import Side
from ilio.observations import Gate, Source
from ilio.observations.gate import State
from ilio.observations.recording import SourceKind
from ilio.protocols.measurement import Curve, Fault, Measurement
from ilio.records.measured_json import (
    attempt_answers_from_json,
    attempt_answers_to_json,
    measured_from_json,
    measured_to_json,
)
from ilio.records.strict import Node, check_schema, wrong

SCHEMA = "ilio/measurement/1"

MEASUREMENT_KEYS = (
    *("schema", "protocol", "side", "source", "quantities", "unmeasured", "gates", "notes"),
    *("answers", "curves", "faults", "pelvis_from"),
)


def measurement_to_json(m: Measurement) -> dict[str, Any]:
    """The measurement in the stable shape; see ``schema/measurement-1.json``.

    Examples
    --------
    >>> m = Measurement("thomas", Side.LEFT, Source("answers", "typed", "answers"))
    >>> table = measurement_to_json(m)
    >>> table["schema"], table["side"], table["quantities"]
    ('ilio/measurement/1', 'left', {})
    """
    table: dict[str, Any] = {
        "schema": SCHEMA,
        "protocol": m.protocol,
        "side": str(m.side),
        "source": _source_to_json(m.source),
        "quantities": {name: measured_to_json(q) for name, q in m.quantities.items()},
        "unmeasured": dict(m.unmeasured),
        "gates": [_gate_to_json(gate) for gate in m.gates],
        "notes": list(m.notes),
    }
    extra = {
        "answers": attempt_answers_to_json(m.answers),
        "curves": [_curve_to_json(curve) for curve in m.curves],
        "faults": [{"name": f.name, "time_s": f.time_s, "text": f.text} for f in m.faults],
        "pelvis_from": m.pelvis_from,
    }
    return table | {key: value for key, value in extra.items() if value}


def measurement_from_json(table: Mapping[str, Any], place: str = "measurement") -> Measurement:
    """Read back what `measurement_to_json` wrote.

    Parameters
    ----------
    table
        The JSON object.
    place
        Where it stands, for the messages.

    Raises
    ------
    InputError
        If the schema is another one, or a key is missing, unknown or of another kind.

    Examples
    --------
    >>> m = Measurement("thomas", Side.LEFT, Source("answers", "typed", "answers"))
    >>> measurement_from_json(measurement_to_json(m)) == m
    True
    """
    node = Node.of(table, place)
    check_schema(node, SCHEMA)
    node.only(MEASUREMENT_KEYS)
    quantities = node.node("quantities")
    for key in ("unmeasured", "gates", "notes"):
        node.get(key)
    return Measurement(
        protocol=node.text("protocol"),
        side=Side(node.text("side", one_of=[*map(str, Side), str(Side.BOTH)])),
        source=_source_from_json(node.node("source")),
        quantities={n: measured_from_json(quantities.node(n)) for n in quantities.table},
        unmeasured=node.mapping_of_texts("unmeasured"),
        gates=tuple(_gate_from_json(gate) for gate in node.nodes("gates")),
        notes=node.texts("notes"),
        answers=attempt_answers_from_json(node.node_or_empty("answers")),
        curves=tuple(_curve_from_json(curve) for curve in node.nodes("curves")),
        faults=tuple(
            Fault(f.text("name"), f.number("time_s"), f.text("text")) for f in node.nodes("faults")
        ),
        pelvis_from=node.text("pelvis_from") if node.has("pelvis_from") else "",
    )


def _source_to_json(source: Source) -> dict[str, Any]:
    table: dict[str, Any] = {"kind": source.kind, "name": source.name, "device": source.device}
    if source.rate_hz is not None:
        table["rate_hz"] = source.rate_hz
    if source.facts:
        table["facts"] = [list(pair) for pair in source.facts]
    return table


def _source_from_json(node: Node) -> Source:
    node.only(("kind", "name", "device", "rate_hz", "facts"))
    facts = []
    for i, pair in enumerate(node.items("facts")):
        if not (isinstance(pair, list) and len(pair) == 2 and all(type(t) is str for t in pair)):
            raise wrong("a pair of texts", f"{node.place}.facts[{i}]", pair)
        facts.append((pair[0], pair[1]))
    kind: Any = node.text("kind", one_of=get_args(SourceKind))
    rate_hz = node.number_or_none("rate_hz")
    return Source(kind, node.text("name"), node.text("device"), rate_hz, tuple(facts))


def _gate_to_json(gate: Gate) -> dict[str, Any]:
    table = {"gate": gate.gate, "state": gate.state, "detail": gate.detail}
    return table | ({"blocks": True} if gate.blocks else {})


def _gate_from_json(node: Node) -> Gate:
    node.only(("gate", "state", "detail", "blocks"))
    state: Any = node.text("state", one_of=get_args(State))
    return Gate(node.text("gate"), state, node.text("detail"), node.flag("blocks"))


def _curve_to_json(curve: Curve) -> dict[str, Any]:
    return {
        "name": curve.name,
        "time_s": list(curve.time_s),
        "angle_deg": _samples(curve.angle_deg),
        "low_deg": _samples(curve.low_deg),
        "high_deg": _samples(curve.high_deg),
        "start_s": curve.start_s,
        "end_s": curve.end_s,
    }


def _curve_from_json(node: Node) -> Curve:
    times = node.numbers("time_s")
    columns = {key: node.numbers(key) for key in ("angle_deg", "low_deg", "high_deg")}
    for key, column in columns.items():
        if len(column) != len(times):
            raise wrong(f"{len(times)} samples", f"{node.place}.{key}", len(column))
    if None in times:
        raise wrong("a number in every place", f"{node.place}.time_s", None)
    return Curve(
        name=node.text("name"),
        time_s=tuple(t for t in times if t is not None),
        start_s=node.number("start_s"),
        end_s=node.number("end_s"),
        **columns,
    )


def _samples(column: tuple[float | None, ...]) -> list[float | None]:
    """A lost sample is null, however it was marked."""
    return [v if v is not None and math.isfinite(v) else None for v in column]
