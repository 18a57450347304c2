"""What each marker stands for and by which names it is known."""

from functools import cache

from pydantic import BaseModel, ConfigDict

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


@cache
def marker_roles() -> dict[str, MarkerRole]:
    """All roles by name; sided roles end in ``_left`` or ``_right``.

    Examples
    --------
    >>> marker_roles()["c7"].meaning
    'Lowest neck bone'
    """
    return {key: MarkerRole.model_validate(t) for key, t in read_toml("markers.toml").items()}
