"""Lets the tests of this room import the built cases and the checker of the rules."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
