"""One picture gives one angle: the page's model and formula against Python's own, number by number."""

import base64
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from ilio.apps.web.pages.testing_view import limits
from ilio.core.signs import PERCENT
from ilio.records.pictures.png import png
from ilio.sources.video.angles import leg_angles_deg
from ilio.sources.video.hips import with_hips_set_right
from ilio.sources.video.landmarks import HEAT_REACH, JOINTS, find_persons, read_as_published
from ilio.sources.video.regions import Region, bordered
from ilio.sources.video.skeleton import facing
from ilio.sources.video.yaw import camera_yaw

SAME_DEG = 0.1
CLIPS = [
    ("dev_A1_steady90", 0.5),
    ("dev2_A7_stripes", 0.5),
    ("dev2_B2_overhug", 0.1),
    ("dev_B2_neutral", 0.5),
]

READ = """async (png) => {
  const { openPose } = await import('/static/measure/pose.js');
  const { facing, thighElevations } = await import('/static/measure/angles.js');
  const { hipOffset } = await import('/static/measure/stage.js');
  const pose = await openPose();
  const bytes = Uint8Array.from(atob(png), (c) => c.charCodeAt(0));
  const { points } = await pose.read(await createImageBitmap(new Blob([bytes])), 0);
  pose.close();
  const hip = hipOffset(JSON.parse(document.getElementById('limits').textContent));
  const faces = facing(points);
  return { points, faces, thighs: thighElevations(points, faces, hip) };
}"""

FORMULA = """async ([points, widths]) => {
  const { cameraYaw, facing, thighElevations } = await import('/static/measure/angles.js');
  const { hipOffset } = await import('/static/measure/stage.js');
  const hip = hipOffset(JSON.parse(document.getElementById('limits').textContent));
  const faces = facing(points);
  return { faces, yaw: cameraYaw(points, faces, widths), thighs: thighElevations(points, faces, hip) };
}"""


def picture_of(clip: Path, share: float) -> np.ndarray:
    """One picture of a film, as red, green and blue."""
    with av.open(str(clip)) as film:
        frames = list(film.decode(video=0))
    return frames[int(share * len(frames))].to_ndarray(format="rgb24")


def thighs_by_python(rgb: np.ndarray) -> np.ndarray:
    """Both thighs of the first person, from the picture to the angle."""
    rgba = np.dstack([rgb, np.full(rgb.shape[:2], 255, dtype=np.uint8)])
    person = find_persons(bordered(rgba))[0]
    region = Region.around(person.centre, person.reach)
    pose = read_as_published(bordered(rgba), region, HEAT_REACH)
    xy = pose.xy[None, :JOINTS]
    faces, _ = facing(xy)
    xy = with_hips_set_right(xy, faces, "full")
    return np.array([leg_angles_deg(xy, leg, faces)[0][0] for leg in (0, 1)])


@pytest.mark.slow
@pytest.mark.data
@pytest.mark.parametrize(("clip", "share"), CLIPS)
def test_the_page_and_python_read_the_same_angle(
    open_page: Any, data_dir: Path, clip: str, share: float
) -> None:
    rgb = picture_of(data_dir / "clips" / f"{clip}.mp4", share)
    page = open_page("/test")
    read = page.evaluate(READ, base64.b64encode(png(rgb)).decode())
    assert len(read["points"]) == JOINTS
    np.testing.assert_allclose(read["thighs"], thighs_by_python(rgb), atol=SAME_DEG)


def test_the_live_formula_is_the_one_of_python(open_page: Any, stick_body: Any) -> None:
    """The same points give the same angles, whichever way the body faces, stands or lies."""
    page, given = open_page("/test"), limits()
    widths = {"shoulder": given["camera.shoulder_width"] / PERCENT}
    for seed in range(12):
        xy = stick_body(seed)
        points = [[x, y, 0, 1] for x, y in xy[0].tolist()]
        read = page.evaluate(FORMULA, [points, widths])
        faces, sure = facing(xy)
        right = with_hips_set_right(xy, faces, "full")
        expected = [float(leg_angles_deg(right, leg, faces)[0][0]) for leg in (0, 1)]
        assert read["faces"] == pytest.approx(faces * sure, abs=1e-9)
        np.testing.assert_allclose(read["thighs"], expected, atol=1e-6)
        assert read["yaw"] == pytest.approx(camera_yaw(xy, faces)[0], abs=1e-6)


@pytest.fixture
def stick_body() -> Any:
    """A body of random joints about a plausible one, standing or lying, facing either way."""

    def make(seed: int) -> np.ndarray:
        rng = np.random.default_rng(seed)
        xy = np.zeros((1, JOINTS, 2))
        xy[:, :11], xy[:, 11:13], xy[:, 23:25] = [310, 80], [300, 140], [300, 260]
        xy[:, 0], xy[:, 25:27], xy[:, 27:29] = [330, 80], [380, 270], [385, 350]
        xy[:, 29:31], xy[:, 31:33] = [375, 355], [410, 358]
        xy += rng.normal(0, 6, xy.shape)
        xy[..., 0] = xy[..., 0] if seed % 2 else 640 - xy[..., 0]
        turned = (xy - 300) @ np.array([[0.0, 1.0], [-1.0, 0.0]]) + 300
        return turned if seed % 3 == 0 else xy

    return make
