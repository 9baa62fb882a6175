"""``lopo manage seat_news``: tell businesses what became of their seats; again tells nobody twice."""

from typing import Any

from django.core.management.base import BaseCommand

from lopo.training.books.seat_telling import tell_news, untold

SECONDS = 3600.0


class Command(BaseCommand):
    help = "Tell businesses that do not know yet what became of their seats in courses."

    def handle(self, *args: Any, **options: Any) -> None:
        told = tell_news(seconds=SECONDS)
        self.stdout.write(f"{told} told, {untold().count()} left")
