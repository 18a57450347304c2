"""What the first two pages of a report are made of."""

from dataclasses import dataclass
from typing import Literal

Doing = Literal["back", "see", "test", "plan", "keep"]


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
    """One thing to do.

    Parameters
    ----------
    who
        For which side, or when.
    text
        What.
    does
        Whether it lifts what an answer stops, has something looked at, tests, plans, or keeps on.

    Examples
    --------
    >>> NextStep("Both sides", "Do it once more.").does
    'test'
    """

    who: str
    text: str
    does: Doing = "test"


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
        What to do now, the one action first.
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
