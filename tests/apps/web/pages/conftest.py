"""Lets the tests of the pages import the invented visits and plans of the records' tests."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[2] / "records")]
