"""Open data: counted without persons, small figures hidden, and a second one beside the first."""

import pytest

from lopo.insight.opendata.counts import least, open_data
from lopo.standards.requirement import RUNGS
from tests.insight.houses import a_house, a_lesson, a_product, ago

K = least()


def test_many_products_of_one_business_are_hidden():
    products = [a_product(id, business=1) for id in range(1, 21)]
    rows = open_data(a_house(products)).tables[0].rows
    assert [row[:3] for row in rows if row[3] == "none"] == [("city", "", ""), ("kecamatan", "Oebobo", "")]
    assert all(row[-3:] == (None, None, True) for row in rows if row[3] == "none")


def test_products_that_are_enough_are_counted():
    products = [a_product(id, rung="taman") for id in range(1, K + 1)]
    ladder = open_data(a_house(products)).tables[0]
    keys = [column.key for column in ladder.columns]
    assert keys == [
        "level", "kecamatan", "kelurahan", "rung", "rung_title", "products", "businesses", "suppressed",
    ]  # fmt: skip
    for place in (("city", "", ""), ("kecamatan", "Oebobo", ""), ("kelurahan", "Oebobo", "Oebobo")):
        assert [(row[3], *row[5:]) for row in ladder.rows if row[:3] == place] == [
            ("all", K, None, False),
            *(
                (rung, K if rung == "taman" else 0, K if rung == "taman" else 0, False)
                for rung in ("none", *RUNGS)
            ),
        ]


def test_a_kelurahan_of_few_is_not_there_but_counts_above():
    products = [a_product(id, ward="Liliba", rung="taman") for id in range(1, 9)]
    products += [a_product(id, ward="Oebufu", rung="taman") for id in range(20, 22)]
    ladder = open_data(a_house(products)).tables[0]
    taman = {row[:3]: row[5:] for row in ladder.rows if row[3] == "taman"}
    assert taman == {
        ("city", "", ""): (10, 10, False),
        ("kecamatan", "Oebobo", ""): (10, 10, False),
        ("kelurahan", "Oebobo", "Liliba"): (None, None, True),
    }, "ten less eight would be the two of Oebufu"


def test_where_the_kelurahan_is_not_known_the_city_still_counts_them():
    products = [a_product(id, ward="", rung="taman") for id in range(1, 9)]
    ladder = open_data(a_house(products)).tables[0]
    assert {row[1].en: row[5] for row in ladder.rows if row[0] == "kecamatan" and row[3] == "taman"} == {
        "not known": 8
    }


def test_stages_by_place_and_by_module():
    products = [a_product(id) for id in range(1, 8)]
    house = a_house(
        products,
        [
            *(a_lesson(id, ago(30)) for id in range(1, 7)),
            *(a_lesson(id, ago(9), "label") for id in range(3, 8)),
        ],
    )
    _ladder, wards, modules = open_data(house).tables
    for table in (wards, modules):
        assert "furthest_stage" in [column.key for column in table.columns], "the head of the file says it"
    assert next(row for row in wards.rows if row[3] == "trained")[5:] == (7, 7, False)
    by_module = {(row[0], row[2]): row[4:] for row in modules.rows}
    assert by_module["hygiene", "trained"] == (6, 6, False)
    assert by_module["label", "trained"] == (5, 5, False)


def test_nothing_of_anybody_is_in_it():
    products = [a_product(id) for id in range(1, 8)]
    house = a_house(products, [a_lesson(id, ago(30)) for id in range(1, 8)])
    told = repr([(each.rows, each.columns) for each in open_data(house).tables])
    for product in products:
        for word in (product.name, product.business_name, product.public_id):
            assert word not in told


@pytest.mark.parametrize("count", [0, 1])
def test_nobody_and_one(count):
    house = a_house([a_product(1)][:count])
    assert len(open_data(house).tables[0].rows) == 2 * 6 * count
