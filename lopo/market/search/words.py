"""Words as they are searched: small letters, no accents, one spelling, the stem of Indonesian words.

The stem is a light one: ``-nya``, ``-ku``, ``-lah`` and the like, ``-an``, ``-kan``, and prefixes of verbs.
It need not be a word of the language; the same is done to what is sought and to what is found.
"""

import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lopo.facts.toml_file import read_toml

MOST_LETTERS = 40
"""Longer words are cut: nobody types them."""
MOST_WORDS = 8
"""Of a question; what comes after is not asked."""
MOST_TYPED = 120

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile("['’‘`´ʼ]")

_ENDINGS = (("lah", 4), ("kah", 4), ("pun", 4), ("nya", 3), ("ku", 4), ("mu", 4), ("kan", 5), ("an", 5))
"""What is cut off the end, and how many letters must be left."""
_BEGINNINGS = (
    ("meng", ""), ("meny", "s"), ("mem", ""), ("men", ""), ("me", ""), ("ber", ""), ("ter", ""), ("di", ""),
)  # fmt: skip
_LEFT_BEHIND_BEGINNING = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A word of a question: as it was typed (tidied), and as the index has it."""

    typed: str
    word: str


def spellings_in(text: str) -> list[str]:
    """The words of a text in their order: small letters without accents, ``se'i`` as ``sei``."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).casefold()
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [word[:MOST_LETTERS] for word in _WORD.findall(bare)]


@functools.lru_cache(maxsize=20_000)
def word_of(spelling: str) -> str:
    """What the index calls a spelling: the one of its synonyms, or its stem."""
    same = _same()
    if spelling in same:
        return same[spelling]
    stem = _stem(spelling)
    return same.get(stem, stem)


def _stem(spelling: str) -> str:
    if spelling in _whole() or not spelling.isascii():
        return spelling
    word = spelling
    for ending, left in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= left and word not in _whole():
            word = word.removesuffix(ending)
            if word in _same():
                return word
    for beginning, instead in _BEGINNINGS:
        bare = instead + word.removeprefix(beginning)
        if word.startswith(beginning) and len(bare) >= _LEFT_BEHIND_BEGINNING:
            return bare
    return word


def is_empty(spelling: str) -> bool:
    """Whether a word says nothing about a product."""
    return spelling in _empty()


def asked(text: str) -> list[Asked]:
    """The words of a question, each once. Words that say nothing are left out unless there are no others."""
    typed = list(dict.fromkeys(spellings_in(text[:MOST_TYPED])))
    meant = [each for each in typed if not is_empty(each)] or typed
    found = {word_of(each): Asked(each, word_of(each)) for each in reversed(meant)}
    return list(reversed(found.values()))[:MOST_WORDS]


def weigh(places: Mapping[str, Iterable[str]]) -> tuple[dict[str, int], dict[str, str]]:
    """The words of a product with their weight, and its spellings with their word.

    ``places`` are texts by a name of ``[weight]`` in ``words.toml``: ``title``, ``maker``, ``story`` ...
    """
    weights: dict[str, int] = {}
    spelled: dict[str, str] = {}
    for place, texts in places.items():
        weight = int(_tables()["weight"][place])
        for text in texts:
            for spelling in spellings_in(text):
                if is_empty(spelling) and place != "title":
                    continue  # the name itself is found by whatever it consists of
                word = word_of(spelling)
                spelled[spelling] = word
                weights[word] = max(weights.get(word, 0), weight)
    _add_also(weights, spelled)
    return weights, spelled


def _add_also(weights: dict[str, int], spelled: dict[str, str]) -> None:
    weight = int(_tables()["weight"]["kind"])
    for word in list(weights):
        for spelling in spellings_in(_tables()["also"].get(word, "")):
            spelled.setdefault(spelling, word_of(spelling))
            weights.setdefault(word_of(spelling), weight)


def words_of_kind(kind: str) -> str:
    """What products of a kind are found by, too."""
    return str(_tables()["kinds"].get(kind, ""))


def words_of_paper(kind: str) -> str:
    """What products are found by that hold a paper of a kind."""
    return str(_tables()["papers"].get(kind, ""))


def synonyms(word: str) -> tuple[str, ...]:
    """Every way of writing a word of the index, itself among them."""
    return _groups().get(word, (word,))


@functools.cache
def _same() -> Mapping[str, str]:
    return {spelling: group[0] for group in _tables()["same"] for spelling in group}


@functools.cache
def _groups() -> Mapping[str, tuple[str, ...]]:
    return {group[0]: tuple(group) for group in _tables()["same"]}


@functools.cache
def _empty() -> frozenset[str]:
    return frozenset(_tables()["empty"])


@functools.cache
def _whole() -> frozenset[str]:
    return frozenset(_tables()["whole"])


@functools.cache
def _tables() -> Mapping[str, Any]:
    return read_toml("lopo.market.search", "words.toml")
