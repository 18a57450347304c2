"""Files of other laboratories and programs: their names are known, or shown beside the nearest set."""

from pathlib import Path

import numpy as np
import pytest
from c3d_files import write_poses
from marker_files import write_trc
from marker_person import Y_UP, person, ramp, turned

from ilio.core import ReadError, Side
from ilio.knowledge.marker_book import marker_roles, marker_sets
from ilio.observations import Recording
from ilio.sources import read_recording
from ilio.sources.marker_names import MarkerMap

RAISED = person(left_deg=ramp(100), right_deg=ramp(0), knee_deg=80)
HIPS = {"L": [247.2, 286.4, 928.0], "R": [247.2, 113.6, 928.0]}
PLACES = {
    "asis": "ASI", "psis": "PSI", "knee": "KNE", "ankle": "ANK", "knee_medial": "KNE",
    "ankle_medial": "ANK", "hip_centre": "HJC", "heel": "ANK", "toe": "ANK",
}  # fmt: skip
WHOLE = RAISED | {f"{side}HJC": np.tile(at, (60, 1)) for side, at in HIPS.items()}
KEYS = ["plug_in_gait", *marker_sets()]


def place(role: str) -> np.ndarray:
    """Where a role is on the person; the toe before the heel, the shoulders beside the neck."""
    part, _, side = role.rpartition("_")
    letter = side[0].upper()
    if part in PLACES:
        off = {"toe": [150.0, 0, 0], "heel": [-50.0, 0, 0]}.get(part, [0.0, 0, 0])
        return WHOLE[letter + PLACES[part]] + np.array(off)
    if part == "shoulder":
        return WHOLE["C7"] + np.array([0, 150.0 if letter == "L" else -150.0, 0])
    if role == "sacrum":
        return (WHOLE["LPSI"] + WHOLE["RPSI"]) / 2
    return WHOLE.get(role.upper(), WHOLE["C7"] + np.array([90.0, 0, -60]))


def file_of(path: Path, key: str, choice: int = 0, prefix: str = "") -> Path:
    """The person under the names of a set; where it knows several of a place, the chosen one."""
    known = MarkerMap.plug_in_gait().names if key == "plug_in_gait" else marker_sets()[key].names()
    markers = {
        prefix + names[min(choice, len(names) - 1)]: place(role)
        for role, names in known.items()
        if key != "plug_in_gait" or "medial" not in role
    }
    return write_trc(path, turned(markers, Y_UP))


def peak(recording: Recording) -> float:
    return float(np.nanmax(recording.trace("thigh_elevation", Side.LEFT).angle_deg))


@pytest.mark.parametrize("choice", [0, 1, 2])
@pytest.mark.parametrize("key", KEYS)
def test_every_set_is_found_by_its_names(tmp_path: Path, key: str, choice: int) -> None:
    recording = read_recording(file_of(tmp_path / "a.trc", key, choice))
    assert peak(recording) == pytest.approx(100, abs=0.2)
    assert not [gate.gate for gate in recording.gates if gate.stops]
    label = "Plug-in Gait" if key == "plug_in_gait" else marker_sets()[key].label
    told = dict(recording.source.facts)["marker set"]
    alike = choice > 0  # second names of some sets are the first ones of another
    assert told == label or alike
    markerless = key != "plug_in_gait" and marker_sets()[key].markerless
    if not alike:
        assert any("pose model placed" in note for note in recording.notes) == markerless


@pytest.mark.parametrize("prefix", ["Anna:", "Q_", "251112_KUO_", "S01-", "Skeleton 002:"])
@pytest.mark.parametrize("key", ["plug_in_gait", "isb", "qualisys_sports", "rajagopal"])
def test_a_prefix_that_all_names_share_is_no_part_of_them(
    tmp_path: Path, key: str, prefix: str
) -> None:
    recording = read_recording(file_of(tmp_path / "a.trc", key, prefix=prefix))
    assert peak(recording) == pytest.approx(100, abs=0.2)


def test_the_set_that_fills_most_places_is_taken(tmp_path: Path) -> None:
    """OpenCap writes the joints of its cameras beside its anatomical markers."""
    both = {}
    for key in ("pose2sim", "opencap"):
        off = 0.0 if key == "opencap" else 60.0
        names = marker_sets()[key].names().items()
        both |= {known[0]: place(role) + np.array([off, 0, 0]) for role, known in names}
    recording = read_recording(write_trc(tmp_path / "a.trc", turned(both, Y_UP)))
    assert dict(recording.source.facts)["marker set"] == marker_sets()["opencap"].label
    assert recording.trace("hip_flexion", Side.LEFT) is not None


def test_segments_of_theia_in_a_c3d(tmp_path: Path) -> None:
    names = marker_sets()["theia"].names()
    poses = {known[0]: place(role) for role, known in names.items()}
    file = write_poses(tmp_path / "a.c3d", {"pelvis_4X4": place("sacrum")} | poses)
    recording = read_recording(file)
    assert peak(recording) == pytest.approx(100, abs=0.2)
    assert recording.source.rate_hz == 100


def test_what_a_mapping_file_says_goes_before_the_set(tmp_path: Path) -> None:
    file = file_of(tmp_path / "a.trc", "isb")
    file.write_text(file.read_text().replace("LFLE", "MyKnee"))
    (tmp_path / "lab.toml").write_text('[markers]\nknee_left = "MyKnee"\n')
    recording = read_recording(file, mapping=tmp_path / "lab.toml")
    assert peak(recording) == pytest.approx(100, abs=0.2)


def test_the_example_of_the_docs_is_a_mapping_that_works(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "recordings.md").read_text()
    example = page.split("```toml\n")[1].split("```")[0]
    (tmp_path / "lab.toml").write_text(example)
    from ilio.sources.marker_names import read_mapping

    given = read_mapping(tmp_path / "lab.toml")
    roles = {role: given.names[role][0] for role in given.given}
    assert set(roles) <= set(marker_roles())
    file = write_trc(tmp_path / "a.trc", {name: place(role) for role, name in roles.items()})
    assert peak(read_recording(file, mapping=tmp_path / "lab.toml")) == pytest.approx(100, abs=0.2)


def test_a_refusal_lists_the_names_and_the_nearest_set(tmp_path: Path) -> None:
    file = file_of(tmp_path / "a.trc", "isb")
    file.write_text(file.read_text().replace("FLE", "UNKNOWN"))
    expected = (
        r"markers for knee_left \(LFLE or L_FLE\), knee_right .*a file that holds only: LIAS, RIAS.*"
        r"nearest to the names of CAST, IOR and Qualisys.*docs/recordings.md has an example"
    )
    with pytest.raises(ReadError, match=expected):
        read_recording(file)


def test_points_of_one_picture_are_no_points_in_space(tmp_path: Path) -> None:
    flat = {known[0]: place(role) for role, known in marker_sets()["pose2sim"].names().items()}
    for xyz in flat.values():
        xyz[:, 1] = 0.0
    with pytest.raises(ReadError, match=r"points in space, got points in one plane. Give the film"):
        read_recording(write_trc(tmp_path / "a.trc", flat))


@pytest.mark.parametrize("at", [0, 3, 9])
def test_columns_without_a_name_move_no_other(tmp_path: Path, at: int) -> None:
    names = list(RAISED)
    markers = dict(RAISED)
    ghost = np.tile([600.0, 300.0, 40.0], (60, 1))
    order = [*names[:at], "ghost", *names[at:]]
    markers["ghost"] = ghost
    shuffled = {name: markers[name] for name in order}
    written = ["" if name == "ghost" else name for name in order]
    recording = read_recording(write_trc(tmp_path / "a.trc", shuffled, names=written))
    assert peak(recording) == pytest.approx(100, abs=0.1)


def test_two_sets_never_share_a_name_for_different_places() -> None:
    """Else the set would decide silently which place it is; a set decides for itself alone."""
    for key, known in marker_sets().items():
        names = [name.lower() for group in known.names().values() for name in group]
        assert len(names) == len(set(names)), key
