"""The first walk: which question comes next, and how far along one is. Pure."""

import functools
import itertools
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lopo.facts.dossier import Dossier, Fact
from lopo.facts.toml_file import read_toml


@dataclass(frozen=True, slots=True)
class Question:
    """A fact to ask, and for which products: a fact name to the values of which it must have one."""

    fact: str
    only: Mapping[str, tuple[Any, ...]]

    def concerns(self, dossier: Dossier) -> bool:
        return all(dossier.value(name) in values for name, values in self.only.items())


@functools.cache
def first_walk() -> tuple[Question, ...]:
    """The questions of ``questions.toml``."""
    return tuple(
        Question(row["fact"], {name: tuple(values) for name, values in row.get("only", {}).items()})
        for row in read_toml("lopo.producers", "questions.toml")["question"]
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the questions that concern a product are behind, of how many."""

    done: int
    total: int
    """The questions of the longest walk that the answers so far still allow; it never grows on the way."""
    next: str | None
    """The fact to ask next; ``None`` when the walk is done."""


def progress(dossier: Dossier, skipped: Collection[str] = ()) -> Progress:
    """Where a product is on the first walk. A skipped question is behind, but stays unanswered."""
    asked = [question.fact for question in first_walk() if question.concerns(dossier)]
    left = [fact for fact in asked if fact not in dossier and fact not in skipped]
    total = max(
        sum(question.concerns(possible) for question in first_walk())
        for possible in _possible(dossier, skipped)
    )
    return Progress(len(asked) - len(left), total, left[0] if left else None)


def _possible(dossier: Dossier, skipped: Collection[str]) -> Iterator[Dossier]:
    """The dossier with every answer still to come on which another question hangs; and with none of them."""
    answers: dict[str, dict[Any, None]] = {}
    for question in first_walk():
        for name, values in question.only.items():
            answers.setdefault(name, {}).update(dict.fromkeys(values))
    awaited = {question.fact for question in first_walk()} - set(dossier) - set(skipped)
    open_ = {name: (None, *values) for name, values in answers.items() if name in awaited}
    for chosen in itertools.product(*open_.values()):
        told = {name: Fact(value) for name, value in zip(open_, chosen, strict=True) if value is not None}
        yield dossier.with_facts(told)
