"""Every morning's work on prices: what begins or ends today, what lapsed, who is reminded."""

import datetime as dt
import logging
from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import ngettext

from lopo.producers.records import lock
from lopo.retail.books.listing_price import keep_price, lapse
from lopo.retail.books.listing_price_telling import remind_of_price
from lopo.retail.listing.price_change import PROPOSED, price_table
from lopo.retail.models import Listing, PriceChange

log = logging.getLogger("lopo.daily")


def price_morning(on: dt.date) -> Iterable[str]:
    """All of it; a second time on one day changes nothing and tells nobody again."""
    turned, lapsed, told = let_prices_turn(on), let_proposals_lapse(on), remind_of_prices(on)
    yield ngettext(
        "%(count)s price changed on its day.", "%(count)s prices changed on their day.", turned
    ) % {"count": turned}
    yield ngettext("%(count)s proposed price lapsed.", "%(count)s proposed prices lapsed.", lapsed) % {
        "count": lapsed
    }
    yield ngettext(
        "%(count)s person was reminded of a new price.",
        "%(count)s people were reminded of a new price.",
        told,
    ) % {"count": told}


def let_prices_turn(on: dt.date) -> int:
    """Put the price that holds today where yesterday's stands; how many changed."""
    rows = Listing.objects.filter(price_until__lt=on).order_by("pk")
    return _each(rows.values_list("pk", "product__business"), lambda pk: keep_price(pk, on))


def let_proposals_lapse(on: dt.date) -> int:
    """End the proposals whose day is past, and those of products that left the shelf."""
    waiting = PriceChange.objects.filter(state=PROPOSED)
    gone = waiting.exclude(listing__state__in=price_table().listing_states)
    rows = (waiting.filter(answer_by__lt=on) | gone).order_by("pk")
    return _each(rows.values_list("pk", "listing__product__business"), _lapsed)


def _each(rows: Iterable[tuple[int, int]], does: Callable[[int], bool]) -> int:
    """Do it for each by itself under its kitchen's lock, so that one fault keeps no other."""
    done = 0
    for pk, business in list(rows):
        try:
            with transaction.atomic():
                lock(business)
                done += does(pk)
        except Exception:
            log.exception("the price of %s could not be moved", pk)
    return done


def _lapsed(pk: int) -> bool:
    found = _with_names().filter(pk=pk, state=PROPOSED).first()
    if found is not None:
        lapse(found)
    return found is not None


def _with_names() -> QuerySet[PriceChange]:
    return PriceChange.objects.select_related("listing__product__business__organisation", "listing__retailer")


def remind_of_prices(on: dt.date) -> int:
    """Remind once of what waits for an answer near its last day; how many people were told.

    A proposal is claimed by its own column before anything is sent, so that two runs never tell twice.
    """
    near = on + dt.timedelta(days=price_table().days.remind_before)
    waiting = _with_names().filter(state=PROPOSED, answer_by__range=(on, near), reminded_on=None)
    told = 0
    for each in waiting.exclude(at__date=on).order_by("pk"):
        free = PriceChange.objects.filter(pk=each.pk, reminded_on=None, state=PROPOSED)
        if free.update(reminded_on=on):
            reached = remind_of_price(each)
            if not reached:  # the next run tries again
                PriceChange.objects.filter(pk=each.pk).update(reminded_on=None)
            told += reached
    return told
