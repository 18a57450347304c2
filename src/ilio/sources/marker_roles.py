"""Markers of a file by the place on the body that they stand for, as far as they were seen."""

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from ilio.core import ReadError
from ilio.observations import FloatArray
from ilio.sources.marker_names import MarkerMap
from ilio.sources.markers import Markers
from ilio.sources.repeated import refuse_repeated


def set_of(markers: Markers, mapping: MarkerMap) -> MarkerMap:
    """The names by which most places are found, of sets by which a thigh is found at all.

    Parameters
    ----------
    markers
        Positions.
    mapping
        What a mapping file says, or the names of Plug-in Gait.

    Examples
    --------
    >>> one = np.ones((2, 3))
    >>> names = ["L_IAS", "R_IAS", "L_IPS", "R_IPS", "L_FLE"]
    >>> m = Markers(np.arange(2.0), dict.fromkeys(names, one), "m", "a.trc", 1.0)
    >>> set_of(m, MarkerMap.plug_in_gait()).label
    'CAST, IOR and Qualisys by the names of the bones (IAS, FLE, FAL)'
    """
    held = _by_spelling([n for n, xyz in markers.positions_m.items() if _times_seen(xyz)])

    def worth(known: MarkerMap) -> tuple[bool, int]:
        roles = {role for role, names in known.names.items() if _held(names, held)}
        return not _missing(roles), len(roles)

    return max(mapping.of_every_set(), key=worth)


def by_role(markers: Markers, mapping: MarkerMap) -> dict[str, FloatArray]:
    """Positions by role, ``(n, 3)`` each [m]; roles for which no marker was ever seen are left out.

    Of several names of a role the marker that was seen most stands for it. A subject's prefix
    (``Anna:LASI``, or one that all names share) is ignored; capital and small letters are one.

    Raises
    ------
    ReadError
        If a name that is needed stands for two markers: of two subjects, or of one and a ghost.

    Examples
    --------
    >>> m = Markers(np.arange(2.0), {"Anna:LASI": np.ones((2, 3))}, "m", "a.trc", 1.0)
    >>> list(by_role(m, MarkerMap.plug_in_gait()))
    ['asis_left']
    """
    seen = {full: _times_seen(xyz) for full, xyz in markers.positions_m.items()}
    held = _by_spelling([full for full, count in seen.items() if count])
    wanted = {name.lower() for names in mapping.names.values() for name in names}
    twice = [n for n in markers.repeated if {n.lower(), _without_subject(n)} & wanted]
    refuse_repeated(twice, markers.name)
    found: dict[str, FloatArray] = {}
    for role, names in mapping.names.items():
        there = _held(names, held)
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


def _without_subject(full: str) -> str:
    return full.split(":")[-1].strip().lower()


def _held(names: Iterable[str], held: Mapping[str, list[str]]) -> list[list[str]]:
    """The markers of a file that go by each of some names, as far as there are any."""
    keys = (key for name in names for key in (name.lower(), _without_subject(name)))
    return [held[key] for key in keys if key in held]


def _by_spelling(names: Sequence[str]) -> dict[str, list[str]]:
    """Markers by name in small letters: whole, without the subject, without what all share."""
    begins = _end_of_prefix(names)
    held: dict[str, list[str]] = {}
    for full in names:
        for spelled in {full.strip().lower(), _without_subject(full), full[begins:].lower()}:
            held.setdefault(spelled, []).append(full)
    return held


def _end_of_prefix(names: Sequence[str]) -> int:
    """Where the part ends, up to a sign between words, that all names share; 0 for none."""
    if len(names) < 2:
        return 0
    first, last = min(names), max(names)
    both = range(min(len(first), len(last)))
    same = next((i for i in both if first[i] != last[i]), 0)
    return max(first.rfind(sign, 0, same) for sign in "_-. :") + 1


def _missing(roles: Collection[str]) -> list[str]:
    """Roles without which no thigh can be told."""
    centres = ["hip_centre_left", "hip_centre_right"]
    pelvis = ["asis_left", "asis_right"]
    back = ["psis_left", "psis_right"] if "sacrum" not in roles else []
    hips = [] if set(centres) <= set(roles) else [r for r in pelvis + back if r not in roles]
    knees = ["knee_left", "knee_right"]
    return hips + (knees if not set(knees) & set(roles) else [])


def need_space(points: Mapping[str, FloatArray], markers: Markers) -> None:
    """Stop where all points lie in one plane: a picture's points tell no left from right.

    Raises
    ------
    ReadError
        If they do.

    Examples
    --------
    >>> m = Markers(np.arange(2.0), {}, "m", "a.trc", 1.0)
    >>> need_space({"knee_left": np.ones((2, 3)), "knee_right": np.zeros((2, 3))}, m)
    """
    every = np.concatenate(list(points.values()))
    if np.any(np.nanmax(every, axis=0) == np.nanmin(every, axis=0)):
        todo = "Give the film, or its points as JSON or netCDF: docs/video.md lists the forms."
        raise ReadError(markers.name, "points in space", "points in one plane", todo)


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
    >>> m = Markers(np.arange(2.0), {"X1": np.ones((2, 3))}, "m", "a.trc", 1.0)
    >>> try:
    ...     need_hips_and_a_knee({}, m, MarkerMap.plug_in_gait())
    ... except ReadError as problem:
    ...     print(str(problem)[:44])
    a.trc: expected markers for asis_left (LASI)
    """
    missing = _missing(points)
    if missing:
        names = mapping.names
        wanted = ", ".join(f"{role} ({' or '.join(names.get(role, ()))})" for role in missing)
        seen = {n: bool(_times_seen(xyz)) for n, xyz in list(markers.positions_m.items())[:60]}
        held = ", ".join(name if was else f"{name} (never seen)" for name, was in seen.items())
        near = f"; nearest to the names of {mapping.label}" if points else ""
        raise ReadError(
            markers.name,
            f"markers for {wanted}",
            f"a file that holds only: {held}{near}",
            'If they have other names, write them in a mapping file: [markers] asis_left = "NAME". '
            "docs/recordings.md has an example and the sets that are known.",
        )
