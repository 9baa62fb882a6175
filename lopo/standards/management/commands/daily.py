"""``lopo manage daily``: the work of every morning. Run it once a day; running it again does no harm."""

import datetime as dt
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lopo.facts.kinds import Refused, read_date
from lopo.quality.clearing import Cleared, clear_unsent
from lopo.standards.daily import Assessed, assess_everything
from lopo.standards.morning import do_morning_work
from lopo.standards.reminders import Given, give_reminders
from lopo.standards.standings import today


def a_day(typed: str) -> dt.date:
    try:
        return read_date(typed)
    except Refused as refusal:
        raise ArgumentTypeError(f"{typed!r}: {refusal.reason.en}") from None


class Command(BaseCommand):
    help = "Assess every product again for today and give the reminders that are due."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--on", type=a_day, metavar="DATE", help="another day than today, such as 2026-12-31"
        )

    def handle(self, *args: Any, on: dt.date | None = None, **options: Any) -> None:
        day = on or today()
        assessed = assess_everything(day)
        further = do_morning_work(day)
        given = give_reminders(day)
        cleared = clear_unsent(day)
        for line in [*summary(day, assessed, given), *further.lines, *_cleared(cleared)]:
            self.stdout.write(line)
        if assessed.failed or given.failed or further.failed:
            raise CommandError(_("Some of the work is left for the next run; the log says what."))


def _cleared(cleared: Cleared) -> list[str]:
    if not (cleared.drafts or cleared.photos):
        return []
    said = _("Never sent and cleared: %(drafts)s sheets and %(photos)s photos of inspections.")
    return [said % {"drafts": cleared.drafts, "photos": cleared.photos}]


def summary(on: dt.date, assessed: Assessed, given: Given) -> list[str]:
    """What was done, a line each; what needs somebody's care only when there is something."""
    lines = [
        ngettext(
            "%(day)s: %(count)s product assessed.", "%(day)s: %(count)s products assessed.", assessed.products
        )
        % {"day": on.isoformat(), "count": assessed.products},
        ngettext("%(count)s finding changed.", "%(count)s findings changed.", assessed.changes)
        % {"count": assessed.changes},
        ngettext("%(count)s person was reminded.", "%(count)s people were reminded.", given.people)
        % {"count": given.people},
        ngettext(
            "%(count)s task was added to the desk's list.",
            "%(count)s tasks were added to the desk's list.",
            given.desk,
        )
        % {"count": given.desk},
    ]
    rest = (
        (assessed.failed, _("%(count)s products could not be assessed.")),
        (given.failed, _("%(count)s messages could not be sent; they are tried again with the next run.")),
        (given.unreachable, _("%(count)s businesses have an open task and nobody who can be reminded.")),
    )
    return lines + [words % {"count": count} for count, words in rest if count]
