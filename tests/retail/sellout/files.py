"""Files as retailers' systems write them, each a believable shop with habits of its own."""

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import xlwt
from openpyxl import Workbook

LUAT, STIK, ABON = "8990000000013", "8990000000020", "8990000000037"
OTHER = "8990000000990"
TODAY = dt.date(2025, 11, 10)


@dataclass(frozen=True)
class Report:
    """A file, and what a careful person counts in it."""

    content: bytes
    name: str
    pieces: int
    lines: int
    stores: frozenset[str]
    first: dt.date
    last: dt.date
    value: int | None = None
    own_total: int | None = None
    unread: tuple[str, ...] = ()


def text_file(rows: Iterable[Iterable[object]], separator: str = ";", encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode(encoding)


def workbook(*sheets: tuple[str, Callable]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, fill in sheets:
        fill(book.create_sheet(name))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def flobamora() -> Report:
    """A till's export: CSV with semicolons, Windows letters, Indonesian marks, a total and a line below."""
    rows = [
        ["TOKO FLOBAMORA"],
        ["Laporan Penjualan per Barang"],
        ["Periode : 01/10/2025 s/d 31/10/2025"],
        [],
        ["No", "Kode Brg", "Nama Barang", "Gerai", "Jml", "Nilai (Rp)", "Stok Akhir"],
        [1, LUAT, "Sambal Lu’at 150 g", "Oebobo", "24", "480.000,00", "12"],
        [2, f"'{STIK}", "Stik Kelor – asin", "Oebobo", "1.010", "12.625.000,00", "8"],
        [3, LUAT, "Sambal Lu’at 150 g", "Lasiana", "(2)", "(40.000,00)", "5"],
        [4, OTHER, "Kecap Nasional", "Lasiana", "31", "403.000,00", "40"],
        [],
        ["", "", "TOTAL", "", "1.063", "13.468.000,00", ""],
        ["Dicetak oleh: kasir01", "", "", "", "", "05/11/2025 08:12"],
    ]
    return Report(
        text_file(rows, ";", "cp1252"), "penjualan okt.csv", 1_063, 4, frozenset({"Oebobo", "Lasiana"}),
        dt.date(2025, 10, 1), dt.date(2025, 10, 31), 13_468_000, 1_063,
    )  # fmt: skip


def nusa_mart() -> Report:
    """By groups: a title over merged cells, a shop above its rows, subtotals, the heading on each page."""

    def fill(sheet):
        sheet.append(["PT NUSA MART INDONESIA"])
        sheet.merge_cells("A1:F1")
        sheet.append(["SELL OUT REPORT"])
        sheet.append(["Period: 01 Okt 2025 - 07 Okt 2025"])
        head = ["PLU", "Deskripsi", "Barcode", "Qty Jual", "Qty Retur", "Net Sales"]
        sheet.append([])
        sheet.append(head)
        sheet.append(["Toko : T001 - NUSA KUPANG KOTA"])
        sheet.append([100123, "SAMBAL LUAT 150G", float(LUAT), 10, 1, 180_000])
        sheet.append([100124, "STIK KELOR", float(STIK), 7, 0, 87_500])
        sheet.append(["", "Sub Total", "", 17, 1, 267_500])
        sheet.append(["Halaman 1 dari 2"])
        sheet.append(head)
        sheet.append(["Toko : T002 - NUSA OESAPA"])
        sheet.append([100123, "SAMBAL LUAT 150G", float(LUAT), 5, None, 100_000])
        sheet.append(["", "Sub Total", "", 5, 0, 100_000])
        sheet.append(["", "GRAND TOTAL", "", 22, 1, 367_500])
        sheet.append(["Dicetak oleh SYSTEM 08/11/2025"])
        sheet.row_dimensions[8].hidden = True

    return Report(
        workbook(("Sheet1", fill)), "nusa.xlsx", 21, 3,
        frozenset({"T001 - NUSA KUPANG KOTA", "T002 - NUSA OESAPA"}),
        dt.date(2025, 10, 1), dt.date(2025, 10, 7), 367_500, 21,
    )  # fmt: skip


def timor_swalayan() -> Report:
    """Shops as columns under a heading two rows high; a total column; blanks where nothing was sold."""

    def fill(sheet):
        sheet.append(["Rekap penjualan bulan Oktober 2025"])
        sheet.append([])
        sheet.append(["Kode Artikel", "Nama Artikel", "Oebobo", None, "Penfui", None, "Total", None])
        sheet.append([None, None, "Qty", "Nilai", "Qty", "Nilai", "Qty", "Nilai"])
        for span in ("A3:A4", "B3:B4", "C3:D3", "E3:F3", "G3:H3"):
            sheet.merge_cells(span)
        sheet.append(["A-77", "Sambal Lu'at", 4, 80_000, 6, 120_000, 10, 200_000])
        sheet.append(["A-78", "Stik Kelor", None, None, 3, 37_500, 3, 37_500])
        sheet.append(["", "Jumlah", 4, 80_000, 9, 157_500, 13, 237_500])

    return Report(
        workbook(("Okt", fill)), "timor.xlsx", 13, 3, frozenset({"Oebobo", "Penfui"}),
        dt.date(2025, 10, 1), dt.date(2025, 10, 31), 237_500, 13,
    )  # fmt: skip


def lontar_mart() -> Report:
    """Days of the month as columns, for one shop."""

    def fill(sheet):
        sheet.append(["LONTAR MART - OEBA"])
        sheet.append(["Toko", ":", "LM-03 Oeba"])
        sheet.append(["Bulan", ":", "Oktober 2025"])
        sheet.append(["SKU", "Nama Produk", *range(1, 32), "Total"])
        first, second = [None] * 31, [None] * 31
        first[0], first[2], first[30], second[4] = 2, 3, 1, 4
        sheet.append([LUAT, "Sambal Lu'at", *first, 6])
        sheet.append([STIK, "Stik Kelor", *second, 4])
        sheet.append([None, "TOTAL", *[(a or 0) + (b or 0) for a, b in zip(first, second, strict=True)], 10])

    return Report(
        workbook(("Harian", fill)), "lontar.xlsx", 10, 4, frozenset({"LM-03 Oeba"}),
        dt.date(2025, 10, 1), dt.date(2025, 10, 31), None, 10,
    )  # fmt: skip


def sasando() -> Report:
    """Tabs and UTF-16, as Excel saves "Unicode text": days in Indonesian, codes spoilt by Excel."""
    rows = [
        ["Tgl Jual", "Kode Toko", "Nama Toko", "EAN", "Deskripsi Barang", "Terjual", "Omzet"],
        ["03-Okt-25", "0012", "Sasando Kuanino", "8,99E+12", "Sambal Lu'at", "2", "Rp 40.000"],
        ["04-Okt-25", "0012", "Sasando Kuanino", "8,990000000020E+12", "Stik Kelor", "3", "Rp 37.500"],
        ["05-Agt-25", "0013", "Sasando Liliba", STIK, "Stik Kelor", "5-", "Rp (62.500)"],
        ["06-Okt-25", "0013", "Sasando Liliba", "8,99E+12", "", "1", "Rp 12.500"],
        ["kemarin", "0013", "Sasando Liliba", STIK, "Stik Kelor", "1", "Rp 12.500"],
        ["07-Okt-25", "0013", "Sasando Liliba", STIK, "Stik Kelor", "dua", "Rp 25.000"],
    ]
    return Report(
        text_file(rows, "\t", "utf-16"), "sasando.txt", 0, 3,
        frozenset({"0012 Sasando Kuanino", "0013 Sasando Liliba"}),
        dt.date(2025, 8, 5), dt.date(2025, 10, 4), 15_000, None, ("D5", "A6", "F7"),
    )  # fmt: skip


def ina_mart() -> Report:
    """A sheet for each shop, days as numbers of Excel and as compact text, English marks as text."""

    def filled(factor: int):
        def fill(sheet):
            sheet.append(["Trx Date", "Item Code", "Item Description", "Sales Qty", "Sales Amount"])
            sheet.append([45933, LUAT, "Sambal Luat", 2 * factor, "40,000.00"])
            sheet.append(["20251004", LUAT, "Sambal Luat", "1,000.00", "20,000,000.00"])
            sheet.append([20251005, STIK, "Stik", -1, "(12,500.00)"])

        return fill

    def cover(sheet):
        sheet.append(["Laporan INA Mart"])
        sheet.append(["Silakan lihat lembar berikutnya"])

    return Report(
        workbook(("Sampul", cover), ("INA Naikoten", filled(1)), ("INA Walikota", filled(2))), "ina.xlsx",
        2_004, 6, frozenset({"INA Naikoten", "INA Walikota"}),
        dt.date(2025, 10, 3), dt.date(2025, 10, 5), 2 * 20_027_500,
    )  # fmt: skip


def komodo_store() -> Report:
    """An old Excel file (.xls) without any date or shop: one person's monthly list."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Data")
    rows = [
        ["Nama Produk", "Harga", "Jumlah", "Total"],
        ["Sambal Lu'at 150 gr", 20_000, 12, 240_000],
        ["Stik Kelor", 12_500, 20, 250_000],
        ["", "", 32, 490_000],
    ]
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            sheet.write(number, place, cell)
    out = io.BytesIO()
    book.save(out)
    return Report(
        out.getvalue(), "komodo.xls", 32, 2, frozenset({"Komodo Store"}),
        dt.date(2025, 10, 1), dt.date(2025, 10, 31), 490_000, 32,
    )  # fmt: skip


def portal() -> Report:
    """What a supplier portal calls .xls: a page of HTML, title and goods in tables of their own."""
    page = """<html><head><meta charset="utf-8"></head><body>
    <table><tr><td colspan="6"><b>SUPPLIER SALES REPORT</b></td></tr>
    <tr><td>Periode</td><td>01/10/2025 - 31/10/2025</td></tr></table>
    <table border="1"><tr><th>Store Code</th><th>Store Name</th><th>Article No</th>
    <th>Article Description</th>
    <th>Qty Sold</th><th>Sales Value</th><th>SOH</th></tr>
    <tr><td>7001</td><td>Hyper Bundaran</td><td>000000000000443210</td><td>SAMBAL LU&#39;AT 150G</td>
    <td>1,204</td><td>24,080,000</td><td>36</td></tr>
    <tr><td>7001</td><td>Hyper Bundaran</td><td>000000000000443211</td><td>STIK KELOR</td>
    <td>-6</td><td>-75,000</td><td>10</td></tr>
    <tr><td colspan="4">Total</td><td>1,198</td><td>24,005,000</td><td></td></tr></table></body></html>"""
    return Report(
        page.encode(), "report.xls", 1_198, 2, frozenset({"7001 Hyper Bundaran"}),
        dt.date(2025, 10, 1), dt.date(2025, 10, 31), 24_005_000, 1_198,
    )  # fmt: skip


def kelor_mart() -> Report:
    """Names over two lines, cells merged down a shop, days turned round by Excel, a product called Total."""

    def fill(sheet):
        sheet.append(["Outlet", "Tanggal", "Kode Barang", "Nama\nBarang", "Qty\nTerjual", "Jumlah"])
        sheet.append(["Kelor BTN", dt.datetime(2025, 3, 10), "KM-1", "Sambal\nLu'at", 2, 40_000])
        sheet.append([None, dt.datetime(2025, 4, 10), "KM-1", "Sambal Lu'at", 1, 20_000])
        sheet.append([None, "13/10/2025", "KM-9", "Total Care Sabun", 3, 45_000])
        sheet.append(["Kelor Fatululi", "14/10/2025", "KM-2", "Stik Kelor", 4, 50_000])
        sheet.append(["Total", None, None, None, 10, 155_000])
        sheet.merge_cells("A2:A4")

    return Report(
        workbook(("Penjualan", fill)), "kelor.xlsx", 10, 4, frozenset({"Kelor BTN", "Kelor Fatululi"}),
        dt.date(2025, 10, 3), dt.date(2025, 10, 14), 155_000, 10,
    )  # fmt: skip


def cendana() -> Report:
    """Each line quoted as a whole, as some systems do; American days; a mark at its head."""
    inner = [
        "Date,Branch,Product,Quantity,Amount",
        '10/03/2025,Cendana 1,Sambal Luat,4,"80,000.00"',
        '10/15/2025,Cendana 1,Stik Kelor,2,"25,000.00"',
    ]
    content = "\ufeff" + "\r\n".join('"' + line.replace('"', '""') + '"' for line in inner)
    return Report(
        content.encode("utf-8"), "cendana.csv", 6, 2, frozenset({"Cendana 1"}),
        dt.date(2025, 10, 3), dt.date(2025, 10, 15), 105_000,
    )  # fmt: skip


def semau() -> Report:
    """Weeks, SAP's three decimals, minus behind, no own total, columns that nobody here needs."""
    rows = [
        ["sep=|"],
        [
            "Calendar week",
            "Plant",
            "Material",
            "Material Description",
            "UoM",
            "Sales Qty",
            "Sales Amt",
            "Vendor",
        ],
        ["W40/2025", "K001", "000000000001000451", "SAMBAL LUAT", "PC", "12,000", "240.000,00", "L-77"],
        ["W40/2025", "K001", "000000000001000452", "STIK KELOR", "PC", "1,000-", "12.500,00-", "L-77"],
        ["W41/2025", "K001", "000000000001000451", "SAMBAL LUAT", "ST", "1,000", "20.000,00", "L-77"],
        ["W41/2025", "K002", "000000000001000452", "STIK KELOR", "CTN", "2,000", "300.000,00", "L-77"],
        ["W41/2025", "K002", "000000000001000451", "SAMBAL LUAT", "PC", "0,000", "0,00", "L-77"],
    ]
    return Report(
        text_file(rows, "|"), "semau.csv", 14, 5, frozenset({"K001", "K002"}),
        dt.date(2025, 9, 29), dt.date(2025, 10, 12), 547_500,
    )  # fmt: skip


def flores_grosir() -> Report:
    """A consignment report: balances beside sales, a heading two rows high, signatures below."""

    def fill(sheet):
        sheet.append(["LAPORAN PENJUALAN KONSINYASI"])
        sheet.append(["Cabang", "FLORES GROSIR OEBOBO", None, None, "Tgl Cetak", "05-11-2025"])
        sheet.append(["Periode", "01-10-2025 s.d 31-10-2025"])
        sheet.append([])
        sheet.append(
            ["NO", "PLU", "BARCODE", "NAMA BARANG", "SALDO AWAL", "TERIMA", "JUAL", None, "SALDO AKHIR"]
        )
        sheet.append([None, None, None, None, None, None, "QTY", "RUPIAH", None])
        for span in ("A5:A6", "B5:B6", "C5:C6", "D5:D6", "E5:E6", "F5:F6", "G5:H5", "I5:I6"):
            sheet.merge_cells(span)
        sheet.append([1, "0012345", int(LUAT), "SAMBAL LU'AT 150G", 10, 24, "12", "240.000", 22])
        sheet.append([2, "0012346", int(STIK), "STIK KELOR 100G", 5, 0, "3", "37.500", 2])
        sheet.append([None, None, None, "TOTAL", 15, 24, 15, "277.500", 24])
        sheet.append([])
        sheet.append(["Mengetahui,", None, None, "Dibuat oleh,"])
        sheet.append(["( .......... )", None, None, "( Admin )"])

    return Report(
        workbook(("Lap", fill)), "flores.xlsx", 15, 2, frozenset({"FLORES GROSIR OEBOBO"}),
        dt.date(2025, 10, 1), dt.date(2025, 10, 31), 277_500, 15,
    )  # fmt: skip


REPORTS = {
    each.__name__: each
    for each in (
        flobamora, nusa_mart, timor_swalayan, lontar_mart, sasando, ina_mart, komodo_store, portal,
        kelor_mart,
        cendana, semau, flores_grosir,
    )
}  # fmt: skip
