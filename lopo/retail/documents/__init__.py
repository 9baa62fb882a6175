"""What leaves and enters the house on paper: UBL 2.1 documents, order sheets, labels of cartons."""
