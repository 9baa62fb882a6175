"""What each morning brings: products assessed anew, reminders given once."""

import datetime as dt
import uuid

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from lopo.accounts.models import Membership
from lopo.accounts.roles import Role
from lopo.accounts.sms import NotSent, OutboxSender
from lopo.producers.models import Product
from lopo.standards import daily
from lopo.standards.daily import assess_everything
from lopo.standards.models import Reminder, Standing, Task
from lopo.standards.reminders import CLAIM_HOLDS, give_reminders
from lopo.standards.standings import refresh
from tests.accounts.factories import a_person
from tests.city import LUAT, a_kitchen, a_paper, tell
from tests.race import at_once, own_connections
from tests.standards.promise_rules import use_rules

pytestmark = pytest.mark.django_db
DUE = dt.date(2027, 3, 31)
FIRST, SECOND, LAST = dt.date(2027, 3, 1), dt.date(2027, 3, 24), DUE


@pytest.fixture(autouse=True)
def rules(monkeypatch):
    use_rules(monkeypatch)
    OutboxSender.outbox.clear()
    mail.outbox.clear()


def a_kitchen_with_md(name="Dapur Mama Yuli", due=DUE):
    kitchen = a_kitchen(name)
    a_paper(kitchen, "md", "MD 123456789012", valid_until=due)
    return kitchen


def texts():
    return [text for _number, text in OutboxSender.outbox]


# Assessing everything


def test_what_the_calendar_changes_is_seen_although_nobody_typed(monkeypatch):
    kitchen = a_kitchen_with_md()
    assess_everything(DUE)
    before = Standing.objects.get().statuses
    later = DUE + dt.timedelta(days=400)
    done = assess_everything(later)
    standing = Standing.objects.get()
    assert (done.products, done.failed, standing.assessed_on) == (1, 0, later)
    assert done.changes == kitchen.product.finding_changes.filter(on=later).count() > 0
    assert standing.statuses != before


def test_products_put_away_are_left_alone():
    kitchen = a_kitchen_with_md()
    Product.objects.filter(pk=kitchen.product.pk).update(archived_at=timezone.now())
    assert assess_everything(DUE).products == 0


def test_every_product_is_reached_chunk_by_chunk(monkeypatch):
    kitchen = a_kitchen_with_md()
    for number in range(7):
        Product.objects.create(business=kitchen.business, name=f"Abon {number}", kind="food")
    monkeypatch.setattr(daily, "CHUNK", 3)
    assert assess_everything(DUE).products == 8
    assert Standing.objects.filter(assessed_on=DUE).count() == 8


def test_one_product_that_fails_does_not_stop_the_others(monkeypatch):
    kitchens = [a_kitchen_with_md(f"Dapur {number}") for number in range(3)]
    broken = kitchens[1].product.pk

    def fragile(products, on):
        if any(product.pk == broken for product in products):
            raise RuntimeError
        return refresh(products, on)

    monkeypatch.setattr(daily, "refresh", fragile)
    done = assess_everything(DUE)
    assert (done.products, done.failed) == (2, 1)
    assert Standing.objects.filter(assessed_on=DUE).count() == 2


# Reminders


@pytest.mark.parametrize(
    ("on", "count"),
    [(FIRST - dt.timedelta(days=1), 0), (FIRST, 1), (FIRST + dt.timedelta(days=1), 1), (DUE, 1)],
)
def test_a_reminder_is_given_from_its_day_on(on, count):
    a_kitchen_with_md()
    given = give_reminders(on)
    assert (given.people, given.tasks, len(texts())) == (count, count, count)


def test_once_for_each_day_however_often_it_runs():
    a_kitchen_with_md()
    for day in range(31):
        for _time in range(2):
            give_reminders(FIRST + dt.timedelta(days=day))
    assert len(texts()) == 3
    assert set(Reminder.objects.values_list("day", flat=True)) == {FIRST, SECOND, LAST}


def test_days_that_were_missed_make_one_reminder():
    a_kitchen_with_md()
    give_reminders(DUE + dt.timedelta(days=3))
    give_reminders(DUE + dt.timedelta(days=4))
    assert len(texts()) == 1
    assert "sudah lewat" in texts()[0]


def test_a_run_for_an_earlier_day_gives_nothing_again():
    a_kitchen_with_md()
    give_reminders(SECOND)
    give_reminders(FIRST)
    assert len(texts()) == 1


def test_by_text_and_email_in_the_person_s_language():
    kitchen = a_kitchen_with_md()
    kitchen.owner.email, kitchen.owner.language = "yuli@contoh.id", "en"
    kitchen.owner.save()
    give_reminders(FIRST)
    assert "Renewal of the MD (Sambal lu'at), by 31 March 2027" in texts()[0]
    assert "http://testserver/tugas/" in texts()[0]
    assert mail.outbox[0].body == texts()[0]


def test_every_owner_is_told_and_no_helper():
    kitchen = a_kitchen_with_md()
    second = a_person(Role.OWNER, kitchen.business.organisation)
    a_person(Role.HELPER, kitchen.business.organisation)
    give_reminders(FIRST)
    assert {number for number, _text in OutboxSender.outbox} == {kitchen.owner.phone, second.phone}


def test_several_dates_of_one_business_come_in_one_message():
    kitchen = a_kitchen_with_md()
    other = Product.objects.create(business=kitchen.business, name="Abon ikan", kind="food")
    from lopo.producers.models import Paper
    from lopo.producers.records import record_paper

    record_paper(
        Paper(
            business=kitchen.business, product=other, kind="md", number="MD 210987654321",
            valid_until=DUE, typed_by=kitchen.owner,
        )
    )  # fmt: skip
    given = give_reminders(FIRST)
    assert (given.people, given.tasks, len(texts())) == (1, 2, 1)
    assert "2 produk" in texts()[0]


def test_a_message_that_fails_is_tried_again_and_does_not_stop_the_others(monkeypatch):
    first, second = a_kitchen_with_md("Dapur Satu"), a_kitchen_with_md("Dapur Dua")
    send = OutboxSender.send

    def fails_for_first(self, phone, text):
        if phone == first.owner.phone:
            raise NotSent
        send(self, phone, text)

    monkeypatch.setattr(OutboxSender, "send", fails_for_first)
    given = give_reminders(FIRST)
    assert (given.people, given.failed) == (1, 1)
    assert [number for number, _text in OutboxSender.outbox] == [second.owner.phone]
    monkeypatch.setattr(OutboxSender, "send", send)
    given = give_reminders(FIRST)
    assert (given.people, given.failed) == (1, 0)
    assert OutboxSender.outbox[-1][0] == first.owner.phone


def test_of_two_owners_only_the_one_who_was_not_told_is_tried_again(monkeypatch):
    kitchen = a_kitchen_with_md()
    second = a_person(Role.OWNER, kitchen.business.organisation)
    send = OutboxSender.send

    def fails(self, phone, text):
        if phone == second.phone:
            raise NotSent
        send(self, phone, text)

    monkeypatch.setattr(OutboxSender, "send", fails)
    give_reminders(FIRST)
    monkeypatch.setattr(OutboxSender, "send", send)
    give_reminders(FIRST)
    assert [number for number, _text in OutboxSender.outbox] == [kitchen.owner.phone, second.phone]


def test_a_business_that_nobody_can_be_told_of_is_counted_and_told_later():
    kitchen = a_kitchen_with_md()
    held = Membership.objects.get(organisation=kitchen.business.organisation)
    held.delete()
    assert give_reminders(FIRST).unreachable == 1
    a_person(Role.OWNER, kitchen.business.organisation)
    assert give_reminders(FIRST).people == 1


def test_what_is_done_kept_or_put_away_is_not_reminded_of():
    done, kept, away = (a_kitchen_with_md(f"Dapur {n}") for n in range(3))
    Task.objects.filter(product=done.product).update(done_on=FIRST)
    tell(kept, {"permit.halal.covers_product": "true"})
    Product.objects.filter(pk=away.product.pk).update(archived_at=timezone.now())
    assert give_reminders(FIRST).people == 0


def test_the_desk_s_own_tasks_are_listed_for_it_and_sent_to_nobody():
    kitchen = a_kitchen()
    a_paper(kitchen, "pirt", "P-IRT 1115371010001-29", valid_until=DUE)
    given = give_reminders(DUE)
    assert (given.desk, given.people, texts()) == (1, 0, [])
    assert give_reminders(DUE).desk == 0
    assert Reminder.objects.get().person is None


def test_a_claim_left_by_a_run_that_broke_off_is_taken_over_after_a_while():
    kitchen = a_kitchen_with_md()
    left = Reminder.objects.create(
        task=Task.objects.get(),
        person=kitchen.owner,
        day=FIRST,
        claim=uuid.uuid4(),
        claimed_at=timezone.now(),
    )
    assert give_reminders(FIRST).people == 0
    Reminder.objects.filter(pk=left.pk).update(claimed_at=timezone.now() - 2 * CLAIM_HOLDS)
    assert give_reminders(FIRST).people == 1
    assert give_reminders(FIRST).people == 0


def test_looking_takes_as_many_queries_for_many_businesses(django_assert_max_num_queries):
    kitchens = [a_kitchen_with_md(f"Dapur {number}") for number in range(2)]
    give_reminders(FIRST)
    with django_assert_max_num_queries(12):
        give_reminders(FIRST)
    kitchens += [a_kitchen_with_md(f"Dapur {number}") for number in range(2, 20)]
    give_reminders(FIRST)
    with django_assert_max_num_queries(12):
        give_reminders(FIRST)
    assert len(texts()) == len(kitchens)


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_give_each_reminder_once():
    for number in range(4):
        a_kitchen_with_md(f"Dapur {number}")
    with own_connections():
        given = at_once(*[lambda: give_reminders(FIRST)] * 3)
        assert sum(each.people for each in given) == 4
        assert len(texts()) == 4
        assert Reminder.objects.exclude(given_at=None).count() == 4


@pytest.mark.django_db(transaction=True)
def test_two_runs_and_a_person_at_once_leave_one_true_standing():
    kitchen = a_kitchen_with_md()
    tell(kitchen, LUAT)
    with own_connections():
        given = at_once(
            lambda: assess_everything(DUE),
            lambda: assess_everything(DUE),
            lambda: tell(kitchen, {"label.net_quantity": "200"}),
        )
        assert [each for each in given if isinstance(each, Exception)] == []
        assert Standing.objects.count() == 1
        assert Task.objects.count() == 1


# The command


def test_the_command_says_what_it_did(capsys):
    a_kitchen_with_md()
    call_command("daily", "--on", "2027-03-01")
    said = capsys.readouterr().out.splitlines()
    assert "2027-03-01" in said[0]
    assert len(said) == 11
    assert Standing.objects.get().assessed_on == FIRST
    assert len(texts()) == 1


def test_without_a_day_it_is_today(capsys):
    a_kitchen_with_md()
    call_command("daily")
    assert timezone.localdate().isoformat() in capsys.readouterr().out


def test_an_empty_site_has_a_quiet_morning(capsys):
    call_command("daily")
    assert len(capsys.readouterr().out.splitlines()) == 11


def test_a_day_that_is_none_is_refused():
    with pytest.raises(CommandError, match="2027-13-01"):
        call_command("daily", "--on", "2027-13-01")


def test_what_is_left_for_the_next_run_makes_the_command_fail_visibly(capsys, monkeypatch):
    a_kitchen_with_md()

    def fails(self, phone, text):
        raise NotSent

    monkeypatch.setattr(OutboxSender, "send", fails)
    with pytest.raises(CommandError):
        call_command("daily", "--on", "2027-03-01")
    assert len(capsys.readouterr().out.splitlines()) == 12
