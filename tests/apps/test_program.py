"""The program as a whole: help, version, bad usage, where answers and talk go."""

import json
import re

import pytest

COMMANDS = (
    *("demo", "assess", "measure", "judge", "report", "clear", "plan", "check", "log", "train"),
    *("knowledge", "doctor", "validate"),
)


def test_help_lists_every_command(ilio):
    ran = ilio("--help")
    assert ran.code == 0
    assert all(re.search(rf"^\W*{command}\b", ran.out, re.MULTILINE) for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_and_takes_json(ilio, command):
    words = [command, "visits"] if command == "validate" else [command]
    ran = ilio(*words, "--help")
    assert ran.code == 0
    assert "--json" in ran.out


def test_without_arguments_the_help_is_shown(ilio):
    assert "Usage" in "".join((ran := ilio()).out + ran.err)


def test_version(ilio):
    from ilio import __version__

    assert ilio("--version").out == f"ilio {__version__}\n"


@pytest.mark.parametrize(
    "words",
    [["asess"], ["measure", "thomas"], ["knowledge", "--kind", "bones"], ["report", "visit.json"]],
    ids=["command", "argument", "choice", "option"],
)
def test_bad_usage_ends_with_2_and_says_nothing_on_stdout(ilio, words):
    ran = ilio(*words)
    assert ran.code == 2
    assert ran.out == ""
    assert "Usage" in ran.err


@pytest.mark.parametrize("command", ["raise-knee", "knee_raise", "tomas"])
def test_an_unknown_protocol_is_told_and_the_nearest_offered(ilio, raise_csv, command):
    ran = ilio("measure", command, raise_csv, "--side", "left")
    assert ran.code == 2
    assert ran.out == ""
    assert f"'{command}'" in ran.err
    assert "knee-raise" in ran.err and "thomas" in ran.err


def test_completion_is_offered_by_the_shell_option(ilio):
    assert "--install-completion" in ilio("--help").out


def test_a_pipe_gets_no_colour_codes(ilio):
    assert "\x1b" not in ilio("knowledge", "psoas").out


def test_everything_fits_80_columns(ilio, monkeypatch, typed_visit):
    monkeypatch.setenv("COLUMNS", "80")
    lines = ilio("assess", typed_visit).out.splitlines()
    assert max(map(len, lines)) <= 80


def test_a_bug_is_not_dressed_up_as_bad_input(ilio, monkeypatch):
    def broken(_text: str) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("ilio.knowledge.search", broken)
    with pytest.raises(RuntimeError, match="a bug"):
        ilio("knowledge", "psoas")


def test_json_on_stdout_is_nothing_but_json(ilio, typed_visit):
    assert json.loads(ilio("assess", typed_visit, "--json").out)["schema"] == "ilio/verdict/2"
