"""The addresses of each part of training; ``training/urls.py`` puts them together."""
