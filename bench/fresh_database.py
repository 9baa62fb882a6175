"""A fresh database for a run, gone afterwards; what is measured on it runs in a process of its own."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

KINDS = ("sqlite", "postgres")


@contextmanager
def fresh_database(kind: str, whose: str = "lopo") -> Iterator[dict[str, str] | None]:
    """The environment that names it, for a process to be started; nothing where PostgreSQL is not there."""
    with tempfile.TemporaryDirectory(prefix="lopo-bench-") as folder:
        environment = {**os.environ, "LOPO_DATA": folder, "LOPO_DEVELOPMENT": "1"}
        if kind == "sqlite":
            environment["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
            yield environment
            return
        from tests.postgres import server

        with server() as address:
            if address is None:
                print("PostgreSQL: none on this machine")
                yield None
                return
            own = f"lopo_bench_{whose}_{os.getpid()}"
            _tell_server(address, f"CREATE DATABASE {own}")
            try:
                yield {**environment, "DATABASE_URL": address.rsplit("/", 1)[0] + f"/{own}"}
            finally:
                _tell_server(address, f"DROP DATABASE {own} WITH (FORCE)")


def again_on_each(module: str, kinds: Sequence[str], *arguments: str) -> None:
    """Run ``module`` with ``--here`` and ``arguments`` on a fresh database of each kind."""
    for kind in kinds:
        with fresh_database(kind, module.rpartition(".")[2]) as environment:
            if environment is not None:
                command = [sys.executable, "-m", module, "--here", *arguments]
                subprocess.run(command, env=environment, check=True)


def begin_here() -> None:
    """Django in this process, on the database that its environment names, migrated."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lopo.site.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def analyze() -> None:
    """Tell the planner of the database how much is in it now."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _tell_server(address: str, command: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(command)
