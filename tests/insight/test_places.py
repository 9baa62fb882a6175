"""The programme kecamatan by kecamatan."""

from lopo.insight.house import MilestoneRow
from lopo.insight.results import Results
from lopo.insight.wanted import Wanted
from tests.insight.houses import a_house, a_lesson, a_product, ago


def a_small_city():
    products = [
        a_product(1, ward="Liliba", rung="taman"),
        a_product(2, ward="Oebufu"),
        a_product(3, ward="Lasiana"),
        a_product(4, ward=""),
    ]
    return a_house(
        products,
        [a_lesson(1, ago(60)), a_lesson(2, ago(60)), a_lesson(4, ago(60))],
        dict.fromkeys(range(1, 5), ("not_met", "met", "met")),
        rung_changes=[(1, "", "taman", ago(30))],
        milestones=(MilestoneRow(2, "listed", ago(9), True),),
    )


def rows(wanted=None):
    table = Results(a_small_city(), wanted or Wanted()).table("places")
    return {getattr(row[0], "en", row[0]): row[1:] for row in table.rows}


def test_each_kecamatan_has_a_row_and_who_is_nowhere_has_one_too():
    found = rows()
    assert list(found) == [
        "Alak", "Kelapa Lima", "Kota Lama", "Kota Raja", "Maulafa", "Oebobo", "Not known",
    ]  # fmt: skip
    assert found["Oebobo"] == (2, 2, 0, None, 1, 1), "no paper was written down: that is not nought"
    assert found["Kelapa Lima"] == (1, 0, 0, None, 0, 0)
    assert found["Not known"] == (1, 1, 0, None, 0, 0)


def test_of_one_kelurahan_only_its_kecamatan_is_there():
    assert rows(Wanted(kelurahan="Oebufu")) == {"Oebobo": (1, 1, 0, None, 1, 0)}


def test_of_another_course_nobody_came():
    found = rows(Wanted(cohort=99))
    assert found["Oebobo"][:2] == (2, 0) and found["Oebobo"][-1] == 0
