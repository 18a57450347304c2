"""In: nothing. Out: the words everyone shares (Side, Measured, errors, signs).

Never: files, clocks, rules.

Degrees and seconds at every boundary. The sign conventions stand once, in `ilio.core.signs`.
"""

from ilio.core.errors import (
    IlioError,
    InputError,
    MissingExtraError,
    OutputError,
    ReadError,
    UnknownNameError,
)
from ilio.core.measured import Z90, Measured
from ilio.core.side import Side

__all__ = [
    "Z90",
    "IlioError",
    "InputError",
    "Measured",
    "MissingExtraError",
    "OutputError",
    "ReadError",
    "Side",
    "UnknownNameError",
]
