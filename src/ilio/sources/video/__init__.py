"""In: a film, or landmarks, of one person from the side. Out: Landmarks, Recording of angles.

Never: a protocol, a verdict, a leg named by the network's label alone.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ilio.sources.video.page_points import settled_page
    from ilio.sources.video.points import settled
    from ilio.sources.video.reader import read_video, watch
    from ilio.sources.video.recording import recording_from
    from ilio.sources.video.single_picture import angles_in_picture

# A child process that only looks at pictures loads in half the time without the rest.
_HOMES = {
    "angles_in_picture": "single_picture",
    "read_video": "reader",
    "recording_from": "recording",
    "settled": "points",
    "settled_page": "page_points",
    "watch": "reader",
}

__all__ = ["angles_in_picture", "read_video", "recording_from", "settled", "settled_page", "watch"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
