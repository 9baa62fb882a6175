"""Who gets the seats: believable courses first, then what always holds."""

import datetime as dt
import itertools
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.training.seating.applicant import FORBIDDEN, PINNED, Applicant, Course, Gap, OpenProduct, gain_of
from lopo.training.seating.policy import Policy, load_policy
from lopo.training.seating.proposal import plain
from lopo.training.seating.propose import propose

SHELF = Text("Swalayan", "the supermarket")
FREE = Policy((), 10.0, 40)
"""No floors: what the seats alone decide."""


def gap(number, module):
    return Gap(f"r{number}", "" if module == "?" else module)


def asks(id, *products, minute=None, **fields):
    """An applicant; each product is a string of the modules its gaps need, ``?`` where none teaches it."""
    made = tuple(
        OpenProduct(f"produk {id}.{place}", SHELF, tuple(map(gap, range(len(needs)), needs)))
        for place, needs in enumerate(products)
    )
    asked = dt.datetime(2026, 11, 1, 8) + dt.timedelta(minutes=id if minute is None else minute)
    return Applicant(id, f"Dapur {id}", asked, made, **fields)


def seated(proposal):
    return [seat.applicant for seat in proposal.seats]


def test_products_that_pass_come_before_gaps_and_gaps_before_time():
    people = [asks(1, "hl?"), asks(2, "l"), asks(3, "h?"), asks(4, "hl"), asks(5, "?")]
    proposal = propose(people, Course(3, ("h", "l")), FREE)
    assert seated(proposal) == [1, 2, 4]
    assert (proposal.passes, proposal.passes_bound, proposal.closes, proposal.proven) == (2, 2, 5, True)
    assert proposal.waiting == (3, 5)
    said = {id: reason.en for id, reason in proposal.reasons.items()}
    assert said[4] == "produk 4.0 can pass the supermarket: all that lacks is taught here."
    assert said[1] == "2 gaps are closed here; 1 more need another way."
    assert said[3].startswith("1 gap of hers is not taught here; seats went to products that can pass now.")
    assert said[3].endswith("Place 1 on the waiting list when seats were given.")
    assert said[5].startswith("None of the 1 gap she has is taught here.")


def test_among_equals_who_asked_first():
    people = [asks(id, "h", minute=60 - id) for id in range(1, 8)]
    proposal = propose(people, Course(3, ("h",)), FREE)
    assert seated(proposal) == [7, 6, 5]
    assert proposal.waiting == (4, 3, 2, 1)
    assert "asked earlier" in proposal.reasons[1].en


def test_no_chair_stays_empty_while_somebody_waits():
    people = [asks(1), asks(2, ""), asks(3, "h")]
    proposal = propose(people, Course(5, ("h",)))
    assert sorted(seated(proposal)) == [1, 2, 3]
    assert "A seat was left" in proposal.reasons[2].en


def test_the_officer_decides_beforehand_and_the_reason_is_told():
    people = [
        asks(1, "h"),
        asks(2, "h", wish=FORBIDDEN, wish_reason="sudah ikut bulan lalu"),
        asks(3, "?", wish=PINNED, wish_reason="rumahnya kebanjiran"),
    ]
    proposal = propose(people, Course(1, ("h",)))
    assert seated(proposal) == [3]
    assert (proposal.waiting, proposal.out) == ((1,), (2,))
    assert "rumahnya kebanjiran" in proposal.reasons[3].id
    assert "sudah ikut bulan lalu" in proposal.reasons[2].id


def test_more_pins_than_seats_are_refused_in_words():
    people = [asks(id, "h", wish=PINNED, wish_reason="x") for id in range(3)]
    with pytest.raises(Refused) as refusal:
        propose(people, Course(2, ("h",)))
    assert "3 businesses" in refusal.value.reason.en
    with pytest.raises(Refused):
        propose(people, Course(2, ("h", "l"), apart=True))


def test_a_clash_keeps_out_and_is_named():
    people = [asks(1, "h", clash=Text("Bazar, 3 Mei 2026", "Bazaar, 3 May 2026")), asks(2, "h")]
    proposal = propose(people, Course(2, ("h",)))
    assert seated(proposal) == [2]
    assert proposal.out == (1,)
    assert proposal.reasons[1].en == "It clashes: Bazaar, 3 May 2026"


def test_a_kelurahan_has_at_most_its_share():
    people = [asks(id, "h", ward="Oebobo") for id in range(6)]
    people += [asks(id, "h?", ward="Alak") for id in range(6, 9)]
    proposal = propose(people, Course(3, ("h",)))
    # 6 of 9 ask from Oebobo: at most 2 of 3 seats, though all six would pass.
    assert seated(proposal) == [0, 1, 6]
    assert (proposal.passes, proposal.passes_free) == (2, 3)
    assert "Kelurahan Oebobo has its share already, 2 seats." in proposal.reasons[2].en
    assert "keeps the share of" in proposal.reasons[6].en


def test_women_led_and_first_timers_have_at_least_theirs():
    people = [asks(id, "h", women_led=False, first_time=False) for id in range(4)]
    people += [asks(id, "?", women_led=True, first_time=True) for id in range(4, 8)]
    proposal = propose(people, Course(2, ("h",)))
    assert seated(proposal) == [0, 4]
    assert "Seats were kept for women-led businesses and first-timers." in proposal.reasons[1].en
    assert "women-led businesses and first-timers" in proposal.reasons[4].en


def test_a_floor_that_cannot_hold_gives_way_and_says_by_how_much():
    people = [asks(id, "h", women_led=False, wish=PINNED, wish_reason="x") for id in range(2)]
    people += [asks(id, "h", women_led=True) for id in range(2, 4)]
    proposal = propose(people, Course(2, ("h",)))
    assert seated(proposal) == [0, 1]
    [broken] = proposal.relaxed
    assert (broken.id, broken.wanted, broken.got, broken.missing) == ("women-led", 1, 0, 1)


def test_modules_apart_each_have_their_own_seats():
    people = [asks(1, "hl"), asks(2, "h"), asks(3, "l"), asks(4, "h")]
    proposal = propose(people, Course(1, ("h", "l"), apart=True), FREE)
    assert {seat.applicant: seat.modules for seat in proposal.seats} == {2: ("h",), 3: ("l",)}
    assert proposal.passes == 2
    assert "the seats of the modules she needs are taken" in proposal.reasons[1].en


def test_what_is_wanted_apart_from_gaps_fills_a_seat():
    people = [asks(1, "h", wants=frozenset({"books"}))]
    proposal = propose(people, Course(1, ("h", "books"), apart=True))
    assert proposal.seats[0].modules == ("h", "books")


def test_nobody_asks():
    proposal = propose([], Course(5, ("h",)))
    assert (proposal.seats, proposal.waiting, proposal.passes) == ((), (), 0)


def test_the_answer_is_one_json():
    people = [asks(1, "h", ward="Alak", women_led=True), asks(2, "?")]
    answer = json.loads(json.dumps(plain(propose(people, Course(1, ("h",))))))
    assert answer["seats"] == [{"applicant": 1, "modules": ["h"], "passes": ["produk 1.0"], "closes": 1}]
    assert answer["reasons"]["2"]["id"].endswith("Nomor 1 di daftar tunggu waktu kursi dibagi.")
    assert {floor["id"] for floor in answer["floors"]} == {"ward", "women-led", "first-timers"}


applicants = st.lists(
    st.tuples(
        st.lists(st.text("hlp?", max_size=3), max_size=2),
        st.sampled_from(["Oebobo", "Alak", ""]),
        st.sampled_from([True, False, None]),
        st.booleans(),
        st.sampled_from(["", "", "", FORBIDDEN, PINNED]),
    ),
    max_size=7,
).map(
    lambda rows: [
        asks(id, *products, ward=ward, women_led=women, first_time=first, wish=wish, wish_reason="x")
        for id, (products, ward, women, first, wish) in enumerate(rows)
    ]
)
courses = st.builds(
    Course, st.integers(1, 4), st.sampled_from([("h",), ("h", "l"), ("h", "l", "p")]), st.booleans()
)


@given(applicants, courses)
@settings(max_examples=60)
def test_whoever_asks_has_one_place_one_reason_and_no_seat_is_given_twice(people, course):
    try:
        proposal = propose(people, course)
    except Refused:
        return
    ids = sorted([*seated(proposal), *proposal.waiting, *proposal.out])
    assert ids == [each.id for each in people]
    assert set(proposal.reasons) == set(ids)
    assert all(text.id and text.en for text in proposal.reasons.values())
    assert proposal.passes <= proposal.passes_bound and proposal.proven
    if course.apart:
        for module in course.modules:
            assert sum(module in seat.modules for seat in proposal.seats) <= course.seats
    else:
        assert len(proposal.seats) <= course.seats
    assert {each.id for each in people if each.wish == PINNED} <= set(seated(proposal))
    # Asked in another order, told in the same words.
    assert plain(replace(propose(people[::-1], course), seconds=0)) | {"out": []} == plain(
        replace(proposal, seconds=0)
    ) | {"out": []}


@given(applicants, st.integers(1, 3))
@settings(max_examples=40)
def test_as_good_as_trying_every_choice(people, seats):
    people = [replace(each, wish="") for each in people]
    course = Course(seats, ("h", "l"))
    proposal = propose(people, course)
    gains = {each.id: gain_of(each, course) for each in people}
    taken = min(seats, len(people))
    best = None
    for chosen in itertools.combinations(sorted(gains), taken):
        missing = 0
        for floor in load_policy().floors:
            for ids in floor.groups(people).values():
                wanted, got = floor.wanted(len(ids), len(people), taken), len(ids & set(chosen))
                missing += max(0, wanted - got if floor.bound == "least" else got - wanted)
        value = (
            -missing,
            sum(len(gains[id].passes) for id in chosen),
            sum(gains[id].closes for id in chosen),
        )
        order = tuple(id in chosen for id in sorted(gains))
        best = max(best, (value, order)) if best else (value, order)
    assert sum(floor.missing for floor in proposal.floors) == -best[0][0]
    assert (proposal.passes, proposal.closes) == best[0][1:]
    assert tuple(id in seated(proposal) for id in sorted(gains)) == best[1]
