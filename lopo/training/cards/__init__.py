"""What training adds to the owner's first page and to a product's page."""
