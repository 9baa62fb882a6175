"""What a new price means: the difference, the shop's share against its terms, what the kitchen keeps."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from lopo.costing.channel import Channel
from lopo.costing.price_build_up import BuildUp, build_up
from lopo.retail.listing.price import Price

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class PriceMeaning:
    """An old and a new price side by side; ``asked_percent`` is the shop's share by its terms, if any."""

    old: Price
    new: Price
    asked_percent: Decimal | None = None

    @property
    def to_shop_percent(self) -> Decimal:
        """By how many per cent the price to the shop changes, to one decimal, halves away from nought."""
        return changed_percent(self.old.to_shop_idr, self.new.to_shop_idr)

    @property
    def shelf_percent(self) -> Decimal:
        """The same of the price on the shelf."""
        return changed_percent(self.old.shelf_idr, self.new.shelf_idr)

    @property
    def share_percent(self) -> Decimal:
        """The shop's share of the new shelf price, in per cent."""
        return Decimal(self.new.margin_permille) / 10

    @property
    def share_was_percent(self) -> Decimal:
        return Decimal(self.old.margin_permille) / 10

    @property
    def is_under_terms(self) -> bool:
        """Whether the shop gets less than its terms ask."""
        asked = self.asked_percent
        return asked is not None and self.new.margin_permille < asked * 10


def changed_percent(old: int, new: int) -> Decimal:
    """By how many per cent ``new`` differs from ``old``.

    >>> changed_percent(15_000, 17_000)
    Decimal('13.3')
    """
    exact = Decimal(new - old) * 100 / Decimal(old)
    return exact.quantize(TENTH, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is left for the kitchen of one piece, before and after; only the kitchen sees it. Whole rupiah."""

    cost_idr: int
    was: BuildUp
    now: BuildUp

    @property
    def is_loss(self) -> bool:
        """Whether the new price does not carry the cost of a piece and of its way to the shop."""
        return not self.now.survives


def kept(channel: Channel, cost: int | None, old: Price, new: Price) -> Kept | None:
    """By the shop's terms and the kitchen's own figures; nothing while its cost is not known."""
    if cost is None:
        return None
    was, now = (build_up(channel, Fraction(cost), each.shelf_idr, each.to_shop_idr) for each in (old, new))
    return Kept(cost, was, now)
