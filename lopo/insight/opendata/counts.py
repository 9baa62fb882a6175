"""Open data: counts of products by place and stage, without persons, small ones hidden.

A place is a kelurahan, its kecamatan, or the whole city. What is hidden is a figure of fewer businesses than
the rules ask, because a product is soon somebody, and what is needed beside it so that no figure can be
worked out from the others (:mod:`lopo.insight.opendata.hiding`).
"""

import datetime as dt
import functools
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml
from lopo.insight.funnel.journey import journeys
from lopo.insight.funnel.stages import STAGES, TITLES
from lopo.insight.house import House
from lopo.insight.opendata.hiding import ALL, Count, Figures, Key, hidden_figures, told_leaves
from lopo.insight.tables.table import COUNT, Cell, Column, Table
from lopo.insight.wanted import Wanted
from lopo.producers.kelurahan import all_kelurahan, find_kelurahan
from lopo.standards.requirement import RUNGS

HIDDEN = Text("disembunyikan", "hidden")


@functools.cache
def rules() -> Mapping[str, Any]:
    """The tables of ``rules.toml``."""
    return read_toml("lopo.insight.opendata", "rules.toml")


def least() -> int:
    """Of how many businesses a cell is shown."""
    return int(rules()["suppression"]["businesses_least"])


@dataclass(frozen=True)
class OpenData:
    """The tables of one day."""

    made_on: dt.date
    tables: tuple[Table, ...]


_PLACE = (
    Column(
        "level",
        Text("Tingkat", "Level"),
        says=Text(
            "kelurahan, kecamatan (district), atau city: seluruh kota",
            "kelurahan (ward), kecamatan (district), or city",
        ),
    ),
    Column(
        "kecamatan",
        Text("Kecamatan", "Kecamatan"),
        says=Text("kosong bila seluruh kota", "empty where it is the city"),
    ),
    Column(
        "kelurahan",
        Text("Kelurahan", "Kelurahan"),
        says=Text(
            "tempat usaha; kosong di tingkat atasnya; tidak ada bila usahanya terlalu sedikit",
            "where the business is; empty on the levels above; left out where there are too few",
        ),
    ),
)
_MODULE = Column(
    "module",
    Text("Modul", "Module"),
    says=Text(
        "pelajaran yang dihadiri; satu produk bisa di beberapa modul",
        "the lesson attended; one product may be in several",
    ),
)
_RUNG = Column(
    "rung",
    Text("Anak tangga", "Rung"),
    says=Text(
        "yang tertinggi tercapai; none berarti belum ada", "the highest one reached; none where there is none"
    ),
)
_STAGE = Column(
    "furthest_stage",
    Text("Tahap terjauh", "Furthest stage"),
    says=Text("tahap terjauh yang ada buktinya", "the furthest stage that evidence shows"),
)
_COUNTS = (
    Column(
        "products",
        Text("Produk", "Products"),
        COUNT,
        Text("produk yang tidak disimpan", "products not put away"),
    ),
    Column(
        "businesses",
        Text("Usaha", "Businesses"),
        COUNT,
        Text(
            "usaha pembuatnya; kosong di baris all, karena satu usaha bisa ada di beberapa baris",
            "who makes them; empty on the line all, because one business may be on several lines",
        ),
    ),
    Column(
        "suppressed",
        HIDDEN,
        says=Text(
            "ya bila angkanya disembunyikan karena usahanya terlalu sedikit",
            "yes where the figures are hidden because there are too few businesses",
        ),
    ),
)
_IN_WORDS = Text("dalam kata-kata", "in words")

NO_RUNG = "none"
NOWHERE = Text("tidak diketahui", "not known")
_TOGETHER = Text("semua", "all")
CITY, KECAMATAN, KELURAHAN, _REST = "city", "kecamatan", "kelurahan", "rest"
Place = tuple[str, str, str]
"""Level, kecamatan and kelurahan."""
_THE_CITY: Place = (CITY, "", "")
_Members = list[tuple[str, str, int]]
"""Line, kind and business of each product counted."""


def open_data(house: House) -> OpenData:
    """All tables as of the day of ``house``."""
    rungs = (NO_RUNG, *RUNGS)
    of_all = [(each.ward_name, each.rung or NO_RUNG, each.business) for each in house.products]
    found = journeys(house, Wanted())
    trained = [(each.product.ward_name, str(each.stage), each.product.business) for each in found]
    ladder, stages = _by_place(of_all, rungs), _by_place(trained, _STAGES)
    ladder = replace(ladder, least=_totals_in(trained, ladder))
    stages = replace(stages, most=_totals_in(of_all, stages))
    hidden_stages = hidden_figures(stages, least())
    titles = {rung or NO_RUNG: title for rung, title in house.rung_titles.items()}
    return OpenData(
        house.today,
        (
            _place_table(
                "ladder",
                Text("Di anak tangga mana produk kota, tiap kecamatan, dan tiap kelurahan?",
                     "On which rung are the products of the city, each kecamatan and each kelurahan?"),
                _RUNG, ladder, hidden_figures(ladder, least()), {rung: titles[rung] for rung in rungs},
            ),
            _place_table(
                "stages-by-kelurahan",
                Text("Sampai mana produk yang dilatih, di kota, tiap kecamatan, dan tiap kelurahan?",
                     "How far did trained products come, in the city, each kecamatan and each kelurahan?"),
                _STAGE, stages, hidden_stages, _STAGES,
            ),
            _module_table(house, stages, hidden_stages),
        ),
    )  # fmt: skip


_STAGES = {str(stage): TITLES[stage] for stage in STAGES}


def _by_place(members: _Members, kinds: Iterable[str]) -> Figures:
    """The figures of the city, of each kecamatan, and of the kelurahan that are told; the others together."""
    businesses: dict[str, set[int]] = {}
    for name, _kind, business in members:
        businesses.setdefault(_key(_place_of(name)), set()).add(business)
    within: dict[str, list[str]] = {}
    for each in all_kelurahan():
        in_district = within.setdefault(_key((KECAMATAN, each.kecamatan, "")), [])
        in_district.append(_key((KELURAHAN, each.kecamatan, each.name)))
    told = told_leaves(within, {place: len(each) for place, each in businesses.items()}, least())
    parent: dict[str, str] = {}
    for name, _kind, _business in members:
        ward = _place_of(name)
        district = (KECAMATAN, ward[1], "")
        parent[_key(district)] = _key(_THE_CITY)
        if told.intersection(within.get(_key(district), ())):
            parent[_key(ward) if _key(ward) in told else _key((_REST, *district[1:]))] = _key(district)
    untold = frozenset(place for place in parent if place.startswith(_REST))
    figures = Figures(_key(_THE_CITY), parent, {}, untold)
    return replace(figures, counts=_counted(_gone_up(members, figures), kinds))


def _gone_up(members: _Members, figures: Figures) -> _Members:
    """Each product in all the places of ``figures`` that it is in."""
    counted: _Members = []
    for name, kind, business in members:
        ward = _place_of(name)
        district = (KECAMATAN, ward[1], "")
        places = (ward, (_REST, *district[1:]), district, _THE_CITY)
        leaf = next((place for place in places[:2] if _key(place) in figures.parent), None)
        counted += [(_key(place), kind, business) for place in (leaf, *places[2:]) if place]
    return counted


def _place_of(ward_name: str) -> Place:
    """The kelurahan of a name; where none is known it is a place beside the kecamatan."""
    ward = find_kelurahan(ward_name)
    return (KELURAHAN, ward.kecamatan, ward.name) if ward else (KELURAHAN, "", "")


def _key(place: Place) -> str:
    return "/".join(place)


def _totals_in(members: _Members, figures: Figures) -> dict[Key, int]:
    """Products by the same places as in ``figures``, of all kinds together."""
    counts = _counted(_gone_up(members, figures), ())
    return {
        (place, ALL): counts[place, ALL].products if (place, ALL) in counts else 0
        for place, _kind in figures.counts
    }


def _counted(members: _Members, kinds: Iterable[str]) -> dict[Key, Count]:
    found: dict[Key, tuple[int, set[int]]] = {}
    kinds = (ALL, *kinds)
    for line in sorted({line for line, _kind, _business in members}):
        found |= {(line, kind): (0, set()) for kind in kinds}
    for line, kind, business in members:
        for each in (ALL, kind) if len(kinds) > 1 else (ALL,):
            products, businesses = found[line, each]
            businesses.add(business)
            found[line, each] = (products + 1, businesses)
    return {key: Count(products, len(businesses)) for key, (products, businesses) in found.items()}


def _place_table(
    name: str, title: Text, of: Column, figures: Figures, hidden: Collection[Key], kinds: Mapping[str, Text]
) -> Table:
    """The city first, then each kecamatan, then each kelurahan that is told."""
    lines = {line for line, _kind in figures.counts} - figures.untold
    places = sorted((tuple(line.split("/")) for line in lines), key=_order)
    rows = []
    for place in places:
        level, kecamatan, kelurahan = place
        told: tuple[Cell, ...] = (level, kecamatan or (NOWHERE if level == KECAMATAN else ""), kelurahan)
        rows += [(*told, *_cells(figures, hidden, "/".join(place), kind, kinds)) for kind in (ALL, *kinds)]
    return Table(name, title, (*_PLACE, *_with_words(of), *_COUNTS), tuple(rows))


def _order(place: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    return (CITY, KECAMATAN, KELURAHAN).index(place[0]), place


def _cells(
    figures: Figures, hidden: Collection[Key], line: str, kind: str, kinds: Mapping[str, Text]
) -> tuple[Cell, ...]:
    """Kind, its title, products, businesses, and whether they are hidden.

    Businesses of all kinds together are not told: one may be in two of them.
    """
    count = figures.counts[line, kind]
    title = kinds.get(kind, _TOGETHER)
    if (line, kind) in hidden:
        return kind, title, None, None, True
    return kind, title, count.products, None if kind == ALL else count.businesses, False


def _sum(counts: Iterable[Count]) -> Count:
    listed = list(counts)
    return Count(sum(each.products for each in listed), sum(each.businesses for each in listed))


def _module_table(house: House, stages: Figures, hidden_stages: Collection[Key]) -> Table:
    """Like a place in the city is a module in the programme, though a product may be in several of them.

    What is hidden of the city is hidden of each module, for there may be one module only.
    """
    modules = sorted({lesson.module for lesson in house.lessons})
    members = [
        (module, str(each.stage), each.product.business)
        for module in modules
        for each in journeys(house, Wanted(module=module))
    ]
    counts = _counted(members, _STAGES)
    lines = dict.fromkeys(line for line, _kind in counts)
    top = stages.top
    city = {(top, kind): _sum(counts[line, kind] for line in lines) for kind in (ALL, *_STAGES)}
    figures = Figures(
        top, dict.fromkeys(lines, top), counts | (city if counts else {}),
        fixed=frozenset(city),
        most={(line, ALL): stages.counts[top, ALL].products for line in lines},
    )  # fmt: skip
    also = [(line, kind) for line in (top, *lines) for place, kind in hidden_stages if place == top]
    hidden = hidden_figures(figures, least(), also)
    rows = tuple(
        (line, house.module_title(line), *_cells(figures, hidden, line, kind, _STAGES))
        for line in lines
        for kind in (ALL, *_STAGES)
    )
    title = Text("Sampai mana produk sesudah tiap modul?", "How far did products come after each module?")
    return Table("stages-by-module", title, (*_with_words(_MODULE), *_with_words(_STAGE), *_COUNTS), rows)


def _with_words(column: Column) -> tuple[Column, Column]:
    """The column of the code, and the one that says it."""
    words = Column(
        f"{column.key}_title",
        Text(f"{column.title.id}, {_IN_WORDS.id}", f"{column.title.en}, {_IN_WORDS.en}"),
        says=_IN_WORDS,
    )
    return column, words
