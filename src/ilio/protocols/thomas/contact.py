"""The article's literal reading: the thigh rests on the table, or hovers."""

import math

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
    """
    if answers.thigh_contact is None:
        return None
    entry = word("thigh_contact", answers.thigh_contact)
    sd = entry.half_width / Z90 / math.sqrt(2)
    return Measured.from_sd(entry.value, sd, entry.unit, shared_sd=sd)
