"""Reports that are text: printed pages, exports of tills, codes and numbers in every hand."""

from tests.retail.sellout.sent import KERIPIK, KIOSK, NOVEMBER, SAID, SAMBAL, SEI, Sent, text

_DAY = "2026-11-{0:02}..2026-11-{0:02}"


def printed_pages() -> Sent:
    """A till's report printed to a file: columns by place, shops as sections, heads on each page."""
    head = [
        "PT RAMAH SWALAYAN                LAPORAN PENJUALAN PER PLU              HAL : {}",
        "PERIODE : 01/11/2026 S/D 30/11/2026",
        "-" * 78,
        "PLU           NAMA BARANG              QTY      HARGA         JUMLAH",
        "-" * 78,
    ]
    row = "{:<14}{:<22}{:>6}{:>11}{:>15}"
    first = [
        "TOKO : 01 OEBOBO",
        row.format(SAMBAL, "SAMBAL LUAT 150 GR", "10", "25.000", "250.000"),
        row.format(KERIPIK, "KERIPIK PISANG", "13", "12.000", "156.000"),
        row.format("", "SUB TOTAL", "23", "", "406.000"),
    ]
    second = [
        "TOKO : 02 PENFUI",
        row.format(SAMBAL, "SAMBAL LUAT 150 GR", "4", "25.000", "100.000"),
        row.format(SEI, "SEI SAPI", "-1", "85.000", "-85.000"),
        row.format("", "SUB TOTAL", "3", "", "15.000"),
        row.format("", "GRAND TOTAL", "26", "", "421.000"),
        "-" * 78,
        "DICETAK : 02/12/2026 08:15   OPERATOR : ADMIN",
    ]
    pages = [head[0].format(1), *head[1:], *first, "\f" + head[0].format(2), *head[1:], *second]
    told = (
        (SAMBAL, "01 OEBOBO", NOVEMBER, 10, 250000),
        (KERIPIK, "01 OEBOBO", NOVEMBER, 13, 156000),
        (SAMBAL, "02 PENFUI", NOVEMBER, 4, 100000),
        (SEI, "02 PENFUI", NOVEMBER, -1, -85000),
    )
    return Sent(text(pages, "cp1252"), told, "jual.prn")


def unicode_text() -> Sent:
    """Excel's own "Unicode Text": UTF-16 with tabs."""
    lines = [
        "Tanggal\tToko\tBarcode\tNama\tQty\tNilai",
        f"1 Nopember 2026\tOebobo\t{SAMBAL}\tSambal Lu’at\t2\tRp 50.000,-",
        f"Senin, 2 Nov 2026\tOebobo\t{KERIPIK}\tKeripik\t3-\tRp (36.000)",
    ]
    told = (
        (SAMBAL, "Oebobo", _DAY.format(1), 2, 50000),
        (KERIPIK, "Oebobo", _DAY.format(2), -3, -36000),
    )
    return Sent(text(lines, "utf-16"), told, "unicode.txt")


def decimals_of_three() -> Sent:
    """A ledger that writes three decimals: 10,000 is ten pieces, as its prices tell."""
    lines = [
        "Plant;Material;Posting Date;Sales Qty;Unit;Price;Net Value",
        f"K051;{SAMBAL};02.11.2026;10,000;PC;25.000,00;250.000,00",
        f"K051;{KERIPIK};02.11.2026;3,000-;PC;12.000,00;36.000,00-",
    ]
    told = ((SAMBAL, "K051", _DAY.format(2), 10, 250000), (KERIPIK, "K051", _DAY.format(2), -3, -36000))
    return Sent(text(lines, "cp1252"), told, "export.csv")


def american_decimals_of_three() -> Sent:
    """The same in American writing: 10.000 is ten pieces, since 25,000.00 is a price."""
    lines = [
        "Plant,Material,Posting Date,Sales Qty,Unit,Net Value",
        f'K051,{SAMBAL},2026-11-02,10.000,PC,"250,000.00"',
        f'K051,{KERIPIK},2026-11-02,3.000,PC,"36,000.00"',
    ]
    told = ((SAMBAL, "K051", _DAY.format(2), 10, 250000), (KERIPIK, "K051", _DAY.format(2), 3, 36000))
    return Sent(text(lines), told, "export.csv")


def thousands_or_three_decimals() -> Sent:
    """1.200 and 3.000 with nothing beside them that tells: nobody can know, so it must be asked."""
    lines = [
        "Tanggal;Toko;Barcode;Qty",
        f"02/11/2026;Oebobo;{SAMBAL};1.000",
        f"03/11/2026;Oebobo;{KERIPIK};3.000",
    ]
    return Sent(text(lines), name="qty.csv", hint="1.000", unread=("D2", "D3"))


def units_in_the_cell() -> Sent:
    """Pieces written with their unit: PCS, lusin; and a carton whose content nobody told."""
    lines = [
        "Tanggal;Toko;Kode;Nama Barang;Jumlah;Total",
        "02/11/2026;Oebobo;SL1;Sambal;12 PCS;Rp300.000",
        "02/11/2026;Oebobo;KP1;Keripik;1 lsn;144.000",
        "03/11/2026;Oebobo;KP1;Keripik;2 CTN;576.000",
    ]
    told = (
        ("SL1", "Oebobo", _DAY.format(2), 12, 300000),
        ("KP1", "Oebobo", _DAY.format(2), 12, 144000),
        ("KP1", "Oebobo", _DAY.format(3), 2, 576000),
    )
    return Sent(text(lines, "cp1252"), told, "toko.csv")


def codes_that_were_hurt() -> Sent:
    """Codes after Excel: rounded, as a float, with an apostrophe, without their zero."""
    lines = [
        "Tanggal;Toko;Barcode;Qty;Nilai",
        "46328;Oebobo;8,99123E+12;1;25.000",
        f"46328;Oebobo;{SAMBAL}.0;2;50.000",
        f"46328;Oebobo;'{KERIPIK};3;36.000",
        "46328;Oebobo;89686010947;4;14.000",
    ]
    told = (
        (SAMBAL, "Oebobo", _DAY.format(2), 2, 50000),
        (KERIPIK, "Oebobo", _DAY.format(2), 3, 36000),
        ("89686010947", "Oebobo", _DAY.format(2), 4, 14000),
    )
    return Sent(text(lines), told, "excel.csv", unread=("C2",))


def records_with_a_letter() -> Sent:
    """A minimarket's interface file: a head record, sales, and a trailer that adds up."""
    lines = [
        "H|TOKO|T9KP|INDOJAYA OEBOBO|20261101|20261130",
        "D|TANGGAL|PLU|BARCODE|DESKRIPSI|QTY|RUPIAH",
        f"D|20261102|20101234|{SAMBAL}|SAMBAL LUAT 150G|2|50000",
        f"D|20261103|20101235|{KERIPIK}|KRPK PSG 100G|3|36000",
        "T|2|5|86000",
    ]
    told = ((SAMBAL, KIOSK, _DAY.format(2), 2, 50000), (KERIPIK, KIOSK, _DAY.format(3), 3, 36000))
    return Sent(text(lines), told, "DT261101.TXT", answers=SAID, unread=("F5",))


def receipts() -> Sent:
    """A till's journal: each receipt says its day once, above its lines."""
    lines = [
        "Toko,Ina Mart Oesapa",
        "No Nota,Tanggal,Kasir,Barang,Qty,Harga,Subtotal",
        "N0001,01/11/2026 10:33,Rina,Sambal Lu'at,2,25000,50000",
        ",,,Keripik Pisang,1,12000,12000",
        ",,,Total,3,,62000",
        ",,,Bayar,,,100000",
        ",,,Kembali,,,38000",
        "N0002,02/11/2026 19:05,Rina,Keripik Pisang,4,12000,48000",
        ",,,Total,4,,48000",
    ]
    store = "Ina Mart Oesapa"
    told = (
        ("Sambal Lu'at", store, _DAY.format(1), 2, 50000),
        ("Keripik Pisang", store, _DAY.format(1), 1, 12000),
        ("Keripik Pisang", store, _DAY.format(2), 4, 48000),
    )
    return Sent(text(lines), told, "jurnal.csv", unread=("E6", "E7"))


def json_of_a_till() -> Sent:
    """A till in the cloud hands out JSON."""
    content = (
        '{"outlet": "Oebobo", "data": [{"tanggal": "2026-11-02", "barcode": "%s", "qty": 2, "total": 50000}]}'
    )
    day = _DAY.format(2)
    return Sent((content % SAMBAL).encode(), ((SAMBAL, "Oebobo", day, 2, 50000),), "sales.json")


def sixty_thousand_rows() -> Sent:
    """A month of receipts of a chain."""
    head = "Tanggal;Toko;Barcode;Nama;Qty;Nilai"
    lines = [f"{day:02}/11/2026;{store:03} Kupang;{SAMBAL};SAMBAL LUAT;1;25.000"
             for day in range(1, 31) for store in range(20) for _ in range(100)]  # fmt: skip
    told = tuple((SAMBAL, f"{store:03} Kupang", _DAY.format(day), 100, 2_500_000)
                 for day in range(1, 31) for store in range(20))  # fmt: skip
    return Sent(text([head, *lines]), told, "besar.csv")


def period_beside_its_word() -> Sent:
    """A till in the cloud: the period in two cells right over the heading, gross, discount and net."""
    lines = [
        "Period;01-Nov-26 to 30-Nov-26",
        "Outlet;SKU;Product;Units Sold;Gross Sales (IDR);Discount (IDR);Net Sales (IDR)",
        "Oebobo;SL1;Sambal;3;75000;5000;70000",
    ]
    return Sent(text(lines), (("SL1", "Oebobo", NOVEMBER, 3, 70000),), "sales.csv")


def cartons_beside_pieces() -> Sent:
    """Whole cartons in one column, loose pieces in another: what does not count is said."""
    lines = ["Periode;01/11/2026 - 30/11/2026", "Toko;Barcode;Qty CTN;Qty PCS", f"Oebobo;{SAMBAL};1;3"]
    return Sent(text(lines), ((SAMBAL, "Oebobo", NOVEMBER, 3, None),), "sales.csv", hint="qty ctn")


TEXTS = (
    period_beside_its_word,
    cartons_beside_pieces,
    printed_pages,
    unicode_text,
    decimals_of_three,
    american_decimals_of_three,
    thousands_or_three_decimals,
    units_in_the_cell,
    codes_that_were_hurt,
    records_with_a_letter,
    receipts,
    json_of_a_till,
)
