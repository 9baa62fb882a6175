"""``lopo trace`` on the site's database."""

import json

import pytest
from click.testing import CliRunner

from lopo.site.command import main
from tests.city import a_kitchen
from tests.quality.trace.test_trace_book import a_batch, a_lot, sent

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def run(*arguments):
    return CliRunner().invoke(main, ["trace", *arguments])


@pytest.fixture
def batch():
    kitchen = a_kitchen()
    lot = a_lot(kitchen, supplier_code="BRB-7", supplier_phone="+6281234567890")
    batch = a_batch(kitchen, lot)
    sent(kitchen, batch)
    return batch


def test_a_lot_is_followed_both_ways(batch):
    answer = json.loads(run(batch.code.lower(), "--json").output)[0]
    assert answer["back"]["deliveries"][0]["supplier"] == "Pasar Oebobo"
    assert answer["forward"]["places"] == [
        {"place": "Toko Sinar", "phone": "+6281234567890", "lot": batch.code, "pieces": 40}
    ]
    assert answer["forward"]["pieces_in_kitchen"] == 60


def test_a_supplier_s_code_finds_every_batch_made_of_it(batch):
    answer = json.loads(run("BRB-7", "--json").output)[0]
    assert [each["lot"] for each in answer["forward"]["batches"]] == [batch.code]
    words = run("BRB-7", "--lang", "en").output
    assert "Made from:" in words
    assert "Toko Sinar" in words


def test_a_lot_that_is_not_there_is_said_so(batch):
    result = run("NADA", "--lang", "en")
    assert result.exit_code == 2
    assert "There is no lot 'NADA'" in result.output
