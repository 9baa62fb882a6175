"""What stands on a product's and a maker's public page."""
