"""Lists that are worked out and then sorted by the column that the address names."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.http import QueryDict

Row = TypeVar("Row")
Key = Callable[[Any], Any]


def sort_named(typed: str, sorts: Mapping[str, Key], default: str) -> str:
    """The sorting that the address asks for; what makes no sense is the default, never an error."""
    return typed if typed.removeprefix("-") in sorts else default


def ordered(rows: Iterable[Row], sorts: Mapping[str, Key], sort: str) -> list[Row]:
    """``rows`` by one of ``sorts``, with a minus before it the other way round; rows without a value last.

    Rows that are equal stay in the order in which they came.
    """
    key = sorts[sort.removeprefix("-")]
    listed = list(rows)
    with_value = [each for each in listed if key(each) is not None]
    without = [each for each in listed if key(each) is None]
    return sorted(with_value, key=key, reverse=sort.startswith("-")) + without


def columns(heads: Iterable[tuple[str, str, bool]], sort: str, query: QueryDict) -> list[dict[str, object]]:
    """The heads of a table: a click sorts by the column, a second click the other way round.

    A head is the word in the address, its title, and whether numbers stand below it; those fall first.
    """
    return [_column(name, title, is_number, sort, query) for name, title, is_number in heads]


def _column(name: str, title: str, is_number: bool, sort: str, query: QueryDict) -> dict[str, object]:
    first, second = (f"-{name}", name) if is_number else (name, f"-{name}")
    link = query.copy()
    link["sort"] = second if sort == first else first
    is_sorted = sort.removeprefix("-") == name
    direction = "descending" if sort.startswith("-") else "ascending"
    return {
        "title": title,
        "is_number": is_number,
        "href": f"?{link.urlencode()}",
        "sorted": direction if is_sorted else "",
    }


def without_page(query: QueryDict) -> QueryDict:
    """The address without its page, for the links of other pages and the files."""
    kept = query.copy()
    kept.pop("page", None)
    return kept


def typed(query: QueryDict, name: str, most: int = 80) -> str:
    """A word from the address, tidied."""
    return query.get(name, "").replace("\x00", "").strip()[:most]
