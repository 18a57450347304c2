"""Drawing on the pictures of a film: the body, its angles, the trace; as a film and as a sheet."""

from ilio.records.pictures.movie import write_movie
from ilio.records.pictures.scene import Scene
from ilio.records.pictures.sheet import write_sheet

__all__ = ["Scene", "write_movie", "write_sheet"]
