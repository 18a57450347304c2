"""Who gives a clearance or looks at a pain is named, and somebody else."""

import pytest

from ilio.core import InputError
from ilio.observations.named_person import somebody

NAMES = [
    "Dr. Roth",
    "Ana Ruiz, physiotherapist",
    "王医生",
    "李",
    "Dr. He",
    "Dr. An",
    "Dr. Self",
    "Dr. Soon-Yi Kim",
    "Ada, physio",
    "I. Öz",
    "Dr. Alba Roth, surgeon",
    "Physio Ana",
    "St. Mary's Hospital",
    "Dr. Lind",
    "Dr Li",
]
NOBODY = [
    "",
    "me",
    "Me.",
    "I did",
    "nobody",
    "-",
    "ChatGPT",
    "the patient",
    "pending",
    "TBD",
    "not cleared",
    "not yet cleared by Dr. Roth",
    "I myself",
    "Dr.",
    "a doctor",
    "my physio",
    "by me",
    "yes",
    "ok",
    "OK",
    "I feel fine",
    "Mum",
    "my own doctor",
    "the sports physio",
    "GP at clinic",
    "noone",
    "ich selbst",
    "Claude",
    "mе",
    "Mo",
    "Lind, Mo",
    "M. Lind",
    "Mo Lind",
    "Mo Lind (runner)",
    "0",
    "X",
    "Doctor",
    "Dr. Me",
    "Dr. Myself",
    "Dr. Nobody",
    "Nurse Pending",
    "Dr. Google",
    "Dr. Roth said no",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_passes(name: str) -> None:
    assert somebody(f" {name} ", "who gave the clearance", "Mo Lind") == name


@pytest.mark.parametrize("name", NOBODY)
def test_nobody_and_oneself_do_not(name: str) -> None:
    with pytest.raises(InputError, match="Expected who gave the clearance"):
        somebody(name, "who gave the clearance", "Mo Lind")
