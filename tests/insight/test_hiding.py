"""Whether a hidden figure can be worked out from the open data, by an exact solver and by hand."""

from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from lopo.insight.house import MilestoneRow
from lopo.insight.opendata.counts import open_data
from lopo.insight.opendata.hiding import ALL, Count, Figures, hidden_figures, told_leaves
from lopo.producers.kelurahan import find_kelurahan
from tests.insight.attacker import published, truth, worked_out, worked_out_of_flat
from tests.insight.houses import a_house, a_lesson, a_product, ago


def flat(rows):
    """Places below a city, one product a business; each row is a place, each column a kind."""
    counts = {}
    for place, row in enumerate(rows):
        for kind, count in enumerate(row):
            counts[f"place {place}", f"kind {kind}"] = Count(count, count)
        counts[f"place {place}", ALL] = Count(sum(row), sum(row))
    for kind in [ALL, *(f"kind {each}" for each in range(len(rows[0])))]:
        each = sum(counts[f"place {place}", kind].products for place in range(len(rows)))
        counts["city", kind] = Count(each, each)
    return Figures("city", {f"place {place}": "city" for place in range(len(rows))}, counts)


def shown(rows):
    """The city's row first; the total is the last of each row."""
    figures = flat(rows)
    hidden = hidden_figures(figures, 5)
    kinds = [*(f"kind {each}" for each in range(len(rows[0]))), ALL]
    places = ["city", *(f"place {each}" for each in range(len(rows)))]
    return [
        [None if (place, kind) in hidden else figures.counts[place, kind].products for kind in kinds]
        for place in places
    ]


def test_nothing_small_and_nothing_is_hidden():
    assert shown([[7, 9], [8, 0]]) == [[15, 9, 24], [7, 9, 16], [8, 0, 8]]


def test_one_small_figure_takes_three_with_it():
    assert shown([[3, 9, 20], [9, 8, 20], [30, 30, 30]]) == [
        [42, 47, 70, 159],
        [None, None, 20, 32],
        [None, None, 20, 37],
        [30, 30, 30, 90],
    ]


def test_what_is_small_in_the_city_is_hidden_on_every_level():
    city, first, second = shown([[2, 40, 40], [0, 30, 30]])
    assert city[0] is None and first[0] is None and second[0] == 0
    assert [each for each in city[1:3] if each is None], "or it would be the total less the others"


def test_six_places_with_one_business_each_do_not_hide_that_the_city_has_six():
    city, *places = shown([[1, 9], [1, 9], [1, 9], [1, 9], [1, 9], [1, 9], [0, 9]])
    assert city[0] == 6
    assert [row[0] for row in places].count(None) == 7, "the nought goes with them: else all are one"


def test_a_ward_is_told_when_it_is_big_enough_and_is_not_alone_untold():
    within = {"Oebobo": ["Liliba", "Oebufu", "Fatululi", "Oetete"]}
    big = {"Liliba": 9, "Oebufu": 7, "Fatululi": 5}
    assert told_leaves(within, big, 5) == {"Liliba", "Oebufu"}, "Oetete has none, and would be alone"
    assert told_leaves(within, big | {"Oetete": 6}, 5) == {"Liliba", "Oebufu", "Fatululi", "Oetete"}
    assert told_leaves(within, {"Liliba": 9}, 5) == {"Liliba"}
    assert told_leaves(within, {}, 5) == set()


CELLS = st.one_of(
    st.just((0, 0)),
    st.tuples(st.integers(1, 4), st.integers(0, 2)),
    st.tuples(st.integers(5, 12), st.just(0)),
)
GRIDS = st.integers(2, 4).flatmap(
    lambda kinds: st.lists(st.lists(CELLS, min_size=kinds, max_size=kinds), min_size=1, max_size=5)
)


@settings(max_examples=80)
@given(GRIDS, st.integers(2, 6))
def test_each_hidden_figure_of_a_table_may_be_another(rows, fewest):
    figures = flat([[businesses for businesses, _more in row] for row in rows])
    more = flat([[more for _businesses, more in row] for row in rows]).counts
    counts = {
        key: Count(count.products + more[key].products, count.businesses)
        for key, count in figures.counts.items()
    }
    figures = replace(figures, counts=counts)
    hidden = hidden_figures(figures, fewest)
    assert all(key in hidden for key, count in counts.items() if 0 < count.businesses < fewest)
    assert worked_out_of_flat(figures, hidden) == []


HOMES = ("Liliba", "Oebufu", "Fatululi", "Lasiana", "Penfui", "")
BUSINESSES = st.tuples(
    st.sampled_from(HOMES),
    st.lists(st.sampled_from(("", "taman", "taman", "swalayan", "nasional")), min_size=1, max_size=3),
    st.sampled_from((None, "trained", "trained", "listed", "paid")),
)
CITIES = st.lists(st.tuples(BUSINESSES, st.sampled_from((1, 1, 2, 4, 6, 9))), max_size=14)


def a_city(drawn):
    """Products, lessons and milestones of businesses drawn, each so often."""
    products, lessons, milestones = [], [], []
    business = 0
    for (ward, rungs, stage), times in drawn:
        for _time in range(times):
            business += 1
            for rung in rungs:
                products.append(a_product(len(products) + 1, business, ward=ward, rung=rung))
            if stage:
                lessons.append(a_lesson(business, ago(60), product=products[-1].id))
            if stage in ("listed", "paid"):
                milestones.append(MilestoneRow(products[-1].id, stage, ago(20), True))
    return a_house(products, lessons, milestones=tuple(milestones))


def members(house):
    """What is true, for the first two tables."""
    all_products, trained = [], []
    about = {lesson.product for lesson in house.lessons}
    stages = {each.product: each.kind for each in house.milestones}
    for each in house.products:
        ward = find_kelurahan(each.ward_name)
        place = (ward.kecamatan, ward.name) if ward else ("not known", "")
        all_products.append((*place, each.rung or "none", each.business))
        if each.id in about:
            trained.append((*place, stages.get(each.id, "trained"), each.business))
    return all_products, trained


ONE_OF_TWO_RUNGS = [
    (("Liliba", [""], None), 3), (("Liliba", ["", "swalayan"], None), 1), (("Liliba", ["taman"], None), 1),
    (("Oebufu", [""], None), 1),
]  # fmt: skip
"""Two products on two rungs, one each unless a nought is hidden on a line that is shown."""


@settings(max_examples=10)
@example(ONE_OF_TWO_RUNGS)
@given(CITIES)
def test_no_hidden_figure_can_be_worked_out(drawn):
    house = a_city(drawn)
    tables = [published(table) for table in open_data(house).tables[:2]]
    truths = [truth(each) for each in members(house)]
    for table, true in zip(tables, truths, strict=True):
        for key, each in table.items():
            assert each is None or each[0] == true[key][0]
            assert each is None or true[key][1] == 0 or true[key][1] >= 5
    assert worked_out(tables, truths) == []
