"""What makes an attempt unreadable, and what is worth a note though it does not."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ilio.protocols.measurement import Measurement
from ilio.verdicts.verdict import Reason

UNSUPPORTED = (None, "none")


def pain_reason(attempts: Iterable[Measurement]) -> tuple[Reason, str] | None:
    """The reason and the next step when a test hurt; pain stops its own test and axis only.

    Examples
    --------
    >>> pain_reason([]) is None
    True
    """
    for attempt in attempts:
        if attempt.answers.pain or attempt.answers.ended == "pain":
            text = "The test hurt, pinched or made something numb, so it says nothing about muscle."
            step = "Do not repeat this test; have a physiotherapist or doctor look at the pain."
            return Reason(text, source="ilio2026", grade="D"), step
    return None


def invalid_because(attempt: Measurement, blocks: Sequence[str]) -> Reason | None:
    """Why one attempt cannot be read; None when it can.

    Parameters
    ----------
    blocks
        What the rules look at: ``"stance leg"``, ``"gates"``.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import Gate, Source
    >>> squat = Gate("one leg only", "fail", "Both thighs rose.", blocks=True)
    >>> m = Measurement("knee-raise", Side.LEFT, Source("video", "a.mp4", "video"), gates=(squat,))
    >>> invalid_because(m, ["gates"]).text
    'Both thighs rose.'
    """
    if "stance leg" in blocks and _lost_the_stand(attempt):
        text = "The standing leg or the balance gave way first; touch a wall with one fingertip."
        return Reason(text, source="ilio2026", grade="D")
    if "gates" not in blocks:
        return None
    failed = sorted(gate.detail for gate in attempt.gates if gate.stops)
    return Reason(failed[0]) if failed else None


def _lost_the_stand(attempt: Measurement) -> bool:
    said = attempt.answers
    lost = said.stance_leg_gave_way or said.ended == "lost balance"
    return bool(lost) and said.support in UNSUPPORTED


def left_out(troubles: Iterable[Reason]) -> tuple[Reason, ...]:
    """What kept attempts out of a verdict that others carry; it speaks for neither call.

    Examples
    --------
    >>> [r.text for r in left_out([Reason("Both thighs rose.")])]
    ['An attempt was left out: Both thighs rose.']
    """
    return tuple(replace(t, text=f"An attempt was left out: {t.text}") for t in troubles)


def open_because(call: str, attempts: Iterable[Measurement]) -> tuple[Reason, ...]:
    """Checks that failed, where nothing could be told; a call that was made stands without them.

    Examples
    --------
    >>> open_because("tight", [])
    ()
    """
    return gate_notes(attempts) if call == "cannot tell" else ()


def gate_notes(attempts: Iterable[Measurement]) -> tuple[Reason, ...]:
    """Checks that failed without stopping the axis, once each.

    Examples
    --------
    >>> gate_notes([])
    ()
    """
    details = {g.detail for a in attempts for g in a.gates if g.state == "fail" and not g.stops}
    return tuple(Reason(detail) for detail in sorted(details))
