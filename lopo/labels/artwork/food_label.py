"""The words of a food's label: the nine elements of PerBPOM 31/2018 art. 5, and what other markets ask.

The front carries what art. 5(2) wants seen first; the rest follows in the order the eye looks for it.
"""

from collections.abc import Iterator

from lopo.facts.text import Text
from lopo.labels.artwork.blocks import Block, LabelContent, PanelBlock, Prose, Run
from lopo.labels.artwork.code_words import codes_block
from lopo.labels.artwork.dates_words import date_line, dates_block
from lopo.labels.artwork.front_words import front_names, promise_of
from lopo.labels.artwork.gathering import Gathering
from lopo.labels.artwork.ingredients import Listed, as_runs, listed
from lopo.labels.artwork.net_words import net_height, net_line
from lopo.labels.artwork.order import INDONESIA, UNITED_STATES
from lopo.labels.artwork.producer_words import (
    halal_line,
    halal_of,
    non_halal_line,
    producer_line,
    registration_line,
)
from lopo.labels.artwork.words import american_allergens, word
from lopo.labels.rules.allergens import allergen_families, families_of, shared_statement, statement
from lopo.labels.rules.substances import sweetener_warnings
from lopo.nutrition.panels.panel_of import panel_of

INGREDIENTS, ALLERGENS, STORAGE, PANEL, WARNING, ORIGIN = (
    "ingredients", "allergens", "storage", "panel", "warning", "origin",
)  # fmt: skip
_LIST = Text("Daftar bahan", "Ingredient list")
_LEFT_OUT = Text(
    "Tabel gizi sengaja tidak dipasang. Tanyakan dulu apakah produk ini memang bebas tabel gizi.",
    "The nutrition panel is left out, as you chose. Ask first whether this product really needs none.",
)


def food_label(label: Gathering) -> LabelContent:
    """The content of a food's label."""
    first = label.order.languages[0]
    names = front_names(label)
    halal = halal_of(label)
    essentials = [
        producer_line(label, first),
        registration_line(label),
        date_line(label, first),
        halal_line(halal),
        non_halal_line(label, first),
        *_export_lines(label),
    ]
    return LabelContent(
        brand=names.brand,
        name=names.name,
        name_other=names.other,
        promise=promise_of(label),
        net=net_line(label, first),
        net_height=net_height(label),
        essentials=tuple(line for line in essentials if line),
        halal=halal,
        logo=label.order.logo,
        blocks=tuple(_blocks(label)),
        language=first,
        gaps=tuple(dict.fromkeys(label.gaps)),
    )


def _export_lines(label: Gathering) -> Iterator[tuple[Run, ...]]:
    if label.order.market == INDONESIA:
        return
    origin = label.text("export.origin_text", ORIGIN, Text("Negara asal", "Country of origin"))
    yield (Run(origin or word("origin", "made").en, bold=True),)
    importer = label.text("export.importer", ORIGIN, Text("Importir", "Importer"))
    if importer:
        yield (Run(f"{word('heading', 'importer').en} "), Run(importer))
    else:
        label.lacks(
            ORIGIN,
            "export.importer",
            Text("Nama dan alamat importir belum ada.", "The importer's name and address are missing."),
        )


def _blocks(label: Gathering) -> Iterator[Block]:
    ingredients = _listed(label)
    for language in label.order.languages:
        yield from _text_blocks(label, language, ingredients)
    panel = _panel(label)
    if panel is not None:
        yield panel
    yield dates_block(label, label.order.languages[0])
    codes = codes_block(label)
    if codes is not None:
        yield codes


def _listed(label: Gathering) -> tuple[Listed, ...]:
    recipe = label.value("recipe.ingredients")
    if not recipe:
        label.lacks(
            INGREDIENTS,
            "recipe.ingredients",
            Text("Resepnya belum ada, jadi daftar bahan belum bisa ditulis.",
                 "The recipe is missing, so the ingredients cannot be listed."),
        )  # fmt: skip
        return ()
    if label.value("recipe.additives") is None:
        label.lacks(
            INGREDIENTS,
            "recipe.additives",
            Text(
                "Belum diketahui apakah memakai bahan tambahan pangan.",
                "It is not known whether additives are used.",
            ),
        )
    if any(item.amount is None for item in recipe):
        label.lacks(
            INGREDIENTS,
            "recipe.ingredients",
            Text("Ada bahan tanpa gram, jadi urutannya belum pasti.",
                 "Some ingredients have no grams, so their order is not sure."),
        )  # fmt: skip
    own = label.value("export.ingredients_en") or ()
    entries = listed(recipe, label.value("recipe.additives") or (), own)
    return tuple(
        Listed(label.printable(each.name, INGREDIENTS, _LIST, "recipe.ingredients"),
               label.printable(each.english, INGREDIENTS, _LIST, "export.ingredients_en"))
        for each in entries
    )  # fmt: skip


def _text_blocks(label: Gathering, language: str, ingredients: tuple[Listed, ...]) -> Iterator[Prose]:
    names = [each.name if language == "id" else each.english for each in ingredients]
    if language == "en" and not all(names):
        without = ", ".join(each.name for each in ingredients if not each.english)
        label.lacks(
            INGREDIENTS,
            "export.ingredients_en",
            Text(f"Nama Inggris belum ada untuk: {without}.", f"The English name is missing for: {without}."),
        )
        names = [each.english or each.name for each in ingredients]
    if names:
        heading = word("heading", "ingredients").in_language(language)
        allergens = [families_of(each.name) for each in ingredients]
        yield Prose(INGREDIENTS, heading, as_runs(names, allergens))
    yield from _allergen_blocks(label, language, ingredients)
    yield from _warnings(label, language, ingredients)
    yield _storage(label, language)


def _allergen_blocks(label: Gathering, language: str, ingredients: tuple[Listed, ...]) -> Iterator[Prose]:
    names = [each.name for each in ingredients]
    if allergen_families(names):
        if language == "id":
            yield Prose(ALLERGENS, "", (Run(f"{statement()}."),))
        elif label.order.market == UNITED_STATES:
            yield Prose(ALLERGENS, word("allergens", "contains").en, (Run(f"{_american(ingredients)}."),))
        else:
            yield Prose(ALLERGENS, "", (Run(word("allergens", "bold").en),))
    shared = label.value("recipe.shared_line_allergens") or ()
    if shared:
        kinds = ", ".join(
            label.choice("recipe.shared_line_allergens", code).in_language(language) for code in shared
        )
        opening = shared_statement() if language == "id" else word("allergens", "shared").en
        yield Prose(ALLERGENS, "", (Run(f"{opening} "), Run(kinds, bold=True), Run(".")))


def _american(ingredients: tuple[Listed, ...]) -> str:
    """ "Wheat, Fish (anchovy)": the sources by name, fish, shellfish and tree nuts by kind."""
    named = american_allergens()
    kinds = {family: [] for family in named}  # type: dict[str, list[str]]
    for each in ingredients:
        for family in families_of(each.name) & set(named):
            kinds[family].append(each.english or each.name)
    return ", ".join(
        named[family].format(kind=", ".join(dict.fromkeys(found_kinds)))
        for family, found_kinds in kinds.items() if found_kinds
    )  # fmt: skip


def _warnings(label: Gathering, language: str, ingredients: tuple[Listed, ...]) -> Iterator[Prose]:
    names = [each.name for each in ingredients]
    if language == "id":
        for sentence in sweetener_warnings(names):
            yield Prose(WARNING, "", (Run(f"{sentence}."),))
    for code in label.value("recipe.pork_or_gm") or ():
        yield Prose(ORIGIN, "", (Run(word("origin", code).in_language(language), bold=True),))


def _storage(label: Gathering, language: str) -> Prose:
    heading = word("heading", "storage").in_language(language)
    told = label.value("label.storage_text") if language == "id" else ""
    storage = label.value("product.storage")
    if not told and storage is None:
        label.lacks(
            STORAGE,
            "product.storage",
            Text("Cara simpannya belum ada.", "How to keep it is missing."),
            stops=False,
        )
        storage = "room"
    text = told or word("storage", storage).in_language(language)
    return Prose(STORAGE, heading, (Run(label.printable(text, STORAGE, Text("Penyimpanan", "Storage"))),))


def _panel(label: Gathering) -> PanelBlock | None:
    if not label.order.with_panel and label.order.market == INDONESIA:
        if not label.value("nutrition.exempt"):
            label.lacks(PANEL, "nutrition.exempt", _LEFT_OUT, stops=False)
        return None
    panel = panel_of(label.dossier, label.order.market)
    if panel is not None and panel.complete:
        return PanelBlock(PANEL, panel, label.order.languages[0])
    if label.order.market == INDONESIA and label.value("nutrition.exempt"):
        return None
    label.lacks(
        PANEL,
        "recipe.ingredients",
        Text("Tabel gizi belum lengkap, jadi belum dipasang. Lihat halaman gizi produk ini.",
             "The nutrition panel is not complete, so it is left out. See this product's nutrition page."),
        stops=label.order.market != INDONESIA,
    )  # fmt: skip
    return None
