"""The handout as Markdown: for mail, notes and whoever reads without pictures."""

from collections.abc import Iterable, Iterator

from ilio.records.handout_parts import Card, Handout


def markdown(handout: Handout) -> str:
    r"""The handout as Markdown text.

    Examples
    --------
    >>> markdown(Handout(title="Hip flexor plan", summary="Rest for a week.")).splitlines()[2]
    'Rest for a week.'
    """
    return "\n".join(_lines(handout)).rstrip() + "\n"


def _lines(handout: Handout) -> Iterator[str]:
    about = ", ".join(filter(None, (handout.person, handout.span)))
    yield from (f"# {handout.title}", "")
    if handout.summary != handout.refused:
        yield from (handout.lead or handout.summary, "")
    if about:
        yield from (f"*{about}*", "")
    if handout.refused:
        yield from (f"**No exercises now.** {handout.refused}", "")
    yield from _list("Changed", handout.changes)
    if handout.first_week:
        head = ("session", "when", "how long", "exercises")
        rows = [(x.title, x.when, x.minutes, x.items) for x in handout.first_week]
        yield from ("## The first week", "", *_table(head, rows), "")
    if handout.lead not in ("", handout.summary):
        yield from ("## The plan in words", "", handout.summary, "")
    yield from _list("Why", handout.why)
    yield from _list("Stop, and see someone", handout.stop)
    yield from _list("What did not fit, and the cheapest change", handout.shortfalls)
    if handout.next_test:
        yield from (f"**Next test.** {handout.next_test}", "")
    yield from _weeks(handout)
    yield from _list("What to expect", handout.expect)
    if handout.retest:
        yield from (f"**Retest.** {handout.retest}", "")
    if handout.holdings:
        holds = [(x.occasion, x.weeks, "<br>".join(x.items)) for x in handout.holdings]
        yield from ("## What each session holds", "")
        yield from (*_table(("session", "weeks", "exercises"), holds), "", handout.grades, "")
    for card in handout.cards:
        yield from _card(card)
    yield from _list("How the load moves", handout.rules)
    yield from _list("Literature", handout.literature)
    yield f"Ilio {handout.version}. An education and training tool, not a medical device."


def _list(title: str, lines: Iterable[str]) -> Iterator[str]:
    entries = [f"- {line}" for line in lines]
    if entries:
        yield from (f"## {title}", "", *entries, "")


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"


def _weeks(handout: Handout) -> Iterator[str]:
    if not handout.calendar:
        return
    head = ("", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    rows = [(week.name, *("<br>".join(day) for day in week.days)) for week in handout.calendar]
    yield from ("## Calendar", "", *_table(head, rows), "")


def _card(card: Card) -> Iterator[str]:
    yield from (f"### {card.title}", "", f"{card.purpose}. {card.set_up}", "")
    yield from (f"- {cue}" for cue in card.cues)
    yield from (f"- **How much.** {words}" for words in card.doses)
    yield f"- **How fast.** {card.tempo}"
    yield f"- **Stop** at: {'; '.join(card.stop)}."
    if card.needs:
        yield f"- **Needs** {card.needs}."
    if card.change:
        yield f"- {card.change}"
    yield from (f"- Exercise: {card.evidence}", "")
