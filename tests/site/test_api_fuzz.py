"""The API held against its own description, with what a machine thinks up."""

import datetime as dt
from functools import cache

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from lopo.accounts.api_token import create_token
from lopo.retail.models import PriceChange
from lopo.site.api_limits import PerMinute
from lopo.site.wsgi import application
from tests.city import LUAT, a_kitchen, tell
from tests.retail.shops import a_listing, a_shop, an_order

schemathesis.serializer.alias("application/toml", "text/plain")
PLAIN = {"Accept-Encoding": "identity"}
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
OPERATIONS = (
    ("GET", "/api/v1/standards"),
    ("GET", "/api/v1/gates"),
    ("GET", "/api/v1/requirements"),
    ("POST", "/api/v1/check"),
    ("GET", "/api/v1/products"),
    ("GET", "/api/v1/products/{product_id}/check"),
    ("GET", "/api/v1/listings"),
    ("GET", "/api/v1/listings/{listing_id}"),
    ("POST", "/api/v1/listings/{listing_id}/{act_id}"),
    ("GET", "/api/v1/listings/{listing_id}/prices"),
    ("POST", "/api/v1/listings/{listing_id}/prices"),
    ("POST", "/api/v1/listings/{listing_id}/prices/{change_id}/{act_id}"),
    ("GET", "/api/v1/orders"),
    ("POST", "/api/v1/orders"),
    ("GET", "/api/v1/orders/{order_id}"),
    ("GET", "/api/v1/orders/{order_id}/differences"),
    ("GET", "/api/v1/orders/{order_id}/lots"),
    ("POST", "/api/v1/orders/{order_id}/{act_id}"),
)


@pytest.fixture
def kitchen(db, monkeypatch):
    monkeypatch.setattr(PerMinute, "allow_request", lambda *_: True)
    kitchen = a_kitchen()
    tell(kitchen, LUAT)
    return kitchen


def a_proposed_price(listing, by):
    """A new price that waits for the shop's answer."""
    today = timezone.localdate()
    return PriceChange.objects.create(
        listing=listing, price_idr=21_000, shelf_price_idr=27_000, was_price_idr=20_000,
        was_shelf_price_idr=25_000, from_on=today + dt.timedelta(days=10), reason="wages", side="owner",
        by=by, at=timezone.now(), answer_by=today + dt.timedelta(days=7),
    )  # fmt: skip


@pytest.fixture
def one_connection():
    """A real server closes an old connection with the request; the test's own must outlive it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@cache
def described():
    """The description, read once: so are the many words of our code from which values are thought up."""
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.fixture
def schema(kitchen, one_connection):
    return described()


def test_every_operation_is_tried(schema):
    found = {(each.ok().method.upper(), each.ok().path) for each in schema.get_all_operations()}
    assert found == set(OPERATIONS)


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_an_operation_answers_as_described(schema, kitchen, method, path, mode):
    _, raw = create_token(kitchen.owner, "till")
    operation = schema[path][method]
    shop = a_shop()
    listing = a_listing(shop, kitchen.product, "listed" if "/prices" in path else "applied")
    shown = {
        "product_id": kitchen.product.public_id,
        "listing_id": listing.public_id,
        "change_id": a_proposed_price(listing, kitchen.owner).public_id,
        "order_id": an_order(shop, kitchen.product, state="placed").public_id,
    }

    @settings(
        max_examples=40,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def holds(case):
        if mode is GenerationMode.POSITIVE:
            there = case.path_parameters or {}
            there.update({name: value for name, value in shown.items() if name in there})
        case.call_and_validate(headers={"Authorization": f"Bearer {raw}", **PLAIN}, checks=CHECKS)

    holds()


@pytest.mark.parametrize(("method", "path"), OPERATIONS[3:])
def test_an_operation_without_a_token_answers_as_described(schema, method, path):
    body = (
        {"body": "", "media_type": "application/toml"} if path.endswith("/check") and method == "POST" else {}
    )
    if method == "POST" and not path.endswith("/check"):
        body = {"body": {"version": 0}, "media_type": "application/json"}
    names = {"product_id": "x", "listing_id": "x", "change_id": "x", "order_id": "x", "act_id": "reject"}
    used = {name: value for name, value in names.items() if f"{{{name}}}" in path}
    case = schema[path][method].Case(path_parameters=used, **body)
    response = case.call_and_validate(headers=PLAIN, checks=CHECKS)
    assert response.status_code == 401
