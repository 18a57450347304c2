"""What is known of a figure's angles: measured, said in words, or only asked; and its texts."""

from collections.abc import Iterable, Mapping

from ilio.core import Measured, Side
from ilio.protocols.measurement import Measurement
from ilio.records.drawing.ending import ending, painful
from ilio.records.told_in_words import told_in_words
from ilio.records.wording import degrees_with_interval

Angles = tuple[tuple[str, tuple[str, ...]], ...]
"""What poses a figure: a word for each angle, and the quantities that give it."""


def as_asked(m: Measurement, angles: Angles) -> tuple[str, ...]:
    """The angles that were not measured and are drawn as the instruction asks.

    Examples
    --------
    >>> from ilio.observations import Source
    >>> bare = Measurement("thomas", Side.LEFT, Source("answers", "typed", "eye"))
    >>> as_asked(bare, (("knee", ("knee_flexion",)),))
    ('knee',)
    """
    return tuple(word for word, keys in angles if posed(m, *keys) is None)


def words_shown(m: Measurement, quantities: Iterable[str]) -> tuple[str, ...]:
    """What a figure shows of some quantities from words; empty where it hurt.

    Examples
    --------
    >>> from ilio.observations import Source
    >>> words_shown(Measurement("thomas", Side.LEFT, Source("answers", "a", "answers")), ())
    ()
    """
    if painful(m):
        return ()
    return tuple(said for name, said in told_in_words(m).items() if name in quantities)


def figure_words(
    m: Measurement,
    start: str,
    angles: Mapping[str, Measured | None],
    asked: Iterable[str],
    said: Iterable[str],
) -> str:
    """A figure in words, for whoever hears it.

    Parameters
    ----------
    m
        What is drawn.
    start
        What is seen before any number.
    angles
        What was measured, by its word.
    asked, said
        What is drawn as asked, and what was said in words.

    Examples
    --------
    >>> from ilio.observations import Source
    >>> bare = Measurement("thomas", Side.LEFT, Source("answers", "typed", "eye"))
    >>> figure_words(bare, "A person.", {}, ["knee"], [])
    'A person. The left leg is tested. Not measured, drawn as asked: knee.'
    """
    seen = [f"{name} {degrees_with_interval(a)}" for name, a in angles.items() if a]
    parts = [start] if m.side is Side.BOTH else [start, f"The {m.side} leg is tested."]
    if painful(m):
        parts.append("It hurt.")
    if ending(m):
        parts.append(f"The leg: {ending(m)}.")
    for head, words in (
        ("Measured", seen),
        ("Said in words", said),
        ("Not measured, drawn as asked", asked),
    ):
        if listed := ", ".join(words):
            parts.append(f"{head}: {listed}.")
    return " ".join(parts)


def posed(m: Measurement, *names: str) -> Measured | None:
    """The first of these that poses the figure; a painful leg is drawn as asked.

    Examples
    --------
    >>> from ilio.observations import Source
    >>> bare = Measurement("thomas", Side.LEFT, Source("answers", "typed", "eye"))
    >>> posed(bare, "thigh_drop") is None
    True
    """
    if painful(m):
        return None
    return next((m.quantities[name] for name in names if name in m.quantities), None)


def measured(m: Measurement, *names: str) -> Measured | None:
    """The first of these that was measured; neither a word nor what pain spoiled counts.

    Examples
    --------
    >>> from ilio.observations import Source
    >>> bare = Measurement("thomas", Side.LEFT, Source("answers", "typed", "eye"))
    >>> measured(bare, "thigh_drop") is None
    True
    """
    if painful(m):
        return None
    said = told_in_words(m)
    return next((m.quantities[n] for n in names if n in m.quantities and n not in said), None)
