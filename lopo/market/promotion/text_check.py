"""Claims in a text that is to sell: where they stand, why they may not, and what to write instead.

The words of claims are those of the label (:mod:`lopo.labels.rules.claims`); figures are held against the
product (:mod:`lopo.nutrition.rules.nutrient_claims`); halal and permits count only when the city has seen the
paper. What is refused cannot be published; what is only noted may stay under its condition.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml
from lopo.labels.rules.claims import find_claims
from lopo.nutrition.recipes.amounts import Nutrients
from lopo.nutrition.rules.nutrient_claims import check_claim, content_claims

MEDICAL, HEALTH, NUTRITION, ABSENCE = "medical", "health", "nutrition", "absence"
SUPERLATIVE, ORGANIC, HALAL, PERMIT, CONDITIONAL = "superlative", "organic", "halal", "permit", "conditional"

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]*")
_WITHIN = 90
"""Characters of the sentence that are quoted around a claim."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a claim in words would stand on.

    ``papers`` are the kinds of paper that the city has seen and that hold on the day; ``per_100`` is what was
    worked out from the recipe.
    """

    food: bool
    route: str = ""
    papers: frozenset[str] = field(default_factory=frozenset)
    per_100: Nutrients | None = None
    form: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A claim: from ``start`` to ``end`` of the text, the sentence it stands in, and what to do about it."""

    start: int
    end: int
    words: str
    kind: str
    sentence: str
    says: Text
    refused: bool = True
    written: str = ""
    """The words as they stand in the text, spaces and all."""


def check_text(text: str, ground: Ground) -> tuple[Found, ...]:
    """Everything in ``text`` that claims something, in its order; of words that overlap, the longest."""
    kept: list[Found] = []
    for each in sorted(
        _all(text, ground), key=lambda found: (found.start, found.start - found.end, not found.refused)
    ):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
        elif each.refused and not kept[-1].refused:
            kept[-1] = each  # what is refused is never hidden behind what is only noted
    return tuple(kept)


def is_clean(texts: Iterable[str], ground: Ground) -> bool:
    """Whether nothing in ``texts`` is refused."""
    return not any(found.refused for text in texts for found in check_text(text, ground))


def _all(text: str, ground: Ground) -> Iterator[Found]:
    if ground.food:
        yield from _label_claims(text, ground)
    for words, says, kind in _own(ground):
        for start, end in _places(text, *words):
            yield _found(text, start, end, kind, says, kind != CONDITIONAL)


def _label_claims(text: str, ground: Ground) -> Iterator[Found]:
    """The claims that the rules of labels know, each at its place."""
    reached = 0
    for claim in find_claims(text):
        place = re.compile(r"\s+".join(map(re.escape, claim.words.split())), re.IGNORECASE).search(
            text, reached
        )
        if place is None:
            continue
        reached = place.end()
        says = _why(claim.kind, place[0], ground)
        if says is not None:
            yield _found(text, *place.span(), claim.kind, says, True)


def _why(kind: str, words: str, ground: Ground) -> Text | None:
    """Why a claim may not stand; nothing where its figure is verified."""
    if kind == MEDICAL:
        return _MEDICAL
    if ground.route == "pirt":
        return _ON_PIRT
    if kind == NUTRITION and content_claims(words):
        verdict = check_claim(words, ground.per_100, ground.form or None, ground.route or None)
        return None if verdict.allowed else verdict.reason
    return {HEALTH: _HEALTH, ABSENCE: _ABSENCE}.get(kind, _NO_FIGURE)


def _own(ground: Ground) -> Iterator[tuple[tuple[list[str], list[str]], Text, str]]:
    """The lists of this house that concern the product: words and their friends, what to say, kind."""
    table = _table()
    yield (table["superlative"]["words"], []), _SUPERLATIVE, SUPERLATIVE
    yield (table["organic"]["words"], []), _ORGANIC, ORGANIC
    if "halal" not in ground.papers:
        yield (table["halal"]["words"], table["halal"]["friends"]), _HALAL, HALAL
    for kind in ("pirt", "md", "sni"):
        if kind not in ground.papers:
            yield (table["permit"][kind], table["permit"]["friends"]), _PERMIT, PERMIT
    yield (table["conditional"]["words"], []), _CONDITIONAL, CONDITIONAL


def _places(text: str, words: list[str], friends: list[str]) -> Iterator[tuple[int, int]]:
    cleared = _pattern(tuple(friends)).sub(lambda match: " " * len(match[0]), text) if friends else text
    for match in _pattern(tuple(words)).finditer(cleared):
        yield match.span()


@functools.cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    each = (r"\s+".join(map(re.escape, word.split())) for word in longest)
    return re.compile(rf"(?<![\w#])(?:{'|'.join(each)})(?!\w)", re.IGNORECASE)


def _found(text: str, start: int, end: int, kind: str, says: Text, refused: bool) -> Found:
    words = " ".join(text[start:end].split())
    said = says.filled(words=words) if "{words}" in says.id else says
    return Found(start, end, words, kind, _sentence_at(text, start, end), said, refused, text[start:end])


def _sentence_at(text: str, start: int, end: int) -> str:
    """The sentence around a claim; a very long one is cut to what stands beside it."""
    around = next((m for m in _SENTENCE.finditer(text) if m.start() <= start < m.end()), None)
    sentence = (around[0] if around else text[start:end]).strip()
    if len(sentence) <= 2 * _WITHIN:
        return sentence
    first, last = max(0, start - _WITHIN), min(len(text), end + _WITHIN)
    return f"… {' '.join(text[first:last].split())} …"


_MEDICAL = Text(
    "“{words}” mengaku menyembuhkan atau mencegah penyakit. Tidak ada makanan yang boleh begitu. "
    "Tulis rasa, asal atau cara membuatnya.",
    "“{words}” claims to heal or prevent. No food may. Write how it tastes, where it is from or how it is "
    "made.",
)
_ON_PIRT = Text(
    "“{words}” adalah klaim; pangan P-IRT tidak boleh memasang klaim apa pun. Hapus, "
    "atau tulis rasa, asal dan caranya.",
    "“{words}” is a claim; a P-IRT food may carry none. Leave it out, or write taste, origin and making.",
)
_HEALTH = Text(
    "“{words}” adalah klaim kesehatan. Itu perlu persetujuan BPOM; sebelum ada, hapus.",
    "“{words}” is a health claim. It needs BPOM's approval; until there is one, leave it out.",
)
_ABSENCE = Text(
    "“{words}” perlu bukti dan persetujuan BPOM. Sebelum ada, hapus; daftar bahannya sudah bercerita.",
    "“{words}” needs proof and BPOM's approval. Until then leave it out; the list of ingredients tells it.",
)
_NO_FIGURE = Text(
    "“{words}” adalah klaim gizi yang belum bisa diuji. Hapus dulu.",
    "“{words}” is a nutrition claim that cannot be tested yet. Leave it out for now.",
)
_SUPERLATIVE = Text(
    "“{words}” tidak bisa diperiksa pembeli. Ganti dengan yang nyata: asal, bahan, cara, "
    "atau siapa yang membuat.",
    "“{words}” is nothing a buyer can check. Say what is real: origin, ingredients, making, or who makes it.",
)
_ORGANIC = Text(
    "“{words}” perlu sertifikat organik, dan di Lopo belum ada. Tulis saja bagaimana bahannya ditanam.",
    "“{words}” needs an organic certificate, and none is in Lopo. Just write how the ingredients are grown.",
)
_HALAL = Text(
    "“{words}” baru boleh ditulis sesudah sertifikat halal untuk produk ini diperiksa kota.",
    "“{words}” may be written once the city has checked a halal certificate for this product.",
)
_PERMIT = Text(
    "“{words}” baru boleh disebut sesudah suratnya ada di Lopo dan diperiksa kota.",
    "“{words}” may be named once its paper is in Lopo and was checked by the city.",
)
_CONDITIONAL = Text(
    "“{words}” hanya boleh bila memang seluruhnya begitu. Bila ragu, hapus.",
    "“{words}” may stay only where it is true of all of it. In doubt leave it out.",
)


@functools.cache
def _table() -> Mapping[str, Any]:
    return read_toml("lopo.market.promotion", "text_check.toml")
