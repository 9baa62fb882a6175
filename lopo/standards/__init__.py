"""Standards as data: packs of requirements, findings, plans and the ladder.

The pure part reads from the bottom up: :mod:`truth`, :mod:`condition`, :mod:`operators`, :mod:`evaluation`,
:mod:`requirement`, :mod:`pack`, :mod:`library`, :mod:`assessment`, :mod:`plan`, :mod:`promises`.
"""
