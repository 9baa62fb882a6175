"""Keep the Indonesian of pages and forms: gather what is said, say what is missing, compile."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from lopo.site import messages


class Command(BaseCommand):
    help = "Gather the sentences of pages and forms into the file of translations, and compile it."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Change nothing; fail when one is missing.")
        parser.add_argument("--compile", action="store_true", help="Only compile what is on file.")

    def handle(self, *args: Any, **options: Any) -> None:
        kept = messages.read_kept()
        if options["compile"]:
            messages.write_compiled(kept)
            return
        current = messages.brought_up_to_date(kept, messages.gathered())
        missing = messages.untranslated(current)
        if options["check"]:
            self._check(current, missing)
            return
        messages.KEPT.parent.mkdir(parents=True, exist_ok=True)
        messages.KEPT.write_text(messages.written(current), "utf-8")
        messages.write_compiled(current)
        self.stdout.write(f"{len(current)} sentences, {len(missing)} without Indonesian")

    def _check(self, current: Any, missing: list[str]) -> None:
        for sentence in missing:
            self.stderr.write(f"no Indonesian: {sentence}")
        stale = not messages.KEPT.exists() or messages.KEPT.read_text("utf-8") != messages.written(current)
        if stale:
            self.stderr.write("django.po is not up to date: run `make messages`.")
        if missing or stale:
            sys.exit(1)
