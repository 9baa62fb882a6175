"""The first page, and the demo city's sign-ins."""
