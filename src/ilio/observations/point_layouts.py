"""In which order other programs list the points of a body; None for points without a use here."""

from ilio.observations.landmarks import JOINT_NAMES


def _sided(first: str, second: str, *parts: str) -> tuple[str, ...]:
    return tuple(f"{part}_{side}" for part in parts for side in (first, second))


def _limbs(side: str, *parts: str) -> tuple[str, ...]:
    return tuple(f"{part}_{side}" for part in parts)


_ARMS = ("shoulder", "elbow", "wrist")
_LEGS = ("hip", "knee", "ankle")

COCO_17 = (
    "nose",
    *_sided("left", "right", "eye", "ear", *_ARMS, *_LEGS),
)
"""COCO: RTMPose, MMPose, AlphaPose, YOLO."""

HALPE_26 = (
    *COCO_17,
    "head", "neck", "hip_middle",
    *_sided("left", "right", "toe", "toe_small", "heel"),
)  # fmt: skip
"""Halpe with feet: RTMPose, AlphaPose."""

OPENPOSE_18 = (
    "nose", "neck",
    *_limbs("right", *_ARMS), *_limbs("left", *_ARMS),
    *_limbs("right", *_LEGS), *_limbs("left", *_LEGS),
    *_sided("right", "left", "eye", "ear"),
)  # fmt: skip
"""OpenPose, its model without feet."""

BODY_25 = (
    "nose", "neck",
    *_limbs("right", *_ARMS), *_limbs("left", *_ARMS),
    "hip_middle",
    *_limbs("right", *_LEGS), *_limbs("left", *_LEGS),
    *_sided("right", "left", "eye", "ear"),
    *_limbs("left", "toe", "toe_small", "heel"), *_limbs("right", "toe", "toe_small", "heel"),
)  # fmt: skip
"""OpenPose, its usual model."""

LAYOUTS: dict[int, tuple[str, ...]] = {
    len(layout): layout for layout in (COCO_17, OPENPOSE_18, BODY_25, HALPE_26, JOINT_NAMES)
}
"""The layout by its number of points; 33 points are those of MediaPipe."""
