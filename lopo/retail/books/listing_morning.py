"""Every morning's work on listings: days that have come, how ready each is by now, reminders to shops."""

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from lopo.accounts.notice import site_address
from lopo.facts.text import Text
from lopo.producers.models import Product
from lopo.producers.records import dossiers_of, lock
from lopo.retail.books.listing import settle
from lopo.retail.books.listing_telling import tell_buyers
from lopo.retail.listing.readiness import lapses, readiness
from lopo.retail.listing.transitions import BUYER, ON_TRIAL, TRIAL_AGREED, figures, table
from lopo.retail.models import Listing
from lopo.standards.models import GateStanding

CHUNK = 500
log = logging.getLogger("lopo.daily")
SUBJECT = Text("Lamaran menunggu", "Applications wait")


def listing_morning(on: dt.date) -> Iterable[str]:
    """All of it; a second time on one day changes nothing and tells nobody again."""
    moved, looked, told = let_days_pass(on), look_again(on), remind_shops(on)
    yield ngettext("%(count)s listing moved by its day.", "%(count)s listings moved by their day.", moved) % {
        "count": moved
    }
    yield ngettext(
        "%(count)s listing is readier or less ready.", "%(count)s listings are readier or less ready.", looked
    ) % {"count": looked}
    yield ngettext("%(count)s buyer was reminded.", "%(count)s buyers were reminded.", told) % {"count": told}


def let_days_pass(on: dt.date) -> int:
    """Begin and end the trials whose day has come; each by itself, so that one fault keeps no other."""
    due = Q(state=TRIAL_AGREED, trials__starts_on__lte=on) | Q(state=ON_TRIAL, trials__ends_on__lt=on)
    moved = 0
    for pk in list(Listing.objects.filter(due).order_by("pk").values_list("pk", flat=True).distinct()):
        try:
            moved += _settled(pk, on)
        except Exception:
            log.exception("listing %s could not be moved", pk)
    return moved


@transaction.atomic
def _settled(pk: int, on: dt.date) -> bool:
    found = Listing.objects.select_related("product__business__organisation", "retailer")
    lock(found.get(pk=pk).product.business_id)
    return settle(found.get(pk=pk), on)


def look_again(on: dt.date) -> int:
    """How ready every listing that stands in a queue or on a shelf is by now; how many changed."""
    changed = 0
    standing = Listing.objects.exclude(state__in=table().lane_states("ended")).order_by("product_id", "pk")
    for chunk in _chunks(standing):
        gates = _gate_counts(chunk)
        dossiers = dossiers_of(Product.objects.filter(pk__in={each.product_id for each in chunk}))
        moved = []
        for each in chunk:
            counted = gates.get((each.product_id, each.gate))
            if counted is None:
                continue  # its gate holds no more, or is not for it: what was last known stays
            found = readiness(*counted, lapses(dossiers[each.product_id]), on)
            if (each.readiness, each.lapses_on) != (found.percent, found.lapses_on):
                each.readiness, each.lapses_on = found.percent, found.lapses_on
                moved.append(each)
        changed += Listing.objects.bulk_update(moved, ["readiness", "lapses_on"], batch_size=CHUNK)
    return changed


def _chunks(found: QuerySet[Listing]) -> Iterator[list[Listing]]:
    pks = list(found.values_list("pk", flat=True))
    for first in range(0, len(pks), CHUNK):
        yield list(
            found.filter(pk__in=pks[first : first + CHUNK]).only(
                "pk", "product_id", "gate", "readiness", "lapses_on"
            )
        )


def _gate_counts(chunk: list[Listing]) -> dict[tuple[int, str], tuple[int, int]]:
    rows = GateStanding.objects.filter(
        standing__product__in={each.product_id for each in chunk}, gate__in={each.gate for each in chunk}
    )
    return {
        (product, gate): (met, total)
        for product, gate, met, total in rows.values_list("standing__product", "gate", "met", "total")
    }


def remind_shops(on: dt.date) -> int:
    """One message a shop for what waits for its decision; how many buyers were told.

    A listing is claimed by its own column before anything is sent, so that two runs never tell twice.
    """
    its = figures()
    turns = [id for id, state in table().states.items() if state.turn == BUYER]
    near = Listing.objects.filter(state__in=turns, due_on__lte=on + dt.timedelta(days=its.before_days))
    again = on - dt.timedelta(days=its.again_days)
    wanted = near.filter(Q(reminded_on=None) | Q(reminded_on__lte=again))
    of: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for pk, retailer, due in wanted.order_by("pk").values_list("pk", "retailer", "due_on"):
        of[retailer].append((pk, due is not None and due < on))
    told = 0
    for retailer, listed in of.items():
        told += _remind(retailer, listed, on, again)
    return told


def _remind(retailer: int, listed: list[tuple[int, bool]], on: dt.date, again: dt.date) -> int:
    pks = [pk for pk, _late in listed]
    free = Listing.objects.filter(Q(reminded_on=None) | Q(reminded_on__lte=again), pk__in=pks)
    if not free.update(reminded_on=on):
        return 0
    late = sum(late for _pk, late in listed)
    words = waiting_words(len(pks), late, site_address(reverse("retail:queue")))
    told = tell_buyers(retailer, SUBJECT, words)
    if not told:  # nobody was reached: the next run tries again
        Listing.objects.filter(pk__in=pks, reminded_on=on).update(reminded_on=None)
    return told


def waiting_words(waiting: int, late: int, address: str) -> Text:
    """How many applications come to their day, and how many of them are past it."""
    counted = "1 application waits" if waiting == 1 else f"{waiting} applications wait"
    past = Text(f", {late} sudah lewat harinya", f", {late} past {'its' if late == 1 else 'their'} day")
    after = past if late else Text.same("")
    return Text(
        f"Lopo: {waiting} lamaran menunggu jawaban{after.id}. {address}",
        f"Lopo: {counted} for your answer{after.en}. {address}",
    )
