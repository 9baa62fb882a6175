"""Shelf life: how a product was kept and measured, what follows from it, and where nothing follows."""
