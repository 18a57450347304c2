"""In: the TOML files of this room. Out: typed entries with source and grade. Never: logic."""

from ilio.knowledge.anatomy import Muscle, muscle, muscles
from ilio.knowledge.axis_card import CANNOT_TELL, AxisCard, axis_card, axis_cards
from ilio.knowledge.body_book import (
    BodyJoint,
    BodyMuscle,
    JointAxis,
    Wrap,
    body_constants,
    body_joint,
    body_joints,
    body_muscle,
    body_muscles,
)
from ilio.knowledge.claim_ledger import Claim, claim, claims
from ilio.knowledge.dose_book import Dose, Occasion, Role, dose, doses
from ilio.knowledge.error_budgets import Budget, budget, budgets
from ilio.knowledge.exercise_book import Exercise, exercise, exercises
from ilio.knowledge.finder import Found, search
from ilio.knowledge.limits import Threshold, threshold, thresholds
from ilio.knowledge.literature import Reference, reference, references
from ilio.knowledge.movements import Movement, movement, movements
from ilio.knowledge.outlook import Outlook, outlooks
from ilio.knowledge.progression_book import ProgressionRule, progression
from ilio.knowledge.protocol_card import (
    ProtocolCard,
    Quantity,
    guide_of,
    guided_protocols,
    protocol_card,
    protocol_cards,
    quantities,
)
from ilio.knowledge.question import Block, Condition, Ending, Question
from ilio.knowledge.questions import (
    phrase_of,
    question_blocks,
    question_of,
    question_words,
)
from ilio.knowledge.ranges import Range, bounds, ranges
from ilio.knowledge.rule_sets import RuleSet, TightnessRules, WeaknessRules, rule_set, rule_sets
from ilio.knowledge.safety_answers import (
    SafetyAnswer,
    Urgency,
    banned_by,
    do_not_test,
    red_flag,
    red_flags,
    safety_answers,
    urgencies,
    urgency,
)
from ilio.knowledge.study_book import StudyRule, study_rules
from ilio.knowledge.visit_rates import VisitRate, VisitRates, visit_rates
from ilio.knowledge.word_values import Word, word, words

__all__ = [
    "CANNOT_TELL",
    "AxisCard",
    "Block",
    "BodyJoint",
    "BodyMuscle",
    "Budget",
    "Claim",
    "Condition",
    "Dose",
    "Ending",
    "Exercise",
    "Found",
    "JointAxis",
    "Movement",
    "Muscle",
    "Occasion",
    "Outlook",
    "ProgressionRule",
    "ProtocolCard",
    "Quantity",
    "Question",
    "Range",
    "Reference",
    "Role",
    "RuleSet",
    "SafetyAnswer",
    "StudyRule",
    "Threshold",
    "TightnessRules",
    "Urgency",
    "VisitRate",
    "VisitRates",
    "WeaknessRules",
    "Word",
    "Wrap",
    "axis_card",
    "axis_cards",
    "banned_by",
    "body_constants",
    "body_joint",
    "body_joints",
    "body_muscle",
    "body_muscles",
    "bounds",
    "budget",
    "budgets",
    "claim",
    "claims",
    "do_not_test",
    "dose",
    "doses",
    "exercise",
    "exercises",
    "guide_of",
    "guided_protocols",
    "movement",
    "movements",
    "muscle",
    "muscles",
    "outlooks",
    "phrase_of",
    "progression",
    "protocol_card",
    "protocol_cards",
    "quantities",
    "question_blocks",
    "question_of",
    "question_words",
    "ranges",
    "red_flag",
    "red_flags",
    "reference",
    "references",
    "rule_set",
    "rule_sets",
    "safety_answers",
    "search",
    "study_rules",
    "threshold",
    "thresholds",
    "urgencies",
    "urgency",
    "visit_rates",
    "word",
    "words",
]
