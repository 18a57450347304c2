"""The many ways in which people name a point of the body."""

import re

from ilio.observations import JOINT_NAMES

SIDES = {"left": "left", "l": "left", "right": "right", "r": "right"}
_ALIKE = {"foot_index": "toe", "footindex": "toe", "big_toe": "toe", "bigtoe": "toe", "toes": "toe"}


def known_name(given: str) -> str:
    """The name by which Ilio knows a point; the given one when it is not known.

    Examples
    --------
    >>> known_name("LeftKnee"), known_name("r_hip"), known_name("Ankle R"), known_name("tail")
    ('knee_left', 'hip_right', 'ankle_right', 'tail')
    >>> known_name("rknee"), known_name("kneeL"), known_name("LEFT_FOOT_INDEX")
    ('knee_right', 'knee_left', 'toe_left')
    """
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=^[LR])(?=[A-Z][a-z])", " ", given)
    words = [word for word in re.split(r"[\s_.\-]+", apart.lower()) if word]
    sides = [SIDES[word] for word in words if word in SIDES]
    part = "_".join(word for word in words if word not in SIDES)
    if not sides:
        part, sides = _glued(part)
    name = "_".join([_ALIKE.get(part, part), *sides[:1]])
    return name if name in JOINT_NAMES else given


def _glued(word: str) -> tuple[str, list[str]]:
    """A name whose side stands before or after its part without a space."""
    for short, side in SIDES.items():
        for part in (word.removeprefix(short), word.removesuffix(short)):
            if part != word and f"{_ALIKE.get(part, part)}_{side}" in JOINT_NAMES:
                return part, [side]
    return word, []
