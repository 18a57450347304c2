"""In: arrays and typed words. Out: AngleTrace, Recording, answers, runs; pure signal functions.

Never: files, clocks, verdicts.
"""

from ilio.observations.answers import Answers, AttemptAnswers
from ilio.observations.gate import Gate
from ilio.observations.recording import Recording, Source
from ilio.observations.trace import AngleTrace, FloatArray
from ilio.observations.visit_input import AttemptInput, VisitInput

__all__ = [
    "AngleTrace",
    "Answers",
    "AttemptAnswers",
    "AttemptInput",
    "FloatArray",
    "Gate",
    "Recording",
    "Source",
    "VisitInput",
]
