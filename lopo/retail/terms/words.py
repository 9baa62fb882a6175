"""The words of a retailer's terms, and what each says: how goods are bought, from when days count, who pays.

The models, forms, pages and rules of retail all take them from here.
"""

from lopo.facts.text import Text

FORMATS = ("minimarket", "supermarket", "hypermarket", "other")
"""The formats of a shop; the law's fee caps are told by format."""

PURCHASE, CONSIGNMENT = "purchase", "consignment"
MODES = (PURCHASE, CONSIGNMENT)
FROM_INVOICE, FROM_RECEIPT, FROM_SALES_REPORT = "invoice", "receipt", "sales-report"
COUNTS_FROM = (FROM_INVOICE, FROM_RECEIPT, FROM_SALES_REPORT)
"""What the days to payment count from."""
PAYERS = ("retailer", "producer", "shared")
"""Who bears the cost of what comes back."""

FORMAT_TITLES = {
    "minimarket": Text("Minimarket", "Minimarket"),
    "supermarket": Text("Supermarket", "Supermarket"),
    "hypermarket": Text("Hypermarket", "Hypermarket"),
    "other": Text("Toko lain", "Another kind of shop"),
}
MODE_TITLES = {
    PURCHASE: Text("Beli putus", "Bought outright"),
    CONSIGNMENT: Text("Titip jual", "On consignment"),
}
COUNTS_FROM_TITLES = {
    FROM_INVOICE: Text("tagihan lengkap diterima", "the complete bill is received"),
    FROM_RECEIPT: Text("barang diterima", "the goods are received"),
    FROM_SALES_REPORT: Text("laporan penjualan keluar", "the sales report is out"),
}
PAYER_TITLES = {
    "retailer": Text("Toko", "The shop"),
    "producer": Text("Produsen", "The producer"),
    "shared": Text("Dibagi dua", "Shared"),
}
CONFIDENCE_TITLES = {
    "agreed": Text("syarat yang disepakati", "agreed terms"),
    "law-read": Text("pasalnya sudah dibaca", "the article was read"),
    "corroborated": Text("diberitakan sumber terpercaya", "told by sources that agree"),
    "to-verify": Text("masih perlu dipastikan", "still to be verified"),
}
"""How sure we are of a rule; ``agreed`` is a retailer's own published terms."""
