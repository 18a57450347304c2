"""The person's week as the planner takes it: runs, free times, and what the person chose."""

from dataclasses import dataclass, field

from ilio.knowledge import threshold
from ilio.observations.running_week import FreeTime, Run, RunKind, WeeklyRun

__all__ = ["FreeTime", "Run", "RunKind", "WeeklyRun", "Wishes"]


def _usual_minutes() -> int:
    return int(threshold("planning.session").value)


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What the person chose.

    Parameters
    ----------
    no_stretch
        The no-stretch route: bridges and strengthening instead of lengthening.
    long_run_is_hard
        Whether the long run counts as a hard run.
    session_minutes
        The longest session wished for [min]; ``planning.session`` for who did not say.
    squats_hurt
        Pain with squats: single leg and core first, then the squat is tried again.
    reminders
        Whether calendar events carry a reminder.

    Examples
    --------
    >>> Wishes().no_stretch
    False
    """

    no_stretch: bool = False
    long_run_is_hard: bool = False
    session_minutes: int = field(default_factory=_usual_minutes)
    squats_hurt: bool = False
    reminders: bool = False
