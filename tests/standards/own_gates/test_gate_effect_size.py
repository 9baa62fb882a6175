"""Thousands of products are told in seconds: most are settled by what is remembered of them."""

import time

import pytest

from lopo.accounts.permission import scope_for
from lopo.accounts.roles import Role
from lopo.producers.models import Product, Statement
from lopo.standards.books.gate_effect import effect_for
from lopo.standards.books.gate_standings import settle
from lopo.standards.books.own_gate import begin_draft, pack_of
from lopo.standards.models import Standing
from tests.accounts.factories import a_person
from tests.city import LUAT, a_kitchen, tell
from tests.standards.own_gates.gates import TODAY, a_buyer, a_published, ask

pytestmark = pytest.mark.django_db
MANY = 3_000
SECONDS = 20
"""Of the processor. The bound only tells a page that cannot be waited for."""


def test_three_thousand_products_that_are_all_near_the_gate(capsys):
    kitchen, buyer = a_kitchen(), a_buyer()
    tell(kitchen, LUAT | {"quality.shelf_life_days": "90"})
    edition = a_published(buyer)
    settle(edition, TODAY, seconds=60)
    standing = Standing.objects.get()
    told = list(Statement.objects.filter(product=kitchen.product))
    products = Product.objects.bulk_create(
        Product(business=kitchen.business, name=f"Sambal {number}", kind="food") for number in range(MANY)
    )
    copies = []
    for product in products:
        copy = Standing(
            **{f.attname: getattr(standing, f.attname) for f in Standing._meta.fields if f.name != "id"}
        )
        copy.product_id = product.pk
        copies.append(copy)
    Standing.objects.bulk_create(copies, batch_size=200)
    rows = []
    for product in products:
        for each in told:
            row = Statement(
                **{f.attname: getattr(each, f.attname) for f in Statement._meta.fields if f.name != "id"}
            )
            row.product_id = product.pk
            rows.append(row)
    Statement.objects.bulk_create(rows, batch_size=500)
    draft = ask(begin_draft(edition.gate, buyer), buyer, "quality.shelf_life_days", "at_least", "180")
    admin = a_person(Role.ADMIN)
    begun = time.process_time()
    shown = effect_for(admin, scope_for(admin, "standards.edit"), pack_of(draft), 2, TODAY)
    taken = time.process_time() - begun
    with capsys.disabled():
        print(f"\n{MANY} products near the gate: {taken:.1f} s of the processor")
    assert len(shown.whole.falls) == MANY + 1
    assert taken < SECONDS
