"""The files of the page: scripts, styles, the pose model."""

import mimetypes
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(__file__).parent / "static"

KINDS = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".task": "application/octet-stream",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
}
"""Told here, because a machine's own table may be wrong (Windows: .js as text/plain)."""

FOREVER = "public, max-age=31536000, immutable"
"""For what the page takes from others: its names change with its versions."""

ASK_FIRST = "no-cache"
"""For Ilio's own files: kept, but the server is asked whether they changed."""


class Assets(StaticFiles):
    """The folder ``static/`` with its kinds and how long browsers may keep them.

    Examples
    --------
    >>> Assets().lookup_path("no-such-file.js")[1] is None
    True
    """

    def __init__(self) -> None:
        for ending, kind in KINDS.items():
            mimetypes.add_type(kind, ending)
        super().__init__(directory=FOLDER, check_dir=False)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """One file."""
        response = await super().get_response(path, scope)
        kept = FOREVER if path.replace("\\", "/").startswith("vendor/") else ASK_FIRST
        response.headers["cache-control"] = kept
        return response
