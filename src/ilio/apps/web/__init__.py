"""In: a store and settings. Out: the page and the HTTP API, as one web application.

Never: rules about health, requests to other hosts, video. Numbers and verdicts come from
`ilio.wiring`, as everywhere.
"""

from ilio.apps.web.app import create_app
from ilio.apps.web.settings import Settings

__all__ = ["Settings", "create_app"]
