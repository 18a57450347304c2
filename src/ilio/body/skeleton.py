"""Tendon lengths and moment arms of the whole body model, computed by MuJoCo."""

from typing import Any

import numpy as np

from ilio.body.angles import ANGLES, Posture
from ilio.body.bones import joint_splines
from ilio.body.mjcf import Brim, mjcf
from ilio.core import MissingExtraError, Side
from ilio.knowledge import JointAxis, body_joint, body_joints, body_muscles
from ilio.observations import FloatArray


class Skeleton:
    """The compiled model.

    Parameters
    ----------
    brim
        Path of iliopsoas at the pelvic brim; see `ilio.body.mjcf.mjcf`.

    Raises
    ------
    MissingExtraError
        If MuJoCo is not installed.

    Examples
    --------
    >>> length_m, arm_m = Skeleton().tendons(Posture())
    >>> psoas = list(body_muscles()).index("psoas")
    >>> round(1000 * float(arm_m[psoas, 0]), 1)
    24.1
    """

    def __init__(self, brim: Brim = "via") -> None:
        try:
            import mujoco
        except ImportError:
            purpose = "compute the muscles' paths anew (the shipped grid does without)"
            raise MissingExtraError("mujoco", purpose) from None
        self._mujoco: Any = mujoco
        self._model: Any = mujoco.MjModel.from_xml_string(mjcf(brim))
        self._data: Any = mujoco.MjData(self._model)

    def tendons(self, posture: Posture, side: Side = Side.RIGHT) -> tuple[FloatArray, FloatArray]:
        """Lengths and moment arms of the muscles of one leg.

        Parameters
        ----------
        posture
            The leg's angles.
        side
            Which leg.

        Returns
        -------
        tuple
            Lengths of the muscles with their tendons, shape (29,) [m], and moment arms about the
            four `ANGLES`, shape (29, 4) [m]; an arm is positive where the muscle increases the
            angle.

        Examples
        --------
        >>> [part.shape for part in Skeleton().tendons(Posture(knee=90), Side.LEFT)]
        [(29,), (29, 4)]
        """
        columns, slopes = [], []
        for name in body_joints():
            for number, axis in enumerate(body_joint(name).axes):
                joint = self._model.joint(f"{name}_{side}_{number}")
                value, slope = self._value(name, number, axis, posture)
                self._data.qpos[joint.qposadr[0]] = value
                columns.append(int(joint.dofadr[0]))
                slopes.append(slope)
        self._mujoco.mj_kinematics(self._model, self._data)
        self._mujoco.mj_comPos(self._model, self._data)
        self._mujoco.mj_tendon(self._model, self._data)
        rows = [self._model.tendon(f"{name}_{side}").id for name in body_muscles()]
        jacobian = self._jacobian()[np.ix_(rows, columns)]
        return np.array(self._data.ten_length[rows]), -jacobian @ np.array(slopes)

    def _value(
        self, name: str, number: int, axis: JointAxis, posture: Posture
    ) -> tuple[float, FloatArray]:
        """Position of one joint axis [m or rad] and its change with each of the four angles."""
        slope = np.zeros(len(ANGLES))
        if axis.follows:
            slope[ANGLES.index(axis.follows)] = 1.0
            return float(np.radians(getattr(posture, axis.follows))), slope
        knee = np.radians(posture.knee)
        spline = joint_splines()[name, number]
        slope[ANGLES.index("knee")] = spline(knee, 1)
        return float(spline(knee)), slope

    def _jacobian(self) -> FloatArray:
        """Change of the tendons' lengths with the joints, dense [m or m/rad]."""
        dense = np.zeros((self._model.ntendon, self._model.nv))
        model, data = self._model, self._data
        for row in range(len(dense)):
            start, count = model.ten_J_rowadr[row], model.ten_J_rownnz[row]
            taken = slice(start, start + count)
            dense[row, model.ten_J_colind[taken]] = data.ten_J[taken]
        return dense
