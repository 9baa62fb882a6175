"""Run the suite on a real PostgreSQL: ``python -m tests.postgres``.

Takes the server of ``LOPO_TEST_POSTGRES`` (a database address), or one on this machine; without either it
starts a throw-away one of its own where PostgreSQL is installed. What is committed need not reach the disk
before the next test begins: nothing of it is kept.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

LOCAL = ("postgres://postgres@127.0.0.1:5432/postgres", "postgres:///postgres")
PORT = "54329"


def main() -> int:
    with server() as address:
        if address is None:
            print("No PostgreSQL on this machine: install it, or set LOPO_TEST_POSTGRES.", file=sys.stderr)
            return 1
        environment = {**os.environ, "DATABASE_URL": address, "PGOPTIONS": "-c synchronous_commit=off"}
        arguments = ["-m", "pytest", "-m", "database and not browser", *sys.argv[1:]]
        return subprocess.run([sys.executable, *arguments], env=environment, check=False).returncode


@contextmanager
def server() -> Iterator[str | None]:
    """The address of a server that answers, or ``None``."""
    for address in filter(None, (os.environ.get("LOPO_TEST_POSTGRES"), *LOCAL)):
        try:
            psycopg.connect(address, connect_timeout=3).close()
        except psycopg.OperationalError:
            continue
        yield address
        return
    install()
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        yield None
        return
    yield from own_server(programs[-1])


def install() -> None:
    """Install PostgreSQL where that can be done without asking anyone."""
    if shutil.which("apt-get") and os.geteuid() == 0 and not Path("/usr/lib/postgresql").exists():
        print("Installing PostgreSQL for the tests ...", flush=True)
        subprocess.run(["apt-get", "-qq", "update"], check=False, stdout=subprocess.DEVNULL)
        command = ["apt-get", "-qq", "install", "-y", "postgresql"]
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL)


def own_server(programs: Path) -> Iterator[str]:
    """A server in a temporary folder, stopped at the end."""
    with tempfile.TemporaryDirectory() as folder:
        as_user: list[str] = []
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
            as_user = ["runuser", "-u", "postgres", "--"]
        data = f"{folder}/data"
        subprocess.run(
            [*as_user, programs / "initdb", "-D", data, "-A", "trust", "-U", "postgres"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        control = [*as_user, programs / "pg_ctl", "-D", data, "-w", "-l", f"{folder}/log"]
        options = f"-p {PORT} -k {folder} -c fsync=off"
        subprocess.run([*control, "-o", options, "start"], check=True, stdout=subprocess.DEVNULL)
        try:
            yield f"postgres://postgres@127.0.0.1:{PORT}/postgres"
        finally:
            subprocess.run([*control, "stop"], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
