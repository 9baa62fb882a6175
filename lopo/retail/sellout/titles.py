"""What a layout is called before people, and what one lacks."""

from collections.abc import Mapping

from lopo.facts.text import Text
from lopo.retail.sellout.layout import (
    ASKED,
    BY_BELOW,
    BY_COLUMN,
    BY_DAY,
    BY_GROUP,
    BY_PRODUCT,
    BY_SHEET,
    BY_STORE,
    BY_TITLE,
    LONG,
    Layout,
)
from lopo.retail.sellout.words import WHO

ROLE_TITLES: Mapping[str, Text] = {
    "other": Text("tidak dipakai", "not used"),
    "store": Text("toko", "shop"),
    "store_code": Text("kode toko", "code of the shop"),
    "gtin": Text("barcode (GTIN)", "barcode (GTIN)"),
    "code": Text("kode barang", "code of the product"),
    "name": Text("nama barang", "name of the product"),
    "day": Text("tanggal, minggu atau bulan", "day, week or month"),
    "from": Text("dari tanggal", "from day"),
    "until": Text("sampai tanggal", "until day"),
    "pieces": Text("jumlah terjual", "pieces sold"),
    "value": Text("nilai rupiah", "rupiah"),
    "stock": Text("stok akhir", "stock at the end"),
    "returned": Text("retur pembeli", "brought back by buyers"),
    "unit": Text("satuan", "unit"),
    "supplier": Text("pemasok", "supplier"),
}
STORE_TITLES: Mapping[str, Text] = {
    BY_COLUMN: Text("di kolomnya sendiri", "in a column of its own"),
    BY_GROUP: Text("di baris di atas barangnya", "in a row above its goods"),
    BY_BELOW: Text("di jumlah di bawah barangnya", "in the sum below its goods"),
    BY_TITLE: Text("di judul", "in the title"),
    BY_SHEET: Text("nama lembarnya", "the name of the sheet"),
    ASKED: Text("tidak tertulis, saya sebut tiap kali", "not in the file, I say it each time"),
}
DAYS_TITLES: Mapping[str, Text] = {
    BY_COLUMN: STORE_TITLES[BY_COLUMN],
    BY_GROUP: STORE_TITLES[BY_GROUP],
    BY_TITLE: STORE_TITLES[BY_TITLE],
    BY_SHEET: STORE_TITLES[BY_SHEET],
    ASKED: STORE_TITLES[ASKED],
}
WIDE_TITLES: Mapping[str, Text] = {
    LONG: Text("satu baris satu penjualan", "one row for each count"),
    BY_STORE: Text("satu kolom tiap toko", "a column for each shop"),
    BY_DAY: Text(
        "satu kolom tiap hari, minggu, bulan atau tahun", "a column for each day, week, month or year"
    ),
    BY_PRODUCT: Text("satu kolom tiap barang", "a column for each product"),
}


def lacks(layout: Layout) -> tuple[Text, ...]:
    """What is missing before a file can be read by a layout."""
    roles = {each.role for each in layout.columns}
    missing = []
    if not roles & set(WHO) and layout.wide != BY_PRODUCT:
        missing.append(
            Text("Pilih kolom yang menyebut barangnya: barcode, kode, atau nama.",
                 "Choose the column that names the product: barcode, code or name.")
        )  # fmt: skip
    if not layout.wide and "pieces" not in roles:
        missing.append(Text("Pilih kolom jumlah terjual.", "Choose the column of pieces sold."))
    if layout.store_from == BY_COLUMN and layout.wide != BY_STORE and not roles & {"store", "store_code"}:
        missing.append(
            Text("Pilih kolom toko, atau sebut di mana toko tertulis.",
                 "Choose the column of the shop, or say where the shop is told.")
        )  # fmt: skip
    if layout.days_from == BY_COLUMN and layout.wide != BY_DAY and not roles & {"day", "from", "until"}:
        missing.append(
            Text("Pilih kolom tanggal, atau sebut di mana tanggal tertulis.",
                 "Choose the column of the day, or say where the days are told.")
        )  # fmt: skip
    return tuple(missing)
