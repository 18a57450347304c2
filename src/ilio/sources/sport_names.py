"""Whether the name that a watch or an app gives a sport means running."""

import re

from ilio.knowledge.run_words import sport_words
from ilio.sources.plain_words import holds, phrase


def is_running(sport: str, name: str = "") -> bool:
    """Whether a recording is a run.

    Parameters
    ----------
    sport
        As the file has it: ``track_running``, ``TrailRun``, ``9``. Nothing at all counts as a run,
        unless the name says otherwise.
    name
        Title of the recording.

    Examples
    --------
    >>> is_running("TrailRun"), is_running("virtual_run"), is_running("9"), is_running("cycling")
    (True, True, True, False)
    >>> is_running("", "Morning run"), is_running("", "Lunch ride")
    (True, False)
    """
    words = sport_words()
    said = phrase(re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", sport))
    if said.strip():
        return holds(said, map(phrase, words["runs"].words)) and not holds(
            said, map(phrase, words["others"].words)
        )
    return not holds(phrase(name), map(phrase, words["others"].words))
