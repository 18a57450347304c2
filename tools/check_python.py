"""Say in one sentence when this Python is too old for Ilio. Runs on any Python 3.6 or newer."""

import sys

NEEDED = (3, 11)

if sys.version_info < NEEDED:
    here = sys.version_info
    sys.exit(
        f"Ilio needs Python {NEEDED[0]}.{NEEDED[1]} or newer, but this is Python "
        f"{here[0]}.{here[1]}. Install a newer one and name it: make PYTHON=python3.12 demo"
    )
