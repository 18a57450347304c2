"""How Ilio's runtime of the pose model compares with the package that the model comes from.

Needs the `mediapipe` package (0.10.21), which Ilio itself does not:

    pip install mediapipe==0.10.21
    python benchmarks/mediapipe_agreement.py CLIP [CLIP ...]

Both start from the same decoded pictures and make of them what they need; full model, following
from picture to picture; they take turns, so the ratio holds on a busy machine. Agreement is the
distance between the joints of both, in percent of the long side, over the pictures in which both
saw somebody.
Single pictures, three a clip, are compared apart: each side finds the person anew and reads the
picture as it is.
Budgets: 1.8 times as many pictures per CPU second, median distance 0.5 %; thighs in single
pictures 0.1 deg.
"""

import os
import statistics
import sys
import time
from itertools import islice
from pathlib import Path

import numpy as np

from ilio.sources.video.frames import Shot, shots
from ilio.sources.video.landmarks import JOINTS, LEAST_FLAG, find_persons, read_pose
from ilio.sources.video.regions import Region, bordered
from ilio.sources.video.single_picture import pose_in_image
from ilio.sources.video.skeleton import leg_angles, wrapped

TURNS = 3
MOST = 120


def ours(pictures: list[Shot]) -> list[np.ndarray | None]:
    """Follow with Ilio's runtime: the full model, a detection at the start and after a loss."""
    found, region = [], None
    for shot in pictures:
        image = shot.frame().image
        if region is None:
            persons = find_persons(image)
            region = Region.around(persons[0].centre, persons[0].reach) if persons else None
        pose = read_pose(image, region) if region else None
        seen = pose if pose and pose.flag >= LEAST_FLAG else None
        region = seen.next_region() if seen else None
        found.append(seen.xy[:JOINTS] if seen else None)
    return found


def theirs(pictures: list[Shot]) -> list[np.ndarray | None]:
    """Follow with the package, tracking mode, full model, no smoothing over time."""
    import mediapipe

    found = []
    pose = mediapipe.solutions.pose.Pose(model_complexity=1, smooth_landmarks=False)
    with pose:
        for shot in pictures:
            seen = pose.process(shot.picture.to_ndarray(format="rgb24")).pose_landmarks
            size = shot.film.width, shot.film.height
            found.append(np.array([(p.x, p.y) for p in seen.landmark]) * size if seen else None)
    return found


def compare(clip: Path) -> None:
    pictures = list(islice(shots(clip), MOST))
    ours(pictures[:2])
    theirs(pictures[:2])
    spent: dict[str, list[float]] = {"ours": [], "theirs": []}
    found = {}
    for _ in range(TURNS):
        for name, way in (("ours", ours), ("theirs", theirs)):
            start = time.process_time()
            found[name] = way(pictures)
            spent[name].append(time.process_time() - start)
    film = pictures[0].film
    apart = [
        np.linalg.norm(a - b, axis=1) / max(film.width, film.height)
        for a, b in zip(found["ours"], found["theirs"], strict=True)
        if a is not None and b is not None
    ]
    ratio = statistics.median(t / o for t, o in zip(spent["theirs"], spent["ours"], strict=True))
    n, picture = len(pictures), pictures[0].picture
    print(
        f"{clip.stem} ({picture.width} x {picture.height}): {len(apart)} of {n} pictures, "
        f"median distance {100 * np.median(apart):.2f} %, 95 % below "
        f"{100 * np.percentile(apart, 95):.2f} %; pictures per CPU second "
        f"{n / min(spent['ours']):.0f} against {n / min(spent['theirs']):.0f}, "
        f"{ratio:.2f} times as many",
        flush=True,
    )


def compare_single(clip: Path) -> None:
    """Joints and thighs in single pictures: at a tenth, in the middle, and at nine tenths."""
    import mediapipe

    whole = list(islice(shots(clip), MOST))
    apart, turned = [], []
    with mediapipe.solutions.pose.Pose(static_image_mode=True, model_complexity=1) as package:
        for share in (0.1, 0.5, 0.9):
            rgba = whole[int(share * len(whole))].picture.to_ndarray(format="rgba")
            size = rgba.shape[1], rgba.shape[0]
            seen = package.process(np.ascontiguousarray(rgba[..., :3])).pose_landmarks
            pose = pose_in_image(bordered(rgba))
            if seen is None or pose is None:
                continue
            theirs = np.array([(p.x, p.y) for p in seen.landmark]) * size
            apart.append(np.linalg.norm(pose.xy[:JOINTS] - theirs, axis=1) / max(size))
            both = leg_angles(pose.xy[None]) - leg_angles(theirs[None])
            turned.append(np.abs(wrapped(both, -180.0))[0, :, 0])
    if apart:
        print(
            f"    single pictures, {len(apart)}: median distance {100 * np.median(apart):.3f} %, "
            f"thighs apart {np.median(turned):.3f} deg, at most {np.max(turned):.2f} deg",
            flush=True,
        )


def main() -> None:
    os.environ.setdefault("GLOG_minloglevel", "3")
    try:
        import mediapipe  # noqa: F401
    except ImportError:
        raise SystemExit(
            "This comparison needs the mediapipe package: pip install mediapipe==0.10.21 "
            "(into a virtual environment of its own, beside Ilio)."
        ) from None
    if not sys.argv[1:]:
        raise SystemExit("Give one or more clips.")
    for clip in sys.argv[1:]:
        compare(Path(clip))
        compare_single(Path(clip))


if __name__ == "__main__":
    main()
