"""From a session to what its page shows and its player plays."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ilio.core import InputError
from ilio.knowledge import bounds, exercise
from ilio.observations.named_person import somebody
from ilio.observations.training_log import LogEntry
from ilio.programmes import Step, player_steps
from ilio.programmes.programme import Session
from ilio.records.drawing.exercises import library_svg
from ilio.records.plan_words import SIDES, day_words, dose, evidence
from ilio.sources.log_file import CHECK


@dataclass(frozen=True)
class ExerciseView:
    """One exercise of a session.

    Parameters
    ----------
    key, title, side, dose, why, evidence, set_up
        Key of the library, and words.
    cues, stop
        One line each.
    svg
        Its drawing.
    optional
        Whether it may be left out.

    Examples
    --------
    >>> ExerciseView("plank", "Plank", "", "", "", "", "", (), (), "", False).cues
    ()
    """

    key: str
    title: str
    side: str
    dose: str
    why: str
    evidence: str
    set_up: str
    cues: tuple[str, ...]
    stop: tuple[str, ...]
    svg: str
    optional: bool


@dataclass(frozen=True)
class SessionView:
    """A session with all that its player needs.

    Parameters
    ----------
    key, title, when, minutes
        Of the session.
    exercises
        In order, each once.
    steps
        What is played.

    Examples
    --------
    >>> SessionView("w1", "Strength", "Mon 23 Nov, 18:00", 25, (), ()).steps
    ()
    """

    key: str
    title: str
    when: str
    minutes: int
    exercises: tuple[ExerciseView, ...]
    steps: tuple[Step, ...]


def session_view(session: Session) -> SessionView:
    """What the page of a session shows.

    Examples
    --------
    >>> from datetime import datetime
    >>> session = Session(key="w1-length-1", start=datetime(2026, 11, 23, 18), minutes=5,
    ...                   kind="length", place="on its own", week=1, title="Length")
    >>> session_view(session).when
    'Mon 23 Nov, 18:00'
    """
    exercises = []
    for n, item in enumerate(session.items):
        entry = exercise(item.exercise)
        drawing = library_svg(item.exercise, item.side)
        exercises.append(
            ExerciseView(
                key=item.exercise,
                title=entry.title,
                side=SIDES[item.side],
                dose=dose(item),
                why=item.why,
                evidence=evidence(item.source, item.grade),
                set_up=entry.set_up,
                cues=entry.cues,
                stop=entry.stop,
                # the same exercise may come twice, and an id stands once on a page
                svg=drawing.replace(f"exercise-{entry.key}-", f"exercise-{n}-{entry.key}-"),
                optional=item.optional,
            )
        )
    return SessionView(
        key=session.key,
        title=session.title,
        when=f"{day_words(session.start.date())}, {session.start:%H:%M}",
        minutes=session.minutes,
        exercises=tuple(exercises),
        steps=player_steps(session),
    )


def entry_of(session: Session, form: Mapping[str, str], today: date) -> LogEntry:
    """A log entry out of the form.

    Parameters
    ----------
    session
        What was done or left.
    form
        As it was sent.
    today
        The day on which it is said; a session of an earlier day is logged on that day.

    Raises
    ------
    InputError
        If it does not say whether it was done, or a number cannot be.

    Examples
    --------
    >>> from datetime import datetime
    >>> session = Session(key="w1-length-1", start=datetime(2026, 11, 23, 18), minutes=5,
    ...                   kind="length", place="on its own", week=1, title="Length")
    >>> said = {"done": "yes", "effort": "4", "pain": "0"}
    >>> entry_of(session, said, date(2026, 11, 24)).day
    datetime.date(2026, 11, 23)
    """
    if form.get("done") not in ("yes", "no"):
        todo = "Choose done or left out, then save again."
        raise InputError("whether the session was done", "no answer", todo)
    return LogEntry(
        session=session.key,
        day=min(session.start.date(), today),
        done=form["done"] == "yes",
        effort=_felt(form, "effort", "log_effort"),
        pain=_felt(form, "pain", "log_pain"),
        pain_next_day=_felt(form, "pain_next_day", "log_pain"),
        red_flag=form.get("red_flag") == "yes",
        note=form.get("note", "").strip(),
    )


def check_of(form: Mapping[str, str], today: date, person: str = "") -> LogEntry:
    """The answered check after pain has stopped a plan, out of the form; each answer is needed.

    Parameters
    ----------
    form
        As it was sent.
    today
        The day on which it is said.
    person
        Whose pain it is: nobody looks at their own.

    Raises
    ------
    InputError
        If an answer is missing, or a number cannot be.

    Examples
    --------
    >>> said = {"checked_by": "Ana Ruiz, physiotherapist", "pain": "2", "red_flag": "no"}
    >>> check_of(said, date(2026, 11, 24)).checked_by
    'Ana Ruiz, physiotherapist'
    """
    who, pain = form.get("checked_by", "").strip(), _felt(form, "pain", "log_pain")
    somebody(who, "who looked at it", person)
    if pain is None:
        todo = "Choose a number; 0 is no pain."
        raise InputError("the pain of an ordinary day", "no answer", todo)
    if form.get("red_flag") not in ("yes", "no"):
        todo = "Choose yes or no."
        raise InputError("whether there is a warning sign", "no answer", todo)
    return LogEntry(
        session=CHECK,
        day=today,
        done=False,
        pain=pain,
        red_flag=form["red_flag"] == "yes",
        checked_by=who,
    )


def _felt(form: Mapping[str, str], name: str, key: str) -> float | None:
    text = form.get(name, "").strip()
    if not text:
        return None
    limits = bounds(key)
    asked = f"a number from {limits.low:g} to {limits.high:g} for {name.replace('_', ' ')}"
    try:
        value = float(text)
    except ValueError:
        raise InputError(asked, f"'{text}'", limits.todo) from None
    if not limits.low <= value <= limits.high:
        raise InputError(asked, f"'{text}'", limits.todo)
    return value
