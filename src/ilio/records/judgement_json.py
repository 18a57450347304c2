"""A judgement as JSON of the stable shape ``ilio/verdict/1``."""

from collections.abc import Mapping
from typing import Any, get_args

from ilio.core import Side
from ilio.records.measured_json import measured_from_json, measured_to_json, sides_key
from ilio.records.strict import Node, check_schema
from ilio.verdicts.verdict import (
    Finding,
    Judgement,
    Reason,
    TightnessAxis,
    TightnessCall,
    Verdict,
    WeaknessAxis,
    WeaknessCall,
)

SCHEMA = "ilio/verdict/1"

JUDGEMENT_KEYS = ("schema", "summary", "sides", "rules", "refer", "do_not_test", "differences")
REASON_KEYS = (
    *("text", "quantity", "value", "low", "high", "unit", "shared_sd"),
    *("limit", "source", "grade"),
)


def judgement_to_json(judgement: Judgement) -> dict[str, Any]:
    """The judgement in the stable shape; see ``schema/verdict-1.json``.

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
    check_schema(node, SCHEMA)
    node.only(JUDGEMENT_KEYS)
    sides = node.node("sides")
    verdicts = {
        Side(sides_key(sides, key)): _verdict_from_json(Side(key), sides.node(key))
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
    weakness, tightness = verdict.weakness, verdict.tightness
    extra = {
        "hip_extension": tightness.hip_extension and measured_to_json(tightness.hip_extension),
        "with_prior": tightness.with_prior,
        "next_band": tightness.next_band,
        "tissue": tightness.tissue or None,
    }
    return {
        "finding": verdict.finding,
        "weakness": _axis_to_json(weakness),
        "tightness": _axis_to_json(tightness)
        | {key: value for key, value in extra.items() if value is not None},
        "open": list(verdict.open),
        "next_step": verdict.next_step,
    }


def _axis_to_json(axis: WeaknessAxis | TightnessAxis) -> dict[str, Any]:
    return {
        "call": axis.call,
        "probability": axis.probability,
        "because": _reasons_to_json(axis.because),
    }


def _verdict_from_json(side: Side, node: Node) -> Verdict:
    node.only(("finding", "weakness", "tightness", "open", "next_step"))
    finding: Any = node.text("finding", one_of=get_args(Finding))
    node.get("open")
    return Verdict(
        side=side,
        finding=finding,
        weakness=_weakness_from_json(node.node("weakness")),
        tightness=_tightness_from_json(node.node("tightness")),
        open=node.texts("open"),
        next_step=node.text("next_step"),
    )


def _weakness_from_json(node: Node) -> WeaknessAxis:
    node.only(("call", "probability", "because"))
    call: Any = node.text("call", one_of=get_args(WeaknessCall))
    node.get("probability")
    return WeaknessAxis(call, node.number_or_none("probability"), _reasons_from_json(node))


def _tightness_from_json(node: Node) -> TightnessAxis:
    extra = ("hip_extension", "with_prior", "next_band", "tissue")
    node.only(("call", "probability", "because", *extra))
    call: Any = node.text("call", one_of=get_args(TightnessCall))
    node.get("probability")
    known = node.has("hip_extension")
    return TightnessAxis(
        call=call,
        probability=node.number_or_none("probability"),
        because=_reasons_from_json(node),
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
