"""``lopo manage up``: everything from an empty folder to a running site, in one step. For ``make run``."""

import os
import socket
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from lopo.producers.models import Business
from lopo.site.demo.city import is_loaded
from lopo.site.preparation import prepare_database, prepare_translations
from lopo.site.welcome import welcome

DEFAULT = "127.0.0.1:8000"
_ANY = ("0.0.0.0", "::")  # noqa: S104 - only compared with


class Command(BaseCommand):
    help = "Prepare the database, load the demo city where it is empty, and serve the site on ADDRESS."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", nargs="?", default=DEFAULT, help=f"host:port, {DEFAULT} by default")

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        if not settings.DEVELOPMENT:
            raise CommandError(
                "This is for a developer's machine: set LOPO_DEVELOPMENT=1. A real site is served by "
                "“gunicorn lopo.site.wsgi”, after “lopo manage migrate”."
            )
        host, port = read_address(address)
        refuse_busy(host, port)
        prepare_database(self.stdout.write)
        prepare_translations()
        if not Business.objects.exists():
            call_command("demo", stdout=self.stdout)
        shown = f"http://{'localhost' if host in _ANY else _bracketed(host)}:{port}"
        os.environ.setdefault("LOPO_ADDRESS", shown)
        os.environ["LOPO_WELCOME"] = welcome(shown, with_demo=is_loaded())
        connections.close_all()
        self.stdout.flush()
        bind = f"{_bracketed(host)}:{port}"
        server = ["-m", "gunicorn", "-c", "python:lopo.site.server", "--bind", bind, "lopo.site.wsgi"]
        os.execv(sys.executable, [sys.executable, *server])  # noqa: S606 - ours, with an address read above


def read_address(address: str) -> tuple[str, int]:
    """Host and port of ``127.0.0.1:8000``, ``:8000``, ``8000`` or ``[::1]:8000``."""
    host, _colon, port = address.rpartition(":")
    if not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise CommandError(f"“{address}” is not an address. Write host and port, such as {DEFAULT}.")
    return host.strip("[]") or "127.0.0.1", int(port)


def refuse_busy(host: str, port: int) -> None:
    """Say so at once when somebody else listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            raise CommandError(
                f"{host}:{port} cannot be used ({fault.strerror}). Stop what runs there, or choose another "
                f"place: make run ADDRESS={_bracketed(host)}:{port + 1}"
            ) from None


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
