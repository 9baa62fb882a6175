import datetime as dt
from decimal import Decimal

import pytest

from lopo.quality.facts import derive
from tests.sample_dossier import TODAY, dossier

PACKS = [{"name": "1", "amount": "249"}, {"name": "2", "amount": "252"}]


def value(name, facts):
    found = derive(dossier(facts), TODAY)
    return found[name].value if name in found else None


@pytest.mark.parametrize(
    ("counts", "level"),
    [
        ({"major": "1", "serious": "0", "critical": "0"}, "I"),
        ({"critical": "1"}, "IV"),
        ({"major": "1"}, None),
        ({}, None),
    ],
)
def test_level_of_an_inspection(counts, level):
    assert (
        value("quality.cppb.level", {f"quality.cppb.{name}": count for name, count in counts.items()})
        == level
    )


def test_next_own_check_needs_the_level_and_the_last_one():
    facts = {"quality.cppb.critical": "1", "quality.cppb.self_checked_on": "2026-11-20"}
    assert value("quality.cppb.next_self_check", facts) == dt.date(2026, 11, 21)
    assert value("quality.cppb.next_self_check", {"quality.cppb.critical": "1"}) is None


@pytest.mark.parametrize(
    ("quantity", "unit", "enough"),
    [("250", "g", True), ("0.25", "kg", True), ("251", "g", None), ("250", "pieces", None)],
)
def test_weighings_are_held_against_the_label_in_its_unit(quantity, unit, enough):
    facts = {"quality.net.contents": PACKS, "label.net_quantity": quantity, "label.net_unit": unit}
    assert value("quality.net.mean_is_enough", facts) is enough


def test_a_lot_weighed_whole_is_judged_by_its_plain_mean():
    facts = {
        "quality.net.contents": PACKS,
        "quality.net.lot_size": "2",
        "label.net_quantity": "251",
        "label.net_unit": "g",
    }
    assert value("quality.net.mean_is_enough", facts) is False
    assert value("quality.net.allowed_short", facts) == 0
    assert value("quality.net.mean", facts) == Decimal("250.5")


def test_a_pack_without_its_weight_leaves_the_lot_open():
    facts = {
        "quality.net.contents": [*PACKS, {"name": "3"}],
        "label.net_quantity": "250",
        "label.net_unit": "g",
    }
    assert value("quality.net.mean", facts) is None
    assert value("quality.net.short", facts) is None


def test_sampling_plan_asked_by_a_buyer():
    facts = {
        "quality.sampling.lot_size": "500",
        "quality.sampling.level": "II",
        "quality.sampling.aql": "2.5",
    }
    assert value("quality.sampling.sample_wanted", facts) == 50
    assert value("quality.sampling.defects_allowed", facts) == 3
    assert value("quality.sampling.sample_wanted", facts | {"quality.sampling.aql": "3"}) is None
    reduced = facts | {"quality.sampling.inspection": "reduced"}
    assert value("quality.sampling.sample_wanted", reduced) == 20
    assert value("quality.sampling.defects_allowed", reduced) == 2


def test_nitrite_over_its_limit_is_named():
    facts = {"recipe.additives": [{"name": "natrium nitrit", "amount": "110"}], "product.cured_meat": "ya"}
    assert value("recipe.additives_over_limit", facts) == ("natrium nitrit",)
    assert value("recipe.additives_over_limit", {"recipe.additives": []}) == ()
    assert value("recipe.additives_over_limit", {}) is None
    assert value("recipe.additives_over_limit", facts | {"recipe.additives_checked": True}) == (
        "natrium nitrit",
    )


@pytest.mark.parametrize(("checked", "over"), [(True, ()), (False, None), (None, None)])
def test_a_dose_without_a_limit_of_ours_is_settled_by_somebody_who_knows_it(checked, over):
    facts = {"recipe.additives": [{"name": "natrium benzoat", "amount": "900"}], "product.cured_meat": False}
    told = {} if checked is None else {"recipe.additives_checked": checked}
    assert value("recipe.additives_over_limit", facts | told) == over
