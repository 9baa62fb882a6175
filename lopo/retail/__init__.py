"""The shelf: a retailer's terms, listing, the trial, orders, deliveries, payment, and what was sold.

Pure rooms: :mod:`terms`, :mod:`listing`, :mod:`trade`, :mod:`sellout`, :mod:`documents`. What reads and
writes the database stands in ``books``; pages in ``views``.
"""
