"""What a kitchen has to do by a day stands among the tasks: done there is mended here, and the other way."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from lopo.accounts.roles import Role
from lopo.accounts.sms import OutboxSender
from lopo.quality.dated_work import FINDING, OWN_CHECK
from lopo.quality.hygiene.checklist import element_numbered
from lopo.quality.hygiene.level import next_audit
from lopo.quality.inspection_book import put_off, see_mended, tell_mended
from lopo.quality.models import Nonconformity, StorageStudy
from lopo.quality.models.hygiene import SELF
from lopo.quality.storage.plan import PlannedSeries, StoragePlan
from lopo.quality.storage_book import begin_study, put_study_away, record_readings, take_back_reading
from lopo.standards.desk import DeskFilter, desk_products
from lopo.standards.kitchen_tasks import store_work
from lopo.standards.models import Task
from lopo.standards.reminders import give_reminders
from lopo.standards.standings import today
from tests.accounts.factories import a_person
from tests.city import a_kitchen, tell
from tests.quality.hygiene.sheets import an_inspection, days_ago
from tests.standards.promise_rules import use_rules

pytestmark = [pytest.mark.database, pytest.mark.django_db]
TASKS = "/tugas/"
FLOOR, SOAP, WATER = 3, 13, 14


@pytest.fixture(autouse=True)
def rules(monkeypatch):
    use_rules(monkeypatch, own_checks=True)
    OutboxSender.outbox.clear()
    mail.outbox.clear()


@pytest.fixture
def kitchen():
    return a_kitchen()


@pytest.fixture
def inspector():
    return a_person(Role.INSPECTOR)


def rows(client, **said):
    """Each piece of the kitchen's work; dates of the kitchen's facts have tests of their own."""
    listed = client.get(TASKS, said).context["rows"]
    each = [part for row in listed for part in row.parts or (row,)]
    return [row for row in each if row.task.about and row.task.rule != OWN_CHECK]


def done(client, task, **said):
    return client.post(reverse("standards:task_done", args=[task.pk]), said, follow=True)


def the_task(found):
    return Task.objects.get(about=f"finding-{found.pk}")


def open_ones():
    tasks = Task.objects.filter(done_on=None, kept=False, about__startswith="finding-")
    return set(tasks.values_list("about", flat=True))


def open_findings():
    return {
        f"finding-{pk}" for pk in Nonconformity.objects.filter(mended_on=None).values_list("pk", flat=True)
    }


def test_each_finding_is_one_task_with_its_own_day_and_its_place(client, kitchen, inspector):
    an_inspection(kitchen.business, inspector, failing=(SOAP, FLOOR))
    client.force_login(kitchen.owner)
    listed = rows(client)
    assert [row.task.due for row in listed] == sorted(Nonconformity.objects.values_list("due_on", flat=True))
    assert {row.task.about for row in listed} == open_findings()
    page = client.get(TASKS).content.decode()
    assert f"/periksa/{kitchen.business.pk}/dapur/#finding-" in page
    where = listed[0].place
    assert where.split("#")[1] in client.get(where).content.decode()


def test_findings_of_one_kitchen_are_one_thing_to_do_and_one_alone_is_itself(client, kitchen, inspector):
    other = a_kitchen("Dapur Dua")
    an_inspection(kitchen.business, inspector, failing=(SOAP, FLOOR, WATER))
    an_inspection(other.business, inspector, failing=(SOAP,))
    client.force_login(a_person(Role.OFFICER))
    listed = [row for row in client.get(TASKS).context["rows"] if row.task.rule == FINDING]
    assert sorted(row.title for row in listed) == sorted(
        ["Benahi 3 temuan dapur", element_numbered(SOAP).failure.id]
    )
    [heap] = [row for row in listed if row.parts]
    assert heap.task.due == min(part.task.due for part in heap.parts)
    assert heap.place == reverse("quality:kitchen", args=[kitchen.business.pk])
    page = client.get(TASKS).content.decode()
    assert all(part.title in page and f'href="{part.place}"' in page for part in heap.parts)
    client.force_login(kitchen.owner)
    assert "Benahi 3 temuan dapur" in client.get("/produk/").content.decode()


def test_an_officer_s_finding_done_by_the_owner_waits_to_be_seen(client, kitchen, inspector):
    an_inspection(kitchen.business, inspector, failing=(SOAP,))
    found = Nonconformity.objects.get()
    client.force_login(kitchen.owner)
    done(client, the_task(found))
    found.refresh_from_db()
    assert (found.told_on, found.mended_on) == (today(), None)
    assert rows(client) == []
    assert [row["task"].done_by for row in client.get(TASKS).context["done"]] == [kitchen.owner]
    an_inspection(kitchen.business, inspector, failing=(SOAP,))
    assert [row.task for row in rows(client)] == [the_task(found)]


def test_a_slip_is_taken_back_there_and_open_here(client, kitchen, inspector):
    an_inspection(kitchen.business, inspector, failing=(SOAP,))
    found = Nonconformity.objects.get()
    client.force_login(a_person(Role.OFFICER))
    for _time in range(2):
        done(client, the_task(found))
    found.refresh_from_db()
    assert found.mended_on == today()
    done(client, the_task(found), undo="1")
    found.refresh_from_db()
    assert (found.told_on, found.mended_on, found.closed_by) == (None, None, None)
    assert len(rows(client)) == 1


def test_her_own_finding_is_closed_at_once_and_gently(client, kitchen):
    an_inspection(kitchen.business, kitchen.owner, failing=(SOAP,), kind=SELF, on=days_ago(59))
    client.force_login(kitchen.owner)
    page = client.get(TASKS).content.decode()
    assert "kalau sempat" in page
    assert "terlambat" not in page
    [product] = desk_products(type(kitchen.product).objects.all(), DeskFilter(), today())
    assert product.overdue_count == 0
    done(client, Task.objects.get(about__startswith="finding-"))
    assert Nonconformity.objects.get().mended_on == today()
    assert len(client.get(TASKS).context["done"]) == 1


def test_mended_in_the_kitchen_is_done_among_the_tasks(client, kitchen, inspector):
    an_inspection(kitchen.business, inspector, failing=(SOAP, FLOOR))
    first, second = Nonconformity.objects.select_related("inspection", "business")
    see_mended(first, inspector, None)
    tell_mended(second, kitchen.owner, None)
    client.force_login(kitchen.owner)
    assert rows(client) == []
    put_off(second, today() + dt.timedelta(days=40), inspector)
    assert [row.task.due for row in rows(client)] == [today() + dt.timedelta(days=40)]


def test_what_was_looked_at_again_is_not_opened_again(client, kitchen, inspector):
    an_inspection(kitchen.business, inspector, failing=(SOAP,), on=days_ago(3))
    found = Nonconformity.objects.select_related("inspection", "business").get()
    client.force_login(a_person(Role.OFFICER))
    done(client, the_task(found))
    an_inspection(kitchen.business, inspector, failing=(SOAP,))
    answer = done(client, the_task(found), undo="1")
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    assert Nonconformity.objects.filter(mended_on=None).count() == 1


def test_tasks_and_findings_never_part(client, kitchen, inspector):
    for failing in ((SOAP, FLOOR), (FLOOR,), (FLOOR, WATER), ()):
        an_inspection(kitchen.business, inspector, failing=failing)
        an_inspection(kitchen.business, kitchen.owner, failing=failing, kind=SELF)
        assert open_ones() == open_findings()
        store_work([kitchen.business.pk])
        assert open_ones() == open_findings()


def test_nobody_marks_another_s_and_a_trainer_none(client, kitchen, inspector):
    an_inspection(kitchen.business, inspector, failing=(SOAP,))
    task = the_task(Nonconformity.objects.get())
    for person in (a_kitchen("Lain").owner, a_person(Role.TRAINER), a_person(Role.BUYER)):
        client.force_login(person)
        assert done(client, task).status_code == 404
    assert Nonconformity.objects.get().told_on is None


def test_a_work_stands_once_in_the_database(kitchen):
    same = {"business": kitchen.business, "rule": "x", "about": "finding-1", "due": today(),
            "owner": "owner", "remind_from": today()}  # fmt: skip
    Task.objects.create(**same)
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.create(**same)


def test_one_reminder_names_what_it_is_or_how_many(kitchen, inspector):
    an_inspection(kitchen.business, inspector, failing=(SOAP,))
    due = Nonconformity.objects.get().due_on
    give_reminders(due)
    assert f"{element_numbered(SOAP).failure.id}, hari ini" in OutboxSender.outbox[0][1]
    assert "Temuan pemeriksaan dapur (" not in OutboxSender.outbox[0][1]
    other = a_kitchen("Dapur Dua")
    an_inspection(other.business, inspector, failing=(SOAP, WATER))
    Nonconformity.objects.filter(business=other.business).update(due_on=due)
    store_work([other.business.pk])
    give_reminders(due)
    assert "Temuan pemeriksaan dapur (2)" in OutboxSender.outbox[1][1]


def test_as_many_queries_for_many_findings(client, kitchen, inspector, django_assert_max_num_queries):
    client.force_login(kitchen.owner)
    for failing in ((SOAP,), tuple(range(1, 38))):
        an_inspection(kitchen.business, inspector, failing=failing)
        client.get(TASKS)
        with django_assert_max_num_queries(8):
            client.get(TASKS)
        with django_assert_max_num_queries(9):
            store_work([kitchen.business.pk])


# The first own check, and the next one while there is no level


def own_check():
    return Task.objects.filter(rule=OWN_CHECK, kept=False).first()


def test_a_new_kitchen_is_asked_to_look_at_itself_within_days(client, kitchen):
    tell(kitchen, {"product.prepacked": "true"})
    assert own_check().due == today() + dt.timedelta(days=7)
    client.force_login(kitchen.owner)
    [row] = client.get(TASKS).context["rows"]
    assert row.place == reverse("quality:inspection", args=[kitchen.business.pk])
    assert client.get(row.place).status_code == 200
    an_inspection(kitchen.business, kitchen.owner, failing=(), kind=SELF)
    assert own_check().due == next_audit("I", today())
    assert client.get(TASKS).context["rows"] == []


def test_with_a_level_of_the_office_the_next_own_check_is_the_fact_s(kitchen, inspector):
    an_inspection(kitchen.business, kitchen.owner, failing=(), kind=SELF)
    an_inspection(kitchen.business, inspector, failing=())
    assert own_check() is None


def test_who_makes_no_food_is_not_asked(kitchen):
    kitchen.product.kind = "craft"
    kitchen.product.save()
    tell(kitchen, {"product.prepacked": "true"})
    assert own_check() is None


# Measuring days


def a_study(kitchen, started_on):
    row = StorageStudy(
        product=kitchen.product, attribute="Asam", unit="%", direction="rises", limit=Decimal(3),
        method="accelerated", storage="room", pack_as_sold=True, packs_each=2, started_on=started_on,
        planned_by=kitchen.owner,
    )  # fmt: skip
    series = (PlannedSeries(35.0, (0, 10, 20)), PlannedSeries(45.0, (0, 10)))
    return begin_study(row, StoragePlan(series, 2))


def measured(row, celsius, day, by):
    record_readings(row, Decimal(celsius), row.started_on + dt.timedelta(days=day), [Decimal(1)], None, by,
                    str(uuid.uuid4()))  # fmt: skip


def test_a_measuring_day_is_a_task_until_every_temperature_is_measured(client, kitchen):
    row = a_study(kitchen, today() - dt.timedelta(days=10))
    client.force_login(kitchen.owner)
    assert [each.task.due for each in rows(client, later="1")] == [
        row.started_on + dt.timedelta(days=day) for day in (0, 10, 20)
    ]
    measured(row, 35, 0, kitchen.owner)
    measured(row, 35, 10, kitchen.owner)
    [now] = rows(client)
    assert "45" in now.does
    assert "35" not in now.does
    assert client.get(now.place).status_code == 200
    measured(row, 45, 10, kitchen.owner)
    assert rows(client) == []
    take_back_reading(row.readings.get(celsius=45), kitchen.owner)
    assert len(rows(client)) == 1
    put_study_away(row, kitchen.owner)
    assert rows(client, later="1") == []


def test_a_measuring_day_is_not_done_by_saying_so(client, kitchen):
    a_study(kitchen, today())
    client.force_login(kitchen.owner)
    task = rows(client)[0].task
    answer = done(client, task)
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    assert len(rows(client)) == 1


# The calendar


def test_the_calendar_has_every_date_once_under_a_name_that_stays(client, kitchen, inspector):
    a_study(kitchen, today())
    an_inspection(kitchen.business, inspector, failing=(SOAP,))
    client.force_login(kitchen.owner)
    answer = client.get(reverse("standards:task_calendar"))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert len(events) == 5  # three measuring days, a finding, a date of the rules
    assert len({str(event["uid"]) for event in events}) == 5
    assert today() in {event.decoded("dtstart") for event in events}
    put_off(Nonconformity.objects.select_related("inspection").get(), today() + dt.timedelta(days=9))
    again = Calendar.from_ical(client.get(reverse("standards:task_calendar")).content).walk("VEVENT")
    assert {str(event["uid"]) for event in again} == {str(event["uid"]) for event in events}
    assert today() + dt.timedelta(days=9) in {event.decoded("dtstart") for event in again}


def test_the_calendar_of_somebody_else_is_empty(client, kitchen, inspector):
    an_inspection(kitchen.business, inspector, failing=(SOAP,))
    client.force_login(a_kitchen("Lain").owner)
    assert Calendar.from_ical(client.get(reverse("standards:task_calendar")).content).walk("VEVENT") == []


def test_the_morning_mends_a_list_that_went_astray(kitchen, inspector):
    an_inspection(kitchen.business, inspector, failing=(SOAP,))
    Task.objects.all().delete()
    call_command("daily", on=timezone.localdate())
    assert open_ones() == open_findings()
    Nonconformity.objects.update(mended_on=today())
    call_command("daily", on=timezone.localdate())
    assert open_ones() == set()
