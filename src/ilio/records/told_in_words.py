"""Which quantities of an attempt nobody measured: somebody said a word, a table gave a number."""

import math
from collections.abc import Iterable

from ilio.core import UnknownNameError
from ilio.knowledge import phrase_of, protocol_card, word
from ilio.protocols.measurement import Measurement


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
    quantities = protocol_card(m.protocol).quantities
    found = {
        name: phrase_of(m.protocol, asked, answer)
        for name, quantity in quantities.items()
        if (asked := quantity.from_answer)
        and (answer := getattr(m.answers, asked)) is not None
        and _stands_for(m, name, asked, answer)
    }
    for name, quantity in quantities.items():
        parts = quantity.made_of
        if parts and name in m.quantities and all(part in found for part in parts):
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


def _stands_for(m: Measurement, name: str, asked: str, answer: str) -> bool:
    held = m.get(name)
    if held is None or (name == "pelvic_tilt" and m.pelvis_from != "hand check"):
        return False
    try:
        value = abs(word(asked, answer).value)
    except UnknownNameError:  # a saved visit of a version with other words
        return m.source.kind == "answers"
    return math.isclose(abs(held.value), value, abs_tol=1e-6)
