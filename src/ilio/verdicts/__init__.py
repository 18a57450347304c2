"""In: Measurements, Answers. Out: Judgement with reasons. Never: files, clocks, own numbers."""

from ilio.verdicts.judging import judge, secured
from ilio.verdicts.verdict import (
    Finding,
    Judgement,
    Reason,
    TightnessAxis,
    TightnessCall,
    Verdict,
    WeaknessAxis,
    WeaknessCall,
)

__all__ = [
    "Finding",
    "Judgement",
    "Reason",
    "TightnessAxis",
    "TightnessCall",
    "Verdict",
    "WeaknessAxis",
    "WeaknessCall",
    "judge",
    "secured",
]
