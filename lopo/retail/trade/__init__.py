"""From the order to the money: quantities, lots, differences, the bill, the payment clock, pooled orders."""
