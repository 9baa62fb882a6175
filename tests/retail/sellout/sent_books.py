"""Excel files with a row for each product: sheets, hidden rows, sums without a word, other money."""

from datetime import datetime

from tests.retail.sellout.sent import KERIPIK, KIOSK, NOVEMBER, SAID, SAMBAL, SEI, Sent, text, workbook

_HEAD = ["Barcode", "Nama Barang", "Qty", "Rupiah"]
_DAY = "2026-11-{0:02}..2026-11-{0:02}"


def sheet_for_each_shop() -> Sent:
    """A sheet for each shop, and one in front that adds them up."""
    title = [["Laporan Penjualan 1 - 30 November 2026"], []]
    oebobo = [[SAMBAL, "Sambal", 10, 250000], [KERIPIK, "Keripik", 13, 156000]]
    penfui = [[SAMBAL, "Sambal", 4, 100000], [KERIPIK, "Keripik", 1, 12000]]
    both = [[SAMBAL, "Sambal", 14, 350000], [KERIPIK, "Keripik", 14, 168000]]
    sheets = [
        (name, [*title, _HEAD, *rows, ["", "TOTAL", *total]])
        for name, rows, total in (
            ("REKAP", both, (28, 518000)),
            ("Oebobo", oebobo, (23, 406000)),
            ("Penfui", penfui, (5, 112000)),
        )
    ]
    told = (
        (SAMBAL, "Oebobo", NOVEMBER, 10, 250000),
        (KERIPIK, "Oebobo", NOVEMBER, 13, 156000),
        (SAMBAL, "Penfui", NOVEMBER, 4, 100000),
        (KERIPIK, "Penfui", NOVEMBER, 1, 12000),
    )
    return Sent(workbook(*sheets), told, hint="REKAP")


def sheet_for_each_month() -> Sent:
    """Months as sheets, the year in the name of each."""
    rows = [["Toko Tenau"], _HEAD, [SAMBAL, "Sambal", 10, 250000]]
    less = [["Toko Tenau"], _HEAD, [SAMBAL, "Sambal", 7, 175000]]
    told = (
        (SAMBAL, "Toko Tenau", "2026-10-01..2026-10-31", 10, 250000),
        (SAMBAL, "Toko Tenau", NOVEMBER, 7, 175000),
    )
    return Sent(workbook(("OKT 26", rows), ("NOV 26", less)), told)


def period_in_the_files_name() -> Sent:
    """Nothing but a table; the days and the shop stand in the name of the file."""
    rows = [_HEAD, [SAMBAL, "Sambal", 10, 250000], [KERIPIK, "Keripik", 13, 156000]]
    told = (
        (SAMBAL, KIOSK, NOVEMBER, 10, 250000),
        (KERIPIK, KIOSK, NOVEMBER, 13, 156000),
    )
    return Sent(workbook(("Sheet1", rows)), told, "Penjualan Oebobo Nov 2026.xlsx", answers=SAID)


def hidden_rows_and_columns() -> Sent:
    """A filter left on, and a hidden column of pieces that came back."""
    rows = [
        ["Periode", "01/11/2026", "s/d", "30/11/2026"],
        ["Toko", "Flobamora"],
        ["Barcode", "Nama Barang", "Qty Jual", "Qty Retur", "Nilai"],
        [SAMBAL, "Sambal", 10, 0, 250000],
        [KERIPIK, "Keripik", 13, 3, 120000],
        [SEI, "Sei", 2, 0, 170000],
    ]

    def hide(sheet):
        sheet.row_dimensions[5].hidden = True
        sheet.column_dimensions["D"].hidden = True

    told = (
        (SAMBAL, "Flobamora", NOVEMBER, 10, 250000),
        (KERIPIK, "Flobamora", NOVEMBER, 10, 120000),
        (SEI, "Flobamora", NOVEMBER, 2, 170000),
    )
    return Sent(workbook(("Data", rows), then=hide), told, hint="D")


def stock_card() -> Sent:
    """An accountant's card: opening, in, sold, closing, price and amount; sums without a word."""
    rows = [
        ["KOPERASI SERBA USAHA NUSA LONTAR"],
        ["Kartu Persediaan Barang Titipan Bulan November 2026"],
        [],
        ["No", "Nama Barang", "Satuan", "Persediaan", None, None, None, "Harga Jual", "Jumlah"],
        [None, None, None, "Awal", "Masuk", "Terjual", "Akhir", None, None],
        [1, "Sambal Lu'at 150 gr", "btl", 5, 20, 10, 15, 25000, 250000],
        [2, "Kripik Pisang 100 gr", "bks", 8, 10, 13, 5, 12000, 156000],
        [None, None, None, 13, 30, 23, 20, None, 406000],
        [],
        [None, "Dibuat oleh,", None, None, None, None, "Disetujui,"],
        [None, "Maria Bano", None, None, None, None, "Drs. Paulus Taek"],
    ]
    told = (
        ("Sambal Lu'at 150 gr", KIOSK, NOVEMBER, 10, 250000),
        ("Kripik Pisang 100 gr", KIOSK, NOVEMBER, 13, 156000),
    )
    return Sent(workbook(("Kartu", rows), merged=["D4:G4"]), told, answers=SAID)


def many_kinds_of_rupiah() -> Sent:
    """Gross, discount, net, tax and cost of one sale: the net of the shelf is what was sold for."""
    head = ["Tgl", "Toko", "Barcode", "Item", "Qty", "Gross Sales", "Disc", "Net Sales", "PPN", "HPP", "GM"]
    rows = [
        head,
        ["02-Nov-26", "Oebobo", SAMBAL, "Sambal", 2, 50000, 5000, 45000, 4459, 36000, 9000],
        ["3-Nov-26", "Oebobo", KERIPIK, "Keripik", 1, 12000, 0, 12000, 1189, 9000, 3000],
    ]
    told = (
        (SAMBAL, "Oebobo", _DAY.format(2), 2, 45000),
        (KERIPIK, "Oebobo", _DAY.format(3), 1, 12000),
    )
    return Sent(workbook(("POS", rows)), told)


def in_thousands() -> Sent:
    """A head office's report: rupiah in thousands, as a line above the table says."""
    rows = [
        ["Sales by Article, 01.11.2026 - 30.11.2026"],
        ["(dalam ribuan Rupiah)"],
        ["Site", "Article", "Description", "Sales Qty", "Sales Value"],
        ["K051 Kupang", SAMBAL, "SAMBAL LUAT", 10, 250],
        ["K051 Kupang", SEI, "SEI SAPI", 3, 255.5],
    ]
    told = (
        (SAMBAL, "K051 Kupang", NOVEMBER, 10, 250000),
        (SEI, "K051 Kupang", NOVEMBER, 3, 255500),
    )
    return Sent(workbook(("ZMM", rows)), told)


def returns_below() -> Sent:
    """Two tables in one sheet: what was sold, then what came back."""
    rows = [
        ["PENJUALAN NOVEMBER 2026", None, "Toko Lasiana"],
        _HEAD,
        [SAMBAL, "Sambal", 10, 250000],
        [KERIPIK, "Keripik", 13, 156000],
        ["Total", None, 23, 406000],
        [],
        ["RETUR NOVEMBER 2026", None, "Toko Lasiana"],
        _HEAD,
        [KERIPIK, "Keripik", 3, 36000],
        ["Total", None, 3, 36000],
    ]
    told = (
        (SAMBAL, "Toko Lasiana", NOVEMBER, 10, 250000),
        (KERIPIK, "Toko Lasiana", NOVEMBER, 13, 156000),
        (KERIPIK, "Toko Lasiana", NOVEMBER, -3, -36000),
    )
    return Sent(workbook(("Nov", rows)), told, hint="RETUR")


def days_that_excel_turned() -> Sent:
    """A CSV opened by an American Excel: 02/11 became 11 February, 13/11 stayed text."""
    rows = [
        ["Tanggal", "Toko", "Barcode", "Qty"],
        [datetime(2026, 2, 11), "Oebobo", SAMBAL, 1],
        [datetime(2026, 9, 11), "Oebobo", SAMBAL, 2],
        ["13/11/2026", "Oebobo", SAMBAL, 3],
        ["27/11/2026", "Oebobo", SAMBAL, 4],
    ]
    told = tuple((SAMBAL, "Oebobo", _DAY.format(day), pieces, None)
                 for day, pieces in ((2, 1), (9, 2), (13, 3), (27, 4)))  # fmt: skip
    return Sent(workbook(("export", rows)), told)


def american_days_under_a_title() -> Sent:
    """Month first, none above 12; only the period says so."""
    lines = [
        "Period,11/01/2026 - 11/12/2026",
        "Date,Store,UPC,Qty,Amount",
        f"11/02/2026,Oebobo,{SAMBAL},2,50000",
        f"11/12/2026,Oebobo,{SAMBAL},1,25000",
    ]
    told = ((SAMBAL, "Oebobo", _DAY.format(2), 2, 50000), (SAMBAL, "Oebobo", _DAY.format(12), 1, 25000))
    return Sent(text(lines), told, "export.csv")


def formulas_without_values() -> Sent:
    """A program that writes formulas and keeps no value of them."""
    rows = [
        ["Periode 01/11/2026 s.d. 30/11/2026"],
        ["Toko", "Barcode", "Awal", "Akhir", "Qty Terjual", "Harga", "Nilai"],
        ["Oebobo", SAMBAL, 20, 10, "=C3-D3", 25000, "=E3*F3"],
        ["Oebobo", KERIPIK, 20, 7, "=C4-D4", 12000, "=E4*F4"],
    ]
    return Sent(workbook(("Sheet1", rows)), refused="E3")


def errors_and_blanks() -> Sent:
    """Cells that say #N/A, NULL or a dash, and a minus that no keyboard has."""
    rows = [
        ["Periode 01/11/2026 s.d. 30/11/2026"],
        ["Toko", "Barcode", "Qty", "Nilai"],
        ["Oebobo", SAMBAL, "10 ", "250\u00a0000"],
        ["Oebobo", KERIPIK, "\u22123", "\u221236.000"],
        ["Oebobo", SEI, "-", "-"],
        ["Oebobo", SEI, "#N/A", "#N/A"],
        ["Penfui", SEI, "NULL", "NULL"],
    ]
    told = (
        (SAMBAL, "Oebobo", NOVEMBER, 10, 250000),
        (KERIPIK, "Oebobo", NOVEMBER, -3, -36000),
        (SEI, "Oebobo", NOVEMBER, 0, None),
    )
    return Sent(workbook(("Sheet1", rows)), told, unread=("C6", "C7"))


def sums_below_each_shop() -> Sent:
    """The shop is named only in the sum below its rows."""
    rows = [
        ["Penjualan 01/11/2026 s/d 30/11/2026"],
        _HEAD,
        [SAMBAL, "Sambal", 10, 250000],
        [KERIPIK, "Keripik", 13, 156000],
        ["Total Toko Oebobo", None, 23, 406000],
        [SAMBAL, "Sambal", 4, 100000],
        ["Total Toko Penfui", None, 4, 100000],
        ["Grand Total", None, 27, 506000],
    ]
    told = (
        (SAMBAL, "Oebobo", NOVEMBER, 10, 250000),
        (KERIPIK, "Oebobo", NOVEMBER, 13, 156000),
        (SAMBAL, "Penfui", NOVEMBER, 4, 100000),
    )
    return Sent(workbook(("Sheet1", rows)), told)


BOOKS = (
    sheet_for_each_shop,
    sheet_for_each_month,
    period_in_the_files_name,
    hidden_rows_and_columns,
    stock_card,
    many_kinds_of_rupiah,
    in_thousands,
    returns_below,
    days_that_excel_turned,
    american_days_under_a_title,
    formulas_without_values,
    errors_and_blanks,
    sums_below_each_shop,
)
