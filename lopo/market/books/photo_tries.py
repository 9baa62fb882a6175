"""Photos that were taken and judged: one waits to be kept or to be taken again."""

import datetime as dt
import functools

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import ngettext

from lopo.accounts.models import Person
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.market.books.photos import add_photo
from lopo.market.models import PhotoTry, ProductPhoto
from lopo.market.promotion.photo_check import Measured, measure
from lopo.producers.evidence import CleanFile
from lopo.producers.models import Evidence, Product
from lopo.producers.records import keep_evidence, lock, record_fact

COUNT = "product.photo_count"
"""The fact that says how many clear photos there are."""


@transaction.atomic
def try_photo(
    product: Product, upload: CleanFile, measured: Measured, by: Person, client_id: str
) -> PhotoTry:
    """Let a photo wait with its figures; what the same person took before and did not keep goes.

    Sent twice it is one. Raises :class:`Refused` for a form that was sent for another product.
    """
    lock(product.business_id)
    if before := PhotoTry.objects.filter(client_id=client_id).first():
        if before.product_id != product.pk:
            raise _SENT_FOR_ANOTHER
        return before
    for old in PhotoTry.objects.filter(product=product, taken_by=by, photo=None).select_related("evidence"):
        _let_go(old)
    return PhotoTry.objects.create(
        product=product,
        evidence=keep_evidence(upload, product.business, by),
        figures=measured.to_plain(),
        taken_by=by,
        client_id=client_id,
    )


@transaction.atomic
def keep(taken: PhotoTry, by: Person) -> ProductPhoto:
    """Make it a picture of the product. Raises :class:`Refused` when there are enough."""
    lock(taken.product.business_id)
    taken.refresh_from_db()
    if taken.photo is not None:
        return taken.photo
    assert taken.evidence is not None  # noqa: S101 - the database holds it
    with taken.evidence.file.open("rb") as file:
        content = file.read()
    photo = add_photo(taken.product, CleanFile(content, "photo", ".jpg"), by)
    if PhotoTry.objects.filter(photo=photo).exists():  # the very same picture was kept before
        _let_go(taken)
    else:
        waiting = taken.evidence
        taken.evidence, taken.photo = None, photo
        taken.save(update_fields=["evidence", "photo"])
        _delete(waiting)
    count_photos(taken.product, by)
    return photo


def clear_waiting(on: dt.date) -> list[str]:
    """Every morning: what was taken on an earlier day and kept by nobody goes, with its file."""
    midnight = timezone.make_aware(dt.datetime.combine(on, dt.time.min))
    cleared = 0
    for pk in list(PhotoTry.objects.filter(photo=None, taken_at__lt=midnight).values_list("pk", flat=True)):
        with transaction.atomic():
            found = PhotoTry.objects.select_related("product").filter(pk=pk)
            for taken in found:
                lock(taken.product.business_id)
            for taken in found.select_related("evidence").filter(photo=None):  # kept meanwhile, it stays
                _let_go(taken)
                cleared += 1
    said = ngettext("%(count)s photo that nobody kept was cleared away.",
                    "%(count)s photos that nobody kept were cleared away.", cleared)  # fmt: skip
    return [said % {"count": cleared}] if cleared else []


def count_photos(product: Product, by: Person) -> None:
    """Tell the dossier how many photos there are now."""
    there = ProductPhoto.objects.filter(product=product, removed_at=None).count()
    record_fact(product.business, product, COUNT, there, typed_by=by)


@transaction.atomic
def judge_kept(photo: ProductPhoto, by: Person, client_id: str) -> PhotoTry:
    """Judge a picture that came another way. Raises :class:`Refused` when its file is gone."""
    lock(photo.product.business_id)
    if found := PhotoTry.objects.filter(photo=photo).first():
        return found
    try:
        with photo.evidence.file.open("rb") as file:
            measured = measure(file.read())
    except FileNotFoundError:
        raise Refused(
            Text("Berkas fotonya hilang. Ambil lagi.", "Its file is gone. Take it again.")
        ) from None
    return PhotoTry.objects.create(
        product=photo.product, photo=photo, figures=measured.to_plain(), taken_by=by, client_id=client_id
    )


def _let_go(taken: PhotoTry) -> None:
    waiting = taken.evidence
    taken.delete()
    if waiting is not None:
        _delete(waiting)


def _delete(waiting: Evidence) -> None:
    """The file goes once nothing else stands on it."""
    try:
        with transaction.atomic():
            Evidence.objects.get(pk=waiting.pk).delete()
    except ProtectedError:
        return
    transaction.on_commit(functools.partial(waiting.file.delete, save=False))


_SENT_FOR_ANOTHER = Refused(
    Text("Formulir ini sudah dikirim untuk yang lain. Muat ulang halaman lalu isi lagi.",
         "This form was sent for something else. Load the page again and fill it in.")
)  # fmt: skip
