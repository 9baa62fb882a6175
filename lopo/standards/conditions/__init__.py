"""A condition is a sentence about facts, as data: the closed vocabulary in which requirements are written.

From the bottom up: :mod:`truth` (three-valued), :mod:`pattern`, :mod:`operators` (the words),
:mod:`condition` (read and written as TOML), :mod:`form` (as the fields of a form), :mod:`evaluation` (held
against a dossier).
"""
