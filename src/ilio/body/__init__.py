"""In: angles of a leg, tables of the knowledge room. Out: what its muscles can do there.

Never: a claim about a person's activation, a diagnosis, a number without its spread.
"""

from ilio.body.grid import limits_deg, tendons
from ilio.body.hold import Hold, hold_of
from ilio.body.load import Person, drop_after_tilt, leg_moments_nm
from ilio.body.muscle import isometric_force
from ilio.body.passive import passive_moments
from ilio.body.picture import picture_of
from ilio.body.share import Shares, share
from ilio.body.telling_picture import tell_picture
from ilio.body.tells import tell_attempt
from ilio.body.thomas_ensemble import thomas_spread
from ilio.body.tissue import Tissue

__all__ = [
    "Hold",
    "Person",
    "Shares",
    "Tissue",
    "drop_after_tilt",
    "hold_of",
    "isometric_force",
    "leg_moments_nm",
    "limits_deg",
    "passive_moments",
    "picture_of",
    "share",
    "tell_attempt",
    "tell_picture",
    "tendons",
    "thomas_spread",
]
