"""Where the hip joint is, next to where the pose models put the hip."""

import numpy as np

from ilio.core.signs import PERCENT
from ilio.knowledge import threshold
from ilio.observations import FloatArray
from ilio.sources.video.networks import Size
from ilio.sources.video.skeleton import HIPS, LEG, SHOULDERS, middle


def with_hips_set_right(xy: FloatArray, facing: int, network: Size = "heavy") -> FloatArray:
    """The joints with both hips moved to where the joint is; the networks put them elsewhere.

    They put it before the joint, and the further up the more the thigh is bent (a bent hip hides
    the joint behind the crease of the groin); the hip of the leg that is bent more lies further
    before that of the other, and a hip on the far side, which nobody sees, further still. All in
    shares of the thigh's median length, along and across the trunk: ``camera.hip_up`` and so on
    for the strong network, with ``_full`` for the fast one.

    Parameters
    ----------
    xy
        ``(n, 33, 2)`` joints [px].
    facing
        1 image right, -1 image left.
    network
        Whose joints they are.

    References
    ----------
    Least squares on the hips of ``ilio_clips2026``, every film and pose of equal weight.

    Examples
    --------
    >>> xy = np.zeros((1, 33, 2)); xy[:, SHOULDERS] = [0, -100]; xy[:, LEG[1]] = [0, 100]
    >>> bool((with_hips_set_right(xy, 1)[0, LEG[0], 0] < 0).all())  # further back
    True
    """
    above, before, bent, split, far = (
        threshold(f"camera.hip_{name}{'_full' * (network == 'full')}").value / PERCENT
        for name in ("up", "front", "bent", "split", "far")
    )
    up = _unit(middle(xy, SHOULDERS) - middle(xy, HIPS))
    front = facing * np.stack([-up[:, 1], up[:, 0]], axis=1)
    bones = xy[:, LEG[1]] - xy[:, LEG[0]]
    thighs = _unit(bones)
    lengths = np.nanmedian(np.linalg.norm(bones, axis=-1), axis=0)
    folded = 1 + (thighs * up[:, None]).sum(axis=-1)
    forward = (thighs * front[:, None]).sum(axis=-1)
    on_far_side = np.array([facing > 0, facing < 0])  # whoever faces image right shows the right
    along = above + bent * folded
    across = before + split * (forward - forward[:, ::-1]) + far * forward * on_far_side
    out = xy.copy()
    out[:, LEG[0]] -= lengths[:, None] * (
        along[..., None] * up[:, None] + across[..., None] * front[:, None]
    )
    return out


def _unit(vector: FloatArray) -> FloatArray:
    length = np.linalg.norm(vector, axis=-1, keepdims=True)
    return np.asarray(vector / np.maximum(length, 1e-9), dtype=np.float64)
