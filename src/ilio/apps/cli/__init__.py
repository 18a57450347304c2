"""The command line of Ilio. Each command loads the libraries that it uses, and no other."""

from ilio.apps.cli.program import app, main

__all__ = ["app", "main"]
