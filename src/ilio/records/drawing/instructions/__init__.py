"""In: the drawn steps of a test. Out: its pictures, still and moving, as SVG. Never: files."""

from ilio.records.drawing.instructions.motion_css import motion_css
from ilio.records.drawing.instructions.moving import moving_svg
from ilio.records.drawing.instructions.still import StepPicture, step_pictures

__all__ = ["StepPicture", "motion_css", "moving_svg", "step_pictures"]
