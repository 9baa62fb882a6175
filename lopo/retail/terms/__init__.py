"""What a retailer asks beside its standard, and what the law lets it ask."""
