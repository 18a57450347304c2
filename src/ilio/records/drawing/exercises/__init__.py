"""In: poses of an exercise. Out: its SVG picture. Never: files."""

from ilio.records.drawing.exercises.picture import PictureSide, exercise_svg, library_svg
from ilio.records.drawing.exercises.screen import screen_css
from ilio.records.drawing.exercises.signs import Sign, picture_signs

__all__ = ["PictureSide", "Sign", "exercise_svg", "library_svg", "picture_signs", "screen_css"]
