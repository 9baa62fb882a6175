"""What is next on the way to a nutrition panel: one question at a time, each with an example in numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from lopo.facts.dossier import Dossier
from lopo.facts.text import Text, joined
from lopo.nutrition.foods.nutrients import nutrients
from lopo.nutrition.panels.declared import declared
from lopo.nutrition.panels.panel_of import serving_of
from lopo.nutrition.panels.rounding import INDONESIA
from lopo.nutrition.recipes.amounts import Nutrients
from lopo.nutrition.recipes.food_choice import IngredientFood
from lopo.nutrition.recipes.per_100 import (
    COMPULSORY,
    RecipeAnswer,
    best_nutrients,
    lab_nutrients,
    recipe_answer,
)

LIQUID_UNITS = ("ml", "l")
WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do. ``fact`` is the fact whose question answers it, "" where a page of its own does.

    ``id`` is ``recipe``, ``foods``, ``oil``, ``weighed``, ``loss``, ``fault``, ``serving``, ``measure``,
    ``servings`` or ``lab``.
    """

    id: str
    title: Text
    why: Text
    fact: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    dossier: Dossier
    foods: tuple[IngredientFood, ...]
    answer: RecipeAnswer | None
    best: Nutrients | None


def next_step(dossier: Dossier, foods: tuple[IngredientFood, ...]) -> NextStep | None:
    """The first thing that is still open; ``None`` when the panel is complete."""
    known = _Known(dossier, foods, recipe_answer(dossier), best_nutrients(dossier))
    steps = _PANEL_STEPS if lab_is_whole(dossier) else (*_RECIPE_STEPS, *_PANEL_STEPS)
    return next((step for step in (find(known) for find in steps) if step is not None), None)


def lab_is_whole(dossier: Dossier) -> bool:
    """Whether a laboratory found every compulsory amount, so that no recipe is needed."""
    return not _unknown(lab_nutrients(dossier))


def is_liquid(dossier: Dossier) -> bool:
    """Whether a serving of the product is measured rather than weighed."""
    return dossier.value("product.form") == "liquid" or dossier.value("label.net_unit") in LIQUID_UNITS


def _unknown(known: Nutrients | None) -> tuple[str, ...]:
    if known is None:
        return COMPULSORY
    amounts = declared(known, INDONESIA)
    return tuple(nutrient for nutrient in COMPULSORY if amounts.get(nutrient) is None)


def _recipe(known: _Known) -> NextStep | None:
    given = known.dossier.value("recipe.ingredients")
    if not given:
        return NextStep(
            "recipe",
            Text("Tulis resep satu kali masak", "Write down the recipe of one batch"),
            Text(
                "Gizinya dihitung dari bahan: misalnya cabai 600 g, jeruk nipis 200 g, garam 40 g. "
                "Resep tidak diperlihatkan kepada siapa pun tanpa izin.",
                "The nutrition is worked out from the ingredients: say chilli 600 g, lime 200 g, salt 40 g. "
                "Nobody sees the recipe without permission.",
            ),
            "recipe.ingredients",
        )
    without = [item.name for item in given if item.amount is None]
    if not without:
        return None
    return NextStep(
        "recipe",
        Text("Berapa gram {names}?", "How many grams of {names}?").filled(names=_some(without)),
        Text(
            "Timbang yang dipakai dalam satu kali masak, misalnya 40 g. Tanpa itu gizinya belum terhitung.",
            "Weigh what goes into one batch, say 40 g. Without it the nutrition cannot be worked out.",
        ),
        "recipe.ingredients",
    )


def _foods(known: _Known) -> NextStep | None:
    open_ = [each.name for each in known.foods if not each.is_settled]
    if not open_:
        return None
    count = len(open_)
    return NextStep(
        "foods",
        Text(
            f"{count} bahan belum dikenali: pilih makanannya",
            f"{count} ingredient{'' if count == 1 else 's'} not recognised: choose the food",
        ),
        Text(
            "{names}: pilih yang paling mirip di tabel, atau jawab “tidak ada di tabel”.",
            "{names}: choose the most alike in the table, or answer “not in the table”.",
        ).filled(names=_some(open_)),
    )


def _oil(known: _Known) -> NextStep | None:
    if known.dossier.value("recipe.frying_oil_g") is not None:
        return None
    return NextStep(
        "oil",
        Text("Apakah digoreng?", "Is it fried?"),
        Text(
            "Minyak yang terserap menambah lemak. Misalnya minyak 1.000 g menjadi 920 g: terserap 80 g.",
            "The oil taken up adds fat. Say 1,000 g of oil become 920 g: 80 g were taken up.",
        ),
    )


def _weighed(known: _Known) -> NextStep | None:
    has_waste = any(each.food is not None and each.food.edible_percent != WHOLE for each in known.foods)
    if known.dossier.value("recipe.weighed_as") is not None or not has_waste:
        return None
    return NextStep(
        "weighed",
        Text("Bahan ditimbang utuh atau sudah bersih?", "Were the ingredients weighed whole or cleaned?"),
        Text(
            "Dari 1.000 g ikan utuh mungkin hanya 600 g yang dimakan.",
            "Of 1,000 g of whole fish perhaps only 600 g are eaten.",
        ),
        "recipe.weighed_as",
    )


def _loss(known: _Known) -> NextStep | None:
    if known.dossier.value("recipe.loss_percent") is not None:
        return None
    return NextStep(
        "loss",
        Text("Berapa susutnya?", "How much is lost in cooking?"),
        Text(
            "Timbang sebelum dan sesudah dimasak. Misalnya bahan 1.000 g menjadi 800 g: susut 20%.",
            "Weigh before and after cooking. Say 1,000 g of ingredients become 800 g: 20% is lost.",
        ),
    )


def _fault(known: _Known) -> NextStep | None:
    if known.answer is None or known.answer.fault is None:
        return None
    cannot_be_read = known.dossier.value("recipe.parts") and not known.foods
    return NextStep(
        "fault",
        Text("Resepnya belum bisa dihitung", "The recipe cannot be worked out"),
        known.answer.fault,
        "recipe.parts" if cannot_be_read else "",
    )


def _serving(known: _Known) -> NextStep | None:
    serving = serving_of(known.dossier)
    if serving.size is None:
        return NextStep(
            "serving",
            Text("Berapa takaran sajinya?", "How much is one serving?"),
            Text(
                "Yang biasa dimakan sekali: misalnya sambal 15 g, keripik 20 g, minuman 200 ml.",
                "What is eaten at one time: say 15 g of sambal, 20 g of crisps, 200 ml of a drink.",
            ),
            "nutrition.serving_ml" if is_liquid(known.dossier) else "nutrition.serving_g",
        )
    if known.best is not None and serving.basis_per_unit(known.best.basis) is None:
        return NextStep(
            "serving",
            Text("Berapa gram satu takaran saji?", "How many grams is one serving?"),
            Text(
                "Resep dihitung dalam gram. Timbang satu takaran: 200 ml sirup misalnya 250 g.",
                "The recipe is worked out in grams. Weigh one serving: 200 ml of syrup is, say, 250 g.",
            ),
            "nutrition.serving_g",
        )
    return None


def _measure(known: _Known) -> NextStep | None:
    if "nutrition.household_measure" in known.dossier:
        return None
    return NextStep(
        "measure",
        Text("Takaran saji itu berapa sendok atau keping?", "How many spoons or pieces is a serving?"),
        Text(
            "Pembeli tidak menimbang: “1 sendok makan”, “3 keping”.",
            "Buyers do not weigh: “1 sendok makan”, “3 keping”.",
        ),
        "nutrition.household_measure",
    )


def _servings(known: _Known) -> NextStep | None:
    if serving_of(known.dossier).count is not None:
        return None
    return NextStep(
        "servings",
        Text("Berapa sajian dalam satu kemasan?", "How many servings are in one pack?"),
        Text("Kemasan 150 g dengan takaran 15 g: 10 sajian.", "A pack of 150 g with servings of 15 g: 10."),
        "nutrition.servings_per_pack",
    )


def _lab(known: _Known) -> NextStep | None:
    unknown = _unknown(known.best)
    if not unknown:
        return None
    titles = joined([nutrients()[each].title for each in unknown], Text.same(", "))
    return NextStep(
        "lab",
        Text("Uji laboratorium: {titles}", "Laboratory test: {titles}").filled(titles=titles),
        Text(
            "Tabel komposisi tidak memuat angkanya untuk semua bahan. Minta laboratorium menguji yang ini "
            "saja, lalu tulis hasilnya di sini.",
            "The composition table lacks these for some ingredient. Ask a laboratory to test just these, "
            "then write the result here.",
        ),
    )


_RECIPE_STEPS: tuple[Callable[[_Known], NextStep | None], ...] = (
    _recipe,
    _foods,
    _oil,
    _weighed,
    _loss,
    _fault,
)
_PANEL_STEPS: tuple[Callable[[_Known], NextStep | None], ...] = (_serving, _measure, _servings, _lab)


def _some(names: list[str]) -> Text:
    """The first names, and how many more there are."""
    first = ", ".join(names[:3])
    more = len(names) - 3
    return Text.same(first) if more <= 0 else Text(f"{first} dan {more} lagi", f"{first} and {more} more")
