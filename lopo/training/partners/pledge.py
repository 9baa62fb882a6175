"""What can be promised: what each kind is called, and how so much of it is said."""

from lopo.facts.figures import say_number, say_rupiah
from lopo.facts.text import Text

KIND_TITLES = {
    "course": Text("Pelatihan", "Courses"),
    "seats": Text("Kursi pelatihan", "Seats in courses"),
    "trial-shelf": Text("Tempat di rak uji coba", "Places on a trial shelf"),
    "loan-quota": Text("Kuota kredit", "Loan quota"),
    "park-evening": Text("Malam di taman", "Park evenings"),
    "money": Text("Dana", "Money"),
    "other": Text("Lainnya", "Other"),
}
"""Every kind of promise, in the order in which a page lists them."""

RUPIAH = frozenset({"loan-quota", "money"})
"""Kinds whose amount is in rupiah; that of the others is a count."""

_ONE = {
    "course": "course",
    "seats": "seat",
    "trial-shelf": "place",
    "park-evening": "evening",
    "other": "piece",
}
_UNITS = {
    "course": Text("pelatihan", "courses"),
    "seats": Text("kursi", "seats"),
    "trial-shelf": Text("tempat", "places"),
    "park-evening": Text("malam", "evenings"),
    "other": Text("buah", "pieces"),
}


def unit_of(kind: str) -> Text:
    """In what the amount of this kind is counted."""
    return Text.same("Rp") if kind in RUPIAH else _UNITS[kind]


def say_amount(kind: str, amount: int) -> Text:
    """``amount`` of a kind, as it is said: 3 courses, Rp25.000.000."""
    if kind in RUPIAH:
        return say_rupiah(amount)
    figure, unit = say_number(amount), _UNITS[kind]
    return Text(f"{figure.id} {unit.id}", f"{figure.en} {_ONE[kind] if amount == 1 else unit.en}")
