"""``lopo sell-out`` and ``lopo ubl`` at the terminal."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from lopo.retail.documents.ubl_write import write_order
from lopo.site.command import main
from tests.retail.documents.papers import ORDER
from tests.retail.sellout.files import REPORTS


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(arguments))
    return result.exit_code, result.output


@pytest.fixture
def report(tmp_path: Path):
    def written(name: str) -> str:
        told = REPORTS[name]()
        path = tmp_path / told.name
        path.write_bytes(told.content)
        return str(path)

    return written


def test_a_report_is_read_and_summed(report) -> None:
    code, said = run("sell-out", report("flobamora"), "--lang", "en")
    assert code == 0
    assert "1063  pieces sold (1063)" in said


def test_the_guess_can_be_given_again_as_the_layout(report, tmp_path: Path) -> None:
    code, said = run("sell-out", report("nusa_mart"), "--json")
    assert code == 0
    told = json.loads(said)
    assert (told["pieces"], told["own_pieces"]) == (21, 21)
    assert told["rows_in"] == sum(told["rows"].values())
    kept = tmp_path / "layout.json"
    kept.write_text(said, "utf-8")
    assert json.loads(run("sell-out", report("nusa_mart"), "--layout", str(kept), "--json")[1]) == told
    assert run("sell-out", report("portal"), "--layout", str(kept))[0] == 2


def test_unreadable_cells_are_named(report) -> None:
    code, said = run("sell-out", report("sasando"), "--lang", "en")
    assert code == 1
    assert "D5" in said and "F7" in said


def test_days_and_shop_can_be_said(report) -> None:
    file = report("komodo_store")
    assert run("sell-out", file)[0] == 1
    told = ("--from", "2025-10-01", "--until", "2025-10-31", "--store", "Komodo")
    assert run("sell-out", file, *told)[0] == 0


def test_an_order_is_read(tmp_path: Path) -> None:
    file = tmp_path / "order.xml"
    file.write_bytes(write_order(ORDER))
    code, said = run("ubl", str(file), "--json")
    assert code == 0
    assert [each["pieces"] for each in json.loads(said)["lines"]] == [48, 20, 10]
    assert "Sambal" in run("ubl", str(file))[1]


@pytest.mark.parametrize("content", [b"", b"<Order/>", b"%PDF"])
def test_what_is_neither_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x"
    file.write_bytes(content)
    assert run("ubl", str(file))[0] == 2
    assert run("sell-out", str(file))[0] == 2
