"""What every page of this part shows: the choice in the address, what it can be, and tables ready for a
template.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from lopo.insight.gathering import gather
from lopo.insight.house import CohortRow, House
from lopo.insight.results import Results
from lopo.insight.tables.table import Table
from lopo.insight.wanted import Wanted
from lopo.producers.models import Kelurahan
from lopo.standards.standings import today

COURSES_MOST = 200
"""Courses to choose from in the form above a page; an older one is reached by its own address."""


def language_now() -> str:
    """The language of the page."""
    return get_language() or "id"


def results_of(request: HttpRequest) -> Results:
    """Everything for the products that the address asks for."""
    return Results(gather(today()), Wanted.from_query(request.GET.dict()))


def choice_context(found: Results) -> dict[str, object]:
    """What the form above a page shows, and the choice as the end of an address."""
    wanted, house = found.wanted, found.house
    return {
        "wanted": wanted,
        "query": urlencode(wanted.query),
        "today": house.today,
        "wards": Kelurahan.objects.order_by("kecamatan", "name"),
        "cohorts": _courses(house, wanted),
        "modules": _modules(house),
        "payers": sorted(
            {(each.payer, each.payer_name) for each in house.cohorts.values() if each.payer},
            key=lambda each: (each[1], each[0]),
        ),
    }


def _courses(house: House, wanted: Wanted) -> list[CohortRow]:
    """The newest courses to choose from, and the one that is chosen."""
    newest = sorted(house.cohorts.values(), key=lambda each: (each.starts_on, each.id), reverse=True)
    return newest[:COURSES_MOST] + [each for each in newest[COURSES_MOST:] if each.id == wanted.cohort]


def _modules(house: House) -> list[tuple[str, str]]:
    names = {*house.taught, *(lesson.module for lesson in house.lessons)}
    titled = [(name, house.module_title(name).in_language(language_now())) for name in names]
    return sorted(titled, key=lambda each: each[1].lower())


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell in words; ``address`` leads on where it is not empty."""

    words: str
    is_number: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table in words, with the address where it is taken along (without its ending)."""

    name: str
    title: str
    heads: list[ShownCell]
    rows: list[list[ShownCell]]
    csv: str
    excel: str


def shown(table: Table, query: str = "", columns: Sequence[str] = (), most: int | None = None) -> ShownTable:
    """``table`` for a page: only ``columns`` by their keys, all when none is named, and ``most`` rows."""
    language = language_now()
    places = [i for i, column in enumerate(table.columns) if not columns or column.key in columns]
    heads = [
        ShownCell(table.columns[i].title.in_language(language), table.columns[i].is_number) for i in places
    ]
    rows = []
    for row in table.rows[:most]:
        cells = table.cells(row, language)
        rows.append([ShownCell(cells[i], table.columns[i].is_number) for i in places])
    addresses = [
        reverse("insight:table", args=[table.name, form]) + (f"?{query}" if query else "")
        for form in ("csv", "xlsx")
    ]
    return ShownTable(table.name, table.title.in_language(language), heads, rows, *addresses)
