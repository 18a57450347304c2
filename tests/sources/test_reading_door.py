"""The door of the room: suffixes, missing, empty and damaged files."""

import gzip

import pytest
from marker_files import write_trc
from marker_person import person, ramp

from ilio.core import InputError, ReadError, Side
from ilio.sources import read, read_recording


def test_a_gzipped_file_reads_as_the_plain_one(tmp_path):
    file = write_trc(tmp_path / "a.trc", person(left_deg=ramp(100), right_deg=ramp(0)))
    packed = tmp_path / "a.trc.gz"
    packed.write_bytes(gzip.compress(file.read_bytes()))
    assert read(packed).trace("thigh_elevation", Side.LEFT).angle_deg[-1] == pytest.approx(
        100, abs=0.1
    )
    packed.write_bytes(gzip.compress(file.read_bytes())[:200])
    with pytest.raises(ReadError, match="a whole gzip file, got a damaged or cut one"):
        read(packed)


@pytest.mark.parametrize("door", [read, read_recording])
@pytest.mark.parametrize("name", ["a.trc", "a.c3d", "a.mot", "a.sto", "a.csv", "a.txt", "a.mp4"])
def test_an_empty_file_is_told_as_such(tmp_path, door, name):
    (tmp_path / name).write_text("")
    with pytest.raises(ReadError, match="got an empty file"):
        door(tmp_path / name)


@pytest.mark.parametrize("name", ["a.trc", "a.mot", "a.csv"])
def test_blank_and_binary_files_are_refused(tmp_path, name):
    (tmp_path / name).write_text(" \n\n")
    with pytest.raises(ReadError, match="got an empty file"):
        read_recording(tmp_path / name)
    (tmp_path / name).write_bytes(b"\x00\x01\x02")
    with pytest.raises(ReadError, match="a text file, got binary content"):
        read_recording(tmp_path / name)


def test_missing_files_folders_and_unknown_suffixes(tmp_path):
    with pytest.raises(ReadError, match="nothing by that name"):
        read(tmp_path / "none.trc")
    with pytest.raises(ReadError, match="a file, got a folder"):
        read(tmp_path)
    for name in ("a.docx", "plain"):
        (tmp_path / name).write_text("x")
        for door in (read, read_recording):
            with pytest.raises(ReadError, match=r"a suffix out of \.trc"):
                door(tmp_path / name)


def test_a_visit_file_is_no_recording(tmp_path):
    (tmp_path / "visit.toml").write_text("person = 'A'\n")
    with pytest.raises(ReadError, match="a suffix out of"):
        read_recording(tmp_path / "visit.toml")


def test_words_that_are_not_offered_are_refused(tmp_path):
    (tmp_path / "a.csv").write_text("time_s,angle_deg\n0,0\n1,1\n")
    with pytest.raises(InputError, match="rest as standing or lying, got 'sitting'"):
        read_recording(tmp_path / "a.csv", rest="sitting")
    with pytest.raises(InputError, match="segment as thigh or pelvis"):
        read_recording(tmp_path / "a.csv", segment="foot")


def test_a_file_of_another_encoding_is_still_read(tmp_path):
    (tmp_path / "a.csv").write_bytes("time_s,angle_deg,größe\n0,0,1\n0.1,1,1\n".encode("latin-1"))
    assert read_recording(tmp_path / "a.csv").trace("thigh_elevation") is not None


def test_a_level_belongs_to_a_film(tmp_path):
    log = tmp_path / "log.csv"
    log.write_text("time_s,angle_deg\n0,0\n1,0\n")
    with pytest.raises(ReadError, match=r"a film or points to make level, got .\.csv."):
        read_recording(log, level_deg=2.0)
    with pytest.raises(InputError, match="-45 to 45 deg, got 90"):
        read_recording("film.mp4", level_deg=90.0)
