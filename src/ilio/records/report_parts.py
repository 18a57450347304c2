"""What a report is made of, before it is HTML or PDF: plain words and drawings."""

from dataclasses import dataclass

from ilio.records.brief_parts import Brief
from ilio.records.muscle_parts import MusclePart
from ilio.records.picture import Picture


@dataclass(frozen=True)
class ReasonRow:
    """One row of the table of reasons.

    Parameters
    ----------
    axis
        ``Strength``, ``Length`` or empty.
    text, number, limit
        As printed.
    source, key
        Short citation and key of the literature list.
    grade, grade_words
        Letter and meaning.

    Examples
    --------
    >>> ReasonRow("Length", "The thigh hovers.").number
    ''
    """

    axis: str
    text: str
    number: str = ""
    limit: str = ""
    source: str = ""
    key: str = ""
    grade: str = ""
    grade_words: str = ""

    @property
    def has_number(self) -> bool:
        """Whether the row holds a number or a limit.

        Examples
        --------
        >>> ReasonRow("Length", "The thigh hovers.").has_number
        False
        """
        return bool(self.number or self.limit)


@dataclass(frozen=True)
class AxisLine:
    """One axis of one side in a line.

    Examples
    --------
    >>> AxisLine("Strength", "weak", "Chance of a fault 97 %.").call
    'weak'
    """

    name: str
    call: str
    words: str


@dataclass(frozen=True)
class SidePart:
    """One side of the body.

    Examples
    --------
    >>> SidePart("Left", "left", "sound", (), "Keep on.").bodies
    ()
    """

    name: str
    side: str
    finding: str
    axes: tuple[AxisLine, ...]
    next_step: str
    bodies: tuple[Picture, ...] = ()
    plots: tuple[Picture, ...] = ()
    scale: Picture | None = None
    reasons: tuple[ReasonRow, ...] = ()


@dataclass(frozen=True)
class NumberRow:
    """One number of one attempt, with its truth if that is known.

    Examples
    --------
    >>> NumberRow("Knee bend", "92.0°").truth
    ''
    """

    name: str
    number: str
    truth: str = ""


@dataclass(frozen=True)
class SharedRow:
    """Something that holds for one or more attempts.

    Parameters
    ----------
    state
        ``pass``, ``fail``, ``unknown``, ``note`` or empty.
    head, text
        What it is about, and one plain sentence.
    where
        The attempts; empty when it holds for all of them.

    Examples
    --------
    >>> SharedRow("pass", "Side view", "The camera stood square.").where
    ''
    """

    state: str
    head: str
    text: str
    where: str = ""


@dataclass(frozen=True)
class Group:
    """Rows of one protocol.

    Examples
    --------
    >>> Group("Standing knee raise", ()).rows
    ()
    """

    title: str
    rows: tuple[SharedRow, ...]


@dataclass(frozen=True)
class AttemptPart:
    """Everything that one attempt gave.

    Parameters
    ----------
    title, source
        Which attempt, and where it came from.
    numbers
        What was measured.
    others
        The same in the words of other tools.
    has_truth
        Whether a true value is known for any number.

    Examples
    --------
    >>> AttemptPart("Knee raise, left", "a.mp4").has_truth
    False
    """

    title: str
    source: str
    numbers: tuple[NumberRow, ...] = ()
    others: tuple[NumberRow, ...] = ()
    has_truth: bool = False


@dataclass(frozen=True)
class ClaimRow:
    """What the article says beside what research says.

    Examples
    --------
    >>> ClaimRow("A claim", "It says.", "They found.", "partly", "C", "one", ()).sources
    ()
    """

    claim: str
    article: str
    evidence: str
    status: str
    grade: str
    grade_words: str
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Report:
    """The whole report.

    Parameters
    ----------
    title, person, date, summary
        Of the first lines.
    refer, do_not_test
        Reasons to see a clinician first, and tests to leave out.
    undo
        How to take back a mistaken yes; empty when nobody is referred.
    sides, attempts, claims
        The parts.
    together
        The drawings of tests of both sides at once.
    remarks
        Clearances, what a helper found, and sentences on both sides together: tests of both at
        once, differences, support, trust.
    missing, checks
        What was not measured, and what was checked, a group a protocol.
    failures
        Attempts that could not be measured.
    literature
        Pairs of key and full citation.
    muscles
        What the muscle model says; None when it says nothing.
    rules, version
        Rule set and version of Ilio.
    brief
        The first two pages; None when a person is sent to help, or nothing was asked.
    appendix
        Whether everything else is printed after them.

    Examples
    --------
    >>> Report("Hip flexors", "", "", "All fine.", "Ilio", "0.1.0").sides
    ()
    """

    title: str
    person: str
    date: str
    summary: str
    rules: str
    version: str
    refer: tuple[ReasonRow, ...] = ()
    undo: str = ""
    do_not_test: tuple[ReasonRow, ...] = ()
    sides: tuple[SidePart, ...] = ()
    together: tuple[Picture, ...] = ()
    remarks: tuple[str, ...] = ()
    attempts: tuple[AttemptPart, ...] = ()
    missing: tuple[Group, ...] = ()
    checks: tuple[Group, ...] = ()
    failures: tuple[str, ...] = ()
    claims: tuple[ClaimRow, ...] = ()
    literature: tuple[tuple[str, str], ...] = ()
    muscles: MusclePart | None = None
    brief: Brief | None = None
    appendix: bool = False
