"""What expires first is offered first, and what is past its day never by itself."""

import datetime as dt
from decimal import Decimal

from lopo.quality.trace.quantity import in_unit
from lopo.quality.trace.stock import Stock, Wanted, offers

DAY = dt.date(2026, 11, 24)


def stock(id, expires_in=None, left=1000, unit="g", ingredient="cabai rawit", received=0):
    expires = None if expires_in is None else DAY + dt.timedelta(days=expires_in)
    return Stock(id, ingredient, DAY - dt.timedelta(days=received), expires, Decimal(left), unit)


def test_first_expired_first():
    lots = [stock(1), stock(2, 30), stock(3, 5), stock(4, -1)]
    (offer,) = offers([Wanted("Cabai  Rawit", Decimal(600))], lots, DAY)
    assert [lot.id for lot in offer.lots] == [4, 3, 2, 1]
    assert (offer.chosen, offer.amount) == (3, Decimal(600))


def test_an_empty_or_spoiled_lot_is_not_chosen():
    (offer,) = offers([Wanted("cabai rawit")], [stock(1, 5, left=0), stock(2, -3)], DAY)
    assert offer.chosen is None


def test_grams_of_a_recipe_become_kilograms_of_a_sack():
    (offer,) = offers([Wanted("cabai rawit", Decimal(600))], [stock(1, unit="kg", left=5)], DAY)
    assert offer.amount == Decimal("0.6")
    assert in_unit(Decimal(600), "g", "ml") is None


def test_what_the_recipe_does_not_name_is_offered_without_being_chosen():
    named, other = offers([Wanted("garam")], [stock(1)], DAY)
    assert (named.lots, named.chosen) == ((), None)
    assert (other.ingredient, other.chosen) == ("cabai rawit", None)
