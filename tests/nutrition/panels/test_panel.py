from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.facts.toml_file import read_toml
from lopo.nutrition.foods.nutrients import nutrients
from lopo.nutrition.panels.panel import COUNTRIES, make_panel
from lopo.nutrition.panels.panel_layout import layout_of
from lopo.nutrition.panels.serving import Serving
from lopo.nutrition.recipes.amounts import Amount, Nutrients, measured

D = Decimal


def lab(basis="g", **per_100):
    return measured({nutrient: D(str(amount)) for nutrient, amount in per_100.items()}, basis)


def served(size, unit="g", **more):
    return Serving(D(str(size)), unit, **{name: D(str(value)) for name, value in more.items()})


def printed(panel, language="en"):
    """The panel as a table of what stands on it."""
    return {
        row.nutrient: tuple(None if cell is None else cell.in_language(language) for cell in row.cells)
        for row in panel.rows
    }


SNACK = lab(
    fat=15.2, saturated_fat=7, trans_fat=0, cholesterol=13, protein=4, carbohydrate=60, sugar=7.2,
    added_sugar=5, fibre=3, sodium=423, vitamin_d=0, calcium=120, iron=3.33, potassium=444,
)  # fmt: skip


# ---- Indonesia ----


def test_the_published_example_of_a_pack_smaller_than_a_serving():
    # https://metacpan.org/pod/App::BPOMUtils::NutritionFacts, version 0.028: pack 20 g, serving 175 g.
    panel = make_panel(
        "id",
        lab(carbohydrate=13.113, fat=0.223, protein=0.99, saturated_fat=0.01, sodium=0.223, sugar=7.173),
        served(175, pack=20),
        "lab",
    )
    assert panel.columns[0].id == "Jumlah per kemasan (20 g)"
    assert panel.lead == ()
    assert printed(panel, "id") == {
        "energy": ("10 kkal", ""),
        "fat": ("0 g", "0%"),
        "saturated_fat": ("0 g", "0%"),
        "protein": ("0 g", "0%"),
        "carbohydrate": ("3 g", "1%"),
        "sugar": ("1 g", ""),
        "sodium": ("0 mg", "0%"),
    }
    assert panel.footnotes[0].id == (
        "*Persen AKG berdasarkan kebutuhan energi 2150 kkal. "
        "Kebutuhan energi Anda mungkin lebih tinggi atau lebih rendah."
    )


@pytest.mark.parametrize(
    ("nutrient", "amount", "cell", "percent"),
    [
        ("fat", 6, "6 g", "9%"),  # lifestyle.kompas.com 2021-03-05: 6 g of fat are 9 % of 2150 kcal's
        ("fat", 1.5, "1.5 g", "2%"),  # a biscuit of 10 g, kompasiana.com 2021-11-10
        ("carbohydrate", 7, "7 g", "2%"),  # the same biscuit
    ],
)
def test_per_cents_printed_on_packs(nutrient, amount, cell, percent):
    panel = make_panel("id", lab(**{nutrient: amount}), served(100), "lab")
    assert printed(panel)[nutrient] == (cell, percent)


def test_an_indonesian_panel_with_serving_measure_and_half_servings():
    panel = make_panel("id", SNACK, Serving(D(20), measure="3 keping", pack=D(130)), "lab")
    assert [line.id for line in panel.lead] == ["Takaran saji 20 g (3 keping)", "6,5 sajian per kemasan"]
    assert [head.id for head in panel.columns] == ["Jumlah per sajian", "% AKG*"]
    assert [row.title.id for row in panel.rows] == [
        "Energi total", "Lemak total", "Lemak jenuh", "Protein", "Karbohidrat total", "Gula",
        "Garam (natrium)",
    ]  # fmt: skip
    assert printed(panel, "id")["fat"] == ("3,0 g", "5%")
    assert printed(panel, "en")["fat"] == ("3.0 g", "5%")
    assert printed(panel)["sodium"] == ("85 mg", "6%")
    assert panel.complete and panel.warnings == ()


def test_servings_that_do_not_come_out_even_are_about():
    panel = make_panel("id", SNACK, served(30, pack=200), "lab")
    assert panel.lead[1].id == "Sekitar 6,5 sajian per kemasan"


def test_an_estimate_says_that_it_is_no_laboratory_result():
    panel = make_panel("id", SNACK, served(20), "estimate")
    assert "not laboratory" in panel.warnings[0].en and "bukan hasil laboratorium" in panel.warnings[0].id


# ---- the United States ----


def test_the_sample_label_of_the_united_states():
    # The FDA's own sample of the label of 2016, 55 g; vitamins and minerals as in 21 CFR 101.9(c)(8).
    sample = lab(
        energy=230, fat=8, saturated_fat=1, trans_fat=0, cholesterol=0, sodium=160, carbohydrate=37, fibre=4,
        sugar=12, added_sugar=10, protein=3, vitamin_d=2, calcium=260, iron=8, potassium=240,
    )  # fmt: skip
    whole = Nutrients({n: Amount(a.value * 100 / 55, by="lab") for n, a in sample.per_100.items()})
    panel = make_panel("us", whole, Serving(D(55), measure="2/3 cup", per_pack=D(8)), "lab")
    assert [line.en for line in panel.lead] == ["8 servings per container", "Serving size 2/3 cup (55g)"]
    assert printed(panel) == {
        "energy": ("230", ""),
        "fat": ("8g", "10%"),
        "saturated_fat": ("1g", "5%"),
        "trans_fat": ("0g", ""),
        "cholesterol": ("0mg", "0%"),
        "sodium": ("160mg", "7%"),
        "carbohydrate": ("37g", "13%"),
        "fibre": ("4g", "14%"),
        "sugar": ("12g", ""),
        "added_sugar": ("", "20%"),
        "protein": ("3g", ""),
        "vitamin_d": ("2mcg", "10%"),
        "calcium": ("260mg", "20%"),
        "iron": ("8mg", "45%"),
        "potassium": ("240mg", "6%"),
    }
    titles = {row.nutrient: row.title.en for row in panel.rows}
    assert titles["added_sugar"] == "Includes 10g Added Sugars"
    assert [row.level for row in panel.rows][:4] == [0, 0, 1, 1]


@pytest.mark.parametrize(
    ("nutrient", "amount", "cell"),
    [
        ("cholesterol", 3, "less than 5mg"),
        ("fibre", 0.7, "less than 1g"),
        ("fat", 1.3, "1.5g"),
        ("energy", 47, "45"),
    ],
)
def test_small_amounts_in_the_united_states(nutrient, amount, cell):
    panel = make_panel("us", lab(**{nutrient: amount}), served(100), "lab")
    assert printed(panel)[nutrient][0] == cell


@pytest.mark.parametrize(
    ("pack", "line"),
    [
        (50, "2 servings per container"),
        (63, "about 2.5 servings per container"),
        (160, "about 6 servings per container"),
        (25, "1 serving per container"),
    ],
)
def test_servings_per_container(pack, line):
    assert make_panel("us", SNACK, served(25, pack=pack), "lab").lead[0].en == line


# ---- the European Union ----


def test_a_european_declaration_takes_fibre_out_of_carbohydrate_and_states_salt():
    panel = make_panel("eu", SNACK, Serving(), "lab")
    assert [head.en for head in panel.columns] == ["Per 100 g"]
    assert printed(panel) == {
        # 37 x 15.2 + 17 x 4 + 17 x 57 + 8 x 3 = 1623.4 kJ; 9 x 15.2 + 4 x 61 + 2 x 3 = 386.8 kcal
        "energy": ("1,623 kJ / 387 kcal",),
        "fat": ("15 g",),
        "saturated_fat": ("7 g",),
        "carbohydrate": ("57 g",),
        "sugar": ("7.2 g",),
        "fibre": ("3 g",),
        "protein": ("4 g",),
        "salt": ("1.1 g",),
    }
    assert [row.title.en for row in panel.rows][:3] == ["Energy", "Fat", "of which saturates"]
    assert panel.complete and panel.footnotes == ()


def test_a_european_portion_has_per_cents_of_the_reference_intake():
    panel = make_panel("eu", SNACK, served(20, pack=100), "lab")
    assert [head.en for head in panel.columns] == ["Per 100 g", "Per portion (20 g)", "% reference intake*"]
    assert printed(panel)["fat"] == ("15 g", "3 g", "4%")
    assert panel.lead[1].en == "This pack contains 5 portions"
    assert "8,400 kJ/2,000 kcal" in panel.footnotes[0].en


def test_trace_amounts_in_europe():
    panel = make_panel("eu", lab(fat=0.3, saturated_fat=0.04, sodium=3), Serving(), "lab")
    assert printed(panel)["fat"] == ("<0.5 g",)
    assert printed(panel)["saturated_fat"] == ("<0.1 g",)
    assert printed(panel)["salt"] == ("<0.01 g",)


def test_without_fibre_europe_knows_no_carbohydrate():
    panel = make_panel("eu", lab(fat=1, protein=1, carbohydrate=50), Serving(), "lab")
    assert printed(panel)["carbohydrate"] == (None,)
    assert "carbohydrate" in panel.unknown and "fibre" not in panel.unknown


# ---- everywhere ----


@pytest.mark.parametrize("country", COUNTRIES)
def test_what_is_not_known_stays_open_and_is_named(country):
    known = Nutrients({**SNACK.per_100, "sugar": Amount(D(0), D("0.8"), ("gula merah",))})
    panel = make_panel(country, known, served(20), "estimate")
    assert panel.unknown == ("sugar",) and not panel.complete
    assert printed(panel)["sugar"][0] is None


@pytest.mark.parametrize("country", COUNTRIES)
def test_nothing_known_gives_a_panel_of_open_cells(country):
    panel = make_panel(country, Nutrients({}), served(20), "estimate")
    assert all(row.cells[0] is None for row in panel.rows)


def test_without_a_serving_the_amounts_are_open_and_the_reason_is_said():
    panel = make_panel("id", SNACK, Serving(), "lab")
    assert panel.unknown == () and not panel.has_serving and not panel.complete
    assert all(row.cells[0] is None for row in panel.rows)
    assert "Takaran saji belum diisi" in panel.warnings[0].id


def test_millilitres_need_a_weight_or_amounts_in_100_ml():
    unweighed = make_panel("id", SNACK, served(200, "ml"), "lab")
    assert not unweighed.complete and "ditimbang" in unweighed.warnings[0].id
    weighed = make_panel("id", SNACK, served(200, "ml", grams=210), "lab")
    assert printed(weighed)["protein"] == ("8 g", "14%")
    assert weighed.lead[0].id == "Takaran saji 200 ml"
    in_ml = make_panel("id", lab("ml", protein=4), served(200, "ml"), "lab")
    assert printed(in_ml)["protein"] == ("8 g", "13%")


def test_a_measured_energy_stands_before_a_reckoned_one():
    macros = {"fat": 10, "protein": 10, "carbohydrate": 50}
    assert printed(make_panel("id", lab(**macros), served(100), "lab"))["energy"][0] == "330 kcal"
    assert printed(make_panel("id", lab(energy=352, **macros), served(100), "lab"))["energy"][0] == "350 kcal"


@pytest.mark.parametrize("amount", ["0", "-1", "NaN", "Infinity"])
def test_a_serving_of_nothing_is_refused(amount):
    with pytest.raises(Refused, match="more than zero"):
        Serving(D(amount))


def test_an_unknown_country_or_proof_is_refused():
    with pytest.raises(KeyError):
        make_panel("fr", SNACK, Serving())
    with pytest.raises(ValueError, match="proof"):
        make_panel("id", SNACK, Serving(), "hearsay")


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_layout_names_its_source_and_how_sure_it_is(country):
    layout = layout_of(country)
    assert layout.source and layout.confidence in ("law-read", "corroborated", "to-verify")
    assert all(row.nutrient in {*nutrients(), "salt"} for row in layout.rows)


@pytest.mark.parametrize(
    ("room", "name"),
    [
        ("panels", "rounding"),
        ("panels", "reference_values"),
        ("panels", "energy"),
        ("panels", "agreement"),
        ("rules", "nutrient_claims"),
    ],
)
def test_every_table_of_figures_names_its_source(room, name):
    table = read_toml(f"lopo.nutrition.{room}", f"{name}.toml")

    def sourced(part):
        if "source" in part:
            return part["confidence"] in ("law-read", "corroborated", "to-verify")
        inner = [each for each in part.values() if isinstance(each, dict | list)]
        rows = [row for each in inner for row in (each if isinstance(each, list) else [each])]
        return bool(rows) and all(sourced(row) for row in rows if isinstance(row, dict) and "id" not in row)

    assert sourced(table)


amounts = st.decimals(0, 100, places=3)


@given(
    st.fixed_dictionaries(dict.fromkeys(("fat", "saturated_fat", "protein", "sugar", "sodium"), amounts)),
    st.decimals("0.1", 500, places=1),
    st.sampled_from(COUNTRIES),
)
def test_a_panel_of_any_amounts_prints_every_known_one(per_100, size, country):
    panel = make_panel(country, measured(per_100), Serving(size), "lab")
    shown = printed(panel)
    assert all(None not in shown[each] for each in per_100 if each in shown)
    assert not {"fat", "saturated_fat", "protein", "sugar"} & set(panel.unknown)
