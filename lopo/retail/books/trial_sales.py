"""What a trial sold: as the tills reported, and what other shelves say of a product."""

from dataclasses import dataclass

from django.db.models import Sum

from lopo.producers.models import Product
from lopo.retail.listing.sell_through import SellThrough
from lopo.retail.models import Listing, Trial
from lopo.retail.models.sellout import TAKEN, SellOutRow


def sold_by(listing: Listing, trial: Trial) -> int | None:
    """Pieces sold in the stores and days of a trial, as files of the tills say; nothing without a file.

    A row that reaches beyond the days of the trial is not counted: what of it fell within cannot be told.
    """
    rows = SellOutRow.objects.filter(
        source__state=TAKEN,
        replaced_by=None,
        product=listing.product_id,
        store__in=trial.stores.all(),
        from_day__gte=trial.starts_on,
        until_day__lte=trial.ends_on,
    )
    sold = rows.aggregate(sold=Sum("pieces"))["sold"]
    return None if sold is None else max(0, int(sold))


def sell_through_of(listing: Listing, trial: Trial) -> SellThrough | None:
    """How a trial stands: as told at the verdict, else as the tills report."""
    sold = trial.sold_pieces if trial.sold_pieces is not None else sold_by(listing, trial)
    return None if sold is None else SellThrough(trial.pieces, min(sold, trial.pieces), trial.wanted_percent)


@dataclass(frozen=True, slots=True)
class OtherShelves:
    """What became of a product in other shops; no shop is named."""

    listed: int
    trials: tuple[SellThrough, ...]


MOST_TRIALS = 5


def other_shelves(product: Product, but: Listing) -> OtherShelves:
    """The shops besides that of ``but``: two queries."""
    others = Listing.objects.filter(product=product).exclude(retailer=but.retailer_id)
    trials = Trial.objects.filter(listing__in=others, sold_pieces__isnull=False).order_by(
        "-verdict_at", "-pk"
    )
    return OtherShelves(
        listed=others.filter(state="listed").count(),
        trials=tuple(
            SellThrough(each.pieces, each.sold_pieces or 0, each.wanted_percent)
            for each in trials[:MOST_TRIALS]
        ),
    )
