"""Pages of the standards layer, one module a noun."""
