"""What an owner has to do about her orders by a day: answer, send, ask for money that is late."""

import datetime as dt
import functools
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone

from lopo.facts.figures import say_rupiah
from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml
from lopo.quality.dated_work import DatedWork
from lopo.retail.models import Invoice, Order
from lopo.retail.trade.transitions import CONFIRMED, PARTLY, PLACED
from lopo.standards.models import Task

ANSWER, SEND, MONEY = "order-answer", "order-send", "order-money"
"""The rules under which it stands among the tasks (``kitchen_tasks.toml``)."""


@functools.cache
def rules() -> Mapping[str, Any]:
    """The house's days, from ``trade/rules.toml``."""
    return read_toml("lopo.retail.trade", "rules.toml")


def order_work(businesses: Collection[int]) -> Iterator[DatedWork]:
    """All of it for ``businesses``; two queries."""
    rows = Order.objects.filter(business__in=businesses, state__in=(PLACED, CONFIRMED, PARTLY))
    for order in rows.select_related("retailer"):
        shop = order.retailer.name
        if order.state == PLACED:
            placed = timezone.localdate(order.state_since)
            due = min(placed + dt.timedelta(days=rules()["answer_days"]), max(placed, order.wanted_on))
            title = Text(f"Jawab pesanan {shop}", f"Answer the order of {shop}")
            does = Text(
                "Lihat jumlahnya, lalu jawab sanggup berapa.", "Look at it and say how many you can make."
            )
            yield _work(f"order-answer-{order.pk}", ANSWER, order.business_id, title, does, due, since=placed)
        else:
            title = Text(f"Kirim pesanan {shop}", f"Send the order of {shop}")
            does = Text("Pilih lotnya dan bawa surat jalan.", "Choose the lots and take the delivery note.")
            yield _work(f"order-send-{order.pk}", SEND, order.business_id, title, does, order.wanted_on)
    open_bills = Invoice.objects.filter(order__business__in=businesses, settled_on=None)
    for bill in open_bills.select_related("order__retailer"):
        money = say_rupiah(bill.amount_idr)
        shop = bill.order.retailer.name
        title = Text(
            f"Tagih {shop}: {money.id} belum dibayar", f"Ask {shop} for {money.en}, which is not paid"
        )
        does = Text(
            "Cek apakah uangnya masuk. Kalau belum, ingatkan lewat WhatsApp atau surat.",
            "See whether the money came. If not, remind the shop on WhatsApp or by letter.",
        )
        yield _work(
            f"order-money-{bill.pk}",
            MONEY,
            bill.order.business_id,
            title,
            does,
            bill.due_on,
            since=bill.due_on,
        )


def _work(
    about: str, rule: str, business: int, title: Text, does: Text, due: dt.date, since: dt.date | None = None
) -> DatedWork:
    return DatedWork(about, rule, business, None, title, does, due, since)


def place_of_work(task: Task) -> str:
    """The page where such work is done."""
    number = task.about.rpartition("-")[2]
    if not number.isdecimal():
        return ""
    if task.rule == MONEY:
        public = Invoice.objects.filter(pk=number).values_list("public_id", flat=True).first()
        return reverse("retail:invoice", args=[public]) if public else ""
    public = Order.objects.filter(pk=number).values_list("public_id", flat=True).first()
    name = "retail:order_answer" if task.rule == ANSWER else "retail:order_send"
    return reverse(name, args=[public]) if public else ""
