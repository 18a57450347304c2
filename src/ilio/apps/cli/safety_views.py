"""What comes before a verdict: the page that takes to help, the open question, the ways back."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ilio.knowledge import SafetyAnswer
    from ilio.observations import Answers, Safety
    from ilio.records import Visit

CLEAR = "ilio clear VISIT.json {key} --by NAME --on DAY"


def listed(title: str, lines: Iterable[str]) -> "list[RenderableType]":
    r"""Lines under a title; nothing when there are none.

    Examples
    --------
    >>> listed("Changed", ["Two sets now."])
    ['\nChanged:\n- Two sets now.']
    """
    entries = [f"- {line}" for line in lines]
    return ["\n".join([f"\n{title}:", *entries])] if entries else []


def first_page(summary: str, safety: "Safety") -> "list[RenderableType]":
    """All that is said to who has to see a doctor first or has a safety question open.

    Parameters
    ----------
    summary
        Of the judgement; it names the urgency, the only time on this page.
    safety
        What the answers allow; the page is empty for who may test.

    Examples
    --------
    >>> from ilio.observations import Safety
    >>> first_page("Sound.", Safety())
    []
    >>> first_page("See a doctor today.", Safety(holds=("fever",)))[0]
    'See a doctor today.'
    """
    from ilio.knowledge import red_flags
    from ilio.observations.safety import PAINFUL
    from ilio.verdicts.safety_telling import UNDO, open_question

    if not (safety.refers or safety.open):
        return []
    # what to do about a ban speaks of tests, which nobody here may do
    others = [
        f"{row.why} {row.do}" if key in red_flags() else row.why
        for key, row in _others(summary, safety)
        if key not in PAINFUL
    ]
    parts: list[RenderableType] = [summary]
    parts += listed("Tell them this as well" if safety.refers else "You also answered", others)
    if safety.refers:
        first = next(iter(safety.rows.values()))
        parts.append(f"\n{first.back} {UNDO}")
    if safety.open and open_question(safety) in summary:
        parts.append(f"\n{_place_of(safety.open)}")
    return parts


def first_page_of(visit: "Visit") -> "list[RenderableType]":
    """The first page of a visit; empty for who may test.

    Examples
    --------
    >>> from ilio.observations import Answers
    >>> from ilio.records import Visit
    >>> from ilio.verdicts import judge
    >>> asked = Answers(red_flags=frozenset(), do_not_test=frozenset(), age_years=34)
    >>> first_page_of(Visit(judge([], asked), answers=asked))
    []
    """
    from ilio.observations import safety_of

    safety = safety_of(visit.answers, visit.judgement.hurts)
    return first_page(visit.judgement.summary, safety)


def keep_in_mind(summary: str, safety: "Safety") -> "list[RenderableType]":
    """What the answers mean besides the summary: what to mind, and which tests stay out.

    Parameters
    ----------
    summary
        Of the judgement.
    safety
        What the answers allow.

    Examples
    --------
    >>> from ilio.observations import Safety
    >>> keep_in_mind("Sound.", Safety())
    []
    """
    from ilio.records.wording import protocol_name

    parts = listed("Mind this, because of your answers", _minded(summary, safety))
    out = [protocol_name(test) for test, keys in safety.tests.items() if keys]
    if out:
        parts.append(f"\nLeft out for your safety: {', '.join(out)}.")
    return parts


def detail_lines(answers: "Answers") -> "list[RenderableType]":
    r"""What was asked besides: which hip is artificial and since when, the week of a pregnancy.

    Examples
    --------
    >>> from ilio.observations import Answers
    >>> detail_lines(Answers(replaced_hip="left", hip_replaced_months=14))
    ['\nAnswered as well:\n- artificial hip: left\n- put in: 14 months before']
    """
    week, months = answers.pregnancy_week, answers.hip_replaced_months
    told = {
        "week of the pregnancy": "" if week is None else f"{int(week)}",
        "artificial hip": answers.replaced_hip or "",
        "put in": "" if months is None else f"{months:g} months before",
    }
    return listed("Answered as well", (f"{name}: {what}" for name, what in told.items() if what))


def how_to_go_on(summary: str, safety: "Safety", answers: "Answers") -> "list[RenderableType]":
    """Where to answer what is asked, and how to record a clearance.

    Parameters
    ----------
    summary
        What was said before; a question that stands in it is not said again.
    safety
        What the answers allow.
    answers
        The answers themselves, with their clearances.

    Examples
    --------
    >>> from ilio.observations import Answers, Safety
    >>> how_to_go_on("", Safety(uncleared=("hernia",)), Answers())[0].splitlines()[-1]
    '- Once a doctor has cleared it: ilio clear VISIT.json hernia --by NAME --on DAY'
    """
    return listed("How to go on", _steps(summary, safety, answers))


def _steps(summary: str, safety: "Safety", answers: "Answers") -> Iterator[str]:
    from ilio.knowledge import question_of, safety_answers
    from ilio.verdicts.safety_telling import ended_words

    for field in safety.asks:
        asked = question_of(field).text
        yield _place_of(field) if asked in summary else f'"{asked}" {_place_of(field)}'
    given = {clearance.of for clearance in answers.clearances}
    for key in safety.uncleared:
        over = (ended_words(old, safety.as_of) for old in safety.lapsed if old.of == key)
        yield from (words for words in over if words not in summary)
        again = " anew" if key in given else ""
        who = safety_answers()[key].cleared_by
        yield f"Once {who} has cleared it{again}: {CLEAR.format(key=key)}"


def _place_of(field: str) -> str:
    from ilio.sources.visit_schema import key_of

    # a week of no known day cannot be counted on from
    day = ", and the date of the visit with it" if field == "pregnancy_week" else ""
    return f"Answer it in the visit file ({key_of(field)}{day}), or be asked: ilio assess"


def _minded(summary: str, safety: "Safety") -> Iterator[str]:
    """What each answer means; two pains of one hip have one reason."""
    from ilio.verdicts.safety_telling import meaning

    said: dict[tuple[str, str], list[str]] = {}
    for key, row in _others(summary, safety):
        hips = " and ".join(side for side, keys in safety.hurts.items() if key in keys)
        whose = f"{hips.capitalize()} hip: {row.why}" if hips else row.why
        what = meaning(key, safety).removeprefix(row.why).strip()
        said.setdefault((whose, f"[{row.source}, {row.grade}]"), []).append(what)
    for (whose, source), todo in said.items():
        yield " ".join(filter(None, (whose, *todo, source)))


def _others(summary: str, safety: "Safety") -> "Iterator[tuple[str, SafetyAnswer]]":
    """The answers that hold and are not told yet."""
    from ilio.verdicts.safety_telling import meaning

    for key, row in safety.rows.items():
        if meaning(key, safety) not in summary:
            yield key, row
