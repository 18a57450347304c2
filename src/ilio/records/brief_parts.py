"""What the first two pages of a report are made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class BriefSide:
    """One side on the first page.

    Parameters
    ----------
    name, finding
        As the report calls them.
    calls
        Strength and length in a line.
    why
        The two or three reasons that decided, one sentence each.

    Examples
    --------
    >>> BriefSide("Left", "sound", "Strength sound, length normal.", ()).why
    ()
    """

    name: str
    finding: str
    calls: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class NextStep:
    """What to do now, for one side or both.

    Examples
    --------
    >>> NextStep("Both sides", "Keep on.").who
    'Both sides'
    """

    who: str
    text: str


@dataclass(frozen=True)
class FirstExercise:
    """One of the first exercises of a plan, drawn.

    Parameters
    ----------
    title, side, how_much
        In words.
    cues
        One line each.
    svg, alt
        Its drawing.

    Examples
    --------
    >>> FirstExercise("Front plank", "both sides", "3 × 30 s", (), "<svg/>", "A plank.").cues
    ()
    """

    title: str
    side: str
    how_much: str
    cues: tuple[str, ...]
    svg: str
    alt: str


@dataclass(frozen=True)
class Brief:
    """The first two pages, beside the title, the verdict and the drawings.

    Parameters
    ----------
    about
        Age, sitting and safety answers, one sentence each.
    sides
        Both sides in short.
    legend
        How to read the figures.
    both
        Of both sides together: what a helper found, and differences.
    leave_out
        Tests to leave out and why, where the verdict does not say so already.
    steps
        What to do now.
    exercises
        The first ones of the plan; empty without a plan.
    sure
        How sure all this is.

    Examples
    --------
    >>> Brief((), (), "", (), (), (), (), "").exercises
    ()
    """

    about: tuple[str, ...]
    sides: tuple[BriefSide, ...]
    legend: str
    both: tuple[str, ...]
    leave_out: tuple[str, ...]
    steps: tuple[NextStep, ...]
    exercises: tuple[FirstExercise, ...]
    sure: str
