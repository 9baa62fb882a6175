"""Photos of a label that exists: kept with what their barcodes say, replaced, put away for a new label."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.labels.codes.scan import scan_image
from lopo.labels.judging.printed_code import PrintedCode, printed_code
from lopo.labels.models import LabelPhoto
from lopo.producers.evidence import CleanFile, clean_upload, photo_size
from lopo.producers.models import Product
from lopo.producers.records import keep_evidence, lock


def clean_label_photo(content: bytes) -> CleanFile:
    """A photo to look at beside questions; raises :class:`Refused` for anything else, a PDF too."""
    upload = clean_upload(content)
    if upload.kind != "photo":
        raise Refused(
            Text("Ini PDF. Foto labelnya, atau simpan gambarnya sebagai JPG atau PNG.",
                 "This is a PDF. Take a photo of the label, or save it as JPG or PNG.")
        )  # fmt: skip
    return upload


def read_codes(content: bytes) -> tuple[PrintedCode, ...]:
    """What the barcodes on a photo say; nothing where none can be read."""
    try:
        return tuple(printed_code(each) for each in scan_image(content))
    except Refused:
        return ()


@transaction.atomic
def keep_label_photo(
    product: Product, side: str, upload: CleanFile, codes: Iterable[PrintedCode], by: Person
) -> LabelPhoto:
    """Keep a photo of one side. An older one of that side stays on record, replaced."""
    lock(product.business_id)
    current = LabelPhoto.objects.filter(product=product, side=side, replaced_at=None, retired_at=None)
    current.update(replaced_at=timezone.now())
    width, height = photo_size(upload)
    return LabelPhoto.objects.create(
        product=product,
        evidence=keep_evidence(upload, product.business, by),
        side=side,
        width=width,
        height=height,
        codes=[code.to_plain() for code in codes],
        added_by=by,
    )


def put_photos_away(product: Product) -> int:
    """The product has a new label: photos of the old one are put away. Returns how many."""
    photos = LabelPhoto.objects.filter(product=product, retired_at=None)
    return photos.update(retired_at=timezone.now())
