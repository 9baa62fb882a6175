"""An application to a shop: what the kitchen offers, and what it lets the shop see, in one tap."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from lopo.accounts.consent import grant
from lopo.accounts.field_groups import FieldGroup, groups_in_grant_all, is_shown_with
from lopo.accounts.models import Organisation, Person
from lopo.facts.dossier import Dossier
from lopo.facts.kinds import Refused, to_plain
from lopo.facts.text import Text
from lopo.producers.models import Product
from lopo.producers.records import lock
from lopo.quality.dated_work import work_changed
from lopo.retail.books.listing import alike_before
from lopo.retail.books.retailer import Door, door_of
from lopo.retail.listing.likeness import likeness
from lopo.retail.listing.offer import Offer, check_offer
from lopo.retail.listing.readiness import lapses, readiness
from lopo.retail.listing.transitions import APPLIED, APPLY, due_on, table
from lopo.retail.models import Listing, ListingStep
from lopo.standards.assessment import Assessment, GateStanding
from lopo.standards.standings import assessment_of

SHOWN = tuple(sorted(groups_in_grant_all(), key=list(FieldGroup).index))
"""What an application shows to the shop; recipe and books stay with the kitchen."""


def shown_facts(dossier: Dossier) -> dict[str, object]:
    """The facts that the shop sees, as they are kept with the application."""
    return {
        name: None if fact.absent else to_plain(fact.value)
        for name, fact in dossier.items()
        if is_shown_with(name, SHOWN)
    }


def open_listing(product: Product, retailer: Organisation | int) -> Listing | None:
    """The application or place on the shelf that product has before a shop now."""
    found = Listing.objects.filter(product=product, retailer=retailer)
    return found.exclude(state__in=table().lane_states("ended")).first()


def last_ended(product: Product, retailer: Organisation | int) -> Listing | None:
    """The application before, whatever became of it."""
    found = Listing.objects.filter(product=product, retailer=retailer, state__in=table().lane_states("ended"))
    return found.order_by("-state_since", "-pk").first()


@transaction.atomic
def apply(
    product: Product, retailer: int, offer: Offer, by: Person, client_id: str, on: dt.date, words: str = ""
) -> tuple[Listing, bool]:
    """Apply for a place on the shelf of ``retailer``, once; and let it see what :data:`SHOWN` names.

    Also whether it is new. Raises :class:`Refused` while the gate is not passed, or where it was done before.
    """
    lock(product.business_id)
    before = Listing.objects.filter(client_id=client_id).first()
    if before is not None:
        if (before.product_id, before.retailer_id) != (product.pk, retailer):
            raise Refused(Text("Muat ulang halaman lalu isi lagi.", "Load the page again and fill it in."))
        return before, False
    check_offer(offer)
    shop = Organisation.objects.select_for_update(no_key=True).get(pk=retailer)
    assessment = assessment_of(product, on)
    door, standing = _open_door(product, shop, assessment, on)
    grant(product.business.organisation, shop, SHOWN, by)
    listing = _written(product, door, standing, assessment, offer, by, client_id, on)
    ListingStep.objects.create(
        listing=listing, transition=APPLY, became=APPLIED, by=by, at=listing.state_since,
        words=words.strip()[:1000], details=_as_details(offer),
    )  # fmt: skip
    work_changed(product.business_id, by)
    return listing, True


def _open_door(
    product: Product, shop: Organisation, assessment: Assessment, on: dt.date
) -> tuple[Door, GateStanding]:
    """The way into ``shop`` for a product that may apply there. Raises :class:`Refused`."""
    door = door_of(shop, on)
    if door is None:
        raise Refused(
            Text("Toko ini belum mengumumkan syaratnya.", "This shop has not published its terms yet.")
        )
    if product.archived_at is not None:
        raise Refused(
            Text("Produk ini disimpan. Keluarkan dulu.", "This product is put away. Take it out first.")
        )
    if open_listing(product, shop) is not None:
        raise Refused(
            Text("Produk ini sudah dilamarkan ke toko ini.",
                 "This product was applied for in this shop already.")
        )  # fmt: skip
    standing = door.standing(assessment)
    if standing is None or not standing.passed:
        raise Refused(
            Text("Gerbang toko ini belum lulus. Lihat yang masih kurang.",
                 "The gate of this shop is not passed yet. See what is missing.")
        )  # fmt: skip
    return door, standing


def _as_details(offer: Offer) -> Mapping[str, int]:
    return {
        "price_idr": offer.price_idr,
        "shelf_price_idr": offer.shelf_price_idr,
        "weekly_pieces": offer.weekly_pieces,
    }


def _written(
    product: Product,
    door: Door,
    standing: GateStanding,
    assessment: Assessment,
    offer: Offer,
    by: Person,
    client_id: str,
    on: dt.date,
) -> Listing:
    dossier = assessment.dossier
    found = readiness(len(standing.met), standing.total, lapses(dossier), on)
    listing = Listing(
        product=product,
        retailer=door.retailer,
        terms=door.terms,
        gate=standing.gate.id,
        gate_version=_version(assessment, standing.gate.id),
        state=APPLIED,
        state_since=timezone.now(),
        due_on=due_on(APPLIED, on, None),
        dossier=shown_facts(dossier),
        applied_by=by,
        client_id=client_id,
        readiness=found.percent,
        lapses_on=found.lapses_on,
        likeness=likeness(product.kind, product.name, _ingredients(dossier)).key,
        **_as_details(offer),
    )
    listing.alike = alike_before(listing)
    listing.save()
    return listing


def _version(assessment: Assessment, gate: str) -> str:
    """The version of the gate's own standard, where it has one."""
    own = assessment.edition.standards.get(gate)
    return own.version[:20] if own is not None else assessment.edition.on.isoformat()


def _ingredients(dossier: Dossier) -> str:
    value = dossier.value("label.ingredients")
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")
