"""The permission table itself, without a database."""

import pytest

from lopo.accounts.permissions import Reach, UnknownPermission, permission_named
from lopo.accounts.roles import Role
from lopo.accounts.scope import scope_of


@pytest.mark.parametrize(
    ("permission", "role", "reach"),
    [
        ("product.view", Role.OWNER, Reach.OWN),
        ("product.view", Role.HELPER, Reach.OWN),
        ("product.view", Role.OFFICER, Reach.CITY),
        ("product.view", Role.TRAINER, Reach.CITY),
        ("product.view", Role.INSPECTOR, Reach.CITY),
        ("product.view", Role.BUYER, Reach.CONSENTED),
        ("product.view", Role.CREDIT_OFFICER, Reach.CONSENTED),
        ("product.view", Role.PARK_MANAGER, None),
        ("product.edit", Role.HELPER, Reach.OWN),
        ("product.edit", Role.ADMIN, Reach.CITY),
        ("product.edit", Role.BUYER, None),
        ("product.edit", Role.INSPECTOR, None),
        ("paper.verify", Role.INSPECTOR, Reach.CITY),
        ("paper.verify", Role.OWNER, None),
        ("evidence.view", Role.BUYER, Reach.CONSENTED),
        ("consent.grant", Role.OWNER, Reach.OWN),
        ("consent.grant", Role.HELPER, None),
        ("consent.grant", Role.ADMIN, None),
        ("assisted.enter", Role.OFFICER, Reach.CITY),
        ("receipt.view", Role.OWNER, Reach.OWN),
        ("receipt.view", Role.OFFICER, Reach.CITY),
        ("receipt.view", Role.BUYER, None),
        ("partner.dossiers", Role.BUYER, Reach.CONSENTED),
        ("partner.dossiers", Role.TRAINER, None),
        ("business.create", Role.OWNER, Reach.SIGNED_IN),
    ],
)
def test_reach_of_roles(permission, role, reach):
    assert permission_named(permission).reach_of(role) is reach


def test_an_unknown_permission_names_the_place_to_mend():
    with pytest.raises(UnknownPermission, match=r"permissions\.py"):
        permission_named("product.eat")


def test_the_widest_reach_counts_and_ids_stay_apart():
    both = scope_of("product.view", [(Role.OWNER, 4), (Role.BUYER, 9)], signed_in=True)
    assert both.kind is Reach.CONSENTED
    assert (both.own_ids, both.grantee_ids) == (frozenset({4}), frozenset({9}))
    assert not both.everything
    assert scope_of("product.view", [(Role.OWNER, 4), (Role.OFFICER, 1)], signed_in=True).everything


@pytest.mark.parametrize("name", ["home.view", "standards.view", "demo.view"])
def test_public_pages_are_open_to_who_is_not_signed_in(name):
    assert scope_of(name, [], signed_in=False).kind is Reach.PUBLIC


@pytest.mark.parametrize("name", ["account.own", "business.create", "product.view", "desk.view"])
def test_other_pages_are_not(name):
    assert not scope_of(name, [], signed_in=False).held
