"""``lopo manage badge_keys``: which keys sign certificates; ``--change`` makes new ones."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from lopo.training.badges.keys import BadKeys
from lopo.training.signing_key import FOLDER, change_keys, given_files, signing_keys


class Command(BaseCommand):
    help = "List the keys that sign certificates, those in use first. Secrets are never shown."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--change", action="store_true", help="Make new keys; the old ones are kept for what they signed."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["change"]:
            if given_files():
                raise CommandError(_("The keys are given by LOPO_BADGE_KEYS: put the new file first there."))
            change_keys(settings.DATA / FOLDER)
        try:
            pairs = signing_keys()
        except (BadKeys, OSError, UnicodeDecodeError) as fault:
            raise CommandError(str(fault)) from None
        for place, keys in enumerate(pairs):
            state = _("signs now") if place == 0 else _("kept")
            self.stdout.write(f"{keys.name}  {state}  {keys.did_key}")
