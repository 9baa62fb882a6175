"""The cost of a piece: a sambal reckoned on paper, what is missing, and that parts always add up."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.costing.making import Making, lacking, making_of
from lopo.costing.unit_cost import cost_so_far, unit_cost
from lopo.standards.derivation import complete
from tests.costing.kitchens import SAMBAL
from tests.sample_dossier import TODAY, dossier


def without(*facts, **more):
    return dossier({name: value for name, value in (SAMBAL | more).items() if name not in facts})


def test_the_cost_is_the_one_on_paper():
    cost = unit_cost(making_of(dossier(SAMBAL), TODAY))
    assert {part.kind: part.idr for part in cost.by_kind()} == {
        "material": 6000,
        "waste": 667,
        "packaging": 3300,
        "labour": 3000,
        "energy": 300,
        "wear": 150,
        "overhead": 1333,
    }
    assert (cost.idr, cost.exact, cost.fixed) == (14_750, 14_750, Fraction(200_000, 150))


def test_the_fact_of_the_cost_follows_from_its_parts():
    assert complete(dossier(SAMBAL), TODAY)["price.cost_idr"].value == 14_750


def test_while_a_part_is_missing_the_owners_own_figure_counts():
    told = without("cost.energy_idr")
    assert "price.cost_idr" not in complete(told, TODAY)
    known = dossier({"cost.told_idr": "15000", "cost.batch_pieces": "20"})
    assert complete(known, TODAY)["price.cost_idr"].value == 15_000
    whole = dossier({**SAMBAL, "cost.told_idr": "9000"})
    assert complete(whole, TODAY)["price.cost_idr"].value == 14_750


@pytest.mark.parametrize(
    ("left_out", "missing"),
    [
        ("cost.batch_pieces", "cost.batch_pieces"),
        ("cost.purchases", "cost.purchases"),
        ("recipe.ingredients", "cost.materials_batch_idr"),
        ("cost.wage_per_hour_idr", "cost.wage_per_hour_idr"),
    ],
)
def test_what_is_missing_is_named(left_out, missing):
    assert lacking(making_of(without(left_out), TODAY)) == (missing,)


def test_an_ingredient_without_grams_sends_to_the_recipe():
    told = {**SAMBAL, "recipe.ingredients": [{"name": "cabai merah"}]}
    assert lacking(making_of(dossier(told), TODAY)) == ("recipe.ingredients",)


def test_who_knows_only_the_whole_of_the_shopping_is_helped_too():
    making = making_of(without("recipe.ingredients", **{"cost.materials_batch_idr": "120000"}), TODAY)
    assert unit_cost(making).idr == 14_750


def test_no_tools_and_no_fixed_costs_need_no_further_answer():
    told = without("cost.equipment_batches", "cost.pieces_month")
    told = told.with_facts(dossier({"cost.equipment_idr": "0", "cost.overhead_month_idr": "0"}))
    assert lacking(making_of(told, TODAY)) == ()


def test_a_recipe_within_the_recipe_is_priced_by_what_is_in_it():
    told = {
        "recipe.ingredients": [{"name": "bumbu dasar", "amount": "300"}],
        "recipe.parts": [
            {"name": "cabai merah", "amount": "100", "group": "Bumbu Dasar"},
            {"name": "gula merah", "amount": "200", "group": "Bumbu Dasar"},
        ],
        "cost.purchases": SAMBAL["cost.purchases"],
    }
    materials = making_of(dossier(told), TODAY).materials
    assert [(each.name, each.grams, each.idr) for each in materials] == [
        ("cabai merah", 100, 4500),
        ("gula merah", 200, 4800),
    ]


def test_a_purchase_that_cannot_be_read_is_told_and_the_rest_stands():
    told = {
        **SAMBAL,
        "cost.purchases": [*SAMBAL["cost.purchases"], {"name": "garam", "amount": "5", "group": "?"}],
    }
    making = making_of(dossier(told), TODAY)
    assert making.faults[0].id.startswith("garam: ")
    assert unit_cost(making) is not None


MONEY = st.integers(0, 10**9)
COUNT = st.integers(1, 10**5)
MAKINGS = st.builds(
    Making,
    pieces=COUNT,
    materials_idr=MONEY,
    waste_percent=st.decimals(0, 90, places=2),
    packaging_idr=MONEY,
    labour_minutes=st.integers(0, 10**5),
    wage_per_hour_idr=MONEY,
    energy_idr=MONEY,
    equipment_idr=MONEY,
    equipment_batches=COUNT,
    overhead_month_idr=MONEY,
    pieces_month=COUNT,
)


@given(MAKINGS)
def test_the_parts_add_up_to_the_rupiah(making):
    cost = unit_cost(making)
    assert sum(part.idr for part in cost.parts) == cost.idr
    assert sum(part.idr for part in cost.by_kind()) == cost.idr
    assert 0 <= cost.idr - cost.exact < 1
    assert sum(part.exact for part in cost.parts) == cost.exact


@given(MAKINGS, st.integers(1, 10**6))
def test_dearer_materials_never_make_it_cheaper(making, more):
    dear = replace(making, materials_idr=making.materials_idr + more)
    assert unit_cost(dear).exact > unit_cost(making).exact


@given(MAKINGS)
def test_what_is_known_so_far_is_never_more_than_the_whole(making):
    part = replace(making, energy_idr=None, waste_percent=None)
    assert unit_cost(part) is None
    assert cost_so_far(part).exact <= unit_cost(making).exact


def test_a_waste_of_half_doubles_the_materials():
    making = Making(pieces=1, materials_idr=1000, waste_percent=Decimal(50))
    assert cost_so_far(making).idr == 2000
