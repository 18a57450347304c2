"""The report says everything that was measured, needs nothing else, and reads in print."""

import re
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from unittest.mock import patch

import pytest
from sample_visits import ALL, RIGHT, cannot_tell, refer, sound_raise, thomas, weak_tight_left

from ilio.core import Measured, OutputError, UnknownNameError
from ilio.records import Visit, load, render
from ilio.records.attempt_parts import shoulder_hip_knee
from ilio.records.citing import citation
from ilio.records.rendering import html, pdf
from ilio.records.report import report_of
from ilio.records.shared_rows import ONLY_RECORDED
from ilio.records.trust import trust_sentence
from ilio.records.wording import measured_text, quantity_name

VOID = {"meta", "br", "hr", "img", "input", "link", "path", "circle"}


class Page(HTMLParser):
    """Checks that every element is closed in order, and collects what a test asks for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[str] = []
        self.words = ""
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [
            value or "" for name, value in attrs if name in ("href", "src", "xlink:href")
        ]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "style":
            return
        self.words += data
        if self.open and self.open[-1] == "h2":
            self.headings.append(data)


def page_of(visit: Visit) -> tuple[str, Page]:
    """The page with its appendix: everything that a report can say."""
    text = html(replace(report_of(visit), appendix=True))
    return text, Page(text)


@pytest.mark.parametrize("make", ALL.values(), ids=ALL.keys())
def test_the_page_needs_nothing_else(make: Callable[[], Visit]) -> None:
    text, page = page_of(make())
    assert not {"script", "link", "img", "iframe", "object", "image", "use"} & set(page.tags)
    assert all(link.startswith("#") for link in page.links)
    assert set(re.findall(r"https?://[^\s\"'<>]*", text)) <= {"http://www.w3.org/2000/svg"}
    assert "@import" not in text and not re.search(r"url\((?!#)", text)
    assert 'lang="en"' in text and 'name="viewport"' in text
    assert "prefers-color-scheme: dark" in text and "@media print" in text


@pytest.mark.parametrize("make", ALL.values(), ids=ALL.keys())
def test_ids_are_unique_and_every_link_has_its_end(make: Callable[[], Visit]) -> None:
    _, page = page_of(make())
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)


@pytest.mark.parametrize("make", ALL.values(), ids=ALL.keys())
def test_every_measured_number_appears(make: Callable[[], Visit]) -> None:
    visit = make()
    _, page = page_of(visit)
    for m in visit.measurements:
        for name, quantity in m.quantities.items():
            assert quantity_name(name) in page.words
            assert measured_text(quantity) in page.words
        for name, reason in m.unmeasured.items():
            if m.source.kind == "answers" and name in ONLY_RECORDED:
                assert quantity_name(name) not in page.words  # nobody could have typed it
                continue
            assert quantity_name(name) in page.words and reason in page.words
        for gate in m.gates:
            assert gate.detail in page.words
    for verdict in visit.judgement.sides.values():
        for reason in (*verdict.weakness.because, *verdict.tightness.because):
            assert reason.text in page.words


def test_the_verdict_comes_first_then_the_sections_in_order() -> None:
    _, page = page_of(weak_tight_left())
    places = [
        page.words.index(words)
        for words in (
            "Your left deep hip flexors are weak and tight",
            "Left: weak and tight",
            "What to do now",
            "Reasons stand in order of weight",
            "What was not measured, and why",
            "Checks",
            "All numbers",
            "What the article says, and what research says",
            "Literature",
            "not a medical device",
        )
    ]
    assert places == sorted(places)


def test_truth_stands_beside_the_measured_number() -> None:
    rows = report_of(weak_tight_left()).attempts[1].numbers
    assert {row.name: row.truth for row in rows if row.truth} == {
        quantity_name("thigh_drop"): "−10.0°",
        quantity_name("hip_extension"): "−10.0°",
    }
    assert not report_of(weak_tight_left()).attempts[4].has_truth


def test_numbers_of_other_tools() -> None:
    corner = shoulder_hip_knee(sound_raise())
    assert corner is not None
    assert (corner.value, corner.unit) == (pytest.approx(180 - 101.7 - 2.1), "deg")
    assert shoulder_hip_knee(thomas(RIGHT, 5, 0)) is None
    names = [row.name for row in report_of(weak_tight_left()).attempts[3].others]
    assert any("phone apps" in name for name in names) and any(
        "hip_flexion" in name for name in names
    )


def test_what_attempts_share_is_told_once() -> None:
    (_, table) = report_of(weak_tight_left()).missing
    (row,) = table.rows
    assert (row.text, row.where) == ("a phone on the thigh does not see it.", "")
    raises = report_of(weak_tight_left()).checks[0].rows
    shared = [row.where for row in raises if row.text == "The camera stood square to the side."]
    assert shared == [""]
    assert [row.where for row in raises if row.head == "Standing pose"] == ["left 1"]


def test_a_referral_comes_first_and_gives_no_programme() -> None:
    _, page = page_of(refer())
    assert page.headings[0] == "Why this comes first"
    assert "there is no verdict and no plan" in page.words
    assert "Pain that rest and position do not change" in page.words
    assert not {"svg", "figure"} & set(page.tags) and "research says" not in page.words


def test_tests_to_leave_out_come_before_the_sides() -> None:
    _, page = page_of(cannot_tell())
    assert page.headings[0] == "Tests to leave out"
    assert page.words.index("Hernia") < page.words.index("Right: ")


def test_a_failed_attempt_is_told() -> None:
    assert "got 2.0 s. Film the whole hold." in page_of(weak_tight_left())[1].words
    brief = report_of(weak_tight_left()).brief
    assert brief is not None
    assert brief.sure.endswith("One attempt could not be measured; the appendix says why.")


def test_words_from_outside_cannot_become_markup() -> None:
    visit = replace(weak_tight_left(), person="<script>alert(1)</script>#set text(1pt)")
    text, page = page_of(visit)
    assert "script" not in page.tags and "&lt;script&gt;" in text
    assert pdf(report_of(visit)).startswith(b"%PDF-")


def test_a_figure_without_any_angle_says_so() -> None:
    bare = replace(sound_raise(), quantities={}, curves=())
    (side,) = report_of(replace(cannot_tell(), measurements=(bare,))).sides
    assert side.bodies[0].caption == (
        "No angle was measured. Dashed, not measured, drawn as asked: thigh, knee, trunk."
    )


def test_a_running_clip_and_a_new_quantity_are_shown(tmp_path: Path) -> None:
    clip = replace(
        sound_raise(),
        protocol="running",
        quantities={
            "thigh_elevation_peak": Measured(48, 44, 52, "deg"),
            "cadence": Measured(170, 168, 172, "1"),
        },
    )
    visit = replace(cannot_tell(), measurements=(clip,))
    _, page = page_of(visit)
    for words in ("Running, right 1", "48.0° (44.0 to 52.0)", "Cadence", "170.0 (168.0 to 172.0)"):
        assert words in page.words
    render(visit, tmp_path / "report.pdf")


def test_citations() -> None:
    assert citation("vigotsky2016") == "Vigotsky 2016"
    keys = [key for key, _ in report_of(cannot_tell()).literature]
    assert {"kawamoto2012", "vigotsky2016", "ilio2026"} <= set(keys)
    assert len(keys) == len(set(keys))


def text_of(path: Path) -> str:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed")
    done = subprocess.run([program, str(path), "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


@pytest.mark.parametrize("make", ALL.values(), ids=ALL.keys())
def test_the_pdf_holds_the_summary_and_the_findings(
    make: Callable[[], Visit], tmp_path: Path
) -> None:
    visit = make()
    words = text_of(render(visit, tmp_path / "report.pdf"))
    assert visit.judgement.summary in words
    assert "not a medical device" in words
    for reason in visit.judgement.refer:
        assert reason.text in words


def test_the_pdf_is_written_in_under_two_seconds(tmp_path: Path) -> None:
    start = time.perf_counter()
    render(weak_tight_left(), tmp_path / "report.pdf")
    assert time.perf_counter() - start < 2


def test_the_pdf_uses_its_own_fonts_only(tmp_path: Path) -> None:
    program = shutil.which("pdffonts")
    if program is None:
        pytest.skip("pdffonts is not installed")
    path = render(weak_tight_left(), tmp_path / "report.pdf")
    done = subprocess.run([program, str(path)], capture_output=True, check=True)
    fonts = {line.split()[0].split("+")[-1] for line in done.stdout.decode().splitlines()[2:]}
    assert all(font.startswith(("LibertinusSerif", "DejaVu", "NewCM")) for font in fonts)


def test_one_report_twice_is_the_same_file(tmp_path: Path) -> None:
    report = report_of(weak_tight_left())
    assert html(report) == html(report_of(weak_tight_left()))
    assert pdf(report) == pdf(report)


def test_render_goes_by_the_ending(tmp_path: Path) -> None:
    visit = weak_tight_left()
    assert load(render(visit, tmp_path / "visit.JSON")) == visit
    with pytest.raises(
        UnknownNameError, match=r"a report ending \(html, json, pdf\), got 'pdff' in a\.pdff"
    ):
        render(visit, tmp_path / "a.pdff")
    with pytest.raises(OutputError, match="does not exist"):
        render(visit, tmp_path / "missing" / "report.html")


def test_nothing_is_rendered_for_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    with patch("ilio.records.rendering.report_of") as work, pytest.raises(OutputError):
        render(weak_tight_left(), tmp_path / "missing" / "report.pdf")
    work.assert_not_called()


def test_trust_is_told_for_a_known_device_only() -> None:
    words = trust_sentence([sound_raise(), thomas(RIGHT, 5, 0)])
    assert words is not None
    assert "a phone on the thigh and the hand check" in words and "0°: left open in" in words
    unknown = replace(thomas(RIGHT, 5, 0), pelvis_from="typed")
    assert trust_sentence([unknown]) is None


def test_open_ends_are_words() -> None:
    assert measured_text(Measured(3.0, -float("inf"), 4.0, "deg")) == "3.0° (4.0 or less)"
    assert (
        measured_text(Measured(3.0, -float("inf"), float("inf"), "%")) == "3.0 % (both ends open)"
    )


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def test_the_page_has_enough_contrast_in_light_and_dark() -> None:
    text, _ = page_of(refer())
    schemes = re.findall(r":root \{(.*?)\}", text, re.DOTALL)[:2]
    assert len(schemes) == 2
    for scheme in schemes:
        colours = dict(re.findall(r"--([\w-]+): (#\w{6});", scheme))
        for ink in ("ink", "soft", "accent", "alarm"):
            for ground in ("paper", "ground", "alarm-ground"):
                light, dark = sorted(
                    (luminance(colours[ink]), luminance(colours[ground])), reverse=True
                )
                assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)
