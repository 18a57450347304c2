"""In: the TOML files of this room. Out: typed entries with source and grade. Never: logic, clocks."""

from ilio.knowledge.anatomy import Muscle, muscle, muscles
from ilio.knowledge.claim_ledger import Claim, claim, claims
from ilio.knowledge.error_budgets import Budget, budget, budgets
from ilio.knowledge.exercise_book import Exercise, exercise, exercises
from ilio.knowledge.limits import Threshold, threshold, thresholds
from ilio.knowledge.literature import Reference, reference, references
from ilio.knowledge.questions import (
    Block,
    Condition,
    Ending,
    Question,
    question_blocks,
    question_words,
)
from ilio.knowledge.ranges import Range, bounds, ranges
from ilio.knowledge.word_values import Word, word, words

__all__ = [
    "Block",
    "Budget",
    "Claim",
    "Condition",
    "Ending",
    "Exercise",
    "Muscle",
    "Question",
    "Range",
    "Reference",
    "Threshold",
    "Word",
    "bounds",
    "budget",
    "budgets",
    "claim",
    "claims",
    "exercise",
    "exercises",
    "muscle",
    "muscles",
    "question_blocks",
    "question_words",
    "ranges",
    "reference",
    "references",
    "threshold",
    "thresholds",
    "word",
    "words",
]
