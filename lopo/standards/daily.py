"""What a new day changes: permits run out, new versions of standards come into force."""

import datetime as dt
import logging
from dataclasses import dataclass

from lopo.producers.models import Product
from lopo.standards.books.gate_standings import settled_all
from lopo.standards.standings import refresh

CHUNK = 100
"""Products assessed in one transaction."""

log = logging.getLogger("lopo.daily")


@dataclass
class Assessed:
    """Products assessed, findings that changed, and products that could not be assessed (see the log)."""

    products: int = 0
    changes: int = 0
    failed: int = 0


def assess_everything(on: dt.date) -> Assessed:
    """Assess every product that is not put away as of ``on``, each chunk in one transaction."""
    done = Assessed()
    last = 0
    while chunk := _chunk(last):
        last = chunk[-1].pk
        try:
            done.changes += refresh(chunk, on)
            done.products += len(chunk)
        except Exception:
            log.exception("a chunk of products could not be assessed; trying them one by one")
            _one_by_one(chunk, on, done)
    settled_all(on)
    return done


def _chunk(last: int) -> list[Product]:
    listed = Product.objects.filter(archived_at=None, pk__gt=last).select_related("business")
    return list(listed.order_by("pk")[:CHUNK])


def _one_by_one(chunk: list[Product], on: dt.date, done: Assessed) -> None:
    for product in chunk:
        try:
            done.changes += refresh([product], on)
            done.products += 1
        except Exception:
            log.exception("product %s could not be assessed", product.pk)
            done.failed += 1
