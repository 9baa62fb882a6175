"""Write purchases into the book of a business, and tell from it which price counts now.

The fact ``cost.purchases`` holds the last price of every ingredient; the book holds all of them. Prices that
came by a file are taken over into the book when it is first written in.
"""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.costing.making import purchases_of
from lopo.costing.models import Purchase
from lopo.costing.purchase import Bought, name_key, prices_on, read_pack, read_paid, written
from lopo.facts.dossier import Dossier, Fact
from lopo.facts.kinds import MAX_ITEMS, Item, Refused, read_items, to_plain
from lopo.facts.text import Text
from lopo.producers.models import Business, Statement
from lopo.producers.records import lock, record_fact

FACT = "cost.purchases"
LONGEST_NAME = 120
MOST_PAID = Decimal(10) ** 12


@transaction.atomic
def write_down(
    business: Business, name: str, paid_idr: Decimal, pack: str, day: dt.date, by: Person
) -> Purchase:
    """Write a purchase down, and tell the price that counts now. Raises :class:`Refused`."""
    read = read_pack(pack)
    if not read.is_free:
        paid_idr = read_paid(paid_idr)
    if not name or len(name) > LONGEST_NAME:
        raise Refused(
            Text("Tulis nama bahannya, pendek saja.", "Write the name of the ingredient, in short.")
        )
    if day > timezone.localdate():
        raise Refused(
            Text("Hari beli tidak bisa sesudah hari ini.", "The day of buying cannot be after today.")
        )
    if not read.is_free and not 0 < paid_idr <= MOST_PAID:
        raise Refused(
            Text("Berapa rupiah dibayar? Lebih dari nol.", "How many rupiah were paid? More than nought.")
        )
    lock(business.pk)
    _take_over(business, by)
    purchase = Purchase.objects.create(
        business=business,
        name=name,
        key=name_key(name)[:LONGEST_NAME],
        paid_idr=Decimal(0) if read.is_free else paid_idr,
        pack=read.words,
        bought_on=day,
        typed_by=by,
    )
    _tell(business, by)
    return purchase


@transaction.atomic
def take_back(purchase: Purchase, by: Person) -> None:
    """A purchase written wrongly counts no more; the one before it does again."""
    lock(purchase.business_id)
    Purchase.objects.filter(pk=purchase.pk, taken_back_at=None).update(taken_back_at=timezone.now())
    _tell(purchase.business, by)


def bought_of(purchase: Purchase) -> Bought:
    """A row of the book as the pure modules know it."""
    return Bought(purchase.name, purchase.paid_idr, read_pack(purchase.pack), purchase.bought_on)


def told_otherwise(business: Business) -> list[Bought]:
    """The prices that are told of the business and of which its book knows nothing: they came by a file."""
    told = Statement.objects.filter(business=business, product=None, fact=FACT, superseded_at=None).first()
    if told is None:
        return []
    bought, _faults = purchases_of(Dossier({FACT: Fact(read_items(told.value))}))
    known = set(Purchase.objects.filter(business=business).values_list("key", flat=True))
    dated = (replace(each, day=each.day or told.said_on) for each in bought)
    return [each for each in dated if name_key(each.name) not in known and each.paid_idr <= MOST_PAID]


def _take_over(business: Business, by: Person) -> None:
    Purchase.objects.bulk_create(
        Purchase(
            business=business,
            name=each.name[:LONGEST_NAME],
            key=name_key(each.name)[:LONGEST_NAME],
            paid_idr=each.paid_idr,
            pack=each.pack.words,
            bought_on=each.day or timezone.localdate(),
            typed_by=by,
        )
        for each in told_otherwise(business)
    )


def _tell(business: Business, by: Person) -> None:
    rows = Purchase.objects.filter(business=business, taken_back_at=None).order_by("bought_on", "pk")
    prices = prices_on(map(bought_of, rows), timezone.localdate())
    if len(prices) > MAX_ITEMS:
        raise Refused(
            Text(
                f"Buku belanja ini memuat lebih dari {MAX_ITEMS} bahan. Tarik yang tidak dipakai lagi.",
                f"This book holds more than {MAX_ITEMS} ingredients. Take back those no longer used.",
            )
        )
    items: list[Item] = [written(each) for each in prices.values()]
    record_fact(business, None, FACT, to_plain(tuple(items)), typed_by=by)
