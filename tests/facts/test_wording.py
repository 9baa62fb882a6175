"""Values in sentences, in the manner of each language."""

import datetime as dt
from decimal import Decimal

import pytest

from lopo.facts.definition import FactDefinition
from lopo.facts.kinds import Item
from lopo.facts.text import Text, joined
from lopo.facts.units import UNITS, with_unit
from lopo.facts.wording import say, say_date, say_days, say_number, say_rupiah

SALTED = (Item("ikan"), Item("garam", Decimal("2.5")))


def fact(kind, unit="", **more):
    return FactDefinition("label.x", kind, Text("x", "x"), "labels", unit=unit, **more)


@pytest.mark.parametrize(
    ("definition", "value", "id", "en"),
    [
        (fact("decimal", "g"), Decimal("1250.5"), "1.250,5 g", "1,250.5 g"),
        (fact("decimal", "g"), Decimal("1.2550"), "1,255 g", "1.255 g"),
        (fact("decimal", "%"), Decimal("12.50"), "12,5%", "12.5%"),
        (fact("decimal", "mg/kg"), Decimal("1E+3"), "1.000 mg/kg", "1,000 mg/kg"),
        (fact("whole", "days"), 90, "90 hari", "90 days"),
        (fact("whole", "days"), 1, "1 hari", "1 day"),
        (fact("whole", "pieces/month"), 1, "1 buah per bulan", "1 piece a month"),
        (fact("whole"), 13, "13", "13"),
        (fact("rupiah", "IDR"), 25000, "Rp25.000", "Rp25,000"),
        (fact("rupiah", "IDR"), 0, "Rp0", "Rp0"),
        (fact("date"), dt.date(2026, 3, 12), "12 Maret 2026", "12 March 2026"),
        (fact("yes_no"), True, "ya", "yes"),
        (fact("yes_no"), False, "tidak", "no"),
        (fact("text"), "Sambal lu'at", "Sambal lu'at", "Sambal lu'at"),
        (fact("text"), "", "kosong", "empty"),
        (fact("list"), ("a", "b"), "a, b", "a, b"),
        (fact("list"), (), "kosong", "empty"),
        (fact("items", "g"), SALTED, "ikan, garam (2,5 g)", "ikan, garam (2.5 g)"),
        (fact("choice", choices={"room": Text("suhu ruang", "room")}), "room", "suhu ruang", "room"),
        (fact("list", choices={"en": Text("Inggris", "English")}), ("en", "x"), "Inggris, x", "English, x"),
    ],
)  # fmt: skip
def test_a_value_is_said_in_both_languages(definition, value, id, en):
    assert say(definition, value) == Text(id, en)


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit])
def test_every_unit_follows_its_number(unit):
    said = with_unit(say_number(1250), unit)
    assert said.id.startswith("1.250")
    assert said.en.startswith("1,250")


def test_a_text_that_looks_like_a_place_to_fill_stays_as_it_is():
    said = say(fact("text"), "{title} {0}")
    assert Text("{found}", "{found}").filled(found=said) == Text("{title} {0}", "{title} {0}")


def test_a_large_sum_and_an_early_day():
    assert say_rupiah(4_000_000) == Text("Rp4.000.000", "Rp4,000,000")
    assert say_date(dt.date(2026, 1, 1)) == Text("1 Januari 2026", "1 January 2026")


@pytest.mark.parametrize(
    ("language", "sentence"), [("id", "ya"), ("en", "yes"), ("en-gb", "yes"), ("", "ya")]
)
def test_indonesian_is_the_default(language, sentence):
    assert Text("ya", "yes").in_language(language) == sentence


def test_sentences_are_joined_in_each_language():
    assert joined([Text("a", "b"), Text("c", "d")], Text(" atau ", " or ")) == Text("a atau c", "b or d")
    assert joined([], Text(" ", " ")) == Text("", "")


def test_days_from_when_to_when_say_month_and_year_once():
    first = dt.date(2026, 8, 26)
    assert say_days(first, first) == say_date(first)
    assert say_days(first, dt.date(2026, 8, 27)) == Text("26–27 Agustus 2026", "26–27 August 2026")
    assert say_days(first, dt.date(2026, 9, 1)).id == "26 Agustus – 1 September 2026"
    assert say_days(first, dt.date(2027, 1, 1)).en == "26 August 2026 – 1 January 2027"
