"""A dossier as it is read, section by section, in one language: the page and the paper show the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lopo.facts import wording
from lopo.facts.catalogue import load_catalogue
from lopo.facts.definition import FactDefinition
from lopo.facts.dossier import Dossier, Fact, Provenance
from lopo.facts.kinds import Item, Value
from lopo.facts.text import Text
from lopo.facts.units import with_unit

SECTION_TITLES = {
    "business": Text("Usahanya", "The business"),
    "product": Text("Produknya", "The product"),
    "recipe": Text("Resep", "Recipe"),
    "pack": Text("Kemasan", "Pack"),
    "permit": Text("Izin", "Permits"),
    "craft": Text("Kerajinan", "Craft"),
    "export": Text("Ekspor", "Export"),
    "supply": Text("Pasokan", "Supply"),
    "quality": Text("Mutu", "Quality"),
    "price": Text("Harga", "Price"),
    "cost": Text("Biaya membuat", "Cost of making"),
    "nutrition": Text("Gizi", "Nutrition"),
    "label": Text("Label", "Label"),
}
SAID_BY = {
    "owner": Text("kata pemilik", "said by the owner"),
    "officer": Text("dilihat petugas", "seen by an officer"),
    "inspector": Text("dilihat pemeriksa", "seen by an inspector"),
    "laboratory": Text("ditemukan laboratorium", "found by a laboratory"),
    "computed": Text("dihitung", "worked out"),
}
"""Who said a fact, in the order in which a paper explains its marks."""
MOST_NUMBERED = 12
"""Of so many numbered weights each is named; of more their count, the least and the most."""
_NUMBERED = Text("{count} kali, dari {least} sampai {most}", "{count} times, from {least} to {most}")


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What was said before and counts no more."""

    value: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Row:
    """One fact: its title, how its value is said, who said it."""

    name: str
    title: str
    value: str
    said_by: str
    provenance: Provenance
    is_told: bool
    otherwise: tuple[Otherwise, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Facts that stand together."""

    id: str
    title: str
    rows: tuple[Row, ...]


def sections_of(
    dossier: Dossier, language: str, otherwise: Mapping[str, Sequence[Fact]] | None = None
) -> list[Section]:
    """The sections of which anything is known; ``otherwise`` is what was told before, by fact."""
    found: dict[str, list[Row]] = {}
    for name, definition in load_catalogue().items():
        if name in dossier:
            before = (otherwise or {}).get(name, ())
            row = _row(name, definition, dossier[name], before, language)
            found.setdefault(definition.section, []).append(row)
    return [Section(id, SECTION_TITLES[id].in_language(language), tuple(rows)) for id, rows in found.items()]


def _row(name: str, definition: FactDefinition, fact: Fact, before: Sequence[Fact], language: str) -> Row:
    said_by = SAID_BY.get(fact.provenance.said_by, SAID_BY["computed"])
    return Row(
        name,
        definition.title.in_language(language),
        say_fact(definition, fact).in_language(language),
        said_by.in_language(language),
        fact.provenance,
        not definition.is_computed,
        tuple(
            Otherwise(say_fact(definition, each).in_language(language), each.provenance) for each in before
        ),
    )


def say_fact(definition: FactDefinition, fact: Fact) -> Text:
    """The value of a fact as a person reads it."""
    return wording.EMPTY if fact.absent else say_value(definition, fact.value)


def say_value(definition: FactDefinition, value: Value) -> Text:
    """A value as a person reads it; of many numbered weights only how many and between which."""
    if isinstance(value, tuple) and len(value) > MOST_NUMBERED:
        amounts = [each.amount for each in value if isinstance(each, Item) and each.name.isdigit()]
        known = [each for each in amounts if each is not None]
        if len(known) == len(value):
            return _NUMBERED.filled(
                count=wording.say_number(len(known)),
                least=with_unit(wording.say_number(min(known)), definition.unit),
                most=with_unit(wording.say_number(max(known)), definition.unit),
            )
    return wording.say(definition, value)
