"""What was found, as tables: the same rows on the page, in CSV, in Excel and in the report."""
