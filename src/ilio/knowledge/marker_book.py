"""What each marker stands for and by which names it is known, in Plug-in Gait and other sets."""

from functools import cache

from pydantic import BaseModel, ConfigDict

from ilio.core import Side
from ilio.knowledge.entry import read_toml


class MarkerRole(BaseModel):
    """One place on the body that a marker can stand for.

    Parameters
    ----------
    names
        Marker names that are known without a mapping file.
    meaning
        Where it sits, in a few words.

    Examples
    --------
    >>> marker_roles()["asis_left"].names
    ('LASI',)
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    names: tuple[str, ...]
    meaning: str


class MarkerSet(BaseModel):
    """The names of one laboratory, program or maker.

    Parameters
    ----------
    label
        For people.
    markers
        Role to names, sided roles without their side; ``{L}`` and the like stand for the side.
    markerless
        Whether a pose model placed them, and no hand.

    Examples
    --------
    >>> marker_sets()["isb"].names()["knee_left"]
    ('LFLE', 'L_FLE')
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: str
    markers: dict[str, tuple[str, ...]]
    markerless: bool = False

    def names(self) -> dict[str, tuple[str, ...]]:
        """Role to names, with their sides.

        Examples
        --------
        >>> marker_sets()["theia"].names()["hip_centre_right"]
        ('r_thigh_4X4',)
        """
        found: dict[str, tuple[str, ...]] = {}
        for role, names in self.markers.items():
            if role in marker_roles():
                found[role] = names
                continue
            for side in Side:
                word = str(side)
                said = {"L": word[0].upper(), "l": word[0], "Left": word.title(), "left": word}
                found[f"{role}_{word}"] = tuple(name.format(**said) for name in names)
        return found


@cache
def marker_roles() -> dict[str, MarkerRole]:
    """All roles by name; sided roles end in ``_left`` or ``_right``.

    Examples
    --------
    >>> marker_roles()["c7"].meaning
    'Lowest neck bone'
    """
    return {key: MarkerRole.model_validate(t) for key, t in read_toml("markers.toml").items()}


@cache
def marker_sets() -> dict[str, MarkerSet]:
    """All sets beside Plug-in Gait, by key.

    Examples
    --------
    >>> "opencap" in marker_sets()
    True
    """
    return {key: MarkerSet.model_validate(t) for key, t in read_toml("marker_sets.toml").items()}
