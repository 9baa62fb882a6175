"""For each applicant one plain sentence: why she has a seat, or why not yet."""

from collections.abc import Mapping, Sequence

from lopo.facts.text import Text, joined
from lopo.training.seating.applicant import FORBIDDEN, PINNED, Applicant, Course, Gain
from lopo.training.seating.proposal import FloorOutcome, Seat
from lopo.training.seating.search import Found

_GROUPS = {
    "women_led": Text("usaha yang dipimpin perempuan", "women-led businesses"),
    "first_time": Text("yang belum pernah ikut", "first-timers"),
}
_FLOOR_GROUP = {"women-led": "women_led", "first-timers": "first_time"}


def reasons_of(
    applicants: Sequence[Applicant],
    course: Course,
    found: Found,
    seats: Mapping[int, Seat],
    waiting: Sequence[Applicant],
    floors: Sequence[FloorOutcome],
) -> dict[int, Text]:
    """A sentence for each of ``applicants``, by id."""
    seated = [each for each in found.order if each.id in seats]
    free = [each for each in seated if each.wish != PINNED]
    last = max((found.rank(each) for each in free), default=None)
    best = min((found.rank(each) for each in waiting), default=None)
    tight = [floor for floor in floors if floor.is_tight]
    reasons: dict[int, Text] = {}
    for each in applicants:
        if each.id in seats:
            held = best is not None and best[:2] < found.rank(each)[:2]
            reasons[each.id] = _why(
                each, found.gains[each.id], seats[each.id], _group(each, tight) if held else None
            )
        elif not each.may_sit:
            reasons[each.id] = _kept_out(each)
    for place, each in enumerate(waiting, 1):
        passed_over = last is not None and found.rank(each) < last
        sentence = _why_not(each, course, found.gains[each.id], tight if passed_over else ())
        where = Text(
            f"Nomor {place} di daftar tunggu waktu kursi dibagi.",
            f"Place {place} on the waiting list when seats were given.",
        )  # said of that day: the list moves
        reasons[each.id] = _joined(sentence, where)
    return reasons


def _kept_out(applicant: Applicant) -> Text:
    if applicant.wish == FORBIDDEN:
        return Text(f"Petugas memutuskan tanpa kursi: {applicant.wish_reason}",
                    f"The officer decided on no seat: {applicant.wish_reason}")  # fmt: skip
    clash = applicant.clash or Text("", "")
    return Text(f"Bentrok: {clash.id}", f"It clashes: {clash.en}")


def _why(applicant: Applicant, gain: Gain, seat: Seat, group: Text | None) -> Text:
    """Why she has a seat."""
    if applicant.wish == PINNED:
        return Text(f"Kursi dipastikan petugas: {applicant.wish_reason}",
                    f"The officer made sure of a seat: {applicant.wish_reason}")  # fmt: skip
    if seat.passes:
        product = next(each for each in gain.passes if each.name == seat.passes[0])
        more = len(seat.passes) - 1
        also = Text(f" dan {more} produk lain", f" and {more} more") if more else Text("", "")
        said = Text(
            f"{product.name}{also.id} bisa lulus {product.gate.id}: semua yang kurang diajarkan di sini.",
            f"{product.name}{also.en} can pass {product.gate.en}: all that lacks is taught here.",
        )
    elif seat.closes:
        left = gain.untaught + gain.closes - seat.closes
        verb = "is" if seat.closes == 1 else "are"
        said = Text(
            f"{seat.closes} kekurangan ditutup di sini; {left} lagi perlu jalan lain.",
            f"{_gaps(seat.closes)} {verb} closed here; {left} more need another way.",
        )
    else:
        said = Text("Masih ada kursi; tidak ada kekurangan produknya yang diajarkan di sini.",
                    "A seat was left; nothing that her products lack is taught here.")  # fmt: skip
    if group is None:
        return said
    return _joined(
        said, Text(f"Kursi ini menjaga bagian {group.id}.", f"This seat keeps the share of {group.en}.")
    )


def _why_not(applicant: Applicant, course: Course, gain: Gain, tight: Sequence[FloorOutcome]) -> Text:
    """Why she has no seat yet."""
    if not applicant.products:
        return Text("Belum ada produk yang dicatat.", "No product is written down yet.")
    if all(not product.gaps for product in applicant.products):
        return Text("Semua produknya sudah lulus; tidak ada yang perlu ditutup di sini.",
                    "All her products have passed already; there is nothing to close here.")  # fmt: skip
    if not gain.closes:
        return Text(f"Tidak ada dari {gain.untaught} kekurangannya yang diajarkan di sini.",
                    f"None of the {_gaps(gain.untaught)} she has is taught here.")  # fmt: skip
    if (share := _share(applicant, tight)) is not None:
        return share
    if gain.passes:
        if course.apart:
            return Text(
                "Produknya bisa lulus, tetapi kursi modul yang ia perlu sudah habis.",
                "Her product could pass, but the seats of the modules she needs are taken.",
            )
        return Text(
            "Produknya bisa lulus juga; kursi habis untuk yang menutup lebih banyak atau lebih dulu minta.",
            "Her product could pass, too; the seats went to who gains more or asked earlier.",
        )
    verb = "is" if gain.untaught == 1 else "are"
    return Text(
        f"{gain.untaught} kekurangan tidak diajarkan di sini; kursi untuk produk yang bisa lulus sekarang.",
        f"{_gaps(gain.untaught)} of hers {verb} not taught here; seats went to products that can pass now.",
    )


def _share(applicant: Applicant, tight: Sequence[FloorOutcome]) -> Text | None:
    """The floor that gave the seat to somebody who gains less; ``None`` where none did."""
    for floor in tight:
        if floor.bound == "most" and floor.group and floor.group == applicant.ward:
            return Text(f"Kelurahan {floor.group} sudah mendapat bagiannya, {floor.got} kursi.",
                        f"Kelurahan {floor.group} has its share already, {floor.got} seats.")  # fmt: skip
    groups = [_GROUPS[group] for group in _groups(tight) if not getattr(applicant, group)]
    if not groups:
        return None
    said = joined(groups, Text(" dan ", " and "))
    return Text(f"Kursi disisihkan untuk {said.id}.", f"Seats were kept for {said.en}.")


def _groups(tight: Sequence[FloorOutcome]) -> list[str]:
    return [_FLOOR_GROUP[floor.id] for floor in tight if floor.id in _FLOOR_GROUP]


def _group(applicant: Applicant, tight: Sequence[FloorOutcome]) -> Text | None:
    """The tight groups she belongs to; the other kelurahan where it is a ward's limit that let her in."""
    groups = [_GROUPS[group] for group in _groups(tight) if getattr(applicant, group)]
    if groups:
        return joined(groups, Text(" dan ", " and "))
    if any(floor.bound == "most" for floor in tight):
        return Text("kelurahan lain", "the other kelurahan")
    return None


def _gaps(count: int) -> str:
    return f"{count} gap" if count == 1 else f"{count} gaps"


def _joined(first: Text, second: Text) -> Text:
    return joined([first, second], Text.same(" "))
