"""In: poses of an exercise. Out: its SVG picture. Never: files."""

from ilio.records.drawing.exercises.picture import PictureSide, exercise_svg, library_svg
from ilio.records.drawing.exercises.screen import screen_css

__all__ = ["PictureSide", "exercise_svg", "library_svg", "screen_css"]
