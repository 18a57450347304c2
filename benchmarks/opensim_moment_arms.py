"""Moment arms of hip flexion: how many postures a second, and how equal, against OpenSim.

Needs the `opensim` package (4.6), which Ilio itself does not, in a virtual environment beside Ilio:

    pip install opensim==4.6 numpy scipy pydantic
    PYTHONPATH=src python benchmarks/opensim_moment_arms.py

The model is written for OpenSim from Ilio's own tables (`knowledge/body/`): the same points,
cylinders and joints, but paths, wrapping and moment arms by OpenSim's code. Both compute the arms
of all 29 muscles of one leg at the same random postures: about hip flexion while hip and knee bend,
about all three axes of the hip while it also turns. They take turns within one run, one thread
each, in processor time, so that the ratio holds on a busy machine. OpenSim is timed in
its quicker way: no assembling of constraints, and the kneecap is set by hand.
Budgets: at least 100 times as many postures a second; 0.2 mm for the five hip flexors and 1.5 mm
for all, at the postures of the shipped table (no adduction, no rotation).
"""

import math
import statistics
from time import process_time

import numpy as np

from ilio.body import tendons
from ilio.body.bones import joint_splines
from ilio.knowledge import BodyJoint, body_joints, body_muscles

TURNS, POSTURES, OURS_AT_ONCE = 5, 40, 20_000
MM = 1000.0
FLEXORS = ("psoas", "iliacus", "recfem", "sart", "tfl")
KNOT_RAD = 0.02
"""Step of the splines of the knee as OpenSim gets them."""

HIP = ("flexion", "adduction", "rotation")

OWN = {"hip": "", "patellofemoral": "kneecap_", "knee": ""}
"""Before the name of a joint's angle: a coordinate belongs to one joint alone."""


def main() -> None:
    try:
        import opensim
    except ImportError:
        raise SystemExit(
            "This comparison needs the opensim package: pip install opensim==4.6 "
            "(into a virtual environment of its own, beside Ilio)."
        ) from None
    opensim.Logger.setLevelString("Error")
    model, state = built(opensim)
    rng = np.random.default_rng(6)
    flat = np.column_stack([rng.uniform(-30, 120, POSTURES), rng.uniform(0, 120, POSTURES)])
    flat = np.insert(flat, [1, 1], 0.0, axis=1)  # hip, adduction, rotation, knee
    turned = flat.copy()
    turned[:, 1:3] = rng.uniform(-10, 10, (POSTURES, 2))
    ours(flat), theirs(model, state, flat[:2], HIP)  # the first call of each opens its files
    compare("hip and knee bent", flat, model, state, HIP[:1])
    compare("also adducted and turned by up to 10 deg", turned, model, state, HIP)


def compare(what: str, postures: np.ndarray, model, state, about: tuple[str, ...]) -> None:
    """Time both in turns, and hold their numbers against each other."""
    many = np.tile(postures, (OURS_AT_ONCE // POSTURES, 1))
    ratios = []
    for _ in range(TURNS):
        start = process_time()
        quick = ours(many)[:POSTURES, :, : len(about)]
        ours_s = (process_time() - start) / len(many)
        start = process_time()
        slow = theirs(model, state, postures, about)
        theirs_s = (process_time() - start) / len(postures)
        ratios.append(theirs_s / ours_s)
    print(
        f"{what}: {1 / ours_s:,.0f} against {1 / theirs_s:,.0f} postures a CPU second, "
        f"{statistics.median(ratios):,.0f} times as many "
        f"({min(ratios):,.0f} to {max(ratios):,.0f} in {TURNS} turns)"
    )
    told(what, quick, slow)


def told(what: str, quick: np.ndarray, slow: np.ndarray) -> None:
    """Largest differences of one set of postures."""
    off = np.abs(quick - slow) * MM
    keys = list(body_muscles())
    flexors = off[:, [keys.index(key) for key in FLEXORS]].max()
    worst = keys[int(off.max(axis=(0, 2)).argmax())]
    print(
        f"{what}, {len(off)} postures: five hip flexors {flexors:.2f} mm, "
        f"all {off.max():.2f} mm ({worst}), root mean square {math.sqrt((off**2).mean()):.3f} mm"
    )


def ours(postures: np.ndarray) -> np.ndarray:
    """Arms about all four angles, shape (n, 29, 4) [m]."""
    hip, adduction, rotation, knee = postures.T
    return tendons(hip, knee, adduction=adduction, rotation=rotation)[1]


def theirs(model, state, postures: np.ndarray, about: tuple[str, ...]) -> np.ndarray:
    """The same by OpenSim, about some angles: shape (n, 29, angles) [m]."""
    coordinates = {c.getName(): c for c in model.getCoordinateSet()}
    axes = [coordinates[name] for name in about]
    paths = [_path(model.getForceSet().get(key)) for key in body_muscles()]
    found = np.empty((len(postures), len(paths), len(axes)))
    for row, posture in enumerate(postures):
        named = dict(zip((*HIP, "knee"), posture, strict=True))
        named["kneecap_knee"] = named["knee"]
        for name, value in named.items():
            coordinates[name].setValue(state, math.radians(value), False)
        model.realizePosition(state)
        found[row] = [[path.computeMomentArm(state, a) for a in axes] for path in paths]
    return found


def _path(force):
    import opensim

    return opensim.PathActuator.safeDownCast(force).getGeometryPath()


def built(opensim):
    """Ilio's table as a model of OpenSim, and its state."""
    model = opensim.Model()
    bones = {}
    for name in ("pelvis", "femur", "patella", "tibia"):
        bones[name] = opensim.Body(name, 1.0, opensim.Vec3(0), opensim.Inertia(1, 1, 1, 0, 0, 0))
        model.addBody(bones[name])
    model.addJoint(opensim.WeldJoint("ground_pelvis", model.getGround(), bones["pelvis"]))
    for name, joint in body_joints().items():
        model.addJoint(_joint(opensim, name, joint, bones))
    for key, muscle in body_muscles().items():
        _add_muscle(opensim, model, key, muscle, bones)
    model.finalizeConnections()
    state = model.initSystem()
    for coordinate in model.getCoordinateSet():
        coordinate.setClamped(state, False)
    return model, state


def _joint(opensim, name: str, joint: BodyJoint, bones):
    """Translations along the parent's axes, then turns: as both programs have it."""
    transform = opensim.SpatialTransform()
    turns = iter((transform.upd_rotation1(), transform.upd_rotation2(), transform.upd_rotation3()))
    slides = {
        (1.0, 0.0, 0.0): transform.upd_translation1(),
        (0.0, 1.0, 0.0): transform.upd_translation2(),
        (0.0, 0.0, 1.0): transform.upd_translation3(),
    }
    for number, axis in enumerate(joint.axes):
        place = slides[axis.axis] if axis.kind == "slide" else next(turns)
        names = opensim.ArrayStr()
        names.append(OWN[name] + (axis.follows or "knee"))
        place.setCoordinateNames(names)
        place.setAxis(opensim.Vec3(*axis.axis))
        place.set_function(_function(opensim, name, number, axis))
    _complete(opensim, turns, joint)
    at, turned = _inverse(joint.child_at_m, joint.child_turned)
    return opensim.CustomJoint(
        name,
        bones[joint.parent],
        opensim.Vec3(*joint.frame_at_m),
        opensim.Vec3(*_euler(_matrix(joint.frame_turned))),
        bones[joint.child],
        opensim.Vec3(*at),
        opensim.Vec3(*_euler(turned)),
        transform,
    )


def _complete(opensim, turns, joint: BodyJoint) -> None:
    """Axes of the turns that a joint does not have: no two may be parallel."""
    used = [axis.axis for axis in joint.axes if axis.kind == "turn"]
    free = [a for a in ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)) if a not in used]
    for place, axis in zip(turns, free, strict=False):
        place.setAxis(opensim.Vec3(*axis))
        place.set_function(opensim.Constant(0.0))


def _function(opensim, name: str, number: int, axis):
    if axis.follows:
        return opensim.LinearFunction(1.0, 0.0)
    spline = joint_splines()[name, number]
    function = opensim.SimmSpline()
    for angle in np.arange(-0.2, 2.5, KNOT_RAD):
        function.addPoint(float(angle), float(spline(angle)))
    return function


def _add_muscle(opensim, model, key: str, muscle, bones) -> None:
    force = opensim.PathActuator()
    force.setName(key)
    for number, point in enumerate(muscle.points, 1):
        place = opensim.Vec3(*point.at_m)
        force.addNewPathPoint(f"{key}_{number}", bones[point.body], place)
    for number, wrap in enumerate(muscle.wraps):
        cylinder = opensim.WrapCylinder()
        cylinder.setName(f"{key}_wrap_{number}")
        cylinder.set_radius(wrap.radius_m)
        cylinder.set_length(1.0)
        cylinder.set_translation(opensim.Vec3(*wrap.at_m))
        cylinder.set_xyz_body_rotation(opensim.Vec3(*_euler(_matrix(wrap.turned))))
        cylinder.set_quadrant("all" if wrap.side == "any" else wrap.side)
        bones[wrap.body].addWrapObject(cylinder)
        path = opensim.GeometryPath.safeDownCast(force.updPath())
        path.addPathWrap(cylinder)
        ends = path.getWrapSet().get(number).getPropertyByName("range")
        for place, end in enumerate((wrap.after_point, wrap.after_point + 1)):
            opensim.PropertyHelper.setValueInt(end, ends, place)
    model.addForce(force)


def _matrix(quaternion) -> np.ndarray:
    w, x, y, z = quaternion
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    )


def _euler(turned: np.ndarray) -> tuple[float, ...]:
    """Turns about x, then the new y, then the new z [rad]."""
    from scipy.spatial.transform import Rotation

    return tuple(map(float, Rotation.from_matrix(turned).as_euler("XYZ")))


def _inverse(at_m, turned) -> tuple[np.ndarray, np.ndarray]:
    back = _matrix(turned).T
    return -back @ np.array(at_m), back


if __name__ == "__main__":
    main()
