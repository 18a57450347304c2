"""The parts of the body model: muscles, joints, segments and curves, as tables."""

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ilio.core import UnknownNameError
from ilio.knowledge.entry import Entry, flatten, read_toml

Vector = tuple[float, float, float]
Quaternion = tuple[float, float, float, float]
BoneName = Literal["pelvis", "femur", "patella", "tibia"]
ModelGroup = Literal[
    "deep hip flexor", "superficial hip flexor", "adductor", "gluteal", "hamstring", "vastus"
]


class Part(BaseModel):
    """Base of what stands inside an entry and shares its source.

    Examples
    --------
    >>> Part().model_config["frozen"]
    True
    """

    model_config = ConfigDict(frozen=True, extra="forbid")


class PathPoint(Part):
    """A point that a muscle passes, fixed to a bone.

    Parameters
    ----------
    body
        Bone.
    at_m
        Place in the frame of the right bone [m]: x forward, y up, z to the right.

    Examples
    --------
    >>> PathPoint(body="femur", at_m=(0, -0.1, 0)).body
    'femur'
    """

    body: BoneName
    at_m: Vector


class Wrap(PathPoint):
    """An endless cylinder that a muscle runs round.

    Parameters
    ----------
    turned
        Quaternion (w x y z) of its frame; the cylinder lies along z.
    radius_m
        Radius [m].
    side
        Axis of its frame on whose side the muscle stays; ``any`` for the shorter way.
    after_point
        Number of the path point (from 1) before it.

    Examples
    --------
    >>> body_muscle("psoas").wraps[0].side
    '-y'
    """

    turned: Quaternion
    radius_m: float
    side: Literal["any", "-x", "-y", "y"]
    after_point: int


class BodyMuscle(Entry):
    """One muscle of the body model, for the right leg.

    Parameters
    ----------
    name
        Anatomical name.
    group
        What it does.
    max_force_n
        Largest isometric force of its fibres [N].
    optimal_fibre_m, tendon_slack_m
        Fibre length at that force and tendon length at rest [m].
    pennation_deg
        Angle between fibres and tendon at the optimal fibre length [deg].
    strain_at_zero, strain_at_one
        Fibre strain at which passive force begins and reaches `max_force_n`, in `unit`.
    unit
        Unit of the strains.
    points, wraps
        The path.
    brim_point
        Number of the point (from 1) that holds it at the pelvic brim; None for most.

    Examples
    --------
    >>> body_muscle("psoas").group
    'deep hip flexor'
    """

    name: str
    group: ModelGroup
    max_force_n: float
    optimal_fibre_m: float
    tendon_slack_m: float
    pennation_deg: float
    strain_at_zero: float
    strain_at_one: float
    unit: str
    points: tuple[PathPoint, ...]
    wraps: tuple[Wrap, ...] = ()
    brim_point: int | None = None


class JointAxis(Part):
    """One way in which a joint moves.

    Parameters
    ----------
    kind
        ``slide`` [m] or ``turn`` [rad].
    axis
        In the joint's frame.
    follows
        The angle that it is equal to; empty when it has `values`.
    values
        Knots of its spline over the knee angle, [m] or [rad].

    Examples
    --------
    >>> body_joint("hip").axes[0].follows
    'flexion'
    """

    kind: Literal["slide", "turn"]
    axis: Vector
    follows: Literal["flexion", "adduction", "rotation", "knee", ""] = ""
    values: tuple[float, ...] = ()


class BodyJoint(Entry):
    """One joint of the right leg.

    Parameters
    ----------
    parent, child
        The bones.
    frame_at_m, frame_turned
        The joint's frame in the parent bone: place [m] and quaternion (w x y z).
    child_at_m, child_turned
        The child bone in that frame after it has moved.
    axes
        How it moves, in order.
    first, last
        Knee angle of the first and last knot, in `unit`.
    unit
        Unit of `first` and `last`.

    Examples
    --------
    >>> body_joint("patellofemoral").child
    'patella'
    """

    parent: BoneName
    child: BoneName
    frame_at_m: Vector
    frame_turned: Quaternion
    child_at_m: Vector
    child_turned: Quaternion
    axes: tuple[JointAxis, ...]
    first: float = 0.0
    last: float = 0.0
    unit: str = "rad"


class Constants(Entry):
    """The numbers of one curve of the body model.

    Parameters
    ----------
    meaning
        One sentence.
    names, values
        The numbers, `values` in `unit`.
    unit
        Of the curve's value.
    note
        How sure the numbers are; may be empty.

    Examples
    --------
    >>> body_constants("passive_hip.riener1999")["g"]
    8.072
    """

    meaning: str
    names: tuple[str, ...]
    values: tuple[float, ...]
    unit: str
    note: str

    def __getitem__(self, name: str) -> float:
        return self.values[self.names.index(name)]


@cache
def body_muscles() -> dict[str, BodyMuscle]:
    """All muscles of the body model by key, in the order of the shipped grid.

    Examples
    --------
    >>> len(body_muscles())
    29
    """
    tables = read_toml("body", "muscles.toml")
    return {key: BodyMuscle.model_validate(table) for key, table in tables.items()}


def body_muscle(key: str) -> BodyMuscle:
    """One muscle of the body model by its key.

    Raises
    ------
    UnknownNameError
        If there is no such muscle.

    Examples
    --------
    >>> body_muscle("recfem").name
    'Rectus femoris'
    """
    try:
        return body_muscles()[key]
    except KeyError:
        raise UnknownNameError("muscle", key, body_muscles()) from None


@cache
def body_joints() -> dict[str, BodyJoint]:
    """All joints of the body model by key, the nearest to the pelvis first.

    Examples
    --------
    >>> list(body_joints())
    ['hip', 'patellofemoral', 'knee']
    """
    tables = read_toml("body", "skeleton.toml")
    return {key: BodyJoint.model_validate(table) for key, table in tables.items()}


def body_joint(key: str) -> BodyJoint:
    """One joint of the body model by its key.

    Raises
    ------
    UnknownNameError
        If there is no such joint.

    Examples
    --------
    >>> body_joint("knee").parent
    'femur'
    """
    try:
        return body_joints()[key]
    except KeyError:
        raise UnknownNameError("joint", key, body_joints()) from None


@cache
def _curves() -> dict[str, Constants]:
    files = (read_toml("body", name) for name in ("curves.toml", "fatigue.toml", "published.toml"))
    tables = {key: table for file in files for key, table in flatten(file, "values").items()}
    return {key: Constants.model_validate(table) for key, table in tables.items()}


def body_constants(key: str) -> Constants:
    """The numbers of one curve by its dotted key.

    Raises
    ------
    UnknownNameError
        If there is no such curve.

    Examples
    --------
    >>> body_constants("millard.tendon")["strain"]
    0.049
    """
    try:
        return _curves()[key]
    except KeyError:
        raise UnknownNameError("curve", key, _curves()) from None
