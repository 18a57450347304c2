"""In: a film, or landmarks, of one person from the side. Out: Landmarks, Recording of angles.

Never: a protocol, a verdict, a leg named by the network's label alone.
"""

from ilio.sources.video.page_points import settled_page
from ilio.sources.video.points import settled
from ilio.sources.video.reader import read_video, watch
from ilio.sources.video.recording import recording_from

__all__ = ["read_video", "recording_from", "settled", "settled_page", "watch"]
