"""Allergens in an ingredient list: which families are there, by which words, and which are not in bold.

Rule: PerBPOM 31/2018 art. 49; families, words and exempt derivatives in ``allergens.toml``.
"""

import functools
import re
from collections.abc import Iterable, Mapping
from typing import Any

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml


def family_title(family: str) -> Text:
    """The name of a family of allergens. Raises :class:`KeyError`."""
    return Text.from_table(_tables()["family"][family]["title"], f"allergens.toml: {family}")


def statement() -> str:
    """The sentence that the label prints close to the ingredient list."""
    return str(_tables()["statement"]["text"])


def shared_statement() -> str:
    """The beginning of the sentence about other allergens on the same equipment."""
    return str(_tables()["statement"]["shared"][0])


def families() -> tuple[str, ...]:
    """The codes of the families, in the order of the rule."""
    return tuple(_tables()["family"])


def allergen_families(ingredients: Iterable[str]) -> tuple[str, ...]:
    """The families of allergens in the ingredients, in order; refined derivatives left out."""
    found = {family for name in ingredients for family in families_of(name)}
    return tuple(family for family in families() if family in found)


def families_of(ingredient: str) -> frozenset[str]:
    """The families that one ingredient's name speaks of."""
    matches = (_key(match[0]) for match in _pattern().finditer(ingredient))
    return frozenset(family for words in matches if (family := _family_by_words()[words]))


def allergen_words(ingredient: str) -> tuple[tuple[int, int], ...]:
    """Where the words for allergens stand in an ingredient's name: pairs of first and last-but-one place."""
    found = (match for match in _pattern().finditer(ingredient) if _family_by_words()[_key(match[0])])
    return tuple(match.span() for match in found)


def perhaps_allergens(ingredients: Iterable[str]) -> tuple[str, ...]:
    """The ingredients whose family is not confirmed: a person should look."""
    words = {word for row in _tables()["perhaps"].values() for word in row["words"]}
    return tuple(name for name in ingredients if words & set(re.findall(r"\w+", name.lower())))


def not_in_bold(ingredients: Iterable[str], bold: Iterable[str]) -> tuple[str, ...]:
    """The ingredients with an allergen whose family no word printed in bold covers."""
    covered = {family for words in bold for family in families_of(words)}
    return tuple(name for name in ingredients if families_of(name) - covered)


def _key(words: str) -> str:
    return re.sub(r"\s+", " ", words.lower())


@functools.cache
def _family_by_words() -> Mapping[str, str]:
    words = dict.fromkeys(_tables()["exempt"]["words"], "")
    for family, row in _tables()["family"].items():
        words |= dict.fromkeys(row["words"], family)
    return words | _tables()["also"]


@functools.cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_family_by_words(), key=len, reverse=True)
    alternatives = "|".join(re.escape(words).replace("\\ ", r"\s+") for words in longest_first)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


@functools.cache
def _tables() -> Mapping[str, Any]:
    return read_toml("lopo.labels.rules", "allergens.toml")
