"""Several people doing something at the same moment, each on a database connection of her own.

For tests marked ``django_db(transaction=True)``. The SQLite of tests lives in
memory, where connections cannot wait for one another; here it is moved to a file for a while, as on a site.
"""

import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connections

WAIT = 60


@contextmanager
def own_connections() -> Iterator[None]:
    """Inside, every thread that asks for the database gets a connection that the database keeps apart."""
    before = connections[DEFAULT_DB_ALIAS]
    if before.vendor != "sqlite":
        yield
        return
    before.ensure_connection()
    settings, memory = before.settings_dict, before.settings_dict["NAME"]
    # A thread of the page server may still close its request on this connection: it must go on
    # knowing that it lives in memory, which is never closed.
    before.settings_dict = dict(settings)
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "race.sqlite3")
        settings["NAME"] = file
        del connections[DEFAULT_DB_ALIAS]
        try:
            connections[DEFAULT_DB_ALIAS].ensure_connection()
            before.connection.backup(connections[DEFAULT_DB_ALIAS].connection)
            yield
        finally:
            connections[DEFAULT_DB_ALIAS].close()
            settings["NAME"] = memory
            before.settings_dict = settings
            connections[DEFAULT_DB_ALIAS] = before


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each act gave, or the exception it raised; they begin together."""
    gate = threading.Barrier(len(acts), timeout=WAIT)
    given: list[object] = [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            gate.wait()
            given[place] = act()
        except Exception as fault:
            given[place] = fault
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT)
    return given
