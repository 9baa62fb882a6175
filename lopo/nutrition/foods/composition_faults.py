"""What can be wrong in a composition table, in the words of the person who sent it."""

from dataclasses import dataclass

from lopo.facts.text import Text


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong: where (sheet, row as the spreadsheet counts, heading), the value, and how to mend it."""

    sheet: str
    row: int
    column: str
    value: str
    what: Text


FORMULA = Text(
    "Sel ini berisi rumus. Salin, lalu tempel sebagai nilai (Paste values).",
    "This cell holds a formula. Copy it and paste it as a value.",
)
FAILED_FORMULA = Text(
    "Rumus di sel ini gagal dihitung. Ketik angkanya, atau kosongkan.",
    "The formula of this cell has failed. Type the number, or empty the cell.",
)
NOT_A_NUMBER = Text(
    "Ini bukan angka. Tulis angka saja, misalnya 12,5, atau kosongkan jika belum diketahui.",
    "This is not a number. Write a number only, such as 12.5, or leave it empty if it is not known.",
)
A_DATE = Text(
    "Excel mengubah angka ini menjadi tanggal. Ubah format kolom menjadi Angka, lalu ketik lagi.",
    "Excel made a date of this number. Set the column to Number and type it again.",
)
TWO_MEANINGS = Text(
    "Angka ini bisa berarti {whole} atau {part}. Tulis salah satu.",
    "This number can mean {whole} or {part}. Write one of them.",
)
NEGATIVE = Text(
    "Angka tidak bisa kurang dari nol. Betulkan, atau kosongkan jika belum diketahui.",
    "An amount cannot be below zero. Correct it, or empty the cell if it is not known.",
)
TOO_MUCH = Text(
    "Dalam 100 g pangan tidak mungkin ada sebanyak ini. Periksa koma dan satuannya.",
    "100 g of a food cannot hold as much. Check the decimal mark and the unit.",
)
TOO_MUCH_ENERGY = Text(
    "Energi 100 g pangan tidak mungkin setinggi ini. Periksa koma, dan apakah satuannya kkal.",
    "100 g of a food cannot give as much energy. Check the decimal mark, and that it is kcal.",
)
NOT_A_SHARE = Text(
    "Bagian ini harus lebih dari 0 % dan paling banyak 100 %.",
    "This share must be above 0 % and at most 100 %.",
)
NOT_A_REFUSE = Text(
    "Bagian yang dibuang harus kurang dari 100 %.", "The part thrown away must be below 100 %."
)
NOTHING_KNOWN = Text(
    "Tidak ada satu angka gizi pun di baris ini. Isi, atau hapus baris ini.",
    "There is not one amount in this row. Fill it in, or remove the row.",
)
NO_NAME = Text(
    "Nama pangannya kosong. Isi, atau hapus baris ini.",
    "The food has no name. Write it, or remove the row.",
)
NO_CODE = Text(
    "Kodenya kosong. Isi kode dari tabel aslinya.", "The code is empty. Write the code of the original table."
)
NOT_A_CODE = Text(
    "Kode ini tidak wajar. Kode berisi huruf dan angka, misalnya AR001.",
    "This is no code. A code has letters and digits, such as AR001.",
)
NO_ORIGIN = Text(
    "Tulis sumber dan nomornya, misalnya TKPI 2020 AR001.",
    "Write the source and its number, such as TKPI 2020 AR001.",
)
TWICE = Text(
    "Kode ini sudah ada di baris {row}. Hapus salah satu, atau betulkan kodenya.",
    "This code stands in row {row} already. Remove one of them, or correct the code.",
)
ONLY_TEXT = Text(
    "Baris ini hanya berisi teks, jadi dilewati. Jika ini sambungan nama, satukan dengan baris di atasnya.",
    "This row holds only text, and is passed over. If a name goes on here, join it to the row above.",
)
PARTS_DO_NOT_ADD_UP = Text(
    "Air, protein, lemak, karbohidrat, dan abu seharusnya sekitar 100 g. Cocokkan dengan tabel aslinya.",
    "Water, protein, fat, carbohydrate and ash should make about 100 g. Compare the original table.",
)
MORE_THAN_ITS_WHOLE = Text(
    "{part} lebih banyak daripada {whole}. Cocokkan dengan tabel aslinya.",
    "{part} is more than {whole}. Compare the original table.",
)
NO_HEADING = Text(
    "Judul kolomnya tidak dikenal. Judul TKPI dimulai dengan KODE, NAMA BAHAN; judul USDA dengan NDB_No, "
    "Shrt_Desc. Simpan baris judul itu di atas tabel, lalu kirim lagi.",
    "The headings are not known. Those of TKPI begin with KODE, NAMA BAHAN; those of USDA with NDB_No, "
    "Shrt_Desc. Keep that row above the table and send it again.",
)
NO_FOODS = Text(
    "Di bawah judul kolom tidak ada satu pangan pun. Pilih berkas yang berisi tabelnya.",
    "There is not one food below the heading. Choose the file that holds the table.",
)
TWO_KINDS = Text(
    "Berkas ini memuat dua macam tabel. Kirim satu per satu.",
    "This file holds two kinds of table. Send them one at a time.",
)
TOO_MANY = Text(
    "Terlalu banyak pangan dalam satu berkas. Kirim per bagian.",
    "There are too many foods in one file. Send it in parts.",
)
