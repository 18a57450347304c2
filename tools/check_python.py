"""Say in one sentence when this Python is too old for Ilio. Runs on any Python 3."""

import sys

NEEDED = (3, 11)

if sys.version_info < NEEDED:
    sys.exit(
        "Ilio needs Python %d.%d or newer, but this is Python %d.%d. "
        "Install a newer one and name it: make PYTHON=python3.12 demo"
        % (NEEDED + tuple(sys.version_info[:2]))
    )
