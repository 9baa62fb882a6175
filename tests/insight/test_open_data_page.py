"""The open data for everybody: signed in or not, as CSV and JSON, made once a day, without anybody in it."""

import csv
import io
import json

import pytest
from django.core.cache import cache

from tests.city import a_kitchen
from tests.insight.city import many

pytestmark = pytest.mark.django_db
TABLES = ("ladder", "stages-by-kelurahan", "stages-by-module")


@pytest.fixture(autouse=True)
def new_day():
    cache.clear()
    yield
    cache.clear()


def test_anybody_reads_the_page_in_both_languages(client):
    content = client.get("/data/").content.decode()
    assert "Data terbuka" in content and "kota belum memutuskan" in content
    assert "Belum ada yang bisa dihitung" in content
    client.cookies["django_language"] = "en"
    assert "the city has not decided yet" in client.get("/data/").content.decode()


@pytest.mark.parametrize("table", TABLES)
def test_each_table_as_csv_and_json_says_the_same(client, table):
    many(120, trained=60)
    told = b"".join(client.get(f"/data/{table}.csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(told)))
    answer = client.get(f"/data/{table}.json")
    data = json.loads(answer.content)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert data["licence"] is None and data["hidden_below_businesses"] == 5
    assert set(data["columns"]) == set(rows[0]) == set(data["rows"][0])
    assert [row["products"] for row in rows] == [
        "" if row["products"] is None else str(row["products"]) for row in data["rows"]
    ]
    for row in data["rows"]:
        assert row["suppressed"] is (row["products"] is None)
        assert row["businesses"] is None or row["businesses"] == 0 or row["businesses"] >= 5


def test_nobody_is_in_it(client):
    kitchens = [a_kitchen(f"Dapur Mama Tini {each}", f"Abon ikan {each}") for each in range(6)]
    told = "".join(client.get(f"/data/{table}.json").content.decode() for table in TABLES)
    told += client.get("/data/").content.decode()
    for kitchen in kitchens:
        for word in (
            kitchen.business.name,
            kitchen.product.name,
            kitchen.product.public_id,
            kitchen.owner.phone,
        ):
            assert word not in told


def test_other_names_are_not_there(client):
    for address in ("/data/people.csv", "/data/ladder.xlsx", "/data/funnel.json"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("count", [0, 1, 5000])
def test_none_one_and_five_thousand(client, django_assert_max_num_queries, count):
    many(count, trained=count // 3)
    with django_assert_max_num_queries(13):
        response = client.get("/data/")
    assert response.status_code == 200 and len(response.content) < 60_000
    with django_assert_max_num_queries(0):
        client.get("/data/ladder.json")
