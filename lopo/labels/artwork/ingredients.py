"""The list of ingredients as a label prints it, from the recipe.

PerBPOM 31/2018 art. 14 and 49: heaviest first, additives with class and name, allergens in bold. In English
the names are the owner's own; where she gave none a common name is taken (``english_names.toml``), and what
has none is told.
"""

import functools
import itertools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from lopo.facts.kinds import Item
from lopo.facts.toml_file import read_toml
from lopo.labels.artwork.blocks import Run
from lopo.labels.rules.allergens import allergen_words, families_of


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of the list, in order; ``english`` is empty where nobody knows it."""

    name: str
    english: str


def listed(
    recipe: Sequence[Item], additives: Sequence[Item], english: Sequence[str] = ()
) -> tuple[Listed, ...]:
    """The ingredients heaviest first, then the additives, largest dose first.

    ``english`` are the owner's own names, in the order of the list. What has no amount comes last.
    """
    ordered = sorted(recipe, key=_heaviest_first)
    named = [item.name for item in ordered]
    named += [f"{item.group} {item.name}".strip() for item in sorted(additives, key=_heaviest_first)]
    own = itertools.chain(english, itertools.repeat(""))
    return tuple(Listed(name, told or english_name(name)) for name, told in zip(named, own, strict=False))


def _heaviest_first(item: Item) -> tuple[bool, object]:
    return item.amount is None, -(item.amount or 0)


def english_name(name: str) -> str:
    """The common English name of an ingredient, or nothing."""
    return _names().get(" ".join(name.lower().replace("cabe", "cabai").split()), "")


def as_runs(names: Sequence[str], allergens: Sequence[Collection[str]] = ()) -> tuple[Run, ...]:
    """The names in one sentence, the words for allergens bold.

    ``allergens`` are the families known of each name, as from the same name in Indonesian: where the words do
    not speak of all of them, the whole name is bold.
    """
    runs: list[Run] = []
    for place, name in enumerate(names):
        if place:
            runs.append(Run(", "))
        if place < len(allergens) and set(allergens[place]) - families_of(name):
            runs.append(Run(name, bold=True))
            continue
        reached = 0
        for start, end in allergen_words(name):
            runs += [Run(name[reached:start]), Run(name[start:end], bold=True)]
            reached = end
        runs.append(Run(name[reached:]))
    return tuple(run for run in (*runs, Run(".")) if run.text)


def bold_words(names: Sequence[str]) -> tuple[str, ...]:
    """The words of the list that print bold, each once."""
    return tuple(dict.fromkeys(name[start:end] for name in names for start, end in allergen_words(name)))


@functools.cache
def _names() -> Mapping[str, str]:
    return dict(read_toml("lopo.labels.artwork", "english_names.toml")["names"])
