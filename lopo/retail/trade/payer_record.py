"""How a retailer pays: what an owner reads before she applies, and the city beside it.

>>> bills = [PaidBill(dt.date(2026, 5, 1), dt.date(2026, 5, 15), dt.date(2026, 5, 12), 0)]
>>> payer_record(bills, dt.date(2026, 6, 1)).words.en
'Of 1 invoice that fell due, 0 were paid late (0%). Half are paid within 11 days.'
"""

import dataclasses
import datetime as dt
import statistics
from collections.abc import Iterable
from dataclasses import dataclass

from lopo.facts.figures import say_number
from lopo.facts.text import Text
from lopo.retail.trade.payment_clock import say_days

LOOKS_BACK_DAYS = 365
"""Bills whose days began longer ago say nothing about how a retailer pays now; the house's own."""


@dataclass(frozen=True, slots=True)
class PaidBill:
    """One bill: from when its days count, when it was due, when it was settled (nothing while it is open),
    and what of it is not paid yet."""

    starts_on: dt.date
    due_on: dt.date
    settled_on: dt.date | None
    open_idr: int


@dataclass(frozen=True, slots=True)
class PayerRecord:
    """``fell_due`` counts bills that were settled or whose day is over; ``late`` those of them that were
    late.

    ``median_days`` from the start of their days to the money, of the settled ones; ``late_now`` are open and
    overdue, ``late_now_idr`` what is still to be paid of them.
    """

    bills: int
    fell_due: int
    late: int
    median_days: int | None
    late_now: int
    late_now_idr: int
    longest_late_days: int
    words: Text

    @property
    def late_percent(self) -> int | None:
        """Share of late ones, rounded to whole per cent; nothing before any fell due."""
        return None if not self.fell_due else round(100 * self.late / self.fell_due)


def payer_record(bills: Iterable[PaidBill], today: dt.date) -> PayerRecord:
    """The record of one retailer as of ``today``."""
    every = list(bills)
    fell_due = [each for each in every if each.settled_on is not None or each.due_on < today]
    late = [(each, ((each.settled_on or today) - each.due_on).days) for each in fell_due]
    late = [(each, days) for each, days in late if days > 0]
    took = [max(0, (each.settled_on - each.starts_on).days) for each in every if each.settled_on is not None]
    median = int(statistics.median_high(took)) if took else None
    now = [each for each, _days in late if each.settled_on is None]
    longest = max((days for _each, days in late), default=0)
    found = PayerRecord(
        len(every),
        len(fell_due),
        len(late),
        median,
        len(now),
        sum(each.open_idr for each in now),
        longest,
        Text.same(""),
    )
    return dataclasses.replace(found, words=_words(found))


def _words(found: PayerRecord) -> Text:
    if not found.fell_due:
        return Text("Belum ada tagihan yang jatuh tempo di sini.", "No invoice has fallen due here yet.")
    said = Text(
        "Dari {due} tagihan yang jatuh tempo, {late} dibayar terlambat ({percent}%).",
        "Of {due} that fell due, {late} were paid late ({percent}%).",
    ).filled(
        due=Text(
            say_number(found.fell_due).id,
            f"{found.fell_due} invoice"
            if found.fell_due == 1
            else f"{say_number(found.fell_due).en} invoices",
        ),
        late=say_number(found.late),
        percent=str(found.late_percent),
    )
    if found.median_days is None:
        return said
    half = Text(" Separuhnya dibayar dalam {days}.", " Half are paid within {days}.")
    half = half.filled(days=say_days(found.median_days))
    return Text(said.id + half.id, said.en + half.en)
