"""What is asked of the list in the address bar, read without ever failing; and the counts beside it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from lopo.producers.kelurahan import all_kelurahan

KINDS = ("food", "drink", "craft", "textile")
NEWEST, CHEAPEST = "", "harga"
ORDERS = (NEWEST, CHEAPEST)
PAGE = 20
LAST = "akhir"
ANY_SHOP = "1"
MOST_RUPIAH = 100_000_000
MOST_PAGES = 25
"""Of a search: after so many pages one asks again, more exactly."""


@dataclass(frozen=True, slots=True)
class Filters:
    """A question to the catalogue. Everything empty is everything there is, the newest first."""

    words: str = ""
    kind: str = ""
    kecamatan: str = ""
    kelurahan: str = ""
    """Its code."""
    halal: bool = False
    shops: bool = False
    """Only what stands in some shop."""
    shop: str = ""
    """The name in addresses of the one shop in which it stands."""
    least: int | None = None
    most: int | None = None
    order: str = NEWEST
    after: tuple[int, ...] = ()
    """The key of the product after which the page begins: its number, or price and number."""
    before: tuple[int, ...] = ()
    last: bool = False
    page: int = 1
    """Of a search, which is counted in pages."""

    @property
    def by_count_rows(self) -> bool:
        """Whether the few rows of counts know how many there are."""
        return self.has_counts and self.least is None and self.most is None and self.order != CHEAPEST

    @property
    def has_counts(self) -> bool:
        """Whether the counts beside the filters are true: they know neither words nor a single shop."""
        return not self.words and not self.shop

    @property
    def asks_shop_only(self) -> bool:
        """Whether nothing but the shop is asked: then the counts beside the shops are true."""
        return not self.words and not replace(self, shop="", shops=False).narrows

    @property
    def narrows(self) -> bool:
        """Whether anything but words is asked."""
        return bool(
            self.kind or self.kecamatan or self.kelurahan or self.halal or self.shops or self.shop
            or self.least is not None or self.most is not None
        )  # fmt: skip

    def address(self, **changes: object) -> str:
        """The question as the end of an address, on its first page unless ``changes`` say otherwise."""
        new = replace(self, **{"after": (), "before": (), "last": False, "page": 1, **changes})  # type: ignore[arg-type]
        place = {
            "sesudah": _key(new.after),
            "sebelum": _key(new.before),
            "hal": LAST if new.last else str(new.page) if new.page > 1 else "",
        }
        pairs = {"q": new.words, **new.kept, **place}
        query = urlencode({name: value for name, value in pairs.items() if value})
        return f"?{query}" if query else "?"

    @property
    def kept(self) -> dict[str, str]:
        """The filters as the address has them, without the words: a new search keeps them."""
        pairs = {
            "jenis": self.kind,
            "kecamatan": self.kecamatan,
            "kelurahan": self.kelurahan,
            "halal": "1" if self.halal else "",
            "toko": self.shop or (ANY_SHOP if self.shops else ""),
            "dari": "" if self.least is None else str(self.least),
            "sampai": "" if self.most is None else str(self.most),
            "urut": self.order,
        }
        return {name: value for name, value in pairs.items() if value}


def _key(parts: tuple[int, ...]) -> str:
    return "-".join(map(str, parts))


def read_filters(query: Mapping[str, str], shops: Collection[str] = ()) -> Filters:
    """The question in an address; ``shops`` are those that can be chosen, by their names in addresses.

    What cannot be read is as if it were not there.
    """
    kecamatan = _one_of(query.get("kecamatan"), kecamatans())
    order = _one_of(query.get("urut"), ORDERS)
    kelurahan = query.get("kelurahan", "")
    wards = {ward.code: ward.kecamatan for ward in all_kelurahan()}
    if kelurahan not in wards or (kecamatan and wards[kelurahan] != kecamatan):
        kelurahan = ""
    page = query.get("hal", "")
    least, most = (_rupiah(query.get(name, "")) for name in ("dari", "sampai"))
    if least is not None and most is not None and least > most:
        least, most = most, least  # the one meant was the other way round
    return Filters(
        words=" ".join(query.get("q", "").replace("\0", " ").split())[:120],
        kind=_one_of(query.get("jenis"), KINDS),
        kecamatan=kecamatan or wards.get(kelurahan, ""),
        kelurahan=kelurahan,
        halal=query.get("halal") == "1",
        shops=query.get("toko") == ANY_SHOP,
        shop=_one_of(query.get("toko"), shops),
        least=least,
        most=most,
        order=order,
        after=_read_key(query.get("sesudah", ""), order),
        before=_read_key(query.get("sebelum", ""), order),
        last=page == LAST,
        page=min(int(page), MOST_PAGES) if page.isascii() and page.isdecimal() and int(page[:6]) > 0 else 1,
    )


def kecamatans() -> tuple[str, ...]:
    """The districts of the city."""
    return tuple(dict.fromkeys(ward.kecamatan for ward in all_kelurahan()))


def _one_of(value: str | None, known: Iterable[str]) -> str:
    return value if value and value in known else ""


def _rupiah(text: str) -> int | None:
    digits = text.strip().lower().removeprefix("rp").replace(".", "").strip()
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > 9:
        return None
    return min(int(digits), MOST_RUPIAH)


def _read_key(text: str, order: str) -> tuple[int, ...]:
    parts = text.split("-")
    if len(parts) != (2 if order == CHEAPEST else 1):
        return ()
    if not all(part.isascii() and part.isdecimal() and len(part) <= 18 for part in parts):
        return ()
    return tuple(map(int, parts))


@dataclass(frozen=True, slots=True)
class Cell:
    """So many products of one kind, ward and kind of paper; a row of the counts."""

    kind: str
    kecamatan: str
    kelurahan: str
    halal: bool
    shops: bool
    products: int


@dataclass(frozen=True, slots=True)
class Facets:
    """How many products each choice of a filter would show, the other filters as they are."""

    total: int
    kind: Mapping[str, int]
    kecamatan: Mapping[str, int]
    kelurahan: Mapping[str, int]
    halal: int
    shops: int


def facets(cells: Iterable[Cell], asked: Filters) -> Facets:
    """The counts of every choice. Price and words are not counted here."""
    kind: Counter[str] = Counter()
    kecamatan: Counter[str] = Counter()
    kelurahan: Counter[str] = Counter()
    total = halal = shops = 0
    for cell in cells:
        fits = (
            not asked.kind or cell.kind == asked.kind,
            not asked.kecamatan or cell.kecamatan == asked.kecamatan,
            not asked.kelurahan or cell.kelurahan == asked.kelurahan,
            not asked.halal or cell.halal,
            not asked.shops or cell.shops,
        )
        if all(fits):
            total += cell.products
        if all((*fits[1:],)):
            kind[cell.kind] += cell.products
        if fits[0] and all(fits[3:]):
            kecamatan[cell.kecamatan] += cell.products
            if fits[1]:
                kelurahan[cell.kelurahan] += cell.products
        if all(fits[:3]) and fits[4]:
            halal += cell.products * cell.halal
        if all(fits[:4]):
            shops += cell.products * cell.shops
    return Facets(total, kind, kecamatan, kelurahan, halal, shops)
