"""Points of the page's own pose model: the same network as in a film, so the same care."""

from dataclasses import replace

from ilio.observations import Landmarks
from ilio.sources.video.hips import with_hips_set_right
from ilio.sources.video.points import settle_points
from ilio.sources.video.skeleton import facing

ALONE = (
    "The page follows with the fast pose model alone; the error of a film, which a second model "
    "checks, is used."
)


def settled_page(landmarks: Landmarks) -> Landmarks:
    """Left and right settled over the whole series, and the hips moved to the joint.

    Parameters
    ----------
    landmarks
        All 33 points, as the page posted them.

    Raises
    ------
    ReadError
        If the needed points are hardly ever there together.

    Examples
    --------
    >>> import numpy as np
    >>> xy = np.zeros((5, 33, 2)); xy[:, 11:13] = [0, -100]; xy[:, 25:27] = [0, 100]
    >>> found = settled_page(Landmarks.of(np.arange(5.0), xy))
    >>> bool((found.point("hip_left")[:, 1] > 0).all())  # further down
    True
    """
    found = settle_points(landmarks)
    return replace(
        found,
        xy=with_hips_set_right(found.xy, facing(found.xy)[0], "full"),
        notes=(*found.notes, ALONE),
    )
