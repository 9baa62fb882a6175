"""The officer sends a whole composition table, looks at it, takes it over, finds a food, takes it back."""

import re

import pytest

from lopo.accounts.roles import Role
from lopo.nutrition.foods.composition import SOURCES, forget
from lopo.nutrition.imported import imported_foods
from lopo.nutrition.models import CompositionTable
from tests.accounts.factories import a_person
from tests.browser.chromium import DESK, PHONE
from tests.browser.looking import faults_of
from tests.nutrition.foods.composition_samples import TKPI_FOODS, TKPI_HEADING, as_excel

pytestmark = pytest.mark.browser

NOODLES = ["AP022", "Mi kering", "KZGPI-1990", 10.6, 339, 10.0, 1.7, 6.3, 0.4, 1.4]
FAULTY = ["AR099", "Beras salah ketik", "KZGMI-2001", -12.0, 3570, 8.4, 170, "banyak"]


@pytest.fixture(autouse=True)
def tables_are_asked(db):
    """The composition asks the database, as it does in the running house."""
    SOURCES.append(imported_foods)
    forget()
    yield
    SOURCES.remove(imported_foods)
    forget()


@pytest.fixture
def table(tmp_path):
    """TKPI as an Excel file with one doubtful and one faulty row."""
    path = tmp_path / "TKPI 2020.xlsx"
    rows = [*TKPI_HEADING, ["4.1. SEREALIA DAN HASIL OLAHANNYA"], *TKPI_FOODS, NOODLES, FAULTY]
    path.write_bytes(as_excel(TKPI=rows))
    return path


@pytest.mark.parametrize(("viewport", "javascript"), [(DESK, True), (PHONE, False)])
def test_a_table_is_looked_at_taken_over_and_taken_back(
    viewport, javascript, table, open_browser, live_server
):
    page = open_browser(a_person(Role.OFFICER), viewport=viewport, javascript=javascript)

    def look():
        # axe needs scripts
        assert faults_of(page, whole=javascript) == [], page.url

    page.goto(f"{live_server.url}/komposisi/")
    look()
    page.get_by_role("link", name="Kirim tabel").click()
    look()
    page.locator("[name=title]").fill("TKPI 2020")
    page.locator("[name=file]").set_input_files(table)
    page.get_by_role("button", name="Baca").click()

    look()
    assert page.get_by_text("Angka tidak bisa kurang dari nol").count() == 1
    assert not CompositionTable.objects.exists()
    page.get_by_role("button", name=re.compile("Ambil alih 5 pangan tanpa 1 baris")).click()

    assert page.get_by_text("5 pangan sekarang dipakai.").is_visible()
    look()
    page.get_by_label("Nama atau kode").fill("AR015")
    page.get_by_role("button", name="Cari").click()
    page.locator("tbody a.name").first.click()
    assert page.get_by_text("TKPI 2020 AR015").is_visible()
    look()

    page.goto(f"{live_server.url}/komposisi/")
    page.get_by_role("link", name="Tarik kembali").click()
    look()
    page.get_by_role("button", name="Tarik kembali").click()
    assert page.get_by_text("Tabel sudah ditarik kembali.").is_visible()
    assert CompositionTable.objects.get().ended_at is not None
    assert page.faults == []


def test_what_is_no_table_is_said_beside_the_field(tmp_path, open_browser, live_server):
    path = tmp_path / "lama.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    page = open_browser(a_person(Role.OFFICER))
    page.goto(f"{live_server.url}/komposisi/kirim/")
    page.locator("[name=title]").fill("TKPI 2020")
    page.locator("[name=file]").set_input_files(path)
    page.locator("main button.button").click()
    assert "simpan sebagai .xlsx" in page.locator("main .error").inner_text()
    assert faults_of(page) == []
