"""Markers of a file by the place on the body that they stand for, as far as they were seen."""

from collections.abc import Iterable, Mapping

import numpy as np

from ilio.core import ReadError
from ilio.observations import FloatArray
from ilio.sources.marker_names import MarkerMap
from ilio.sources.markers import Markers
from ilio.sources.repeated import refuse_repeated


def by_role(markers: Markers, mapping: MarkerMap) -> dict[str, FloatArray]:
    """Positions by role, ``(n, 3)`` each [m]; roles for which no marker was ever seen are left out.

    Of several names of a role the marker that was seen most stands for it. A subject's prefix
    (``Anna:LASI``) is ignored; capital and small letters are one.

    Raises
    ------
    ReadError
        If a name that is needed stands for two markers: of two subjects, or of one and a ghost.

    Examples
    --------
    >>> import numpy as np
    >>> m = Markers(np.arange(2.0), {"Anna:LASI": np.ones((2, 3))}, "m", "a.trc", 1.0)
    >>> list(by_role(m, MarkerMap.plug_in_gait()))
    ['asis_left']
    """
    seen = {full: _times_seen(xyz) for full, xyz in markers.positions_m.items()}
    held = _by_spelling(full for full, count in seen.items() if count)
    wanted = {name.lower() for names in mapping.names.values() for name in names}
    refuse_repeated((full for full in markers.repeated if _spelled(full) & wanted), markers.name)
    found: dict[str, FloatArray] = {}
    for role, names in mapping.names.items():
        keys = (key for name in names for key in (name.lower(), name.split(":")[-1].lower()))
        there = [held[key] for key in keys if key in held]
        if not there:
            continue
        most = max(there, key=lambda fulls: max(seen[full] for full in fulls))
        if len(most) > 1:
            got = " and ".join(f"'{full}'" for full in most)
            raise ReadError(
                markers.name, "one person in the marker file", got, "Export one subject."
            )
        found[role] = markers.positions_m[most[0]]
    return found


def _times_seen(xyz: FloatArray) -> int:
    return int(np.isfinite(xyz[:, 0]).sum())


def _spelled(full: str) -> set[str]:
    """A marker's name as a whole and without its subject, in small letters."""
    return {full.strip().lower(), full.split(":")[-1].strip().lower()}


def _by_spelling(names: Iterable[str]) -> dict[str, list[str]]:
    held: dict[str, list[str]] = {}
    for full in names:
        for spelled in _spelled(full):
            held.setdefault(spelled, []).append(full)
    return held


def need_hips_and_a_knee(
    points: Mapping[str, FloatArray], markers: Markers, mapping: MarkerMap
) -> None:
    """Stop where no thigh can be told on either side.

    Raises
    ------
    ReadError
        With the roles that are missing, their expected names, and the names that the file holds.

    Examples
    --------
    >>> import numpy as np
    >>> m = Markers(np.arange(2.0), {"X1": np.ones((2, 3))}, "m", "a.trc", 1.0)
    >>> try:
    ...     need_hips_and_a_knee({}, m, MarkerMap.plug_in_gait())
    ... except ReadError as problem:
    ...     print(str(problem)[:44])
    a.trc: expected markers for asis_left (LASI)
    """
    pelvis = ["asis_left", "asis_right"]
    back = ["psis_left", "psis_right"] if "sacrum" not in points else []
    centres = ["hip_centre_left", "hip_centre_right"]
    missing = (
        []
        if all(c in points for c in centres)
        else [role for role in pelvis + back if role not in points]
    )
    if "knee_left" not in points and "knee_right" not in points:
        missing += ["knee_left", "knee_right"]
    if missing:
        wanted = ", ".join(f"{role} ({' or '.join(mapping.names[role])})" for role in missing)
        seen = {n: bool(_times_seen(xyz)) for n, xyz in list(markers.positions_m.items())[:60]}
        held = ", ".join(name if was else f"{name} (never seen)" for name, was in seen.items())
        raise ReadError(
            markers.name,
            f"markers for {wanted}",
            f"a file that holds only: {held}",
            'If they have other names, write them in a mapping file: [markers] asis_left = "NAME".',
        )
