"""Files of the tills in the books: explained once, taken once, corrected, undone; two people at once."""

import datetime as dt

import pytest

from lopo.facts.kinds import Refused
from lopo.facts.own_number import new_client_id
from lopo.retail.books.order_reach import is_buyer
from lopo.retail.books.sellout_import import (
    confirm_layout,
    open_file,
    open_questions,
    opened,
    take,
    tell_answers,
    tell_products,
    tell_stores,
    undo,
)
from lopo.retail.models import ArticleCode, SellOutImport, SellOutLayout, SellOutRow, StoreName
from lopo.retail.models.sellout import TAKEN, UNDONE
from lopo.retail.sellout.days import Span
from tests.city import a_kitchen
from tests.race import at_once, own_connections
from tests.retail.sellout.files import REPORTS, text_file
from tests.retail.shops import Shop, a_listing, a_shop

pytestmark = [pytest.mark.database, pytest.mark.django_db]
TODAY = dt.date(2025, 11, 10)
HEAD = ["Tanggal", "Kode", "Nama Barang", "Gerai", "Qty", "Nilai", "Stok"]


def week(first: int = 1, pieces: int = 2, days: int = 7, stock: int | None = None) -> bytes:
    rows = [HEAD]
    for day in range(first, first + days):
        told = "" if stock is None else stock
        rows.append(
            [
                f"{day:02}/10/2025",
                "A-77",
                "Sambal lu'at",
                "Toko Flobamora Oebobo",
                pieces,
                pieces * 20_000,
                told,
            ]
        )
    return text_file(rows)


@pytest.fixture
def shop() -> Shop:
    shop = a_shop()
    kitchen = a_kitchen()
    a_listing(shop, kitchen.product)
    return shop


def sent(shop: Shop, content: bytes, name: str = "laporan.csv") -> SellOutImport:
    return open_file(shop.retailer, content, name, shop.buyer, new_client_id())


def explained(shop: Shop, row: SellOutImport) -> SellOutImport:
    """The columns as guessed, and every code that is asked for left to other suppliers."""
    found = opened(row, TODAY)
    if found.layout is None:
        assert found.guessed is not None
        confirm_layout(row, found.guessed.layout, shop.buyer)
        row.refresh_from_db()
        found = opened(row, TODAY)
    assert found.matched is not None
    tell_stores(shop.retailer.pk, dict.fromkeys(found.matched.unknown_stores, shop.store.pk), shop.buyer)
    tell_products(
        shop.retailer.pk, {key: None for key, _name, _count in found.matched.unknown_products}, shop.buyer
    )
    return row


def taken(shop: Shop, content: bytes, name: str = "laporan.csv") -> SellOutImport:
    return take(explained(shop, sent(shop, content, name)), shop.buyer, TODAY)


def holds() -> list[tuple[int, dt.date, dt.date]]:
    rows = SellOutRow.objects.filter(replaced_by=None).order_by("from_day")
    return [(each.pieces, each.from_day, each.until_day) for each in rows]


def test_a_name_of_the_shelf_is_known_and_every_row_is_accounted_for(shop: Shop) -> None:
    row = taken(shop, week())
    assert row.state == TAKEN
    assert sum(pieces for pieces, _first, _last in holds()) == 14
    assert row.summary["rows"] == {"new": 7, "heading": 1}
    assert row.summary["rows_in"] == len(row.account) == 8
    assert SellOutLayout.objects.count() == 1


def test_the_next_file_of_the_shape_needs_no_answer(shop: Shop) -> None:
    taken(shop, week())
    row = sent(shop, week(8))
    assert row.layout is not None
    assert open_questions(opened(row, TODAY)) == ()
    take(row, shop.buyer, TODAY)
    assert SellOutLayout.objects.count() == 1


def test_a_file_of_another_shape_is_asked_about_with_the_old_answers_filled_in(shop: Shop) -> None:
    taken(shop, week())
    rows = [
        [*HEAD[:4], "Promo", *HEAD[4:]],
        ["08/10/2025", "A-77", "Sambal lu'at", "Oebobo", "ya", 3, 60_000, ""],
    ]
    row = sent(shop, text_file(rows))
    found = opened(row, TODAY)
    assert row.layout is None
    assert open_questions(found) == ("layout",)
    assert found.guessed is not None
    confirm_layout(row, found.guessed.layout, shop.buyer)
    assert SellOutLayout.objects.first().version == 2


def test_the_same_file_twice_is_told(shop: Shop) -> None:
    taken(shop, week())
    with pytest.raises(Refused, match="taken in before"):
        sent(shop, week(), "again.csv")


def test_the_same_sales_in_another_file_are_known(shop: Shop) -> None:
    taken(shop, week())
    row = taken(shop, week() + b"\n")
    assert row.summary["rows"]["known"] == 7
    assert sum(pieces for pieces, _first, _last in holds()) == 14


def test_a_count_told_otherwise_is_corrected_and_comes_back_by_undoing(shop: Shop) -> None:
    taken(shop, week())
    row = taken(shop, week(3, pieces=5, days=2))
    assert row.summary["rows"] == {"corrected": 2, "heading": 1}
    assert sum(pieces for pieces, _first, _last in holds()) == 5 * 2 + 2 * 5
    undo(row, shop.buyer)
    row.refresh_from_db()
    assert row.state == UNDONE
    assert sum(pieces for pieces, _first, _last in holds()) == 14
    with pytest.raises(Refused):
        undo(row, shop.buyer)


def test_what_a_later_file_corrected_is_undone_last(shop: Shop) -> None:
    first = taken(shop, week())
    second = taken(shop, week(1, pieces=9, days=1), "perbaikan.csv")
    with pytest.raises(Refused, match="perbaikan"):
        undo(first, shop.buyer)
    undo(second, shop.buyer)
    undo(first, shop.buyer)
    assert holds() == []
    assert taken(shop, week()).state == TAKEN


def month(pieces: int) -> bytes:
    rows = [
        ["Periode", "Kode", "Nama Barang", "Gerai", "Qty"],
        ["01/10/2025 - 07/10/2025", "A-77", "Sambal lu'at", "Oebobo", pieces],
    ]
    return text_file(rows)


def test_a_week_told_after_its_days_is_the_same_sales(shop: Shop) -> None:
    taken(shop, week())
    assert taken(shop, month(14)).summary["rows"]["known"] == 1
    assert len(holds()) == 7


def test_a_week_that_says_otherwise_takes_the_place_of_its_days(shop: Shop) -> None:
    taken(shop, week())
    assert taken(shop, month(20)).summary["rows"]["corrected"] == 1
    assert holds() == [(20, dt.date(2025, 10, 1), dt.date(2025, 10, 7))]


def test_days_within_a_week_that_was_told_are_not_counted_twice(shop: Shop) -> None:
    taken(shop, month(20))
    row = taken(shop, week(6, days=4))
    assert row.summary["rows"] == {"new": 2, "overlaps": 2, "heading": 1}


def test_codes_and_shops_are_asked_for_once(shop: Shop) -> None:
    row = sent(shop, REPORTS["flobamora"]().content)
    explained(shop, row)
    found = opened(SellOutImport.objects.get(pk=row.pk), TODAY)
    assert open_questions(found) == ()
    assert ArticleCode.objects.filter(product=None).count() == 3
    assert set(StoreName.objects.values_list("text", flat=True)) == {"oebobo", "lasiana"}


def test_a_file_with_questions_open_is_not_taken(shop: Shop) -> None:
    row = sent(shop, REPORTS["komodo_store"]().content)
    with pytest.raises(Refused, match="answered"):
        take(row, shop.buyer, TODAY)
    confirm_layout(row, opened(row, TODAY).guessed.layout, shop.buyer)
    row.refresh_from_db()
    assert open_questions(opened(row, TODAY)) == ("days",)
    tell_answers(row, span=Span(dt.date(2025, 10, 1), dt.date(2025, 10, 31)), store="Toko Flobamora Oebobo")
    row.refresh_from_db()
    assert "products" in open_questions(opened(row, TODAY))
    assert SellOutRow.objects.count() == 0


def test_a_file_that_is_no_table_leaves_nothing(shop: Shop) -> None:
    with pytest.raises(Refused):
        sent(shop, b"%PDF-1.7")
    assert not SellOutImport.objects.exists()
    assert is_buyer(shop.buyer)


def test_a_double_send_is_one_file(shop: Shop) -> None:
    number = new_client_id()
    rows = {open_file(shop.retailer, week(), "a.csv", shop.buyer, number).pk for _ in range(2)}
    assert len(rows) == 1


def test_many_rows_cost_no_more_queries(shop: Shop, django_assert_max_num_queries) -> None:
    row = explained(shop, sent(shop, week(1, days=30)))
    with django_assert_max_num_queries(26):
        take(row, shop.buyer, TODAY)


@pytest.mark.django_db(transaction=True)
def test_two_people_take_the_same_file_at_once(shop: Shop) -> None:
    one = explained(shop, sent(shop, week()))
    two = explained(shop, sent(shop, week()))
    with own_connections():
        given = at_once(
            lambda: take(one, shop.buyer, TODAY),
            lambda: take(two, shop.buyer, TODAY),
            lambda: take(one, shop.buyer, TODAY),
        )
        states = [each.state if isinstance(each, SellOutImport) else type(each) for each in given]
        assert states.count(TAKEN) == 1
        assert states.count(Refused) == 2
        assert SellOutRow.objects.count() == 7
