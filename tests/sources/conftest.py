"""Lets the tests of this room import the built marker files beside them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
