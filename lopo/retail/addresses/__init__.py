"""Addresses of the shelf, room by room."""
