"""An address that is not there has the house's own page, on a developer's machine, too."""

import pytest

from lopo.accounts.roles import Role
from tests.accounts.factories import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[False, True], ids=["on a site", "on a developer's machine"])
def debug(request, settings):
    settings.DEBUG = request.param


@pytest.mark.parametrize("path", ["/tidak-ada/", "/produk/tidakada/", "/tidak-ada"])
def test_an_unknown_address_says_so_in_the_house_s_words(client, debug, path):
    client.force_login(a_person(Role.OWNER))
    answer = client.get(path, follow=True)
    assert answer.status_code == 404
    assert "404.html" in [template.name for template in answer.templates]
    assert "lopo.site.urls" not in answer.content.decode()


def test_a_program_gets_no_page(client, debug):
    answer = client.get("/api/v1/products/tidakada/check")
    assert not answer["Content-Type"].startswith("text/html")


def test_a_missing_slash_is_put_right(client, debug):
    assert client.get("/standar").status_code == 301
