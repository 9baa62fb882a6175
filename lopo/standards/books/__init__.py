"""What the standards write down and look up in the database, a book for each noun."""
