"""Papers that go between shop and kitchen: UBL 2.1, Excel, cartons' labels, invoices."""
