import io
import json
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import RequestFactory
from django.utils import timezone

from lopo.accounts.api_token import create_token, revoke_token
from lopo.accounts.consent import grant
from lopo.accounts.field_groups import FieldGroup
from lopo.accounts.models import Look
from lopo.accounts.roles import Kind, Role
from lopo.producers.models import Product
from lopo.site import api_limits
from lopo.site.api import api
from lopo.site.api_errors import Refusal
from lopo.standards.library import edition_on
from tests.accounts.factories import a_person, an_organisation
from tests.city import LUAT, a_kitchen, tell
from tests.sample_dossier import TODAY

pytestmark = pytest.mark.django_db
COFFEE = (Path(__file__).parents[2] / "examples" / "kopi-flores.toml").read_bytes()


@pytest.fixture(autouse=True)
def nothing_counted_yet():
    cache.clear()


@pytest.fixture
def kitchen():
    kitchen = a_kitchen()
    tell(kitchen, LUAT)
    return kitchen


@pytest.fixture
def call(client):
    """Ask the API as ``person``; gives status and JSON."""

    def called(path, person=None, method="get", **more):
        if person is not None:
            _, raw = create_token(person, "till")
            more["headers"] = {"Authorization": f"Bearer {raw}", **more.get("headers", {})}
        response = getattr(client, method)(f"/api/v1{path}", **more)
        return response.status_code, json.loads(response.content) if response.content else None

    return called


@pytest.fixture
def check(call, kitchen):
    def checked(content, query="", **more):
        return call(
            f"/check{query}", kitchen.owner, "post", data=content, content_type="application/toml", **more
        )

    return checked


def reason(answer):
    (problem,) = answer["problems"]
    return problem["place"], problem["reason"]


def test_the_standards_are_open_to_everyone(call):
    status, found = call(f"/standards?on={TODAY}&lang=en")
    assert status == 200
    assert found["count"] == len(edition_on(TODAY).standards)
    nib = next(each for each in found["items"] if each["id"] == "nib")
    assert nib["title"] == "Business number (NIB)"
    assert nib["requirements"] == 2


def test_gates_and_requirements_are_open_to_everyone(call):
    _, gates = call(f"/gates?on={TODAY}")
    taman = next(each for each in gates["items"] if each["id"] == "food-taman")
    assert "nib/nib-held" in taman["asks"]
    _, demands = call(f"/requirements?on={TODAY}&page_size=200&lang=en")
    held = next(each for each in demands["items"] if each["name"] == "nib/nib-held")
    assert held["asks"] == "The business holds a NIB."


def test_lists_come_in_pages(call):
    _, first = call(f"/requirements?on={TODAY}&page_size=10")
    _, second = call(f"/requirements?on={TODAY}&page_size=10&page=2")
    _, beyond = call(f"/requirements?on={TODAY}&page_size=10&page=1000")
    assert first["count"] == second["count"] == len(edition_on(TODAY).requirements)
    assert [len(each["items"]) for each in (first, second, beyond)] == [10, 10, 0]
    assert first["items"][-1] != second["items"][0]


def test_the_language_is_that_of_lang_then_of_the_header_then_indonesian(call):
    def title(query="", **headers):
        _, found = call(f"/standards{query}", headers=headers)
        return next(each["title"] for each in found["items"] if each["id"] == "nib")

    assert title() == "Nomor Induk Berusaha"
    assert title(**{"Accept-Language": "en-GB,en;q=0.8"}) == "Business number (NIB)"
    assert title("?lang=id", **{"Accept-Language": "en"}) == "Nomor Induk Berusaha"
    assert title(**{"Accept-Language": "tet"}) == "Nomor Induk Berusaha"


def test_a_dossier_is_checked_and_nothing_is_stored(check):
    status, found = check(COFFEE, f"?on={TODAY}&lang=en")
    assert status == 200
    assert found["format"] == "lopo-check/1"
    assert found["ladder"]["reached"] == "swalayan"
    assert found["product"] == "Kopi Flores Bajawa bubuk 200 g"
    assert not Product.objects.filter(name=found["product"]).exists()


def test_one_gate_can_be_asked_for(check):
    status, found = check(COFFEE, f"?on={TODAY}&gate=food-swalayan")
    assert (status, found["gate"], found["passed"]) == (200, "food-swalayan", True)
    status, found = check(COFFEE, "?gate=food-swalyan&lang=en")
    assert status == 404
    place, words = reason(found)
    assert place == "gate"
    assert "food-swalayan" in words


def test_what_is_wrong_with_a_dossier_is_said_with_its_place(check):
    status, found = check(b'[product]\nnmae = "x"\n[label]\nnet_quantity = "banyak"', "?lang=en")
    assert status == 422
    assert [each["place"] for each in found["problems"]] == ["product.nmae", "label.net_quantity"]
    assert "Did you mean product.name?" in found["problems"][0]["reason"]
    assert "tidak dikenal" in check(b'[product]\nnmae = "x"')[1]["problems"][0]["reason"]


def test_a_large_body_is_refused_by_its_length(check):
    status, found = check(b"#" * 1_000_001, "?lang=en")
    assert (status, reason(found)) == (413, ("", "The file is larger than 1 MB."))


def test_a_body_larger_than_the_site_takes_is_refused_in_the_same_words(check):
    assert check(b"#" * 3_000_000, "?lang=en")[0] == 413


class Counted(io.BytesIO):
    """A body that remembers how much of it was read."""

    taken = 0

    def read(self, size=-1):
        content = super().read(size)
        self.taken += len(content)
        return content


def test_a_body_that_lies_about_its_length_is_never_read_whole():
    request = RequestFactory().post("/api/v1/check", b"", content_type="application/toml")
    request._stream = body = Counted(b"#" * 5_000_000)
    with pytest.raises(Refusal) as refusal:
        api_limits.read_body(request)
    assert refusal.value.status == 413
    assert body.taken == 1_000_001


def test_a_chunked_body_is_refused_rather_than_taken_for_an_empty_one():
    request = RequestFactory().post("/api/v1/check", headers={"Transfer-Encoding": "chunked"})
    request.META.pop("CONTENT_LENGTH")
    with pytest.raises(Refusal) as refusal:
        api_limits.read_body(request)
    assert refusal.value.status == 411


@pytest.mark.parametrize("length", ["", "abc", "-1", "²"])
def test_a_length_that_is_no_number_does_no_harm(length):
    request = RequestFactory().post("/api/v1/check", b"", content_type="application/toml")
    request.META["CONTENT_LENGTH"] = length
    assert api_limits.read_body(request) == b""


def test_without_a_token_nothing_but_the_standards(call, kitchen):
    for path in ("/products", f"/products/{kitchen.product.public_id}/check"):
        status, found = call(f"{path}?lang=en")
        assert status == 401
        assert reason(found)[0] == "Authorization"
        assert "Send a valid token" in reason(found)[1]
    assert call("/check", None, "post", data=b"", content_type="application/toml")[0] == 401


def test_a_false_or_revoked_token_is_no_token(client, kitchen):
    token, raw = create_token(kitchen.owner, "till")
    revoke_token(token)
    for value in (f"Bearer {raw}", "Bearer lopo_x", "Bearer ", raw, "Basic eDp5", "Bearer " + "x" * 10_000):
        response = client.get("/api/v1/products", headers={"Authorization": value})
        assert response.status_code == 401, value
        assert response["WWW-Authenticate"] == "Bearer"


def test_being_signed_in_is_no_token(client, kitchen):
    client.force_login(kitchen.owner)
    assert client.get("/api/v1/products").status_code == 401


def test_an_owner_sees_her_products_and_where_they_stand(call, kitchen):
    a_kitchen("Dapur Lain", "Abon ikan")
    status, found = call("/products", kitchen.owner)
    assert status == 200
    (product,) = found["items"]
    assert product["id"] == kitchen.product.public_id
    assert product["name"] == "Sambal lu'at"
    assert product["next_percent"] is not None


def test_a_product_put_away_is_not_listed(call, kitchen):
    kitchen.product.archived_at = timezone.now()
    kitchen.product.save()
    assert call("/products", kitchen.owner)[1] == {"count": 0, "items": []}


def test_the_product_of_another_is_not_there(call, kitchen):
    stranger = a_kitchen("Dapur Lain", "Abon ikan").owner
    status, found = call(f"/products/{kitchen.product.public_id}/check?lang=en", stranger)
    assert (status, reason(found)) == (404, ("", "There is none, or it is not shown to you."))
    assert call("/products/none/check", kitchen.owner)[0] == 404
    assert call(f"/products/{kitchen.product.public_id}/check", a_person())[0] == 404


@pytest.fixture
def buyer(kitchen):
    shop = an_organisation(Kind.RETAILER, "Toko Contoh")
    grant(kitchen.business.organisation, shop, [FieldGroup.IDENTITY, FieldGroup.LABEL], kitchen.owner)
    return a_person(Role.BUYER, shop)


def test_a_partner_sees_what_is_shown_to_it_and_the_look_is_written_down(call, kitchen, buyer):
    status, found = call(f"/products/{kitchen.product.public_id}/check?on={TODAY}", buyer)
    assert status == 200
    evidence = {fact["fact"]: fact.get("value") for each in found["findings"] for fact in each["facts"]}
    assert evidence["label.name"] == "Sambal lu'at"
    assert evidence.get("permit.nib.number") is None
    assert "9120001234567" not in json.dumps(found)
    (look,) = Look.objects.all()
    assert (look.person, look.product_id) == (buyer, kitchen.product.pk)
    assert look.field_groups == ["identity", "label"]


def test_where_a_product_stands_is_not_told_to_a_partner(call, kitchen, buyer):
    """It was worked out from the whole dossier, of which the partner sees a part."""
    (product,) = call("/products", buyer)[1]["items"]
    assert (product["rung"], product["next_percent"]) == (None, None)


def test_an_owners_look_is_not_written_down(call, kitchen):
    call(f"/products/{kitchen.product.public_id}/check", kitchen.owner)
    assert not Look.objects.exists()


def test_the_list_of_products_takes_as_many_queries_for_thirty_as_for_one(
    call, kitchen, django_assert_num_queries
):
    _, raw = create_token(kitchen.owner, "till")
    headers = {"Authorization": f"Bearer {raw}"}
    with django_assert_num_queries(5):  # token, its use, memberships, count, products
        call("/products", headers=headers)
    Product.objects.bulk_create(
        Product(business=kitchen.business, name=f"Sambal {number}", kind="food") for number in range(29)
    )
    with django_assert_num_queries(5):
        assert len(call("/products", headers=headers)[1]["items"]) == 30


def test_a_check_of_a_product_takes_a_few_queries(call, kitchen, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        call(f"/products/{kitchen.product.public_id}/check", kitchen.owner)


@pytest.mark.parametrize(
    ("query", "place", "words"),
    [
        ("on=yesterday", "on", "Write the date as 2026-11-23."),
        ("on=0001-01-01", "on", "At least 1900-01-01."),
        ("on=9999-12-31", "on", "At most 2200-12-31."),
        ("page=0", "page", "At least 1."),
        ("page=x", "page", "Write a whole number."),
        ("page=1e99", "page", "Write a whole number."),
        ("page=99999999999999999999", "page", "At most 100000."),
        ("page_size=201", "page_size", "At most 200."),
    ],
)
def test_a_bad_parameter_is_refused_in_a_sentence(call, query, place, words):
    status, found = call(f"/standards?lang=en&{query}")
    assert (status, reason(found)) == (422, (place, words))


def test_a_language_we_do_not_speak_is_refused(call):
    status, found = call("/standards?lang=fr")
    assert (status, reason(found)) == (422, ("lang", "Pilih salah satu: 'id' or 'en'."))


def test_head_answers_as_get_without_a_body(client):
    got, head = client.get("/api/v1/standards"), client.head("/api/v1/standards")
    assert head.status_code == 200
    assert head.content == b""
    assert head["Content-Type"] == got["Content-Type"]


def test_a_method_that_an_address_does_not_take(client):
    response = client.delete("/api/v1/standards?lang=en")
    assert response.status_code == 405
    assert response["Allow"] == "GET"
    assert reason(response.json()) == ("", "This address cannot be used that way.")
    assert client.get("/api/v1/check").status_code == 405


@pytest.mark.parametrize("path", ["/nothing", "/products/a%00b/check", "/products/a/b/check", "/standards/"])
def test_an_address_that_is_not_there(call, kitchen, path):
    status, found = call(f"{path}?lang=en", kitchen.owner)
    assert (status, reason(found)[0]) == (404, "")


def test_too_many_requests_are_told_when_to_come_back(client, monkeypatch):
    (limit,) = api.throttle
    monkeypatch.setattr(limit, "num_requests", 3)
    answers = [client.get("/api/v1/standards?lang=en") for _ in range(4)]
    assert [each.status_code for each in answers] == [200, 200, 200, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 61
    assert reason(answers[-1].json())[1].startswith("Too many requests")


def test_a_forged_address_does_not_get_round_the_limit(client, monkeypatch, settings):
    (limit,) = api.throttle
    monkeypatch.setattr(limit, "num_requests", 2)
    forged = [
        client.get("/api/v1/standards", headers={"X-Forwarded-For": f"10.0.0.{number}"}).status_code
        for number in range(3)
    ]
    assert forged == [200, 200, 429]


def test_behind_our_proxy_visitors_are_told_apart(client, monkeypatch, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    (limit,) = api.throttle
    monkeypatch.setattr(limit, "num_requests", 1)
    two = [
        client.get("/api/v1/standards", headers={"X-Forwarded-For": f"6.6.6.6, 10.0.0.{number}"}).status_code
        for number in (1, 2, 2)
    ]
    assert two == [200, 200, 429]


def test_the_description_names_every_answer(client):
    schema = client.get("/api/v1/openapi.json").json()
    check = schema["paths"]["/api/v1/check"]["post"]
    assert set(check["responses"]) == {"200", "401", "404", "411", "413", "422", "429"}
    assert "application/toml" in check["requestBody"]["content"]
    assert set(schema["paths"]) == {
        "/api/v1/standards",
        "/api/v1/gates",
        "/api/v1/requirements",
        "/api/v1/check",
        "/api/v1/listings",
        "/api/v1/listings/{listing_id}",
        "/api/v1/listings/{listing_id}/{act_id}",
        "/api/v1/listings/{listing_id}/prices",
        "/api/v1/listings/{listing_id}/prices/{change_id}/{act_id}",
        "/api/v1/orders",
        "/api/v1/orders/{order_id}",
        "/api/v1/orders/{order_id}/differences",
        "/api/v1/orders/{order_id}/lots",
        "/api/v1/orders/{order_id}/{act_id}",
        "/api/v1/products",
        "/api/v1/products/{product_id}/check",
    }
