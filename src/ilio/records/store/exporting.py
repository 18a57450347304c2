"""Taking out everything of a person."""

import zipfile
from contextlib import suppress
from datetime import datetime
from typing import BinaryIO

from sqlalchemy import select

from ilio.core import OutputError
from ilio.records.store.actors import Actor
from ilio.records.store.export_files import ReadToday, Rows, recording_file, shown, texts
from ilio.records.store.keeper import Keeper, require_person
from ilio.records.store.opening import reading, writing
from ilio.records.store.tables import of_person, personal_tables, recording


class Exports(Keeper):
    """Everything of a person as one file."""

    def export(self, actor: Actor, person_id: str, file: BinaryIO, read: ReadToday) -> None:
        """Write everything of a person as a zip: JSON, CSV, PDF, the recordings.

        Parameters
        ----------
        file
            Open for writing.
        read
            What of it may be read today; see `ilio.apps.exporting`.

        Raises
        ------
        NotFound
            If there is no such person.

        Examples
        --------
        >>> import io
        >>> from ilio.records.store import OWNER, Store
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> out = io.BytesIO()
        >>> read = ReadToday(lambda stored: stored.visit, lambda plan: plan)
        >>> store.export(OWNER, store.own_person(OWNER).id, out, read)
        >>> "everything.json" in zipfile.ZipFile(out).namelist()
        True
        """
        with reading(self._engine) as connection:
            label = require_person(connection, actor, person_id).label
        # a full disk, or a store that may only be read, keeps nobody from their data
        with suppress(OutputError), writing(self._engine) as connection:
            self._note(connection, actor, "export person", person_id, person_id)
        made = self._now()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
            rows = self._rows(person_id, zipped, made)
            for name, content in texts(rows, label, made.date().isoformat(), read):
                zipped.writestr(_entry(name, made), content, zipfile.ZIP_DEFLATED)

    def _rows(self, person_id: str, zipped: zipfile.ZipFile, made: datetime) -> Rows:
        """Every row of every personal table; recordings go straight into the file."""
        rows = Rows()
        with reading(self._engine) as connection:
            for table in personal_tables():
                keys = table.primary_key.columns
                query = select(table).where(of_person(table, person_id)).order_by(*keys)
                streamed = connection.execution_options(yield_per=1).execute(query).mappings()
                for row in map(dict, streamed):
                    rows.tables.setdefault(table.name, []).append(shown(table, row))
                    if table is recording:
                        place = _entry(recording_file(row), made)
                        zipped.writestr(place, row["body"], zipfile.ZIP_DEFLATED)
        return rows


def _entry(name: str, made: datetime) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name, made.timetuple()[:6])
