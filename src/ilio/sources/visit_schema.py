"""What a visit file may hold: its keys, and the allowed words."""

from ilio.knowledge import budgets, protocol_cards, question_words, words

SCHEMA = "ilio/visit-input/1"
"""Name and version of the format; stands in the file as ``schema``."""

TOP = (
    "schema", "date", "rules", "red_flags", "do_not_test",
    "person", "clearance", "passive_knee_to_chest", "attempt", "truth",
)  # fmt: skip
"""Keys of the file."""

PERSON = (
    "label", "age_years", "sitting_hours", "with_clinician",
    "pregnancy_week", "replaced_hip", "hip_replaced_months",
)  # fmt: skip
"""Keys of ``[person]``."""

RESTS = ("standing", "lying")
"""Rest poses at the start of a phone log."""

PATHS = ("file", "pelvis_file", "mapping", "landmarks")
"""Keys of an attempt that name a file."""

READINGS = {key: card.typed for key, card in protocol_cards().items()}
"""Typed quantities of each protocol [deg]; in the file they carry the ending ``_deg``."""

ANSWERS = {key: card.answers for key, card in protocol_cards().items()}
"""Answers of each protocol, by their names in ``AttemptAnswers``."""

YES_NO = ("pain", "stance_leg_gave_way", "deep_fatigue", "bracing", "table_level", "at_the_edge")
"""Answers that are true or false."""

NUMBERS = ("held_s", "drop_knee_straight_deg")
"""Answers that are numbers; their unit is the ending of the name."""

ONE_LEG_FILES = (".csv", ".txt", ".tsv", ".csv.gz", ".txt.gz", ".zip", ".xls", ".xlsx", ".ods")
"""Endings of files that hold the angle of one leg only: phone logs and plain angle tables."""


def key_of(field: str) -> str:
    """Where a visit file holds an answer about the person.

    Examples
    --------
    >>> key_of("age_years"), key_of("red_flags")
    ('age_years under [person]', 'red_flags')
    """
    return f"{field} under [person]" if field in PERSON else field


def attempt_keys(protocol: str) -> tuple[str, ...]:
    """All keys of an attempt of a protocol.

    Examples
    --------
    >>> "hand_check" in attempt_keys("thomas"), "hand_check" in attempt_keys("knee-raise")
    (True, False)
    """
    readings = tuple(f"{name}_deg" for name in READINGS[protocol])
    how = ("rest", "level_deg", "device")
    return ("protocol", "side", *PATHS, *how, *readings, *ANSWERS[protocol])


def allowed_words(field: str, protocol: str = "") -> tuple[str, ...]:
    """The words that may answer a field, in the order in which they are offered.

    Words that stand for a number come from ``knowledge/answers.toml``, the others from the choices
    of the questions: those about the person, and those of a test's card.

    Parameters
    ----------
    field
        Of the answers.
    protocol
        The test that it is about; empty for the person.

    Examples
    --------
    >>> allowed_words("hug", "thomas")
    ('light', 'full')
    """
    return tuple(words()[field]) if field in words() else question_words(protocol)[field]


def typed_devices(quantity: str) -> tuple[str, ...]:
    """Devices whose error for a typed quantity is known.

    A device without error (a made person) and one for another unit (a stopwatch) are none.

    Examples
    --------
    >>> "inclinometer" in typed_devices("thigh_drop"), "synthetic" in typed_devices("thigh_drop")
    (True, False)
    """
    found = [
        key.split(".")[0]
        for key, budget in budgets().items()
        if key.split(".")[1] in (quantity, "any") and budget.unit == "deg" and budget.trial_sd > 0
    ]
    return tuple(sorted(set(found)))
