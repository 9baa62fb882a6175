"""Who needs her companion most and why, what each companion carries, and what a visit note may say."""

import datetime as dt
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.training.companions.attention import (
    LATE_TASKS,
    NEVER_VISITED,
    NO_ORDER,
    OPEN_FINDINGS,
    ORDER_NOT_KNOWN,
    REASON_TITLES,
    SILENT,
    VISIT_OVERDUE,
    Case,
    need,
    reasons,
    sort_key,
)
from lopo.training.companions.load import loads
from lopo.training.companions.rules import rules
from lopo.training.companions.visit_note import AGREED_MOST, SEEN_MOST, may_correct, read_visit

TODAY = dt.date(2026, 11, 29)
RULES = rules()


def ago(days):
    return TODAY - dt.timedelta(days=days)


def a_case(**known):
    return Case(
        **{"business": 1, "name": "Dapur Mama Yuliana", "heard_on": TODAY, "last_order": TODAY} | known
    )


def codes(case):
    return [each.code for each in reasons(case, TODAY, RULES)]


def words(case, code):
    return next(each.words for each in reasons(case, TODAY, RULES) if each.code == code)


def test_nothing_is_wrong_where_all_is_fresh():
    assert codes(a_case(last_visit=ago(3), next_visit=ago(-4))) == []


def test_a_visit_that_stood_for_an_earlier_day_is_overdue_and_today_is_not():
    assert codes(a_case(last_visit=ago(20), next_visit=TODAY)) == []
    case = a_case(last_visit=ago(20), next_visit=ago(1))
    assert codes(case) == [VISIT_OVERDUE]
    assert words(case, VISIT_OVERDUE).en == "Visit 1 day overdue"


def test_a_first_visit_is_asked_for_some_days_after_naming():
    assert codes(a_case(since=ago(RULES.first_visit_days))) == []
    assert codes(a_case(since=ago(RULES.first_visit_days + 1))) == [NEVER_VISITED]
    assert codes(a_case(since=ago(300), last_visit=ago(5))) == []


def test_sixty_days_without_an_order_are_counted_from_the_last_that_is_known():
    assert codes(a_case(last_order=ago(RULES.no_order_days - 1))) == []
    case = a_case(last_order=ago(60))
    assert codes(case) == [NO_ORDER]
    assert words(case, NO_ORDER).id == "60 hari tanpa pesanan, terakhir 30 September 2026"


def test_where_no_order_was_ever_told_no_days_are_claimed():
    case = a_case(last_order=None)
    assert codes(case) == [ORDER_NOT_KNOWN]
    said = words(case, ORDER_NOT_KNOWN)
    assert not any(sign.isdigit() for sign in said.id + said.en)


def test_silence_is_counted_from_the_last_sign():
    assert codes(a_case(heard_on=ago(RULES.silent_days))) == []
    assert codes(a_case(heard_on=ago(RULES.silent_days + 1))) == [SILENT]


def test_the_weightiest_reason_stands_first():
    case = a_case(next_visit=ago(2), late_tasks=1, open_findings=9, last_order=ago(70), heard_on=ago(40))
    assert codes(case) == [VISIT_OVERDUE, LATE_TASKS, NO_ORDER, SILENT, OPEN_FINDINGS]
    assert need(reasons(case, TODAY, RULES)) == sum(RULES.weights[code] for code in codes(case))


DAYS = st.none() | st.integers(-200, 400).map(ago)
CASES = st.builds(
    Case,
    business=st.integers(1, 99),
    name=st.sampled_from(["Abon", "abon", "Kue", "Sambal"]),
    since=DAYS, last_visit=DAYS, next_visit=DAYS, heard_on=DAYS, last_order=DAYS,
    late_tasks=st.integers(0, 5), open_findings=st.integers(0, 60),
)  # fmt: skip


@given(CASES)
def test_what_always_holds_of_reasons(case):
    found = reasons(case, TODAY, RULES)
    listed = [each.code for each in found]
    assert len(set(listed)) == len(listed)
    assert set(listed) <= set(REASON_TITLES)
    assert [each.weight for each in found] == sorted((each.weight for each in found), reverse=True)
    assert (NO_ORDER in listed) <= (case.last_order is not None)
    assert (ORDER_NOT_KNOWN in listed) == (case.last_order is None)
    assert all(each.days >= 0 and each.words.id and each.words.en for each in found)


@given(st.lists(CASES, max_size=15))
def test_the_order_is_total_and_by_need(cases):
    keyed = [(sort_key(case, reasons(case, TODAY, RULES)), case) for case in cases]
    ordered = [case for _key, case in sorted(keyed, key=lambda pair: pair[0])]
    needs = [need(reasons(case, TODAY, RULES)) for case in ordered]
    assert needs == sorted(needs, reverse=True)


@given(st.dictionaries(st.integers(1, 5), st.lists(CASES, max_size=6), max_size=4))
def test_loads_count_every_business_once(cases):
    found = {each.companion: each for each in loads(cases, TODAY, RULES)}
    assert found.keys() == cases.keys()
    for companion, load in found.items():
        assert load.businesses == len(cases[companion])
        assert max(load.overdue, load.late, load.silent, load.no_order) <= load.businesses
        assert load.is_heavy(RULES) == (load.businesses > RULES.load_most)


def a_note(**told):
    return {"client_id": str(uuid.uuid4()), "on": TODAY.isoformat(), "seen": "Dapur bersih."} | told


def test_a_note_is_read_with_its_lines():
    note = read_visit(a_note(agreed="Cuci tutup botol\r\n  sebelum mengisi ", next_on="2026-12-13"), TODAY)
    assert note.agreed == "Cuci tutup botol\nsebelum mengisi"
    assert note.next_on == dt.date(2026, 12, 13)
    assert read_visit(a_note(on="28/11/2026"), TODAY).on == ago(1)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"on": "2026-11-30"}, "future"),
        ({"on": "2026-01-01"}, "days ago"),
        ({"on": ""}, "day of the visit"),
        ({"on": "kemarin"}, "23/11/2026"),
        ({"seen": "  \n "}, "one sentence"),
        ({"seen": None}, "one sentence"),
        ({"seen": "x" * (SEEN_MOST + 1)}, "at most"),
        ({"seen": "x" * 10_000}, "at most"),
        ({"seen": "a\x00b"}, "hidden"),
        ({"agreed": "y" * (AGREED_MOST + 1)}, "at most"),
        ({"agreed": 7}, "cannot be read"),
        ({"next_on": TODAY.isoformat()}, "after this one"),
        ({"next_on": "2029-01-01"}, "more than a year"),
        ({"client_id": "7"}, "Load the page again"),
        ({"client_id": None}, "Load the page again"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence(told, sentence):
    with pytest.raises(Refused) as refusal:
        read_visit(a_note(**told), TODAY)
    assert sentence in refusal.value.reason.en
    assert refusal.value.reason.id


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["on", "seen", "agreed", "next_on", "client_id"]), inner)
        ),
    )
)
def test_whatever_is_sent_is_read_or_refused(raw):
    try:
        note = read_visit(raw, TODAY)
    except Refused:
        return
    assert note.seen and note.on <= TODAY


def test_a_note_is_corrected_within_the_days_of_the_rule():
    assert may_correct(TODAY, TODAY)
    assert may_correct(ago(RULES.correct_days), TODAY)
    assert not may_correct(ago(RULES.correct_days + 1), TODAY)
