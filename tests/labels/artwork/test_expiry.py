import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.labels.artwork.expiry import expiry_date, needs_day
from tests.labels.artwork.sample import content, gaps, luat, order, words_of

MADE = dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("expires", "named"),
    [
        (dt.date(2026, 12, 4), True),
        (dt.date(2027, 2, 20), True),
        (dt.date(2027, 2, 21), False),
        (dt.date(2027, 11, 20), False),
    ],
)
def test_food_that_keeps_three_months_or_less_names_the_day(expires, named):
    assert needs_day(MADE, expires) is named


@pytest.mark.parametrize(
    ("expires", "month"),
    [
        (dt.date(2027, 3, 18), "Februari 2027"),
        (dt.date(2027, 2, 28), "Februari 2027"),
        (dt.date(2027, 1, 1), "Desember 2026"),
        (dt.date(2028, 2, 28), "Januari 2028"),
    ],
)
def test_a_month_is_the_last_whole_one(expires, month):
    assert expiry_date(expires, to_the_day=False).id == month


@given(st.dates(dt.date(2024, 1, 1), dt.date(2090, 1, 1)))
def test_a_month_never_promises_more_than_the_day(expires):
    name, year = expiry_date(expires, to_the_day=False).en.split()
    month = dt.datetime.strptime(f"{name} {year}", "%B %Y").date()
    end = (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    assert dt.timedelta() <= expires - end < dt.timedelta(days=31)


@pytest.mark.parametrize(
    ("days", "by_month", "printed"),
    [
        ("60", False, "Baik digunakan sebelum: 19 Januari 2027"),
        ("60", True, "Baik digunakan sebelum: 19 Januari 2027"),
        ("365", False, "Baik digunakan sebelum: 20 November 2027"),
        ("365", True, "Baik digunakan sebelum: Oktober 2027"),
    ],
)
def test_the_front_names_the_expiry_by_how_long_the_food_keeps(days, by_month, printed):
    label = content(luat(quality__shelf_life_days=days), order(by_month=by_month))
    assert printed in [words_of(line).replace("\xa0", " ") for line in label.essentials]


def test_an_expiry_beyond_the_shelf_life_stops_the_label():
    label = content(luat(), order(expires_on=dt.date(2027, 3, 1)))
    assert gaps(label, "expiry") == [
        "The expiry 1 March 2027 is beyond the shelf life of 60 days. At the latest 19 January 2027."
    ]
    assert not label.can_be_sold


def test_an_earlier_expiry_is_the_owners_own_choice():
    label = content(luat(), order(expires_on=dt.date(2026, 12, 24)))
    assert label.can_be_sold
    assert "24\xa0Desember\xa02026" in words_of(label.essentials[2])


def test_a_day_that_has_passed_stops_the_label():
    label = content(luat(), order(made_on=dt.date(2026, 6, 1)))
    assert gaps(label, "expiry") == ["The date 31 July 2026 has passed."]


def test_without_shelf_life_there_is_no_date_unless_it_is_stamped():
    unknown = luat(quality__shelf_life_days=None)
    assert not content(unknown).can_be_sold
    stamped = content(unknown, order(dates_at="lid", lot=""))
    assert stamped.can_be_sold
    assert words_of(stamped.essentials[2]) == "Baik digunakan sebelum: lihat tutup"


def test_without_a_lot_the_day_of_production_stands_for_it():
    dates = next(block for block in content(luat(), order(lot="")).blocks if block.element == "expiry")
    assert dict(dates.pairs)["Kode produksi:"] == "20\xa0November\xa02026"
    neither = content(luat(), order(lot="", made_on=None))
    assert gaps(neither, "lot") and not neither.can_be_sold
