"""What stands on a price tag or a shelf card, and the price by which packs are compared."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml
from lopo.facts.wording import say_rupiah
from lopo.labels.codes.symbol import EAN_8, EAN_13, QR, UPC_A, Symbol, make_symbol

_TO_BASE = {"g": ("g", 1), "kg": ("g", 1000), "ml": ("ml", 1), "l": ("ml", 1000)}
_KINDS = {8: EAN_8, 12: UPC_A, 13: EAN_13}
LINE_MOST = 180
"""Letters of the line that the owner or the shop puts on a card."""


@dataclass(frozen=True, slots=True)
class TagForm:
    """A kind of card: its size in mm, and which drawing it has."""

    name: str
    title: Text
    about: Text
    width: Decimal
    height: Decimal
    draws: str


@dataclass(frozen=True, slots=True)
class Tag:
    """One card. ``gtin`` and ``link`` may be empty; then nothing is drawn there."""

    name: str
    maker: str
    place: str
    price_idr: int
    net: str = ""
    unit_price: Text | None = None
    line: str = ""
    gtin: str = ""
    link: str = ""


@functools.cache
def tag_forms() -> Mapping[str, TagForm]:
    """Every kind of card by name."""
    return {
        name: TagForm(
            name=name,
            title=Text.from_table(row["title"], name),
            about=Text.from_table(row["about"], name),
            width=Decimal(row["size"][0]),
            height=Decimal(row["size"][1]),
            draws=row["draws"],
        )
        for name, row in _table()["form"].items()
    }


def unit_price(price_idr: int, quantity: Decimal | None, unit: str | None) -> Text | None:
    """Rupiah for 100 g or 100 ml, half a rupiah up; nothing where the net is not so measured.

    Where the pack itself holds 100, the price says it already.
    """
    if not quantity or quantity <= 0 or unit not in _TO_BASE:
        return None
    base, factor = _TO_BASE[unit]
    amount = Decimal(_table()["unit_price"]["base"])
    held = quantity * factor
    if held == amount:
        return None
    price = int((Decimal(price_idr) * amount / held).quantize(Decimal(1), ROUND_HALF_UP))
    said = say_rupiah(price)
    return Text(f"{said.id} / {amount} {base}", f"{said.en} / {amount} {base}")


def bar_symbol(gtin: str) -> Symbol | None:
    """The barcode of a number; nothing for one that no till reads."""
    return make_symbol(_KINDS[len(gtin)], gtin) if len(gtin) in _KINDS else None


def link_symbol(link: str) -> Symbol | None:
    """The QR code of an address."""
    return make_symbol(QR, link) if link else None


@functools.cache
def _table() -> Mapping[str, Any]:
    return read_toml("lopo.market.promotion", "tags.toml")
