"""The papers of one order, as they come to be in a good month, for tests of documents."""

import datetime as dt

from lopo.facts.text import Text
from lopo.retail.trade.papers import (
    CreditPaper,
    CreditPaperLine,
    DespatchLine,
    DespatchPaper,
    InvoicePaper,
    InvoicePaperLine,
    OrderPaper,
    OrderPaperLine,
    Papers,
    Party,
    ReceiptLine,
    ReceiptPaper,
    ResponseLine,
    ResponsePaper,
)

BUYER = Party(
    "o12", "Toko Flobamora", "Jl. El Tari 5", "Kupang", "+62380111222", "Ibu Ester", "8990000000105"
)
SELLER = Party(
    "b7", "Dapur Mama Yuliana", "Jl. Timor Raya 12", "Kupang", "+6281234567890", tax_id="012345678901000"
)
SHOP = Party("s3", "Flobamora Oebobo", "Jl. W.J. Lalamentik 3", "Kupang", code="KPG-01")
LUAT, STIK = "8990000000013", "8990000000020"
SHORT = Text("Cabai kurang", "Not enough chillies")

ORDER = OrderPaper(
    id="Xk3-lPq",
    number="PO/2026/0117",
    ordered_on=dt.date(2026, 3, 2),
    wanted_on=dt.date(2026, 3, 9),
    buyer=BUYER,
    seller=SELLER,
    deliver_to=SHOP,
    mode="purchase",
    days_to_pay=14,
    counts_from="invoice",
    lines=(
        OrderPaperLine(1, "p-luat", "Sambal lu'at 150 g", LUAT, 48, 15_000, 12),
        OrderPaperLine(2, "p-stik", "Stik kelor & keju <asin>", STIK, 20, 12_500),
        OrderPaperLine(3, "p-abon", "Abon ikan", "", 10, 30_000),
    ),
    words="Tolong antar sebelum jam 9.\nTerima kasih",
)
PAPERS = Papers(
    order=ORDER,
    response=ResponsePaper(
        "PO/2026/0117",
        "partly",
        dt.date(2026, 3, 3),
        (ResponseLine(1, 48, 36, "short", SHORT), ResponseLine(2, 20, 20), ResponseLine(3, 10, 0, "short")),
        words="Sisanya minggu depan",
    ),
    despatches=(
        DespatchPaper(
            "Dd1", "SJ-1", dt.date(2026, 3, 7), "Mama Yuliana", "106141411234567897",
            (
                DespatchLine(
                    1, "Sambal lu'at 150 g", LUAT, 24, 12, "L-0303",
                    dt.date(2026, 3, 3), dt.date(2026, 9, 3), 12,
                ),
                DespatchLine(2, "Stik kelor", STIK, 20, 1, "S-0301", dt.date(2026, 3, 1), None),
            ),
        ),
    ),
    receipts=(
        ReceiptPaper(
            "SJ-1", dt.date(2026, 3, 7), "Ibu Ester",
            (
                ReceiptLine(
                    1, "Sambal lu'at 150 g", LUAT, "L-0303", 24, 20, 2,
                    "damaged", Text("Rusak", "Damaged"), True,
                ),
                ReceiptLine(2, "Stik kelor", STIK, "S-0301", 20, 20, 0),
            ),
        ),
    ),
    invoices=(
        InvoicePaper(
            "In1", "INV-1", dt.date(2026, 3, 8), dt.date(2026, 3, 22),
            (
                InvoicePaperLine(1, "Sambal lu'at 150 g", LUAT, 20, 15_000, ("L-0303", "L-0304")),
                InvoicePaperLine(2, "Stik kelor", STIK, 20, 12_500),
            ),
            550_000, Text("Menurut kontrak", "By contract"),
            Text("14 hari sejak faktur", "14 days from the invoice"),
            ("SJ-1",),
        ),
    ),
    credits=(
        CreditPaper(
            "NR-1", "INV-1", dt.date(2026, 3, 20),
            (CreditPaperLine(1, "Sambal lu'at 150 g", LUAT, 3, 15_000, 22_500, "L-0303"),),
            22_500, "unsold", Text("Tidak laku", "Did not sell"),
        ),
    ),
)  # fmt: skip
