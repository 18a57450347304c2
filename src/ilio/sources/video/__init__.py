"""In: a film of one person from the side. Out: Recording of thigh, knee and trunk angles.

Never: a protocol, a verdict, a leg named by the network's label alone.
"""

from ilio.sources.video.reader import read_video

__all__ = ["read_video"]
