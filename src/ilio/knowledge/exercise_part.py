"""The parts of the exercise figure by name, and the base of what is said about it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Part = Literal[
    "head",
    "shoulders",
    "near_shoulder",
    "far_shoulder",
    "back",
    "belly",
    "seat",
    "hips",
    "near_hip",
    "far_hip",
    "knees",
    "near_knee",
    "far_knee",
    "near_thigh",
    "far_thigh",
    "near_shin",
    "far_shin",
    "ankles",
    "near_ankle",
    "far_ankle",
    "near_foot",
    "far_foot",
    "near_heel",
    "far_heel",
    "near_toes",
    "far_toes",
    "near_elbow",
    "far_elbow",
    "near_forearm",
    "far_forearm",
    "near_wrist",
    "far_wrist",
    "near_hand",
    "far_hand",
]
"""A part of the figure that can rest on something or be measured.

Near is the working side, seen first.
"""


class Drawn(BaseModel):
    """Base of all data of an exercise's drawing: nothing misspelt, nothing changed later.

    Examples
    --------
    >>> Drawn()
    Drawn()
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
