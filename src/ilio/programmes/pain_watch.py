"""What pain in the log does to a plan: one step back, a stop, and how it goes on after a check."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from ilio.knowledge import ProgressionRule, Urgency, progression, urgency
from ilio.observations.training_log import ANSWERED, LogEntry


@dataclass
class PainWatch:
    """Goes through the log in order of time.

    Parameters
    ----------
    stopped
        Why the plan stands still; empty while it goes on.
    seen
        How soon somebody has to look at it.
    backs
        Days of steps back for pain since the last check.

    Examples
    --------
    >>> watch = PainWatch()
    >>> watch.sees(LogEntry(session="w1-strength-1", day=date(2026, 11, 23), done=True, pain=8)).of
    'pain'
    >>> watch.stopped.split(".")[0]
    'Pain of 6 of 10 or more stops the plan'
    """

    stopped: str = ""
    seen: Urgency = "no_need"
    backs: list[date] = field(default_factory=list)

    def sees(self, entry: LogEntry) -> ProgressionRule | None:
        """The rule that an entry breaks, if any.

        Parameters
        ----------
        entry
            The next one in order of time.

        Examples
        --------
        >>> calm = LogEntry(session="w1-strength-1", day=date(2026, 11, 23), done=True, pain=2)
        >>> PainWatch().sees(calm) is None
        True
        """
        if entry.session == ANSWERED:  # says nothing of pain
            return None
        if entry.checked_by:
            self._check(entry)
            return None
        rule = _stopping(entry) or _stepping_back(entry)
        if rule is None:
            return None
        if rule.does == "back":
            self.backs.append(entry.day)
            often = progression()["backs_stop"]
            since = entry.day - timedelta(days=often.days)
            if sum(day >= since for day in self.backs) >= often.limit:
                rule = often
        if rule.does == "stop":
            self.stop(rule)
        return rule

    def stop(self, rule: ProgressionRule) -> None:
        """The plan stands still by a rule, until an answered check.

        Examples
        --------
        >>> watch = PainWatch()
        >>> watch.stop(progression()["backs_stop"])
        >>> bool(watch.stopped)
        True
        """
        self.seen = rule.seen
        how_soon, goes_on = urgency(self.seen).text, progression()["check"].text
        self.stopped = f"{rule.text} {how_soon} {goes_on} [{rule.source}, {rule.grade}]"

    def _check(self, entry: LogEntry) -> None:
        """A check without its answers, or with pain that stayed, lifts nothing."""
        rule = progression()["check"]
        if stopping := _stopping(entry):
            self.stop(stopping)
        worst = max(entry.pain or 0.0, entry.pain_next_day or 0.0)
        if entry.pain is not None and worst <= rule.limit and not entry.red_flag:
            self.stopped, self.seen = "", "no_need"
            self.backs = []


def pain_words(entry: LogEntry) -> str:
    """What hurt, in a few words.

    Examples
    --------
    >>> pain_words(LogEntry(session="w1-strength-1", day=date(2026, 11, 23), done=True, pain=4))
    'pain 4 of 10 during'
    """
    during, after = entry.pain or 0.0, entry.pain_next_day or 0.0
    if during > progression()["pain_during"].limit and during >= after:
        return f"pain {during:g} of 10 during"
    return f"pain {after:g} of 10 on the day after"


def _stopping(entry: LogEntry) -> ProgressionRule | None:
    rules = progression()
    during, after = entry.pain or 0.0, entry.pain_next_day or 0.0
    if max(during, after) >= rules["pain_stop"].limit:
        return rules["pain_stop"]
    return rules["pain_grows"] if after - during >= rules["pain_grows"].limit else None


def _stepping_back(entry: LogEntry) -> ProgressionRule | None:
    for key, felt in (("pain_during", entry.pain), ("pain_next_day", entry.pain_next_day)):
        if felt is not None and felt > progression()[key].limit:
            return progression()[key]
    return None
