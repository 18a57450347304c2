"""The training log beside a plan: where it lies, what stands in it, and what it changes."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ilio.apps.cli.voice import note, say
from ilio.apps.cli.which_session import named_session
from ilio.core import InputError

if TYPE_CHECKING:
    from ilio.observations.training_log import LogEntry
    from ilio.programmes.programme import Programme


def log_of(plan: Path) -> Path:
    """The log file beside a plan: one plan has one log, so that nothing in it is overlooked.

    Examples
    --------
    >>> log_of(Path("mine/plan.json")).as_posix()
    'mine/plan-log.csv'
    """
    return plan.with_name(f"{plan.stem}-log.csv")


def entries_of(log: Path, programme: "Programme") -> "tuple[LogEntry, ...]":
    """What the log says; nothing when there is no log yet.

    Raises
    ------
    ReadError
        If a line is wrong; the message names it.

    Examples
    --------
    >>> from ilio.programmes.programme import Programme
    >>> entries_of(Path("none.csv"), Programme(summary="", start=date(2026, 11, 23), weeks=0))
    ()
    """
    from ilio.sources.log_file import read_log_file

    if not log.exists():
        return ()
    # a plan that is no longer shown has forgotten its sessions; what was logged still counts
    keys = None if programme.refused else {session.key for session in programme.sessions}
    return read_log_file(log, keys)


def going_on(plan: Path, programme: "Programme", today: date) -> "tuple[LogEntry, ...]":
    """What the log beside a plan says, once nothing in it stops the plan.

    Parameters
    ----------
    plan
        File of the plan.
    programme
        What it holds.
    today
        Entries of later days are left aside.

    Raises
    ------
    InputError
        If the plan stands still.

    Examples
    --------
    >>> from ilio.programmes.programme import Programme
    >>> empty = Programme(summary="", start=date(2026, 11, 23), weeks=0)
    >>> going_on(Path("none.json"), empty, date(2026, 11, 24))
    ()
    """
    from ilio.programmes.progressing import adjust

    logged = entries_of(log_of(plan), programme)
    stopped = adjust(replace(programme, refused=""), logged, today)
    if stopped.refused:
        raise standing_still(stopped, plan)
    return logged


def standing_still(programme: "Programme", plan: Path) -> InputError:
    """The error for a plan that offers no session, with the way out.

    Examples
    --------
    >>> from ilio.programmes.programme import Programme
    >>> ill = Programme(summary="", start=date(2026, 11, 23), weeks=0, refused="See a doctor.")
    >>> print(standing_still(ill, Path("plan.json")))
    Expected a plan with exercises, got one without. See a doctor.
    """
    from ilio.records.plan_words import cited

    todo = " ".join(filter(None, (cited(programme.refused), way_out(programme, plan))))
    return InputError("a plan with exercises", "one without", todo)


def way_out(programme: "Programme", plan: Path) -> str:
    """What to type when the log has stopped a plan; empty when its answers have.

    Examples
    --------
    >>> from ilio.knowledge import progression
    >>> from ilio.programmes.programme import Programme
    >>> flagged = Programme(summary="", start=date(2026, 11, 23), weeks=0,
    ...                     refused=progression()["red_flag"].text)
    >>> way_out(flagged, Path("plan.json"))
    'Then type: ilio check plan.json'
    """
    from ilio.programmes.stopping import is_stopped

    return f"Then type: ilio check {plan}" if is_stopped(programme) else ""


def add_entry(log: Path, entry: "LogEntry", programme: "Programme", today: date) -> "Programme":
    """Check an entry, add it to the log, and give the plan as the whole log changes it.

    Nothing is written when the entry or an older line is wrong.

    Parameters
    ----------
    log
        The log file; made when it is not there.
    entry
        What was done and felt.
    programme
        The plan as it was made.
    today
        The day on which it is told.

    Raises
    ------
    InputError
        If the plan has no such session, a number cannot be, or the day is one to come.
    ReadError
        If an older line of the log is wrong.
    OutputError
        If the log cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> from ilio.observations.training_log import LogEntry
    >>> from ilio.programmes.programme import Programme
    >>> plan = Programme(summary="", start=date(2026, 11, 23), weeks=0)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     add_entry(Path(folder) / "log.csv",
    ...               LogEntry(session="w1", day=date(2026, 11, 23), done=True), plan,
    ...               date(2026, 11, 23))
    Traceback (most recent call last):
    ...
    ilio.core.errors.InputError: Expected a session of the plan, got 'w1'. Its sessions have names \
such as w1-strength-1.
    """
    from ilio.observations.training_log import ANSWERED
    from ilio.programmes.progressing import adjust
    from ilio.records.writing import write_whole
    from ilio.sources.log_file import check_entry, with_entries
    from ilio.sources.opening import read_text

    if entry.session != ANSWERED:  # those answers were asked one by one
        check_entry(entry, {session.key for session in programme.sessions}, today=today)
    before = entries_of(log, programme)
    text = with_entries(read_text(log) if log.exists() else "", [entry])
    write_whole(log, text.encode())
    note(_logged(entry, before, programme, log))
    return adjust(programme, [*before, entry], today)


def _logged(
    entry: "LogEntry", before: "tuple[LogEntry, ...]", programme: "Programme", log: Path
) -> str:
    from ilio.observations.training_log import ANSWERED

    if entry.checked_by:
        what = "" if entry.session == ANSWERED else "the check by "
        return f"Logged: {what}{entry.checked_by}, in {log}."
    named = next(named_session(s) for s in programme.sessions if s.key == entry.session)
    again = any(entry.session == old.session and entry.exercise == old.exercise for old in before)
    twice = " It was logged before: the later word holds, and pain stays." if again else ""
    return f"Logged as {'done' if entry.done else 'missed'}: {named}, in {log}.{twice}"


def say_changes(programme: "Programme", plan: Path) -> None:
    """Say what the log changes; why it stops is said once.

    Parameters
    ----------
    programme
        As the log changes it.
    plan
        Its file.

    Examples
    --------
    >>> from ilio.programmes.programme import Programme
    >>> going = Programme(summary="", start=date(2026, 11, 23), weeks=0)
    >>> say_changes(going, Path("plan.json"))
    Nothing changes: go on as planned.
    """
    from ilio.records.plan_words import cited

    if programme.refused:
        say(" ".join(filter(None, ("Stop.", cited(programme.refused), way_out(programme, plan)))))
        return
    if not programme.changes:
        say("Nothing changes: go on as planned.")
    for change in programme.changes:
        say(f"- {cited(change)}")
