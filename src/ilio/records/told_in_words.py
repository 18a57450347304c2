"""Which quantities of an attempt nobody measured: somebody said a word, a table gave a number."""

import math
from collections.abc import Iterable

from ilio.core import UnknownNameError
from ilio.knowledge import word
from ilio.protocols.measurement import Measurement

ASKED = {
    "knee-raise": {
        "thigh_elevation_hold": "thigh_seen",
        "trunk_lean_change": "trunk_forward",
        "lumbar_rounding_excess": "back_at_end",
    },
    "thomas": {"thigh_drop": "thigh_contact", "pelvic_tilt": "hand_check"},
}
"""Protocol and quantity to the question whose answer may stand for it."""

DERIVED = {
    "lumbar_rounding_growth": ("lumbar_rounding_excess",),
    "hip_extension": ("thigh_drop", "pelvic_tilt"),
}
"""Quantities that are words when everything they are made of is."""

PHRASES = {
    ("thigh_seen", "clearly above"): "clearly above level",
    ("thigh_seen", "below"): "below level",
    ("thigh_contact", "rests"): "rests on the table",
    ("thigh_contact", "level"): "level with the table, touching",
    ("thigh_contact", "below"): "hangs below the edge of the table",
    ("thigh_contact", "hovers"): "hovers above the table",
    ("hand_check", "snug"): "flat hand snug under the back",
    ("hand_check", "tucked"): "back presses the hand flat",
    ("hand_check", "fist fits"): "a fist fits under the back",
    ("trunk_forward", "no"): "trunk stayed tall",
    ("trunk_forward", "a little"): "trunk came a little forward",
    ("trunk_forward", "clearly"): "trunk came clearly forward",
    ("back_at_end", "as at the start"): "low back as at the start",
    ("back_at_end", "a little more"): "low back a little rounder",
    ("back_at_end", "clearly more"): "low back clearly rounder",
}
"""Question and answer to words that stand alone; any other answer stands as it is."""


def told_in_words(m: Measurement) -> dict[str, str]:
    """Each quantity that stands for a word, with the word as a phrase.

    A reading wins over a word in the measurement; so a quantity is told in words only where it is
    the number that the word stands for.

    Examples
    --------
    >>> from ilio.core import Measured, Side
    >>> from ilio.observations import AttemptAnswers, Source
    >>> m = Measurement("thomas", Side.LEFT, Source("answers", "typed", "eye"),
    ...                 {"thigh_drop": Measured(-8, -15, -1, "deg")},
    ...                 answers=AttemptAnswers(thigh_contact="hovers"))
    >>> told_in_words(m)
    {'thigh_drop': 'hovers above the table'}
    """
    found = {
        name: PHRASES.get((question, answer), answer)
        for name, question in ASKED.get(m.protocol, {}).items()
        if (answer := getattr(m.answers, question)) is not None and _stands_for(m, name, answer)
    }
    for name, parts in DERIVED.items():
        if name in m.quantities and all(part in found for part in parts):
            found[name] = ", ".join(found[part] for part in parts)
    return found


def words_of_side(measurements: Iterable[Measurement]) -> dict[str, str]:
    """The quantities of one side that no attempt measured, with the words of the first one.

    Examples
    --------
    >>> words_of_side([])
    {}
    """
    told: dict[str, str] = {}
    read: set[str] = set()
    for m in measurements:
        said = told_in_words(m)
        told = said | told
        read |= m.quantities.keys() - said.keys()
    return {name: words for name, words in told.items() if name not in read}


def _stands_for(m: Measurement, name: str, answer: str) -> bool:
    held = m.get(name)
    if held is None or (name == "pelvic_tilt" and m.pelvis_from != "hand check"):
        return False
    try:
        value = abs(word(ASKED[m.protocol][name], answer).value)
    except UnknownNameError:  # a saved visit of a version with other words
        return m.source.kind == "answers"
    return math.isclose(abs(held.value), value, abs_tol=1e-6)
