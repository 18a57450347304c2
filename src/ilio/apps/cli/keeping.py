"""`ilio people`, `keep`, `export`, `delete`, `backup`, `restore`: the store by commands."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ilio.apps.cli.reporting import open_visit
from ilio.apps.cli.stored import Address, find_person, opened
from ilio.apps.cli.voice import Json, console, note, progress_bar, say, say_json, table

if TYPE_CHECKING:
    from ilio.records import Visit
    from ilio.records.store import Person, Store

Who = Annotated[str, typer.Argument(help="Their label, or the beginning of their id.")]
YES = ("y", "yes")


def people(store: Address = None, as_json: Json = False) -> None:
    """List whose visits are kept here.

    Example: ilio people
    """
    from ilio.records.store import OWNER

    with opened(store) as kept:
        found = [(p, kept.visit_lines(OWNER, p.id)) for p in kept.people(OWNER)]
        told = {p.id: _told_today(kept, p) for p, visits in found if visits}
    if as_json:
        say_json({"people": [_person_json(p, len(visits)) for p, visits in found]})
        return
    if not found:
        say("Nobody yet. Keep a visit with: ilio keep visit.json")
        return
    rows = table("", "who", "visits", "last one", "id")
    for person, visits in found:
        last = f"{visits[-1].day}: {told[person.id]}" if visits else ""
        rows.add_row(person.label, str(len(visits)), last, person.id[:8])
    say(rows)


def _told_today(store: "Store", person: "Person") -> str:
    """The sentence of the last visit: what the newest answers rule out by now is not said."""
    from ilio.apps.ruling import ruling_in, shown_today
    from ilio.records.store import OWNER

    last = store.visit(OWNER, store.visit_lines(OWNER, person.id)[-1].id)
    today = store.now().date()
    return shown_today(last, ruling_in(store, OWNER, person.id), today).visit.judgement.summary


def _person_json(person: "Person", visits: int) -> dict[str, Any]:
    return {**asdict(person), "created": person.created.isoformat(), "visits": visits}


def keep(
    visit: Annotated[Path, typer.Argument(help="Saved visit (.json) or visit file (.toml).")],
    person: Annotated[
        str | None,
        typer.Option(help="Whose it is; else whom the visit names, else you. Added when new."),
    ] = None,
    store: Address = None,
    as_json: Json = False,
) -> None:
    """Put a visit into the store, for `ilio progress` and the page.

    Example: ilio keep visit.json --person Mo
    """
    from ilio.records.store import OWNER

    with progress_bar() as progress:
        done = open_visit(visit, progress)
    with opened(store) as kept:
        whose = _whose(kept, person or done.person or None)
        known = _same(kept, whose, done)
        new = known or kept.add_visit(OWNER, whose.id, done, {})
    if as_json:
        say_json({"id": new, "person": whose.id, "new": known is None})
        return
    told = "Kept" if known is None else "It was kept already"
    say(f"{told}, for {whose.label}. See: ilio progress '{whose.label}'")


def _whose(store: "Store", name: str | None) -> "Person":
    from ilio.core import InputError
    from ilio.records.store import OWNER

    if name is not None and all(name.casefold() != p.label.casefold() for p in store.people(OWNER)):
        try:
            return find_person(store, name)
        except InputError:
            note(f"New here: {name}")
            return store.add_person(OWNER, name)
    return find_person(store, name)


def _same(store: "Store", person: "Person", visit: "Visit") -> str | None:
    from ilio.records.store import OWNER

    kept = store.visits(OWNER, person.id)
    return next((old.id for old in kept if old.visit == visit), None)


def export(
    person: Who,
    out: Annotated[Path, typer.Argument(help="Where to (.zip).")],
    store: Address = None,
    as_json: Json = False,
) -> None:
    """Take out everything of a person: JSON, CSV, PDF and the recordings, in one zip file.

    Example: ilio export Mo mo.zip
    """
    from ilio.apps.exporting import export_all
    from ilio.records.store import OWNER
    from ilio.records.writing import whole_file

    with opened(store) as kept:
        who = find_person(kept, person)
        with whole_file(out) as part, part.open("wb") as file:
            export_all(kept, OWNER, who.id, file)
    if as_json:
        say_json({"person": who.id, "written": str(out)})
        return
    say(f"Everything of {who.label} is in {out}. It is health data: keep it where only you look.")


def delete(
    person: Who,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    store: Address = None,
    as_json: Json = False,
) -> None:
    """Delete everything of a person, for good.

    Backups and exports are files of their own: delete those too. Example: ilio delete Mo
    """
    from ilio.records.store import OWNER

    with opened(store) as kept:
        who = find_person(kept, person)
        visits = len(kept.visit_lines(OWNER, who.id))
        if not yes:
            _confirm(who, visits)
        kept.delete_person(OWNER, who.id)
    if as_json:
        say_json({"deleted": who.id, "visits": visits})
        return
    say(f"Everything of {who.label} is deleted. Backups and exports are yours to delete.")


def _confirm(who: "Person", visits: int) -> None:
    from ilio.core import InputError

    console(talk=True).print(f"Delete {who.label} with {visits} visits, for good? [y/N] ", end="")
    answer = sys.stdin.readline().strip().lower()
    if answer not in YES:
        raise InputError("a yes to deleting", f"'{answer}'", "Nothing was deleted.")


def backup(
    file: Annotated[Path, typer.Argument(help="Where to.")],
    store: Address = None,
    as_json: Json = False,
) -> None:
    """Copy the whole store into one file, while it may be in use.

    Example: ilio backup ilio-2026-11-22.backup
    """
    with opened(store) as kept:
        kept.backup(file)
    if as_json:
        say_json({"written": str(file)})
        return
    say(f"The store is copied to {file}. Whoever reads it, reads everything.")


def restore(
    file: Annotated[Path, typer.Argument(help="What ilio backup wrote.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="What the store holds now may go.")
    ] = False,
    store: Address = None,
    as_json: Json = False,
) -> None:
    """Bring back what a backup holds. Who was deleted since stays deleted.

    Example: ilio restore ilio-2026-11-22.backup
    """
    from ilio.records.store import OWNER

    with opened(store) as kept:
        kept.restore(file, replace=replace)
        count = len(kept.people(OWNER))
    if as_json:
        say_json({"restored": str(file), "people": count})
        return
    say(f"Restored from {file}.")
