"""In: arrays and typed words. Out: traces, Landmarks, Recording, answers, runs, muscle lines.

Never: files, clocks, verdicts.
"""

from ilio.observations.added_answers import with_worries
from ilio.observations.answers import (
    Answers,
    AttemptAnswers,
    Clearance,
    dated,
    on_day,
    through,
    weeks_later,
)
from ilio.observations.body_story import (
    AttemptStory,
    LegPicture,
    MuscleLine,
    MuscleStory,
    Spread,
    Statement,
)
from ilio.observations.gate import Gate
from ilio.observations.landmarks import JOINT_NAMES, STICKERS, TABLE, Landmarks
from ilio.observations.recording import Recording, Source
from ilio.observations.safety import PAINFUL, TESTS, Safety, movements_of, safety_of
from ilio.observations.trace import AngleTrace, FloatArray
from ilio.observations.visit_input import AttemptInput, VisitInput

__all__ = [
    "JOINT_NAMES",
    "PAINFUL",
    "STICKERS",
    "TABLE",
    "TESTS",
    "AngleTrace",
    "Answers",
    "AttemptAnswers",
    "AttemptInput",
    "AttemptStory",
    "Clearance",
    "FloatArray",
    "Gate",
    "Landmarks",
    "LegPicture",
    "MuscleLine",
    "MuscleStory",
    "Recording",
    "Safety",
    "Source",
    "Spread",
    "Statement",
    "VisitInput",
    "dated",
    "movements_of",
    "on_day",
    "safety_of",
    "through",
    "weeks_later",
    "with_worries",
]
