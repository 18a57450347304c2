"""Pictures of the body that a browser keeps for review go when what they belong to is deleted."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

from asking import client_of, phone_log

KEEP = """async (recording) => {
  const { Pictures } = await import("/static/measure/pictures.js");
  const taken = new Pictures();
  const picture = await createImageBitmap(new ImageData(8, 8));
  taken.add({ t: 0, picture });
  await taken.keep(recording);
}"""

KEPT = """async () => {
  const known = await indexedDB.databases();
  if (!known.some(({ name }) => name === "ilio-pictures")) return [];
  const opening = indexedDB.open("ilio-pictures", 1);
  const database = await new Promise((done) => (opening.onsuccess = () => done(opening.result)));
  const pictures = database.transaction("pictures").objectStore("pictures");
  const asked = pictures.getAllKeys();
  const names = await new Promise((done) => (asked.onsuccess = () => done(asked.result)));
  database.close();
  return names;
}"""


def recording_of(client: Any, label: str) -> tuple[str, str]:
    person = client.post("/api/v1/people", json={"label": label}).json()["id"]
    where = f"/api/v1/people/{person}/recordings?kind=phone"
    return person, client.post(where, content=phone_log(2)).json()["id"]


def delete_everything(page: Any) -> None:
    page.get_by_label("Yes, delete everything").check()
    page.get_by_role("button", name="Delete everything").click()
    page.get_by_text("Everything was deleted.").wait_for()


def until_kept(page: Any, names: list[str]) -> None:
    for _ in range(50):
        if page.evaluate(KEPT) == names:
            return
        page.wait_for_timeout(100)
    assert page.evaluate(KEPT) == names


def test_pictures_go_with_the_person_and_others_stay(
    page_server: Any, open_page: Callable[..., Any]
) -> None:
    with closing(client_of(page_server.url)) as client:
        mo, of_mo = recording_of(client, "Mo")
        kim, of_kim = recording_of(client, "Kim")
    page = open_page(f"/privacy?person={mo}")
    for recording in (of_mo, of_kim):
        page.evaluate(KEEP, recording)
    assert page.evaluate(KEPT) == sorted([of_mo, of_kim])
    delete_everything(page)
    until_kept(page, [of_kim])
    page.goto(f"/privacy?person={kim}")
    delete_everything(page)
    until_kept(page, [])


def test_who_was_alone_leaves_no_storage_in_the_browser(
    page_server: Any, open_page: Callable[..., Any]
) -> None:
    """The answer itself says so: not even a browser without scripts keeps anything."""
    page = open_page("/privacy")
    page.evaluate(KEEP, "0" * 32)
    with page.expect_response("**/privacy/delete") as told:
        delete_everything(page)
    assert told.value.all_headers()["clear-site-data"] == '"cache", "storage"'
    until_kept(page, [])
