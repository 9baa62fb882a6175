"""Who sees what of a course: as teacher, as owner of a seat, as the city."""
