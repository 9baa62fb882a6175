"""The list to sign is whole, whatever names stand on it."""

import datetime as dt

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from lopo.training.day.attendance_list import (
    CITY_TIME,
    EMPTY,
    FILLED,
    AttendanceList,
    Listed,
    cards_pdf,
    hide_phone,
    list_pdf,
)
from lopo.training.day.ticket import read_ticket, short_code

NINE = dt.datetime(2026, 11, 28, 9, tzinfo=CITY_TIME)


def a_list(people=(), form=EMPTY, **fields):
    return AttendanceList(
        "Dinas Koperasi", "Pelatihan Rak Swalayan", "Kebersihan dapur", NINE, NINE + dt.timedelta(hours=3),
        "Aula Kantor Camat", "Markus Tallo", people, "https://lopo.example/hadir/12/", form, **fields,
    )  # fmt: skip


def pages(pdf):
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def someone(place, **fields):
    return Listed(f"Peserta {place:03}", "Dapur", "Oebobo", "+6281234569001", **fields)


@pytest.mark.parametrize(("people", "most"), [(0, 1), (3, 1), (40, 3), (120, 7)])
def test_every_name_stands_on_the_list_and_the_pages_are_numbered(people, most):
    told = pages(list_pdf(a_list([someone(place) for place in range(people)]), "id"))
    assert len(told) <= most
    assert all(f"Peserta {place:03}" in "".join(told) for place in range(people))
    assert f"Halaman {len(told)} dari {len(told)}" in told[-1]
    assert "NIP" in told[-1]
    assert f"{people + 3}." in told[-1], (
        "the signatures stand on the page of the last rows, empty ones for guests"
    )


@pytest.mark.parametrize(("people", "most"), [(13, 1), (14, 1), (15, 1), (16, 2), (40, 3)])
def test_a_sheet_is_not_turned_for_empty_rows_and_each_says_of_which_meeting_it_is(people, most):
    told = pages(list_pdf(a_list([someone(place) for place in range(people)]), "id"))
    assert len(told) == most
    for page in told:
        assert "No. HP" in page
        assert "Pelatihan Rak Swalayan" in page
        assert "Kebersihan dapur" in page


def test_the_filled_list_says_when_each_came_and_who_did_not():
    (told,) = pages(list_pdf(a_list([someone(1, came_at=NINE), someone(2)], FILLED, nip="1987"), "id"))
    assert "09.00" in told
    assert "tidak hadir" in told
    assert "Hadir 1 dari 2" in told
    assert "NIP 1987" in told
    assert "Sabtu, 28 November 2026" in told


def test_it_speaks_english():
    (told,) = pages(list_pdf(a_list(), "en"))
    assert "Attendance list" in told
    assert "Saturday, 28 November 2026" in told


@pytest.mark.parametrize(("phone", "shown"), [("+6281234569001", "0812••••9001"), ("", ""), ("+6212", "•••")])
def test_a_list_shown_around_does_not_tell_whole_phone_numbers(phone, shown):
    assert hide_phone(phone) == shown


@settings(max_examples=15)
@given(st.lists(st.text(max_size=120), max_size=4))
def test_no_name_is_read_as_markup(names):
    assert list_pdf(a_list([Listed(each, each, each) for each in names]), "id").startswith(b"%PDF")


def test_the_codes_on_the_cards_are_those_of_the_participants():
    tickets = [f"AbCdEf-_12345{place:03}" for place in range(12)]
    pdf = cards_pdf("Pelatihan", [someone(1, ticket=each) for each in tickets], "https://lopo.example", "id")
    found = set()
    for page in pypdfium2.PdfDocument(pdf):
        found |= {read_ticket(each.text) for each in zxingcpp.read_barcodes(page.render(scale=2).to_pil())}
    assert found == set(tickets)
    assert all(short_code(each) in "".join(pages(pdf)).replace(" ", "") for each in tickets)
