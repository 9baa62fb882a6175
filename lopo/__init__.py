"""Lopo: from the home kitchen to the supermarket shelf."""
