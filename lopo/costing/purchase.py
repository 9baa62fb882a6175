"""Purchases of ingredients: what was paid, for how much of it, on which day; and which price counts.

A pack is written as a person says it: ``1 kg``, ``500 gram``, ``2 liter @ 920 g``, ``30 butir @ 60 g``
(thirty of 60 g each), or ``tidak dibeli`` for what costs nothing, such as water from the well. Units and
their source: ``purchase_units.toml``. Prices are rupiah a gram, exact.
"""

import datetime as dt
import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from lopo.facts.figures import say_rupiah
from lopo.facts.kinds import Item, Refused, read_date, read_decimal, read_whole
from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml

NOT_BOUGHT = ("tidak dibeli", "gratis", "not bought", "free")
"""How a pack says that the ingredient costs nothing."""
LONGEST_PACK = 60
MOST_GRAMS = Decimal(10) ** 9
OLD_AFTER_DAYS = 90
"""A price older than this is said to be old. The house's own measure: about a season at the market."""

_PACK = re.compile(r"([\d.,]+)\s*([a-z]+)(?:\s*(?:@|à|x)\s*([\d.,]+)\s*([a-z]+))?", re.IGNORECASE)
_DAY_AT_THE_END = re.compile(r"[\s,;]+(\d{4}-\d{2}-\d{2}|\d{1,2}[/-]\d{1,2}[/-]\d{4})\s*$")


@dataclass(frozen=True, slots=True)
class Pack:
    """How much was bought. ``guessed`` where a volume was taken to weigh as much as water does.

    ``grams`` of nought is an ingredient that is not bought.
    """

    words: str
    grams: Decimal
    guessed: bool = False

    @property
    def is_free(self) -> bool:
        return self.grams == 0


@dataclass(frozen=True, slots=True)
class Bought:
    """One purchase: ``paid_idr`` for ``pack`` on ``day``; a day of ``None`` was not told."""

    name: str
    paid_idr: Decimal
    pack: Pack
    day: dt.date | None = None

    @property
    def per_gram(self) -> Fraction:
        """Rupiah for one gram."""
        return Fraction(0) if self.pack.is_free else Fraction(self.paid_idr) / Fraction(self.pack.grams)

    @property
    def per_kg(self) -> Fraction:
        return self.per_gram * 1000

    def is_old(self, on: dt.date, after_days: int = OLD_AFTER_DAYS) -> bool:
        """Whether the price was paid longer than ``after_days`` before ``on``; one without a day is not."""
        return self.day is not None and (on - self.day).days > after_days


def name_key(name: str) -> str:
    """The name by which purchases and recipes are matched: small letters, single spaces."""
    return " ".join(name.lower().split())


def read_pack(words: str) -> Pack:
    """How much a person says she bought. Raises :class:`Refused` with an example of how to write it."""
    tidy = " ".join(words.split())
    if len(tidy) > LONGEST_PACK:
        raise Refused(Text(f"Paling panjang {LONGEST_PACK} huruf.", f"At most {LONGEST_PACK} characters."))
    if tidy.lower() in NOT_BOUGHT:
        return Pack(NOT_BOUGHT[0], Decimal(0))
    found = _PACK.fullmatch(tidy)
    if found is None:
        raise Refused(
            Text(
                "Tulis banyaknya seperti “1 kg”, “500 gram” atau “30 butir @ 60 g”.",
                "Write how much it was as “1 kg”, “500 gram” or “30 butir @ 60 g”.",
            )
        )
    count, unit = read_decimal(found[1]), _unit_named(found[2])
    each = None if found[3] is None else read_decimal(found[3]) * _grams_of(found[4])
    grams, guessed = _weighed(count, unit, each, found[2])
    if not 0 < grams <= MOST_GRAMS:
        raise Refused(
            Text(
                "Beratnya harus lebih dari nol, dan masuk akal.",
                "The weight must be more than nought, and possible.",
            )
        )
    return Pack(tidy, grams, guessed)


def read_paid(typed: object) -> Decimal:
    """What was paid, in whole rupiah. Raises :class:`Refused`."""
    number = read_decimal(typed)
    try:
        return Decimal(read_whole(typed))
    except Refused:
        rounded = say_rupiah(round(number))
        raise Refused(
            Text("Harga ditulis dalam rupiah bulat, tanpa sen. Maksudnya {rounded}?",
                 "A price is written in whole rupiah. Do you mean {rounded}?").filled(rounded=rounded)
        ) from None  # fmt: skip


def read_purchase(item: Item, told_on: dt.date | None = None) -> Bought:
    """One line of the fact ``cost.purchases``: name, rupiah paid, and the pack with the day at its end.

    ``told_on`` is the day where the line tells none. Raises :class:`Refused` naming the ingredient.
    """
    words, day = item.group, told_on
    try:
        if found := _DAY_AT_THE_END.search(words):
            words, day = words[: found.start()], read_date(found[1])
        pack = read_pack(words)
        if item.amount is None and not pack.is_free:
            raise Refused(
                Text("Berapa rupiah dibayar belum ditulis.", "How many rupiah were paid is missing.")
            )
    except Refused as refusal:
        raise Refused(
            Text("{name}: {reason}", "{name}: {reason}").filled(name=item.name, reason=refusal.reason)
        ) from None
    return Bought(item.name, Decimal(0) if pack.is_free else item.amount or Decimal(0), pack, day)


def written(bought: Bought) -> Item:
    """A purchase as a line of the fact ``cost.purchases``; :func:`read_purchase` reads it back."""
    day = f" {bought.day.isoformat()}" if bought.day else ""
    return Item(bought.name, None if bought.pack.is_free else bought.paid_idr, bought.pack.words + day)


def prices_on(purchases: Iterable[Bought], on: dt.date) -> dict[str, Bought]:
    """The price of each ingredient (by :func:`name_key`) that counts on the day ``on``.

    The last purchase up to that day counts, of several on a day the one told last; one of a later day is not
    known yet; one without a day counts only where no other does.
    """
    prices: dict[str, Bought] = {}
    for bought in purchases:
        if bought.day is not None and bought.day > on:
            continue
        key = name_key(bought.name)
        before = prices.get(key)
        if before is None or (bought.day or dt.date.min) >= (before.day or dt.date.min):
            prices[key] = bought
    return prices


@dataclass(frozen=True, slots=True)
class _Unit:
    grams: Decimal | None = None
    millilitres: Decimal | None = None
    pieces: Decimal | None = None


def _weighed(count: Decimal, unit: _Unit, each: Decimal | None, word: str) -> tuple[Decimal, bool]:
    """Grams of ``count`` units, and whether that is a guess."""
    if unit.grams is not None:
        return count * unit.grams, False
    if each is not None:
        return count * each * (unit.pieces or 1), False
    if unit.millilitres is not None:
        return count * unit.millilitres, True
    raise Refused(
        Text(
            "Berapa gram satu {word}? Timbang sekali, lalu tulis seperti “{example} @ 60 g”.",
            "How many grams is one {word}? Weigh it once, then write it as “{example} @ 60 g”.",
        ).filled(word=word, example=f"{count:f} {word}")
    )


def _grams_of(word: str) -> Decimal:
    unit = _unit_named(word)
    if unit.grams is None:
        raise Refused(
            Text(
                "Sesudah @ tulis beratnya, misalnya “@ 60 g”.",
                "After the @ write a weight, such as “@ 60 g”.",
            )
        )
    return unit.grams


def _unit_named(word: str) -> _Unit:
    try:
        return _units()[word.lower()]
    except KeyError:
        raise Refused(
            Text(
                "Satuan “{word}” belum dikenal. Pakai kg, ons, g, liter, ml, buah, butir, ikat atau bungkus.",
                "The unit “{word}” is not known. Use kg, ons, g, liter, ml, buah, butir, ikat or bungkus.",
            ).filled(word=word)
        ) from None


@functools.cache
def _units() -> Mapping[str, _Unit]:
    units: dict[str, _Unit] = {}
    for table in read_toml("lopo.costing", "purchase_units.toml")["unit"].values():
        measures = {key: Decimal(table[key]) for key in ("grams", "millilitres", "pieces") if key in table}
        units |= dict.fromkeys(table["names"], _Unit(**measures))
    return units
