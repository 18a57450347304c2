"""What a reliability study has to keep the same."""

from functools import cache

from ilio.knowledge.entry import Entry, read_toml


class StudyRule(Entry):
    """One rule of a study, for whoever measures.

    Parameters
    ----------
    text
        What to do, in a sentence or two.

    Examples
    --------
    >>> study_rules()["blind"].grade
    'D'
    """

    text: str


@cache
def study_rules() -> dict[str, StudyRule]:
    """All rules, in the order in which they are printed.

    Examples
    --------
    >>> list(study_rules())[0]
    'same_time'
    """
    return {key: StudyRule.model_validate(t) for key, t in read_toml("study_rules.toml").items()}
