"""What is remembered of an assessment: rung, since when, what changed, what falls due."""

import datetime as dt

import pytest

from lopo.producers.models import Product
from lopo.producers.records import record_fact
from lopo.standards.models import FindingChange, GateStanding, RungChange, Standing, Task
from lopo.standards.standings import assessment_of, assessments_of, refresh, today
from lopo.standards.tasks import open_tasks
from tests.city import LUAT, a_kitchen, a_paper, tell
from tests.standards.promise_rules import use_rules

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 11, 23)
FRIDAY = dt.date(2026, 11, 27)
DUE = dt.date(2027, 3, 31)


@pytest.fixture(autouse=True)
def rules(monkeypatch):
    use_rules(monkeypatch)


def standing_of(kitchen):
    return Standing.objects.get(product=kitchen.product)


def test_what_is_remembered_is_what_an_assessment_says():
    kitchen = a_kitchen()
    tell(kitchen, LUAT)
    refresh([kitchen.product], MONDAY)
    fresh, kept = assessment_of(kitchen.product, MONDAY), standing_of(kitchen)
    assert kept.statuses == {name: status.value for name, status in fresh.statuses.items()}
    assert (kept.assessed_on, kept.ladder) == (MONDAY, fresh.ladder.ladder.id)
    assert kept.next_percent == fresh.ladder.next.percent
    assert kept.next_open == len(fresh.ladder.next.open)
    gates = {row.gate: (row.met, row.total, row.passed) for row in GateStanding.objects.all()}
    assert gates == {
        each.gate.id: (len(each.met), each.total, each.passed) for each in (*fresh.ladder.rungs, *fresh.gates)
    }


def test_an_answer_is_remembered_at_once():
    kitchen = a_kitchen()
    tell(kitchen, {"label.name": "Sambal lu'at"})
    assert standing_of(kitchen).assessed_on == today()
    assert FindingChange.objects.count() == 0
    tell(kitchen, {"permit.nib.number": "9120001234567"})
    assert FindingChange.objects.filter(product=kitchen.product, on=today()).exists()


def test_a_fact_of_the_business_refreshes_all_its_products_but_those_put_away():
    kitchen = a_kitchen()
    for name, away in (("Abon ikan", None), ("Kue kering", dt.datetime(2026, 1, 1, tzinfo=dt.UTC))):
        Product.objects.create(business=kitchen.business, name=name, kind="food", archived_at=away)
    tell(kitchen, {"permit.nib.number": "9120001234567"})
    names = set(Standing.objects.values_list("product__name", flat=True))
    assert names == {"Sambal lu'at", "Abon ikan"}


def test_what_was_mended_and_what_was_lost_is_kept():
    kitchen = a_kitchen()
    refresh([kitchen.product], MONDAY)
    before = standing_of(kitchen).statuses
    tell(kitchen, {"permit.nib.number": "9120001234567"})
    tell(kitchen, {"permit.nib.number": ""})
    changes = FindingChange.objects.filter(product=kitchen.product).order_by("pk")
    mended = [each for each in changes if each.became == "met"]
    lost = [each for each in changes if each.was == "met"]
    assert {each.requirement for each in mended} >= {each.requirement for each in lost} != set()
    for each in mended:
        assert before[each.requirement] == each.was == "not_known"


def test_nothing_changed_leaves_no_trace():
    kitchen = a_kitchen()
    tell(kitchen, LUAT)
    refresh([kitchen.product], MONDAY)
    before = FindingChange.objects.count()
    assert refresh([kitchen.product], MONDAY) == 0
    assert FindingChange.objects.count() == before
    assert Standing.objects.count() == 1


def test_time_on_a_rung_runs_on_until_the_rung_changes(monkeypatch):
    kitchen = a_kitchen()
    refresh([kitchen.product], MONDAY)
    assert standing_of(kitchen).rung == ""
    refresh([kitchen.product], FRIDAY)
    assert standing_of(kitchen).rung_since == MONDAY
    Standing.objects.update(rung="taman", rung_since=MONDAY)
    refresh([kitchen.product], FRIDAY)
    kept = standing_of(kitchen)
    assert (kept.rung, kept.rung_since) == ("", FRIDAY)


def test_dates_become_tasks_with_their_first_reminder():
    kitchen = a_kitchen()
    a_paper(kitchen, "md", "MD 123456789012", valid_until=DUE)
    task = Task.objects.get()
    assert (task.rule, task.due, task.owner) == ("md-renewal", DUE, "owner")
    assert task.remind_from == DUE - dt.timedelta(days=30)
    refresh([kitchen.product], FRIDAY)
    assert Task.objects.get() == task


def test_a_renewed_paper_keeps_the_old_promise_and_makes_a_new_one():
    kitchen = a_kitchen()
    a_paper(kitchen, "md", "MD 123456789012", valid_until=DUE)
    renewed = DUE + dt.timedelta(days=5 * 365)
    a_paper(kitchen, "md", "MD 123456789012", valid_until=renewed)
    old, new = Task.objects.order_by("due")
    assert (old.kept, new.kept) == (True, False)
    assert list(open_tasks(Product.objects.all())) == [new]
    a_paper(kitchen, "md", "MD 123456789012", valid_until=DUE)
    assert list(open_tasks(Product.objects.all()).values_list("due", flat=True)) == [DUE]


def test_what_makes_a_promise_needless_keeps_it():
    kitchen = a_kitchen()
    a_paper(kitchen, "md", "MD 123456789012", valid_until=DUE)
    tell(kitchen, {"permit.halal.covers_product": "true"})
    assert Task.objects.get().kept
    tell(kitchen, {"permit.halal.covers_product": "false"})
    assert not Task.objects.get().kept


def test_a_task_done_by_hand_stays_done():
    kitchen = a_kitchen()
    a_paper(kitchen, "md", "MD 123456789012", valid_until=DUE)
    Task.objects.update(done_on=MONDAY, done_by=kitchen.owner)
    refresh([kitchen.product], FRIDAY)
    assert Task.objects.get().done_on == MONDAY
    assert not open_tasks(Product.objects.all()).exists()


def test_a_rule_that_changed_hands_takes_its_open_tasks_along():
    kitchen = a_kitchen()
    a_paper(kitchen, "md", "MD 123456789012", valid_until=DUE)
    Task.objects.update(owner="officer", remind_from=MONDAY)
    refresh([kitchen.product], FRIDAY)
    task = Task.objects.get()
    assert (task.owner, task.remind_from) == ("owner", DUE - dt.timedelta(days=30))


def test_many_products_take_as_many_queries_as_one(django_assert_num_queries, django_assert_max_num_queries):
    kitchens = [a_kitchen(f"Dapur {number}") for number in range(6)]
    for kitchen in kitchens:
        tell(kitchen, LUAT)
        a_paper(kitchen, "md", "MD 123456789012", valid_until=DUE)
    products = [kitchen.product for kitchen in kitchens]
    with django_assert_num_queries(4):  # what was published here, products, statements, papers
        assessments_of(products, MONDAY)
    with django_assert_max_num_queries(19) as one:
        refresh(products[:1], FRIDAY)
    with django_assert_num_queries(len(one)):
        refresh(products, FRIDAY)


def test_one_fact_on_record_costs_a_fixed_number_of_queries(django_assert_max_num_queries):
    kitchen = a_kitchen()
    tell(kitchen, LUAT)
    with django_assert_max_num_queries(26):
        record_fact(kitchen.business, kitchen.product, "label.name", "Lu'at", typed_by=kitchen.owner)


def test_a_rung_reached_and_lost_is_kept_with_its_day():
    kitchen = a_kitchen()
    refresh([kitchen.product], MONDAY)
    assert not RungChange.objects.exists()
    Standing.objects.update(rung="taman")
    refresh([kitchen.product], FRIDAY)
    refresh([kitchen.product], FRIDAY)
    kept = RungChange.objects.get(product=kitchen.product)
    assert (kept.was, kept.became, kept.on) == ("taman", "", FRIDAY)
