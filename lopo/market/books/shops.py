"""In which shops open products stand: one row each, so that the list can be narrowed to a shop."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, F, Q

from lopo.market.catalogue.slug import new_slug
from lopo.market.models import CatalogueEntry, CatalogueShelf, CatalogueShop
from lopo.standards.where_sold import SHOP, Outlet

LISTED_MOST = 60
"""Shops that can be chosen: those with the most products."""
NAME_MOST = 160


@dataclass(frozen=True, slots=True)
class Choice:
    """A shop to choose, and how many open products it has."""

    slug: str
    name: str
    products: int


def shops_of(outlets: Collection[Outlet]) -> frozenset[str]:
    """The names of the shops among ``outlets``: a chain is one, whichever of its stores it is."""
    return frozenset((each.seller or each.name)[:NAME_MOST] for each in outlets if each.kind == SHOP)


def choices() -> list[Choice]:
    """The shops that have open products, by name: one query of a few rows."""
    found = CatalogueShop.objects.filter(products__gt=0).order_by("-products", "name")[:LISTED_MOST]
    return sorted((Choice(each.slug, each.name, each.products) for each in found), key=lambda one: one.name)


@transaction.atomic
def put(entries: Collection[CatalogueEntry], shops: Mapping[int, frozenset[str]]) -> None:
    """Write down where ``entries`` stand; ``shops`` has the names by product. Closed ones stand nowhere."""
    wanted = {
        (entry.pk, name)
        for entry in entries
        if entry.published_at is not None
        for name in shops.get(entry.product_id, ())
    }
    rows = CatalogueShelf.objects.filter(entry__in=[entry.pk for entry in entries])
    there = {(entry, name): pk for pk, entry, name in rows.values_list("pk", "entry", "shop__name")}
    gone, fresh = there.keys() - wanted, wanted - there.keys()
    if not gone and not fresh:
        return
    numbers = _numbers({name for _entry, name in fresh})
    CatalogueShelf.objects.filter(pk__in=[there[each] for each in gone]).delete()
    CatalogueShelf.objects.bulk_create(
        (CatalogueShelf(entry_id=entry, shop_id=numbers[name]) for entry, name in sorted(fresh)),
        ignore_conflicts=True,
    )
    changes = Counter(name for _entry, name in fresh)
    changes.subtract(name for _entry, name in gone)
    for name in sorted(changes):  # rows are locked in one order, so that nobody waits in a circle
        CatalogueShop.objects.filter(name=name).update(products=F("products") + changes[name])


def _numbers(names: Collection[str]) -> dict[str, int]:
    """The shops of these names, made where there is none yet."""
    known = set(CatalogueShop.objects.filter(name__in=names).values_list("name", flat=True))
    CatalogueShop.objects.bulk_create(
        (CatalogueShop(name=name, slug=new_slug(name)) for name in sorted(set(names) - known)),
        ignore_conflicts=True,
    )
    return dict(CatalogueShop.objects.filter(name__in=names).values_list("name", "pk"))


@transaction.atomic
def count_anew() -> None:
    """Count everything again, as every morning; a shop without products goes."""
    counted = CatalogueShop.objects.annotate(
        open=Count("shelves", filter=Q(shelves__entry__published_at__isnull=False))
    )
    wrong = [(each.pk, each.open) for each in counted if each.open != each.products or not each.open]
    for pk, products in wrong:
        CatalogueShop.objects.filter(pk=pk).update(products=products)
    CatalogueShop.objects.filter(products=0, shelves=None).delete()
