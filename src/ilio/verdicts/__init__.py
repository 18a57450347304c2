"""In: Measurements, Answers. Out: Judgement with reasons. Never: files, clocks, own numbers."""

from ilio.verdicts.judging import judge, secured
from ilio.verdicts.verdict import Axis, Judgement, Reason, TightnessAxis, Verdict, axes_of

__all__ = [
    "Axis",
    "Judgement",
    "Reason",
    "TightnessAxis",
    "Verdict",
    "axes_of",
    "judge",
    "secured",
]
