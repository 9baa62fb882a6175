"""The label of a product as its owner makes it: choices kept, words from the facts, pages drawn.

Django side: reads and writes. What a label says and where it stands comes from :mod:`lopo.labels.artwork`.
"""

import datetime as dt
import functools
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.facts.dossier import Dossier
from lopo.labels.artwork.blocks import LabelContent
from lopo.labels.artwork.content import label_content
from lopo.labels.artwork.order import LabelOrder
from lopo.labels.artwork.typesetting import Artwork, typeset
from lopo.labels.demands import hold
from lopo.labels.models import LabelDraft, LabelRun, Mark
from lopo.labels.models.studio import HALAL, LOGO
from lopo.producers.models import Business, Product
from lopo.producers.records import dossier_of, lock
from lopo.quality.trace.lot_code import suggest_lot_code

FIRST_CHOICES = {
    "design": "tenun",
    "palette": "nila",
    "stock": "putih",
    "pack": "pouch",
    "market": "id",
    "dates_at": "printed",
}
CRAFT_CHOICES = {**FIRST_CHOICES, "pack": "tag"}
CRAFTS = ("craft", "textile")

set_in_type = functools.lru_cache(maxsize=48)(typeset)
"""Labels that were set lately: a page asks for the same one several times."""


@dataclass(frozen=True, slots=True)
class Made:
    """A label: what was chosen, its words, and the pages."""

    order: LabelOrder
    content: LabelContent
    artwork: Artwork

    @property
    def is_ready(self) -> bool:
        """Whether it may be printed for sale."""
        return self.content.can_be_sold and self.artwork.fits


def choices_of(product: Product) -> dict[str, Any]:
    """The choices kept for a product, or those one begins with."""
    draft = LabelDraft.objects.filter(product=product).first()
    if draft is not None:
        return dict(draft.choices)
    return dict(CRAFT_CHOICES if product.kind in CRAFTS else FIRST_CHOICES)


def keep_choices(product: Product, choices: Mapping[str, Any], by: Person) -> None:
    """Keep the choices for a product."""
    LabelDraft.objects.update_or_create(
        product=product, defaults={"choices": dict(choices), "changed_by": by}
    )


def order_of(business: Business, choices: Mapping[str, Any]) -> LabelOrder:
    """The order behind the choices, with the marks of the business.

    Raises :class:`lopo.facts.kinds.Refused` for a choice that there is not any more.
    """
    kept = {mark.kind: mark for mark in Mark.objects.filter(business=business, replaced_at=None)}
    return LabelOrder(
        design=choices.get("design", "tenun"),
        pack=choices.get("pack", "pouch"),
        width=_length(choices.get("width")),
        height=_length(choices.get("height")),
        palette=choices.get("palette", "nila"),
        stock=choices.get("stock", "putih"),
        brand_colour=choices.get("brand_colour") or None,
        accent_colour=choices.get("accent_colour") or None,
        promise=choices.get("promise", ""),
        market=choices.get("market", "id"),
        bilingual=bool(choices.get("bilingual")),
        with_panel=not choices.get("without_panel"),
        with_link=not choices.get("without_link"),
        dates_at=choices.get("dates_at", "printed"),
        halal_image=_picture(kept.get(HALAL)),
        logo=_picture(kept.get(LOGO)),
    )


def _length(text: object) -> Decimal | None:
    return Decimal(str(text)) if text else None


def _picture(mark: Mark | None) -> bytes | None:
    if mark is None:
        return None
    try:
        with mark.file.open("rb") as file:
            content: bytes = file.read()
    except FileNotFoundError:
        return None
    return content


def whole_dossier(product: Product, on: dt.date) -> Dossier:
    """Everything told and worked out about a product."""
    return hold(dossier_of(product), on, ()).dossier


def make_label(product: Product, choices: Mapping[str, Any], on: dt.date) -> Made:
    """The label of a product, drawn. While no lot is named an example stands in its place."""
    order = order_of(product.business, choices)
    if product.kind not in CRAFTS and order.dates_at == "printed":
        order = replace(order, lot=lot_suggested(product, on), made_on=on)
    content = label_content(whole_dossier(product, on), order, on)
    return Made(order, content, set_in_type(content, order))


def lot_suggested(product: Product, on: dt.date) -> str:
    """A lot code for today: the first letters of the product's words, and the day."""
    return suggest_lot_code(product.name, on)


def make_run(run: LabelRun, on: dt.date) -> Made:
    """The label of a run, with its lot and dates, and the choices as they were."""
    order = replace(
        order_of(run.product.business, run.choices),
        lot=run.lot,
        made_on=run.made_on,
        expires_on=run.expires_on,
        dates_at="printed",
    )
    content = label_content(whole_dossier(run.product, on), order, on)
    return Made(order, content, set_in_type(content, order))


@transaction.atomic
def keep_mark(business: Business, kind: str, content: bytes, by: Person) -> Mark:
    """Keep a cleaned picture as the logo or halal mark; the one before it stays on record."""
    lock(business.pk)
    remove_mark(business, kind)
    digest = hashlib.sha256(content).hexdigest()
    file = ContentFile(content, name=f"{digest[:16]}.png")
    return Mark.objects.create(business=business, kind=kind, file=file, sha256=digest, uploaded_by=by)


def remove_mark(business: Business, kind: str) -> None:
    """Take a mark off the labels."""
    current = Mark.objects.filter(business=business, kind=kind, replaced_at=None)
    current.update(replaced_at=timezone.now())
