"""The body model as a MuJoCo model file (MJCF): bones, joints and muscle paths of both legs."""

from typing import Literal, get_args
from xml.etree import ElementTree as Xml

from ilio.core import Side, UnknownNameError
from ilio.knowledge import BodyMuscle, Wrap, body_joints, body_muscles

Brim = Literal["via", "obstacle"]
"""What holds iliopsoas at the pelvic brim: a fixed point of its path, or only the bone itself."""

Vector = tuple[float, ...]

SIDE_SITE_RADII = 2.0
"""How far outside a cylinder the mark of its side stands, in its radii; anything over 1."""

FLEX = {"-x": (-1.0, 0.0, 0.0), "-y": (0.0, -1.0, 0.0), "y": (0.0, 1.0, 0.0)}


def mjcf(brim: Brim = "via") -> str:
    """Write the model file.

    The left leg is the right one mirrored. Knee and patella have one joint for each of their
    translations and turns; `ilio.body.skeleton` sets them from the knee angle. The file is for
    positions and tendon lengths: its bones weigh next to nothing.

    Parameters
    ----------
    brim
        ``via``: the brim point of psoas and iliacus stays in their path. ``obstacle``: it does not,
        and they may lift off the brim.

    Raises
    ------
    UnknownNameError
        If `brim` is neither.

    Examples
    --------
    >>> "compiler angle" in mjcf()
    True
    """
    if brim not in get_args(Brim):
        raise UnknownNameError("brim", str(brim), get_args(Brim))
    root = Xml.Element("mujoco", model=f"ilio body, brim as {brim}")
    # MuJoCo reads degrees unless told otherwise; a bone without shape needs some weight to compile
    Xml.SubElement(root, "compiler", angle="radian", boundmass="0.001", boundinertia="0.001")
    pelvis = Xml.SubElement(Xml.SubElement(root, "worldbody"), "body", name="pelvis")
    tendons = Xml.SubElement(root, "tendon")
    for side in Side:
        bones = {"pelvis": pelvis}
        for name in body_joints():
            _add_joint(bones, name, side)
        for name, muscle in body_muscles().items():
            _add_muscle(tendons, bones, name, muscle, side, brim)
    Xml.indent(root)
    return Xml.tostring(root, encoding="unicode")


def _add_joint(bones: dict[str, Xml.Element], name: str, side: Side) -> None:
    """The child bone of a joint, inside its parent bone."""
    joint = body_joints()[name]
    place = _place(joint.frame_at_m, joint.frame_turned, side)
    frame = Xml.SubElement(bones[joint.parent], "body", place, name=f"{name}_{side}")
    for number, axis in enumerate(joint.axes):
        kind, turned = ("hinge", -1.0) if axis.kind == "turn" else ("slide", 1.0)
        x, y, z = axis.axis
        if side is Side.LEFT:  # a mirror turns the sense of rotations round
            x, y, z = turned * x, turned * y, -turned * z
        Xml.SubElement(
            frame, "joint", name=f"{name}_{side}_{number}", type=kind, axis=_numbers((x, y, z))
        )
    child = _place(joint.child_at_m, joint.child_turned, side)
    bones[joint.child] = Xml.SubElement(frame, "body", child, name=f"{joint.child}_{side}")


def _add_muscle(
    tendons: Xml.Element,
    bones: dict[str, Xml.Element],
    name: str,
    muscle: BodyMuscle,
    side: Side,
    brim: Brim,
) -> None:
    path = Xml.SubElement(tendons, "spatial", name=f"{name}_{side}")
    for number, point in enumerate(muscle.points, 1):
        if brim == "via" or number != muscle.brim_point:
            site = f"{name}_{side}_{number}"
            Xml.SubElement(bones[point.body], "site", name=site, pos=_at(point.at_m, side))
            Xml.SubElement(path, "site", site=site)
        for wrap in muscle.wraps:
            if wrap.after_point == number:
                _add_wrap(path, bones[wrap.body], f"{name}_{side}_wrap", wrap, side)


def _add_wrap(path: Xml.Element, bone: Xml.Element, name: str, wrap: Wrap, side: Side) -> None:
    frame = Xml.SubElement(bone, "body", _place(wrap.at_m, wrap.turned, side), name=name)
    # the path goes round an endless cylinder; the length is for the eye only
    size = _numbers((wrap.radius_m, wrap.radius_m))
    Xml.SubElement(frame, "geom", name=name, type="cylinder", size=size)
    if wrap.side == "any":
        Xml.SubElement(path, "geom", geom=name)
        return
    mark = tuple(SIDE_SITE_RADII * wrap.radius_m * part for part in FLEX[wrap.side])
    Xml.SubElement(frame, "site", name=name, pos=_at(mark, side))
    Xml.SubElement(path, "geom", geom=name, sidesite=name)


def _place(at_m: Vector, turned: Vector, side: Side) -> dict[str, str]:
    w, x, y, z = turned
    mirrored = (w, -x, -y, z) if side is Side.LEFT else turned
    return {"pos": _at(at_m, side), "quat": _numbers(mirrored)}


def _at(at_m: Vector, side: Side) -> str:
    x, y, z = at_m
    return _numbers((x, y, -z if side is Side.LEFT else z))


def _numbers(values: Vector) -> str:
    return " ".join(repr(float(value)) for value in values)
