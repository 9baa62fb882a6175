"""Open a product's page to the public, close it, and keep true what it shows."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import ngettext

from lopo.accounts.models import Person
from lopo.facts.dossier import Dossier
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.labels.models import AssignedGtin
from lopo.labels.models.gtin import UNIT
from lopo.labels.rules.claims import medical_words
from lopo.market.books import counts, shops
from lopo.market.books.index import forget_empty_words, index
from lopo.market.catalogue.public_facts import NUMBERED_PAPERS, PRICE, shown_of
from lopo.market.catalogue.slug import new_slug
from lopo.market.models import CatalogueEntry, MakerPage, ProductPhoto
from lopo.producers.models import Business, Paper, Product
from lopo.producers.records import dossiers_of, lock
from lopo.standards.derivation import complete
from lopo.standards.models import Standing
from lopo.standards.standings import today
from lopo.standards.where_sold import outlets_of

REMEMBERED = [
    "title", "title_en", "maker", "kind", "kelurahan", "kecamatan", "price_idr", "is_halal", "in_shops",
    "rung", "shown", "papers", "gtin", "photo", "photo_width", "photo_height", "refreshed_at",
]  # fmt: skip
AT_ONCE = 100
NOT_SHOWN = ("gtin", "nib")
"""Papers that say nothing to a buyer."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the owner says in her own words for the public."""

    story_id: str = ""
    story_en: str = ""
    about_id: str = ""
    about_en: str = ""
    contact: str = ""


def entry_for(product: Product) -> CatalogueEntry:
    """The entry of a product, made when it has none yet; not open by itself."""
    found = CatalogueEntry.objects.select_related("maker_page").filter(product=product).first()
    if found is not None:
        return found
    maker, _made = MakerPage.objects.get_or_create(
        business_id=product.business_id, defaults={"slug": new_slug(product.business.name)}
    )
    with transaction.atomic():
        lock(product.business_id)
        found, _made = CatalogueEntry.objects.get_or_create(
            product=product,
            defaults={
                "maker_page": maker,
                "slug": new_slug(product.name),
                "refreshed_at": timezone.now(),
                "kind": product.kind,
                "title": product.name,
            },
        )
        _refresh([found])
    return found


@transaction.atomic
def tell(product: Product, told: Told) -> CatalogueEntry:
    """Keep the owner's own words. Raises :class:`Refused` for words that promise to heal."""
    for words in (told.story_id, told.story_en, told.about_id, told.about_en):
        _refuse_healing(words)
    entry = entry_for(product)
    lock(product.business_id)
    MakerPage.objects.filter(pk=entry.maker_page_id).update(
        about_id=told.about_id, about_en=told.about_en, contact=told.contact
    )
    CatalogueEntry.objects.filter(pk=entry.pk).update(story_id=told.story_id, story_en=told.story_en)
    refresh_entries([product.pk])
    entry.refresh_from_db()
    return entry


def _refuse_healing(words: str) -> None:
    if found := medical_words([words]):
        quoted = ", ".join(f"“{each}”" for each in found)
        raise Refused(
            Text(f"Ceritanya menjanjikan kesembuhan: {quoted}. Itu dilarang untuk pangan. Tulis tanpa itu.",
                 f"The story promises to heal: {quoted}. No food may say so. Write it without.")
        )  # fmt: skip


@transaction.atomic
def publish(product: Product, by: Person) -> CatalogueEntry:
    """Open the page of a product. Opened already, nothing changes."""
    entry = entry_for(product)
    lock(product.business_id)
    if product.archived_at is not None:
        raise Refused(Text("Produk ini sudah disimpan. Keluarkan dulu.",
                           "This product is put away. Bring it back first."))  # fmt: skip
    _set_open(entry.pk, by)
    entry.refresh_from_db()
    return entry


@transaction.atomic
def withdraw(product: Product) -> None:
    """Close the page again. What was told stays for another time."""
    entry = CatalogueEntry.objects.filter(product=product).first()
    if entry is not None:
        lock(product.business_id)
        _set_open(entry.pk, None)


def _set_open(pk: int, by: Person | None) -> None:
    entry = CatalogueEntry.objects.select_related("kelurahan").get(pk=pk)
    if (entry.published_at is not None) is (by is not None):
        return
    before = counts.place_of(entry)
    entry.published_at, entry.published_by = (timezone.now(), by) if by else (None, None)
    entry.save(update_fields=["published_at", "published_by"])
    _refresh([entry], before={entry.pk: before})


def refresh_entries(products: Collection[int]) -> int:
    """Make true again what the pages of ``products`` show. One query where none of them has a page."""
    found = CatalogueEntry.objects.filter(product__in=products)
    entries = list(found.select_related("kelurahan").order_by("pk"))
    if entries:
        with transaction.atomic():
            _refresh(entries)
    return len(entries)


def refresh_after_change(business: Business, product: Product | None = None) -> None:
    """Called after every saved fact or paper."""
    if product is not None:
        refresh_entries([product.pk])
        return
    entries = CatalogueEntry.objects.filter(product__business=business)
    refresh_entries(list(entries.values_list("product", flat=True)))


def _refresh(entries: list[CatalogueEntry], before: dict[int, counts.Place | None] | None = None) -> None:
    """Write anew what is remembered of ``entries``, then the index and the counts; queries do not grow."""
    ids = [entry.product_id for entry in entries]
    products = {
        each.pk: each for each in Product.objects.filter(pk__in=ids).select_related("business__kelurahan")
    }
    lock(*{each.business_id for each in products.values()})
    was = before or {entry.pk: counts.place_of(entry) for entry in entries}
    dossiers, on = dossiers_of(products.values()), today()
    beside = _beside(products)
    for entry in entries:
        product = products[entry.product_id]
        _remember(entry, product, complete(dossiers[product.pk], on))
        _remember_beside(entry, beside)
    CatalogueEntry.objects.bulk_update(entries, REMEMBERED)
    index(entries)
    shops.put(entries, beside.sold_in)
    changes: Counter[counts.Place] = Counter()
    for entry in entries:
        if (old := was[entry.pk]) is not None:
            changes[old] -= 1
        if (new := counts.place_of(entry)) is not None:
            changes[new] += 1
    counts.move(changes)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside the dossiers of products, by product."""

    papers: Mapping[int, list[dict[str, str]]]
    sold_in: Mapping[int, frozenset[str]]
    gtins: Mapping[int, str]
    rungs: Mapping[int, str]
    photos: Mapping[int, ProductPhoto]


def _beside(products: Mapping[int, Product]) -> _Beside:
    numbers = AssignedGtin.objects.filter(product__in=products, pack=UNIT, withdrawn_at=None)
    photos = ProductPhoto.objects.filter(product__in=products, removed_at=None).order_by("-pk")
    return _Beside(
        papers=_papers(products.values()),
        sold_in={product: shops.shops_of(found) for product, found in outlets_of(list(products)).items()},
        gtins=dict(numbers.values_list("product_id", "gtin")),
        rungs=dict(Standing.objects.filter(product__in=products).values_list("product_id", "rung")),
        photos={photo.product_id: photo for photo in photos},  # the first one comes last
    )


def _remember_beside(entry: CatalogueEntry, beside: _Beside) -> None:
    product, picture = entry.product_id, beside.photos.get(entry.product_id)
    entry.papers = beside.papers.get(product, [])
    entry.is_halal = any(paper["kind"] == "halal" for paper in entry.papers)
    entry.in_shops = bool(beside.sold_in.get(product))
    entry.gtin, entry.rung = beside.gtins.get(product, ""), beside.rungs.get(product, "")
    entry.photo = picture.name if picture else ""
    entry.photo_width, entry.photo_height = (picture.width, picture.height) if picture else (0, 0)


def _remember(entry: CatalogueEntry, product: Product, dossier: Dossier) -> None:
    entry.title = product.name
    entry.title_en = str(dossier.value("export.name_en") or "")[:160]
    entry.maker = product.business.name
    entry.kind = product.kind
    entry.kelurahan = product.business.kelurahan
    entry.kecamatan = product.business.kelurahan.kecamatan if product.business.kelurahan else ""
    entry.price_idr = dossier.value(PRICE)
    entry.shown = shown_of(dossier)
    entry.refreshed_at = timezone.now()


def _papers(products: Iterable[Product]) -> dict[int, list[dict[str, str]]]:
    """The papers that the city has seen and that still hold today, of each product and of its business."""
    listed = list(products)
    found = Paper.objects.filter(
        business__in={each.business_id for each in listed},
        verified_at__isnull=False,
        superseded_at=None,
        refused_at=None,
    ).exclude(valid_until__lt=today())
    rows = list(found.exclude(kind__in=NOT_SHOWN).order_by("kind", "-verified_at"))
    return {
        product.pk: [
            _plain(paper)
            for paper in rows
            if paper.business_id == product.business_id and paper.product_id in (None, product.pk)
        ]
        for product in listed
    }


def _plain(paper: Paper) -> dict[str, str]:
    return {
        "kind": paper.kind,
        "number": paper.number if paper.kind in NUMBERED_PAPERS else "",
        "until": paper.valid_until.isoformat() if paper.valid_until else "",
        "seen": timezone.localdate(paper.verified_at).isoformat() if paper.verified_at else "",
    }


def morning(on: dt.date) -> list[str]:
    """What the catalogue does every morning."""
    shown = refresh_everything()
    forget_empty_words()
    return [ngettext("%(count)s page of the catalogue made anew.",
                     "%(count)s pages of the catalogue made anew.", shown) % {"count": shown}]  # fmt: skip


def refresh_everything() -> int:
    """Every morning: papers that ran out are shown no more, the counts are counted again."""
    last = done = 0
    while chunk := list(
        CatalogueEntry.objects.filter(pk__gt=last).order_by("pk").values_list("pk", "product_id")[:AT_ONCE]
    ):
        last = chunk[-1][0]
        done += refresh_entries([product for _pk, product in chunk])
    counts.count_anew()
    shops.count_anew()
    return done
