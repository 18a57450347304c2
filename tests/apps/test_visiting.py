"""`ilio assess` on a visit file, `ilio report` on what was saved."""

import json
import subprocess

import pytest


def test_assess_tells_tight_from_not_tight(ilio, typed_visit):
    verdict = json.loads(ilio("assess", typed_visit, "--json").out)
    assert verdict["sides"]["left"]["axes"]["tightness"]["call"] == "tight"
    assert verdict["sides"]["right"]["axes"]["tightness"]["call"] in ("normal", "limited")
    assert verdict["sides"]["left"]["finding"] == "tight"


def test_assess_says_the_summary_first_and_the_one_action_last(ilio, typed_visit):
    ran = ilio("assess", typed_visit)
    summary = json.loads(ilio("assess", typed_visit, "--json").out)["summary"]
    assert " ".join(ran.out.split()).startswith(" ".join(summary.split()))
    (left, _) = json.loads(ilio("assess", typed_visit, "--json").out)["sides"].values()
    assert " ".join(ran.out.split()).endswith(f"Do now: Both sides: {left['next_step']}")
    assert "Next" not in ran.out and "settled" not in ran.out


def test_the_rules_can_be_chosen(ilio, typed_visit):
    verdict = json.loads(ilio("assess", typed_visit, "--rules", "kawamoto2012", "--json").out)
    assert verdict["rules"] == "kawamoto2012"


def test_a_visit_is_saved_and_its_report_written(ilio, typed_visit, tmp_path):
    saved, page = tmp_path / "visit.json", tmp_path / "report.html"
    ran = ilio("assess", typed_visit, "--save", saved, "--report", page)
    assert ran.code == 0
    assert str(saved) in ran.err and str(page) in ran.err
    again = tmp_path / "again.html"
    assert ilio("report", saved, "-o", again).code == 0
    assert again.read_bytes() == page.read_bytes()


def test_report_writes_several_kinds_from_a_visit_file(ilio, typed_visit, tmp_path):
    outs = [tmp_path / f"r.{kind}" for kind in ("html", "pdf", "json")]
    ran = ilio("report", typed_visit, *(word for out in outs for word in ("-o", out)), "--json")
    assert ran.code == 0
    assert json.loads(ran.out) == {"written": [str(out) for out in outs]}
    assert outs[0].read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html")
    assert outs[1].read_bytes().startswith(b"%PDF")
    assert json.loads(outs[2].read_text(encoding="utf-8"))["schema"] == "ilio/visit/1"


def test_the_pdf_holds_the_summary_as_text(ilio, typed_visit, tmp_path, pdftotext):
    page = tmp_path / "report.pdf"
    summary = ilio("report", typed_visit, "-o", page).out
    text = subprocess.run([pdftotext, page, "-"], check=True, capture_output=True, text=True).stdout
    assert " ".join(summary.split()) in " ".join(text.split())


def test_the_appendix_of_a_report_is_asked_for(ilio, typed_visit, tmp_path):
    brief, whole, again = (tmp_path / f"{name}.html" for name in ("brief", "whole", "again"))
    assert ilio("report", typed_visit, "-o", brief).code == 0
    assert ilio("report", typed_visit, "-o", whole, "--appendix").code == 0
    assert ilio("assess", typed_visit, "--report", again, "--appendix").code == 0
    assert "All numbers" not in brief.read_text(encoding="utf-8")
    assert "All numbers" in whole.read_text(encoding="utf-8")
    assert again.read_bytes() == whole.read_bytes()


def test_the_report_draws_the_first_exercises_of_its_plan(ilio, typed_visit, tmp_path):
    plan, page = tmp_path / "plan.json", tmp_path / "report.html"
    runs = ("--runs", "Tue easy, Sun long", "--free", "weekdays 7-8, Sat 9-11")
    assert ilio("plan", typed_visit, *runs, "--save", plan).code == 0
    assert ilio("report", typed_visit, "-o", page, "--plan", plan).code == 0
    assert "It begins with these exercises." in page.read_text(encoding="utf-8")


def test_a_plan_of_other_answers_stops_the_report(ilio, typed_visit, tmp_path):
    plan, page = tmp_path / "plan.json", tmp_path / "report.html"
    runs = ("--runs", "Tue easy, Sun long", "--free", "weekdays 7-8, Sat 9-11")
    assert ilio("plan", typed_visit, *runs, "--save", plan).code == 0
    text = typed_visit.read_text(encoding="utf-8")
    typed_visit.write_text(text.replace("do_not_test = []", 'do_not_test = ["hernia"]'))
    ran = ilio("report", typed_visit, "-o", page, "--plan", plan)
    assert ran.code == 2 and not page.exists()
    told = " ".join(ran.err.split())
    assert "expected a plan made from this visit, got one made from other answers" in told
    assert "Make the plan again from this visit: ilio plan" in told


def test_who_is_sent_to_help_gets_the_page_whatever_plan_there_was(ilio, typed_visit, tmp_path):
    plan, page = tmp_path / "plan.json", tmp_path / "report.html"
    runs = ("--runs", "Tue easy, Sun long", "--free", "weekdays 7-8, Sat 9-11")
    assert ilio("plan", typed_visit, *runs, "--save", plan).code == 0
    text = typed_visit.read_text(encoding="utf-8")
    typed_visit.write_text(text.replace("red_flags = []", 'red_flags = ["night_pain"]'))
    assert ilio("report", typed_visit, "-o", page, "--plan", plan).code == 0
    told = page.read_text(encoding="utf-8")
    assert "Why this comes first" in told and "It begins with these exercises." not in told


def test_report_refuses_an_ending_that_it_does_not_know(ilio, typed_visit, tmp_path):
    ran = ilio("report", typed_visit, "-o", tmp_path / "report.docx")
    assert ran.code == 2
    assert ".docx" in ran.err
    assert not (tmp_path / "report.docx").exists()


def test_one_bad_attempt_does_not_lose_the_others(ilio, typed_visit, tmp_path):
    (tmp_path / "empty.csv").write_bytes(b"")
    attempt = '\n[[attempt]]\nprotocol = "knee-raise"\nside = "left"\nfile = "empty.csv"\n'
    typed_visit.write_text(typed_visit.read_text() + attempt)
    ran = ilio("assess", typed_visit)
    assert ran.code == 0
    assert "Could not be used" in ran.out
    assert "empty.csv" in ran.out.replace("\n", "")
    assert "tight" in ran.out


def test_save_answers_goes_with_the_questions_only(ilio, typed_visit, tmp_path):
    ran = ilio("assess", typed_visit, "--save-answers", tmp_path / "a.toml")
    assert ran.code == 2
    assert "--save-answers" in ran.err


@pytest.mark.parametrize("option", ["--save", "--report"])
def test_a_place_that_cannot_be_written_is_told_before_the_work(ilio, typed_visit, option):
    ran = ilio("assess", typed_visit, option, typed_visit / "out.json")
    assert ran.code == 2
    assert ran.out == ""
    assert "Nothing was lost" in ran.err


def test_what_is_saved_is_not_taken_for_a_visit_file(ilio, typed_visit, tmp_path):
    saved, plan = tmp_path / "visit.json", tmp_path / "plan.json"
    ilio("assess", typed_visit, "--save", saved)
    ilio("plan", typed_visit, "--runs", "Tue easy", "--save", plan)
    for file, told in (
        (saved, "expected a visit file, got a saved visit. Show it with: ilio report"),
        (plan, "expected a visit file, got a saved plan. Train with it: ilio train"),
    ):
        ran = ilio("assess", file)
        assert ran.code == 2 and told in " ".join(ran.err.split())


def test_the_sheet_for_a_clinician_has_plan_and_safety_answers(
    ilio, typed_visit, tmp_path, pdftotext
):
    plan, sheet = tmp_path / "plan.json", tmp_path / "sheet.pdf"
    assert ilio("plan", typed_visit, "--runs", "Sun long", "--save", plan).code == 0
    made = ilio("report", typed_visit, "--sheet", "--plan", plan, "-o", sheet)
    assert made.code == 0, made.err
    printed = subprocess.run([pdftotext, sheet, "-"], capture_output=True, text=True, check=True)
    text = " ".join(printed.stdout.split())
    assert "one page for a clinician" in text
    assert "Safety questions: all answered no." in text
    assert "Strength session: glute bridge, both sides, 2 × 8" in text
    assert printed.stdout.count("\f") == 1  # one page


def test_a_sheet_is_a_pdf(ilio, typed_visit, tmp_path):
    refused = ilio("report", typed_visit, "--sheet", "-o", tmp_path / "sheet.html")
    assert refused.code == 2
    assert "Expected a name that ends in .pdf, got 'sheet.html'." in " ".join(refused.err.split())
