"""A dossier: everything known about one product on one day."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lopo.facts.kinds import Value

SAID_BY = ("owner", "officer", "inspector", "laboratory", "computed")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who said a fact, when, and on what evidence.

    ``said_by`` is one of :data:`SAID_BY`; ``who`` a person or module; ``evidence`` a paper, photo or file.
    """

    said_by: str = "owner"
    who: str = ""
    on: dt.date | None = None
    evidence: str = ""


OWNER = Provenance()


@dataclass(frozen=True, slots=True)
class Fact:
    """A value and where it comes from."""

    value: Value
    provenance: Provenance = OWNER
    absent: bool = False
    """True where someone looked and no number, date or choice stands there at all."""

    @property
    def is_empty(self) -> bool:
        """True when someone looked and there was nothing: an empty text or list, or an absent value."""
        return self.absent or self.value in ("", ())


class Dossier(Mapping[str, Fact]):
    """Facts by name. A name that is not there is not known, which is never the same as no.

    Immutable; :meth:`with_facts` gives a new one.
    """

    def __init__(self, facts: Mapping[str, Fact] | None = None) -> None:
        self._facts: dict[str, Fact] = dict(facts or {})

    def __getitem__(self, name: str) -> Fact:
        return self._facts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)

    def __repr__(self) -> str:
        return f"Dossier({len(self)} facts)"

    def value(self, name: str) -> Any:
        """The value of a fact, or ``None`` when it is not known or absent."""
        fact = self._facts.get(name)
        return None if fact is None or fact.absent else fact.value

    def with_facts(self, facts: Mapping[str, Fact]) -> "Dossier":
        """This dossier with ``facts`` added or replaced."""
        return Dossier({**self._facts, **facts})

    def without(self, names: Iterable[str]) -> "Dossier":
        """This dossier with the named facts no longer known."""
        left_out = set(names)
        return Dossier({name: fact for name, fact in self._facts.items() if name not in left_out})


def nothing(kind: str, provenance: Provenance = OWNER) -> Fact:
    """The fact that there is nothing: no for a yes-or-no, empty for a text or list, absent for the rest."""
    if kind == "yes_no":
        return Fact(False, provenance)
    if kind in ("list", "items"):
        return Fact((), provenance)
    return Fact("", provenance, absent=kind != "text")


def computed(values: Mapping[str, Value | None], by: str) -> dict[str, Fact]:
    """Facts worked out by the module ``by``; a value of ``None`` was not worked out and is left out."""
    provenance = Provenance(said_by="computed", who=by)
    return {name: Fact(value, provenance) for name, value in values.items() if value is not None}
