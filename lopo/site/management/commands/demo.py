"""``lopo manage demo``: fill an empty database with the invented city of Kupang."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import ProtectedError

from lopo.site.demo.city import is_loaded, load
from lopo.site.demo.plans import BadCity
from lopo.site.demo.taking_away import real_businesses, take_away
from lopo.site.preparation import prepare_database
from lopo.standards.standings import today


class Command(BaseCommand):
    help = "Fill the database with the demo city of Kupang. Everybody and everything in it is invented."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reset", action="store_true", help="take the demo city away and make it anew")
        parser.add_argument("--force", action="store_true", help="even where there are real businesses")

    def handle(self, *args: Any, reset: bool, force: bool, **options: Any) -> None:
        if not settings.DEVELOPMENT:
            raise CommandError("The demo city is for a developer's machine: set LOPO_DEVELOPMENT=1.")
        prepare_database(self.stdout.write)
        if is_loaded() and not reset:
            self.stdout.write("The demo city is here already. Make it anew with --reset.")
            return
        if not force and (real := real_businesses().count()):
            raise CommandError(
                f"Businesses in this database that are not of the demo: {real}. Nothing was changed. "
                "Point LOPO_DATA at another folder, or add the demo beside them with --force."
            )
        if reset:
            self._take_away()
        self.stdout.write("Making the demo city of Kupang ...")
        try:
            loaded = load(today(), say=self.stdout.write)
        except BadCity as fault:
            raise CommandError(f"The demo city cannot be entered. {fault}") from None
        self.stdout.write(f"{loaded.businesses} businesses, {loaded.products} products, all invented.")

    def _take_away(self) -> None:
        try:
            take_away()
        except ProtectedError as fault:
            raise CommandError(
                f"People of the demo have done something for real businesses, so they stay: {fault.args[0]}"
            ) from None
