"""What is offered to a shop: price to it, price on its shelf, pieces a week; and what is proposed."""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from lopo.costing.channel import Channel, channels
from lopo.costing.price_build_up import BuildUp, build_up, lowest_price
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.retail.listing.price import Price

STEP_IDR = 100
"""Prices on a shelf end in full hundreds."""
WEEKS_A_YEAR, MONTHS_A_YEAR = 52, 12
MOST_IDR = 100_000_000
MOST_PIECES = 1_000_000
CHANNEL_OF_MODE = {"purchase": "outright", "consignment": "consignment"}


@dataclass(frozen=True, slots=True)
class ShopTerms:
    """Of a shop's terms those that decide a price. Per cent and days."""

    mode: str
    margin_percent: Decimal
    fee_percent: Decimal
    days_to_pay: int


@dataclass(frozen=True, slots=True)
class Offer:
    """Prices of one piece in whole rupiah, and pieces that can come every week."""

    price_idr: int
    shelf_price_idr: int
    weekly_pieces: int

    @property
    def margin_permille(self) -> int:
        """The shop's share of the shelf price, in thousandths, rounded down; taxes are left aside."""
        return Price(self.price_idr, self.shelf_price_idr).margin_permille


def check_offer(offer: Offer) -> Offer:
    """The offer, if it can be one. Raises :class:`Refused`."""
    if not 1 <= offer.price_idr <= MOST_IDR or not 1 <= offer.shelf_price_idr <= MOST_IDR:
        raise Refused(
            Text("Tulis harga satu buah, lebih dari nol.", "Write the price of one, more than nought.")
        )
    if offer.shelf_price_idr < offer.price_idr:
        raise Refused(
            Text("Harga di rak lebih rendah dari harga ke toko. Periksa lagi.",
                 "The price on the shelf is below the price to the shop. Look again.")
        )  # fmt: skip
    if not 1 <= offer.weekly_pieces <= MOST_PIECES:
        raise Refused(
            Text("Tulis berapa buah seminggu, paling sedikit 1.", "Write how many a week, at least 1.")
        )
    return offer


def shelf_price(price_idr: int, margin_percent: Decimal) -> int:
    """The lowest full price on the shelf that leaves the shop its share of it.

    >>> shelf_price(15_000, Decimal(25))
    20000
    """
    exact = Fraction(price_idr) / (1 - Fraction(margin_percent) / 100)
    return -(-exact // STEP_IDR) * STEP_IDR


def weekly_of(monthly: int | None) -> int | None:
    """What a month's capacity comes to in a week, rounded down; nothing where none is left."""
    return (monthly * MONTHS_A_YEAR // WEEKS_A_YEAR or None) if monthly else None


def channel_of(terms: ShopTerms, own: tuple[str, ...] = ()) -> Channel:
    """The way to this shop: its own terms, and the owner's figures (``cost.channels``) for the rest."""
    id = CHANNEL_OF_MODE[terms.mode]
    base = next(each for each in channels(own) if each.id == id)
    said = {
        "margin_percent": terms.margin_percent,
        "fee_percent": terms.fee_percent,
        "days_to_payment": Decimal(terms.days_to_pay),
    }
    return replace(base, terms=replace(base.terms, **said))


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the form begins with; a price is nothing where neither it nor the cost is known."""

    price_idr: int | None
    shelf_price_idr: int | None
    weekly_pieces: int | None


def proposal(
    channel: Channel, to_shop: int | None, retail: int | None, cost: int | None, monthly: int | None
) -> Proposal:
    """From what the owner told: her price to shops, else the lowest her cost allows; the shop's share."""
    price = to_shop
    if price is None and cost is not None:
        lowest = lowest_price(channel, Fraction(cost)).to_shop_idr
        price = -(-lowest // STEP_IDR) * STEP_IDR
    shelf = None
    if price is not None:
        shelf = max(shelf_price(price, channel.terms.margin_percent), retail or 0)
    return Proposal(price, shelf, weekly_of(monthly))


def kept_of(channel: Channel, cost: int | None, offer: Offer) -> BuildUp | None:
    """Where each rupiah of the shelf price goes at these prices; nothing while the cost is not known."""
    if cost is None:
        return None
    return build_up(channel, Fraction(cost), offer.shelf_price_idr, offer.price_idr)
