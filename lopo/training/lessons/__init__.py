"""Lessons: short modules a producer reads on her phone, with questions that tests use, too."""
