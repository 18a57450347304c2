"""Temporary files of a server: in one private folder, swept by the next start."""

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from ilio.apps.scratch import scratch
from ilio.core import OutputError

KILLED = """
import os, signal, sys, tempfile
from pathlib import Path
from ilio.apps.scratch import scratch
with scratch(Path(sys.argv[1])):
    tempfile.NamedTemporaryFile(delete=False).write(b"a recording")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name != "posix", reason="needs signals of POSIX")
def test_what_a_killed_server_left_goes_at_the_next_start(tmp_path: Path) -> None:
    folder = tmp_path / "scratch"
    subprocess.run([sys.executable, "-c", KILLED, str(folder)], timeout=60)
    assert [path for path in folder.rglob("*") if path.is_file()] != []
    with scratch(folder) as own:
        assert list(folder.iterdir()) == [own]
    assert list(folder.iterdir()) == []


def test_what_a_running_server_has_there_stays(tmp_path: Path) -> None:
    other = tmp_path / str(os.getppid())
    other.mkdir()
    with scratch(tmp_path):
        assert other.exists()


def test_only_this_user_may_look_and_everything_temporary_lies_there(tmp_path: Path) -> None:
    with scratch(tmp_path / "scratch") as own:
        assert [stat.S_IMODE(f.stat().st_mode) for f in (own, own.parent)] == [0o700, 0o700]
        with tempfile.NamedTemporaryFile() as file:
            assert Path(file.name).parent == own
        asked = "import tempfile; print(tempfile.gettempdir())"
        told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True)
        assert told.stdout.strip() == str(own)
    assert tempfile.gettempdir() != str(own)


def test_a_place_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(OutputError, match=r"Cannot write .*scratch: Not a directory"),
        scratch(tmp_path / "file" / "scratch"),
    ):
        pass
