"""Find products: the list, a page at a time however long it is, and the search."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from django.db import connection
from django.db.models import Q, QuerySet

from lopo.market.catalogue.filters import CHEAPEST, PAGE, Filters
from lopo.market.models import CatalogueEntry, SearchNear, SearchWord
from lopo.market.models.entry import PUBLIC
from lopo.market.search import find_sql
from lopo.market.search.near import NUMBER, forgiven, is_number, keys_of, slips, split_in_two
from lopo.market.search.words import Asked, asked, word_of

COUNTED_MOST = 1_000
"""More than so many are not counted: "more than 1,000" says enough."""
BEGINS_MOST, NEAR_MOST = 12, 4
FEWEST_LETTERS_BEGUN = 3


@dataclass(frozen=True, slots=True)
class Page:
    """The products of one page, and where it goes on."""

    entries: list[CatalogueEntry]
    next: tuple[int, ...] = ()
    previous: tuple[int, ...] = ()
    is_first: bool = True
    is_last: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found."""

    entries: list[CatalogueEntry]
    total: int
    """At most one more than :data:`COUNTED_MOST`."""
    instead: list[str] = field(default_factory=list)
    """The words that were sought, where those typed are in no product."""
    nearest: list[str] = field(default_factory=list)
    """Words of the catalogue near those typed, where nothing was found."""
    some_only: bool = False
    """Whether nothing has all the words, and these have some of them."""
    has_more: bool = False
    unknown_number: str = ""
    """The number of a paper or a pack that no open product bears: nothing else is offered in its place."""


def narrowed(asked_for: Filters) -> QuerySet[CatalogueEntry]:
    """Open products that fit the filters, without their words."""
    entries = CatalogueEntry.objects.filter(PUBLIC)
    for value, wanted in (
        (asked_for.kind, Q(kind=asked_for.kind)),
        (asked_for.kecamatan and not asked_for.kelurahan, Q(kecamatan=asked_for.kecamatan)),
        (asked_for.kelurahan, Q(kelurahan__code=asked_for.kelurahan)),
        (asked_for.halal, Q(is_halal=True)),
        (asked_for.shops, Q(in_shops=True)),
        (asked_for.shop, Q(shelves__shop__slug=asked_for.shop)),
        (asked_for.least is not None, Q(price_idr__gte=asked_for.least)),
        (asked_for.most is not None, Q(price_idr__lte=asked_for.most)),
        (asked_for.order == CHEAPEST, Q(price_idr__isnull=False)),
    ):
        if value:
            entries = entries.filter(wanted)
    return entries


def page_of(asked_for: Filters) -> Page:
    """One page of the list, found by where it begins and not by counting what comes before."""
    entries = narrowed(asked_for).select_related("kelurahan")
    forward = ("price_idr", "-id") if asked_for.order == CHEAPEST else ("-id",)
    backward = tuple(name.removeprefix("-") if name[0] == "-" else f"-{name}" for name in forward)
    if asked_for.last or asked_for.before:
        if asked_for.before:
            entries = entries.filter(_earlier(asked_for))
        rows = list(entries.order_by(*backward)[: PAGE + 1])
        more, rows = len(rows) > PAGE, rows[:PAGE][::-1]
        return _page(rows, asked_for, is_first=not more, is_last=asked_for.last)
    if asked_for.after:
        entries = entries.filter(_later(asked_for))
    rows = list(entries.order_by(*forward)[: PAGE + 1])
    return _page(rows[:PAGE], asked_for, is_first=not asked_for.after, is_last=len(rows) <= PAGE)


def _later(asked_for: Filters) -> Q:
    if asked_for.order == CHEAPEST:
        price, number = asked_for.after
        return Q(price_idr__gte=price) & (Q(price_idr__gt=price) | Q(id__lt=number))
    return Q(id__lt=asked_for.after[0])


def _earlier(asked_for: Filters) -> Q:
    if asked_for.order == CHEAPEST:
        price, number = asked_for.before
        return Q(price_idr__lte=price) & (Q(price_idr__lt=price) | Q(id__gt=number))
    return Q(id__gt=asked_for.before[0])


def _page(rows: list[CatalogueEntry], asked_for: Filters, *, is_first: bool, is_last: bool) -> Page:
    def key(entry: CatalogueEntry) -> tuple[int, ...]:
        return (entry.price_idr or 0, entry.pk) if asked_for.order == CHEAPEST else (entry.pk,)

    if not rows:
        return Page([], is_first=is_first, is_last=True)
    return Page(rows, key(rows[-1]), key(rows[0]), is_first, is_last)


def newest(most: int) -> list[CatalogueEntry]:
    """The products opened last."""
    return list(CatalogueEntry.objects.filter(PUBLIC).select_related("kelurahan").order_by("-id")[:most])


def counted(asked_for: Filters) -> int:
    """How many fit; at most one more than :data:`COUNTED_MOST`."""
    return narrowed(asked_for).order_by()[: COUNTED_MOST + 1].count()


def search(asked_for: Filters) -> Found:
    """The products that have the words asked for, best first. Never raises, whatever was typed."""
    words = asked(asked_for.words)
    if not words:
        return Found([], 0)
    known = _known({each.word for each in words})
    if all(each.word in known for each in words):
        found = _all_of([[known[each.word][0]] for each in words], asked_for, known)
        if found is not None:
            return found
    for each in words:
        if len(each.typed) >= NUMBER and is_number(each.typed) and each.word not in known:
            return Found([], 0, unknown_number=each.typed.upper())
    return _forgiving(words, known, asked_for)


Known = dict[str, tuple[int, int]]
"""Words of the index: their key, and in how many products they stand."""


def _known(words: Collection[str]) -> Known:
    rows = SearchWord.objects.filter(word__in=words, entries__gt=0)
    return {word: (pk, entries) for word, pk, entries in rows.values_list("word", "pk", "entries")}


def _forgiving(words: Sequence[Asked], known: Known, asked_for: Filters) -> Found:
    """What was probably meant: first for words that are nowhere, then for all of them, then any of them."""
    near = _near(words)
    begun = [] if words[-1].word in known else _begun(words[-1])
    strange = [_group(each, known, near, begun if each is words[-1] else [], others=False) for each in words]
    instead = [_said(each, known, near, begun if each is words[-1] else []) for each in words]
    every = [_group(each, known, near, begun if each is words[-1] else [], others=True) for each in words]
    for groups in (strange, every, *_spaced(words)):
        if groups and all(groups):
            found = _all_of(groups, asked_for, known, [each for each in instead if each])
            if found is not None:
                return found
    nearest = sorted({spelling for found_near in near.values() for _n, spelling, _pk in found_near})[:6]
    left = [group[0] for group in every if group]
    if not left:
        return Found([], 0, nearest=nearest)
    rows = _asked(find_sql.some(left, *_where(asked_for), PAGE))
    return Found(_in_order(rows), len(rows), nearest=nearest, some_only=bool(rows))


Near = dict[str, list[tuple[int, str, int]]]
"""For a word as typed: slips, the spelling near it, the key of its word; the nearest first."""


def _near(words: Sequence[Asked]) -> Near:
    """Spellings near each word: one query for all."""
    keys = {key for each in words for key in keys_of(each.typed)}
    rows = SearchNear.objects.filter(key__in=keys, spelling__word__entries__gt=0).values_list(
        "spelling__spelling", "spelling__word_id", "spelling__word__entries"
    )
    known = set(rows)
    found: Near = {}
    for each in words:
        most = forgiven(each.typed)
        measured = [
            (slips(each.typed, spelling, most), -entries, spelling, word) for spelling, word, entries in known
        ]
        close = sorted(row for row in measured if 0 < row[0] <= most)
        if close:
            nearest = close[0][0]
            found[each.typed] = [(row[0], row[2], row[3]) for row in close if row[0] == nearest][:NEAR_MOST]
    return found


def _begun(word: Asked) -> list[tuple[str, int]]:
    """Words that begin as the last one, which may not be typed to its end."""
    if len(word.typed) < FEWEST_LETTERS_BEGUN:
        return []
    rows = SearchWord.objects.filter(word__startswith=word.typed, entries__gt=0)
    return list(rows.order_by("-entries").values_list("word", "pk")[:BEGINS_MOST])


def _group(
    word: Asked, known: Known, near: Near, begun: Sequence[tuple[str, int]], *, others: bool
) -> list[int]:
    """The words that may stand for one that was typed; with ``others`` even where it is known itself."""
    own = [known[word.word][0]] if word.word in known else []
    if own and not others:
        return own
    meant = [pk for _word, pk in begun] + [pk for _n, _spelling, pk in near.get(word.typed, ())]
    return list(dict.fromkeys([*own, *meant]))


def _said(word: Asked, known: Known, near: Near, begun: Sequence[tuple[str, int]]) -> str:
    if word.word in known:
        return word.typed
    meant = [spelling for spelling, _pk in begun] or [each[1] for each in near.get(word.typed, ())]
    return meant[0] if meant else ""


def _spaced(words: Sequence[Asked]) -> list[list[list[int]]]:
    """The words with a space forgotten, or one too many: one query."""
    joined = {at: word_of(one.typed + other.typed) for at, (one, other) in enumerate(pairwise(words))}
    halves = {each.typed: split_in_two(each.typed) for each in words}
    wanted = set(joined.values())
    wanted |= {word_of(half) for pairs in halves.values() for pair in pairs for half in pair}
    known = _known(wanted | {each.word for each in words})
    found: list[list[list[int]]] = []
    for at, word in joined.items():
        rest = [each.word for place, each in enumerate(words) if place not in (at, at + 1)]
        found.append([[known[each][0]] if each in known else [] for each in (*rest, word)])
    for each in words:
        for one, other in halves[each.typed]:
            rest = [other_word.word for other_word in words if other_word is not each]
            spelled = (*rest, word_of(one), word_of(other))
            if all(word in known for word in spelled):
                found.append([[known[word][0]] for word in spelled])
    return found[:NEAR_MOST]


def _all_of(
    groups: Sequence[Sequence[int]], asked_for: Filters, known: Known, instead: list[str] | None = None
) -> Found | None:
    """Products with a word of every group, or nothing where there is none on any page."""
    entries = dict(known.values())
    unique = list(dict.fromkeys(tuple(group) for group in groups))
    rarest = sorted(unique, key=lambda group: sum(entries.get(pk, 0) for pk in group))
    where, values = _where(asked_for)
    offset = (asked_for.page - 1) * PAGE
    rows = _asked(find_sql.best(rarest, where, values, PAGE + 1, offset))
    if not rows and not offset:
        return None
    total = offset + len(rows)
    if len(rows) > PAGE or not rows:
        total = _asked(find_sql.count(rarest, where, values, COUNTED_MOST + 1))[0][0]
    return Found(_in_order(rows[:PAGE]), total, instead or [], has_more=len(rows) > PAGE)


def _asked(statement: find_sql.Statement) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, list(statement.parameters))
        rows: list[tuple[int, ...]] = cursor.fetchall()
    return rows


def _in_order(rows: Sequence[tuple[int, ...]]) -> list[CatalogueEntry]:
    found = CatalogueEntry.objects.select_related("kelurahan").in_bulk([row[0] for row in rows])
    return [found[row[0]] for row in rows if row[0] in found]


def _where(asked_for: Filters) -> tuple[str, list[object]]:
    """The filters as a condition on the entry ``e``, empty where none is set. The index has open ones."""
    conditions: list[str] = []
    values: list[object] = []
    for wanted, condition, value in (
        (bool(asked_for.kind), "e.kind = %s", asked_for.kind),
        (bool(asked_for.kecamatan), "e.kecamatan = %s", asked_for.kecamatan),
        (
            bool(asked_for.kelurahan),
            "e.kelurahan_id = (SELECT w.id FROM producers_kelurahan w WHERE w.code = %s)",
            asked_for.kelurahan,
        ),
        (asked_for.halal, "e.is_halal = %s", True),
        (asked_for.shops, "e.in_shops = %s", True),
        (
            bool(asked_for.shop),
            "EXISTS (SELECT 1 FROM market_catalogueshelf s JOIN market_catalogueshop t ON t.id = s.shop_id "
            "WHERE s.entry_id = e.id AND t.slug = %s)",
            asked_for.shop,
        ),
        (asked_for.least is not None, "e.price_idr >= %s", asked_for.least),
        (asked_for.most is not None, "e.price_idr <= %s", asked_for.most),
    ):
        if wanted:
            conditions.append(condition)
            values.append(value)
    return " AND ".join(conditions), values
