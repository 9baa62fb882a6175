"""The next order that is suggested for a shelf, with its reason in words; or why none is."""

import math
from dataclasses import dataclass
from fractions import Fraction

from lopo.facts.figures import say_number
from lopo.facts.text import Text
from lopo.retail.sellout.rules import Rules, rules
from lopo.retail.sellout.shelf import Rate, TooFew


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is known of a product in a shop. ``life_days`` are those from arrival until it is pulled."""

    rate: Rate | TooFew
    stock: int | None
    on_order: int = 0
    carton: int = 1
    lead_days: int = 7
    life_days: int | None = None
    stock_reckoned: bool = False


@dataclass(frozen=True, slots=True)
class Suggested:
    """``pieces`` is nothing where the data do not carry a number; ``why`` is always said."""

    pieces: int | None
    why: Text


FEW = Text(
    "Belum bisa disarankan: baru ada penjualan {days} hari ({pieces} buah), paling sedikit {wanted} hari.",
    "No suggestion yet: sales of {days} days are told ({pieces} pieces), at least {wanted} are needed.",
)
SLOW = Text(
    "Belum bisa disarankan: baru {pieces} buah terjual dalam {days} hari.",
    "No suggestion yet: only {pieces} pieces sold in {days} days.",
)
NO_STOCK = Text(
    "Belum bisa disarankan: stok di toko tidak diketahui.",
    "No suggestion yet: the stock in the shop is not known.",
)
SOLD = Text(
    "Laku {rate} buah sehari ({pieces} buah dalam {days} hari).",
    "{rate} pieces sell a day ({pieces} pieces in {days} days).",
)
NEEDED = Text(
    "Untuk {lead} hari kirim dan {cover} hari jual perlu {need}; stok {stock}{reckoned}, "
    "sudah dipesan {ordered}.",
    "For {lead} days of delivery and {cover} days of sales {need} are needed; stock {stock}{reckoned}, "
    "on order {ordered}.",
)
RECKONED = Text(" (dihitung)", " (reckoned)")
ENOUGH = Text("Cukup, belum perlu pesan.", "Enough; nothing to order yet.")
CARTON = Text("Dibulatkan ke karton isi {carton}.", "Rounded to cartons of {carton}.")
SHORT_LIFE = Text(
    "Hanya untuk {cover} hari jual, karena lalu harus ditarik.",
    "For {cover} days of sales only: then it is pulled.",
)


def suggest(shelf: Shelf, figures: Rules | None = None) -> Suggested:
    """How many pieces to order next: what sells until the next delivery and its cover, less what is there."""
    figures = figures or rules()
    rate = shelf.rate
    if isinstance(rate, TooFew):
        few = FEW if rate.days < rate.wanted_days else SLOW
        return Suggested(
            None,
            few.filled(
                days=say_number(rate.days),
                pieces=say_number(rate.pieces),
                wanted=say_number(rate.wanted_days),
            ),
        )
    if shelf.stock is None:
        return Suggested(None, NO_STOCK)
    cover = figures.cover_days
    shortened = shelf.life_days is not None and shelf.life_days < cover
    if shelf.life_days is not None:
        cover = min(cover, max(1, shelf.life_days))
    need = math.ceil(rate.a_day * (shelf.lead_days + cover))
    lacking = need - max(0, shelf.stock) - shelf.on_order
    pieces = max(0, math.ceil(Fraction(lacking, shelf.carton)) * shelf.carton)
    parts = [
        SOLD.filled(rate=_rate(rate.a_day), pieces=say_number(rate.pieces), days=say_number(rate.days)),
        NEEDED.filled(
            lead=say_number(shelf.lead_days),
            cover=say_number(cover),
            need=say_number(need),
            stock=say_number(max(0, shelf.stock)),
            reckoned=RECKONED if shelf.stock_reckoned else "",
            ordered=say_number(shelf.on_order),
        ),
    ]
    if shortened:
        parts.append(SHORT_LIFE.filled(cover=say_number(cover)))
    if not pieces:
        parts.append(ENOUGH)
    elif shelf.carton > 1 and pieces != lacking:
        parts.append(CARTON.filled(carton=say_number(shelf.carton)))
    return Suggested(pieces, Text(" ".join(each.id for each in parts), " ".join(each.en for each in parts)))


def _rate(a_day: Fraction) -> Text:
    """A rate to one decimal, rounded half up."""
    tenths = math.floor(a_day * 10 + Fraction(1, 2))
    whole, rest = divmod(tenths, 10)
    return Text(f"{whole},{rest}", f"{whole}.{rest}")
