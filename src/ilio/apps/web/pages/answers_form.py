"""The form of the safety answers: from what was said to its fields, and back."""

from collections.abc import Mapping
from typing import Any

from ilio.apps.web.answering import DETAILS, LISTS
from ilio.apps.web.pages.testing_view import first_questions
from ilio.core import InputError
from ilio.knowledge import Question

NONE = "none"
YES_NO = {"yes": True, "no": False}


def fields_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the form for answers with the keys of a visit input.

    Examples
    --------
    >>> fields_of({"red_flags": [], "person": {"age_years": 34.0, "with_clinician": True}})
    {'age_years': '34', 'with_clinician': 'yes', 'red_flags': ('none',), 'do_not_test': ()}
    """
    lists = {name: given.get(name) for name in LISTS}
    return {
        **{name: _shown(value) for name, value in given.get("person", {}).items()},
        **{name: () if v is None else tuple(v) or (NONE,) for name, v in lists.items()},
    }


def given_in(form: Mapping[str, str]) -> dict[str, Any]:
    """Answers with the keys of a visit input, out of the form; an untouched list is left out.

    Parameters
    ----------
    form
        As it was sent.

    Raises
    ------
    InputError
        If a sign and "none of these" are both ticked, or a number is none.

    Examples
    --------
    >>> given_in({"red_flags": "none", "do_not_test": "hernia", "age_years": "34"})
    {'red_flags': [], 'do_not_test': ['hernia'], 'person': {'age_years': 34.0}}
    """
    asked = first_questions()
    person = {
        name: _said(asked[name].question, text)
        for name in DETAILS
        if (text := form.get(name, "").strip())
    }
    return {**{name: _list(form, name) for name in LISTS if form.get(name)}, "person": person}


def _list(form: Mapping[str, str], name: str) -> list[str]:
    ticked = form[name].split("\n")
    if NONE in ticked and len(ticked) > 1:
        todo = "Untick one of them."
        raise InputError("either ticks or 'None of these'", "both", todo)
    return [key for key in ticked if key != NONE]


def _said(question: Question, text: str) -> float | bool | str:
    if question.kind == "yes/no":
        return YES_NO.get(text, False)
    if question.kind != "number":
        return text
    try:
        return float(text)
    except ValueError:
        raise InputError(f"a number for: {question.text}", f"'{text}'", "Write digits.") from None


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)
