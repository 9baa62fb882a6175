from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.quality.weighing.sampling import NORMAL, REDUCED, TIGHTENED
from lopo.quality.weighing.switching import (
    STATES,
    STOPPED,
    TRANSITIONS,
    LotOutcome,
    after_lot,
    after_lots,
    begun,
    outcome,
    resumed,
)

GOOD, BAD = LotOutcome(True, accept=3, tighter_passes=True), LotOutcome(False, accept=3)


def series(words):
    return [GOOD if letter == "g" else BAD for letter in words]


@pytest.mark.parametrize(
    ("lots", "state"),
    [
        ("", NORMAL),
        ("b", NORMAL),
        ("bb", TIGHTENED),
        ("bgggb", TIGHTENED),
        ("bggggb", NORMAL),
        ("bbggggg", NORMAL),
        ("bbgggg", TIGHTENED),
        ("bbggggbggggg", NORMAL),
        ("bb" + "bbbb", TIGHTENED),
        ("bb" + "bbbbb", STOPPED),
        ("bb" + "bgbgbgbgb", STOPPED),
        ("bb" + "bbbbb" + "ggggg", STOPPED),
    ],
)
def test_the_state_after_a_series(lots, state):
    assert after_lots(series(lots)).state == state


def test_good_lots_of_a_steady_production_lead_to_reduced_and_one_bad_one_back():
    good = LotOutcome(True, accept=3, tighter_passes=True, steady=True)
    standing = after_lots([good] * 10)
    assert standing.state == REDUCED and standing.why is not None
    assert after_lot(standing, good).state == REDUCED
    assert after_lot(standing, BAD).state == NORMAL


def test_without_a_word_of_agreement_the_score_is_only_said():
    standing = after_lots(series("g" * 10))
    assert (standing.state, standing.score, standing.may_reduce) == (NORMAL, 30, True)


def test_the_word_of_agreement_can_come_before_the_next_lot_and_be_taken_back():
    standing = after_lots(series("g" * 10))
    assert begun(standing).state == NORMAL
    reduced = begun(standing, steady=True)
    assert reduced.state == REDUCED and reduced.why is not None
    assert begun(reduced, steady=True).state == REDUCED
    assert begun(reduced).state == NORMAL
    assert begun(after_lots(series("g" * 9)), steady=True).state == NORMAL


def test_plans_with_a_small_acceptance_number_score_two():
    assert after_lots([LotOutcome(True, accept=0)] * 15).score == 30


def test_a_lot_that_would_fail_at_the_next_tighter_limit_sets_the_score_to_zero():
    assert after_lots([GOOD, GOOD, LotOutcome(True, accept=3)]).score == 0


def test_after_the_cause_is_mended_inspection_goes_on_tightened():
    stopped = after_lots(series("bbbbbbb"))
    assert resumed(stopped).state == TIGHTENED
    assert after_lot(stopped, LotOutcome(True, mended=True)).state == TIGHTENED


def test_an_inspected_lot_counts_with_the_next_tighter_limit():
    # 1000 at level II: 80/5 at AQL 2.5, 80/3 at 1.5
    assert outcome(1000, "II", Decimal("2.5"), 5, 3).tighter_passes
    assert not outcome(1000, "II", Decimal("2.5"), 5, 4).tighter_passes
    assert not outcome(1000, "II", Decimal("2.5"), 5, 6).accepted


outcomes = st.builds(
    LotOutcome, st.booleans(), st.integers(0, 21), st.booleans(), steady=st.booleans(), mended=st.booleans()
)


@given(st.lists(outcomes, max_size=60))
def test_a_state_only_changes_along_the_table(lots):
    standing = after_lots([])
    ways = {(each.start, each.end) for each in TRANSITIONS}
    for lot in lots:
        before = begun(standing, mended=lot.mended, steady=lot.steady)
        standing = after_lot(standing, lot)
        assert standing.state in STATES
        if standing.state != before.state:
            assert (before.state, standing.state) in ways
            assert standing.recent == () and standing.score == 0


@given(st.lists(outcomes, max_size=40))
def test_nothing_but_a_refused_lot_makes_inspection_stricter(lots):
    standing = after_lots(lots)
    after = after_lot(standing, GOOD)
    strict = {REDUCED: 0, NORMAL: 1, TIGHTENED: 2, STOPPED: 3}
    if standing.state != REDUCED:
        assert strict[after.state] <= strict[standing.state]


@given(st.lists(st.booleans(), max_size=40))
def test_five_good_lots_always_end_tightened_inspection(verdicts):
    standing = after_lots([LotOutcome(each) for each in verdicts])
    if standing.state == TIGHTENED:
        for _each in range(5):
            standing = after_lot(standing, GOOD)
        assert standing.state == NORMAL
