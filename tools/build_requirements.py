"""Print what Ilio is built with, one requirement a line, as `pyproject.toml` pins it."""

import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"

if __name__ == "__main__":
    print(*tomllib.loads(PROJECT.read_text())["build-system"]["requires"], sep="\n")
