"""The words of a craft's or a cloth's tag: what it is, of what, how large, how to keep it, who made it."""

from collections.abc import Iterator

from lopo.facts.text import Text
from lopo.facts.wording import say_number
from lopo.labels.artwork.blocks import Block, LabelContent, Prose, Run
from lopo.labels.artwork.code_words import codes_block
from lopo.labels.artwork.front_words import BRAND, NAME, promise_of
from lopo.labels.artwork.gathering import Gathering
from lopo.labels.artwork.words import word

MAKER, MATERIAL, SIZE, CARE, ORIGIN, STORY = "maker", "material", "size", "care", "origin", "story"

_NEEDED = (
    (MATERIAL, "craft.label_composition", Text("Bahannya belum ada.", "The material is missing.")),
    (SIZE, "craft.label_size", Text("Ukurannya belum ada.", "The size is missing.")),
    (CARE, "craft.label_care", Text("Cara merawatnya belum ada.", "The care text is missing.")),
)


def craft_label(label: Gathering) -> LabelContent:
    """The content of a tag."""
    first = label.order.languages[0]
    brand = label.text("label.brand", BRAND, Text("Merek", "Brand"))
    told = label.value("craft.label_name") or label.value("product.name") or ""
    name = label.printable(told, NAME, Text("Nama barang", "Name of the goods"), "craft.label_name")
    english = label.text("export.name_en", NAME, Text("Nama Inggris", "English name"))
    if "en" in label.order.languages and not english:
        label.lacks(
            NAME, "export.name_en", Text("Nama Inggrisnya belum ada.", "The English name is missing.")
        )
    first_name, second = (name, english) if first == "id" else (english or name, name if english else "")
    return LabelContent(
        brand=brand or first_name,
        name=first_name if brand else "",
        name_other=second if len(label.order.languages) > 1 else "",
        promise=promise_of(label),
        net=_technique(label, first),
        essentials=tuple(_essentials(label, first)),
        blocks=tuple(_blocks(label)),
        language=first,
        logo=label.order.logo,
        gaps=tuple(dict.fromkeys(label.gaps)),
    )


def _technique(label: Gathering, language: str) -> str:
    code = label.value("craft.technique")
    named = label.value("craft.ig_name") or (
        label.choice("craft.technique", code).in_language(language) if code and code != "other" else ""
    )
    return label.printable(named, NAME, Text("Cara membuat", "Technique"))


def _essentials(label: Gathering, language: str) -> Iterator[tuple[Run, ...]]:
    maker = label.text("craft.label_maker", MAKER, Text("Pembuat", "Maker")) or label.text(
        "business.name", MAKER, Text("Pembuat", "Maker")
    )
    if not maker:
        label.lacks(
            MAKER, "craft.label_maker", Text("Nama pembuatnya belum ada.", "The maker's name is missing.")
        )
    person = label.text("craft.maker_person", MAKER, Text("Perajin", "Maker"))
    yield (Run(f"{word('heading', 'maker').in_language(language)} "), Run(person or maker, bold=True))
    if person:
        yield (Run(maker),)
    days = label.value("craft.making_days")
    if days:
        number = say_number(days)
        yield (
            Run(
                Text(f"{number.id} hari pengerjaan", f"{number.en} days in the making").in_language(language)
            ),
        )
    origin = label.text("craft.label_origin", ORIGIN, Text("Negara pembuat", "Country of making"))
    yield (Run(origin or word("origin", "made").in_language(language), bold=True),)


def _blocks(label: Gathering) -> Iterator[Block]:
    story = label.text("craft.story", STORY, Text("Cerita", "Story"))
    if story:
        yield Prose(STORY, "", (Run(story),))
    for language in label.order.languages:
        for element, fact, missing in _NEEDED:
            told = label.text(fact, element, missing)
            if told:
                yield Prose(element, word("heading", element).in_language(language), (Run(told),))
            elif language == label.order.languages[0]:
                label.lacks(element, fact, missing)
    codes = codes_block(label)
    if codes is not None:
        yield codes
