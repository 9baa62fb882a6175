"""What happened to a product on the market, written down as told; shown by a paper, or told only."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.facts.text import Text
from lopo.producers.evidence import CleanFile
from lopo.producers.models import Product
from lopo.producers.records import keep_evidence, lock
from lopo.standards.market_events import (
    KINDS,
    LISTED,
    ORDERED,
    ORDERED_AGAIN,
    PAID,
    SOURCES,
    MarketEvent,
    Products,
)
from lopo.training.books.companion import businesses_to_follow
from lopo.training.models import Milestone
from lopo.training.models.sent import SENT_FOR_ANOTHER

KIND_TITLES: Mapping[str, Text] = {
    LISTED: Text("Masuk daftar toko", "Listed by a shop"),
    ORDERED: Text("Dipesan", "Ordered"),
    PAID: Text("Dibayar", "Paid"),
    ORDERED_AGAIN: Text("Dipesan lagi", "Ordered again"),
}


def told_events(products: Products | None) -> list[MarketEvent]:
    """What was told by hand and not withdrawn, as events of the market; one query."""
    told = Milestone.objects.filter(withdrawn_at=None).order_by()
    if products is not None:
        told = told.filter(product__in=products.values("pk"))
    rows = told.values_list("product", "product__business", "kind", "on", "where", "evidence", "amount_idr")
    return [
        MarketEvent(product, business, kind, on, where, evidence is not None, amount)
        for product, business, kind, on, where, evidence, amount in rows
    ]


def house_events(product: Product) -> list[MarketEvent]:
    """What went through the house itself and need not be told, the newest first."""
    asked = Product.objects.filter(pk=product.pk)
    found = [event for source in SOURCES if source is not told_events for event in source(asked)]
    return sorted(found, key=lambda event: (event.on, KINDS.index(event.kind)), reverse=True)


@dataclass(frozen=True, slots=True)
class ToldMilestone:
    """What is told: ``amount_idr`` in rupiah or nothing."""

    kind: str
    on: dt.date
    where: str
    amount_idr: int | None = None


def products_to_tell(person: Person) -> QuerySet[Product]:
    """The products of which ``person`` may tell: her own; those she walks beside; for the city all."""
    return Product.objects.filter(business__in=businesses_to_follow(person, "milestone.tell").values("pk"))


def products_to_follow(person: Person) -> QuerySet[Product]:
    """The products of which ``person`` may read what happened to them, whose they are as above."""
    return Product.objects.filter(business__in=businesses_to_follow(person, "milestone.view").values("pk"))


def milestones_of(product: Product) -> QuerySet[Milestone]:
    """What was told of a product, the newest first; what was withdrawn as well."""
    return product.milestones.select_related("evidence", "told_by", "withdrawn_by")


@transaction.atomic
def tell_milestone(
    product: Product, told: ToldMilestone, by: Person, client_id: str, paper: CleanFile | None = None
) -> tuple[Milestone, bool]:
    """Write a milestone down, once, with the photo of its paper if there is one. Also whether it is new.

    Raises :class:`Refused` when that form was sent for another product.
    """
    lock(product.business_id)
    before = Milestone.objects.filter(client_id=client_id).first()
    if before is not None:
        if before.product_id != product.pk:
            raise SENT_FOR_ANOTHER
        return before, False
    evidence = keep_evidence(paper, product.business, by) if paper else None
    made = Milestone.objects.create(
        product=product,
        kind=told.kind,
        on=told.on,
        where=told.where,
        amount_idr=told.amount_idr,
        evidence=evidence,
        told_by=by,
        client_id=client_id,
    )
    return made, True


@transaction.atomic
def add_paper(milestone: Milestone, paper: CleanFile, by: Person) -> bool:
    """The paper that shows a milestone, photographed later; False when there is one, or it was withdrawn."""
    lock(milestone.product.business_id)
    bare = Milestone.objects.filter(pk=milestone.pk, evidence=None, withdrawn_at=None)
    if not bare.exists():
        return False
    return bool(bare.update(evidence=keep_evidence(paper, milestone.product.business, by)))


def withdraw_milestone(milestone: Milestone, by: Person) -> bool:
    """It counts no more and stays in the book; False when that was done before."""
    stands = Milestone.objects.filter(pk=milestone.pk, withdrawn_at=None)
    return bool(stands.update(withdrawn_at=timezone.now(), withdrawn_by=by))


def put_back_milestone(milestone: Milestone) -> bool:
    """It counts again; False when it stands."""
    gone = Milestone.objects.filter(pk=milestone.pk).exclude(withdrawn_at=None)
    return bool(gone.update(withdrawn_at=None, withdrawn_by=None))
