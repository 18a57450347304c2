"""Which marker of a file stands for which place on the body."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ilio.core import ReadError, UnknownNameError
from ilio.knowledge.marker_book import marker_roles, marker_sets
from ilio.sources.opening import read_text

UPS = ("x", "y", "z", "-x", "-y", "-z")


@dataclass(frozen=True)
class MarkerMap:
    """Names of the markers by role.

    Parameters
    ----------
    names
        Role to the names that may stand for it, first found first used.
    up
        Axis that points up in the file, None to find it.
    given
        Roles whose names come from a mapping file.
    label
        Of the set, for people.
    markerless
        Whether a pose model placed the points.

    Examples
    --------
    >>> MarkerMap.plug_in_gait().names["knee_left"]
    ('LKNE',)
    """

    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    up: str | None = None
    given: frozenset[str] = frozenset()
    label: str = "Plug-in Gait"
    markerless: bool = False

    @classmethod
    def plug_in_gait(cls) -> "MarkerMap":
        """The names that need no mapping file.

        Examples
        --------
        >>> MarkerMap.plug_in_gait().up is None
        True
        """
        return cls({role: entry.names for role, entry in marker_roles().items()})

    def of_every_set(self) -> list["MarkerMap"]:
        """These names, and those of every other set that is known, less what a mapping file says.

        Examples
        --------
        >>> [m.label for m in MarkerMap.plug_in_gait().of_every_set()][:2]
        ['Plug-in Gait', 'Helen Hayes (Cortex), also of the running data of Fukuchi et al. 2017']
        """
        others = [
            replace(
                self,
                names={
                    **self.names,
                    **{role: n for role, n in known.names().items() if role not in self.given},
                },
                label=known.label,
                markerless=known.markerless,
            )
            for known in marker_sets().values()
        ]
        return [self, *others]


def read_mapping(path: str | Path) -> MarkerMap:
    r"""Read a mapping file: ``[markers]`` with ``role = "NAME"``, and if wanted ``up = "z"``.

    Roles that it does not name keep the names of the set that the file follows.

    Raises
    ------
    ReadError
        If it is not TOML, or holds anything but text.
    UnknownNameError
        If a role, a key or the axis is misspelt; the nearest is offered.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "lab.toml"
    ...     _ = file.write_text('up = "y"\n[markers]\nasis_left = "L.ASIS"\n')
    ...     mapping = read_mapping(file)
    >>> mapping.up, mapping.names["asis_left"]
    ('y', ('L.ASIS',))
    """
    try:
        table = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as problem:
        todo = 'Write for example: [markers] and below it asis_left = "L.ASIS".'
        raise ReadError(path, "a TOML mapping file", f"'{problem}'", todo) from None
    for key in table:
        if key not in ("markers", "up"):
            raise UnknownNameError("key", key, ["markers", "up"], where=str(path))
    up = table.get("up")
    if up is not None and str(up).lower() not in UPS:
        raise UnknownNameError("axis", str(up), UPS, where=f"{path}, up")
    given = _given(table.get("markers", {}), path)
    return MarkerMap(
        {**MarkerMap.plug_in_gait().names, **given},
        None if up is None else str(up).lower(),
        frozenset(given),
    )


def _given(markers: object, path: str | Path) -> dict[str, tuple[str, ...]]:
    if not isinstance(markers, dict):
        raise ReadError(path, "a table [markers]", "something else", "Write [markers] on its line.")
    found: dict[str, tuple[str, ...]] = {}
    for role, name in markers.items():
        if role not in marker_roles():
            raise UnknownNameError("marker role", role, marker_roles(), where=str(path))
        if not isinstance(name, str):
            raise ReadError(path, f"a marker name for {role}", f"{name!r}", "Put it in quotes.")
        found[role] = (name,)
    return found
