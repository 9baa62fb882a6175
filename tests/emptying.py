"""The database behind a test that committed, as the migrations left it.

Django's own way empties each of some hundred tables and writes all kinds and permissions anew, which takes
seconds on PostgreSQL. Here only tables that hold rows are emptied, and those that the migrations filled (the
wards of the city, Django's own) get their first rows back when these are no longer the same.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection, transaction

Rows = list[tuple[Any, ...]]


def as_migrated() -> Callable[[], None]:
    """What puts the database back to its rows of now; to be called when it has just been migrated."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    tables.append("django_migrations")
    first = {table: _rows(table) for table in _filled(tables)}

    @transaction.atomic
    def put_back() -> None:
        filled = set(_filled(tables))
        changed = [table for table, rows in first.items() if table not in filled or _rows(table) != rows]
        with connection.cursor() as cursor:
            for table in (filled - first.keys()) | set(changed):
                cursor.execute(f"DELETE FROM {_quoted(table)}")
            for table in changed:
                places = ", ".join(["%s"] * len(first[table][0]))
                cursor.executemany(f"INSERT INTO {_quoted(table)} VALUES ({places})", first[table])

    return put_back


def _filled(tables: list[str]) -> list[str]:
    """Those of the tables that hold a row, asked in one question."""
    asked = (f"SELECT %s WHERE EXISTS (SELECT 1 FROM {_quoted(table)})" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked), tables)
        return [table for (table,) in cursor.fetchall()]


def _rows(table: str) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {_quoted(table)} ORDER BY 1")
        return cursor.fetchall()


def _quoted(table: str) -> str:
    return connection.ops.quote_name(table)
