"""Where visits, plans and logs are kept: SQLite by default, PostgreSQL by address.

Everything is asked for by an `Actor`, who sees only what is theirs.
"""

from ilio.records.store.accounts import Account
from ilio.records.store.actors import OWNER, Actor, Changed, NotAllowed, NotFound
from ilio.records.store.auditing import AuditLine
from ilio.records.store.export_files import ReadToday
from ilio.records.store.logins import Session
from ilio.records.store.people import Person
from ilio.records.store.programmes import StoredProgramme
from ilio.records.store.recordings import StoredRecording
from ilio.records.store.visit_rows import StoredVisit, VisitLine
from ilio.records.store.whole import Store

__all__ = [
    "OWNER",
    "Account",
    "Actor",
    "AuditLine",
    "Changed",
    "NotAllowed",
    "NotFound",
    "Person",
    "ReadToday",
    "Session",
    "Store",
    "StoredProgramme",
    "StoredRecording",
    "StoredVisit",
    "VisitLine",
]
