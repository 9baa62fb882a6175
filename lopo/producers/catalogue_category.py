"""The government's catalogue: which group of goods a product belongs to, and whether a KBLI code fits it.

A code that does not fit the category is a frequent reason for refusal, often without a word; so it is tested
before. The groups are the house's own (``catalogue_category.toml``): for a category that is not among them
nothing can be said here, and a person compares.
"""

import datetime as dt
import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lopo.facts.text import Text, joined
from lopo.facts.toml_file import read_toml
from lopo.producers.kbli import all_fields

FITS, MISFIT, NO_CODE, NO_CATEGORY, NOT_LISTED = "fits", "misfit", "no-code", "no-category", "not-listed"
"""What comes of holding codes against a category."""

_NOWHERE = (10_000, 0)


@dataclass(frozen=True, slots=True)
class Category:
    """A group of goods and the codes that make them."""

    id: str
    title: Text
    about: Text
    kinds: tuple[str, ...]
    words: tuple[str, ...]
    kbli: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether one of the codes fits: ``state``, the codes that do, and a sentence that says what to do."""

    state: str
    sentence: Text
    fitting: tuple[str, ...] = ()

    @property
    def settled(self) -> bool | None:
        """Yes or no where the table can tell; nothing where a person has to compare."""
        return {FITS: True, MISFIT: False, NO_CODE: False}.get(self.state)


@functools.cache
def categories() -> tuple[Category, ...]:
    """Every group, in order."""
    return tuple(
        Category(
            id=row["id"],
            title=Text.from_table(row["title"], row["id"]),
            about=Text.from_table(row["about"], row["id"]),
            kinds=tuple(row["kinds"]),
            words=tuple(row["words"]),
            kbli=tuple(row["kbli"]),
        )
        for row in _table()["category"]
    )


def category_named(written: str) -> Category | None:
    """The group of that name, in either language; nothing for a category of the site that is not listed."""
    wanted = " ".join(written.casefold().split())
    return next(
        (
            each
            for each in categories()
            if wanted in (each.id, *map(str.casefold, (each.title.id, each.title.en)))
        ),
        None,
    )


def suggested(name: str, kind: str) -> tuple[Category, ...]:
    """The groups for goods of that kind, best first: what a name says first is what it is.

    ``Stik kelor`` is a snack before it is moringa; of words in one place the longest counts, so that
    ``se'i ikan`` is fish.
    """
    said = f" {_plain(name)} "
    return tuple(
        sorted((each for each in categories() if kind in each.kinds), key=lambda each: _place(each, said))
    )


def best_guess(name: str, kind: str) -> Category | None:
    """The first of :func:`suggested`, where the name really speaks of it."""
    first = next(iter(suggested(name, kind)), None)
    return first if first is not None and _place(first, f" {_plain(name)} ") != _NOWHERE else None


def _place(category: Category, said: str) -> tuple[int, int]:
    """Where the first of its words stands in ``said``, and less for a longer one."""
    words = [f" {_plain(word)} " for word in category.words]
    return min(((said.index(word), -len(word)) for word in words if word in said), default=_NOWHERE)


def _plain(words: str) -> str:
    """Small letters and figures, an apostrophe left out: ``Lu’at`` and ``lu'at`` are ``luat``."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", re.sub(r"[’'`]", "", words.casefold())).split())


def fit_of(codes: Iterable[str] | None, written: str | None) -> Fit:
    """Hold the codes on the NIB (``None``: not told) against the category as it was written."""
    if not written:
        return Fit(NO_CATEGORY, _NO_CATEGORY)
    category = category_named(written)
    if category is None:
        return Fit(NOT_LISTED, _NOT_LISTED.filled(category=written))
    held = tuple(dict.fromkeys(re.sub(r"\D", "", code) for code in codes or ()))
    held = tuple(code for code in held if code)
    wanted = _codes(category.kbli)
    if not held:
        return Fit(NO_CODE, _NO_CODE.filled(category=category.title, wanted=wanted))
    fitting = tuple(code for code in held if code in category.kbli)
    if fitting:
        return Fit(FITS, _FITS.filled(codes=_codes(fitting), category=category.title), fitting)
    others = [each.title for each in categories() if set(held) & set(each.kbli)]
    said = _MISFIT.filled(codes=_codes(held), category=category.title, wanted=wanted)
    if others:
        said = joined([said, _OTHERS.filled(others=joined(others, Text.same(", ")))], Text.same(" "))
    return Fit(MISFIT, said)


def quiet_until(shown_on: dt.date, sold_on: dt.date | None) -> dt.date:
    """The day by which something should have been sold: counted from the last sale, or from being shown."""
    last = shown_on if sold_on is None else max(shown_on, sold_on)
    return last + dt.timedelta(days=quiet_days())


def quiet_days() -> int:
    """Days without a sale after which the owner is reminded; the house's own figure."""
    days: int = _table()["quiet"]["days"]
    return days


def _codes(codes: Iterable[str]) -> Text:
    titles = {field.code: field.title for field in all_fields()}
    named = [f"{code} ({titles[code]})" if code in titles else code for code in codes]
    return Text(" / ".join(named), " / ".join(named))


_NO_CATEGORY = Text(
    "Pilih dulu kategorinya, lalu kode KBLI diuji.",
    "Choose the category first; then the KBLI code is tested.",
)
_NOT_LISTED = Text(
    "“{category}” tidak ada di daftar kami, jadi kodenya tidak bisa diuji di sini. Cari tiga barang "
    "serupa di katalog INAPROC, lihat KBLI penjualnya, dan cocokkan bersama petugas.",
    "“{category}” is not in our list, so the code cannot be tested here. Look up three similar goods in the "
    "INAPROC catalogue, see their sellers' KBLI, and compare together with an officer.",
)
_NO_CODE = Text(
    "Kode KBLI di NIB belum ada. Untuk “{category}” perlu salah satu dari: {wanted}. "
    "Tambahkan di oss.go.id; gratis.",
    "There is no KBLI code on the NIB. “{category}” needs one of: {wanted}. Add it at oss.go.id; it is free.",
)
_FITS = Text("Kode {codes} cocok dengan “{category}”.", "Code {codes} fits “{category}”.")
_MISFIT = Text(
    "Kode {codes} tidak cocok dengan “{category}”: pengajuan bisa ditolak. Tambahkan salah satu dari "
    "{wanted} di oss.go.id (gratis), atau pilih kategori lain.",
    "Code {codes} does not fit “{category}”: it may be refused. Add one of {wanted} at oss.go.id (free), "
    "or choose another category.",
)
_OTHERS = Text("Kode yang ada cocok dengan: {others}.", "The codes you have fit: {others}.")


@functools.cache
def _table() -> Mapping[str, Any]:
    return read_toml("lopo.producers", "catalogue_category.toml")
