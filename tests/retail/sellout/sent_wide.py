"""Reports whose weeks, shops, years or products stand side by side."""

from datetime import date

from tests.retail.sellout.sent import KERIPIK, NOVEMBER, SAMBAL, SEI, Sent, text, workbook

_LOW = "2026-11-{:02}..2026-11-{:02}"


def weeks_under_a_period() -> Sent:
    """A department store: weeks as pairs under merged heads, and the whole month beside them."""
    heads = ["No", "PLU", "Barcode", "Deskripsi", "Minggu 1", None, "Minggu 2", None]
    heads += ["Minggu 3", None, "Minggu 4", None, "Total", None]
    pair = ["Qty", "Value"]
    rows = [
        ["PT SERBA LESTARI SENTOSA Tbk"],
        ["LAPORAN PENJUALAN PER SUPPLIER"],
        ["Toko : 118 - Kupang Oebobo"],
        ["Periode : 01/11/2026 s.d. 30/11/2026"],
        [],
        heads,
        [None, None, None, None, *pair * 5],
        [1, "10045", SAMBAL, "SAMBAL LUAT 150G", 3, 75000, 2, 50000, 4, 100000, 1, 25000, 10, 250000],
        [2, "10046", KERIPIK, "KRPK PISANG 100G", 5, 60000, None, None, 6, 72000, 2, 24000, 13, 156000],
        [None, None, None, "GRAND TOTAL", 8, 135000, 2, 50000, 10, 172000, 3, 49000, 23, 406000],
        [],
        [None, "Kupang, 2 Desember 2026", None, None, None, None, None, "Mengetahui,"],
        [None, "( Yohana Nalle )", None, None, None, None, None, "( Store Manager )"],
    ]
    merged = ["E6:F6", "G6:H6", "I6:J6", "K6:L6", "M6:N6"]
    store = "118 - Kupang Oebobo"
    return Sent(
        workbook(("Sheet1", rows), merged=merged),
        ((SAMBAL, store, NOVEMBER, 10, 250000), (KERIPIK, store, NOVEMBER, 13, 156000)),
    )


def weeks_as_w1() -> Sent:
    """A chain's summary: W1 to W5 of a month that the title names, pieces only."""
    rows = [
        ["Sales Qty per Week - November 2026"],
        ["Store", "SKU", "Item Name", "W1", "W2", "W3", "W4", "W5", "Total", "%"],
        ["Lippo Plaza", SAMBAL, "Sambal Lu'at", 3, 2, 4, 1, 0, 10, 0.4],
        ["Lippo Plaza", KERIPIK, "Keripik Pisang", 5, 0, 6, 2, 2, 15, 0.6],
        ["Total", None, None, 8, 2, 10, 3, 2, 25, 1],
    ]
    store = "Lippo Plaza"
    return Sent(
        workbook(("Weekly", rows)),
        ((SAMBAL, store, NOVEMBER, 10, None), (KERIPIK, store, NOVEMBER, 15, None)),
    )


def weeks_as_days() -> Sent:
    """A small supermarket: its weeks are written as the days they hold."""
    rows = [
        ["REKAP PENJUALAN BULAN NOPEMBER 2026"],
        ["Cabang: Penfui"],
        ["Nama Barang", "1-7 Nov", "8-14 Nov", "15-21 Nov", "22-30 Nov", "Jumlah"],
        ["Sambal Lu'at", 3, 2, 4, 1, 10],
        ["Keripik Pisang", 5, None, 6, 2, 13],
        ["Jumlah", 8, 2, 10, 3, 23],
    ]
    weeks = [(1, 7), (8, 14), (15, 21), (22, 30)]
    told = tuple(
        (name, "Penfui", _LOW.format(*week), pieces, None)
        for name, sold in (("Sambal Lu'at", (3, 2, 4, 1)), ("Keripik Pisang", (5, None, 6, 2)))
        for week, pieces in zip(weeks, sold, strict=True)
        if pieces
    )
    return Sent(workbook(("Nov", rows)), told)


def shops_in_pairs() -> Sent:
    """A hypermarket: each shop has pieces and rupiah; one shop is hidden; growth and share stand between."""
    shops = ["051 Bundaran Tirosa", None, None, "062 Flobamora", None, None, "077 Atambua", None, None]
    rows = [
        ["Vendor Sales Report"],
        ["Period: 01 Nov 2026 - 30 Nov 2026"],
        ["Article", "Description", *shops, "All Stores", None],
        [None, None, *["Qty", "Net Sales", "Growth %"] * 3, "Qty", "Net Sales"],
        [SAMBAL, "SAMBAL LUAT", 4, 100000, "12%", 2, 50000, "-3%", 1, 25000, "0%", 7, 175000],
        [SEI, "SEI SAPI 250G", 1, 85000, "5%", 0, 0, "", 2, 170000, "100%", 3, 255000],
    ]

    def hide(sheet):
        for letter in "FGH":
            sheet.column_dimensions[letter].hidden = True

    told = (
        (SAMBAL, "051 Bundaran Tirosa", NOVEMBER, 4, 100000),
        (SAMBAL, "062 Flobamora", NOVEMBER, 2, 50000),
        (SAMBAL, "077 Atambua", NOVEMBER, 1, 25000),
        (SEI, "051 Bundaran Tirosa", NOVEMBER, 1, 85000),
        (SEI, "062 Flobamora", NOVEMBER, 0, 0),
        (SEI, "077 Atambua", NOVEMBER, 2, 170000),
    )
    return Sent(workbook(("Report", rows), merged=["C3:E3", "F3:H3", "I3:K3", "L3:M3"], then=hide), told)


def years_side_by_side() -> Sent:
    """A buyer's comparison: last year beside this year."""
    rows = [
        ["Perbandingan Penjualan Bulan November"],
        ["Toko", "Barcode", "Nama", "Qty 2025", "Qty 2026", "Growth", "Value 2025", "Value 2026", "Growth"],
        ["Oebobo", SAMBAL, "Sambal", 8, 10, 0.25, 184000, 250000, 0.36],
        ["Oebobo", KERIPIK, "Keripik", 20, 13, -0.35, 220000, 156000, -0.29],
    ]
    last = "2025-11-01..2025-11-30"
    told = (
        (SAMBAL, "Oebobo", last, 8, 184000),
        (SAMBAL, "Oebobo", NOVEMBER, 10, 250000),
        (KERIPIK, "Oebobo", last, 20, 220000),
        (KERIPIK, "Oebobo", NOVEMBER, 13, 156000),
    )
    return Sent(workbook(("LY vs TY", rows)), told)


def products_across() -> Sent:
    """A kiosk's notebook: a day in each row, a product in each column."""
    rows = [
        ["Toko Ina Boi, Naikoten"],
        ["Tanggal", "Sambal Lu'at 150g", "Keripik Pisang 100g", "Se'i Sapi 250g"],
        [date(2026, 11, 2), 3, 5, None],
        [date(2026, 11, 3), None, 4, 1],
        ["Total", 3, 9, 1],
    ]
    names = ("Sambal Lu'at 150g", "Keripik Pisang 100g", "Se'i Sapi 250g")
    told = tuple(
        (names[place], "Toko Ina Boi, Naikoten", _LOW.format(day, day), pieces, None)
        for day, place, pieces in ((2, 0, 3), (2, 1, 5), (3, 1, 4), (3, 2, 1))
    )
    return Sent(workbook(("Nov", rows)), told)


def months_of_a_year() -> Sent:
    """An accountant's table: months across, each with pieces and rupiah, years in the title."""
    rows = [
        ["REKAP PENJUALAN UMKM TAHUN 2026"],
        ["Nama Toko : NTT Mart Kupang"],
        ["Kode", "Nama Barang", "Sept", None, None, "Okt", None, None, "Nop", None],
        [None, None, "Qty", "Rp", None, "Qty", "Rp", None, "Qty", "Rp"],
        ["SL-01", "Sambal Lu'at", "12", "Rp 300.000,-", None, 14, 350000, None, 10, 250000],
    ]
    months = ("2026-09-01..2026-09-30", "2026-10-01..2026-10-31", NOVEMBER)
    told = tuple(
        ("SL-01", "NTT Mart Kupang", month, pieces, rupiah)
        for month, pieces, rupiah in zip(months, (12, 14, 10), (300000, 350000, 250000), strict=True)
    )
    return Sent(workbook(("2026", rows), merged=["C3:D3", "F3:G3", "I3:J3"]), told)


def today_and_month_to_date() -> Sent:
    """A daily flash: what was sold that day, this month and this year so far."""
    lines = [
        "Flash Sales 30/11/2026",
        "Store;Barcode;Item;Qty Today;Qty MTD;Qty YTD;Sales Today;Sales MTD;Sales YTD",
        f"Oebobo;{SAMBAL};Sambal;1;10;120;25.000;250.000;3.000.000",
        f"Oebobo;{KERIPIK};Keripik;0;13;210;0;156.000;2.520.000",
    ]
    day = "2026-11-30..2026-11-30"
    told = ((SAMBAL, "Oebobo", day, 1, 25000), (KERIPIK, "Oebobo", day, 0, 0))
    return Sent(text(lines), told, "flash.csv")


def counts_above_shops() -> Sent:
    """A buyer's table: pieces of all shops side by side, then their rupiah."""
    shops = ["Oebobo", "Penfui", "Total"]
    rows = [
        ["Periode 01/11/2026 - 30/11/2026"],
        ["Barcode", "Qty", None, None, "Value", None, None],
        [None, *shops, *shops],
        [SAMBAL, 1, 2, 3, 25000, 50000, 75000],
    ]
    told = ((SAMBAL, "Oebobo", NOVEMBER, 1, 25000), (SAMBAL, "Penfui", NOVEMBER, 2, 50000))
    return Sent(workbook(("Nov", rows), merged=["B2:D2", "E2:G2"]), told)


WIDE = (
    counts_above_shops,
    weeks_under_a_period,
    weeks_as_w1,
    weeks_as_days,
    shops_in_pairs,
    years_side_by_side,
    products_across,
    months_of_a_year,
    today_and_month_to_date,
)
