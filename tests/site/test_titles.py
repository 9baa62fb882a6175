"""The title of a page says which page it is, and of what; two pages never share one."""

import collections
import re
from html import unescape

import pytest
from django.urls import reverse

from lopo.accounts.roles import Role
from tests.city import a_paper
from tests.site.test_every_address import ADDRESSES, address, city, somebody

pytestmark = pytest.mark.django_db

__all__ = ["city"]

OURS = ("producers:", "standards:", "accounts:", "labels:", "nutrition:")
SAME_PAGE = {"producers:product_new_for", "accounts:helpers_of"}
"""A page under a second address."""


def titles(client, city, who):
    """The title of every page that opens to ``who``, by the name of its address."""
    client.force_login(somebody(who, city))
    found = {}
    for name in ADDRESSES:
        if not name.startswith(OURS) or name in SAME_PAGE:
            continue
        answer = client.get(address(name, city))
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            title = re.search("<title>(.*?)</title>", answer.content.decode(), re.DOTALL)
            found[name] = unescape(title[1])
    return found


@pytest.mark.parametrize("who", [Role.OWNER, Role.OFFICER, Role.ADMIN])
def test_no_two_pages_share_a_title(client, city, who):
    found = titles(client, city, who)
    assert len(found) > 10
    times = collections.Counter(found.values())
    assert {name: title for name, title in found.items() if times[title] > 1} == {}


def test_a_page_about_a_product_names_it(client, city):
    name = city["kitchen"].product.name
    of_products = {
        page: title
        for page, title in titles(client, city, Role.OWNER).items()
        if "public_id" in ADDRESSES[page][1]
    }
    assert of_products
    assert [page for page, title in of_products.items() if name not in title] == []


def test_a_paper_s_page_says_which_paper_of_what(client, city):
    kitchen = city["kitchen"]
    client.force_login(kitchen.owner)
    halal = a_paper(kitchen, "halal", "ID53110000123456789")
    page = unescape(client.get(reverse("producers:paper_edit", args=[halal.pk])).content.decode())
    title = re.search("<title>(.*?)</title>", page)[1]
    assert all(part in title for part in ("Sertifikat halal", kitchen.product.name, kitchen.business.name))
