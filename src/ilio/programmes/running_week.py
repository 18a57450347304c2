"""The person's week as the planner takes it: runs, free times, and what the person chose."""

from dataclasses import dataclass, field

from ilio.core import InputError
from ilio.knowledge import bounds, threshold
from ilio.observations.running_week import FreeTime, Run, RunKind, WeeklyRun

__all__ = ["FreeTime", "Run", "RunKind", "WeeklyRun", "Wishes"]


def _usual_minutes() -> int:
    return int(threshold("planning.session").value)


def _usual_sessions() -> int:
    return int(threshold("planning.sessions_a_week").value)


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
    sessions_a_week
        The most entries of a week beside the runs; ``planning.sessions_a_week`` for who did not
        say. What is done right before or after a run is part of that run.

    Raises
    ------
    InputError
        If a number lies outside its range of ``knowledge/ranges.toml``.

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
    sessions_a_week: int = field(default_factory=_usual_sessions)

    def __post_init__(self) -> None:
        for name in ("session_minutes", "sessions_a_week"):
            value, most = getattr(self, name), bounds(name)
            if not most.low <= value <= most.high:
                what = name.replace("_", " ")
                asked = f"{what} from {most.low:g} to {most.high:g}"
                raise InputError(asked, f"{value}", most.todo)
