"""One gate for texts: what could not be shown again is not kept."""

from dataclasses import replace
from typing import Any

import pytest
import sample_visits
from clinic import ENTRY

from ilio.core import InputError, ReadError
from ilio.core.texts import LONGEST, check_text, check_texts
from ilio.records.store import OWNER, Store
from ilio.sources.log_file import LONGEST_NOTE, check_entry
from ilio.sources.visit_file import visit_from

UNFIT = ["\ud800", "a\udfffb", "\x00", "\x1b[31m", "\x7f", "\x85", "\ufffe"]


@pytest.mark.parametrize("text", UNFIT)
def test_what_is_no_text_is_kept_nowhere(store: Store, text: str) -> None:
    me = store.own_person(OWNER).id
    why = r"Expected a text of readable characters, got one with U\+[0-9A-F]{4}\. Type it anew"
    deep: Any = {"attempt": [{"a": {"b": [text]}}]}
    for keep in (
        lambda: store.save_draft(OWNER, me, deep),
        lambda: store.add_visit(OWNER, me, sample_visits.refer(), {text: 1}),
        lambda: store.add_visit(OWNER, me, replace(sample_visits.refer(), person=text), {}),
        lambda: store.add_log(OWNER, me, replace(ENTRY, note=text)),
        lambda: store.add_recording(OWNER, me, "phone", b"t,x", {"rest": text}),
    ):
        with pytest.raises(InputError, match=why):
            keep()
    assert (store.visits(OWNER, me), store.log(OWNER, me)) == ((), ())


def test_a_visit_file_and_a_note_are_checked_at_their_own_doors(tmp_path: Any) -> None:
    with pytest.raises(ReadError, match=r"a text of readable characters, got one with U\+D83D"):
        visit_from(
            {"schema": "ilio/visit-input/1", "person": {"label": "\ud83d"}},
            name="v.json",
            folder=tmp_path,
        )
    with pytest.raises(InputError, match=r"a note of readable characters, got one with U\+001B"):
        check_entry(replace(ENTRY, note="\x1b[2J"))
    with pytest.raises(InputError, match="a note of at most 2000 characters, got 2001"):
        check_entry(replace(ENTRY, note="a" * (LONGEST_NOTE + 1)))


def test_texts_of_every_language_and_whole_signs_are_fine() -> None:
    for text in ("Zoë\n", "\t日本語", "\U0001f3c3 ok", "שלום", "\r\n"):
        assert check_text(text, "a note") == text
    with pytest.raises(InputError, match=f"at most {LONGEST} characters"):
        check_texts(["a" * (LONGEST + 1)])
