"""Sheets and inspections for tests."""

import datetime as dt
import uuid

from django.utils import timezone

from lopo.quality.hygiene.checklist import elements
from lopo.quality.hygiene.sent import read_sent
from lopo.quality.inspection_book import take_inspection
from lopo.quality.models.hygiene import OFFICER


def answers(failing=(), left=()):
    """The answers of a sheet as a phone sends them."""
    return {
        str(each.number): {"answer": "failing" if each.number in failing else "fine"}
        for each in elements()
        if each.number not in left
    }


def a_message(person, failing=(), left=(), **fields):
    """A whole sheet as a phone sends it."""
    message = {
        "client_id": str(uuid.uuid4()),
        "person": person.pk,
        "inspected_on": timezone.localdate().isoformat(),
        "answers": answers(failing, left),
        "present_name": "Yuliana Tefa",
        "notes": "",
        "photos": [],
    }
    return message | fields


def an_inspection(business, by, failing=(), kind=OFFICER, on=None, **fields):
    """An inspection that has arrived."""
    day = on or timezone.localdate()
    message = a_message(by, failing, inspected_on=day.isoformat(), **fields)
    return take_inspection(business, kind, read_sent(message, max(day, timezone.localdate())), by)


def days_ago(days):
    return timezone.localdate() - dt.timedelta(days=days)
