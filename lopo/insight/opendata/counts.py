"""Open data: counts of products by place and stage, without persons, small ones hidden.

What is hidden is a cell of fewer businesses than the rules ask, because a product is soon somebody. Where
only one
cell of a row or column is hidden, a second one is hidden with it, so that the first cannot be worked out
from a
total known elsewhere. A cell of nobody is nought and is shown.
"""

import datetime as dt
import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml
from lopo.insight.funnel.journey import journeys
from lopo.insight.funnel.stages import STAGES, TITLES
from lopo.insight.house import House
from lopo.insight.tables.table import COUNT, Cell, Column, Table
from lopo.insight.wanted import Wanted
from lopo.standards.requirement import RUNGS

HIDDEN = Text("disembunyikan", "hidden")


@functools.cache
def rules() -> Mapping[str, Any]:
    """The tables of ``rules.toml``."""
    return read_toml("lopo.insight.opendata", "rules.toml")


def least() -> int:
    """Of how many businesses a cell is shown."""
    return int(rules()["suppression"]["businesses_least"])


@dataclass(frozen=True, slots=True)
class Count:
    """Products of a cell, and of how many businesses they are."""

    products: int
    businesses: int


Key = tuple[str, str]
"""The row and the column of a cell."""


def hidden_cells(counts: Mapping[Key, Count], fewest: int) -> frozenset[Key]:
    """The cells that are not shown: small ones, and one more wherever a single one is hidden in a line."""
    hidden = {key for key, count in counts.items() if 0 < count.businesses < fewest}
    lines: list[list[Key]] = []
    for place in (0, 1):
        by_line: dict[str, list[Key]] = {}
        for key in counts:
            by_line.setdefault(key[place], []).append(key)
        lines += by_line.values()
    changed = True
    while changed:
        changed = False
        for line in lines:
            if sum(key in hidden for key in line) != 1:
                continue
            others = [key for key in line if key not in hidden and counts[key].businesses]
            if others:
                hidden.add(min(others, key=lambda key: (counts[key].businesses, key)))
                changed = True
    return frozenset(hidden)


@dataclass(frozen=True)
class OpenData:
    """The tables of one day."""

    made_on: dt.date
    tables: tuple[Table, ...]


_WARD = Column(
    "kelurahan", Text("Kelurahan", "Kelurahan"), says=Text("tempat usaha", "where the business is")
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
    Column("businesses", Text("Usaha", "Businesses"), COUNT, Text("usaha pembuatnya", "who makes them")),
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


def open_data(house: House) -> OpenData:
    """All tables as of the day of ``house``."""
    return OpenData(house.today, (_ladder(house), _wards_by_stage(house), _modules_by_stage(house)))


def _ladder(house: House) -> Table:
    titles = {rung or NO_RUNG: title for rung, title in house.rung_titles.items()}
    members = [(each.ward_name, each.rung or NO_RUNG, each.business) for each in house.products]
    title = Text(
        "Di anak tangga mana produk tiap kelurahan?", "On which rung are the products of each kelurahan?"
    )
    return _table(
        "ladder", title, (_WARD, _RUNG), members, {rung: titles[rung] for rung in (NO_RUNG, *RUNGS)}
    )


_STAGES = {str(stage): TITLES[stage] for stage in STAGES}


def _wards_by_stage(house: House) -> Table:
    found = journeys(house, Wanted())
    members = [(each.product.ward_name, str(each.stage), each.product.business) for each in found]
    title = Text(
        "Sampai mana produk yang dilatih di tiap kelurahan?",
        "How far did the trained products of each kelurahan come?",
    )
    return _table("stages-by-kelurahan", title, (_WARD, _STAGE), members, _STAGES)


def _modules_by_stage(house: House) -> Table:
    members = [
        (module, str(each.stage), each.product.business)
        for module in sorted({lesson.module for lesson in house.lessons})
        for each in journeys(house, Wanted(module=module))
    ]
    title = Text("Sampai mana produk sesudah tiap modul?", "How far did products come after each module?")
    titles = {lesson.module: house.module_title(lesson.module) for lesson in house.lessons}
    return _table("stages-by-module", title, (_MODULE, _STAGE), members, _STAGES, titles)


def _table(
    name: str,
    title: Text,
    of: tuple[Column, Column],
    members: Iterable[tuple[str, str, int]],
    columns: Mapping[str, Text],
    lines: Mapping[str, Text] | None = None,
) -> Table:
    """A row for each line and column of ``members``, which are (line, column, business) of each product."""
    counts = _counted(members, columns)
    hidden = hidden_cells(counts, least())
    heads = [column for each in of for column in _with_words(each)]
    rows = []
    for (line, column), count in counts.items():
        told: tuple[Cell, ...] = (line or NOWHERE,)
        if of[0] is not _WARD:
            told += ((lines or {}).get(line, Text.same(line)),)
        told += (column, columns[column])
        told += (None, None, True) if (line, column) in hidden else (count.products, count.businesses, False)
        rows.append(told)
    return Table(name, title, (*heads, *_COUNTS), tuple(rows))


def _with_words(column: Column) -> tuple[Column, ...]:
    """The column of the code, and the one that says it; a kelurahan is its own word."""
    if column is _WARD:
        return (column,)
    words = Column(
        f"{column.key}_title",
        Text(f"{column.title.id}, {_IN_WORDS.id}", f"{column.title.en}, {_IN_WORDS.en}"),
        says=_IN_WORDS,
    )
    return column, words


def _counted(members: Iterable[tuple[str, str, int]], columns: Iterable[str]) -> dict[Key, Count]:
    listed = sorted(members)
    found: dict[Key, tuple[int, set[int]]] = {}
    for line in dict.fromkeys(line for line, _column, _business in listed):
        for column in columns:
            found[line, column] = (0, set())
    for line, column, business in listed:
        products, businesses = found[line, column]
        found[line, column] = (products + 1, businesses | {business})
    return {key: Count(products, len(businesses)) for key, (products, businesses) in found.items()}
