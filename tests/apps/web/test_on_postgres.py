"""The page over a real PostgreSQL: a visit comes in, shows, goes out and is deleted."""

import io
import zipfile

import httpx
import sqlalchemy

THOMAS = {"protocol": "thomas", "device": "inclinometer", "hand_check": "snug"}
VISIT = {
    "schema": "ilio/visit-input/1",
    "red_flags": [],
    "do_not_test": [],
    "person": {"age_years": 34},
    "attempt": [
        THOMAS | {"side": "left", "thigh_drop_deg": -14},
        THOMAS | {"side": "right", "thigh_drop_deg": 14},
    ],
}


def test_a_visit_on_postgresql_from_saving_to_deletion(serve, postgres_url):
    served = serve(database=postgres_url)
    with httpx.Client(base_url=served.url, timeout=60) as client:
        me = client.get("/api/v1/me").json()
        client.headers["x-csrf-token"] = me["csrf"]
        person = f"/api/v1/people/{me['person']['id']}"
        saved = client.post(f"{person}/visits", json=VISIT)
        assert saved.status_code == 201, saved.text
        assert "tight" in client.get("/result", headers={"accept": "text/html"}).text
        taken = zipfile.ZipFile(io.BytesIO(client.get(f"{person}/export.zip").content))
        told = "".join(taken.read(n).decode() for n in taken.namelist() if n.endswith(".json"))
        assert "-14" in told, "what was answered is taken out too"
        assert client.delete(person).status_code == 204
        assert client.get(f"/api/v1/visits/{saved.json()['id']}").status_code == 404
    assert rows_left(postgres_url, "visit") == 0


def rows_left(url: str, about: str) -> int:
    """Rows in all tables whose name tells of that, by a connection of our own."""
    engine = sqlalchemy.create_engine(url)
    with engine.connect() as connection:
        names = [n for n in sqlalchemy.inspect(engine).get_table_names() if about in n]
        assert names, "there is a table of them"
        counts = [connection.execute(sqlalchemy.text(f"SELECT count(*) FROM {n}")) for n in names]
        total = sum(int(count.scalar_one()) for count in counts)
    engine.dispose()
    return total
