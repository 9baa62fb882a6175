"""A first text about a product, put together from its facts: short and long, Indonesian and English.

No sentence says what is not known, and none praises: ``text_draft.toml`` leaves taste and pride to the owner.
Another ``turn`` gives another text of the same facts; the same turn always the same.
"""

import functools
import random
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier import Dossier
from lopo.facts.kinds import Item
from lopo.facts.text import LANGUAGES, Text
from lopo.facts.toml_file import read_toml
from lopo.facts.wording import say_number
from lopo.labels.artwork.ingredients import english_name

SHORT, LONG = "short", "long"
_NET_UNITS = {"g": "g", "kg": "kg", "ml": "ml", "l": "L"}
_MONTH = 30


@dataclass(frozen=True, slots=True)
class Known:
    """What can be said of a product. What is empty or ``None`` is not known and is not spoken of.

    ``papers`` are kinds of paper that the city has seen; ``made_of`` are the ingredients or fibres.
    """

    kind: str
    name: Text
    maker: str
    place: str = ""
    district: str = ""
    made_of: tuple[Text, ...] = ()
    net: Text | None = None
    keeps: Text | None = None
    stored: Text | None = None
    way: Text | None = None
    person: str = ""
    days: Text | None = None
    dyes: tuple[Text, ...] = ()
    size: str = ""
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """The texts in both languages."""

    short: Text
    long: Text


def draft(known: Known, turn: int = 0) -> Draft:
    """The ``turn``-th text of what is known."""
    filled = _filled(known)
    long = _composed(LONG, known.kind, filled, turn)
    short = _composed(SHORT, known.kind, filled, turn)
    most = _table()["bounds"]["short"]
    while len(short) > 1 and max(len(_joined(short, language)) for language in LANGUAGES) > most:
        short.pop()
    return Draft(*(Text(*(_joined(each, language) for language in LANGUAGES)) for each in (short, long)))


def known_of(dossier: Dossier, *, place: str = "", district: str = "", papers: Sequence[str] = ()) -> Known:
    """What a dossier tells; the ward and its district stand beside it, and which papers the city has seen."""
    value = dossier.value
    name = value("product.name") or value("label.name") or ""
    return Known(
        kind=value("product.kind") or "",
        name=Text(name, value("export.name_en") or name),
        maker=value("business.name") or "",
        place=place,
        district=district,
        made_of=_made_of(dossier),
        net=_net(value("label.net_quantity"), value("label.net_unit")),
        keeps=_lasting(value("quality.shelf_life_days")),
        stored=_word("stored", value("product.storage")),
        way=_way(value("craft.technique")),
        person=value("craft.maker_person") or "",
        days=_lasting(value("craft.making_days"), months=False),
        dyes=tuple(Text(each, english_name(each) or each) for each in value("craft.dye_sources") or ()),
        size=value("craft.label_size") or "",
        papers=tuple(kind for kind in _table()["words"]["papers"] if kind in papers),
    )


def _made_of(dossier: Dossier) -> tuple[Text, ...]:
    """The words on the label; where there are none, the names of the recipe, or the fibres of a cloth."""
    names: Sequence[Any] = dossier.value("label.ingredients") or dossier.value("recipe.ingredients") or ()
    names = names or dossier.value("craft.fibres") or ()
    most = _table()["bounds"]["ingredients"]
    plain = [each.name if isinstance(each, Item) else str(each) for each in names]
    return tuple(Text(each, english_name(each) or each) for each in plain[:most])


def _net(quantity: Decimal | None, unit: str | None) -> Text | None:
    if not quantity or not unit:
        return None
    if unit in _NET_UNITS:
        said = say_number(quantity)
        return Text(f"{said.id} {_NET_UNITS[unit]}", f"{said.en} {_NET_UNITS[unit]}")
    return _text("net", "pieces").filled(count=say_number(quantity)) if unit == "pieces" else None


def _lasting(days: Decimal | int | None, *, months: bool = True) -> Text | None:
    if not days or days <= 0:
        return None
    if days == 1:
        return _text("day")
    if months and days % _MONTH == 0 and days >= 2 * _MONTH:
        return _text("months").filled(count=say_number(days // _MONTH))
    return _text("days").filled(count=say_number(days))


def _way(technique: str | None) -> Text | None:
    choices = load_catalogue()["craft.technique"].choices
    return choices.get(technique) if technique and technique != "other" else None


def _word(group: str, code: str | None) -> Text | None:
    return _text(group, code) if code in _table()["words"][group] else None


def _filled(known: Known) -> dict[str, Text]:
    """The places of sentences that can be filled."""
    papers = [_text("papers", kind) for kind in known.papers]
    places = {
        "name": known.name,
        "maker": Text.same(known.maker),
        "place": Text.same(known.place),
        "district": Text.same(known.district),
        "made_of": _listed(known.made_of),
        "net": known.net,
        "keeps": known.keeps,
        "stored": known.stored,
        "way": known.way,
        "person": Text.same(known.person),
        "days": known.days,
        "dyes": _listed(known.dyes),
        "size": Text.same(known.size),
        "papers": _listed(papers),
    }
    return {name: text for name, text in places.items() if text is not None and text.id and text.en}


def _listed(names: Sequence[Text]) -> Text | None:
    """``cabai, jeruk nipis dan garam``."""
    if not names:
        return None
    last = _text("and")
    return Text(*(
        (", ".join(each[:-1]) + joint if len(each) > 1 else "") + each[-1]
        for each, joint in (
            ([name.id for name in names], last.id), ([name.en for name in names], last.en)
        )
    ))  # fmt: skip


def _composed(size: str, kind: str, filled: Mapping[str, Text], turn: int) -> list[Text]:
    """A sentence of each part of which one can be filled. The fullest first, another each turn."""
    sentences = []
    for part in _table()["part"]:
        if size not in part["in"] or kind not in part["kinds"]:
            continue
        possible = [said for said in part["says"] if _places_of(said["id"]) <= filled.keys()]
        if possible:
            sentences.append(_chosen(possible, part["name"], filled, turn))
    return sentences


def _chosen(possible: Sequence[Mapping[str, str]], part: str, filled: Mapping[str, Text], turn: int) -> Text:
    """One of the sentences that say the most of what is known."""
    most = max(len(_places_of(said["id"])) for said in possible)
    fullest = [said for said in possible if len(_places_of(said["id"])) >= most - (most > 2)]
    order = list(range(len(fullest)))
    random.Random(f"{part} {filled.get('name', '')}").shuffle(order)  # noqa: S311 - variety, no secret
    said = Text.from_table(fullest[order[turn % len(order)]], part).filled(**filled)
    return Text(said.id[:1].upper() + said.id[1:], said.en[:1].upper() + said.en[1:])


def _joined(sentences: Sequence[Text], language: str) -> str:
    return " ".join(each.in_language(language) for each in sentences)


def _places_of(sentence: str) -> set[str]:
    return {name for _text, name, _form, _how in string.Formatter().parse(sentence) if name}


def _text(*path: str | None) -> Text:
    row: Any = _table()["words"]
    for name in path:
        row = row[name]
    return Text.from_table(row, " ".join(map(str, path)))


@functools.cache
def _table() -> Mapping[str, Any]:
    return read_toml("lopo.market.promotion", "text_draft.toml")
