"""The many ways in which people name a point of the body."""

import re

from ilio.observations import JOINT_NAMES

SIDES = {"left": "left", "l": "left", "right": "right", "r": "right"}


def known_name(given: str) -> str:
    """The name by which Ilio knows a point; the given one when it is not known.

    Examples
    --------
    >>> known_name("LeftKnee"), known_name("r_hip"), known_name("Ankle R"), known_name("tail")
    ('knee_left', 'hip_right', 'ankle_right', 'tail')
    """
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=^[LR])(?=[A-Z])", " ", given)
    words = [word for word in re.split(r"[\s_.\-]+", apart.lower()) if word]
    sides = [SIDES[word] for word in words if word in SIDES]
    parts = [word for word in words if word not in SIDES]
    name = "_".join([*parts, *sides[:1]])
    return name if name in JOINT_NAMES else given
