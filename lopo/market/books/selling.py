"""What helps to sell a product, gathered from its records: what may be claimed, what is known, its cards."""

import datetime as dt
from collections.abc import Sequence
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
from lopo.producers.records import dossiers_of
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
    assigned_gtin: str = ""
    """The number of its unit in the book of numbers."""

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
        return reverse("market:product", args=[self.entry.slug])

    @property
    def public_address(self) -> str:
        return site_address(self.public_path) if self.public_path else ""

    @property
    def gtin(self) -> str:
        """The number of its unit that GS1 issued to this business: of the book, or as its owner proved it."""
        if self.assigned_gtin:
            return self.assigned_gtin
        told = self.dossier.value("permit.gtin.number") or ""
        good = self.dossier.value("permit.gtin.issued_by_gs1") and check_gtin(told).is_good
        return "".join(mark for mark in told if mark.isdigit()) if told and good else ""


def selling(product: Product, on: dt.date) -> Selling:
    """Gather it for one product."""
    return sellings([product], on)[product.pk]


def sellings(products: Sequence[Product], on: dt.date) -> dict[int, Selling]:
    """Gather it by primary key, in the order given; they come with business and ward. Queries do not grow."""
    ids = [each.pk for each in products]
    dossiers, papers = dossiers_of(products), papers_seen(products, on)
    entries = {each.product_id: each for each in CatalogueEntry.objects.filter(product__in=ids)}
    kept = {each.product_id: each for each in ProductText.objects.filter(product__in=ids)}
    current = AssignedGtin.objects.filter(product__in=ids, pack=UNIT, withdrawn_at=None)
    numbers = dict(current.values_list("product_id", "gtin"))
    return {
        product.pk: Selling(
            product=product,
            dossier=complete(dossiers[product.pk], on),
            papers=papers[product.pk],
            entry=entries.get(product.pk),
            texts=_texts(kept.get(product.pk), entries.get(product.pk)),
            assigned_gtin=numbers.get(product.pk, ""),
        )
        for product in products
    }


def _texts(kept: ProductText | None, entry: CatalogueEntry | None) -> Texts:
    return Texts(
        short=Text(kept.short_id, kept.short_en) if kept else Text("", ""),
        long=Text(entry.story_id, entry.story_en) if entry else Text("", ""),
        version=kept.version if kept else 0,
    )


def papers_seen(products: Sequence[Product], on: dt.date) -> dict[int, frozenset[str]]:
    """The kinds of paper of each product or its business that the city has seen and that hold on the day."""
    found = Paper.objects.filter(
        business__in={each.business_id for each in products},
        verified_at__isnull=False,
        superseded_at=None,
        refused_at=None,
    ).exclude(valid_until__lt=on)
    rows = list(found.order_by().values_list("business", "kind", "product"))
    return {
        product.pk: frozenset(
            kind
            for business, kind, of in rows
            if business == product.business_id and of in (None, product.pk)
        )
        for product in products
    }


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
        gtin=sold.gtin,
        link=sold.public_address,
    )


def today() -> dt.date:
    """Today in the city."""
    return timezone.localdate()
