"""What buyers say: taken within limits, answered once by the maker, hidden by an officer with a reason."""

import datetime as dt
import hashlib
import hmac
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Count, Q, Sum
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.facts.figures import say_number
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.market.catalogue.feedback_rules import (
    HELD,
    MOVES,
    SHOWN,
    Before,
    is_serious,
    refuse_links,
    refuse_too_many,
    why_held,
    wrongs,
)
from lopo.market.models import CatalogueEntry, Feedback
from lopo.producers.evidence import CleanFile
from lopo.producers.models import Product
from lopo.producers.records import lock
from lopo.quality.dated_work import DatedWork, work_changed
from lopo.quality.models import Batch
from lopo.standards.dossier_notes import DossierNote

OWNER_RULE, CITY_RULE = "feedback-serious", "feedback-serious-city"
DAYS_TO_ACT = 1
"""Our own figure: who finds glass in a jar waits for nobody."""
COUNTED_DAYS = 365
"""So far back a buyer's dossier counts."""
GOOD_STARS = 4
_DIGITS = 32


@dataclass(frozen=True, slots=True)
class Said:
    """What a buyer sent."""

    stars: int | None
    wrong: str
    words: str
    lot: str
    photo: CleanFile | None
    client_id: str


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who sent it, as digests: neither can be turned back, nor followed from one day to the next."""

    device: str
    address: str


def digest(*parts: str) -> str:
    """A name for something that must not be kept itself."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, "\n".join(("feedback", *parts)).encode(), hashlib.sha256).hexdigest()[:_DIGITS]


def said_before(product: Product, address: str, now: dt.datetime) -> Before:
    """How much came from a network address, and of a product, before."""
    day = timezone.localdate(now)
    found = Feedback.objects.filter(Q(address=address) | Q(product=product), said_on=day).aggregate(
        hour=Count("pk", filter=Q(address=address, said_at__gt=now - dt.timedelta(hours=1))),
        day=Count("pk", filter=Q(address=address)),
        product=Count("pk", filter=Q(product=product)),
    )
    return Before(found["hour"], found["day"], found["product"])


def give(product: Product, said: Said, visitor: Visitor, now: dt.datetime) -> Feedback:
    """Take a buyer's word. Sent twice it is one. Raises :class:`Refused`."""
    if found := Feedback.objects.filter(client_id=said.client_id).first():
        return found
    refuse_links(said.words)
    before = said_before(product, visitor.address, now)
    refuse_too_many(before)
    row = _row_of(product, said, visitor, now, before)
    try:
        with transaction.atomic():
            lock(product.business_id)  # of two words at once, the second counts the stars of both
            row.save(force_insert=True)
            _count_stars(product.pk)
            if row.is_serious:
                work_changed(product.business_id)
    except IntegrityError:
        return _there_already(said)
    return row


def _row_of(product: Product, said: Said, visitor: Visitor, now: dt.datetime, before: Before) -> Feedback:
    """The word as it will be kept; what is serious or doubtful waits for an officer's look."""
    serious = is_serious(said.wrong)
    held_for = "serious" if serious else why_held(said.words, before)
    row = Feedback(
        product=product,
        batch=Batch.objects.filter(product=product, code__iexact=said.lot).first() if said.lot else None,
        lot=said.lot,
        stars=said.stars,
        wrong=said.wrong,
        words=said.words,
        said_at=now,
        said_on=timezone.localdate(now),
        state=HELD if held_for else SHOWN,
        held_for=held_for,
        is_serious=serious,
        device=visitor.device,
        address=visitor.address,
        client_id=said.client_id,
    )
    if said.photo is not None:
        name = f"{hashlib.sha256(said.photo.content).hexdigest()[:16]}{said.photo.ending}"
        row.photo = ContentFile(said.photo.content, name=name)
    return row


def _there_already(said: Said) -> Feedback:
    """The same form, sent by another tap at once. Raises :class:`Refused` for a second word on a day."""
    found = Feedback.objects.filter(client_id=said.client_id).first()
    if found is None:
        raise Refused(Text("Tanggapan untuk kemasan ini sudah diterima hari ini. Terima kasih.",
                           "You have said something of this pack today already. Thank you."))  # fmt: skip
    return found


def _count_stars(product: int) -> None:
    """Stars of what is shown, added up on the product's entry."""
    sums = Feedback.objects.filter(product=product, state=SHOWN, stars__isnull=False).aggregate(
        sum=Sum("stars"), count=Count("pk")
    )
    CatalogueEntry.objects.filter(product=product).update(
        stars_sum=sums["sum"] or 0, stars_count=sums["count"]
    )


@transaction.atomic
def answer(row: Feedback, words: str, by: Person) -> bool:
    """The maker's answer, once; False when somebody has answered meanwhile."""
    refuse_links(words)
    changed = Feedback.objects.filter(pk=row.pk, answered_at=None).update(
        answer=words, answered_by=by, answered_at=timezone.now()
    )
    if changed and row.is_serious:
        work_changed(row.product.business_id, by)
    return bool(changed)


@transaction.atomic
def judge(row: Feedback, move: str, by: Person, reason: str = "") -> bool:
    """An officer shows or hides it; False when another one was faster. Raises :class:`KeyError`."""
    comes_from, became = MOVES[move]
    if row.state not in comes_from:
        return False
    lock(row.product.business_id)
    changed = Feedback.objects.filter(pk=row.pk, state=row.state, judged_at=row.judged_at).update(
        state=became, judged_by=by, judged_at=timezone.now(), judged_reason=reason
    )
    if changed:
        _count_stars(row.product_id)
        if row.is_serious:
            work_changed(row.product.business_id, by)
    return bool(changed)


def serious_work(businesses: Collection[int]) -> Iterator[DatedWork]:
    """What is serious stands among the tasks: the maker's until she answered, the city's until it decided."""
    found = Feedback.objects.filter(Q(answered_at=None) | Q(judged_at=None), is_serious=True)
    for row in found.filter(product__business__in=businesses).select_related("product"):
        wrong = wrongs()[row.wrong].title if row.wrong in wrongs() else Text("Gawat", "Serious")
        title = Text(f"{row.product.name}: {wrong.id}", f"{row.product.name}: {wrong.en}")
        for rule, open_still, does in (
            (OWNER_RULE, row.answered_at is None, _MAKER_DOES),
            (CITY_RULE, row.judged_at is None, _CITY_DOES),
        ):
            if open_still:
                yield DatedWork(
                    about=f"buyer-{row.pk}-{'maker' if rule == OWNER_RULE else 'city'}",
                    rule=rule,
                    business=row.product.business_id,
                    product=row.product_id,
                    title=title,
                    does=does,
                    due=row.said_on + dt.timedelta(days=DAYS_TO_ACT),
                    since=row.said_on,
                )


_MAKER_DOES = Text(
    "Baca kata pembeli, periksa kemasan lain dari kode produksi itu, lalu jawab.",
    "Read what the buyer says, check other packs of that lot, then answer.",
)
_CITY_DOES = Text(
    "Hubungi dapurnya, putuskan apakah lot itu ditarik, lalu tampilkan atau sembunyikan tanggapannya.",
    "Call the kitchen, decide whether the lot is recalled, then show or hide what was said.",
)


def feedback_note(product: Product) -> DossierNote | None:
    """What buyers said in a year, counted for a shop's dossier. One query."""
    since = timezone.localdate() - dt.timedelta(days=COUNTED_DAYS)
    found = Feedback.objects.filter(product=product, said_on__gte=since).aggregate(
        given=Sum("stars", filter=Q(state=SHOWN)),
        rated=Count("pk", filter=Q(state=SHOWN, stars__isnull=False)),
        said=Count("pk", filter=~Q(state="hidden")),
        serious=Count("pk", filter=Q(is_serious=True) & ~Q(state="hidden")),
        answered=Count("pk", filter=Q(answered_at__isnull=False) & ~Q(state="hidden")),
    )
    if not found["said"]:
        return None
    says = Text(f"{found['said']} tanggapan setahun ini, {found['answered']} dijawab.",
                f"{found['said']} in a year, {found['answered']} answered.")  # fmt: skip
    good: bool | None = None
    if found["rated"]:
        mean = say_number(round(found["given"] / Decimal(found["rated"]), 1))
        says = Text(f"{mean.id} dari 5 bintang oleh {found['rated']} orang. {says.id}",
                    f"{mean.en} of 5 stars from {found['rated']}. {says.en}")  # fmt: skip
        good = found["given"] >= GOOD_STARS * found["rated"]
    if found["serious"]:
        says = Text(f"{says.id} {found['serious']} di antaranya gawat.",
                    f"{says.en} {found['serious']} of them serious.")  # fmt: skip
        good = False
    return DossierNote(Text("Kata pembeli", "Buyers say"), says, good=good)
