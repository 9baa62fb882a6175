"""Where anybody finds a product: the public catalogue, its search and feeds, e-Katalog, help to promote."""
