"""A judgement as JSON of the stable shape ``ilio/verdict/2``; version 1 is still read."""

from collections.abc import Mapping
from typing import Any

from ilio.core import Side
from ilio.knowledge import axis_card, axis_cards
from ilio.records.measured_json import measured_from_json, measured_to_json, sides_key
from ilio.records.strict import Node, check_schema
from ilio.verdicts.verdict import Axis, Judgement, Reason, TightnessAxis, Verdict

SCHEMA = "ilio/verdict/2"
EARLIER = "ilio/verdict/1"
"""Without a mapping of axes: both stood beside the finding."""

JUDGEMENT_KEYS = ("schema", "summary", "sides", "rules", "refer", "do_not_test", "differences")
REASON_KEYS = (
    *("text", "quantity", "value", "low", "high", "unit", "shared_sd"),
    *("limit", "source", "grade"),
)


def judgement_to_json(judgement: Judgement) -> dict[str, Any]:
    """The judgement in the stable shape; see ``schema/verdict-2.json``.

    Examples
    --------
    >>> judgement_to_json(Judgement("Nothing was measured.", {}))["sides"]
    {}
    """
    table: dict[str, Any] = {
        "schema": SCHEMA,
        "summary": judgement.summary,
        "sides": {str(side): _verdict_to_json(v) for side, v in judgement.sides.items()},
        "rules": judgement.rules,
    }
    extra = {
        "refer": _reasons_to_json(judgement.refer),
        "do_not_test": _reasons_to_json(judgement.do_not_test),
        "differences": list(judgement.differences),
    }
    return table | {key: value for key, value in extra.items() if value}


def judgement_from_json(table: Mapping[str, Any], place: str = "verdict") -> Judgement:
    """Read back what `judgement_to_json` wrote.

    Raises
    ------
    InputError
        If the schema is another one, or a key is missing, unknown or of another kind.

    Examples
    --------
    >>> judgement = Judgement("Nothing was measured.", {})
    >>> judgement_from_json(judgement_to_json(judgement)) == judgement
    True
    """
    node = Node.of(table, place)
    written = EARLIER if node.table.get("schema") == EARLIER else SCHEMA
    check_schema(node, written)
    node.only(JUDGEMENT_KEYS)
    sides = node.node("sides")
    verdicts = {
        Side(sides_key(sides, key)): _verdict_from_json(Side(key), sides.node(key), written)
        for key in sides.table
    }
    return Judgement(
        summary=node.text("summary"),
        sides=verdicts,
        rules=node.text("rules"),
        refer=_reasons_from_json(node, "refer"),
        do_not_test=_reasons_from_json(node, "do_not_test"),
        differences=node.texts("differences"),
    )


def _verdict_to_json(verdict: Verdict) -> dict[str, Any]:
    return {
        "finding": verdict.finding,
        "axes": {name: _axis_to_json(axis) for name, axis in verdict.axes.items()},
        "open": list(verdict.open),
        "next_step": verdict.next_step,
    }


def _axis_to_json(axis: Axis) -> dict[str, Any]:
    table = {
        "call": axis.call,
        "probability": axis.probability,
        "because": _reasons_to_json(axis.because),
    }
    if not isinstance(axis, TightnessAxis):
        return table
    extra = {
        "hip_extension": axis.hip_extension and measured_to_json(axis.hip_extension),
        "with_prior": axis.with_prior,
        "next_band": axis.next_band,
        "tissue": axis.tissue or None,
    }
    return table | {key: value for key, value in extra.items() if value is not None}


def _verdict_from_json(side: Side, node: Node, schema: str) -> Verdict:
    if schema == EARLIER:
        node.only(("finding", *axis_cards(), "open", "next_step"))
        axes = node
    else:
        node.only(("finding", "axes", "open", "next_step"))
        axes = node.node("axes")
        axes.only(tuple(axis_cards()))
    node.get("open")
    node.texts("open")
    verdict = Verdict(
        side=side,
        axes={name: _axis_from_json(name, axes.node(name)) for name in axis_cards()},
        next_step=node.text("next_step"),
        refers=node.text("finding") == "refer",
    )
    node.text("finding", one_of=(verdict.finding,))  # it says what the axes say
    return verdict


def _axis_from_json(name: str, node: Node) -> Axis:
    extra = ("hip_extension", "with_prior", "next_band", "tissue") if name == "tightness" else ()
    node.only(("call", "probability", "because", *extra))
    node.get("probability")
    axis = Axis(
        call=node.text("call", one_of=axis_card(name).calls),
        probability=node.number_or_none("probability"),
        because=_reasons_from_json(node),
    )
    return _tightness_from_json(axis, node) if extra else axis


def _tightness_from_json(axis: Axis, node: Node) -> TightnessAxis:
    known = node.has("hip_extension")
    return TightnessAxis(
        axis.call,
        axis.probability,
        axis.because,
        hip_extension=measured_from_json(node.node("hip_extension")) if known else None,
        with_prior=node.number_or_none("with_prior"),
        next_band=node.number_or_none("next_band"),
        tissue=node.text("tissue") if node.has("tissue") else "",
    )


def _reasons_to_json(reasons: tuple[Reason, ...]) -> list[dict[str, Any]]:
    return [_reason_to_json(reason) for reason in reasons]


def _reason_to_json(reason: Reason) -> dict[str, Any]:
    table: dict[str, Any] = {"text": reason.text}
    if reason.quantity:
        table["quantity"] = reason.quantity
    if reason.measured is not None:
        table |= measured_to_json(reason.measured)
    if reason.limit is not None:
        table["limit"] = reason.limit
    words = {"source": reason.source, "grade": reason.grade}
    return table | {key: word for key, word in words.items() if word}


def _reasons_from_json(node: Node, key: str = "because") -> tuple[Reason, ...]:
    return tuple(_reason_from_json(reason) for reason in node.nodes(key))


def _reason_from_json(node: Node) -> Reason:
    node.only(REASON_KEYS)
    return Reason(
        text=node.text("text"),
        quantity=node.text("quantity") if node.has("quantity") else "",
        measured=measured_from_json(node) if node.has("value") else None,
        limit=node.number_or_none("limit"),
        source=node.text("source") if node.has("source") else "",
        grade=node.text("grade") if node.has("grade") else "",
    )
