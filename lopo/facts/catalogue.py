"""The catalogue: every fact the house knows of, read from the ``facts*.toml`` of each domain package."""

import difflib
import functools
import importlib.resources
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from lopo.facts.definition import SUBJECTS, FactDefinition
from lopo.facts.kinds import READERS
from lopo.facts.text import Text

PACKAGES = ("producers", "quality", "costing", "nutrition", "labels")
"""The domain packages that offer facts, from the lowest layer up."""

_KEYS = {
    "kind", "title", "subject", "unit", "asks", "help", "choices", "least", "most",
    "never_empty", "given", "apart", "lapses_with", "computed_by", "computed_from",
}  # fmt: skip


class CatalogueError(ValueError):
    """A ``facts.toml`` that cannot be used; says which package, which fact and why."""


class Catalogue(Mapping[str, FactDefinition]):
    """Definitions by name, in the order in which they were declared."""

    def __init__(self, definitions: Iterable[FactDefinition]) -> None:
        self._definitions = {definition.name: definition for definition in definitions}

    def __getitem__(self, name: str) -> FactDefinition:
        return self._definitions[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._definitions)

    def __len__(self) -> int:
        return len(self._definitions)

    def nearest(self, name: str) -> str | None:
        """The known name most like a misspelt one, of its own table where there is that table."""
        table = name.rpartition(".")[0] + "."
        near = [each for each in self._definitions if each.startswith(table)] or list(self._definitions)
        matches = difflib.get_close_matches(name, near, n=1, cutoff=0.6)
        return matches[0] if matches else None

    def sections(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(definition.section for definition in self._definitions.values()))


def read_definitions(package: str, tables: Mapping[str, Any]) -> list[FactDefinition]:
    """Read the parsed ``facts.toml`` of ``package``: one table a fact, keyed by its dotted name.

    Raises :class:`CatalogueError`.
    """
    return [_read_definition(package, name, table) for name, table in tables.items()]


def _read_definition(package: str, name: str, table: Any) -> FactDefinition:
    place = f"{package}/facts.toml: {name}"
    if not isinstance(table, Mapping):
        raise CatalogueError(f"{place}: expected a table")
    if unknown := sorted(set(table) - _KEYS):
        raise CatalogueError(f"{place}: unknown key {unknown[0]!r}")
    if table.get("kind") not in tuple(READERS):
        raise CatalogueError(f"{place}: kind {table.get('kind')!r} is not one of {', '.join(READERS)}")
    subject = table.get("subject", "product")
    if subject not in SUBJECTS:
        raise CatalogueError(f"{place}: subject {subject!r} is not one of {', '.join(SUBJECTS)}")
    choices = table.get("choices", {})
    if not isinstance(choices, Mapping) or (table["kind"] == "choice" and not choices):
        raise CatalogueError(f"{place}: a choice needs its choices")
    try:
        return FactDefinition(
            name=name,
            kind=table["kind"],
            title=Text.from_table(table.get("title"), f"{place}: title"),
            package=package,
            subject=subject,
            unit=_word(table, "unit", place),
            asks=_optional_text(table, "asks", place),
            help=_optional_text(table, "help", place),
            choices={code: Text.from_table(text, f"{place}: {code}") for code, text in choices.items()},
            least=_optional_number(table, "least", place),
            most=_optional_number(table, "most", place),
            never_empty=table.get("never_empty") is True,
            given=table.get("given") is True,
            apart=table.get("apart") is True,
            lapses_with=_names(table, "lapses_with", place),
            computed_by=_word(table, "computed_by", place),
            computed_from=_names(table, "computed_from", place),
        )
    except CatalogueError:
        raise
    except ValueError as fault:
        raise CatalogueError(str(fault)) from None


def _word(table: Mapping[str, Any], key: str, place: str) -> str:
    word = table.get(key, "")
    if not isinstance(word, str):
        raise CatalogueError(f"{place}: {key} {word!r} is not a text")
    return word


def _names(table: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
    names = table.get(key, [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise CatalogueError(f"{place}: {key} is not a list of names of facts")
    return tuple(names)


def _optional_text(table: Mapping[str, Any], key: str, place: str) -> Text | None:
    return Text.from_table(table[key], f"{place}: {key}") if key in table else None


def _optional_number(table: Mapping[str, Any], key: str, place: str) -> Decimal | None:
    number = table.get(key)
    if isinstance(number, bool) or not isinstance(number, int | float | Decimal | None):
        raise CatalogueError(f"{place}: {key} {number!r} is not a number")
    return None if number is None else Decimal(str(number))


def _read_package(package: str) -> list[FactDefinition]:
    folder = importlib.resources.files(f"lopo.{package}")
    files = sorted(
        file.name
        for file in folder.iterdir()
        if file.name.startswith("facts") and file.name.endswith(".toml")
    )
    return [
        definition
        for name in files
        for definition in read_definitions(package, _parse(package, name, (folder / name).read_text("utf-8")))
    ]


def _parse(package: str, file: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise CatalogueError(f"{package}/{file}: not valid TOML: {fault}") from None


@functools.cache
def load_catalogue() -> Catalogue:
    """The catalogue of the installed packages.

    Raises :class:`CatalogueError` for what :func:`joined_catalogue` and :func:`read_definitions` refuse.
    """
    return joined_catalogue(definition for package in PACKAGES for definition in _read_package(package))


def joined_catalogue(definitions: Iterable[FactDefinition]) -> Catalogue:
    """The definitions of all packages together.

    Raises :class:`CatalogueError` for a name declared twice and for grounds that nothing declares.
    """
    found: dict[str, FactDefinition] = {}
    for definition in definitions:
        if earlier := found.get(definition.name):
            raise CatalogueError(
                f"{definition.package}/facts.toml: {definition.name} is already declared by {earlier.package}"
            )
        found[definition.name] = definition
    for definition in found.values():
        for key in ("computed_from", "lapses_with"):
            for ground in getattr(definition, key):
                if ground not in found:
                    raise CatalogueError(
                        f"{definition.package}/facts.toml: {definition.name}: "
                        f"{key} {ground!r}, which no package declares"
                    )
    return Catalogue(found.values())
