"""Lets the tests of protocols import what lies beside them, and the writers of recordings."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "sources")]
