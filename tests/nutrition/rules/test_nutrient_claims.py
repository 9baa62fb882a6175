from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.nutrition.recipes.amounts import Amount, Nutrients, measured
from lopo.nutrition.rules.nutrient_claims import check_claim, content_claims

FOOD = measured(
    {
        nutrient: Decimal(amount)
        for nutrient, amount in {
            "fat": "2", "saturated_fat": "1.6", "protein": "21", "carbohydrate": "60", "sugar": "30",
            "fibre": "5", "sodium": "119",
        }.items()
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Rendah lemak", ["low-fat"]),
        ("RENDAH  LEMAK JENUH!", ["low-saturated-fat"]),
        ("sangat rendah garam, tinggi kandungan protein", ["very-low-sodium", "high-protein"]),
        ("kaya akan serat", ["high-fibre"]),
        ("rich in fibre and low-fat", ["high-fibre", "low-fat"]),
        ("Source of protein", ["source-of-protein"]),
        ("lemak tinggi rasa", []),
        ("berendah lemakku", []),
        ("Pedas segar khas Timor", []),
    ],
)
def test_claims_are_read_from_slogans(text, claims):
    assert [each.id for each in content_claims(text)] == claims


@pytest.mark.parametrize(
    ("text", "allowed", "says"),
    [
        ("rendah lemak", None, "not verified against annex I"),
        ("bebas lemak", False, "at most 0.5 g of total fat in 100 g; here it is 2 g"),
        ("rendah lemak jenuh", False, "at most 1.5 g"),
        ("tinggi protein", None, "not verified"),
        ("sumber serat", None, "5 g of dietary fibre"),
        ("tinggi serat", False, "at least 6 g"),
        ("rendah natrium", None, "119 mg"),
        ("sangat rendah natrium", False, "at most 40 mg"),
        ("rendah kalori", False, "at most 40 kcal of energy in 100 g; here it is 342 kcal"),
        ("sumber vitamin c", None, "is not known for the whole recipe"),
        ("renyah", None, "no nutrition claim"),
    ],
)
def test_a_claim_held_against_what_is_known(text, allowed, says):
    verdict = check_claim(text, FOOD, "solid", "md")
    assert verdict.allowed is allowed
    assert says in verdict.reason.en


@pytest.mark.parametrize("text", ["rendah lemak", "tinggi protein", "sumber vitamin C"])
def test_no_claim_at_all_stands_on_a_pirt_food(text):
    verdict = check_claim(text, FOOD, "solid", "pirt")
    assert verdict.allowed is False and "P-IRT" in verdict.reason.id


def test_one_refused_claim_decides_about_a_slogan():
    verdict = check_claim("rendah lemak, bebas gula", FOOD, "solid", "md")
    assert (verdict.allowed, verdict.claim.id) == (False, "sugar-free")


def test_an_unknown_amount_is_neither_allowed_nor_refused():
    open_still = Nutrients({"fat": Amount(Decimal(1), Decimal("0.9"), ("kemiri",))})
    assert check_claim("rendah lemak", open_still, "solid", "md").allowed is None
    assert check_claim("rendah lemak", None, "solid", "md").allowed is None


def test_a_liquid_is_held_against_the_figures_for_100_ml():
    drink = measured({"fat": Decimal(2)}, "ml")
    assert check_claim("rendah lemak", drink, "liquid", "md").allowed is False
    assert (
        "no figure"
        in check_claim("tinggi serat", measured({"fibre": Decimal(9)}, "ml"), "liquid", "md").reason.en
    )
    assert "no figure" in check_claim("rendah lemak", FOOD, "liquid", "md").reason.en


@given(st.text(max_size=200), st.sampled_from(["pirt", "md", "none", None]))
def test_no_claim_is_ever_let_through_while_its_figures_are_not_verified(text, route):
    assert check_claim(f"rendah lemak {text}", FOOD, "solid", route).allowed is not True
