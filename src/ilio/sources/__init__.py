"""In: a file (markers, angles, phone log, video, visit). Out: Recording or VisitInput.

Never: a verdict, a threshold of health, a guess in place of a lost sample.
"""

from ilio.sources.read import read, read_recording

__all__ = ["read", "read_recording"]
