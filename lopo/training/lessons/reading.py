"""Read a module file. Whatever is wrong is refused with the file, the key and the reason.

A figure is written as ``{name}`` and filled from :mod:`lopo.training.lessons.figures`. Digits that stand in
a sentence themselves must be listed in ``example_figures``: they are the made-up figures of an example, so
that no figure of a law or a bank slips into a sentence unseen.
"""

import re
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

from lopo.facts.text import LANGUAGES, Text
from lopo.training.lessons.figures import Figure
from lopo.training.lessons.module import CONFIDENCES, Module, Picture, Question, Section, Source

_MODULE_KEYS = {
    "order", "title", "about", "can_do", "minutes", "example_figures", "section", "question", "source",
}  # fmt: skip
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_DIGITS = re.compile(r"\d[\d.,]*")
_DRAWN = {"svg", "g", "path", "rect", "circle", "ellipse", "text", "use", "defs"}
SECTIONS, QUESTIONS = (4, 8), (5, 8)
"""The fewest and the most of each in a module."""


class BadModule(ValueError):
    """A module file that cannot be used: ``place`` is the file and the key, ``reason`` says why."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place, self.reason = place, reason


@dataclass(frozen=True)
class _Reader:
    """What sentences of one file are read with."""

    figures: Mapping[str, Figure]
    examples: frozenset[str]
    drawing: Callable[[str], str]

    def text(self, table: object, place: str) -> Text:
        """A sentence in both languages with its figures filled in."""
        try:
            raw = Text.from_table(table, place)
        except ValueError as wrong:
            raise BadModule(place, str(wrong).removeprefix(f"{place}: ")) from None
        for language in LANGUAGES:
            self._check(raw.in_language(language), f"{place}.{language}")
        if sorted(_names(raw.id)) != sorted(_names(raw.en)):
            raise BadModule(place, "the two languages do not name the same figures")
        return raw.filled(**{name: self.figures[name].says for name in _names(raw.id)})

    def _check(self, sentence: str, place: str) -> None:
        try:
            names = _names(sentence)
        except ValueError as wrong:
            raise BadModule(place, str(wrong)) from None
        for name in names:
            if name not in self.figures:
                raise BadModule(place, f"names the figure {name!r}, which figures.toml does not have")
        for found in _DIGITS.findall(sentence):
            if re.sub(r"\D", "", found) not in self.examples:
                raise BadModule(place, f"{found!r} is neither a named figure nor among example_figures")

    def texts(self, tables: object, place: str) -> tuple[Text, ...]:
        return tuple(self.text(each, f"{place}[{n}]") for n, each in enumerate(_list(tables, place), 1))

    def unsure(self, table: Mapping[str, Any]) -> bool:
        """Whether any of its sentences names a figure that is still to be verified."""
        told = [*table.get("says", ()), *table.get("points", ())]
        return any(self.figures[name].unsure for each in told for name in _names(each["id"]))


def _names(sentence: str) -> list[str]:
    return [name for _text, name, _form, _how in Formatter().parse(sentence) if name is not None]


def _list(value: object, place: str) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise BadModule(place, "expected a list with something in it")
    return value


def parse_module(
    text: str, file: str, figures: Mapping[str, Figure], drawing: Callable[[str], str]
) -> Module:
    """The module that ``text`` holds; ``drawing`` gives the SVG of a name. Raises :class:`BadModule`."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise BadModule(file, f"is not TOML: {wrong}") from None
    _keys(tables, _MODULE_KEYS, file)
    examples = frozenset(re.sub(r"\D", "", str(each)) for each in tables.get("example_figures", ()))
    reader = _Reader(figures, examples, drawing)
    id = file.removesuffix(".toml")
    if not _ID.fullmatch(id):
        raise BadModule(file, "the name of the file is no name of a module")
    questions = tuple(_question(each, place, reader) for each, place in _tables(tables, "question", file))
    if len({each.id for each in questions}) != len(questions):
        raise BadModule(f"{file}: question", "two questions have the same id")
    return Module(
        id=id,
        order=_whole(tables, "order", file),
        title=reader.text(tables.get("title"), f"{file}: title"),
        about=reader.text(tables.get("about"), f"{file}: about"),
        can_do=reader.texts(tables.get("can_do"), f"{file}: can_do"),
        minutes=_whole(tables, "minutes", file),
        sections=tuple(_section(each, place, reader) for each, place in _tables(tables, "section", file)),
        questions=questions,
        sources=tuple(_source(each, place) for each, place in _tables(tables, "source", file)),
    )


def _tables(tables: Mapping[str, Any], key: str, file: str) -> list[tuple[Mapping[str, Any], str]]:
    found = _list(tables.get(key), f"{file}: {key}")
    least, most = {"section": SECTIONS, "question": QUESTIONS, "source": (1, 99)}[key]
    if not least <= len(found) <= most:
        raise BadModule(f"{file}: {key}", f"there are {len(found)}; from {least} to {most} are asked")
    return [(each, f"{file}: {key} {number}") for number, each in enumerate(found, 1)]


def _keys(table: object, known: set[str], place: str) -> None:
    if not isinstance(table, Mapping):
        raise BadModule(place, "expected a table")
    if extra := sorted(set(table) - known):
        raise BadModule(place, f"unknown key {', '.join(extra)}")


def _whole(table: Mapping[str, Any], key: str, place: str) -> int:
    value = table.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 99:
        raise BadModule(f"{place}: {key}", "expected a whole number from 1 to 99")
    return value


def _section(table: Mapping[str, Any], place: str, reader: _Reader) -> Section:
    _keys(table, {"title", "says", "points", "numbered", "picture", "alt"}, place)
    picture = None
    if "picture" in table:
        alt = reader.text(table.get("alt"), f"{place}: alt")
        picture = Picture(_drawing(str(table["picture"]), f"{place}: picture", reader), alt)
    says = reader.texts(table.get("says"), f"{place}: says")
    points = reader.texts(table["points"], f"{place}: points") if "points" in table else ()
    return Section(
        title=reader.text(table.get("title"), f"{place}: title"),
        says=says,
        points=points,
        numbered=table.get("numbered") is True,
        picture=picture,
        unsure=reader.unsure(table),
    )


def _drawing(name: str, place: str, reader: _Reader) -> str:
    """The SVG of a name, if it is a drawing and nothing else: no script, no style, no address."""
    try:
        svg = reader.drawing(name)
    except OSError:
        raise BadModule(place, f"there is no drawing {name!r}") from None
    try:
        root = ET.fromstring(svg)  # noqa: S314 - a drawing of the house, never one that was sent
    except ET.ParseError as wrong:
        raise BadModule(place, f"{name}.svg is not well formed: {wrong}") from None
    for each in root.iter():
        tag = str(each.tag).rpartition("}")[2]
        if tag not in _DRAWN or any(key.startswith("on") or "href" in key for key in each.attrib):
            raise BadModule(place, f"{name}.svg holds <{tag}>, which is no drawing")
    return svg.strip()


def _question(table: Mapping[str, Any], place: str, reader: _Reader) -> Question:
    _keys(table, {"id", "asks", "options", "why"}, place)
    id = table.get("id")
    if not isinstance(id, str) or not _ID.fullmatch(id):
        raise BadModule(f"{place}: id", f"{id!r} is no name")
    options = _list(table.get("options"), f"{place}: options")
    for number, each in enumerate(options, 1):
        _keys(each, {*LANGUAGES, "right"}, f"{place}: options[{number}]")
    right = [number for number, each in enumerate(options) if each.get("right")]
    if len(options) < 2 or len(right) != 1:
        raise BadModule(f"{place}: options", "at least two, and exactly one of them right = true")
    worded = [{key: each[key] for key in LANGUAGES if key in each} for each in options]
    return Question(
        id=id,
        asks=reader.text(table.get("asks"), f"{place}: asks"),
        options=reader.texts(worded, f"{place}: options"),
        right=right[0],
        why=reader.text(table.get("why"), f"{place}: why"),
    )


def _source(table: Mapping[str, Any], place: str) -> Source:
    _keys(table, {"title", "address", "confidence"}, place)
    title, address = table.get("title"), table.get("address", "")
    if not isinstance(title, str) or not title.strip():
        raise BadModule(f"{place}: title", "is missing")
    if address and not str(address).startswith(("https://", "http://")):
        raise BadModule(f"{place}: address", "is no address of the web")
    if table.get("confidence") not in CONFIDENCES:
        raise BadModule(f"{place}: confidence", f"must be one of {', '.join(CONFIDENCES)}")
    return Source(title, str(address), table["confidence"])
