"""Goods that came in with a price stand in the book of purchases, too: nobody is asked twice."""

from decimal import Decimal

from lopo.accounts.models import Person
from lopo.costing.models import Purchase
from lopo.costing.purchase import name_key, read_pack
from lopo.costing.purchase_book import take_back, write_down
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.producers.models import Business
from lopo.quality.paid_goods import Paid


def take_up(business: Business, before: Paid | None, now: Paid | None, by: Person) -> Text | None:
    """Take back the purchase of what stood before, write down what stands now. Why that could not be done."""
    if before is not None and (purchase := _purchase_of(business, before)) is not None:
        take_back(purchase, by)
    if now is None:
        return None
    try:
        write_down(business, now.ingredient, Decimal(now.rupiah), _pack(now), now.day, by)
    except Refused as refusal:
        return Text(
            "Harganya belum masuk buku belanja: {why}", "Its price is not in the book of purchases: {why}"
        ).filled(why=refusal.reason)
    return None


def _pack(paid: Paid) -> str:
    return f"{paid.quantity.normalize():f} {paid.unit}".replace(".", ",")


def _purchase_of(business: Business, paid: Paid) -> Purchase | None:
    try:
        words = read_pack(_pack(paid)).words
    except Refused:
        return None
    rows = Purchase.objects.filter(business=business, taken_back_at=None, bought_on=paid.day)
    return (
        rows.filter(key=name_key(paid.ingredient), paid_idr=paid.rupiah, pack=words).order_by("-pk").first()
    )
