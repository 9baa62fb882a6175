"""The pure rules of trade: the table, the clock, how lines add up, shares of a pool, what a lot has left."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lopo.facts.kinds import Refused
from lopo.retail.terms.payment import Contract, Counted
from lopo.retail.trade import allocation, numbers, payer_record, payment_clock, progress, transitions
from lopo.retail.trade.demand import Demand, demand_words, letter_parts
from lopo.retail.trade.fulfilment import WeekLine, together
from lopo.retail.trade.life import life_left
from lopo.retail.trade.payment_clock import Bill, Paid, clock, due_day, kept_rules, read_rules
from lopo.retail.trade.progress import Line, Lot
from lopo.retail.trade.reasons import bearer, reasons, title_of
from lopo.retail.trade.week import WeekLoad, monday

D = dt.date
CONTRACT = Contract("Syarat", days=14, counts_from="invoice")


# The table


def test_every_state_but_the_ended_ones_leads_on_and_is_reached():
    reached = {each.after for each in transitions.TRANSITIONS.values()} | {transitions.PLACED}
    assert reached - {""} == set(transitions.STATES)
    for state in transitions.STATES:
        leads = {each.after for each in transitions.TRANSITIONS.values() if state in each.before} - {""}
        assert bool(leads) == (state not in transitions.ENDED)
        assert state in transitions.STATE_TITLES
        assert state in transitions.STATE_CLASSES


@pytest.mark.parametrize(
    ("name", "state", "who", "may"),
    [
        ("confirm", "placed", "kitchen", True),
        ("confirm", "placed", "buyer", False),
        ("confirm", "cancelled", "kitchen", False),
        ("cancel", "sent", "buyer", False),
        ("cancel", "confirmed", "buyer", True),
        ("send", "received", "kitchen", True),
        ("send", "closed", "kitchen", False),
        ("return", "closed", "buyer", True),
        ("bill", "placed", "kitchen", False),
        ("pay", "closed", "kitchen", True),
    ],
)
def test_who_may_do_what(name, state, who, may):
    assert transitions.may(name, state, who) is may


def test_an_unknown_act_is_a_slip_of_the_programmer():
    with pytest.raises(KeyError):
        transitions.may("sell", "placed", "buyer")


# The clock

WHOLE = (1_000_000, D(2026, 6, 1), D(2026, 6, 15))
BILL = Bill(*WHOLE)


@pytest.mark.parametrize(
    ("payments", "credits", "today", "state", "late", "left"),
    [
        ((), (), D(2026, 6, 10), "running", 0, 1_000_000),
        ((), (), D(2026, 6, 12), "soon", 0, 1_000_000),
        ((), (), D(2026, 6, 15), "soon", 0, 1_000_000),
        ((), (), D(2026, 6, 16), "late", 1, 1_000_000),
        (((400_000, D(2026, 6, 3), True),), (), D(2026, 6, 20), "late", 5, 600_000),
        (((1_000_000, D(2026, 6, 14), False),), (), D(2026, 6, 14), "told", 0, 1_000_000),
        (((1_000_000, D(2026, 6, 14), False),), (), D(2026, 6, 18), "late", 3, 1_000_000),
        (((1_000_000, D(2026, 6, 15), True),), (), D(2026, 8, 1), "settled", 0, 0),
        (((1_000_000, D(2026, 6, 18), True),), (), D(2026, 8, 1), "settled-late", 3, 0),
        (((700_000, D(2026, 6, 9), True),), ((D(2026, 6, 11), 300_000),), D(2026, 8, 1), "settled", 0, 0),
    ],
)
def test_the_clock_tells_how_a_bill_stands(payments, credits, today, state, late, left):
    bill = Bill(*WHOLE, tuple(Paid(*each) for each in payments), credits)
    found = clock(bill, today)
    assert (found.state, found.days_late, found.open_idr) == (state, late, left)


def test_money_that_did_not_come_stops_no_clock_and_is_told_beside_it():
    told = Bill(*WHOLE, (Paid(1_000_000, D(2026, 6, 14)),))
    assert "belum memastikan" in clock(told, D(2026, 6, 18)).words.id
    denied = Bill(*WHOLE, (Paid(1_000_000, D(2026, 6, 14), denied=True),))
    found = clock(denied, D(2026, 6, 18))
    assert (found.state, found.told_idr) == ("late", 0)


money = some.integers(1, 2_000_000)
day = some.integers(0, 60).map(lambda each: D(2026, 6, 1) + dt.timedelta(days=each))


@given(some.lists(some.tuples(money, day, some.booleans()), max_size=6), day)
def test_open_and_settled_agree_and_more_money_is_never_later(payments, today):
    bill = Bill(*WHOLE, tuple(Paid(*each) for each in payments))
    found = clock(bill, today)
    came = sum(amount for amount, _on, came in payments if came)
    assert (found.settled_on is None) == (came < BILL.amount_idr)
    assert found.open_idr - found.over_idr == BILL.amount_idr - came
    more = Bill(*WHOLE, (*bill.payments, Paid(BILL.amount_idr, D(2026, 6, 2), came=True)))
    assert clock(more, today).days_late <= max(found.days_late, 0)


def test_the_clock_runs_on_the_contract_and_a_rule_to_verify_is_only_shown():
    found = due_day(2_000_000, "micro", Counted(invoice_on=D(2026, 6, 1)), Contract("S", 30, "invoice"))
    assert (found.due_on, found.runs_on.id) == (D(2026, 7, 1), "contract")
    assert [(rule.id, rule.binds) for rule in found.rules] == [
        ("contract", True),
        ("perpres-112-2007", False),
    ]
    runs_on, others = read_rules(kept_rules(found))
    assert (runs_on, others) == (found.runs_on, found.rules[1:])


def test_a_bill_is_never_due_before_it_is_there():
    counted = Counted(invoice_on=D(2026, 6, 30), receipt_on=D(2026, 6, 1))
    found = due_day(1, "micro", counted, Contract("S", 14, "receipt"))
    assert (found.starts_on, found.due_on) == (D(2026, 6, 1), D(2026, 6, 30))
    with pytest.raises(ValueError, match="day of issue"):
        due_day(1, None, Counted(), CONTRACT)


def test_the_words_to_a_shop_name_the_rule_and_never_call_a_doubt_the_law():
    found = due_day(2_000_000, "micro", Counted(invoice_on=D(2026, 6, 1)), CONTRACT)
    demand = Demand(
        "Dapur Yuli", "Swalayan", "INV-1", "PO-1", D(2026, 6, 1),
        clock(Bill(2_000_000, found.starts_on, found.due_on), D(2026, 6, 20)), 2_000_000, found.runs_on,
        found.rules[1:], "https://lopo.example/faktur/x/", D(2026, 6, 20),
    )  # fmt: skip
    words = demand_words(demand)
    assert "lewat 5 hari" in words.id
    assert "Rp2.000.000" in words.id
    assert any("masih perlu dipastikan" in each.id for each in letter_parts(demand))


def test_how_a_shop_pays_is_a_median_and_a_share():
    bills = [
        payer_record.PaidBill(D(2026, 1, 1), D(2026, 1, 15), D(2026, 1, 1) + dt.timedelta(days=took), 100)
        for took in (10, 14, 20, 40)
    ]
    bills += [payer_record.PaidBill(D(2026, 5, 1), D(2026, 5, 15), None, 500)]
    found = payer_record.payer_record(bills, D(2026, 5, 20))
    assert (found.fell_due, found.late, found.late_percent, found.median_days) == (5, 3, 60, 20)
    assert (found.late_now, found.late_now_idr, found.longest_late_days) == (1, 500, 26)
    assert payer_record.payer_record([], D(2026, 5, 20)).words.en.startswith("No invoice")


# Lines

lots = some.builds(
    lambda sent, accepted, refused, back: Lot(
        sent, min(accepted, sent), min(refused, sent - min(accepted, sent)), min(back, min(accepted, sent))
    ),
    *[some.integers(0, 500)] * 4,
)


@given(some.integers(1, 900), some.lists(lots, max_size=4))
def test_every_piece_sent_is_accepted_refused_or_missing(confirmed, sent):
    line = Line(confirmed, confirmed, tuple(sent))
    assert line.sent == line.accepted + line.refused + line.missing
    assert line.kept == line.accepted - line.returned
    assert 0 <= line.outstanding <= confirmed
    assert line.to_bill(consigned=False) == line.payable


@given(some.integers(0, 300), some.lists(some.integers(0, 100), max_size=5))
def test_credits_and_sales_are_shared_out_whole(pieces, room):
    keys = dict(enumerate(room))
    for given_out in (progress.spread_credit(pieces, keys), progress.share_out(pieces, keys)):
        assert sum(given_out.values()) == min(pieces, sum(room))
        assert all(0 < part <= keys[key] for key, part in given_out.items())


def test_half_a_price_is_rounded_up_to_a_rupiah():
    assert progress.credited_idr(1, 15_001, shared=True) == 7_501
    assert progress.credited_idr(3, 15_001, shared=False) == 45_003


def test_nothing_counted_yet_is_on_the_way():
    line = Line(100, 100, (Lot(60), Lot(20, 20, 0)))
    assert (line.on_the_way, line.outstanding, line.missing) == (60, 20, 0)
    assert not progress.all_counted([line])
    assert not progress.nothing_left([line])
    assert progress.nothing_left([Line(20, 20, (Lot(20, 20, 0),))])


# Shares

kitchens = some.dictionaries(some.integers(1, 40), some.integers(0, 300), max_size=8)


@given(some.integers(0, 1500), kitchens)
def test_shares_sum_exactly_and_never_pass_what_a_kitchen_can(pieces, can):
    given_out = allocation.shares(pieces, can)
    assert set(given_out) == set(can)
    assert sum(given_out.values()) == min(pieces, sum(can.values()))
    assert all(0 <= part <= can[kitchen] for kitchen, part in given_out.items())
    assert allocation.lacking(pieces, given_out) == max(0, pieces - sum(can.values()))


@given(some.integers(0, 1500), kitchens)
def test_who_can_make_more_never_gets_less_by_more_than_a_piece(pieces, can):
    given_out = allocation.shares(pieces, can)
    for one, most in can.items():
        for other, less in can.items():
            if most >= less:
                assert given_out[one] >= given_out[other] - 1
            if most == less:
                assert abs(given_out[one] - given_out[other]) <= 1


@given(some.integers(0, 1500), kitchens.filter(bool), some.integers(1, 100))
def test_saying_more_never_brings_less(pieces, can, more):
    kitchen = min(can)
    before = allocation.shares(pieces, can)[kitchen]
    assert allocation.shares(pieces, {**can, kitchen: can[kitchen] + more})[kitchen] >= before - 1


# Lots, weeks, reasons, numbers


@pytest.mark.parametrize(
    ("made", "expires", "on", "wanted", "ok", "percent"),
    [
        (D(2026, 6, 1), D(2026, 6, 31 - 1), D(2026, 6, 10), 67, True, Decimal("68.96")),
        (D(2026, 6, 1), D(2026, 6, 30), D(2026, 6, 12), 67, False, Decimal("62.06")),
        (D(2026, 6, 1), D(2026, 6, 30), D(2026, 7, 1), 0, False, Decimal("0.00")),
        (D(2026, 6, 1), D(2026, 6, 1), D(2026, 6, 1), 0, True, None),
    ],
)
def test_what_a_lot_has_left(made, expires, on, wanted, ok, percent):
    found = life_left(made, expires, on, wanted)
    assert (found.ok, found.percent) == (ok, percent)


def test_food_without_a_date_is_not_known_and_so_not_met():
    assert not life_left(D(2026, 6, 1), None, D(2026, 6, 2), 50).ok
    assert life_left(D(2026, 6, 1), None, D(2026, 6, 2), 50, spoils=False).ok


def test_a_week_that_is_full_says_so():
    assert WeekLoad(60, 70, 120).is_too_much(51)
    assert not WeekLoad(60, 70, None).is_too_much(1_000_000)
    assert WeekLoad(60, 130, 120).room == 0
    assert monday(D(2026, 11, 29)) == D(2026, 11, 23)


def test_weeks_add_up():
    lines = [
        WeekLine(D(2026, 6, 1), "S", "D", "P", 100, 80, 60, 50),
        WeekLine(D(2026, 6, 1), "S", "E", "Q", 10, 0, 0, 0),
    ]
    whole = together(lines)
    assert (whole.asked, whole.fill_percent, whole.in_time_percent, whole.short) == (110, 75, 62, 20)
    assert lines[1].fill_percent is None


def test_who_bears_a_return():
    back = reasons("return")
    assert bearer(back["unsold"], returns_taken=True, paid_by="shared") == "shared"
    assert bearer(back["unsold"], returns_taken=True, paid_by="") == "retailer"
    assert bearer(back["defect"], returns_taken=False, paid_by="") == "producer"
    with pytest.raises(Refused):
        bearer(back["unsold"], returns_taken=False, paid_by="producer")
    assert title_of("return", "gone-code").id == "gone-code"
    assert title_of("return", "") is None


@given(some.sets(some.integers(1, 30)))
def test_a_number_is_never_given_twice(used):
    taken = {f"SJ-261129-{each}" for each in used}
    assert numbers.next_number("SJ", D(2026, 11, 29), taken) not in taken


def test_reminders_come_before_and_after_the_day():
    assert payment_clock.remind_days(D(2026, 6, 15), [3, 0], [1, 7]) == [
        D(2026, 6, 12), D(2026, 6, 15), D(2026, 6, 16), D(2026, 6, 22),
    ]  # fmt: skip
