"""Which database the site keeps its records in."""

from pathlib import Path
from typing import Any

import dj_database_url

SQLITE_OPTIONS = {
    # Readers do not wait for the writer; a writer takes its turn at once instead of failing half-way.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
}


def database(url: str, folder: Path) -> dict[str, Any]:
    """Django's description of the database at ``url``; without one, SQLite in ``folder``."""
    described: dict[str, Any] = dict(
        dj_database_url.parse(url or f"sqlite:///{folder / 'lopo.sqlite3'}", conn_max_age=60)
    )
    if described["ENGINE"] == "django.db.backends.sqlite3":
        described["OPTIONS"] = {**SQLITE_OPTIONS, **described.get("OPTIONS", {})}
    else:
        described["CONN_HEALTH_CHECKS"] = True
    return described
