"""Codes: what is printed is what is read."""

import base64
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.training.day.ticket import read_short, read_ticket, short_code, ticket_link
from lopo.training.models.cohort import new_token

tickets = st.binary(min_size=12, max_size=12).map(lambda raw: base64.urlsafe_b64encode(raw).decode())


@given(tickets)
def test_a_ticket_comes_back_from_its_link(ticket):
    assert read_ticket(ticket_link("https://lopo.example:8000", ticket)) == ticket
    assert read_ticket(ticket) == ticket


@given(tickets)
def test_a_short_code_is_read_as_people_write_it(ticket):
    code = short_code(ticket)
    assert read_short(f" {code[:2].lower()}-{code[2:]} ") == code


@given(tickets, st.integers(0, 4), st.sampled_from("23456789ABCDEFGHJKMNPQRSTUVWXYZ"))
def test_a_slip_in_a_short_code_is_noticed(ticket, place, other):
    code = short_code(ticket)
    typed = code[:place] + other + code[place + 1 :]
    assert read_short(typed) == (code if typed == code else None)


@pytest.mark.parametrize(
    "scanned", ["", "WIFI:T:WPA;", "https://x/hadir/k/short/", "https://x/y/" + "a" * 16, "0" * 17]
)
def test_other_codes_are_none_of_ours(scanned):
    assert read_ticket(scanned) is None


def test_tickets_of_the_house_are_such():
    assert all(read_ticket(new_token()) for _each in range(200))


def test_short_codes_of_a_large_course_differ():
    codes = {short_code(secrets.token_urlsafe(12)) for _each in range(120)}
    assert len(codes) >= 119
