"""In: a phone on the same network. Out: its readings, live, on the laptop's page.

Never: film, rules about health, anything of a person. The phone meets an application of its own
that has nothing but the link in it.
"""

from ilio.apps.web.link import laptop
from ilio.apps.web.link.serving import LinkedServers, serve_lan

routers = [laptop.api, laptop.pages]

__all__ = ["LinkedServers", "routers", "serve_lan"]
