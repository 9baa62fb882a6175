"""When a reminder is asked for, and its words."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.text import Text
from lopo.standards.reminder import Due, message, remind_day
from tests.standards.promise_rules import RULES

RENEWAL = RULES[0]
DUE = dt.date(2026, 12, 31)
ON = dt.date(2026, 12, 1)


@pytest.mark.parametrize(
    ("on", "day"),
    [
        (dt.date(2026, 11, 30), None),
        (dt.date(2026, 12, 1), dt.date(2026, 12, 1)),
        (dt.date(2026, 12, 5), dt.date(2026, 12, 1)),
        (dt.date(2026, 12, 24), dt.date(2026, 12, 24)),
        (dt.date(2026, 12, 31), dt.date(2026, 12, 31)),
        (dt.date(2027, 6, 1), dt.date(2026, 12, 31)),
    ],
)
def test_the_newest_day_that_has_come(on, day):
    assert remind_day(RENEWAL, DUE, on) == day


@given(st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31)), st.integers(0, 40))
def test_a_later_day_never_asks_for_an_older_reminder(on, later):
    first, second = remind_day(RENEWAL, DUE, on), remind_day(RENEWAL, DUE, on + dt.timedelta(days=later))
    assert first is None or first <= on
    assert first is None or (second is not None and second >= first)


def due(title, day, *products):
    return Due(Text(title, title), products or ("Sambal lu'at",), day)


def test_one_date_in_both_languages():
    said = message(
        "Dapur Mama Yuli", [Due(RENEWAL.title, ("Sambal lu'at",), DUE)], ON, "https://lopo.contoh.id/tugas/"
    )
    assert said.id == (
        "Lopo, Dapur Mama Yuli: Perpanjangan MD (Sambal lu'at), paling lambat 31 Desember 2026."
        " Lihat https://lopo.contoh.id/tugas/"
    )
    assert "Renewal of the MD (Sambal lu'at), by 31 December 2026" in said.en


@pytest.mark.parametrize(
    ("day", "words"),
    [(ON, "hari ini"), (dt.date(2026, 11, 1), "sudah lewat sejak 1 November 2026")],
)
def test_today_and_overdue_are_said(day, words):
    assert words in message("Dapur", [due("MD", day)], ON, "").id


def test_many_products_are_counted_and_many_dates_are_cut_short_soonest_first():
    dues = [due(f"Surat {n}", ON + dt.timedelta(days=n), "Sambal", "Abon") for n in (5, 1, 4, 2, 3)]
    said = message("Dapur", dues, ON, "").id
    assert "Surat 1 (2 produk)" in said
    assert "Surat 3" in said
    assert "Surat 4" not in said
    assert "dan 2 lainnya" in said
    assert len(message("x" * 160, dues, ON, "").id) < 500


def test_what_concerns_the_whole_business_names_no_product():
    due = Due(Text("Periksa dapur", "Check of the kitchen"), (), ON)
    said = message("Dapur Mama", [due], ON, "https://lopo.example/tugas/")
    assert "Periksa dapur, hari ini" in said.id
    assert "Check of the kitchen, today" in said.en
