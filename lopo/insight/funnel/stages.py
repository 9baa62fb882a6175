"""The stages from the lesson to the second order, and what shows that each was reached."""

import enum

from lopo.facts.text import Text


class Stage(enum.StrEnum):
    """A stage, lowest first."""

    TRAINED = "trained"
    GAP_CLOSED = "gap-closed"
    PAPERS = "papers"
    LISTED = "listed"
    ORDERED = "ordered"
    PAID = "paid"
    ORDERED_AGAIN = "ordered-again"


STAGES = tuple(Stage)
ON_THE_MARKET = (Stage.LISTED, Stage.ORDERED, Stage.PAID, Stage.ORDERED_AGAIN)
"""Each of them shows those before it: what was paid was ordered, what was ordered was listed."""

TITLES = {
    Stage.TRAINED: Text("Sudah dilatih", "Trained"),
    Stage.GAP_CLOSED: Text("Kekurangan dibenahi", "A gap closed"),
    Stage.PAPERS: Text("Surat lengkap", "Papers held"),
    Stage.LISTED: Text("Masuk toko", "Listed"),
    Stage.ORDERED: Text("Dipesan", "Ordered"),
    Stage.PAID: Text("Dibayar", "Paid"),
    Stage.ORDERED_AGAIN: Text("Dipesan lagi", "Ordered again"),
}

SHOWN_BY = {
    Stage.TRAINED: Text("tercatat hadir di pelajaran", "attendance at a lesson; a seat is not enough"),
    Stage.GAP_CLOSED: Text(
        "syarat yang diajarkan: belum terpenuhi pada pagi pelajaran, terpenuhi hari ini",
        "a demand that is taught: not met on the morning of the lesson, met today",
    ),
    Stage.PAPERS: Text(
        "izin usaha dan izin edar yang sudah diperiksa petugas dan masih berlaku",
        "permits to trade and to distribute, verified by an officer and still valid",
    ),
    Stage.LISTED: Text(
        "keputusan toko di Lopo, atau bukti masuk toko",
        "the shop's decision in Lopo, or a paper of the listing",
    ),
    Stage.ORDERED: Text(
        "pesanan lewat Lopo yang disanggupi, atau bukti pesanan",
        "an order through Lopo that was confirmed, or a paper of the order",
    ),
    Stage.PAID: Text(
        "uang yang kata dapur sudah masuk, atau bukti pembayaran",
        "money that the kitchen says has come, or a paper of the payment",
    ),
    Stage.ORDERED_AGAIN: Text(
        "pesanan berikutnya lewat Lopo, atau buktinya", "a next order through Lopo, or a paper of it"
    ),
}

NOT_MEASURED = {
    Stage.TRAINED: Text("Belum ada kehadiran yang dicatat.", "No attendance was written down yet."),
    Stage.GAP_CLOSED: Text(
        "Pada produk yang dilatih tidak ada kekurangan yang sudah diketahui dalam hal yang diajarkan.",
        "No trained product had a known gap in what was taught.",
    ),
    Stage.PAPERS: Text("Belum ada surat yang dicatat.", "No paper was written down yet."),
    Stage.LISTED: Text(
        "Belum ada yang mencatat produk masuk toko.", "Nobody has written down a listing yet."
    ),
    Stage.ORDERED: Text("Belum ada yang mencatat pesanan.", "Nobody has written down an order yet."),
    Stage.PAID: Text("Belum ada yang mencatat pembayaran.", "Nobody has written down a payment yet."),
    Stage.ORDERED_AGAIN: Text(
        "Belum ada yang mencatat pesanan kedua.", "Nobody has written down a second order yet."
    ),
}
"""Why a stage has no figure: that is not the same as nought."""
