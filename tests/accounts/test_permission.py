"""The decorator, the default refusal, and what a scope reaches."""

import pytest
from django.http import HttpResponse
from django.urls import get_resolver, include, path, reverse
from django.urls.resolvers import URLPattern

from lopo.accounts.consent import grant, withdraw
from lopo.accounts.field_groups import FieldGroup
from lopo.accounts.models import Organisation
from lopo.accounts.permission import in_reach, permitted, reaches, scope_for
from lopo.accounts.permissions import UnknownPermission
from lopo.accounts.roles import Kind, Role
from lopo.accounts.stated import stated_for
from tests.accounts.factories import a_person, an_organisation, organisation_of

pytestmark = pytest.mark.django_db


@permitted("product.edit")
def stated(request):
    return HttpResponse(str(request.scope.kind))


@permitted("home.view")
def open_to_all(request):
    return HttpResponse(str(request.scope.kind))


def unstated(request):
    return HttpResponse("anybody could read this")


urlpatterns = [
    path("", include("lopo.site.urls")),
    path("stated/", stated),
    path("open/", open_to_all),
    path("unstated/", unstated),
]
here = pytest.mark.urls(__name__)


@here
@pytest.mark.parametrize(
    ("role", "status", "kind"),
    [
        (Role.OWNER, 200, "own"),
        (Role.HELPER, 200, "own"),
        (Role.OFFICER, 200, "city"),
        (Role.ADMIN, 200, "city"),
        (Role.BUYER, 403, None),
        (Role.TRAINER, 403, None),
        (None, 403, None),
    ],
)
def test_a_stated_view_asks_for_the_role(client, role, status, kind):
    client.force_login(a_person(role))
    answer = client.get("/stated/")
    assert answer.status_code == status
    if kind:
        assert answer.content.decode() == kind
    else:
        assert "accounts/refused.html" in [template.name for template in answer.templates]


@here
def test_who_is_not_signed_in_signs_in_and_comes_back(client):
    assert (
        client.get("/stated/?a=1").headers["Location"]
        == reverse("account_login") + "?next=%2Fstated%2F%3Fa%3D1"
    )
    assert client.post("/stated/").headers["Location"] == reverse("account_login")
    assert client.get("/open/").content == b"public"


@here
@pytest.mark.parametrize("role", [None, Role.OWNER, Role.ADMIN])
def test_a_view_without_a_permission_is_refused_to_everybody(client, role):
    client.force_login(a_person(role))
    assert client.get("/unstated/").status_code == 403


def test_an_unknown_permission_fails_when_the_view_is_defined():
    with pytest.raises(UnknownPermission):
        permitted("product.eat")


def _views(patterns, before=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield before + (pattern.name or ""), pattern.callback
        else:
            namespace = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from _views(pattern.url_patterns, before + namespace)


def test_every_view_of_the_site_states_its_permission():
    views = list(_views(get_resolver().url_patterns))
    assert len(views) > 20
    bare = [name for name, view in views if not hasattr(view, "permission") and stated_for(name) is None]
    assert bare == []


def test_roles_are_read_once(django_assert_num_queries):
    person = a_person(Role.OWNER)
    with django_assert_num_queries(1):
        scope_for(person, "product.view")
        scope_for(person, "product.edit")
        scope_for(person, "desk.view")


def test_whoever_is_switched_off_holds_nothing():
    person = a_person(Role.OFFICER, is_active=False)
    assert scope_for(person, "desk.view") is None


def test_what_each_one_reaches():
    owner, officer, buyer = a_person(Role.OWNER), a_person(Role.OFFICER), a_person(Role.BUYER)
    hers, other = organisation_of(owner), an_organisation(Kind.PRODUCER)
    producers = Organisation.objects.filter(kind=Kind.PRODUCER)

    def reached(person):
        return set(producers.filter(in_reach(scope_for(person, "product.view"), "pk")))

    assert reached(owner) == {hers}
    assert reached(officer) == {hers, other}
    assert reached(buyer) == set()
    shop = organisation_of(buyer)
    grant(hers, shop, [FieldGroup.LABEL], owner)
    assert reached(buyer) == {hers}
    assert reaches(scope_for(buyer, "product.view"), hers.pk)
    withdraw(hers, shop, [FieldGroup.LABEL], owner)
    assert reached(buyer) == set()
    assert not reaches(scope_for(buyer, "product.view"), hers.pk)
