"""In a new batch each lot is named by the mark on its sack."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.city import a_kitchen
from tests.quality.trace.test_trace_book import a_lot

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_options_begin_with_the_code_and_say_what_is_left(client):
    kitchen = a_kitchen(recipe__ingredients=[{"name": "cabai rawit", "amount": "600"}])
    client.force_login(kitchen.owner)
    soon = a_lot(kitchen, expires_on=timezone.localdate() + dt.timedelta(days=3))
    second = a_lot(kitchen, quantity="2.5")
    page = client.get(reverse("quality:batch_new", args=[kitchen.product.public_id])).content.decode()
    for select in ("lot-0", "lot-0-b"):
        options = page.split(f'name="{select}"')[1].split("</select>")[0]
        named = dict(re.findall(r'<option value="(\d+)"[^>]*>([^<]*)</option>', options))
        assert named[str(soon.pk)].startswith(f"{soon.code} · sisa: 10 kg · baik sampai ")
        assert named[str(second.pk)].startswith(f"{second.code} · sisa: 2,5 kg · ")
