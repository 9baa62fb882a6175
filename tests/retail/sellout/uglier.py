"""Files that a retailer's own people patched, pasted and saved anew: what each must give all the same.

A case is the bytes, what a careful person counts in them, and the cells that cannot be read.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from tests.retail.sellout.files import LUAT, STIK, text_file, workbook

TODAY = dt.date(2026, 11, 24)
HEAD = ["Tanggal", "Toko", "Kode", "Qty"]


@dataclass(frozen=True)
class Ugly:
    """Pieces and lines by shop and days, the file's own sum, and cells that are to blame."""

    content: bytes
    lines: tuple[tuple[str, str, int], ...]
    """Shop, first and last day as ``09-01..09-30``, and pieces, in the order of the file."""
    own: int | None = None
    unread: tuple[str, ...] = ()


def sheet_of(rows: list, merged: tuple[str, ...] = ()) -> Callable:
    def fill(sheet):
        for row in rows:
            sheet.append(row)
        for span in merged:
            sheet.merge_cells(span)

    return fill


def data_on_the_second_sheet() -> Ugly:
    """A summary that looks like sales stands first; the detail has a total between its groups."""
    summary = [["Ringkasan"], ["Cabang", "Total Qty", "Total Rp"], ["Oebobo", 5, 100_000], ["Penfui", 7, 9]]
    detail = [
        ["Periode: 07/09/2026 - 13/09/2026"],
        ["Cabang", "Kode", "Nama Brg", "Qty", "Rp"],
        ["Oebobo", LUAT, "Sambal", 5, 100_000],
        ["Sub Total Oebobo", None, None, 5, 100_000],
        ["Penfui", STIK, "Stik", 7, 87_500],
        ["GRAND TOTAL", None, None, 12, 187_500],
    ]
    return Ugly(
        workbook(("Ringkasan", sheet_of(summary)), ("DATA", sheet_of(detail))),
        (("Oebobo", "09-07..09-13", 5), ("Penfui", "09-07..09-13", 7)), 12,
    )  # fmt: skip


def sold_and_brought_back_under_one_heading() -> Ugly:
    """``Pcs`` and ``Rp`` stand twice: below sales, and below what came back."""
    rows = [
        ["REKAP KONSINYASI SEPTEMBER 2026 - TOKO OEBOBO"],
        ["Toko", "Barcode", "PENJUALAN", None, "RETUR", None, "SISA"],
        [None, None, "Pcs", "Rp", "Pcs", "Rp", None],
        ["Oebobo", LUAT, 12, "240.000", 1, "20.000", 7],
        ["Oebobo", STIK, 30, "375.000", 0, "0", 4],
        ["TOTAL", None, 42, "615.000", 1, "20.000", 11],
    ]
    merged = ("A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:G3")
    september = "09-01..09-30"
    return Ugly(
        workbook(("S", sheet_of(rows, merged))), (("Oebobo", september, 11), ("Oebobo", september, 30)), 41
    )


def days_in_every_hand() -> Ugly:
    rows = [["Date", "Store", "Item", "Units"]]
    told = ["20260914", "14/9/26", "46279", "Sept 2026", "2026-W38", "Mon 14/09/2026", "14.09.2026 08:15"]
    rows += [[day, f"S{place}", "X9", place + 1] for place, day in enumerate(told)]
    day = "09-14..09-14"
    spans = [day, day, day, "09-01..09-30", "09-14..09-20", day, day]
    lines = tuple((f"S{place}", span, place + 1) for place, span in enumerate(spans))
    return Ugly(text_file(rows, "\t", "utf-16"), lines)


def weeks_across_without_a_year() -> Ugly:
    """The year stands in the title alone; the last column sums the others."""
    rows = [
        ["Sales by week 2026"],
        ["Store", "Article", "W36", "W37", "Total"],
        ["Oebobo", "SAMBAL", 3, 4, 7],
        ["Penfui", "SAMBAL", None, 1, 1],
    ]
    lines = (
        ("Oebobo", "08-31..09-06", 3),
        ("Oebobo", "09-07..09-13", 4),
        ("Penfui", "09-07..09-13", 1),
    )
    return Ugly(workbook(("S", sheet_of(rows))), lines)


def codes_of_shops_across() -> Ugly:
    """Shops are numbers in the heading; a column and a row without a label sum them."""
    rows = [
        ["Laporan 1-30 September 2026"],
        ["PLU", "NAMA", 1001, 1002, "JUMLAH"],
        ["0123", "SAMBAL", 5, 2, 7],
        ["0124", "STIK", 1, None, 1],
        [None, None, 6, 2, 8],
    ]
    september = "09-01..09-30"
    lines = (("1001", september, 5), ("1002", september, 2), ("1001", september, 1))
    return Ugly(workbook(("x", sheet_of(rows))), lines, 8)


def days_below_one_word() -> Ugly:
    """``Tanggal`` is merged over 1, 2, 3: each is a day, none is a shop."""
    rows = [
        ["Toko : KPG-01"],
        ["Bulan : September 2026"],
        ["No", "Kode", "Nama", "Tanggal", None, None, "Total"],
        [None, None, None, 1, 2, 3, None],
        [1, "A1", "Sambal", 2, None, 1, 3],
    ]
    lines = (("KPG-01", "09-01..09-01", 2), ("KPG-01", "09-03..09-03", 1))
    return Ugly(workbook(("S", sheet_of(rows, ("A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:G4")))), lines)


def results_of_another_system() -> Ugly:
    """SAP calls its sums "Result"; minus stands behind."""
    rows = [
        ["* Site *", "*Article*", "Article Desc.", "Sales Qty (PC)", "Sales Val. (IDR)", "Cal. Day"],
        ["K001", "443210", "SAMBAL", "3", "60000", "14.09.2026"],
        ["K001", "443210", "SAMBAL", "1-", "20000-", "15.09.2026"],
        ["Result", "", "", "2", "40000", ""],
        ["Overall Result", "", "", "2", "40000", ""],
    ]
    lines = (("K001", "09-14..09-14", 3), ("K001", "09-15..09-15", -1))
    return Ugly(text_file(rows, "\t"), lines, 2)


def marks_that_cannot_be_read() -> Ugly:
    """One unreadable amount must not turn the thousands of all others into decimals."""
    rows = [
        [*HEAD, "Nilai"],
        ["14/09/2026", "Oebobo", "K1", "12 CR", "Rp 240.000 CR"],
        ["14/09/2026", "Oebobo", "K2", "-3", "Rp. -37.500,-"],
        ["15/09/2026", "Oebobo", "K3", "1.500 pcs", "18.750.000"],
        ["16/09/2026", "Oebobo", "K3", "-", "0"],
    ]
    lines = (
        ("Oebobo", "09-14..09-14", -3),
        ("Oebobo", "09-15..09-15", 1500),
        ("Oebobo", "09-16..09-16", 0),
    )
    return Ugly(text_file(rows, "|", "cp1252"), lines, None, ("D2",))


def cells_that_reach_down() -> Ugly:
    """A portal's page: headings and shops reach over several rows."""
    page = """<html><meta charset=utf-8><table><tr><th rowspan=2>Store</th><th rowspan=2>Article</th>
    <th rowspan=2>Day</th><th colspan=2>Sales</th></tr><tr><th>Qty</th><th>Value</th></tr>
    <tr><td rowspan=2>Oebobo</td><td>A1</td><td>14/09/2026</td><td>3</td><td>60,000</td></tr>
    <tr><td>A2</td><td>15/09/2026</td><td>4</td><td>50,000</td></tr>
    <tr><td>Penfui</td><td>A1</td><td>14/09/2026</td><td>5</td><td>100,000</td></tr></table></html>"""
    lines = (("Oebobo", "09-14..09-14", 3), ("Oebobo", "09-15..09-15", 4), ("Penfui", "09-14..09-14", 5))
    return Ugly(page.encode(), lines)


def excel_of_2003() -> Ugly:
    """Its XML writes numbers as ``1.5E3``."""
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    cells = [("String", "2026-09-14"), ("String", "Oebobo"), ("Number", LUAT), ("Number", "1.5E3")]

    def row(pairs):
        told = "".join(f'<Cell><Data ss:Type="{kind}">{text}</Data></Cell>' for kind, text in pairs)
        return f"<Row>{told}</Row>"

    head = row([("String", each) for each in HEAD])
    book = f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="R">'
    content = f"{book}<Table>{head}{row(cells)}</Table></Worksheet></Workbook>"
    return Ugly(content.encode(), (("Oebobo", "09-14..09-14", 1500),))


def pages_with_their_title() -> Ugly:
    """The title is printed on each page, between the rows."""
    title = [["PT X"], ["Sales Report 01/09/2026 - 30/09/2026"], ["Store", "Item", "Description", "Qty"]]
    end = [["Printed on 01/10/2026 08:00"]]
    rows = [
        *title,
        ["S1", "A1", "Sambal", "3"],
        *end,
        *title,
        ["S1", "A2", "Stik", "4"],
        *end,
        ["Total", "", "", "7"],
    ]
    september = "09-01..09-30"
    return Ugly(text_file(rows), (("S1", september, 3), ("S1", september, 4)), 7)


def shops_over_months() -> Ugly:
    """Two shops with the same months below each: none may take the place of the other."""
    rows = [
        ["Barang", "Oebobo", None, "Penfui", None],
        [None, "Agt 2026", "Sep 2026", "Agt 2026", "Sep 2026"],
        ["Sambal", 1, 2, 3, 4],
    ]
    august, september = "08-01..08-31", "09-01..09-30"
    lines = (
        ("Oebobo", august, 1),
        ("Oebobo", september, 2),
        ("Penfui", august, 3),
        ("Penfui", september, 4),
    )
    return Ugly(workbook(("S", sheet_of(rows, ("A1:A2", "B1:C1", "D1:E1")))), lines)


def a_month_over_its_days() -> Ugly:
    """The month stands once, over the days of it."""
    rows = [
        ["Toko", "Barang", "September 2026", None, None, "Total"],
        [None, None, 1, 2, 3, None],
        ["Oebobo", "Sambal", 2, None, 1, 3],
    ]
    lines = (("Oebobo", "09-01..09-01", 2), ("Oebobo", "09-03..09-03", 1))
    return Ugly(workbook(("S", sheet_of(rows, ("A1:A2", "B1:B2", "C1:E1", "F1:F2")))), lines)


def a_period_over_the_heading() -> Ugly:
    """A line of the title right above the heading is no part of it."""
    rows = [["Periode", "September 2026"], ["PLU", "NAMA", "T001", "T002", "TOTAL"]]
    rows += [["0123", "SAMBAL", "5", "2", "7"], ["0124", "STIK", "1", "-", "1"]]
    september = "09-01..09-30"
    return Ugly(text_file(rows), (("T001", september, 5), ("T002", september, 2), ("T001", september, 1)))


def a_list_of_sap() -> Ugly:
    """Between bars and rules; the sum is marked with a star."""
    rule = "-" * 60
    rows = [
        rule,
        "|Site|Article|Cal. day  |Sales Qty|Sales val |",
        rule,
        "|K001|443210 |14.09.2026|    1.204|24.080.000|",
        "|K001|443211 |14.09.2026|       6-|   75.000-|",
        "|*   |       |          |    1.198|24.005.000|",
        rule,
    ]
    day = "09-14..09-14"
    return Ugly("\n".join(rows).encode(), (("K001", day, 1204), ("K001", day, -6)), 1198)


def a_pivot_table() -> Ugly:
    """Copied out of Excel: each shop is the sum of what stands below it."""
    rows = [["Periode", "Sep 2026"], [], ["Row Labels", "Sum of Qty", "Sum of Nilai"]]
    rows += [["OEBOBO", 5, 100_000], ["Sambal", 3, 60_000], ["Stik", 2, 40_000]]
    rows += [["PENFUI", 1, 20_000], ["Sambal", 1, 20_000], ["Grand Total", 6, 120_000]]
    september = "09-01..09-30"
    lines = (("OEBOBO", september, 3), ("OEBOBO", september, 2), ("PENFUI", september, 1))
    return Ugly(workbook(("Pivot", sheet_of(rows))), lines, 6)


def a_list_that_is_no_pivot() -> Ugly:
    """Counts that happen to add up are goods all the same: the total is that of all rows."""
    rows = [["Toko: KPG-01"], ["Periode", "Sep 2026"], ["Nama Barang", "Qty"]]
    rows += [["Sambal", 3], ["Stik", 2], ["Abon", 1], ["Kopi", 4], ["Gula", 4], ["Total", 14]]
    lines = tuple(("KPG-01", "09-01..09-30", count) for count in (3, 2, 1, 4, 4))
    return Ugly(workbook(("S", sheet_of(rows))), lines, 14)


def a_sheet_copied() -> Ugly:
    """The sheet stands there twice: it is sold once."""
    rows = [HEAD, ["14/09/2026", "Oebobo", "A1", 3]]
    book = workbook(("Data", sheet_of(rows)), ("Copy of Data", sheet_of(rows)))
    return Ugly(book, (("Oebobo", "09-14..09-14", 3),))


def weeks_as_numbers() -> Ugly:
    """Below "Week" 202637 is a week, and so is 202610, which elsewhere is October."""
    rows = [["Week", "Outlet", "Barang", "Terjual"]]
    rows += [["202637", "Oebobo", "Sambal", "3"], ["202610", "Oebobo", "Sambal", "4"]]
    return Ugly(text_file(rows), (("Oebobo", "09-07..09-13", 3), ("Oebobo", "03-02..03-08", 4)))


def sixty_thousand_empty_rows() -> Ugly:
    """Somebody dragged a format down; the sheet is as long as it is empty."""
    body = b"14/09/2026;Oebobo;K1;3\r\n" + b" ; ; ; \r\n" * 60_000
    return Ugly(b"Tanggal;Toko;Kode;Qty\r\n" + body, (("Oebobo", "09-14..09-14", 3),))


UGLY = {
    each.__name__: each
    for each in (
        data_on_the_second_sheet, sold_and_brought_back_under_one_heading, days_in_every_hand,
        weeks_across_without_a_year, codes_of_shops_across, days_below_one_word,
        results_of_another_system, marks_that_cannot_be_read, cells_that_reach_down, excel_of_2003,
        pages_with_their_title, a_pivot_table, a_list_that_is_no_pivot, shops_over_months,
        a_month_over_its_days, a_period_over_the_heading, a_list_of_sap, a_sheet_copied,
        weeks_as_numbers, sixty_thousand_empty_rows,
    )
}  # fmt: skip
