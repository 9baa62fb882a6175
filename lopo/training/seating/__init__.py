"""Who gets the seats of a course: applicants, policy, search, reasons, what may become of a seat. Pure."""
