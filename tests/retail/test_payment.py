"""Which rules speak about the payment day, and on which of them the clock runs."""

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lopo.retail.terms.payment import Contract, Counted, clock_rule, law_tables, payment_rules
from lopo.retail.terms.words import COUNTS_FROM

JUNE = dt.date(2026, 6, 1)
LAW = "perpres-112-2007"


def test_the_contract_comes_first_and_runs_the_clock_while_the_law_is_only_to_verify():
    contract = Contract("Syarat 1 Juni", days=30, counts_from="invoice")
    rules = payment_rules(2_500_000, "micro", Counted(invoice_on=JUNE), contract)
    assert [(rule.id, rule.due_on) for rule in rules] == [
        ("contract", dt.date(2026, 7, 1)),
        (LAW, dt.date(2026, 6, 16)),
    ]
    assert rules[1].confidence == "to-verify" and not rules[1].binds
    assert clock_rule(rules) is rules[0]


def test_a_law_that_was_read_runs_the_clock_where_it_pays_earlier():
    contract = Contract("Syarat", days=30, counts_from="invoice")
    ours, law = payment_rules(2_500_000, "micro", Counted(invoice_on=JUNE), contract)
    read = replace(law, confidence="law-read")
    assert clock_rule((ours, read)) is read


def test_a_small_supply_may_be_asked_for_in_cash_and_a_large_one_not():
    most = law_tables("payment")[LAW]["cash_up_to_idr"]
    (at_most,) = payment_rules(most, "small", Counted())
    (above,) = payment_rules(most + 1, "small", Counted())
    assert at_most.cash and not above.cash


def test_the_rule_for_small_ones_does_not_speak_for_a_large_supplier_but_for_one_of_unknown_size():
    assert payment_rules(1, "large", Counted()) == ()
    assert [rule.id for rule in payment_rules(1, None, Counted())] == [LAW]


def test_without_the_day_it_counts_from_a_rule_has_no_due_day():
    contract = Contract("Syarat", days=14, counts_from="sales-report")
    rule = payment_rules(1, "medium", Counted(invoice_on=JUNE), contract)[0]
    assert rule.starts_on is None and rule.due_on is None
    assert "14" in rule.says.id and "laporan penjualan" in rule.says.id


def test_nothing_binds_where_there_is_no_contract():
    assert clock_rule(payment_rules(1, "micro", Counted(invoice_on=JUNE))) is None


@given(
    days=st.integers(0, 400),
    counts_from=st.sampled_from(COUNTS_FROM),
    on=st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1)),
    amount=st.integers(0, 10**9),
)
def test_the_due_day_is_so_many_days_after_the_day_it_counts_from(days, counts_from, on, amount):
    counted = Counted(on, on + dt.timedelta(1), on + dt.timedelta(2))
    rule = payment_rules(amount, None, counted, Contract("x", days, counts_from))[0]
    assert rule.due_on - counted.day_of(counts_from) == dt.timedelta(days)
