"""A product's way into the government's catalogue, written down as it is told; and what was sold through it.

The dossier is told, too, since when it is shown and when something last sold: from that the standards reckon
the day on which the owner is reminded.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max, Sum
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.market.models import CatalogueSale, CatalogueSubmission, SubmissionStep
from lopo.market.models.procurement import ENDED
from lopo.market.procurement.transitions import (
    ACCEPT,
    DOWN,
    REFUSE,
    REFUSED,
    SENT,
    SHOW,
    SHOWN,
    WITHDRAWN,
    Transition,
    check,
)
from lopo.producers.catalogue_category import fit_of
from lopo.producers.evidence import CleanFile
from lopo.producers.models import Product
from lopo.producers.records import dossier_of, keep_evidence, lock, record_fact

SHOWN_FACT, SHOWN_ON, SOLD_ON = (
    "product.catalogue_shown", "product.catalogue_shown_on", "product.catalogue_sold_on",
)  # fmt: skip

SENT_FOR_ANOTHER = Refused(
    Text("Formulir ini sudah dikirim untuk yang lain. Muat ulang halaman lalu isi lagi.",
         "This form was sent for something else. Load the page again and fill it in.")
)  # fmt: skip
CHANGED_MEANWHILE = Refused(
    Text("Orang lain baru saja mencatat sesuatu di sini. Lihat dulu, lalu catat lagi bila masih perlu.",
         "Somebody else has just written something down here. Look first, then do it again if need be.")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One step as told. ``version`` is of the submission that the teller saw; it is nought for a new one."""

    transition: str
    on: dt.date
    version: int
    client_id: str
    reason: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class ToldSale:
    """Something sold through the catalogue; ``amount_idr`` in rupiah or nothing."""

    sold_on: dt.date
    pieces: int
    buyer: str
    client_id: str
    amount_idr: int | None = None


def current_of(product: Product) -> CatalogueSubmission | None:
    """The submission that is under way, or the last that ended."""
    rows = CatalogueSubmission.objects.filter(product=product)
    return rows.exclude(state__in=ENDED).first() or rows.order_by("-pk").first()


@transaction.atomic
def tell(product: Product, told: Told, by: Person, today: dt.date) -> CatalogueSubmission:
    """Write a step down, once. Raises :class:`Refused` where it cannot be, or somebody was quicker."""
    lock(product.business_id)
    if before := SubmissionStep.objects.filter(client_id=told.client_id).select_related("submission").first():
        if before.submission.product_id != product.pk:
            raise SENT_FOR_ANOTHER
        return before.submission
    current = current_of(product)
    under_way = current if current is not None and current.state not in ENDED else None
    if (under_way.version if under_way else 0) != told.version:
        raise CHANGED_MEANWHILE
    state, since = (under_way.state, under_way.since) if under_way else ("", None)
    found = check(told.transition, state, told.on, since, today, told.reason)
    changed = _begun(product, told, by) if under_way is None else _moved(under_way, found, told)
    reason = told.reason if found.needs_reason else ""
    SubmissionStep.objects.create(
        submission=changed, transition=found.id, on=told.on, reason=reason, words=told.words, by=by,
        client_id=told.client_id,
    )  # fmt: skip
    _tell_dossier(changed, by)
    return changed


def _begun(product: Product, told: Told, by: Person) -> CatalogueSubmission:
    dossier = dossier_of(product)
    codes, category = dossier.value("business.kbli"), dossier.value("product.catalogue_category") or ""
    return CatalogueSubmission.objects.create(
        product=product,
        state=SENT,
        since=told.on,
        version=1,
        category=category[:160],
        kbli=list(codes or ()),
        fit=fit_of(codes, category).state,
        submitted_on=told.on,
        made_by=by,
    )


def _moved(submission: CatalogueSubmission, found: Transition, told: Told) -> CatalogueSubmission:
    submission.state, submission.since = found.to, told.on
    submission.version += 1
    if found.id in (ACCEPT, REFUSE, SHOW):
        submission.answered_on = submission.answered_on or told.on
    if found.to == SHOWN:
        submission.shown_on = told.on
    if found.to in ENDED:
        submission.ended_on = told.on
    submission.reason = told.reason if found.to == REFUSED else ""
    submission.save()
    return submission


def _tell_dossier(submission: CatalogueSubmission, by: Person) -> None:
    """Since when it is shown; or that it is not, once that has been told before."""
    product = submission.product
    if submission.state == SHOWN:
        record_fact(product.business, product, SHOWN_ON, submission.shown_on, typed_by=by)
        record_fact(product.business, product, SHOWN_FACT, True, typed_by=by)
    elif submission.state == DOWN:
        record_fact(product.business, product, SHOWN_FACT, False, typed_by=by)


@transaction.atomic
def tell_sale(
    submission: CatalogueSubmission,
    told: ToldSale,
    by: Person,
    today: dt.date,
    paper: CleanFile | None = None,
) -> tuple[CatalogueSale, bool]:
    """Write a sale down, once, with its paper if there is one; also whether it is new.

    Raises :class:`Refused` for a day on which it was not shown, or that is still to come.
    """
    product = submission.product
    lock(product.business_id)
    if before := CatalogueSale.objects.filter(client_id=told.client_id).first():
        if before.submission_id != submission.pk:
            raise SENT_FOR_ANOTHER
        return before, False
    submission.refresh_from_db()
    if submission.shown_on is None or told.sold_on < submission.shown_on:
        raise _NOT_SHOWN
    if told.sold_on > today or (submission.ended_on and told.sold_on > submission.ended_on):
        raise _NO_SUCH_DAY
    made = CatalogueSale.objects.create(
        submission=submission,
        sold_on=told.sold_on,
        pieces=told.pieces,
        amount_idr=told.amount_idr,
        buyer=told.buyer,
        evidence=keep_evidence(paper, product.business, by) if paper else None,
        told_by=by,
        client_id=told.client_id,
    )
    _add_up(submission, by)
    return made, True


@transaction.atomic
def withdraw_sale(sale: CatalogueSale, by: Person) -> bool:
    """It was a mistake: it stays on record and counts no more. False when that was done before."""
    lock(sale.submission.product.business_id)
    stands = CatalogueSale.objects.filter(pk=sale.pk, withdrawn_at=None)
    if not stands.update(withdrawn_at=timezone.now(), withdrawn_by=by):
        return False
    _add_up(sale.submission, by)
    return True


def _add_up(submission: CatalogueSubmission, by: Person) -> None:
    counted = CatalogueSale.objects.filter(submission=submission, withdrawn_at=None)
    sums = counted.aggregate(last=Max("sold_on"), pieces=Sum("pieces"))
    submission.sold_on, submission.sold_pieces = sums["last"], sums["pieces"] or 0
    submission.save(update_fields=["sold_on", "sold_pieces"])
    product = submission.product
    if submission.state not in (REFUSED, WITHDRAWN):
        record_fact(
            product.business,
            product,
            SOLD_ON,
            submission.sold_on,
            typed_by=by,
            absent=submission.sold_on is None,
        )


_NOT_SHOWN = Refused(
    Text("Pada hari itu produk ini belum tampil di e-Katalog. Betulkan tanggalnya.",
         "On that day this product was not shown in the e-Katalog yet. Correct the date.")
)  # fmt: skip
_NO_SUCH_DAY = Refused(
    Text("Hari itu tidak bisa: belum tiba, atau produknya sudah turun dari katalog.",
         "That day cannot be: it is still to come, or the product was no longer in the catalogue.")
)  # fmt: skip
