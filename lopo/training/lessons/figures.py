"""The figures that lessons name: read from the one file that holds each, never written into a sentence.

``figures.toml`` names each figure. Either ``file`` and ``at`` lead to the file of the house that holds it, or
``value`` and ``source`` stand there because no file of the house has it yet. ``as`` says how it is written:
``number``, ``rupiah``, ``date`` or, of a day such as ``10-01``, its ``month``. A figure that is ``to-verify``
is written with :data:`MARK` behind it.
"""

import datetime as dt
import functools
import importlib.resources
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from babel.dates import format_date

from lopo.facts.figures import say_number, say_rupiah
from lopo.facts.text import LANGUAGES, Text
from lopo.facts.toml_file import read_toml
from lopo.training.lessons.module import CONFIDENCES

MARK = "*"
_KEYS = {"file", "at", "value", "source", "as", "confidence"}


class BadFigure(ValueError):
    """A figure that cannot be read: the message names it and says why."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as a sentence writes it, in both languages; the mark is part of it."""

    says: Text
    confidence: str
    source: str

    @property
    def unsure(self) -> bool:
        return self.confidence == "to-verify"


def read_figures(text: str) -> Mapping[str, Figure]:
    """The figures of a file like ``figures.toml``. Raises :class:`BadFigure`."""
    return {name: _figure(name, table) for name, table in tomllib.loads(text).items()}


def _figure(name: str, table: Mapping[str, Any]) -> Figure:
    if extra := sorted(set(table) - _KEYS):
        raise BadFigure(f"{name}: unknown key {', '.join(extra)}")
    if table.get("confidence") not in CONFIDENCES:
        raise BadFigure(f"{name}: confidence must be one of {', '.join(CONFIDENCES)}")
    if "file" in table:
        value, source = _from_house(name, table), f"{table['file']}: {table.get('at')}"
    elif "value" in table and table.get("source"):
        value, source = table["value"], table["source"]
    else:
        raise BadFigure(f"{name}: either file and at, or value and source")
    says = _written(name, value, table.get("as", "number"))
    if table["confidence"] == "to-verify":
        says = Text(says.id + MARK, says.en + MARK)
    return Figure(says, table["confidence"], source)


def _from_house(name: str, table: Mapping[str, Any]) -> Any:
    """The value at a path such as ``channel.outright.days_to_payment``.

    Of a list a whole number picks by place, a word picks the table with that ``id``.
    """
    package, _slash, file = str(table["file"]).rpartition("/")
    try:
        found: Any = read_toml(package.replace("/", "."), file)
        for key in str(table.get("at", "")).split("."):
            found = _picked(found, key) if isinstance(found, list) else found[key]
    except (OSError, ImportError, KeyError, IndexError, ValueError, TypeError, StopIteration):
        raise BadFigure(f"{name}: {table['file']} has nothing at {table.get('at')!r}") from None
    return found


def _picked(tables: list[Any], key: str) -> Any:
    return tables[int(key)] if key.isdecimal() else next(each for each in tables if each.get("id") == key)


def _written(name: str, value: Any, form: str) -> Text:
    if form == "date" and isinstance(value, dt.date):
        return _in_words(value, "d MMMM y")
    if form == "month":
        return _month(name, str(value))
    try:
        number = Decimal(str(value))
    except ArithmeticError:
        raise BadFigure(f"{name}: {value!r} is no number") from None
    if form == "rupiah":
        return say_rupiah(number)
    if form != "number":
        raise BadFigure(f'{name}: as must be "number", "rupiah", "date" or "month"')
    return say_number(number.normalize() if number % 1 else int(number))


def _month(name: str, value: str) -> Text:
    """The month of a day such as ``10-01`` in words."""
    try:
        day = dt.datetime.strptime(f"2000-{value}", "%Y-%m-%d").date()
    except ValueError:
        raise BadFigure(f"{name}: {value!r} is no month and day") from None
    return _in_words(day, "MMMM")


def _in_words(day: dt.date, form: str) -> Text:
    return Text(*(format_date(day, form, locale=language) for language in LANGUAGES))


@functools.cache
def load_figures() -> Mapping[str, Figure]:
    """The figures that ship with the house."""
    file = importlib.resources.files("lopo.training.lessons") / "figures.toml"
    return read_figures(file.read_text("utf-8"))
