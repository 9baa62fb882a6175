"""Whose sales the lines of a file are, and what is new in them against what earlier files told.

Works on plain keys: the books bring what the house knows of shops, products and earlier sales, and write down
what comes out.
"""

import datetime as dt
import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lopo.retail.sellout.days import Span
from lopo.retail.sellout.result import Line
from lopo.retail.sellout.words import plain

BY_CODE, BY_NAME = "code", "name"
NEW, KNOWN, CORRECTED, OVERLAPS, OTHERS, NOT_OURS, NO_CARTON, UNKNOWN = OUTCOMES = (
    "new", "known", "corrected", "overlaps", "others", "not_kept", "no_carton", "unknown",
)  # fmt: skip
"""Of a line: new, told before, told otherwise before, days that overlap, another supplier's goods, a shop of
no concern, cartons of unknown contents, or a code or shop that nobody has explained yet."""
ALIKE = 0.62
"""How much two names must have in common for one to be suggested for the other."""


@dataclass(frozen=True, slots=True)
class Key:
    """How a product is known in a file: by a code, or by its name where there is none."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the house knows: products by number and by what was told of codes and names, shops by their names.

    A value of ``None`` was told to be another supplier's, or a shop of no concern.
    """

    by_gtin: Mapping[str, int] = field(default_factory=dict)
    told: Mapping[Key, int | None] = field(default_factory=dict)
    by_name: Mapping[str, int] = field(default_factory=dict)
    stores: Mapping[str, int | None] = field(default_factory=dict)
    inside: Mapping[tuple[int, str], int] = field(default_factory=dict)
    """Pieces in a carton of a product, by the word that the retailer's files have for it."""
    cases: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """The product of a carton's own number, and the pieces in it."""
    leave_cartons: bool = False
    """Whether a person said to leave out the rows in cartons of which nobody knows what is in them."""


def keys_of(line: Line) -> tuple[Key, ...]:
    """The keys of a line, the surest first."""
    codes = [Key(BY_CODE, code.key[:120]) for code in (line.code, line.other_code) if code.text]
    return (*codes, Key(BY_NAME, plain(line.name)[:120])) if line.name else tuple(codes)


def key_to_ask(line: Line) -> Key:
    """By what a line is asked about when nobody knows it."""
    return keys_of(line)[0]


def product_of(line: Line, known: Known) -> tuple[str, int | None]:
    """The product of a line: ``new`` with its number, ``others``, or ``unknown``."""
    keys = keys_of(line)
    for key in keys:
        if key in known.told:
            product = known.told[key]
            return (OTHERS, None) if product is None else (NEW, product)
    for code in (line.code, line.other_code):
        if code.gtin and code.gtin in known.by_gtin:
            return NEW, known.by_gtin[code.gtin]
        if code.gtin in known.cases and line.unit:
            return NEW, known.cases[code.gtin][0]
    named = known.by_name.get(plain(line.name)) if line.name else None
    return (NEW, named) if named is not None else (UNKNOWN, None)


def inside_of(line: Line, product: int, known: Known) -> int | None:
    """Pieces in what a line counts: 1 for a piece, of a carton as the file or somebody told; else nothing."""
    if not line.unit:
        return 1
    numbers = (each.gtin for each in (line.code, line.other_code))
    booked = next((known.cases[gtin][1] for gtin in numbers if gtin in known.cases), None)
    return line.inside or known.inside.get((product, line.unit)) or booked


def store_keys(code: str, name: str, gln: str = "") -> set[str]:
    """The ways in which a shop may be named in a file."""
    ways = {plain(code), plain(name), plain(f"{code} {name}"), plain(code).lstrip("0")}
    return {each for each in (*ways, gln) if each}


def store_of(text: str, known: Known) -> tuple[str, int | None]:
    """The shop of a text: ``new`` with its number, ``elsewhere``, or ``unknown``."""
    label = plain(text)
    first, _space, rest = label.partition(" ")
    for tried in (label, rest, first, first.lstrip("0")):
        if tried and tried in known.stores:
            store = known.stores[tried]
            return (NOT_OURS, None) if store is None else (NEW, store)
    return UNKNOWN, None


def likeliest(name: str, names: Mapping[int, str]) -> int | None:
    """The product whose name is most like a text, if it is like it at all."""
    wanted = _sorted_words(name)
    best, score = None, ALIKE
    for product, each in names.items():
        alike = max(
            difflib.SequenceMatcher(None, wanted, _sorted_words(each)).ratio(),
            _shared(plain(name), plain(each)),
        )
        if alike > score:
            best, score = product, alike
    return best


def _sorted_words(name: str) -> str:
    return " ".join(sorted(plain(name).split()))


def _shared(one: str, other: str) -> float:
    """Of the words of the shorter name, how many stand in the other."""
    left, right = set(one.split()), set(other.split())
    if len(left) < 2 or len(right) < 2:
        return 0.0
    return len(left & right) / min(len(left), len(right)) * 0.95


# What is new


@dataclass(frozen=True, slots=True)
class Told:
    """Sales as an earlier file told them; ``id`` is the house's."""

    id: int
    store: int
    product: int
    span: Span
    pieces: int
    value_idr: int | None
    stock: int | None


@dataclass(slots=True)
class Sum:
    """All lines of a file of one product in one shop over the same days, together."""

    store: int
    product: int
    span: Span
    pieces: int = 0
    value_idr: int | None = None
    stock: int | None = None
    lines: list[int] = field(default_factory=list)
    outcome: str = NEW
    replaces: tuple[int, ...] = ()

    def add(self, place: int, line: Line, inside: int) -> None:
        """Add the line at ``place`` of the file, which counts what holds ``inside`` pieces."""
        self.pieces += line.pieces * inside
        if line.value_idr is not None:
            self.value_idr = (self.value_idr or 0) + line.value_idr
        self.stock = line.stock * inside if line.stock is not None else self.stock
        self.lines.append(place)


@dataclass(frozen=True, slots=True)
class Matched:
    """A file held against what the house knows: sums to write down, and what became of each line."""

    sums: tuple[Sum, ...]
    outcomes: tuple[str, ...]
    unknown_stores: tuple[str, ...]
    unknown_products: tuple[tuple[Key, str, int], ...]
    """Key, name and pieces of what nobody explained, those of most pieces first."""
    unknown_cartons: tuple[tuple[int, str], ...] = ()
    """Products and words for cartons of which nobody said how many pieces they hold."""


def match(lines: Sequence[Line], known: Known, told: Iterable[Told] = ()) -> Matched:
    """What a file brings. ``told`` are the sales of earlier files that hold now."""
    outcomes = [UNKNOWN] * len(lines)
    sums: dict[tuple[int, int, dt.date, dt.date], Sum] = {}
    stores: dict[str, None] = {}
    asked: dict[Key, tuple[str, int]] = {}
    cartons: dict[tuple[int, str], None] = {}
    for place, line in enumerate(lines):
        at_store, store = store_of(line.store, known)
        whose, product = product_of(line, known)
        if at_store == UNKNOWN and whose != OTHERS:
            stores[line.store] = None
        if whose == UNKNOWN and at_store != NOT_OURS:
            key = key_to_ask(line)
            name, pieces = asked.get(key, (line.name, 0))
            asked[key] = (name, pieces + abs(line.pieces))
        if store is None or product is None:
            outcomes[place] = NOT_OURS if at_store == NOT_OURS else OTHERS if whose == OTHERS else UNKNOWN
            continue
        inside = inside_of(line, product, known)
        if inside is None:
            if known.leave_cartons:
                outcomes[place] = NO_CARTON
            else:
                cartons[product, line.unit] = None
            continue
        key_of_sum = (store, product, line.span.first, line.span.last)
        sums.setdefault(key_of_sum, Sum(store, product, line.span)).add(place, line, inside)
    found = _compared(list(sums.values()), told)
    for each in found:
        for place in each.lines:
            outcomes[place] = each.outcome
    most = sorted(asked.items(), key=lambda each: (-each[1][1], each[0].text))
    unknown = tuple((key, name, count) for key, (name, count) in most)
    return Matched(tuple(found), tuple(outcomes), tuple(stores), unknown, tuple(cartons))


def _compared(sums: list[Sum], told: Iterable[Told]) -> list[Sum]:
    """Each sum against what holds already for its shop and product, and against shorter spans of its file."""
    before: dict[tuple[int, int], list[Told]] = {}
    for each in told:
        before.setdefault((each.store, each.product), []).append(each)
    taken: dict[tuple[int, int], list[Span]] = {}
    for new in sorted(sums, key=lambda each: ((each.span.last - each.span.first).days, each.span.first)):
        place = (new.store, new.product)
        if any(_overlap(new.span, span) for span in taken.get(place, ())):
            new.outcome = OVERLAPS
            continue
        taken.setdefault(place, []).append(new.span)
        new.outcome, new.replaces = _against(
            new, [e for e in before.get(place, ()) if _overlap(new.span, e.span)]
        )
    return sums


def _overlap(one: Span, other: Span) -> bool:
    return one.first <= other.last and other.first <= one.last


def _against(new: Sum, before: Sequence[Told]) -> tuple[str, tuple[int, ...]]:
    """What a sum is beside earlier ones whose days it touches, and which of those it takes the place of.

    The very same days: told before, or corrected. Days that hold all the earlier ones: the same sales told
    together, or a correction. Days that only overlap, or lie within longer ones, would be counted twice.
    """
    if not before:
        return NEW, ()
    if len(before) == 1 and before[0].span == new.span:
        return (KNOWN, ()) if _same(new, before[0]) else (CORRECTED, (before[0].id,))
    if not all(new.span.first <= each.span.first and each.span.last <= new.span.last for each in before):
        return OVERLAPS, ()
    days = sum((each.span.last - each.span.first).days + 1 for each in before)
    whole = days == (new.span.last - new.span.first).days + 1
    if whole and sum(each.pieces for each in before) == new.pieces:
        return KNOWN, ()
    return CORRECTED, tuple(each.id for each in before)


def _same(new: Sum, before: Told) -> bool:
    return (
        new.pieces == before.pieces
        and new.value_idr in (None, before.value_idr)
        and new.stock in (None, before.stock)
    )
