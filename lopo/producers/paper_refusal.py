"""Why a paper can be refused: a short list, so that reasons can be counted and read in both languages."""

from lopo.facts.text import Text

REASONS = {
    "unreadable": Text(
        "Foto atau berkasnya tidak terbaca. Foto lagi di tempat terang.",
        "The photo or file cannot be read. Take it again in good light.",
    ),
    "no-file": Text(
        "Foto atau berkas suratnya belum ada. Tambahkan.",
        "There is no photo or file of the paper yet. Add one.",
    ),
    "number-differs": Text(
        "Nomor yang diketik berbeda dengan nomor di surat.",
        "The number typed differs from the number on the paper.",
    ),
    "date-differs": Text(
        "Tanggal yang diketik berbeda dengan tanggal di surat.",
        "A date typed differs from the date on the paper.",
    ),
    "other-holder": Text(
        "Surat ini atas nama usaha atau produk lain.",
        "The paper is in the name of another business or product.",
    ),
    "other-paper": Text(
        "Ini bukan surat yang dipilih. Pilih jenis surat yang sesuai.",
        "This is not the kind of paper that was chosen. Choose the right kind.",
    ),
    "run-out": Text("Masa berlaku surat ini sudah habis.", "The paper has run out."),
    "not-in-register": Text(
        "Nomor ini tidak ditemukan di daftar resmi.",
        "The number was not found in the official register.",
    ),
}
"""Code and sentence to the owner; anything else is written in words of the officer's own."""


def why_refused(code: str, words: str = "") -> Text:
    """The reason as the owner reads it: the sentence of ``code``, then the officer's own ``words``."""
    listed = REASONS.get(code, Text("", ""))
    return Text(f"{listed.id} {words}".strip(), f"{listed.en} {words}".strip())
