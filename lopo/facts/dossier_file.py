"""Dossier files: one product, as a person writes it down in TOML.

Every fact of the catalogue may be written, its dotted name as nested tables. A value stands alone or in a
table with its provenance: ``net_quantity = { value = 250, said_by = "officer", on = 2026-11-20 }``. What is
left out is not known. A section named in ``[dossier] complete`` was read wholly: what is left out of it is
not there.
"""

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lopo.facts.catalogue import Catalogue
from lopo.facts.dossier import SAID_BY, Dossier, Fact, Provenance, nothing
from lopo.facts.kinds import Refused, read_date, read_text
from lopo.facts.text import Text

MAX_BYTES = 1_000_000
MAX_PROBLEMS = 100
_LONGEST_PLACE = 80
_DEEPEST = 8
"""Tables within tables; the names of facts have fewer parts."""
_MOST_DOTS = 100
"""In one name: reading a name of n parts takes the TOML reader n² steps."""
_DOT = re.compile(r"[\w\"'-][ \t]*\.")
_LINE = re.compile(r"line (\d+), column (\d+)")
_AROUND_NAME = re.compile(r"[=,{}\[\]\n]")
_HEAD_KEYS = ("on", "said_by", "who", "complete")
_PROVENANCE_KEYS = {"value", "said_by", "who", "on", "evidence"}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one place of a file, and how to mend it."""

    place: str | Text
    reason: Text

    def said(self, language: str) -> str:
        """``row 3: It has no value.``; a problem of the whole file has no place."""
        place = self.place.in_language(language) if isinstance(self.place, Text) else self.place
        words = self.reason.in_language(language)
        return f"{place}: {words}" if place else words


class BadDossier(ValueError):
    """A dossier file that cannot be used.

    ``problems`` lists everything wrong with it, up to :data:`MAX_PROBLEMS`, not only the first.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{each.place}: {each.reason.en}" for each in problems))
        self.problems = problems


def read_dossier(content: bytes, catalogue: Catalogue) -> Dossier:
    """Read a dossier file. Raises :class:`BadDossier`; nothing is half read."""
    tables = _parse(content)
    problems: list[Problem] = []
    head = _read_head(tables.pop("dossier", {}), catalogue, problems)
    facts = {}
    for name, raw in _flatten(tables, catalogue):
        try:
            facts[name] = _read_fact(name, raw, catalogue, head.provenance)
        except Refused as refusal:
            problems.append(Problem(_shown(name), refusal.reason))
        if len(problems) >= MAX_PROBLEMS:
            more = Text("Masih ada lagi; benahi yang ini dulu.", "There are more; mend these first.")
            raise BadDossier((*problems, Problem("", more)))
    if problems:
        raise BadDossier(tuple(problems))
    for definition in catalogue.values():
        complete = definition.section in head.complete and not definition.is_computed
        if complete and definition.name not in facts:
            facts[definition.name] = nothing(definition.kind, head.provenance)
    return Dossier(facts)


@dataclass(frozen=True, slots=True)
class _Head:
    provenance: Provenance
    complete: tuple[str, ...]


def _parse(content: bytes) -> dict[str, Any]:
    if len(content) > MAX_BYTES:
        raise _bad(Text("Berkas lebih besar dari 1 MB.", "The file is larger than 1 MB."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _bad(Text("Simpan berkas ini sebagai teks UTF-8.", "Save this file as UTF-8 text.")) from None
    if any(len(_DOT.findall(part)) > _MOST_DOTS for part in _AROUND_NAME.split(text)):
        raise _bad(Text("Ada nama yang terlalu panjang.", "There is a name that is too long."))
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except RecursionError:
        raise _bad(Text("Kurungnya terlalu dalam.", "The brackets are nested too deep.")) from None
    except (ArithmeticError, ValueError) as fault:
        if "set_int_max_str_digits" in str(fault):
            reason = Text("Ada angka yang terlalu panjang.", "There is a number that is too long.")
            raise _bad(reason) from None
        place = _LINE.search(str(fault))
        where = Text(f" Lihat baris {place[1]}, kolom {place[2]}." if place else "", f" {fault}.")
        raise _bad(
            Text(f"Ini bukan TOML yang benar.{where.id}", f"This is not valid TOML.{where.en}")
        ) from None


def _bad(reason: Text) -> BadDossier:
    return BadDossier((Problem("", reason),))


def _read_head(raw: object, catalogue: Catalogue, problems: list[Problem]) -> _Head:
    if not isinstance(raw, Mapping):
        raw = {}
        problems.append(Problem("dossier", Text("Tulis sebagai [dossier].", "Write it as [dossier].")))
    for key in raw:
        if key not in _HEAD_KEYS:
            known = ", ".join(_HEAD_KEYS)
            reason = Text(f"Tidak dikenal. Yang ada: {known}.", f"Not known. There are: {known}.")
            problems.append(Problem(_shown(f"dossier.{key}"), reason))
    complete = raw.get("complete", [])
    sections = catalogue.sections()
    if not isinstance(complete, list) or not all(each in sections for each in complete):
        known = ", ".join(sections)
        reason = Text(f"Tulis daftar dari: {known}.", f"Write a list of: {known}.")
        problems.append(Problem("dossier.complete", reason))
        complete = []
    try:
        return _Head(_read_provenance(raw, Provenance()), tuple(complete))
    except Refused as refusal:
        problems.append(Problem("dossier", refusal.reason))
        return _Head(Provenance(), tuple(complete))


def _flatten(tables: Mapping[str, Any], catalogue: Catalogue) -> Iterator[tuple[str, Any]]:
    """Every dotted name and what stands there: tables are walked until a fact's name is reached.

    Tables can be nested without end, so they are not walked by calling oneself.
    """
    ahead: list[Iterator[tuple[str, Any]]] = [iter(tables.items())]
    while ahead:
        name, raw = next(ahead[-1], ("", None))
        if raw is None:
            ahead.pop()
        elif name not in catalogue and isinstance(raw, Mapping) and len(ahead) <= _DEEPEST:
            ahead.append(iter([(f"{name}.{key}", inner) for key, inner in raw.items()]))
        else:
            yield name, raw


def _shown(name: str) -> str:
    """A name fit to be shown: hidden marks written out, the end of a very long one left off."""
    plain = "".join(mark if mark.isprintable() else repr(mark)[1:-1] for mark in name)
    return plain if len(plain) <= _LONGEST_PLACE else f"{plain[: _LONGEST_PLACE - 1]}…"


def _read_fact(name: str, raw: Any, catalogue: Catalogue, provenance: Provenance) -> Fact:
    definition = catalogue.get(name)
    if definition is None:
        nearest = catalogue.nearest(name)
        raise Refused(
            Text(
                "Fakta ini tidak dikenal." + (f" Maksudnya {nearest}?" if nearest else ""),
                "This fact is not known." + (f" Did you mean {nearest}?" if nearest else ""),
            )
        )
    if isinstance(raw, Mapping):
        if unknown := sorted(set(raw) - _PROVENANCE_KEYS):
            raise Refused(
                Text(f"Bagian {unknown[0]!r} tidak dikenal.", f"The part {unknown[0]!r} is not known.")
            )
        if "value" not in raw:
            raise Refused(Text('"value" belum ditulis.', '"value" is missing.'))
        provenance = _read_provenance(raw, provenance)
        raw = raw["value"]
    if raw == "" and definition.kind != "text":
        return nothing(definition.kind, provenance)
    return Fact(definition.read(raw), provenance)


def _read_provenance(raw: Mapping[str, Any], default: Provenance) -> Provenance:
    said_by = raw.get("said_by", default.said_by)
    if said_by not in SAID_BY or said_by == "computed":
        words = ", ".join(SAID_BY[:-1])
        raise Refused(Text(f'"said_by" adalah salah satu dari: {words}.', f'"said_by" is one of: {words}.'))
    on = _read_on(raw["on"]) if "on" in raw else default.on
    return Provenance(
        said_by=said_by,
        who=read_text(raw.get("who", default.who)),
        on=on,
        evidence=read_text(raw.get("evidence", default.evidence)),
    )


def _read_on(raw: object) -> dt.date:
    try:
        day: dt.date = read_date(raw)
    except Refused as refusal:
        raise Refused(Text(f'"on": {refusal.reason.id}', f'"on": {refusal.reason.en}')) from None
    return day
