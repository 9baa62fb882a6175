"""What helps to sell a product, gathered from its records: what may be claimed, what is known, its cards."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from lopo.accounts.notice import site_address
from lopo.facts.dossier import Dossier
from lopo.facts.text import Text
from lopo.labels.models import AssignedGtin
from lopo.labels.models.gtin import UNIT
from lopo.market.models import CatalogueEntry, ProductText
from lopo.market.promotion.tag import Tag, unit_price
from lopo.market.promotion.text_check import Ground
from lopo.market.promotion.text_draft import Draft, Known, draft, known_of
from lopo.nutrition.recipes.per_100 import best_nutrients
from lopo.producers.gtin import check_gtin
from lopo.producers.models import Paper, Product
from lopo.producers.records import dossier_of
from lopo.standards.derivation import complete

FOODS = ("food", "drink")


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts about a product: short for messages and cards, long as the catalogue's story."""

    short: Text
    long: Text
    version: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.short.id or self.long.id)


@dataclass(frozen=True, slots=True)
class Selling:
    """A product with what helps to sell it; the dossier has all in it that can be worked out."""

    product: Product
    dossier: Dossier
    papers: frozenset[str]
    entry: CatalogueEntry | None
    texts: Texts

    @property
    def ground(self) -> Ground:
        """What a claim in its texts would stand on."""
        return Ground(
            food=self.product.kind in FOODS,
            route=self.dossier.value("permit.route") or "",
            papers=self.papers,
            per_100=best_nutrients(self.dossier),
            form=self.dossier.value("product.form") or "",
        )

    @property
    def known(self) -> Known:
        """What a text can be drafted from."""
        ward = self.product.business.kelurahan
        return known_of(
            self.dossier,
            place=ward.name if ward else "",
            district=ward.kecamatan if ward else "",
            papers=sorted(self.papers),
        )

    def drafted(self, turn: int = 0) -> Draft:
        return draft(self.known, turn)

    @property
    def public_path(self) -> str:
        """The path of its public page; empty while that is not open."""
        if self.entry is None or self.entry.published_at is None:
            return ""
        return reverse("market:entry", args=[self.entry.slug])

    @property
    def public_address(self) -> str:
        return site_address(self.public_path) if self.public_path else ""

    def gtin(self) -> str:
        """The number of its unit that GS1 issued to this business: of the book, or as its owner proved it."""
        own = AssignedGtin.objects.filter(product=self.product, pack=UNIT, withdrawn_at=None).first()
        if own is not None:
            return str(own.gtin)
        told = self.dossier.value("permit.gtin.number") or ""
        good = self.dossier.value("permit.gtin.issued_by_gs1") and check_gtin(told).is_good
        return "".join(mark for mark in told if mark.isdigit()) if told and good else ""


def selling(product: Product, on: dt.date) -> Selling:
    """Gather it; ``product`` comes with its business and ward."""
    entry = CatalogueEntry.objects.select_related("maker_page").filter(product=product).first()
    kept = ProductText.objects.filter(product=product).first()
    return Selling(
        product=product,
        dossier=complete(dossier_of(product), on),
        papers=papers_seen(product, on),
        entry=entry,
        texts=Texts(
            short=Text(kept.short_id, kept.short_en) if kept else Text("", ""),
            long=Text(entry.story_id, entry.story_en) if entry else Text("", ""),
            version=kept.version if kept else 0,
        ),
    )


def papers_seen(product: Product, on: dt.date) -> frozenset[str]:
    """The kinds of paper of a product or its business that the city has seen and that hold on the day."""
    found = Paper.objects.filter(
        business=product.business_id, verified_at__isnull=False, superseded_at=None, refused_at=None
    ).exclude(valid_until__lt=on)
    rows = found.values_list("kind", "product")
    return frozenset(kind for kind, of in rows if of in (None, product.pk))


def tag_of(sold: Selling, price_idr: int, line: str, language: str) -> Tag:
    """The card of a product at a price."""
    known, ward = sold.known, sold.product.business.kelurahan
    value = sold.dossier.value
    return Tag(
        name=known.name.in_language(language),
        maker=known.maker,
        place=f"{ward.name}, Kupang" if ward else "Kupang",
        price_idr=price_idr,
        net=known.net.in_language(language) if known.net else "",
        unit_price=unit_price(price_idr, value("label.net_quantity"), value("label.net_unit")),
        line=line,
        gtin=sold.gtin(),
        link=sold.public_address,
    )


def today() -> dt.date:
    """Today in the city."""
    return timezone.localdate()
