"""The sheet to enter a product into the government's catalogue from: each field in its order, ready to copy.

Fields and what is known of them: ``sheet.toml``. What version 6 really asks is to be verified, and the sheet
says so.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier import Dossier
from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml
from lopo.facts.wording import say, say_number
from lopo.producers.catalogue_category import fit_of

OLDER, GUESS = "older", "guess"
_NET_UNITS = {"g": "g", "kg": "kg", "ml": "ml", "l": "L", "pieces": "buah"}


@dataclass(frozen=True, slots=True)
class Row:
    """One field. ``value`` is what is typed there; ``asks`` the fact behind it."""

    id: str
    title: Text
    value: str
    asks: str
    optional: bool
    known_by: str
    warns: Text | None

    @property
    def is_missing(self) -> bool:
        return not self.value and not self.optional and bool(self.asks)


def sheet_of(dossier: Dossier, description: str) -> tuple[Row, ...]:
    """Every field that concerns the product, in the order to enter them. Values are Indonesian."""
    kind = dossier.value("product.kind")
    return tuple(_row(each, dossier, description) for each in _fields() if kind in each.get("kinds", (kind,)))


def confidence() -> str:
    word: str = _table()["confidence"]
    return word


def source() -> Text:
    """Where the fields were read, and what of them is unconfirmed."""
    return Text.from_table(_table()["source"], "source")


def full_name(dossier: Dossier) -> str:
    """``Sambal lu'at, botol, 150 g``: what offices search for; nothing is said twice."""
    name, unit = dossier.value("product.name") or "", dossier.value("product.unit_of_sale") or ""
    quantity, measure = dossier.value("label.net_quantity"), dossier.value("label.net_unit")
    net = f"{say_number(quantity).id} {_NET_UNITS[measure]}" if quantity and measure in _NET_UNITS else ""
    said = name.casefold()
    parts = [name, *(each for each in (unit, net) if each and each.casefold() not in said)]
    return ", ".join(each for each in parts if each)


def _row(field: Mapping[str, Any], dossier: Dossier, description: str) -> Row:
    id, fact = field["id"], field.get("fact", "")
    value = description if id == "description" else _value(id, fact, dossier)
    return Row(
        id=id,
        title=Text.from_table(field["title"], id),
        value=value,
        asks=field.get("asks", fact),
        optional=field.get("optional", False),
        known_by=field["known_by"],
        warns=Text.from_table(field["warns"], id) if "warns" in field else None,
    )


def _value(id: str, fact: str, dossier: Dossier) -> str:
    special = _SPECIAL.get(id)
    if special is not None:
        return special(dossier)
    value = dossier.value(fact) if fact else None
    if value is None or value == "":
        return ""
    if isinstance(value, Decimal):
        return say_number(value).id
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # a form takes 25000, not Rp25.000
    return say(load_catalogue()[fact], value).id


def _kbli(dossier: Dossier) -> str:
    """The codes that fit the category; where that is not known, those of the NIB."""
    codes = dossier.value("business.kbli") or ()
    return ", ".join(fit_of(codes, dossier.value("product.catalogue_category")).fitting or codes)


def _number(dossier: Dossier) -> str:
    return dossier.value("product.sku") or dossier.value("permit.gtin.number") or ""


def _origin(dossier: Dossier) -> str:
    made = dossier.value("product.made_in_indonesia")
    return "" if made is None else ("Lokal" if made else "Impor")


def _umk(dossier: Dossier) -> str:
    size = dossier.value("business.size_class")
    if not size:
        return ""
    title = load_catalogue()["business.size_class"].choices[size].id
    return f"Ya, usaha {title}" if size in ("micro", "small") else f"Tidak, usaha {title}"


def _permit(dossier: Dossier) -> str:
    return dossier.value("permit.md.number") or dossier.value("permit.pirt.number") or ""


_SPECIAL = {
    "name": full_name,
    "kbli": _kbli,
    "number": _number,
    "origin": _origin,
    "umk": _umk,
    "permit": _permit,
}


def _fields() -> list[Mapping[str, Any]]:
    fields: list[Mapping[str, Any]] = _table()["field"]
    return fields


def photo_figures() -> Mapping[str, Any]:
    """Sides, quality and number of the pictures; the house's own figures."""
    figures: Mapping[str, Any] = _table()["photos"]
    return figures


@functools.cache
def _table() -> Mapping[str, Any]:
    return read_toml("lopo.market.procurement", "sheet.toml")
