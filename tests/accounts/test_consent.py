import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from lopo.accounts.consent import active_groups, grant, log_look, withdraw
from lopo.accounts.field_groups import FieldGroup
from lopo.accounts.models import Consent
from lopo.accounts.roles import Kind, Role
from tests.accounts.factories import a_person, an_organisation, organisation_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return a_person(Role.OWNER, an_organisation(Kind.PRODUCER, "Dapur Mama Yuli"))


@pytest.fixture
def shop():
    return an_organisation(Kind.RETAILER, "Swalayan Oebobo")


def test_what_is_granted_is_shown_until_it_is_withdrawn(owner, shop):
    business = organisation_of(owner)
    grant(business, shop, [FieldGroup.LABEL, FieldGroup.PAPERS], owner)
    grant(business, shop, [FieldGroup.LABEL], owner)
    assert active_groups([shop.pk], business.pk) == {FieldGroup.LABEL, FieldGroup.PAPERS}
    assert withdraw(business, shop, [FieldGroup.LABEL], owner) == 1
    assert active_groups([shop.pk], business.pk) == {FieldGroup.PAPERS}
    ended = Consent.objects.get(field_group=FieldGroup.LABEL)
    assert ended.withdrawn_by == owner
    grant(business, shop, [FieldGroup.LABEL], owner)
    assert Consent.objects.filter(field_group=FieldGroup.LABEL).count() == 2


def test_another_partner_sees_nothing_of_it(owner, shop):
    business, bank = organisation_of(owner), an_organisation(Kind.BANK)
    grant(business, shop, [FieldGroup.LABEL], owner)
    assert active_groups([bank.pk], business.pk) == set()


def test_the_database_keeps_one_active_consent(owner, shop):
    business = organisation_of(owner)
    grant(business, shop, [FieldGroup.LABEL], owner)
    twice = Consent(
        owner=business, grantee=shop, field_group="label", granted_by=owner, granted_at=timezone.now()
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        twice.save()


@pytest.mark.parametrize("kind", [Kind.CITY, Kind.PRODUCER])
def test_consent_goes_to_partners_only(owner, kind):
    with pytest.raises(ValueError, match="not a partner"):
        grant(organisation_of(owner), an_organisation(kind), [FieldGroup.LABEL], owner)


def test_the_owner_allows_and_withdraws_on_the_page(client, owner, shop):
    business = organisation_of(owner)
    client.force_login(owner)
    page = reverse("accounts:consents")
    assert client.get(page).status_code == 200
    filled = {"owner": business.pk, "grantee": shop.pk, "groups": ["label"], "secret_groups": ["recipe"]}
    assert client.post(page, filled).status_code == 302
    assert active_groups([shop.pk], business.pk) == {FieldGroup.LABEL, FieldGroup.RECIPE}
    assert "Swalayan Oebobo" in client.get(page).content.decode()

    recipe = Consent.objects.get(field_group="recipe")
    client.post(reverse("accounts:consent_withdraw", args=[recipe.pk]))
    assert active_groups([shop.pk], business.pk) == {FieldGroup.LABEL}


def test_choosing_nothing_is_explained(client, owner, shop):
    client.force_login(owner)
    filled = {"owner": organisation_of(owner).pk, "grantee": shop.pk}
    assert client.post(reverse("accounts:consents"), filled).context["form"].errors["groups"]
    assert not Consent.objects.exists()


def test_nobody_grants_or_withdraws_for_another(client, owner, shop):
    business, neighbour = organisation_of(owner), a_person(Role.OWNER)
    grant(business, shop, [FieldGroup.LABEL], owner)
    client.force_login(neighbour)
    filled = {"owner": business.pk, "grantee": shop.pk, "groups": ["papers"]}
    client.post(reverse("accounts:consents"), filled)
    client.post(reverse("accounts:consent_withdraw", args=[Consent.objects.get().pk]))
    assert active_groups([shop.pk], business.pk) == {FieldGroup.LABEL}


@pytest.mark.parametrize("role", [Role.HELPER, Role.OFFICER, Role.BUYER])
def test_only_owners_have_the_page(client, role):
    client.force_login(a_person(role))
    assert client.get(reverse("accounts:consents")).status_code == 403


def test_the_owner_sees_who_looked_and_others_do_not(client, owner):
    buyer = a_person(Role.BUYER, name="Pak Dominggus")
    log_look(buyer, organisation_of(buyer).pk, organisation_of(owner).pk, [FieldGroup.LABEL], product_id=7)
    client.force_login(owner)
    shown = client.get(reverse("accounts:looks")).content.decode()
    assert "Pak Dominggus" in shown
    assert "Label dan kemasan" in shown
    client.force_login(a_person(Role.OWNER))
    assert "Pak Dominggus" not in client.get(reverse("accounts:looks")).content.decode()
