"""In: angles of a leg, tables of the knowledge room. Out: what its muscles can do there.

Never: a claim about a person's activation, a diagnosis, a number without its spread.
"""

from ilio.body.grid import limits_deg, tendons
from ilio.body.load import Person, drop_after_tilt, leg_moments_nm
from ilio.body.muscle import isometric_force
from ilio.body.passive import passive_moments
from ilio.body.share import Shares, share
from ilio.body.telling import tell_raise, tell_thomas

__all__ = [
    "Person",
    "Shares",
    "drop_after_tilt",
    "isometric_force",
    "leg_moments_nm",
    "limits_deg",
    "passive_moments",
    "share",
    "tell_raise",
    "tell_thomas",
    "tendons",
]
