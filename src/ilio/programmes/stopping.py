"""What was logged stops every plan; beside it stand the answers, and one of both says how soon."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ilio.knowledge import Urgency, progression, urgencies
from ilio.observations import Safety
from ilio.observations.training_log import ANSWERED, LogEntry, counted, each_once
from ilio.programmes.pain_watch import PainWatch
from ilio.programmes.programme import Programme


@dataclass(frozen=True)
class Stop:
    """Why no plan goes on.

    Parameters
    ----------
    text
        The reason, whom to see and how it goes on; empty when nothing stops it.
    seen
        How soon somebody has to look at it; ``no_need`` where the safety questions have to be
        answered again to know.

    Examples
    --------
    >>> Stop().text
    ''
    """

    text: str = ""
    seen: Urgency = "no_need"

    def leads(self, safety: Safety | None) -> bool:
        """Whether this is said, and not what the answers say: the more urgent of both is.

        Parameters
        ----------
        safety
            What the newest answers allow; None where there are none.

        Examples
        --------
        >>> hurt = Stop("Pain of 8 of 10 stops the plan.", "within_days")
        >>> hurt.leads(Safety(holds=("hernia",))), hurt.leads(Safety(holds=("fever",)))
        (True, False)
        """
        if not self.text or safety is None or safety.plan == "allowed":
            return bool(self.text)
        ladder = list(urgencies())
        sooner = ladder.index(self.seen) <= ladder.index(safety.urgency)
        return not safety.refers and (sooner or self.seen == "no_need")


def stop_of(log: Sequence[LogEntry], today: date) -> Stop:
    """Why no plan goes on, whichever plan was logged.

    Parameters
    ----------
    log
        Of all plans, in the order in which it was written.
    today
        The day.

    Examples
    --------
    >>> hurt = LogEntry(session="w1-strength-1", day=date(2026, 11, 23), done=True, pain=8)
    >>> stop_of([hurt], date(2026, 11, 24)).seen
    'within_days'
    """
    told = counted(log, today)
    if flagged(told):
        return Stop(progression()["red_flag"].text)
    watch = PainWatch()
    for entry in each_once(sorted(told, key=lambda entry: entry.day)):
        watch.sees(entry)
    return Stop(watch.stopped, watch.seen)


def flagged(log: Sequence[LogEntry]) -> bool:
    """Whether a warning sign was logged, and the safety questions were not answered since.

    Parameters
    ----------
    log
        In the order in which it was written: a sign of an earlier day that is told now counts now.

    Examples
    --------
    >>> sign = LogEntry(session="w1-strength-1", day=date(2026, 11, 23), done=True, red_flag=True)
    >>> again = LogEntry(session=ANSWERED, day=date(2026, 11, 24), done=False)
    >>> flagged([sign]), flagged([sign, again])
    (True, False)
    """
    told = [entry for entry in log if entry.red_flag or entry.session == ANSWERED]
    return bool(told) and told[-1].red_flag


def is_stopped(programme: Programme) -> bool:
    """Whether what was logged has stopped a plan, and not its answers.

    Examples
    --------
    >>> is_stopped(Programme(summary="", start=date(2026, 11, 23), weeks=0, refused="Fever."))
    False
    """
    return stopped_by_pain(programme) or stopped_by_a_sign(programme)


def stopped_by_pain(programme: Programme) -> bool:
    """Whether a plan stands still until somebody has looked at the pain in its log.

    Examples
    --------
    >>> stopped_by_pain(Programme(summary="", start=date(2026, 11, 23), weeks=0))
    False
    """
    return progression()["check"].text in programme.refused


def stopped_by_a_sign(programme: Programme) -> bool:
    """Whether a plan stands still until the safety questions were answered again.

    Examples
    --------
    >>> stopped_by_a_sign(Programme(summary="", start=date(2026, 11, 23), weeks=0))
    False
    """
    return progression()["red_flag"].text in programme.refused
