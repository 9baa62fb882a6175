"""The few rows that say how many open products there are of each kind, in each ward."""

from collections import Counter
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Count, F

from lopo.market.catalogue.filters import Cell
from lopo.market.models import CatalogueCount, CatalogueEntry
from lopo.market.models.entry import PUBLIC

Place = tuple[str, str, str, bool, bool]
"""Kind, kecamatan, code of the kelurahan, halal, in shops."""
_FIELDS = ("kind", "kecamatan", "kelurahan", "is_halal", "in_shops")


def place_of(entry: CatalogueEntry) -> Place | None:
    """Where an entry is counted; nowhere while it is not open."""
    if entry.published_at is None:
        return None
    ward = entry.kelurahan.code if entry.kelurahan else ""
    return entry.kind, entry.kecamatan, ward, entry.is_halal, entry.in_shops


def move(changes: Mapping[Place, int]) -> None:
    """Add to the counts, take from them. Rows are locked in one order, so that nobody waits in a circle."""
    wanted = sorted(place for place, change in changes.items() if change)
    CatalogueCount.objects.bulk_create(
        (CatalogueCount(**dict(zip(_FIELDS, place, strict=True))) for place in wanted), ignore_conflicts=True
    )
    for place in wanted:
        found = CatalogueCount.objects.filter(**dict(zip(_FIELDS, place, strict=True)))
        found.update(products=F("products") + changes[place])


def cells() -> list[Cell]:
    """All of them: one query of a few rows, however many products there are."""
    rows = CatalogueCount.objects.filter(products__gt=0).values_list(*_FIELDS, "products")
    return [Cell(*row) for row in rows]


@transaction.atomic
def count_anew() -> None:
    """Count everything again, as every morning."""
    rows = (
        CatalogueEntry.objects.filter(PUBLIC)
        .order_by()
        .values_list("kind", "kecamatan", "kelurahan__code", "is_halal", "in_shops")
        .annotate(products=Count("pk"))
    )
    CatalogueCount.objects.all().delete()
    found = Counter({(k, c, w or "", h, s): n for k, c, w, h, s, n in rows})
    CatalogueCount.objects.bulk_create(
        CatalogueCount(**dict(zip(_FIELDS, place, strict=True)), products=n) for place, n in found.items()
    )
