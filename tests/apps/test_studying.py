"""`ilio study`: from a manifest to the table of the paper, and the kit that comes before it."""

import csv
import json
import re
import shlex
from pathlib import Path

import numpy as np
import pytest

from ilio.knowledge import do_not_test, red_flags
from ilio.records.study_kit import kit_of
from ilio.records.study_plan import StudyPlan

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "study.csv"
BLOCK = re.compile(r"```console\n\$ ilio (?P<words>study [^\n]*)\n(?P<out>(?!\$).*?)```", re.DOTALL)


def test_the_worked_example_of_the_docs_prints_what_it_shows(ilio, tmp_path, monkeypatch):
    text = (ROOT / "docs" / "study.md").read_text(encoding="utf-8")
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    shown = [m for m in BLOCK.finditer(text) if m["out"].strip()]
    assert shown
    for block in shown:
        ran = ilio(*shlex.split(block["words"], comments=True))
        assert ran.code == 0, ran.err
        said = [line.rstrip() for line in ran.out.splitlines()]
        first = block["out"].split("[...]")[0].splitlines()
        assert said[: len(first)] == [line.rstrip() for line in first]


def test_the_report_is_written_as_page_and_paper(ilio, tmp_path, pdftotext):
    import subprocess

    page, paper = tmp_path / "study.html", tmp_path / "study.pdf"
    ran = ilio("study", EXAMPLE, "-o", page, "-o", paper, "--title", "Hips of May")
    assert ran.code == 0
    html = page.read_text(encoding="utf-8")
    text = subprocess.run(
        [pdftotext, "-layout", paper, "-"], capture_output=True, text=True, check=True
    ).stdout
    for shown in (html, text):
        assert "Hips of May" in shown
        assert "MDC95" in shown
        assert "Shrout PE, Fleiss JL" in shown
    assert html.count("<svg") == 5
    assert "http" not in re.sub(r'xmlns="[^"]*"', "", html)


def test_the_made_error_is_found_again(ilio):
    """The example's raters differ by 1.5 deg and an angle errs by 2.3 deg, known to its maker."""
    told = json.loads(ilio("study", EXAMPLE, "--json").out)
    raters = [one for one in told["comparisons"] if one["facet"] == "rater"]
    assert len(raters) == 2
    for one in raters:
        both = next(result for result in one["results"] if result["side"] == "both hips")
        value, low, high = both["sem"]
        assert low < 2.3 < high and low < value < high
        _, low, high = both["pairs"][0]["bias"]
        assert low < 1.5 < high
    hold = next(one for one in told["comparisons"] if one["unit"] == "s")
    assert hold["log"]
    _, low, high = hold["results"][-1]["sem"]
    assert low < 0.18 < high


@pytest.mark.data
def test_the_peak_flow_study_of_bland_and_altman_as_a_manifest(ilio, tmp_path, data_dir):
    source = data_dir / "reliability_oracle" / "pefr_bland_altman_1986.csv"
    with source.open() as lines, (tmp_path / "flow.csv").open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["person", "device", "session", "unit", "value"])
        for number, person in enumerate(csv.DictReader(lines)):
            for column, value in person.items():
                writer.writerow([f"P{number}", column[:-1], column[-1], "l/min", value])
    told = json.loads(ilio("study", tmp_path / "flow.csv", "--json").out)
    first = next(one for one in told["comparisons"] if one["facet"] == "device")
    assert first["levels"] == ["wright", "mini"] and first["held"] == ["session 1"]
    pair = first["results"][0]["pairs"][0]  # mini less Wright: the signs are turned
    assert [pair["bias"][0], pair["lower"][0], pair["upper"][0]] == pytest.approx(
        [2.118, -73.861, 78.096], abs=2e-3
    )
    assert "icc" in first["results"][0] and first["results"][0]["icc"] == {}


def test_recordings_are_measured_and_failures_are_rows(ilio, tmp_path):
    rng = np.random.default_rng(8)
    rows = ["person,side,session,protocol,path"]
    time = np.arange(0, 20, 0.1)
    for person in range(12):
        high = 95 + 2 * person
        for session in (1, 2):
            name = f"p{person}_{session}.csv"
            top = high + rng.normal(0, 1)
            angle = np.interp(time, [0, 3, 4, 18, 18.5], [0, 0, top, top, 0])
            text = "\n".join(f"{t:.2f},{a:.2f}" for t, a in zip(time, angle, strict=True))
            (tmp_path / name).write_text(f"time_s,angle_deg\n{text}\n", encoding="utf-8")
            rows.append(f"P{person},left,{session},knee-raise,{name}")
    rows.append("P3,right,1,knee-raise,nowhere.csv")
    rows.append("P4,right,1,squat,p4_1.csv")
    manifest = tmp_path / "study.csv"
    manifest.write_text("\n".join(rows) + "\n", encoding="utf-8")
    told = json.loads(ilio("study", manifest, "--json").out)
    found = {one["quantity"]: one for one in told["comparisons"]}
    held = found["thigh_elevation_hold"]
    assert (held["device"], held["unit"], held["results"][0]["people"]) == ("phone", "deg", 12)
    value, low, high = held["results"][0]["sem"]
    assert low < 1 < high and value < 2
    # nobody said why the leg came down: how long it could have been held is open
    assert "hold_time" not in found
    assert any("24 rows" in line and "an end is open" in line for line in told["left_out"])
    assert any("line 26" in line and "nothing by that name" in line for line in told["left_out"])
    assert any("line 27" in line and "'squat'" in line for line in told["left_out"])


def test_a_visit_file_gives_its_answers_to_the_study(ilio, tmp_path):
    rows = ["person,side,session,protocol,path"]
    for person in range(10):
        for session in (1, 2):
            name = f"v{person}_{session}.toml"
            drop = 5 + person + session
            (tmp_path / name).write_text(
                'schema = "ilio/visit-input/1"\n[[attempt]]\nprotocol = "thomas"\nside = "left"\n'
                f'device = "goniometer"\nthigh_drop_deg = {drop}\nhand_check = "snug"\n',
                encoding="utf-8",
            )
            rows.append(f"P{person},left,{session},thomas,{name}")
    manifest = tmp_path / "study.csv"
    manifest.write_text("\n".join(rows) + "\n", encoding="utf-8")
    told = json.loads(ilio("study", manifest, "--json").out)
    devices = {one["quantity"]: one["device"] for one in told["comparisons"]}
    assert devices["hip_extension"] == "goniometer, pelvis by hand check"


def test_too_few_people_end_with_what_is_needed(ilio, tmp_path):
    manifest = tmp_path / "study.csv"
    manifest.write_text("person,session,value\nP1,1,3\nP1,2,4\n", encoding="utf-8")
    ran = ilio("study", manifest)
    assert ran.code == 2
    assert "Measure 9 more" in " ".join(ran.err.split())


def test_an_unknown_ending_is_refused_before_anything_is_read(ilio, tmp_path):
    ran = ilio("study", tmp_path / "missing.csv", "-o", tmp_path / "study.docx")
    assert ran.code == 2
    assert "Expected a report ending (.html, .pdf), got '.docx'" in " ".join(ran.err.split())


def letters(text):
    """Without spaces and hyphens, for paper breaks words over lines."""
    return re.sub(r"[\W\u00ad]+", "", text)


def test_the_kit_asks_every_safety_question_and_its_manifest_can_be_read(ilio, tmp_path, pdftotext):
    import subprocess

    kit = tmp_path / "kit"
    ran = ilio("study", "new", kit, "--people", 12, "--by", "goniometer")
    assert ran.code == 0
    assert sorted(p.name for p in kit.iterdir()) == [
        "identities.pdf",
        "manifest.csv",
        "protocol.pdf",
    ]
    text = subprocess.run(
        [pdftotext, kit / "protocol.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    said, plan = letters(text), StudyPlan("thomas", "goniometer", people=12)
    kit_paper = kit_of(plan)
    asked = [words for words, _ in (*kit_paper.ask, *kit_paper.leave_out)]
    bans = [ban for ban in do_not_test().values() if "thomas" in ban.tests]
    for question in (*red_flags().values(), *bans):
        assert letters(question.question)[:25] in said
        assert question.question in asked
    assert letters("Nobody under 18 without a clinician") in said
    with (kit / "manifest.csv").open() as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 12 * 2 * 2 * 2 * 2
    # filled in, it makes a study
    rng = np.random.default_rng(5)
    for row in rows:
        row["value"] = f"{10 + int(row['person'][1:]) + rng.normal(0, 2):.1f}"
    with (kit / "manifest.csv").open("w", newline="") as out:
        writer = csv.DictWriter(out, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    assert ilio("study", kit / "manifest.csv").code == 0


def test_a_kit_never_covers_a_filled_one(ilio, tmp_path):
    assert ilio("study", "new", tmp_path / "kit").code == 0
    again = ilio("study", "new", tmp_path / "kit")
    assert again.code == 2
    assert "a manifest with numbers in it must not be lost" in " ".join(again.err.split())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--test", "running"), "Expected a test (front-plank, knee-raise, thomas), got 'running'"),
        (("--people", 5), "Expected 10 people or more, got 5. Plan for 10, better for 79."),
        (
            ("--raters", 1, "--sessions", 1, "--trials", 1),
            "Expected something that is measured twice, got one of each",
        ),
    ],
)
def test_a_plan_that_can_tell_nothing_is_refused(ilio, tmp_path, options, said):
    ran = ilio("study", "new", tmp_path / "kit", *options)
    assert ran.code == 2
    assert said in " ".join(ran.err.split())
    assert not (tmp_path / "kit").exists()
