"""In: points placed by other programs or by hand. Out: Landmarks.

Never: an angle, a verdict, a point that nobody placed.
"""

from ilio.sources.landmarks.edits import Edits, corrected, read_edits
from ilio.sources.landmarks.reading import read_landmarks

__all__ = ["Edits", "corrected", "read_edits", "read_landmarks"]
