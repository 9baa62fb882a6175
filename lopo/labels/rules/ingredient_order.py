"""The ingredient list of a label held against the recipe: nothing missing, nothing extra, heaviest first.

Rule: PerBPOM 31/2018 art. 14 and the BPOM label guide: ingredients in descending order of weight.
"""

import itertools
import re
import unicodedata
from collections.abc import Sequence

from lopo.facts.kinds import Item


def missing_on_label(recipe: Sequence[Item], label: Sequence[str]) -> tuple[str, ...]:
    """The ingredients of the recipe that no line of the label names."""
    return tuple(item.name for item in recipe if not any(same_ingredient(item.name, line) for line in label))


def not_in_recipe(recipe: Sequence[Item], label: Sequence[str]) -> tuple[str, ...]:
    """The lines of the label that no ingredient of the recipe answers."""
    return tuple(line for line in label if not any(same_ingredient(item.name, line) for item in recipe))


def without_additives(label: Sequence[str], additives: Sequence[Item]) -> tuple[str, ...]:
    """The lines of the label that name none of the additives."""
    return tuple(line for line in label if not any(_names_all(line, item.name) for item in additives))


def additives_named(additives: Sequence[Item], label: Sequence[str]) -> bool | None:
    """Whether every additive stands on the label with its class (``Pengawet natrium benzoat``) and its name.

    Nothing while the class of an additive that is named is not known; one that is missing decides.
    """
    lines = {item.name: [line for line in label if _names_all(line, item.name)] for item in additives}
    if not all(lines.values()):
        return False
    for item in additives:
        if item.group and not any(_names_all(line, item.group) for line in lines[item.name]):
            return False
    return True if all(item.group for item in additives) else None


def _names_all(line: str, name: str) -> bool:
    """Whether every word of ``name`` stands in the line, brackets included."""
    words = re.findall(r"\w+", name.lower())
    return bool(words) and set(words) <= set(re.findall(r"\w+", line.lower()))


def heaviest_first(recipe: Sequence[Item], label: Sequence[str]) -> bool | None:
    """Whether the lines of the label that the recipe knows stand in descending weight.

    Equal weights may stand either way. One pair the wrong way round decides; otherwise nothing is said while
    a weight is not known or no line is in the recipe.
    """
    matched = [item for line in label if (item := _answering(recipe, line)) is not None]
    known = [item.amount for item in matched if item.amount is not None]
    if any(later > earlier for earlier, later in itertools.pairwise(known)):
        return False
    if not matched or (len(matched) > 1 and len(known) < len(matched)):
        return None
    return True


def _answering(recipe: Sequence[Item], line: str) -> Item | None:
    exact = [item for item in recipe if _words(item.name) == _words(line)]
    near = exact or [item for item in recipe if same_ingredient(item.name, line)]
    return near[0] if near else None


def same_ingredient(one: str, other: str) -> bool:
    """Whether two names speak of one ingredient: the words of one are all in the other.

    Percentages, brackets and capitals do not matter: "Cabai rawit (60%)" is "cabai". What stands in brackets
    counts only when the names without brackets share nothing.
    """
    mine, yours = _words(one), _words(other)
    if not mine or not yours:
        return False
    return mine <= yours or yours <= mine


def _words(name: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKC", name).lower().replace("cabe", "cabai")
    outside = re.sub(r"\([^)]*\)", " ", plain)
    words = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", outside) or re.findall(r"[^\W\d_]+", plain)
    return frozenset(words) - {"dan", "segar", "bubuk"} or frozenset(words)
