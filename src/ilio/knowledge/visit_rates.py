"""How simulated visits ended, as shipped; `make visits-table` makes the file anew."""

from functools import cache

from pydantic import BaseModel, ConfigDict

from ilio.knowledge.entry import Entry, read_toml


class VisitRate(BaseModel):
    """How many simulated visits ended how, with one device at one true E.

    Parameters
    ----------
    thigh, pelvis
        How each was known.
    extension_deg
        True corrected hip extension E [deg].
    tight, not_tight, cannot_tell
        Counts.

    Examples
    --------
    >>> rate = VisitRate(thigh="phone", pelvis="hand check", extension_deg=15,
    ...                  tight=0, not_tight=9, cannot_tell=1)
    >>> rate.share("not_tight")
    0.9
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    thigh: str
    pelvis: str
    extension_deg: int
    tight: int
    not_tight: int
    cannot_tell: int

    def share(self, outcome: str) -> float:
        """Share of one outcome [0 to 1].

        Parameters
        ----------
        outcome
            ``"tight"``, ``"not_tight"`` or ``"cannot_tell"``.

        Examples
        --------
        >>> rate = VisitRate(thigh="eye", pelvis="hand check", extension_deg=0,
        ...                  tight=1, not_tight=1, cannot_tell=2)
        >>> rate.share("cannot_tell")
        0.5
        """
        total = self.tight + self.not_tight + self.cannot_tell
        return float(getattr(self, outcome)) / total


class VisitRates(Entry):
    """The whole table.

    Parameters
    ----------
    visits
        Simulated visits a row.
    seed
        Of the random numbers.
    unit
        Of the counts.
    meaning
        One sentence.
    row
        The rows.

    Examples
    --------
    >>> visit_rates().visits
    1000
    """

    visits: int
    seed: int
    unit: str
    meaning: str
    row: tuple[VisitRate, ...]


@cache
def visit_rates() -> VisitRates:
    """The shipped table.

    Examples
    --------
    >>> {"phone", "video"} <= {rate.thigh for rate in visit_rates().row}
    True
    """
    return VisitRates.model_validate(read_toml("simulated_visits.toml"))
