import pickle

import pytest

from ilio.core import InputError, MissingExtraError, OutputError, ReadError, UnknownNameError

ERRORS = [
    InputError("a number", "'x'", "Write 30."),
    ReadError("a.trc", "markers", "an empty file", "Export it again."),
    UnknownNameError("side", "lefft", ["left", "right"], where="attempt 1"),
    OutputError("/nowhere/report.pdf", "the folder is missing"),
    MissingExtraError("mujoco", "compute muscles"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda e: type(e).__name__)
def test_an_error_keeps_its_message_and_parts_between_processes(error):
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is type(error)
    assert str(back) == str(error)
    assert vars(back) == vars(error)


def test_messages_say_expected_got_and_next():
    assert str(ERRORS[0]) == "Expected a number, got 'x'. Write 30."
    assert str(ERRORS[1]) == "a.trc: expected markers, got an empty file. Export it again."
    assert "'lefft' in attempt 1. Did you mean 'left'?" in str(ERRORS[2])
    assert "Nothing was lost" in str(ERRORS[3])
    assert "pip install mujoco" in str(ERRORS[4])


def test_a_name_far_from_all_known_ones_is_not_guessed():
    assert str(UnknownNameError("side", "zzz", ["left", "right"])).endswith(
        "Use one of those names."
    )
