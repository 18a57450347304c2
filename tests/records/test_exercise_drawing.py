"""The exercise pictures: two poses that differ, on the floor, and a mirror image."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from ilio import knowledge
from ilio.knowledge.exercise_book import Exercise
from ilio.knowledge.exercise_figure import PoseAngles
from ilio.knowledge.exercise_part import Part
from ilio.records.drawing.exercises import PictureSide, exercise_svg, picture_signs, screen_css
from ilio.records.drawing.exercises.body_points import body_of
from ilio.records.drawing.exercises.contact import bottom, middle, rested
from ilio.records.drawing.exercises.figure import View
from ilio.records.drawing.exercises.motion import between
from ilio.records.drawing.exercises.picture import PANEL
from ilio.records.drawing.svg import INKS

LIBRARY = knowledge.exercises()
CLOSE = 0.006  # 1 cm of a person of 1.7 m
SVG = "{http://www.w3.org/2000/svg}"
each_exercise = pytest.mark.parametrize("e", LIBRARY.values(), ids=LIBRARY.keys())


def poses(e: Exercise) -> list[PoseAngles]:
    return [e.pose.start, e.pose.end]


def of_kind(svg: str, kind: str) -> list[ElementTree.Element]:
    return [part for part in ElementTree.fromstring(svg) if kind in kinds(part)]


def kinds(part: ElementTree.Element) -> list[str]:
    return [name.removeprefix("i-") for name in part.get("class", "").split()]


def xs(svg: str) -> list[float]:
    """Every x of every outline and arrow, in order."""
    seen = ("figure", "figure-far", "arrow", "arrow-head")
    paths = [p.get("d", "") for kind in seen for p in of_kind(svg, kind)]
    # Of an arc only the end is a place: radii and flags come before it.
    plain = [re.sub(r"A(\S+ ){5}", "L", path.replace("A", " A").strip()) for path in paths]
    return [float(x) for path in plain for x, _ in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)]


@each_exercise
def test_what_rests_rests(e: Exercise) -> None:
    for pose in poses(e):
        body = rested(pose)
        for part, height in pose.rests.items():
            assert bottom(part, body) == pytest.approx(height, abs=CLOSE), part


@each_exercise
def test_nothing_goes_through_the_floor(e: Exercise) -> None:
    for pose in poses(e):
        lowest = min(rested(pose).items(), key=lambda item: item[1].bottom)
        assert lowest[1].bottom > -CLOSE, lowest[0]


@each_exercise
def test_nothing_goes_through_a_wall(e: Exercise) -> None:
    for wall in (prop for prop in e.pose.props if prop.kind == "wall"):
        for pose in poses(e):
            body = rested(pose)
            beyond = [
                (ball.centre[0] - wall.x) * np.sign(wall.x) + ball.radius for ball in body.values()
            ]
            assert max(beyond) < 3 * CLOSE


@each_exercise
def test_knees_and_elbows_bend_the_way_they_can(e: Exercise) -> None:
    for pose in poses(e):
        for leg in (pose.near_leg, pose.far_leg):
            assert -40 <= leg[0] <= 150, "hip, with the pelvis rolled up"
            assert -2 <= leg[1] <= 150, "knee"
            assert -95 <= leg[2] <= 40, "ankle"
        for arm in (pose.near_arm, pose.far_arm):
            assert -80 <= arm[0] <= 180, "shoulder"
            assert -2 <= arm[1] <= 150, "elbow"
        for wrist in (pose.near_wrist, pose.far_wrist):
            assert -80 <= wrist <= 90, "wrist"


@each_exercise
def test_the_two_poses_differ_so_that_one_sees_it(e: Exercise) -> None:
    start, end = (rested(pose) for pose in poses(e))
    moved = max(np.linalg.norm(start[n].centre - end[n].centre) for n in start)
    assert moved > 0.05


@each_exercise
def test_the_way_between_the_poses_begins_and_ends_at_them(e: Exercise) -> None:
    for share, pose in ((0.0, e.pose.start), (1.0, e.pose.end)):
        on_the_way, there = between(e.pose.start, e.pose.end, share), rested(pose)
        for name, ball in there.items():
            assert on_the_way[name].centre == pytest.approx(ball.centre, abs=1e-9), name


def test_who_gets_up_from_a_chair_is_shown_to_rise() -> None:
    walk = knowledge.exercise("walk_break")
    arrow = of_kind(exercise_svg(walk, side="both"), "arrow")[0].get("d", "")
    heights = [float(y) for y in re.findall(r"[ML]-?[\d.]+ (-?[\d.]+)", arrow)]
    assert heights[0] - heights[-1] > 20  # up the page


@each_exercise
def test_there_is_an_arrow_and_a_tinted_muscle(e: Exercise) -> None:
    svg = exercise_svg(e, side="right")
    assert len(of_kind(svg, "arrow-head")) == len(e.pose.moves) + len(e.pose.presses) > 0
    assert len(of_kind(svg, "muscle")) == 2 * len(e.pose.tint) > 0


@each_exercise
@pytest.mark.parametrize("side", ["left", "right", "both"])
def test_a_picture_is_well_formed_and_says_what_it_shows(e: Exercise, side: PictureSide) -> None:
    root = ElementTree.fromstring(exercise_svg(e, side=side))
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and title.text is not None and e.title in title.text
    assert (side in title.text) == (side != "both")
    assert desc is not None and desc.text is not None and e.set_up in desc.text
    numbers = [t.text for t in root.iter(f"{SVG}text")]
    assert numbers == ["1", "2"]


@each_exercise
def test_everything_stays_inside_its_panel(e: Exercise) -> None:
    svg = exercise_svg(e, side="right")
    assert min(xs(svg)) > 0
    assert max(xs(svg)) < 2 * PANEL
    tall = float(ElementTree.fromstring(svg).get("viewBox", "").split()[3])
    for part in of_kind(svg, "figure"):
        ys = [float(y) for y in re.findall(r"[ML]-?[\d.]+ (-?[\d.]+)", part.get("d", ""))]
        assert min(ys) > 0 and max(ys) < tall


@each_exercise
def test_left_is_the_mirror_image_of_right(e: Exercise) -> None:
    right, left = (sorted(xs(exercise_svg(e, side=side))) for side in ("right", "left"))
    # Each panel is mirrored in itself, so that the order of the poses stays.
    mirrored = sorted(PANEL - x if x < PANEL else 3 * PANEL - x for x in right)
    assert left == pytest.approx(mirrored, abs=0.03)


def test_the_far_side_is_drawn_lighter_unless_both_do_the_same() -> None:
    alone = exercise_svg(knowledge.exercise("single_leg_squat"), side="right")
    both = exercise_svg(knowledge.exercise("squat_check"), side="both")
    assert len(of_kind(alone, "figure-far")) == 4  # arm and leg, twice
    assert of_kind(both, "figure-far") == []


def test_a_knee_at_90_goes_back_and_a_hip_at_90_forward() -> None:
    body = body_of(PoseAngles(near_leg=(90, 90, 0), far_leg=(0, 90, 0), rests={"seat": 0}))
    hip, knee, ankle = (body[f"near_{name}"].centre for name in ("hip", "knee", "ankle"))
    assert knee[0] - hip[0] == pytest.approx(0.245)
    assert ankle[0] == pytest.approx(knee[0]) and ankle[1] < knee[1]
    assert body["far_ankle"].centre[0] < body["far_knee"].centre[0] - 0.2


@pytest.mark.parametrize(
    ("trunk", "head"), [(180, (0, 1)), (270, (-1, 0)), (90, (1, 0)), (225, (-0.7, 0.7))]
)
def test_the_trunk_turns_the_whole_figure(trunk: float, head: tuple[float, float]) -> None:
    body = body_of(PoseAngles(trunk=trunk, rests={"seat": 0}))
    up = body["throat"].centre
    assert up[:2] / np.linalg.norm(up) == pytest.approx(head, abs=0.01)


@pytest.mark.parametrize("part", ["near_foot", "far_knee", "near_hand", "head", "seat"])
@pytest.mark.parametrize("height", [0.0, 0.3])
def test_the_first_contact_places_the_figure(part: Part, height: float) -> None:
    body = rested(PoseAngles(trunk=160, rests={part: height}, at=0.2))
    assert bottom(part, body) == pytest.approx(height)
    assert middle(part, body)[0] == pytest.approx(0.2)


def test_seen_from_the_front_the_near_side_is_the_figures_own_right() -> None:
    body = rested(PoseAngles(rests={"near_foot": 0}))
    front = View(90, 1, 100, (0, 0))
    assert front.across(body["near_hip"].centre) < front.across(body["far_hip"].centre)


def test_every_ink_of_the_pictures_follows_the_screen() -> None:
    css = screen_css("figure")
    used = {
        kind
        for e in LIBRARY.values()
        for part in ElementTree.fromstring(exercise_svg(e, side="right"))
        for kind in kinds(part)
    }
    assert used <= INKS.keys()
    assert {ink for ink in used if f"figure .i-{ink}{{" not in css} == set()


def test_every_ink_that_carries_a_meaning_stands_in_the_legend() -> None:
    meant = {"figure", "figure-far", "muscle", "arrow", "elastic"}
    samples = [ElementTree.fromstring(sign.svg) for sign in picture_signs()]
    assert meant <= {kind for sample in samples for part in sample for kind in kinds(part)}
    assert all(sign.words in sign.svg for sign in picture_signs())
