"""In: Measurement, Verdict. Out: SVG drawings that read in black and white. Never: files."""

from ilio.records.drawing.ending import painful
from ilio.records.drawing.plot import fault_words, main_curve, plot
from ilio.records.drawing.scale import extension_scale

__all__ = [
    "extension_scale",
    "fault_words",
    "main_curve",
    "painful",
    "plot",
]
