"""Where the hanging thigh lies, in a word: it hovers, is level, hangs below the edge, or rests."""

import math
from dataclasses import replace

from ilio.core import Z90, Measured
from ilio.knowledge import word
from ilio.observations import AttemptAnswers


def by_contact(answers: AttemptAnswers) -> Measured | None:
    """Thigh drop from the answered contact [deg]; None when it was not asked.

    Half of the variance is taken as shared by repeats: the same eye looks at the same table.

    Examples
    --------
    >>> print(by_contact(AttemptAnswers(thigh_contact="hovers")))
    -8.0 deg (-15.0 to -1.0)
    >>> print(by_contact(AttemptAnswers(thigh_contact="below")))
    6.0 deg (1.0 or more)
    """
    if answers.thigh_contact is None:
        return None
    entry = word("thigh_contact", answers.thigh_contact)
    sd = entry.half_width / Z90 / math.sqrt(2)
    drop = Measured.from_sd(entry.value, sd, entry.unit, shared_sd=sd)
    return replace(drop, high=math.inf) if entry.at_least else drop
