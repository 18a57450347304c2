"""What a visit says first: safety, then at most five lines a side."""

import json
from dataclasses import replace

import pytest

from ilio.apps.cli.first_view import MOST_LINES, first_view, side_lines
from ilio.apps.cli.views import visit_view
from ilio.core import Side
from ilio.knowledge import do_not_test
from ilio.observations import Answers
from ilio.records import Visit
from ilio.verdicts import judge
from ilio.verdicts.verdict import Axis, Judgement, Reason, TightnessAxis, Verdict, axes_of

LONG = "The hip stays short of level and this sentence goes on until it needs many lines. " * 4
STEP = "Lie down once more and let a friend feel under the low back."


def verdict(weak="sound", tight="tight", *, reason="The thigh would hover.", step=STEP):
    because = (Reason(reason), Reason("A second reason."))
    return Verdict(
        Side.LEFT,
        axes_of(Axis(weak, 0.07, because), TightnessAxis(tight, 0.97, because)),
        step,
    )


@pytest.mark.parametrize("width", [40, 60, 80, 200])
@pytest.mark.parametrize("reason", ["", "The thigh would hover.", LONG])
@pytest.mark.parametrize("call", ["sound", "weak", "cannot tell"])
def test_a_side_takes_five_lines_at_most_and_leaves_what_to_do_to_the_end(width, reason, call):
    lines = side_lines(verdict(call, reason=reason), width)
    assert len(lines) <= MOST_LINES
    assert max(map(len, lines)) <= width
    assert STEP not in " ".join(" ".join(lines).split())


def test_a_reason_that_does_not_fit_is_left_out_whole():
    lines = side_lines(verdict(reason=LONG), 80)
    assert len(lines) < MOST_LINES
    assert "goes on" not in " ".join(lines)


def test_what_was_found_comes_first():
    assert side_lines(verdict("sound", "tight"), 80)[0] == "Left: tight, strength sound"
    assert side_lines(verdict("weak", "normal"), 80)[0] == "Left: weak, length normal"


def test_an_axis_that_is_not_known_says_so():
    (head, *_) = side_lines(verdict("cannot tell", "normal"), 200)
    assert head == "Left: strength not known, length normal"


def test_a_reason_of_both_axes_is_said_once_and_in_signs():
    both = side_lines(verdict(reason="It hurt at 12 deg (2 of 2 attempts)."), 80)
    assert both == ["Left: tight, strength sound", "  It hurt at 12°."]


ASKED = Answers(red_flags=frozenset(), do_not_test=frozenset(), age_years=34)


def test_recordings_that_were_lost_are_never_left_to_the_full_view():
    visit = Visit(
        Judgement("Left: tight.", {Side.LEFT: verdict()}),
        answers=ASKED,
        failures=("a.mp4: empty.",),
    )
    first, _, do, lost = first_view(visit, 80)
    assert do.startswith("\nDo now: Make a plan")
    assert first == "Left: tight."
    assert lost == "\nCould not be used:\n- a.mp4: empty."


@pytest.mark.parametrize("key", sorted(do_not_test()))
def test_what_an_answer_rules_out_is_never_left_to_the_full_view(key):
    """Whatever the full view says about safety, the first one says as well."""
    answers = replace(ASKED, do_not_test=frozenset({key}))
    visit = Visit(judge([], answers), answers=answers)
    first = [str(part) for part in first_view(visit, 80)]
    titles = ("\nMind this", "\nLeft out", "\nHow to come back", "\nHow to go on", "\nCleared")
    whole = [str(part) for part in visit_view(visit)]
    about_safety = [whole[0], *(part for part in whole if part.startswith(titles))]
    assert [part for part in about_safety if part not in first] == []


def test_assess_says_the_rest_only_when_asked(ilio, typed_visit):
    short, full = ilio("assess", typed_visit), ilio("assess", typed_visit, "--full")
    _, *sides = short.out.strip().split("\n\n")
    assert [side.split(":")[0] for side in sides] == ["Left", "Right", "Do now"]
    assert max(len(block.splitlines()) for block in sides) <= MOST_LINES
    for rest in ("Why, left side", "Verdict by the rules", "What to do, in order"):
        assert rest in full.out
        assert rest not in short.out


def test_who_is_referred_reads_no_call_and_no_chance(ilio, typed_visit):
    text = typed_visit.read_text(encoding="utf-8")
    assert "red_flags = []" in text
    typed_visit.write_text(text.replace("red_flags = []", 'red_flags = ["fever"]'))
    said = ilio("assess", typed_visit)
    summary = json.loads(ilio("assess", typed_visit, "--json").out)["summary"]
    assert " ".join(said.out.split()).startswith(" ".join(summary.split())[:60])
    assert "chance" not in said.out
    assert "tight (" not in said.out
