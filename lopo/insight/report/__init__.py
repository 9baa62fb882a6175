"""The two pages for the mayor."""
