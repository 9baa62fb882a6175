"""The addresses of the market, a file for each part of it."""
