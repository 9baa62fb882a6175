"""The part of a dossier that a buyer reads on one page, section by section, in one language."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from lopo.facts.catalogue import Catalogue
from lopo.facts.dossier import Dossier
from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml
from lopo.facts.wording import say


@dataclass(frozen=True, slots=True)
class Section:
    """Which facts stand together, and which of them are missed where they are not known."""

    id: str
    title: Text
    facts: tuple[str, ...]
    wanted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One fact: what it is and how it is said."""

    title: str
    says: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One section as it is read; ``missing`` are titles of what is wanted and not known."""

    id: str
    title: str
    lines: tuple[Line, ...]
    missing: tuple[str, ...]


@functools.cache
def sections() -> tuple[Section, ...]:
    raw = read_toml("lopo.retail.listing", "dossier_page.toml")
    return tuple(
        Section(id, Text.from_table(each["title"], id), tuple(each["facts"]), tuple(each["wanted"]))
        for id, each in raw.items()
        if isinstance(each, Mapping)
    )


def shown(dossier: Dossier, catalogue: Catalogue, language: str) -> list[Shown]:
    """The sections that have anything to say."""
    found = [_shown(each, dossier, catalogue, language) for each in sections()]
    return [each for each in found if each.lines or each.missing]


def _shown(section: Section, dossier: Dossier, catalogue: Catalogue, language: str) -> Shown:
    lines = [
        Line(
            catalogue[name].title.in_language(language),
            say(catalogue[name], fact.value).in_language(language),
        )
        for name in section.facts
        if (fact := dossier.get(name)) is not None and not fact.is_empty
    ]
    missing = [catalogue[each].title.in_language(language) for each in section.wanted if each not in dossier]
    return Shown(section.id, section.title.in_language(language), tuple(lines), tuple(missing))
