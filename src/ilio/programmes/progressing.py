"""The load moves by what was done and felt; the rules are data of the knowledge room."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ilio.knowledge import ProgressionRule, progression
from ilio.observations.training_log import LogEntry, counted, each_once
from ilio.programmes.pain_watch import PainWatch, pain_words
from ilio.programmes.programme import Programme, Purpose, Session
from ilio.programmes.steps import EASED, LOWEST, ROLES, at_steps, items_at, planned_step, step_words
from ilio.programmes.stopping import Stop, flagged


def adjust(programme: Programme, log: Sequence[LogEntry], today: date) -> Programme:
    """The coming sessions at the load that the log has earned, each change in a sentence.

    Parameters
    ----------
    programme
        As it was planned.
    log
        What was done and felt, in the order in which it was written.
    today
        Sessions before it, and those of today that are logged, stay as they are.

    Examples
    --------
    >>> empty = Programme(summary="", start=date(2026, 11, 23), weeks=0)
    >>> flag = LogEntry(session="w1-strength-1", day=date(2026, 11, 23), done=True, red_flag=True)
    >>> adjust(empty, [flag], date(2026, 11, 24)).refused.split(".")[0]
    'A warning sign stops the plan'
    """
    told = counted(log, today)
    past = each_once(sorted(told, key=lambda entry: entry.day))
    logged = {entry.session for entry in past}
    stays = [s for s in programme.sessions if s.start.date() < today or s.key in logged]
    if flagged(told):
        rule = progression()["red_flag"]
        said = f"{rule.text} [{rule.source}, {rule.grade}]"
        return replace(programme, sessions=tuple(stays), refused=rule.text, changes=(said,))
    steps = _Walk(programme)
    steps.through(past, today)
    if steps.pain.stopped:
        why, changes = steps.pain.stopped, (*steps.said, steps.pain.stopped)
        return replace(programme, sessions=tuple(stays), refused=why, changes=changes)
    coming = [s for s in programme.sessions if s not in stays]
    changed = [at_steps(programme, session, steps.earned) for session in coming]
    sessions = tuple(sorted([*stays, *changed], key=lambda s: (s.start, s.key)))
    return replace(programme, sessions=sessions, changes=(*steps.said, *steps.held_back(coming)))


def stop_in(programme: Programme, log: Sequence[LogEntry], today: date) -> Stop:
    """Why a plan cannot go on by its log, be it that no easier step is left.

    Parameters
    ----------
    programme
        As it was planned.
    log
        Of this plan, in the order in which it was written.
    today
        The day.

    Examples
    --------
    >>> stop_in(Programme(summary="", start=date(2026, 11, 23), weeks=0), (), date(2026, 11, 24))
    Stop(text='', seen='no_need')
    """
    steps = _Walk(programme)
    steps.through(each_once(sorted(counted(log, today), key=lambda entry: entry.day)), today)
    return Stop(steps.pain.stopped, steps.pain.seen)


@dataclass
class _Walk:
    """Goes through the log week by week and keeps the step of each role."""

    programme: Programme
    earned: dict[Purpose, int] = field(default_factory=dict)
    streak: dict[Purpose, int] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    pain: PainWatch = field(default_factory=PainWatch)

    def __post_init__(self) -> None:
        self.roles = [role for role in ROLES if items_at(self.programme, role, 0)]
        held = {i.purpose for session in self.programme.sessions for i in session.items}
        self.all = [*self.roles, *(role for role in EASED if role in held)]
        self.earned = {role: 0 for role in self.all}
        self.streak = {role: 0 for role in self.all}
        self.sessions = {session.key: session for session in self.programme.sessions}

    def through(self, log: Sequence[LogEntry], today: date) -> None:
        missed = 0
        weeks = timedelta(weeks=1)
        rule = progression()["missed"]
        for week in range(1, max((today - self.programme.start) // weeks, 0) + 2):
            begin = self.programme.start + (week - 1) * weeks
            # a session that was done before the plan's first day belongs to the first week
            early = week == 1
            here = [e for e in log if (begin <= e.day or early) and e.day < begin + weeks]
            for entry in here:
                self.note(entry, week)
            over = begin + weeks <= today
            missed = 0 if any(entry.done for entry in here) or not over else missed + 1
            if missed >= rule.limit and week <= self.programme.weeks:
                missed = 0
                for role in self.roles:
                    self._down(role, week, rule, f"Weeks {week - 1} and {week} were missed")

    def note(self, entry: LogEntry, week: int) -> None:
        painful = self.pain.sees(entry)  # pain counts in a session that was broken off, too
        if not entry.done and painful is None:
            return
        session = self.sessions.get(entry.session)
        for role in self._roles_of(entry, session):
            if painful is not None:
                self.streak[role] = 0
                self._down(role, week, painful, f"{entry.day}: {pain_words(entry)}")
            elif self._reached(entry, role, session and self._asked(session)):
                self._up(role, week)
            else:
                self.streak[role] = 0

    def _roles_of(self, entry: LogEntry, session: Session | None) -> list[Purpose]:
        """The roles that an entry speaks of; all when it cannot be told, as after a retest."""
        items = session.items if session else ()
        own = {i.purpose for i in items if entry.exercise in ("", i.exercise)}
        own = own or {item.purpose for item in items}
        if "strength" in own:  # what wakes the muscle before a run loads it in the same way
            own.add("activation")
        return [role for role in self.all if role in own] or self.all

    def _asked(self, session: Session) -> Session:
        """The session as it was played: at the steps that were earned by then."""
        return at_steps(self.programme, session, self.earned)

    def _reached(self, entry: LogEntry, role: Purpose, session: Session | None) -> bool:
        """All that was asked, at an effort that leaves something; effort has to be said."""
        items = [item for item in session.items if item.purpose == role] if session else []
        mine = [item for item in items if entry.exercise in ("", item.exercise)]
        reps = min((i.reps for i in mine if i.reps is not None), default=0)
        hold_s = min((i.hold_s for i in mine if i.hold_s is not None), default=0)
        return (
            entry.effort is not None
            and entry.effort <= progression()["reached"].limit
            and (entry.reps is None or entry.reps >= reps)
            and (entry.hold_s is None or entry.hold_s >= hold_s)
        )

    def _up(self, role: Purpose, week: int) -> None:
        """One step beyond the plan's own is the most that can be earned ahead."""
        rule = progression()["reached"]
        self.streak[role] += 1
        most = min(self._planned(role, week) + 1, len(self.programme.blocks) - 1)
        most = most if role in ROLES else 0
        if self.streak[role] < rule.sessions or self.earned[role] >= most:
            return
        self.streak[role] = 0
        self.earned[role] += 1
        to = step_words(self.programme, role, self.earned[role])
        self._say(f"{role.capitalize()}: reached twice with ease, so the next step is {to}", rule)

    def _down(self, role: Purpose, week: int, rule: ProgressionRule, why: str) -> None:
        now = min(self.earned[role], self._planned(role, week))
        self.earned[role] = max(LOWEST, now - 1)
        to = step_words(self.programme, role, self.earned[role])
        if to == step_words(self.programme, role, now):  # nothing easier is left
            if rule.does != "restart":
                self.pain.stop(progression()["backs_stop"])
            return
        self._say(f"{why}, so {role} goes one step back: {to}", rule)

    def _planned(self, role: Purpose, week: int) -> int:
        return planned_step(self.programme, week) if role in ROLES else 0

    def held_back(self, coming: Sequence[Session]) -> list[str]:
        """Where the next session stays under what the calendar had for it."""
        following = [session for session in coming if session.kind == "strength"][:1]
        said = []
        for session in following:
            planned = planned_step(self.programme, session.week)
            for role in self.roles:
                if self.earned[role] < planned:
                    at = step_words(self.programme, role, self.earned[role])
                    rule = progression()["reached"]
                    said.append(
                        f"{role.capitalize()} stays at {at} until it is reached with ease twice"
                        f" in a row. [{rule.source}, {rule.grade}]"
                    )
        return said

    def _say(self, text: str, rule: ProgressionRule) -> None:
        self.said.append(f"{text}. [{rule.source}, {rule.grade}]")
