"""What of a plan stands in a calendar: few entries beside the runs, whatever goes with them."""

from itertools import groupby

from ilio.programmes.programme import Programme, Session

AROUND = ("before run", "after run")


def entries_of(programme: Programme) -> tuple[Session, ...]:
    """The sessions that are calendar entries, in order of time.

    What is done right before and after a run is part of that run: it has entries of its own only
    where all of a week fit under the ceiling that was asked. A week with nothing else keeps as
    many of them as fit, so that it is not forgotten.

    Parameters
    ----------
    programme
        As it stands; one that was made before plans had a ceiling shows all it has.

    Examples
    --------
    >>> from datetime import date
    >>> entries_of(Programme(summary="", start=date(2026, 11, 23), weeks=0))
    ()
    """
    ordered = sorted(programme.sessions, key=lambda s: (s.start, s.key))
    most = programme.sessions_a_week or len(ordered)
    by_week = groupby(sorted(ordered, key=lambda s: s.week), key=lambda s: s.week)
    chosen: list[Session] = []
    for _, group in by_week:
        week = list(group)
        own = [session for session in week if session.kind not in AROUND]
        around = [session for session in week if session.kind in AROUND]
        all_fit = len(week) <= most
        chosen += own + (around if all_fit else around[: 0 if own else most])
    return tuple(sorted(chosen, key=lambda s: (s.start, s.key)))


def told_with(programme: Programme, entry: Session) -> tuple[Session, ...]:
    """What goes with the runs of its week and has no entry: the first entry of that week tells it.

    Parameters
    ----------
    programme
        As it stands.
    entry
        One of `entries_of`.

    Examples
    --------
    >>> from datetime import date, datetime
    >>> retest = Session(key="w1-retest-1", start=datetime(2026, 11, 25, 18), minutes=30,
    ...                  kind="retest", place="on its own", week=1, title="Retest")
    >>> told_with(Programme(summary="", start=date(2026, 11, 23), weeks=1, sessions=(retest,)),
    ...           retest)
    ()
    """
    entries = entries_of(programme)
    if entry.key != next(s.key for s in entries if s.week == entry.week):
        return ()
    keys = {session.key for session in entries}
    left = [s for s in programme.sessions if s.week == entry.week and s.key not in keys]
    alike = {(session.kind, session.items): session for session in reversed(left)}
    return tuple(sorted(alike.values(), key=lambda s: (AROUND.index(s.kind), s.start)))
