"""The plan of the demo's shelf: what it says, and what of it is refused with its place."""

import pytest

from lopo.site.demo.plans import BadCity
from lopo.site.demo.reading import read_city, read_city_shelf
from lopo.site.demo.shelf_plan import read_shelf

NOTHING = {
    name: [] for name in ("store", "terms", "listing", "order", "pool", "sold", "catalogue", "said", "offer")
}
A_LISTING = {
    "partner": "shop", "business": "Dapur", "product": "Sambal", "price": 1, "shelf_price": 2, "weekly": 3,
}  # fmt: skip
AN_ORDER = {"partner": "shop", "store": "S", "business": "Dapur", "lines": [["Sambal", 24]]}


def orders_of(**told):
    return read_shelf({**NOTHING, "order": [{**AN_ORDER, **told}]}).orders


def test_one_row_tells_as_many_orders_as_it_has_days():
    first, second = orders_of(ago=[20, 6], but={"6": {"less": 10, "reason": "capacity"}})
    assert (first.ago, first.less, second.ago, second.less) == (20, None, 6, 10)
    assert first.lines == (("Sambal", 24),)


def test_what_was_otherwise_on_a_day_without_an_order_is_refused():
    with pytest.raises(BadCity, match="Dapur: nothing was ordered 7 days ago"):
        orders_of(ago=[20], but={"7": {"less": 1}})


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        ([["accept", 3]], "a listing begins with its application"),
        ([], "a listing begins with its application"),
        ([["apply", 3], ["accept", 5]], "a later step must not be told before an earlier one"),
    ],
)
def test_steps_that_cannot_follow_each_other_are_refused(steps, says):
    with pytest.raises(BadCity, match=f"Sambal .Dapur.: {says}"):
        read_shelf({**NOTHING, "listing": [{**A_LISTING, "steps": steps}]})


def test_a_word_nobody_knows_is_refused():
    with pytest.raises(BadCity, match=r"shelf.toml: .*colour"):
        orders_of(ago=[3], colour="red")


def test_rows_of_the_tills_have_the_days_of_their_file_or_their_own():
    rows = [["S", "Dapur", "Sambal", 5], ["S", "Dapur", "Sambal", 5, 9, 8]]
    told = {"partner": "shop", "ago": 1, "from_ago": 30, "until_ago": 2, "rows": rows}
    (sold,) = read_shelf({**NOTHING, "sold": [told]}).sold
    assert [each[4:] for each in sold.rows] == [(30, 2), (9, 8)]


def test_everybody_the_plan_names_is_of_the_city():
    plan, city = read_city_shelf(), read_city()
    products = {(each.name, product.name) for each in city.businesses for product in each.products}
    partners = {each.id for each in city.partners}
    stores = {each.code for each in plan.stores}
    assert {(each.business, each.product) for each in plan.listings} <= products
    assert {(each.business, name) for each in plan.orders for name, _pieces in each.lines} <= products
    assert {(each.business, name) for each in plan.opened for name in each.stories} <= products
    assert {each.partner for each in (*plan.listings, *plan.orders, *plan.terms)} <= partners
    assert {each.store for each in plan.orders} <= stores


def test_nothing_is_ordered_that_was_not_on_a_shelf_by_then():
    on_shelf = {}
    for listing in read_city_shelf().listings:
        came = [step.ago for step in listing.steps if step.name in ("accept", "agree-trial", "verdict-list")]
        if came:
            on_shelf[listing.partner, listing.product] = max(came)
    for order in read_city_shelf().orders:
        for name, _pieces in order.lines:
            assert order.ago <= on_shelf[order.partner, name], (name, order.ago)
