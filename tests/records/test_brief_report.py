"""The report is two pages that a runner can read; everything else is the appendix, on demand."""

import re
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from sample_plans import plan
from sample_visits import ALL, refer
from typed_visits import CLEARED, PERSON, hung, made, raised

from ilio.core import Side
from ilio.observations import Answers, safety_of
from ilio.records import Visit, load, save
from ilio.records.brief_parts import Brief
from ilio.records.first_exercises import first_exercises
from ilio.records.rendering import html, pdf
from ilio.records.report import report_of
from ilio.records.report_parts import Report
from ilio.wiring import assess

LEFT, RIGHT = Side.LEFT, Side.RIGHT
MOST_WORDS, LEAST_EASE = 250, 60.0

UNCLEAR = replace(hung(LEFT).answers, hand_check="fist fits", bracing=False, table_level=None)
TYPED: dict[str, Callable[[], Visit]] = {
    "sound": lambda: made(raised(LEFT), raised(RIGHT), hung(LEFT, 12.0), hung(RIGHT, 13.0)),
    "weak and tight left": lambda: made(
        raised(LEFT, "could not hold", 12.0), raised(RIGHT), hung(LEFT, -9.0), hung(RIGHT, 11.0)
    ),
    "painful left": lambda: made(
        raised(LEFT, "pain", 9.0),
        raised(RIGHT),
        hung(LEFT, -3.0, hurt=True),
        hung(RIGHT, 12.0),
        answers=replace(
            PERSON,
            passive_knee_to_chest_deg={LEFT: 92.0, RIGHT: 125.0},
            passive_knee_to_chest_pain={LEFT: True, RIGHT: False},
        ),
    ),
    "words only": lambda: made(raised(LEFT), hung(LEFT, contact="hovers")),
    "one side": lambda: made(raised(RIGHT)),
    "hernia, cleared": lambda: made(
        raised(LEFT),
        hung(RIGHT, 4.0),
        answers=replace(PERSON, do_not_test=frozenset({"hernia"}), clearances=(CLEARED,)),
    ),
    "much to say of both": lambda: made(
        raised(LEFT, "pain", 25.0),
        raised(RIGHT, "lost balance", 20.0),
        replace(hung(LEFT, -9.0), answers=UNCLEAR),
        hung(RIGHT, 14.0),
        answers=replace(
            PERSON,
            passive_knee_to_chest_deg={LEFT: 92.0, RIGHT: 125.0},
            passive_knee_to_chest_pain={LEFT: True, RIGHT: False},
        ),
    ),
    "everything ticked": lambda: made(
        raised(LEFT),
        answers=replace(
            PERSON,
            do_not_test=frozenset({"hip_replacement", "osteoporosis", "pregnancy", "hernia"}),
            pregnancy_week=12.0,
            replaced_hip="left",
            hip_replaced_months=7.0,
        ),
    ),
}


def syllables(word: str) -> int:
    """Groups of vowels; a mute e at the end is none."""
    bare = word.lower()
    count = len(re.findall(r"[aeiouy]+", bare))
    if bare.endswith("e") and not bare.endswith(("le", "ee")):
        count -= 1
    return max(count, 1)


def reading_ease(text: str) -> float:
    """Flesch reading ease: 60 and more is plain English."""
    sentences = len(re.findall(r"[.!?](?:\s|$)", text))
    words = re.findall(r"[A-Za-z][A-Za-z'-]*", text)
    per_word = sum(map(syllables, words)) / len(words)
    return 206.835 - 1.015 * len(words) / sentences - 84.6 * per_word


def seen_first(report: Report) -> str:
    """What a runner reads first: the verdict, the reasons, what to do, how sure."""
    brief = briefly(report)
    reasons = [line for side in brief.sides for line in (side.calls, *side.why)]
    steps = [step.text for step in brief.steps]
    return " ".join([report.summary, *reasons, *brief.both, *brief.leave_out, *steps, brief.sure])


def briefly(report: Report) -> Brief:
    assert report.brief is not None
    return report.brief


Printer = Callable[[Report], list[str]]


@pytest.fixture
def pages_of(pdftotext: str, tmp_path: Path) -> Printer:
    """The text of each printed page of a report."""

    def printed(report: Report) -> list[str]:
        path = tmp_path / "report.pdf"
        path.write_bytes(pdf(report))
        done = subprocess.run([pdftotext, str(path), "-"], capture_output=True, check=True)
        return done.stdout.decode().split("\f")[:-1]

    return printed


def test_the_measure_of_reading_ease() -> None:
    assert reading_ease("The cat sat on the mat.") == pytest.approx(116.1, abs=0.1)
    hard = "Musculoskeletal examination methodology necessitates considerable deliberation."
    assert reading_ease(hard) < 0


@pytest.mark.parametrize("make", TYPED.values(), ids=TYPED.keys())
def test_two_pages_few_words_plain_words(make: Callable[[], Visit], pages_of: Printer) -> None:
    check_two_pages(make(), pages_of)


def check_two_pages(visit: Visit, pages_of: Printer) -> None:
    report = report_of(visit)
    pages = pages_of(report)
    if report.brief is None:  # sent to help, or asked first: the short page
        assert len(pages) == 1
        return
    assert len(pages) == 2
    assert len(pages[0].split()) < MOST_WORDS
    assert reading_ease(seen_first(report)) >= LEAST_EASE
    assert "What to do now" in pages[1] and "The clinician’s note" in pages[1]


def test_two_pages_for_every_visit_of_the_cases(cases: Iterable[Path], pages_of: Printer) -> None:
    for path in cases:
        check_two_pages(assess(path), pages_of)


@pytest.fixture
def cases(data_dir: Path) -> list[Path]:
    found = sorted((data_dir.parent / "cases" / "visits").glob("*.toml"))
    if not found:
        pytest.skip("the visits of the cases are not here")
    return found


@pytest.mark.parametrize("make", ALL.values(), ids=ALL.keys())
def test_two_pages_for_recorded_and_saved_visits(
    make: Callable[[], Visit], pages_of: Printer, tmp_path: Path
) -> None:
    save(make(), tmp_path / "visit.json")
    report = report_of(load(tmp_path / "visit.json"))
    assert len(pages_of(report)) == (1 if report.refer else 2)


@pytest.mark.parametrize("make", ALL.values(), ids=ALL.keys())
def test_the_printed_appendix_holds_every_step_and_number(
    make: Callable[[], Visit], pages_of: Printer
) -> None:
    report = replace(report_of(make()), appendix=True)
    text = "".join("".join(pages_of(report)).replace("\u00ad", "").split())
    assert not report.brief or all(s.text.replace(" ", "") in text for s in report.brief.steps)
    for number in (row.number for part in report.attempts for row in part.numbers):
        assert number.replace(" ", "") in text


def test_the_appendix_comes_on_demand(pages_of: Printer) -> None:
    report = report_of(TYPED["weak and tight left"]())
    for told in ("All numbers", "Checks", "What the article says", "Literature", "read as 100.0°"):
        assert told not in html(report) and told in html(replace(report, appendix=True))
    numbers = re.compile(r"\d+ ?/ ?\d+\s*$")
    brief, whole = (
        [numbers.sub("", page) for page in pages_of(replace(report, appendix=wanted))]
        for wanted in (False, True)
    )
    assert whole[:2] == brief and whole[2].startswith("Appendix")


def test_a_typed_visit_does_not_list_what_only_a_film_has() -> None:
    page = html(replace(report_of(TYPED["sound"]()), appendix=True))
    assert "Shaking while held" not in page and "Share of the raise" not in page
    assert "Knee bend of the hanging leg" in page


def test_who_and_which_answers() -> None:
    about = briefly(report_of(TYPED["hernia, cleared"]())).about
    assert about[0] == "Age 45, sits 8 h a day."
    assert about[1].endswith("Yes. Cleared by Dr. Alba Roth, surgeon on 2026-11-20.")
    assert "Safety questions: all answered no." in briefly(report_of(TYPED["sound"]())).about
    told = briefly(report_of(TYPED["everything ticked"]())).about
    assert {"Week 12 of the pregnancy.", "Artificial hip: left, since 7 months."} <= set(told)


def test_a_chance_says_of_what_and_stands_once() -> None:
    report = report_of(TYPED["weak and tight left"]())
    sure = briefly(report).sure
    assert sure.startswith("Chance that the thigh fell below level before 30 s, or that trunk or")
    assert "left over 99 %, right" in sure and "a stiff hip" in sure and "grade D" in sure
    assert html(report).count("over 99 %") == 1
    assert "chance of weak" not in html(replace(report, appendix=True)).lower()


def test_the_reasons_that_decided() -> None:
    left, right = briefly(report_of(TYPED["weak and tight left"]())).sides
    assert left.why[0] == "Strength: The thigh came below level after 12 s of 30 s."
    assert left.why[1].startswith("Length: The hip stays 9° short of level")
    assert all(2 <= len(side.why) <= 3 for side in (left, right))
    (hurt, _) = briefly(report_of(TYPED["painful left"]())).sides
    assert hurt.why == (
        "Strength and length: The test hurt, pinched or made something numb, so it says nothing"
        " about muscle.",
    )


def test_no_degrees_are_told_of_a_word() -> None:
    left, _ = briefly(report_of(TYPED["words only"]())).sides
    assert left.why[1] == (
        "Length: Hovers above the table, flat hand snug under the back (seen, not measured)."
    )
    assert not any("°" in line for line in left.why)


def test_what_a_helper_found_stands_on_the_first_page(pages_of: Printer) -> None:
    first = " ".join(pages_of(report_of(TYPED["painful left"]()))[0].split())
    assert "A helper could bend the left hip to 92°, and it hurt or pinched." in first
    assert "A helper could bend the right hip to 125°, free of pain." in first


def test_the_next_step_stands_where_there_is_no_plan() -> None:
    steps = briefly(report_of(TYPED["weak and tight left"]())).steps
    assert steps[0].text == "Make a plan from this visit, on the page or with: ilio plan."
    hurting = briefly(report_of(TYPED["painful left"]())).steps
    assert not any("Make a plan" in step.text for step in hurting)
    waiting = briefly(report_of(TYPED["everything ticked"]())).steps
    assert not any("Make a plan" in step.text for step in waiting)


def test_the_first_three_exercises_are_drawn(pages_of: Printer) -> None:
    visit = TYPED["weak and tight left"]()
    shown = briefly(report_of(visit, None, plan())).exercises
    assert len(shown) == 3 and all(one.svg.startswith("<svg") and one.how_much for one in shown)
    page = html(report_of(visit, None, plan()))
    assert all(one.title in page for one in shown)
    assert "with these exercises" in page and "Make a plan" not in page
    printed = pages_of(report_of(visit, None, plan()))
    assert len(printed) == 2 and all(one.title in printed[1] for one in shown)


def test_much_to_say_still_fits_two_pages(pages_of: Printer) -> None:
    ticked = frozenset({"hip_surgery", "osteoporosis", "hernia", "acute_back_pain", "pregnancy"})
    answers = replace(
        PERSON,
        do_not_test=ticked,
        pregnancy_week=12.0,
        with_clinician=True,
        passive_knee_to_chest_deg={LEFT: 92.0, RIGHT: 125.0},
    )
    report = report_of(
        made(
            raised(LEFT, "could not hold", 12.0), raised(RIGHT), hung(LEFT, -9.0), hung(RIGHT, 4.0),
            answers=answers,
        )
    )  # fmt: skip
    assert len(pages_of(report)) == 2


def test_a_plan_of_other_answers_is_not_drawn() -> None:
    hurt = TYPED["painful left"]()
    assert briefly(report_of(hurt, None, plan())).exercises == ()
    stopped = safety_of(replace(PERSON, do_not_test=frozenset({"hernia"})))
    assert first_exercises(plan(), stopped) == ()
    assert first_exercises(plan(), safety_of(Answers())) == ()


def test_a_test_that_an_answer_rules_out_has_no_figure() -> None:
    pregnant = replace(PERSON, do_not_test=frozenset({"pregnancy"}), pregnancy_week=24.0)
    visit = made(raised(LEFT), hung(LEFT, -9.0), answers=pregnant)
    titles = {body.title for side in report_of(visit).sides for body in side.bodies}
    assert titles == {"Standing knee raise"}


def test_who_is_sent_to_help_gets_the_short_page() -> None:
    report = report_of(refer())
    assert report.brief is None
    assert html(report) == html(report_of(refer(), None, plan()))
    assert "What to do now" not in html(report) and "clinician's note" not in html(report)
