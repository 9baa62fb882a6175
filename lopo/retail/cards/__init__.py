"""What retail adds to the pages where a person's work begins, and to a product's page."""
