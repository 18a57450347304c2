"""From one measured attempt to the rows of a study that it gives."""

import math
from collections.abc import Iterator
from dataclasses import replace

from ilio.knowledge import protocol_card
from ilio.observations.study_row import StudyRow
from ilio.protocols.measurement import Measurement
from ilio.records.history import device_of, why_unreadable

OPEN = "an end is open: nobody saw how far it would have gone"


def numbers_of(row: StudyRow, measurement: Measurement) -> Iterator[StudyRow]:
    """One row for each number that is worth following; what has none says why.

    A number with an open end (the table stopped the thigh, the recording ended) is none: how far
    it would have gone nobody saw, and as a value it would make people look more alike than they
    are.

    Parameters
    ----------
    row
        Of the manifest, with its recording.
    measurement
        What was measured of that recording.

    Examples
    --------
    >>> from ilio.core import Measured, Side
    >>> from ilio.observations import Source
    >>> m = Measurement("thomas", Side.LEFT, Source("phone", "a.csv", "phone"),
    ...                 {"thigh_drop": Measured.from_sd(9, 3, "deg")})
    >>> row = StudyRow(person="P01", side=Side.LEFT, protocol="thomas", path="a.csv")
    >>> [(one.quantity, one.value, one.why_not) for one in numbers_of(row, m)][:2]
    [('hip_extension', None, 'it was not measured'), ('thigh_drop', 9, '')]
    """
    why = why_unreadable(measurement)
    for quantity in protocol_card(measurement.protocol).followed:
        device = device_of(measurement, quantity)
        named = f"{row.device}: {device}" if row.device not in ("", device) else device
        one = replace(row, quantity=quantity, device=named)
        found = measurement.get(quantity)
        if why or found is None:
            missing = measurement.unmeasured.get(quantity, "it was not measured")
            yield replace(one, why_not=why or missing)
        elif math.isinf(found.low) or math.isinf(found.high):
            yield replace(one, unit=found.unit, why_not=OPEN)
        else:
            yield replace(one, unit=found.unit, value=found.value)
