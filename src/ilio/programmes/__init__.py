"""In: Judgement, answers, runs, a start day. Out: Programme with dated sessions.

Never: files, the clock (days come as arguments), a dose that is not in the knowledge room.
"""

from ilio.observations.training_log import LogEntry
from ilio.programmes.composing import compose
from ilio.programmes.placing import place
from ilio.programmes.planning import every_day, plan, replan
from ilio.programmes.player import Step, player_steps
from ilio.programmes.programme import (
    Block,
    Expectation,
    Prescription,
    Programme,
    Session,
    Shortfall,
)
from ilio.programmes.progressing import adjust
from ilio.programmes.running_week import FreeTime, Run, RunKind, WeeklyRun, Wishes
from ilio.programmes.runs import expand_runs

__all__ = [
    "Block",
    "Expectation",
    "FreeTime",
    "LogEntry",
    "Prescription",
    "Programme",
    "Run",
    "RunKind",
    "Session",
    "Shortfall",
    "Step",
    "WeeklyRun",
    "Wishes",
    "adjust",
    "compose",
    "every_day",
    "expand_runs",
    "place",
    "plan",
    "player_steps",
    "replan",
]
