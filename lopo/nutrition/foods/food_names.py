"""Finding a food by what people call it: words in any order, both languages, small misspellings.

Other words for the same thing and the foods that plain kitchen words mean: ``food_names.toml``.
"""

import difflib
import functools
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from lopo.facts.toml_file import read_toml

FoodT = TypeVar("FoodT")

LONGEST_NAME = 120
"""Letters of a name that are looked at."""

ALIKE = 0.82
"""How much alike two words are spelt to be one misspelt: "bawamg" is onion, "kemangi" is no "kemayung"."""

REMEMBERED = 4_096
"""Words, and names, whose answers an index keeps: nonsense is slow to compare, recipes are opened often."""


@dataclass(frozen=True, slots=True)
class Match(Generic[FoodT]):
    """A food that a name may mean. Not ``sure``: the nearest there is, to be shown, not reckoned with."""

    food: FoodT
    sure: bool


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in small letters, without accents, each in the house's own spelling."""
    plain = unicodedata.normalize("NFKD", name[:LONGEST_NAME].lower())
    spaced = " ".join(re.findall(r"[a-z0-9]+", plain))
    for written, meant in _tables()["phrase"].items():
        spaced = re.sub(rf"\b{re.escape(written)}\b", meant, spaced)
    other = _tables()["word"]
    return tuple(other.get(word, word) for word in spaced.split())


class NameIndex:
    """The names of foods by code, ready to be searched."""

    def __init__(self, names: Mapping[str, tuple[str, ...]]) -> None:
        self._words = {code: tuple(map(words_of, each)) for code, each in names.items()}
        self._order = {code: place for place, code in enumerate(names)}
        self._plain: dict[frozenset[str], dict[str, None]] = {}
        self._holders: dict[str, list[str]] = {}
        for code, all_words in self._words.items():
            for written in (*names[code], *map(_head, names[code])):
                self._plain.setdefault(_plain(words_of(written)), {})[code] = None
            for word in {word for words in all_words for word in words}:
                self._holders.setdefault(word, []).append(code)
        self._vocabulary = sorted(self._holders)
        self._holding = functools.lru_cache(REMEMBERED)(self._held)
        self._meaning = functools.lru_cache(REMEMBERED)(self._meant)

    def find(self, text: str, limit: int) -> tuple[str, ...]:
        """The codes of the foods most like ``text``, best first; none when no word is known."""
        return self._nearest(words_of(text), limit)

    def _nearest(self, asked: tuple[str, ...], limit: int) -> tuple[str, ...]:
        scores: dict[str, float] = {}
        for word in dict.fromkeys(asked):
            for code, worth in self._holding(word).items():
                scores[code] = scores.get(code, 0) + worth
        meant = _kitchen_code(asked)
        if meant in self._words:
            scores[meant] = scores.get(meant, 0) + len(asked)
        least = len(asked) / 2
        ranked = sorted(
            (code for code, score in scores.items() if score >= least),
            key=lambda code: (-scores[code], self._extra(code, asked), self._order[code]),
        )
        return tuple(ranked[:limit])

    def best_match(self, name: str) -> Match[str] | None:
        """The food that ``name`` means. Sure when it is the food's own name or a kitchen word for it."""
        return self._meaning(words_of(name))

    def _meant(self, asked: tuple[str, ...]) -> Match[str] | None:
        meant = _kitchen_code(asked)
        if meant in self._words:
            return Match(meant, sure=True)
        own = tuple(self._plain.get(_plain(asked), ()))
        if own:
            return Match(own[0], sure=len({_table(code) for code in own}) == len(own))
        near = self._nearest(asked, 1)
        return Match(near[0], sure=False) if near else None

    def _held(self, word: str) -> Mapping[str, float]:
        """The foods with ``word`` in their name, or one that begins with it, or is spelt much like it."""
        worths = dict.fromkeys(self._holders.get(word, ()), 1.0)
        if worths or len(word) < 3:
            return worths
        begun = [each for each in self._vocabulary if each.startswith(word)]
        near = begun or difflib.get_close_matches(word, self._vocabulary, n=3, cutoff=ALIKE)
        return {code: 0.7 for each in near for code in self._holders[each]}

    def _extra(self, code: str, asked: tuple[str, ...]) -> int:
        """How many words a name has beyond those asked for, in the language where they are fewest.

        Words for a food as it comes do not count, so that plain beef is rather raw beef than smoked.
        """
        return min(len(_plain(words) - set(asked)) for words in self._words[code])


def _head(name: str) -> str:
    """The name without what stands in brackets: ``Gula putih (pasir)`` is ``Gula putih``."""
    return re.sub(r"\(.*?\)", " ", name)


def _plain(words: tuple[str, ...]) -> frozenset[str]:
    """The words without those that only say that a food is as it comes: fresh, raw."""
    return frozenset(words) - set(_tables()["as_it_comes"]["words"]) or frozenset(words)


def _kitchen_code(words: tuple[str, ...]) -> str:
    return _kitchen_words().get(frozenset(words)) or _kitchen_words().get(_plain(words), "")


def _table(code: str) -> str:
    return code.partition("-")[0]


@functools.cache
def _kitchen_words() -> Mapping[frozenset[str], str]:
    return {frozenset(words_of(name)): code for name, code in _tables()["kitchen"].items()}


@functools.cache
def _tables() -> Mapping[str, Any]:
    return read_toml("lopo.nutrition.foods", "food_names.toml")
