"""Rows that the migrations made: kept beside their tables, and put back after a test that commits.

Putting back costs a fifth of a new clone of the template, as a test writes to few of the tables.
Numbers that sequences gave out stay used, as they do after a test that rolls back.
"""

import psycopg
from psycopg import sql

SCHEMA = "kept"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY tablename"
SHAPE = """
    SELECT count(*), max(oid), sum(relnatts)
    FROM pg_class WHERE relnamespace = 'public'::regnamespace
"""
END_OTHERS = """
    SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
    AND backend_type = 'client backend'
"""
# Triggers of the history would refuse to let events go, and note that rows went.
IGNORE_TRIGGERS = """
    SELECT set_config('pgtrigger.ignore', array_agg(tgname)::text, true)
    FROM pg_trigger WHERE tgname LIKE 'pgtrigger\\_%'
"""


def keep(link: psycopg.Connection) -> None:
    """Copy the rows of every table that has some into a schema of their own."""
    link.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(SCHEMA)))
    for name in _tables(link, "public"):
        if link.execute(_query("SELECT FROM {table} LIMIT 1", name)).rowcount:
            link.execute(_query("CREATE TABLE {kept} AS TABLE {table}", name))


def put_back(link: psycopg.Connection) -> None:
    """Give every table its kept rows and no others. Ends all other connections to the database."""
    link.execute(END_OTHERS)
    # Starting a helper costs more than reading these small tables.
    link.execute("SET max_parallel_workers_per_gather = 0")
    kept = _tables(link, SCHEMA)
    with link.transaction():
        link.execute("SET CONSTRAINTS ALL DEFERRED")
        link.execute(IGNORE_TRIGGERS)
        for name in _changed(link, set(kept)):
            link.execute(_query("DELETE FROM {table}", name))
            if name in kept:
                link.execute(_query("INSERT INTO {table} TABLE {kept}", name))


def shape(link: psycopg.Connection) -> tuple[int, ...]:
    """Return numbers that change with any table, column, index or sequence of the site."""
    found = link.execute(SHAPE).fetchone()
    assert found
    return found


def _changed(link: psycopg.Connection, kept: set[str]) -> list[str]:
    """List the tables whose rows are others than the kept ones, in one query."""
    filled = "SELECT {name} WHERE EXISTS (SELECT FROM {table})"
    differs = """
        SELECT {name} WHERE (SELECT array_agg(t::text ORDER BY t::text) FROM {table} t)
            IS DISTINCT FROM (SELECT array_agg(t::text ORDER BY t::text) FROM {kept} t)
    """
    questions = [
        _query(differs if name in kept else filled, name) for name in _tables(link, "public")
    ]
    return [name for (name,) in link.execute(sql.SQL(" UNION ALL ").join(questions))]


def _tables(link: psycopg.Connection, schema: str) -> list[str]:
    return [name for (name,) in link.execute(TABLES, [schema])]


def _query(text: str, name: str) -> sql.Composed:
    return sql.SQL(text).format(
        name=sql.Literal(name),
        table=sql.Identifier("public", name),
        kept=sql.Identifier(SCHEMA, name),
    )
