"""What a working process tells of the muscles: it loads large tables, so no page waits for it."""

from ilio.observations import MuscleStory
from ilio.records import Visit
from ilio.wiring import explain


def muscle_story(visit: Visit) -> MuscleStory:
    """What the muscle model says of a visit, of each test and side once.

    Examples
    --------
    >>> from ilio.verdicts.verdict import Judgement
    >>> muscle_story(Visit(Judgement("Nothing was measured.", {}))).attempts
    ()
    """
    return explain(visit, every=False)
