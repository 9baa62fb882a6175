"""The layout of each country's panel, as data (``panels/*.toml``): rows, order, words."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml

FILES = {"id": "indonesia", "us": "united_states", "eu": "european_union"}
"""The countries with a panel, and their files."""


@dataclass(frozen=True, slots=True)
class RowLayout:
    """A row. ``around`` is a title with the amount in it: ``Includes {amount} Added Sugars``."""

    nutrient: str
    title: Text
    level: int = 0
    bold: bool = False
    percent: bool = False
    micronutrient: bool = False
    compulsory: bool = True
    around: Text | None = None


@dataclass(frozen=True, slots=True)
class PanelLayout:
    """A panel. ``rules`` is its key in ``rounding.toml``; ``text`` its words by name; ``gap`` stands
    between a number and its unit."""

    country: str
    rules: str
    title: Text
    text: Mapping[str, Text]
    rows: tuple[RowLayout, ...]
    footnotes: tuple[Text, ...]
    source: str
    confidence: str
    gap: str = " "


@functools.cache
def layout_of(country: str) -> PanelLayout:
    """The layout of ``id``, ``us`` or ``eu``. Raises :class:`KeyError` for any other."""
    table = read_toml("lopo.nutrition.panels", f"countries/{FILES[country]}.toml")
    return PanelLayout(
        country=table["country"],
        rules=table["rules"],
        title=Text(**table["title"]),
        text={name: Text(**words) for name, words in table["text"].items()},
        rows=tuple(map(_row, table["row"])),
        footnotes=tuple(Text(**note) for note in table.get("footnote", ())),
        source=table["source"],
        confidence=table["confidence"],
        gap=table.get("gap", " "),
    )


def _row(table: Mapping[str, Any]) -> RowLayout:
    texts: dict[str, Any] = {name: Text(**table[name]) for name in ("title", "around") if name in table}
    return RowLayout(**{**table, **texts})
