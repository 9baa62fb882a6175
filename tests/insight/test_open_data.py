"""Open data: counted without persons, small figures hidden, and a second one beside the first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.insight.opendata.counts import Count, hidden_cells, least, open_data
from lopo.standards.requirement import RUNGS
from tests.insight.houses import a_house, a_lesson, a_product, ago

K = least()


def grid(rows):
    """Counts of a small table, one product a business."""
    return {
        (f"row {line}", f"column {column}"): Count(count, count)
        for line, row in enumerate(rows)
        for column, count in enumerate(row)
    }


def shown(rows):
    counts = grid(rows)
    hidden = hidden_cells(counts, 5)
    columns = len(rows[0])
    cells = [None if key in hidden else count.products for key, count in counts.items()]
    return [cells[i : i + columns] for i in range(0, len(cells), columns)]


def test_a_small_cell_is_hidden_and_nought_is_not():
    assert shown([[7, 0]]) == [[7, 0]]
    assert shown([[3, 0]]) == [[None, 0]]


def test_a_second_cell_is_hidden_where_one_alone_could_be_worked_out():
    assert shown([[3, 9, 6], [8, 8, 8]]) == [[None, 9, None], [None, 8, None]]


def test_two_hidden_in_a_line_protect_each_other():
    assert shown([[3, 4, 9]]) == [[None, None, 9]]


GRIDS = st.integers(1, 4).flatmap(
    lambda columns: st.lists(
        st.lists(st.integers(0, 30), min_size=columns, max_size=columns), min_size=1, max_size=5
    )
)


@given(GRIDS)
def test_no_small_figure_is_ever_shown_and_no_line_hides_one_cell_beside_another(rows):
    found = shown(rows)
    assert all(not 0 < cell < 5 for row in found for cell in row if cell is not None)
    lines = [*found, *map(list, zip(*found, strict=True))]
    for line in lines:
        if line.count(None) == 1:
            assert not any(cell for cell in line if cell is not None)


def test_many_products_of_one_business_are_hidden():
    products = [a_product(id, business=1) for id in range(1, 21)]
    (row, *_rest) = (each for each in open_data(a_house(products)).tables[0].rows if each[1] == "none")
    assert row[-3:] == (None, None, True)


def test_products_that_are_enough_are_counted():
    products = [a_product(id, rung="taman") for id in range(1, K + 1)]
    ladder = open_data(a_house(products)).tables[0]
    keys = [column.key for column in ladder.columns]
    assert keys == ["kelurahan", "rung", "rung_title", "products", "businesses", "suppressed"]
    assert [(row[0], row[1], row[3], row[5]) for row in ladder.rows] == [
        ("Oebobo", rung, K if rung == "taman" else 0, False) for rung in ("none", *RUNGS)
    ]


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
    assert next(row for row in wards.rows if row[1] == "trained")[3:] == (7, 7, False)
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
    assert len(open_data(house).tables[0].rows) == 5 * count
