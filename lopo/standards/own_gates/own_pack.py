"""A gate of one's own as a pack: one TOML text with its gate and, where it has any, its own demands.

The text is read by the same parsers as the packs that ship with the house; what they refuse is refused here,
with the same place and reason. ``[gate]`` is a gate file, ``[standard]`` with ``[[requirement]]`` a standard
of the same id::

    [gate]
    id = "toko-flobamora"
    asks = ["nib/nib-held", "toko-flobamora/shelf-life"]
    ...
    [standard]
    id = "toko-flobamora"
    ...
    [[requirement]]
    id = "shelf-life"
    ...
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import tomli_w

from lopo.facts.catalogue import Catalogue
from lopo.facts.text import Text
from lopo.standards.conditions.condition import ALWAYS, write_condition
from lopo.standards.library import Library
from lopo.standards.pack import BadPack, parse_gate, parse_standard, parse_toml
from lopo.standards.pack_write import write_standard
from lopo.standards.requirement import Gate, Requirement, Standard, Step

LONGEST = 400_000
"""Characters of a pack; the largest that ships has some 40,000."""
MOST_DEMANDS = 200
_TABLES = {"gate", "standard", "requirement"}


@dataclass(frozen=True, slots=True)
class OwnPack:
    """A gate and the standard of its own demands; no standard where it asks only what is known already."""

    gate: Gate
    standard: Standard | None = None

    @property
    def demands(self) -> tuple[Requirement, ...]:
        """Its own demands."""
        return self.standard.requirements if self.standard else ()

    @property
    def known(self) -> tuple[str, ...]:
        """The names of what it asks of other standards."""
        own = f"{self.gate.id}/"
        return tuple(name for name in self.gate.asks if not name.startswith(own))

    def demand(self, id: str) -> Requirement | None:
        return next((each for each in self.demands if each.id == id), None)

    def asking(self, known: Iterable[str]) -> "OwnPack":
        """The same gate with other demands of the library; its own demands stay."""
        own = [each.name for each in self.demands]
        return replace(self, gate=replace(self.gate, asks=(*dict.fromkeys(known), *own)))

    def with_demands(self, demands: tuple[Requirement, ...], author: Text) -> "OwnPack":
        """The same gate with other demands of its own; ``author`` is who makes them, in words."""
        standard = None
        if demands:
            standard = Standard(
                id=self.gate.id,
                version=self.standard.version if self.standard else "1",
                title=self.gate.title,
                authority=author.id,
                source=author.id,
                rung=self.gate.rung,
                requirements=demands,
                applies=self.gate.applies,
            )
        return OwnPack(self.gate, standard).asking(self.known)

    def holding(self, version: str, first: dt.date | None, last: dt.date | None) -> "OwnPack":
        """The same pack as an edition that holds from ``first`` to ``last``."""
        if self.standard is None:
            return self
        return replace(
            self, standard=replace(self.standard, version=version, valid_from=first, valid_until=last)
        )


def write_own_pack(pack: OwnPack) -> str:
    """The pack as TOML; :func:`parse_own_pack` reads it back to an equal one."""
    tables: dict[str, Any] = {"gate": _write_gate(pack.gate)}
    if pack.standard is not None:
        tables |= write_standard(pack.standard)
    return tomli_w.dumps(tables, multiline_strings=False)


def _write_gate(gate: Gate) -> dict[str, Any]:
    tables: dict[str, Any] = {
        "id": gate.id,
        "title": _write_text(gate.title),
        "kind": gate.kind,
        "rung": gate.rung,
        "about": _write_text(gate.about),
        "asks": list(gate.asks),
    }
    if gate.applies != ALWAYS:
        tables["applies"] = write_condition(gate.applies)
    if gate.terms:
        tables["terms"] = {
            term.id: {
                "title": _write_text(term.title),
                "says": _write_text(term.says),
                "source": term.source,
                "confidence": term.confidence,
            }
            for term in gate.terms
        }
    return tables


def _write_text(text: Text) -> dict[str, str]:
    return {"id": text.id, "en": text.en}


def parse_own_pack(
    text: str, file: str, catalogue: Catalogue, steps: Mapping[str, Step], known: Iterable[str]
) -> OwnPack:
    """Read a pack of one's own. Raises :class:`BadPack` with place and reason.

    ``known`` are the names of the demands that the gate may ask besides its own.
    """
    if len(text) > LONGEST:
        raise BadPack(file, f"a pack has at most {LONGEST} characters")
    tables = parse_toml(text, file)
    if unknown := sorted(set(tables) - _TABLES):
        raise BadPack(file, f"unknown table {unknown[0]!r}; the tables are {', '.join(sorted(_TABLES))}")
    if not isinstance(tables.get("gate"), Mapping):
        raise BadPack(file, "the table [gate] is missing")
    gate = parse_gate(_part(tables["gate"], file), f"{file}: [gate]", catalogue)
    standard = None
    if set(tables) - {"gate"}:
        rest = {key: tables[key] for key in ("standard", "requirement") if key in tables}
        standard = parse_standard(_part(rest, file), file, catalogue, steps)
    pack = OwnPack(gate, standard)
    _check(pack, file, frozenset(known))
    return pack


def _part(tables: Any, file: str) -> str:
    try:
        return tomli_w.dumps(tables)
    except (TypeError, ValueError, RecursionError) as fault:
        raise BadPack(file, f"not valid TOML: {fault}") from None


def _check(pack: OwnPack, file: str, known: frozenset[str]) -> None:
    """What no single part can: names that lead nowhere, demands that the gate does not ask."""
    gate, standard = pack.gate, pack.standard
    if gate.kind == "rung":
        raise BadPack(f"{file}: [gate]", "\"kind\" is 'rung'; rungs belong to the ladder")
    if standard is not None and standard.id != gate.id:
        raise BadPack(f"{file}: [standard]", f'"id" is {standard.id!r}; it must be {gate.id!r}, as the gate')
    if len(pack.demands) > MOST_DEMANDS:
        raise BadPack(f"{file}: [[requirement]]", f"a gate has at most {MOST_DEMANDS} demands of its own")
    own = {each.name for each in pack.demands}
    for name in gate.asks:
        if name not in own and name not in known:
            raise BadPack(f"{file}: [gate]", f"asks for {name!r}, which is not known here")
    for demand in pack.demands:
        if demand.name not in gate.asks:
            raise BadPack(f"{file}: requirement {demand.id}", "the gate does not ask it; add it to its asks")
        for earlier in demand.step.after:
            if earlier not in known:
                raise BadPack(f"{file}: {demand.id}: remedy", f"comes after {earlier!r}, which is not known")


def renamed(text: str, file: str, code: str, expand: Mapping[str, tuple[str, ...]]) -> str:
    """A pack that somebody sent, under the name ``code``: as TOML, to be read by :func:`parse_own_pack`.

    Asks that name a whole standard are told demand by demand, as ``expand`` has them, so that the form can
    show each. Raises :class:`BadPack` for a text that is no TOML.
    """
    if len(text) > LONGEST:
        raise BadPack(file, f"a pack has at most {LONGEST} characters")
    tables = parse_toml(text, file)
    gate, standard = tables.get("gate"), tables.get("standard")
    was = {part.get("id") for part in (gate, standard) if isinstance(part, dict)}
    if isinstance(standard, dict):
        standard["id"] = code
    if isinstance(gate, dict):
        gate["id"] = code
        if isinstance(gate.get("asks"), list):
            asks: dict[Any, None] = {}
            for ask in gate["asks"]:
                head, slash, rest = ask.partition("/") if isinstance(ask, str) else (ask, "", "")
                if slash:
                    asks[f"{code}/{rest}" if head in was else ask] = None
                elif head in was:
                    rows = tables.get("requirement")
                    own = rows if isinstance(rows, list) else []
                    asks |= {
                        f"{code}/{row['id']}": None for row in own if isinstance(row, dict) and "id" in row
                    }
                else:
                    asks |= (
                        dict.fromkeys(expand.get(ask, (ask,))) if isinstance(ask, str) else {str(ask): None}
                    )
            gate["asks"] = list(asks)
    return _part(tables, file)


@dataclass(frozen=True, slots=True)
class Published:
    """An edition as it was published: its number, its first day, and the day from which it was withdrawn."""

    pack: OwnPack
    number: int
    valid_from: dt.date
    withdrawn_from: dt.date | None = None

    @property
    def never_held(self) -> bool:
        return self.withdrawn_from is not None and self.withdrawn_from <= self.valid_from


@dataclass(frozen=True, slots=True)
class Held:
    """An edition with the days on which it holds; ``until`` is the last of them, or nothing."""

    edition: Published
    until: dt.date | None

    def on(self, day: dt.date) -> bool:
        return self.edition.valid_from <= day and (self.until is None or day <= self.until)


def held(editions: Iterable[Published]) -> tuple[Held, ...]:
    """When each edition of one gate holds, oldest first: until it is withdrawn, or the next one begins."""
    listed = sorted((each for each in editions if not each.never_held), key=lambda each: each.valid_from)
    said = []
    for place, each in enumerate(listed):
        ends = [] if each.withdrawn_from is None else [each.withdrawn_from]
        if place + 1 < len(listed):
            ends.append(listed[place + 1].valid_from)
        said.append(Held(each, min(ends) - dt.timedelta(days=1) if ends else None))
    return tuple(said)


def library_with(shipped: Library, gates: Iterable[Iterable[Published]], day: dt.date) -> Library:
    """The library with every edition of the demands of each gate, and the gates that hold on ``day``.

    Raises :class:`BadPack` where they do not go together.
    """
    standards, holding = [], []
    for editions in gates:
        for each in held(editions):
            dated = each.edition.pack.holding(str(each.edition.number), each.edition.valid_from, each.until)
            if dated.standard is not None:
                standards.append(dated.standard)
            if each.on(day):
                holding.append(dated.gate)
    return replace(shipped, standards=(*shipped.standards, *standards), gates=(*shipped.gates, *holding))
