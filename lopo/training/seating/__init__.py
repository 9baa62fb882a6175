"""Who gets the seats of a course: applicants, policy, the search for the best, and the reasons. Pure."""
