"""The number under a barcode (GTIN-8, 12, 13 or 14), checked as a number on a paper is."""

from lopo.producers.gtin_faults import LENGTHS, digits_in, fault_of
from lopo.producers.gtin_prefix import is_restricted, note_on
from lopo.producers.paper_number import NumberCheck, refused

__all__ = ["LENGTHS", "check_gtin", "is_restricted"]


def check_gtin(text: str) -> NumberCheck:
    """Problems and warnings of a GTIN."""
    digits, unread = digits_in(text)
    fault = unread or fault_of(digits)
    if fault is not None:
        return refused(fault)
    note = note_on(digits)
    return NumberCheck(warnings=() if note is None else (note,), compact=digits)
