"""The shops of a retailer: added, changed, closed, or told all at once by a list."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from lopo.accounts.models import Organisation
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.retail.models import Store
from lopo.retail.terms.store_list import StoreRow

TOLD = ("name", "gln", "format", "address", "contact", "phone")


def save_store(retailer: Organisation, told: Mapping[str, Any], store: Store | None = None) -> Store:
    """Write one shop. Raises :class:`Refused` where its code is another shop's already."""
    found = store or Store(retailer=retailer)
    for name in ("code", "kelurahan", *TOLD):
        setattr(found, name, told[name])
    try:
        with transaction.atomic():
            found.save()
    except IntegrityError:
        raise Refused(
            Text("Kode ini sudah dipakai gerai lain. Pakai kode lain.",
                 "Another shop has this code already. Use another.")
        ) from None  # fmt: skip
    return found


def close_store(store: Store, again: bool = False) -> None:
    """Close a shop, or open it again. Orders and deliveries of before stay."""
    if again:
        Store.objects.filter(pk=store.pk).update(closed_at=None)
    else:
        Store.objects.filter(pk=store.pk, closed_at=None).update(closed_at=timezone.now())


@transaction.atomic
def save_stores(retailer: Organisation, rows: Iterable[StoreRow]) -> tuple[int, int]:
    """Write a list of shops at once; how many are new, how many were changed.

    A shop is known by its code. What the list does not tell stays; shops that it leaves out stay, too.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=retailer.pk)
    known = {each.code: each for each in Store.objects.filter(retailer=retailer)}
    new, changed = [], []
    for row in rows:
        told = {name: getattr(row, name) for name in TOLD if getattr(row, name)}
        store = known.get(row.code)
        if store is None:
            new.append(Store(retailer=retailer, code=row.code, **told))
        elif any(getattr(store, name) != value for name, value in told.items()):
            for name, value in told.items():
                setattr(store, name, value)
            changed.append(store)
    Store.objects.bulk_create(new)
    Store.objects.bulk_update(changed, TOLD)
    return len(new), len(changed)
