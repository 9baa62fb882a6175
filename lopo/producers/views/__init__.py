"""The producers' pages, one module a noun."""
