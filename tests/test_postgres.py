"""The server that other tests lean on: real, empty, and another database for every test."""

import sqlalchemy


def rows(url: str, *statements: str) -> list[tuple[object, ...]]:
    engine = sqlalchemy.create_engine(url)
    with engine.begin() as connection:
        results = [connection.execute(sqlalchemy.text(each)) for each in statements]
        found = [tuple(row) for row in results[-1]]
    engine.dispose()
    return found


TABLES = "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"


def test_a_test_gets_a_real_server_and_an_empty_database(postgres_url):
    ((version,),) = rows(postgres_url, "SHOW server_version_num")
    assert int(str(version)) >= 130000
    assert rows(postgres_url, TABLES) == [(0,)]
    assert rows(postgres_url, "CREATE TABLE kept (n int)", TABLES) == [(1,)]


def test_the_next_test_sees_nothing_of_it(postgres_url):
    assert rows(postgres_url, TABLES) == [(0,)]
