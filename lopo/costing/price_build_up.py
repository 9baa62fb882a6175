"""From the cost of a piece to the price on the shelf and back: who takes what, what is left, the lowest.

Of a piece delivered at the shelf price P, tax goes to the state, and of the rest the seller keeps his margin;
of the price to the shop, deductions go; of what is delivered, a share comes back unsold and is lost;
delivery and the money that waits for its payment (cost and delivery, for the days until paid, at a yearly
rate) are paid by the maker. The rest stays:

    to shop = P / (1 + tax) × (1 - margin)
    kept = to shop × (1 - deductions) × (1 - returns) - (cost + delivery) × (1 + days/365 × rate)

Exact inside. The maker's own taxes are left aside.
"""

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from lopo.costing.channel import Channel, Terms
from lopo.costing.rupiah import kept_idr, shared_out
from lopo.facts.text import Text

DAYS_A_YEAR = 365
PPN, MARGIN, FEE, RETURNS, COST, DELIVERY, WAITING, KEPT = (
    "ppn", "margin", "fee", "returns", "cost", "delivery", "waiting", "kept",
)  # fmt: skip
TITLES = {
    PPN: Text("PPN", "VAT (PPN)"),
    MARGIN: Text("Bagian penjual", "Seller's share"),
    FEE: Text("Potongan toko", "Shop's deductions"),
    RETURNS: Text("Tidak laku", "Unsold"),
    COST: Text("Biaya membuat", "Cost of making"),
    DELIVERY: Text("Antar dan jualan", "Delivery and selling"),
    WAITING: Text("Uang menunggu", "Money that waits"),
    KEPT: Text("Yang tinggal", "What is left"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One share of the shelf price; the ``idr`` of all steps add up to it."""

    kind: str
    title: Text
    idr: int


@dataclass(frozen=True, slots=True)
class BuildUp:
    """One channel at one shelf price. ``exact_kept`` below nought is a loss."""

    channel: Channel
    shelf_idr: int
    to_shop_idr: int
    steps: tuple[Step, ...]
    exact_kept: Fraction

    @property
    def kept_idr(self) -> int:
        return kept_idr(self.exact_kept)

    @property
    def survives(self) -> bool:
        return self.exact_kept >= 0


@dataclass(frozen=True, slots=True)
class LowestPrice:
    """The lowest whole prices at which a channel does not lose money: on the shelf, and to the shop."""

    shelf_idr: int
    to_shop_idr: int


def build_up(
    channel: Channel, cost: Fraction, shelf_idr: int, told_to_shop_idr: int | None = None
) -> BuildUp:
    """What becomes of ``shelf_idr`` in ``channel``, where one piece costs ``cost``.

    ``told_to_shop_idr`` is the price agreed with shops; without it the seller's assumed share counts.
    """
    terms = channel.terms
    net, to_shop = without_tax(terms, shelf_idr), price_to_shop(channel, shelf_idr, told_to_shop_idr)
    fee = to_shop * _share(terms.fee_percent)
    returns = (to_shop - fee) * _share(terms.returns_percent)
    delivery = Fraction(terms.delivery_idr)
    waiting = (cost + delivery) * _waiting_share(terms)
    kept = to_shop - fee - returns - cost - delivery - waiting
    exact = {
        PPN: shelf_idr - net, MARGIN: net - to_shop, FEE: fee, RETURNS: returns,
        COST: cost, DELIVERY: delivery, WAITING: waiting, KEPT: kept,
    }  # fmt: skip
    told = kept_idr(kept)
    others = [amount for kind, amount in exact.items() if kind != KEPT]
    rounded = [*shared_out(shelf_idr - told, others), told]
    steps = tuple(Step(kind, TITLES[kind], idr) for kind, idr in zip(exact, rounded, strict=True))
    return BuildUp(channel, shelf_idr, kept_idr(to_shop), steps, kept)


def price_to_shop(channel: Channel, shelf_idr: int, told_to_shop_idr: int | None = None) -> Fraction:
    """What the seller pays for a piece: the price told, else the shelf price less his assumed share."""
    if told_to_shop_idr is not None:
        return Fraction(told_to_shop_idr)
    return without_tax(channel.terms, shelf_idr) * (1 - _share(channel.terms.margin_percent))


def without_tax(terms: Terms, shelf_idr: int) -> Fraction:
    """The price on the shelf without the tax that is in it."""
    return shelf_idr / (1 + _share(terms.ppn_percent))


def lowest_price(channel: Channel, cost: Fraction) -> LowestPrice:
    """The lowest prices at which nothing is lost; one rupiah less loses."""
    needed = must_come_in(channel.terms, cost)
    return LowestPrice(
        math.ceil(
            needed / (1 - _share(channel.terms.margin_percent)) * (1 + _share(channel.terms.ppn_percent))
        ),
        math.ceil(needed),
    )


def must_come_in(terms: Terms, cost: Fraction) -> Fraction:
    """The price to the shop that just covers ``cost`` and all that the channel takes after it."""
    out = (cost + Fraction(terms.delivery_idr)) * (1 + _waiting_share(terms))
    return out / left_of_price(terms)


def left_of_price(terms: Terms) -> Fraction:
    """Which share of the price to the shop reaches the maker, after deductions and returns."""
    return (1 - _share(terms.fee_percent)) * (1 - _share(terms.returns_percent))


def most_cost(terms: Terms, to_shop: Fraction) -> Fraction:
    """The highest cost of a piece that the price to the shop still covers; below nought where none does."""
    return to_shop * left_of_price(terms) / (1 + _waiting_share(terms)) - Fraction(terms.delivery_idr)


def _share(percent: Decimal) -> Fraction:
    return Fraction(percent) / 100


def _waiting_share(terms: Terms) -> Fraction:
    return Fraction(terms.days_to_payment) / DAYS_A_YEAR * _share(terms.waiting_percent)
