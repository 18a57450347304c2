"""In: the TOML files of this room. Out: typed entries, each with source and grade. Never: logic, rules applied, clocks."""

from ilio.knowledge.error_budgets import Budget, budget, budgets
from ilio.knowledge.literature import Reference, reference, references
from ilio.knowledge.limits import Threshold, threshold, thresholds
from ilio.knowledge.word_values import Word, word, words

__all__ = [
    "Budget",
    "Reference",
    "Threshold",
    "Word",
    "budget",
    "budgets",
    "reference",
    "references",
    "threshold",
    "thresholds",
    "word",
    "words",
]
