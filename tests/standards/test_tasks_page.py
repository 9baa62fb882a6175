"""Dates to keep: listed soonest first, marked as done by one person, taken back by another."""

import datetime as dt

import pytest
from django.urls import reverse

from lopo.accounts.consent import grant
from lopo.accounts.field_groups import FieldGroup
from lopo.accounts.roles import Role
from lopo.producers.models import Product
from lopo.standards.models import Task
from lopo.standards.standings import today
from tests.accounts.factories import a_person, organisation_of
from tests.city import a_kitchen, a_paper, tell
from tests.race import at_once, own_connections
from tests.standards.promise_rules import use_rules

pytestmark = pytest.mark.django_db
TASKS = "/tugas/"


@pytest.fixture(autouse=True)
def rules(monkeypatch):
    use_rules(monkeypatch)


def due_in(days, name="Dapur Mama Yuli"):
    kitchen = a_kitchen(name)
    a_paper(kitchen, "md", "MD 123456789012", valid_until=today() + dt.timedelta(days=days))
    return kitchen


@pytest.fixture
def kitchen(client):
    kitchen = due_in(10)
    client.force_login(kitchen.owner)
    return kitchen


def done(client, task, **said):
    return client.post(reverse("standards:task_done", args=[task.pk]), said)


def test_an_owner_sees_her_own_soonest_first(client, kitchen):
    due_in(5, "Dapur Lain")
    a_paper(kitchen, "pirt", "P-IRT 1115371010001-29", valid_until=today() - dt.timedelta(days=3))
    rows = client.get(TASKS).context["rows"]
    assert [(row.title, row.days_left, row.late_by) for row in rows] == [
        ("Kunjungan dapur", -3, 3),
        ("Perpanjangan MD", 10, 0),
    ]


def test_many_days_are_grouped_as_they_are_read(client):
    client.force_login(due_in(1523).owner)
    assert "1.523 hari lagi" in client.get(TASKS, {"later": "1"}).content.decode()
    client.cookies["django_language"] = "en"
    assert "1,523 days left" in client.get(TASKS, {"later": "1"}).content.decode()


def test_the_city_sees_all_and_may_ask_for_its_own(client, kitchen):
    a_paper(due_in(5, "Dapur Lain"), "pirt", "P-IRT 1115371010001-29", valid_until=today())
    client.force_login(a_person(Role.OFFICER))
    assert len(client.get(TASKS).context["rows"]) == 3
    own = client.get(TASKS, {"owner": "officer"}).context
    assert [row.title for row in own["rows"]] == ["Kunjungan dapur"]
    assert len(client.get(TASKS, {"owner": "raja"}).context["rows"]) == 3


def test_what_is_put_away_is_not_listed(client, kitchen):
    Product.objects.filter(pk=kitchen.product.pk).update(archived_at="2026-01-01T00:00Z")
    assert client.get(TASKS).context["rows"] == []


def test_somebody_without_a_business_has_an_empty_list(client, kitchen):
    client.force_login(a_person())
    assert client.get(TASKS).context["rows"] == []


def test_done_is_noted_with_who_and_when_and_leaves_the_list(client, kitchen):
    task = Task.objects.get()
    assert done(client, task)["Location"] == TASKS
    task.refresh_from_db()
    assert (task.done_on, task.done_by) == (today(), kitchen.owner)
    shown = client.get(TASKS).context
    assert (shown["rows"], [row["task"] for row in shown["done"]]) == ([], [task])
    Task.objects.update(done_on=today() - dt.timedelta(days=30))
    assert client.get(TASKS).context["done"] == []


def test_the_first_of_two_people_stays_the_one_who_did_it(client, kitchen):
    task = Task.objects.get()
    done(client, task)
    helper = a_person(Role.HELPER, kitchen.business.organisation)
    client.force_login(helper)
    answer = client.post(reverse("standards:task_done", args=[task.pk]), follow=True)
    assert [message.level_tag for message in answer.context["messages"]][-1] == "info"
    task.refresh_from_db()
    assert task.done_by == kitchen.owner


def test_done_can_be_taken_back_once_or_twice(client, kitchen):
    task = Task.objects.get()
    done(client, task)
    for _time in range(2):
        done(client, task, undo="1")
        task.refresh_from_db()
        assert (task.done_on, task.done_by) == (None, None)
    assert len(client.get(TASKS).context["rows"]) == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_leave_one_who_did_it(client):
    kitchen = due_in(10)
    helper = a_person(Role.HELPER, kitchen.business.organisation)
    task = Task.objects.get()

    def marks(person):
        def act():
            from django.test import Client

            browser = Client()
            browser.force_login(person)
            return done(browser, task).status_code

        return act

    with own_connections():
        assert at_once(marks(kitchen.owner), marks(helper)) == [302, 302]
        assert Task.objects.get().done_by in (kitchen.owner, helper)


def test_nobody_marks_another_s_task(client, kitchen):
    task = Task.objects.get()
    stranger, buyer = a_kitchen("Dapur Lain", "Abon").owner, a_person(Role.BUYER)
    grant(kitchen.business.organisation, organisation_of(buyer), list(FieldGroup), kitchen.owner)
    for person in (stranger, buyer, a_person(Role.TRAINER), a_person()):
        client.force_login(person)
        assert done(client, task).status_code == 404
    client.logout()
    assert done(client, task).status_code == 302
    task.refresh_from_db()
    assert task.done_on is None
    assert client.get(reverse("standards:task_done", args=[task.pk])).status_code in (302, 405)


def test_a_task_of_a_rule_that_is_no_more_does_not_break_the_page(client, kitchen):
    Task.objects.create(
        business=kitchen.business, product=kitchen.product, rule="lama", due=today(), owner="owner",
        remind_from=today(),
    )  # fmt: skip
    assert len(client.get(TASKS).context["rows"]) == 1


def test_the_page_takes_as_many_queries_for_many(client, kitchen, django_assert_max_num_queries):
    client.get(TASKS)
    with django_assert_max_num_queries(8):
        client.get(TASKS)
    Task.objects.bulk_create(
        Task(
            business=kitchen.business, product=kitchen.product, rule="md-renewal", owner="owner",
            due=today() + dt.timedelta(days=n), remind_from=today(),
        )
        for n in range(100, 180)
    )  # fmt: skip
    with django_assert_max_num_queries(8):
        assert len(client.get(TASKS).context["rows"]) == 50
    assert len(client.get(TASKS, {"page": "2"}).context["rows"]) == 31


def the_kitchen_is_due(kitchen, days):
    tell(kitchen, {"quality.cppb.inspected_on": (today() + dt.timedelta(days=days)).isoformat()})


def test_what_the_whole_business_promises_is_one_task_however_many_products(client, kitchen):
    Product.objects.create(business=kitchen.business, name="Abon ikan", kind="food")
    the_kitchen_is_due(kitchen, 2)
    rows = client.get(TASKS).context["rows"]
    assert [(row.title, row.task.subject) for row in rows] == [
        ("Periksa dapur", kitchen.business.name),
        ("Perpanjangan MD", kitchen.product.name),
    ]
    assert done(client, rows[0].task).status_code == 302
    assert [row.title for row in client.get(TASKS).context["rows"]] == ["Perpanjangan MD"]


def test_nobody_marks_the_task_of_another_s_business(client, kitchen):
    the_kitchen_is_due(kitchen, 2)
    task = Task.objects.get(product=None)
    client.force_login(due_in(5, "Dapur Lain").owner)
    assert done(client, task).status_code == 404


def test_dates_far_off_are_a_click_away(client, kitchen):
    Task.objects.update(remind_from=today() + dt.timedelta(days=1))
    shown = client.get(TASKS).context
    assert (shown["rows"], shown["later_count"]) == ([], 1)
    assert [row.title for row in client.get(TASKS, {"later": "1"}).context["rows"]] == ["Perpanjangan MD"]
