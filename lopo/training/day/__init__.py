"""The day of a course, reckoned without a database: codes, who came, the list to sign, tests."""
