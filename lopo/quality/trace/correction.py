"""What a correction of a lot changed, field by field, in words. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from lopo.facts.text import Text

TITLES: Mapping[str, Text] = {
    "ingredient": Text("Bahan", "Ingredient"),
    "quantity": Text("Jumlah", "Amount"),
    "supplier": Text("Penjual", "Supplier"),
    "supplier_phone": Text("Nomor penjual", "The supplier's phone"),
    "supplier_code": Text("Kode di karung", "Code on the sack"),
    "received_on": Text("Diterima", "Came on"),
    "expires_on": Text("Baik sampai", "Good until"),
    "price": Text("Harga", "Price"),
    "pieces": Text("Kemasan", "Packs"),
    "made_on": Text("Dibuat", "Made on"),
    "inputs": Text("Isinya", "Made from"),
    "measured": Text("Yang diukur", "What was measured"),
}
"""Every field that is kept of a lot, in the order in which it is shown."""

Fields = Mapping[str, str]
"""A lot by the names of :data:`TITLES`, each in words; an empty text where nothing was written."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field: what stood, and what stands since; nothing where the lot was struck out."""

    title: Text
    was: str
    became: str | None


def changes(before: Fields, after: Fields | None) -> list[Change]:
    """The fields that differ, or with ``after`` empty every field that said something."""
    if not after:
        return [Change(title, before[name], None) for name, title in TITLES.items() if before.get(name)]
    return [
        Change(title, before.get(name, ""), after.get(name, ""))
        for name, title in TITLES.items()
        if before.get(name, "") != after.get(name, "")
    ]
