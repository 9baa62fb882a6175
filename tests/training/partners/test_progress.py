"""How far a promise is kept, and the promises of one institution together."""

import datetime as dt

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.accounts.roles import KIND_TITLES as ORGANISATIONS
from lopo.accounts.roles import Kind
from lopo.facts.text import Text
from lopo.training.models.partner import PLEDGES
from lopo.training.partners.board import BoardCourse, Outcome, next_due, summarise
from lopo.training.partners.board_pdf import Board, _told, board_pdf
from lopo.training.partners.pledge import KIND_TITLES, RUPIAH, say_amount, unit_of
from lopo.training.partners.progress import (
    KEPT,
    LATE,
    ON_THE_WAY,
    SOON,
    Promise,
    kept_on,
    most_pressing,
    progress,
    say_days,
    soon_days,
)

TODAY = dt.date(2026, 11, 29)


def day(offset):
    return TODAY + dt.timedelta(days=offset)


def test_half_of_the_seats_came_and_the_day_is_past():
    found = progress(Promise("seats", 40, day(-12), ((day(-30), 15), (day(-20), 5))), TODAY)
    assert (found.delivered, found.left, found.percent, found.state, found.days) == (20, 20, 50, LATE, 12)
    assert say_days(found).en == "12 days past its day"
    assert say_days(found).id == "lewat 12 hari"


def test_what_is_due_today_is_not_late_yet():
    found = progress(Promise("course", 1, TODAY), TODAY)
    assert (found.state, found.days) == (SOON, 0)
    assert say_days(found).id == "jatuh tempo hari ini"
    assert progress(Promise("course", 1, TODAY), day(1)).state == LATE


def test_soon_is_within_the_days_of_the_rule():
    assert progress(Promise("course", 1, day(soon_days())), TODAY).state == SOON
    assert progress(Promise("course", 1, day(soon_days() + 1)), TODAY).state == ON_THE_WAY


def test_more_than_promised_is_fine_and_is_said():
    found = progress(Promise("money", 5_000_000, day(30), ((TODAY, 7_500_000),)), TODAY)
    assert (found.state, found.percent, found.over, found.left) == (KEPT, 100, 2_500_000, 0)


def test_a_promise_kept_after_its_day_is_kept_and_how_late_is_said():
    promise = Promise("park-evening", 2, day(-10), ((day(-11), 1), (day(-3), 1)))
    assert kept_on(promise) == day(-3)
    found = progress(promise, TODAY)
    assert (found.state, found.days) == (KEPT, 7)
    assert say_days(found).en == "kept 7 days after its day"


def test_a_sliver_is_never_told_as_all():
    found = progress(Promise("loan-quota", 1_000_000_000, day(9), ((TODAY, 999_999_999),)), TODAY)
    assert (found.percent, found.state) == (99, SOON)


PROMISES = st.builds(
    Promise,
    kind=st.sampled_from(PLEDGES),
    amount=st.integers(1, 10**12),
    due_on=st.integers(-400, 400).map(day),
    delivered=st.lists(st.tuples(st.integers(-400, 0).map(day), st.integers(1, 10**12)), max_size=5).map(
        tuple
    ),
)


@given(PROMISES)
def test_what_always_holds_of_a_promise(promise):
    found = progress(promise, TODAY)
    assert found.left + min(found.delivered, found.amount) == found.amount
    assert 0 <= found.percent <= 100
    assert (found.percent == 100) == (found.left == 0) == (found.state == KEPT)
    assert found.days >= 0
    assert not (found.left and found.over)
    assert (found.state == LATE) == (found.left > 0 and promise.due_on < TODAY)
    assert say_days(found).id and say_days(found).en


@given(st.lists(PROMISES, max_size=12), st.randoms())
def test_what_always_holds_of_a_board(promises, random):
    found = summarise(promises, TODAY)
    shuffled = list(promises)
    random.shuffle(shuffled)
    assert summarise(shuffled, TODAY) == found
    assert found.pledges == len(promises) == found.kept + found.late + found.soon + found.on_the_way
    for total in found.kinds:
        of_kind = [progress(each, TODAY) for each in promises if each.kind == total.kind]
        assert total.promised == sum(each.amount for each in of_kind)
        assert total.late <= total.left <= total.promised
        assert total.kept_part <= total.delivered
        assert 0 <= total.percent <= 100
        assert (total.late > 0) == (total.state == LATE)
    assert [each.kind for each in found.kinds] == [
        kind for kind in KIND_TITLES if kind in {p.kind for p in promises}
    ]


def test_what_came_beyond_one_promise_does_not_keep_another():
    found = summarise([Promise("seats", 10, day(-5), ((day(-6), 30),)), Promise("seats", 10, day(-5))], TODAY)
    (seats,) = found.kinds
    assert (seats.promised, seats.delivered, seats.late, seats.percent) == (20, 30, 10, 50)
    assert (found.kept, found.late, found.percent) == (1, 1, 50)


def test_nothing_promised_is_an_empty_board():
    found = summarise([], TODAY)
    assert (found.pledges, found.percent, found.kinds) == (0, 0, ())
    assert most_pressing([]) == KEPT


def test_every_kind_of_the_books_has_its_words():
    assert set(KIND_TITLES) == set(PLEDGES)
    for kind in PLEDGES:
        assert unit_of(kind).id
        assert say_amount(kind, 25_000).id
    assert say_amount("money", 25_000_000).id == "Rp25.000.000"
    assert say_amount("seats", 1).en == "1 seat"
    assert say_amount("seats", 1200).id == "1.200 kursi"
    assert set(PLEDGES) >= RUPIAH


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("count", [0, 3, 60])
def test_the_page_is_set_in_type(language, count):
    promises = [
        (f"Janji #{n} *tebal* $x$ [#panic()]", Promise("seats", 10, day(n - 2), ((day(-3), min(n + 1, 12)),)))
        for n in range(count)
    ]
    board = Board(
        "Toko <Contoh> & “Co”",
        ORGANISATIONS[Kind.RETAILER],
        TODAY,
        promises,
        Outcome(2, 41, 38, 5, 3),
        "https://x.id/mitra/lihat/abc/" if count else "",
        [BoardCourse("Kursus *yang* " + "panjang " * 30, day(-9), day(-8), 20, 18, 17)] * min(count, 6),
    )
    made = pypdfium2.PdfDocument(board_pdf(board, language))
    text = "".join(page.get_textpage().get_text_range() for page in made)
    assert "Toko <Contoh> & “Co”" in text
    assert "41" in text
    if count:
        assert "Janji #0 *tebal* $x$ [#panic()]" in text.replace("\r\n", " ")
    said = {"id": "Dibaca dan disetujui", "en": "Read and agreed"}[language]
    assert (said in text) == (count > 0)
    assert ("kode QR tampil" in text or "its code stands" in " ".join(text.split())) == (count == 0)
    assert len(made) <= 1 + count // 10


def test_the_promise_due_next_is_the_one_that_is_late_longest():
    promises = [
        ("Kursus", Promise("course", 4, day(60), ())),
        ("Uang", Promise("money", 5, day(-2), ((day(-3), 2),))),
        ("Sudah", Promise("seats", 5, day(-90), ((day(-95), 5),))),
    ]
    assert next_due(promises, TODAY) == promises[1]
    assert next_due(promises[2:], TODAY) is None
    told = _told(Board("Bank", Text.same("bank"), TODAY, promises, Outcome()), "id")["next"]
    assert (told["what"], told["left"], told["state"]) == ("Uang", "Rp3", LATE)


def test_the_printed_page_counts_promises_on_the_way_as_the_page_does():
    promises = [("Kursus", Promise("course", 4, day(60), ())), ("Uang", Promise("money", 5, day(-2), ()))]
    told = _told(Board("Bank", Text.same("bank"), day(0), promises, Outcome()), "id")
    assert [(each["count"], each["state"]) for each in told["counts"]] == [
        ("2", ""), ("0", "kept"), ("1", "on-the-way"), ("1", "late"),
    ]  # fmt: skip
