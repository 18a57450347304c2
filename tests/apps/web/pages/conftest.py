"""Lets the tests of the pages import the records' invented visits, and a person's hands."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[2] / "records"), str(HERE.parent / "browser")]
