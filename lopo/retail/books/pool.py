"""Pooled orders: kitchens say what they can make, shares are agreed, each share is an order of its own."""

import uuid
from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.facts.figures import say_number
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.producers.models import Business, Product
from lopo.retail.books.order import answer, place_order
from lopo.retail.books.orderable import orderable, recalled_products
from lopo.retail.books.progress import lines_of
from lopo.retail.models import Order, Pool, PoolOffer
from lopo.retail.trade.allocation import shares
from lopo.retail.trade.order import MOST_PIECES, NewLine, NewOrder
from lopo.retail.trade.progress import Line
from lopo.retail.trade.transitions import CANCELLED, CLOSED, ENDED, HOUSE, REFUSED


@dataclass(frozen=True, slots=True)
class Share:
    """One kitchen of a pool: what it can make, the orders it has, and how far these are."""

    business: Business
    offer: PoolOffer | None
    orders: tuple[Order, ...]
    counts: tuple[Line, ...]
    is_taken: bool = True
    """Whether the shop takes the offered product now: it is on its shelf and not being recalled."""

    @property
    def promised(self) -> int:
        """Still promised: what was accepted once an order is closed, nothing once it is refused."""
        return sum(_counts_for(order, line) for order, line in zip(self.orders, self.counts, strict=True))

    @property
    def sent(self) -> int:
        return sum(each.sent for each in self.counts)

    @property
    def accepted(self) -> int:
        return sum(each.accepted for each in self.counts)

    @property
    def spare(self) -> int:
        """Pieces that it said it can make and nobody gave it.

        A kitchen that gave its share back or fell short is not asked again on its old word: it says anew.
        """
        if self.offer is None or not self.is_taken:
            return 0
        failed = [
            order.state_since
            for order, line in zip(self.orders, self.counts, strict=True)
            if _counts_for(order, line) < line.asked and order.state in ENDED
        ]
        if failed and max(failed) >= self.offer.at:
            return 0
        return max(0, self.offer.pieces - self.promised)


def _counts_for(order: Order, line: Line) -> int:
    if order.state in (REFUSED, CANCELLED):
        return 0
    if order.state == CLOSED:
        return line.accepted
    return line.confirmed if line.confirmed is not None else line.asked


def shares_of(pool: Pool) -> list[Share]:
    """Every kitchen of a pool by name: whoever offered and whoever has an order."""
    offers = {each.business_id: each for each in pool.offers.select_related("business", "product")}
    orders: dict[int, list[Order]] = defaultdict(list)
    for order in pool.orders.select_related("business").order_by("pk"):
        orders[order.business_id].append(order)
    counted = lines_of([each.pk for rows in orders.values() for each in rows])
    offered = {each.product_id for each in offers.values()}
    taken = set(orderable(pool.retailer_id).filter(product__in=offered).values_list("product", flat=True))
    taken -= recalled_products(offers.keys())
    found = []
    for pk in offers.keys() | orders.keys():
        rows = orders.get(pk, [])
        business = offers[pk].business if pk in offers else rows[0].business
        counts = tuple(counted[each.pk][0].count for each in rows)
        is_taken = pk in offers and offers[pk].product_id in taken
        found.append(Share(business, offers.get(pk), tuple(rows), counts, is_taken))
    return sorted(found, key=lambda each: each.business.name)


def missing_of(pool: Pool, every: list[Share]) -> int:
    """Pieces for which nobody is promised."""
    return max(0, pool.pieces - sum(each.promised for each in every))


def products_for(pool: Pool, business: Business) -> QuerySet[Product]:
    """The products of a kitchen that the retailer of a pool takes: on its shelf or on trial there."""
    listed = orderable(pool.retailer_id).filter(product__business=business).values("product")
    return Product.objects.filter(pk__in=listed).order_by("name")


@transaction.atomic
def offer(pool_id: int, product: Product, pieces: int, by: Person) -> PoolOffer:
    """A kitchen says how many it can make in all; said again, the newer counts, while the pool is open."""
    pool = _locked(pool_id)
    if pool.closed_at is not None:
        raise Refused(
            Text("Bagiannya sudah dibagi. Tunggu kalau toko membukanya lagi.",
                 "The shares are agreed already. Wait whether the shop opens it again.")
        )  # fmt: skip
    if not 1 <= pieces <= min(pool.pieces, MOST_PIECES):
        raise Refused(
            Text("Tulis dari 1 sampai {most}.", "Write from 1 to {most}.").filled(
                most=say_number(pool.pieces)
            )
        )
    if not products_for(pool, product.business).filter(pk=product.pk).exists():
        raise Refused(
            Text("Produk ini belum diterima toko itu, jadi belum bisa ikut.",
                 "This shop does not take the product yet, so it cannot take part.")
        )  # fmt: skip
    if product.pk in recalled_products([product.business_id]):
        raise Refused(Text("Produk ini sedang ditarik.", "This product is being recalled."))
    told = {"product": product, "pieces": pieces, "by": by, "at": timezone.now()}
    made, _is_new = PoolOffer.objects.update_or_create(pool=pool, business=product.business, defaults=told)
    return made


def _locked(pool_id: int) -> Pool:
    return Pool.objects.select_for_update(of=("self",)).select_related("retailer", "store").get(pk=pool_id)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a kitchen would get now."""

    business: Business
    offer: PoolOffer
    pieces: int


def proposal(pool: Pool, every: list[Share]) -> list[Proposed]:
    """The shares of what nobody is promised for yet, in proportion to what each can still make."""
    spare = {each.business.pk: each.spare for each in every if each.offer is not None}
    given = shares(missing_of(pool, every), spare)
    return [
        Proposed(each.business, each.offer, given.get(each.business.pk, 0))
        for each in every
        if each.offer is not None and given.get(each.business.pk, 0)
    ]


@transaction.atomic
def agree(pool_id: int, by: Person, seen_round: int) -> list[Order]:
    """Agree the shares as proposed: each becomes an order, confirmed by the kitchen's own offer.

    ``seen_round`` is that of the page on which the shares were read; of two who agree at once one is taken.
    """
    pool = _locked(pool_id)
    if pool.closed_at is not None or pool.rounds != seen_round:
        raise Refused(
            Text("Bagiannya baru saja dibagi orang lain. Muat ulang halaman.",
                 "Somebody else has just agreed the shares. Load the page again.")
        )  # fmt: skip
    given = proposal(pool, shares_of(pool))
    if not given:
        raise Refused(Text("Belum ada dapur yang sanggup.", "No kitchen can make any yet."))
    orders = [_order(pool, each, by) for each in given]
    pool.rounds += 1
    pool.closed_at = timezone.now()
    pool.save(update_fields=["rounds", "closed_at"])
    return orders


def _order(pool: Pool, share: Proposed, by: Person) -> Order:
    key = uuid.uuid5(uuid.NAMESPACE_OID, f"pool {pool.public_id} {pool.rounds} {share.business.pk}")
    new = NewOrder(
        retailer=pool.retailer_id,
        business=share.business.pk,
        store=pool.store_id,
        ordered_on=timezone.localdate(),
        wanted_on=pool.wanted_on,
        lines=(NewLine(share.offer.product_id, share.pieces),),
        client_id=str(key),
        words=pool.title,
        pool=pool.pk,
    )
    order = place_order(new, by)
    return answer(order.pk, {}, None, who=HOUSE)


@transaction.atomic
def open_again(pool_id: int, by: Person) -> Pool:
    """Offer what is missing to the kitchens again: after one fell short, or gave its share back."""
    pool = _locked(pool_id)
    if pool.closed_at is None:
        return pool
    if not missing_of(pool, shares_of(pool)):
        raise Refused(Text("Tidak ada yang kurang.", "Nothing is missing."))
    if pool.wanted_on < timezone.localdate():
        raise Refused(Text("Tanggalnya sudah lewat.", "Its day is past."))
    pool.closed_at = None
    pool.save(update_fields=["closed_at"])
    return pool
