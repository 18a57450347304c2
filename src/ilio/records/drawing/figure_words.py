"""What is known of a figure's angles: measured, told in words, or only asked; and its texts."""

from ilio.core import Measured
from ilio.protocols.measurement import Measurement
from ilio.records.drawing.ending import ending, level_words, painful
from ilio.records.told_in_words import told_in_words
from ilio.records.wording import degrees, degrees_with_interval

RAISED = ("thigh_elevation_hold", "thigh_elevation_peak")
_RAISE = (
    ("thigh", RAISED),
    ("knee", ("knee_flexion_hold",)),
    ("trunk", ("trunk_lean_change",)),
)
_THOMAS = (
    ("thigh", ("thigh_drop",)),
    ("knee", ("knee_flexion",)),
    ("hugged thigh", ("hugged_thigh_elevation",)),
)


def drawn_as_asked(m: Measurement) -> tuple[str, ...]:
    """The angles that were not measured and are drawn as the instruction asks.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import Source
    >>> drawn_as_asked(Measurement("knee-raise", Side.LEFT, Source("answers", "a", "answers")))
    ('thigh', 'knee', 'trunk')
    """
    names = _THOMAS if m.protocol == "thomas" else _RAISE
    return tuple(word for word, keys in names if posed(m, *keys) is None)


def raise_words(m: Measurement) -> str:
    """The figure of a knee raise in words, for whoever hears it.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import Source
    >>> bare = Measurement("knee-raise", Side.LEFT, Source("answers", "typed", "eye"))
    >>> raise_words(bare).startswith('Side view of a standing person')
    True
    """
    names = {"knee": "knee_flexion_hold", "trunk lean": "trunk_lean_change"}
    names |= {"pelvis": "pelvic_tilt_change"}
    start = "Side view of a standing person with one knee raised, and the level line at 90 degrees."
    angles = {word: measured(m, name) for word, name in names.items()}
    return _words(m, start, {"thigh": measured(m, *RAISED)} | angles)


def thomas_words(m: Measurement) -> str:
    """The figure of a table test in words, for whoever hears it.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import Source
    >>> bare = Measurement("thomas", Side.LEFT, Source("answers", "typed", "eye"))
    >>> thomas_words(bare).startswith('Side view of a person on the back')
    True
    """
    names = {"thigh drop": "thigh_drop", "knee": "knee_flexion"}
    names |= {"hugged thigh": "hugged_thigh_elevation", "pelvic tilt": "pelvic_tilt"}
    start = "Side view of a person on the back on a table, one knee hugged, the other leg hanging."
    return _words(m, start, {word: measured(m, name) for word, name in names.items()})


def _words(m: Measurement, start: str, angles: dict[str, Measured | None]) -> str:
    seen = [f"{name} {degrees_with_interval(a)}" for name, a in angles.items() if a]
    asked = drawn_as_asked(m)
    parts = [start, f"The {m.side} leg is tested."]
    if painful(m):
        parts.append("It hurt.")
    if ending(m):
        parts.append(f"The leg: {ending(m)}.")
    if seen:
        parts.append(f"Measured: {', '.join(seen)}.")
    if said := words_drawn(m):
        parts.append(f"Said in words: {', '.join(said)}.")
    if asked:
        parts.append(f"Not measured, drawn as asked: {', '.join(asked)}.")
    return " ".join(parts)


def words_drawn(m: Measurement) -> tuple[str, ...]:
    """What the figure shows from words; empty where it hurt.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import Source
    >>> words_drawn(Measurement("knee-raise", Side.LEFT, Source("answers", "a", "answers")))
    ()
    """
    drawn = {*RAISED, "trunk_lean_change", "thigh_drop", "pelvic_tilt"}
    if painful(m):
        return ()
    return tuple(said for name, said in told_in_words(m).items() if name in drawn)


def posed(m: Measurement, *names: str) -> Measured | None:
    """The first of these that poses the figure; a painful leg is drawn as asked.

    Examples
    --------
    >>> from ilio.core import Side
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
    >>> from ilio.core import Side
    >>> from ilio.observations import Source
    >>> bare = Measurement("thomas", Side.LEFT, Source("answers", "typed", "eye"))
    >>> measured(bare, "thigh_drop") is None
    True
    """
    if painful(m):
        return None
    said = told_in_words(m)
    return next((m.quantities[n] for n in names if n in m.quantities and n not in said), None)


def raised_label(m: Measurement) -> tuple[str, str]:
    """The two lines beside a raised thigh.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import Source
    >>> bare = Measurement("knee-raise", Side.LEFT, Source("answers", "typed", "eye"))
    >>> raised_label(bare)
    ('thigh', 'not measured')
    """
    thigh, said = measured(m, *RAISED), told_in_words(m).get("thigh_elevation_hold")
    if painful(m):
        return "painful", "drawn as asked"
    if thigh:
        return f"thigh {degrees(thigh.value)}", degrees_with_interval(thigh, only_interval=True)
    return (said, "seen, not measured") if said else ("thigh", "not measured")


def dropped_label(m: Measurement) -> tuple[str, str]:
    """The two lines beside a hanging thigh.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import Source
    >>> bare = Measurement("thomas", Side.LEFT, Source("answers", "typed", "eye"))
    >>> dropped_label(bare)
    ('thigh', 'not measured')
    """
    drop, said = measured(m, "thigh_drop"), told_in_words(m).get("thigh_drop")
    if painful(m):
        return "painful", "drawn as asked"
    if drop:
        return level_words(drop)
    if not said:
        return "thigh", "not measured"
    first, _, rest = said.partition(" ")
    return first, rest
