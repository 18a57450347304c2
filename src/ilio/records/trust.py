"""How far a verdict by this device can be trusted, from the shipped table of simulated visits."""

from collections.abc import Sequence

from ilio.knowledge.visit_rates import VisitRate, visit_rates
from ilio.protocols.measurement import Measurement
from ilio.records.wording import chance_text, degrees

DEVICES = {
    "phone": "a phone on the thigh",
    "video": "a video",
    "inclinometer": "an inclinometer",
    "goniometer": "a goniometer",
    "eye": "the eye alone",
}
PELVIS = {"hand check": "the hand check", "tape": "tape on the waistband"}


def trust_sentence(measurements: Sequence[Measurement]) -> str | None:
    """How often simulated visits with the same device ended definite and right.

    Parameters
    ----------
    measurements
        Of one visit; the first table test that the table knows counts.

    Returns
    -------
    str or None
        None when the table knows no such device.

    Examples
    --------
    >>> trust_sentence([]) is None
    True
    """
    for m in measurements:
        rows = [
            rate
            for rate in visit_rates().row
            if (rate.thigh, rate.pelvis) == (m.source.device, m.pelvis_from)
        ]
        if rows:
            device, pelvis = DEVICES[rows[0].thigh], PELVIS[rows[0].pelvis]
            told = "; ".join(_ending(rate) for rate in rows if rate.extension_deg % 10 == 0)
            return (
                f"How far to trust the table test with {device} and {pelvis}: "
                f"{visit_rates().visits} simulated visits at each true E gave a definite and true "
                f"answer about tight this often. {told}."
            )
    return None


def _ending(rate: VisitRate) -> str:
    """Tight is right under 0, not tight over it; at 0 either would be a guess."""
    where = degrees(rate.extension_deg)
    if rate.extension_deg == 0:
        return f"{where}: left open in {chance_text(rate.share('cannot_tell'))}"
    return f"{where}: {chance_text(rate.share('tight' if rate.extension_deg < 0 else 'not_tight'))}"
