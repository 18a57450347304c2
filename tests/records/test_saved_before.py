"""Visits, plans and a store that an earlier Ilio saved, with verdicts of version 1, still load."""

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ilio.core import InputError, Side
from ilio.records.handout import handout_of
from ilio.records.plan_json import load_programme
from ilio.records.report import report_of
from ilio.records.store import OWNER, Store
from ilio.records.visit_json import load, visit_from_json, visit_to_json

MOMENT = datetime(2026, 12, 1, tzinfo=UTC)
SAVED = Path(__file__).parent / "saved"
OPEN = ("cannot tell", "cannot tell", "cannot tell")
CALLS = {
    "cannot_tell": (OPEN, OPEN),
    "osteoporosis_cleared": (OPEN, OPEN),
    "painful": (("cannot tell", "cannot tell", "normal"),) * 2,
    "referred": (("refer", "cannot tell", "cannot tell"),) * 2,
    "sound": (("sound", "sound", "normal"),) * 2,
    "weak_and_tight": (("weak and tight", "weak", "tight"), ("sound", "sound", "normal")),
}


def calls(judgement):
    return tuple(
        (verdict.finding, *(axis.call for axis in verdict.axes.values()))
        for verdict in (judgement[side] for side in Side)
    )


@pytest.mark.parametrize("name", sorted(CALLS))
def test_a_visit_loads_renders_and_is_saved_as_version_2(name):
    file = SAVED / f"{name}.visit.json"
    assert json.loads(file.read_text())["verdict"]["schema"] == "ilio/verdict/1"
    visit = load(file)
    assert calls(visit.judgement) == CALLS[name]
    assert report_of(visit).summary == visit.judgement.summary
    again = visit_to_json(visit)
    assert again["verdict"]["schema"] == "ilio/verdict/2"
    assert visit_from_json(again) == visit


def test_reasons_and_numbers_came_over():
    visit = load(SAVED / "weak_and_tight.visit.json")
    old = json.loads((SAVED / "weak_and_tight.visit.json").read_text())["verdict"]["sides"]["left"]
    new = visit_to_json(visit)["verdict"]["sides"]["left"]
    assert new["axes"] == {name: old[name] for name in ("weakness", "tightness")}
    assert (new["open"], new["next_step"]) == (old["open"], old["next_step"])


@pytest.mark.parametrize("name", ["osteoporosis_cleared", "referred", "weak_and_tight"])
def test_a_plan_loads_and_prints(name):
    plan = load_programme(SAVED / f"{name}.plan.json")
    assert bool(plan.refused) is (name == "referred")
    assert handout_of(plan).person == "Mo"


def test_a_store_opens_and_judges_as_it_did(tmp_path):
    with sqlite3.connect(tmp_path / "ilio.db") as database:
        database.executescript((SAVED / "store.sql").read_text())
    database.close()
    store = Store.open(f"sqlite:///{tmp_path / 'ilio.db'}", now=lambda: MOMENT)
    (mo,) = store.people(OWNER)
    found = [calls(kept.visit.judgement) for kept in store.visits(OWNER, mo.id)]
    store.close()
    assert sorted(found) == sorted(CALLS.values())


def test_a_finding_says_what_the_axes_say():
    table = visit_to_json(load(SAVED / "weak_and_tight.visit.json"))
    table["verdict"]["sides"]["left"]["finding"] = "sound"
    with pytest.raises(InputError, match=r"finding .*weak and tight.*got 'sound'"):
        visit_from_json(table)
