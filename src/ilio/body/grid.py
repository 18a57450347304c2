"""Tendon lengths and moment arms, looked up in the grid that ships with Ilio."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache, reduce
from importlib import resources
from typing import get_args

import numpy as np
from numpy.typing import ArrayLike

from ilio.body.angles import ANGLES
from ilio.body.mjcf import Brim
from ilio.core import InputError, UnknownNameError
from ilio.knowledge import body_joints, body_muscles
from ilio.observations import FloatArray

FORMAT = "ilio/body-grid/1"
FILE = "grid-1.npz"
AT_ONCE = 256
"""Postures that are looked up together: few enough for their nodes to stay in the fast memory."""

REACH = 4
"""Nodes on each axis, at most, that a value between them is made from: a cubic through four."""


@dataclass(frozen=True)
class Block:
    """One part of the grid: the muscles that move with the same angles.

    Parameters
    ----------
    axes
        Nodes of each angle [deg], evenly spaced, by the angle's name.
    muscles
        Keys of the muscles.
    values
        Length and then the moment arm about each axis [m], shape (nodes..., muscles, 1 + axes).

    Examples
    --------
    >>> shipped_grid()["knee"].muscles
    ('bfsh', 'vasint', 'vaslat', 'vasmed')
    """

    axes: dict[str, FloatArray]
    muscles: tuple[str, ...]
    values: FloatArray

    def at(self, angles_deg: dict[str, FloatArray]) -> FloatArray:
        """Lengths and moment arms at angles inside the nodes.

        Parameters
        ----------
        angles_deg
            Arrays of one shape (n,) by the angle's name [deg].

        Returns
        -------
        FloatArray
            Shape (n, muscles, 1 + axes) [m].

        Examples
        --------
        >>> shipped_grid()["knee"].at({"knee": np.array([12.0])}).shape
        (1, 4, 2)
        """
        rows = len(next(iter(angles_deg.values())))
        values: np.ndarray = self.values
        places: list[tuple[np.ndarray, FloatArray]] = []
        for name, nodes in self.axes.items():
            angle = angles_deg[name]
            held = np.unique(angle)
            same = np.flatnonzero(nodes == held[0]) if len(held) == 1 else held[:0].astype(int)
            if len(same):  # a plane of the grid, mostly the one without adduction and rotation
                values = np.take(values, same[0], axis=len(places))
            else:
                places.append(_weights(nodes, angle))
        if not places:
            return np.broadcast_to(values, (rows, *values.shape))
        sizes, ends = values.shape[: len(places)], values.shape[len(places) :]
        flat = np.ascontiguousarray(values).reshape(int(np.prod(sizes)), -1)
        found = np.empty((rows, flat.shape[1]))
        for start in range(0, rows, AT_ONCE):
            part = slice(start, start + AT_ONCE)
            node, weight = _corners([(f[part], w[part]) for f, w in places], sizes)
            found[part] = np.matmul(weight[:, None, :], flat[node])[:, 0]
        return found.reshape(rows, *ends)


def _corners(
    places: list[tuple[np.ndarray, FloatArray]], sizes: tuple[int, ...]
) -> tuple[np.ndarray, FloatArray]:
    """Number of every node that a value is made from, all axes in one, and its weight."""
    rows = len(places[0][0])
    node, weight = np.zeros((rows, 1), int), np.ones((rows, 1))
    for (first, own), size in zip(places, sizes, strict=True):
        along = (first[:, None] + np.arange(own.shape[1]))[:, None, :]
        node = (node[:, :, None] * size + along).reshape(rows, -1)
        weight = (weight[:, :, None] * own[:, None, :]).reshape(rows, -1)
    return node, weight


def _weights(nodes: FloatArray, angle_deg: FloatArray) -> tuple[np.ndarray, FloatArray]:
    """First of the nodes used, and the weight of each (Lagrange)."""
    reach = min(REACH, len(nodes))
    position = (angle_deg - nodes[0]) / (nodes[1] - nodes[0])
    first = np.clip(np.floor(position).astype(int) - 1, 0, len(nodes) - reach)
    t = (position - first)[:, None]
    others = [[j for j in range(reach) if j != i] for i in range(reach)]
    weights = [
        reduce(np.multiply, [(t - j) / (i - j) for j in rest]) for i, rest in enumerate(others)
    ]
    return first, np.concatenate(weights, axis=1)


def digest() -> str:
    """Fingerprint of the tables that the grid was computed from.

    Examples
    --------
    >>> len(digest())
    64
    """
    path = {"points", "wraps", "brim_point"}
    tables = [
        {key: row.model_dump(include=path) for key, row in body_muscles().items()},
        {key: row.model_dump(exclude={"checked"}) for key, row in body_joints().items()},
    ]
    return hashlib.sha256(json.dumps(tables).encode()).hexdigest()


@cache
def shipped_grid() -> dict[str, Block]:
    """The blocks of the shipped grid by name.

    Raises
    ------
    InputError
        If the grid does not belong to the tables of this version.

    Examples
    --------
    >>> list(shipped_grid())
    ['hip', 'brim', 'both', 'fine', 'knee']
    """
    file = resources.files("ilio.body").joinpath(FILE)
    with file.open("rb") as stream, np.load(stream) as data:
        if (str(data["format"]), str(data["tables"])) != (FORMAT, digest()):
            todo = "Make it anew with: make body-grid"
            raise InputError("a grid of this version's muscle table", "another one", todo)
        names = [key.split(".")[0] for key in data.files if key.endswith(".values")]
        return {
            name: Block(
                {a: data[f"{name}.{a}"] for a in ANGLES if f"{name}.{a}" in data.files},
                tuple(str(key) for key in data[f"{name}.muscles"]),
                data[f"{name}.values"].astype(float),
            )
            for name in names
        }


def tendons(
    flexion: ArrayLike,
    knee: ArrayLike = 0.0,
    *,
    adduction: ArrayLike = 0.0,
    rotation: ArrayLike = 0.0,
    brim: Brim = "via",
) -> tuple[FloatArray, FloatArray]:
    """Lengths and moment arms of the 29 muscles of a leg.

    Parameters
    ----------
    flexion, knee, adduction, rotation
        Angles of hip and knee [deg], numbers or arrays that fit together; signs as in `ANGLES`.
    brim
        ``via``: psoas and iliacus stay at the pelvic brim. ``obstacle``: they may lift off it.

    Returns
    -------
    tuple
        Lengths, shape (..., 29) [m], and moment arms about the four `ANGLES`, shape (..., 29, 4)
        [m]; an arm is positive where the muscle increases the angle.

    Raises
    ------
    InputError
        If an angle lies outside the grid.
    UnknownNameError
        If `brim` is neither.

    Examples
    --------
    >>> length_m, arm_m = tendons(flexion=[0, 90], knee=90)
    >>> length_m.shape, arm_m.shape
    ((2, 29), (2, 29, 4))
    """
    if brim not in get_args(Brim):
        raise UnknownNameError("brim", str(brim), get_args(Brim))
    given = np.broadcast_arrays(flexion, adduction, rotation, knee)
    shape = given[0].shape
    angles = {
        name: np.asarray(angle, float).reshape(-1)
        for name, angle in zip(ANGLES, given, strict=True)
    }
    _check(angles)
    keys = list(body_muscles())
    rows = len(angles["flexion"])
    length_m, arm_m = np.zeros((rows, len(keys))), np.zeros((rows, len(keys), len(ANGLES)))
    for name, block in shipped_grid().items():
        if name == "brim" and brim == "via":
            continue
        found = block.at(angles)
        columns = [keys.index(key) for key in block.muscles]
        length_m[:, columns] = found[..., 0]
        for number, angle in enumerate(block.axes, 1):
            arm_m[:, columns, ANGLES.index(angle)] = found[..., number]
    return length_m.reshape(*shape, len(keys)), arm_m.reshape(*shape, len(keys), len(ANGLES))


def limits_deg() -> dict[str, tuple[float, float]]:
    """Between which angles the grid knows the muscles [deg].

    Examples
    --------
    >>> limits_deg()["flexion"]
    (-40.0, 120.0)
    """
    axes = shipped_grid()["both"].axes
    return {name: (float(nodes[0]), float(nodes[-1])) for name, nodes in axes.items()}


def _check(angles_deg: dict[str, FloatArray]) -> None:
    words = {name: f"hip {name}" for name in ANGLES} | {"knee": "knee flexion"}
    for name, (low, high) in limits_deg().items():
        outside = ~((angles_deg[name] >= low) & (angles_deg[name] <= high))
        if outside.any():
            raise InputError(
                f"{words[name]} from {low:g} to {high:g} deg",
                f"{angles_deg[name][outside][0]:g}",
                "The model knows no muscle beyond that; check sign and unit of the angle.",
            )
