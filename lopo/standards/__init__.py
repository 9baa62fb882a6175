"""Standards as data: packs of requirements, findings, plans and the ladder.

The pure part reads from the bottom up: :mod:`conditions`, :mod:`requirement`, :mod:`pack`, :mod:`library`,
:mod:`assessment`, :mod:`plan`, :mod:`promises`; :mod:`report` and :mod:`picture` show what came of it.
"""
