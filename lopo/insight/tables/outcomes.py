"""Learning, gaps closed beside similar producers, and cost, as tables and in sentences."""

from collections.abc import Sequence

from lopo.facts.figures import say_number, say_rupiah
from lopo.facts.text import Text
from lopo.insight.house import House
from lopo.insight.outcomes.cost import CohortCost, TotalCost
from lopo.insight.outcomes.difference import Interval
from lopo.insight.outcomes.learning import Gain
from lopo.insight.outcomes.matching import Comparison
from lopo.insight.outcomes.rules import whole
from lopo.insight.tables.table import COUNT, DATE, DAYS, PERCENT, POINTS, RUPIAH, Column, Table, say_points

_LEARNING = (
    Column("module", Text("Modul", "Module")),
    Column("pairs", Text("Orang, dua kali diuji", "People tested twice"), COUNT),
    Column("before", Text("Benar sebelum", "Right before"), PERCENT),
    Column("after", Text("Benar sesudah", "Right after"), PERCENT),
    Column("gain", Text("Naik", "Gain"), POINTS),
    Column("low", Text("Paling sedikit", "At least"), POINTS),
    Column("high", Text("Paling banyak", "At most"), POINTS),
    Column("only_before", Text("Hanya diuji sebelum", "Tested before only"), COUNT),
    Column("only_after", Text("Hanya diuji sesudah", "Tested after only"), COUNT),
    Column("note", Text("Catatan", "Note")),
)
_ALL_ALIKE = Text(
    "Semua naik sama banyak: batasnya tidak dinyatakan.", "All gained the same: no bounds are stated."
)
_FEW_TESTED = Text(
    "Kurang dari {least} orang: naiknya tidak dinyatakan.", "Fewer than {least} people: no gain is stated."
)


def learning_table(house: House, gains: Sequence[Gain]) -> Table:
    """Each module in a row; too few people leave the gain empty, with the reason beside it."""
    rows = tuple(
        (
            house.module_title(each.module), each.pairs, each.before, each.after,
            *_gain_bounds(each.interval), each.only_before, each.only_after, _gain_note(each.interval),
        )
        for each in gains
    )  # fmt: skip
    return Table("learning", Text("Apakah mereka belajar?", "Did they learn?"), _LEARNING, rows)


def _is_spread(interval: Interval) -> bool:
    return interval.high - interval.low > 1e-9


def _gain_bounds(interval: Interval | None) -> tuple[float | None, float | None, float | None]:
    """The gain and its bounds; where all gained the same the bounds would pretend to be sure."""
    if interval is None or _is_spread(interval):
        return _bounds(interval)
    return (interval.points, None, None)


def _gain_note(interval: Interval | None) -> Text | None:
    if interval is None:
        return _FEW_TESTED.filled(least=str(whole("learning", "pairs_least")))
    return None if _is_spread(interval) else _ALL_ALIKE


def _bounds(interval: Interval | None) -> tuple[float | None, float | None, float | None]:
    return (interval.points, interval.low, interval.high) if interval else (None, None, None)


_COMPARISON = (
    Column("days", Text("Hari sesudah pelajaran", "Days after the lesson"), DAYS),
    Column("pairs", Text("Pasangan usaha", "Pairs of businesses"), COUNT),
    Column("closed", Text("Dilatih: menutup kekurangan", "Trained: closed a gap"), COUNT),
    Column("closed_share", Text("Dilatih, bagian", "Trained, share"), PERCENT),
    Column("beside", Text("Belum dilatih: menutup kekurangan", "Not trained: closed a gap"), COUNT),
    Column("beside_share", Text("Belum dilatih, bagian", "Not trained, share"), PERCENT),
    Column("difference", Text("Beda", "Difference"), POINTS),
    Column("low", Text("Paling sedikit", "At least"), POINTS),
    Column("high", Text("Paling banyak", "At most"), POINTS),
    Column("gaps_closed", Text("Kekurangan ditutup, dilatih", "Gaps closed, trained"), COUNT),
    Column("gaps", Text("Kekurangan yang diketahui, dilatih", "Known gaps, trained"), COUNT),
    Column(
        "gaps_closed_beside", Text("Kekurangan ditutup, belum dilatih", "Gaps closed, not trained"), COUNT
    ),
    Column("gaps_beside", Text("Kekurangan yang diketahui, belum dilatih", "Known gaps, not trained"), COUNT),
    Column("unmatched", Text("Tanpa pasangan", "Without a match"), COUNT),
    Column("without_gap", Text("Tanpa kekurangan yang diketahui", "Without a known gap"), COUNT),
    Column("too_recent", Text("Belum waktunya", "Too recent"), COUNT),
    Column("note", Text("Catatan", "Note")),
)
_FEW_PAIRS = Text(
    "Kurang dari {least} pasangan: bedanya tidak dinyatakan.",
    "Fewer than {least} pairs: no difference is stated.",
)


def comparison_table(found: Sequence[Comparison]) -> Table:
    """Each number of days in a row; too few pairs leave the difference empty, with the reason beside it."""
    few = _FEW_PAIRS.filled(least=str(whole("comparison", "pairs_least")))
    rows = tuple(
        (
            each.days, len(each.pairs), each.closed.count, each.closed.value, each.closed_beside.count,
            each.closed_beside.value,
            *_bounds(each.difference),
            each.gaps.count, each.gaps.of, each.gaps_beside.count, each.gaps_beside.of, each.unmatched,
            each.without_gap, each.too_recent, None if each.difference else few,
        )
        for each in found
    )  # fmt: skip
    title = Text(
        "Apakah yang dilatih lebih sering membenahi daripada yang serupa?",
        "Did the trained close gaps more often than similar ones?",
    )
    return Table("comparison", title, _COMPARISON, rows)


_PAIRS = (
    Column("days", Text("Hari sesudah pelajaran", "Days after the lesson"), DAYS),
    Column("start", Text("Pelajaran pertama", "First lesson"), DATE),
    Column("trained", Text("Dilatih", "Trained")),
    Column("trained_product", Text("Produk", "Product")),
    Column("gaps", Text("Kekurangan", "Gaps"), COUNT),
    Column("closed", Text("Ditutup", "Closed"), COUNT),
    Column("beside", Text("Belum dilatih", "Not trained")),
    Column("beside_product", Text("Produk", "Product")),
    Column("gaps_beside", Text("Kekurangan", "Gaps"), COUNT),
    Column("closed_beside", Text("Ditutup", "Closed"), COUNT),
)


def pairs_table(found: Sequence[Comparison]) -> Table:
    """Who was put beside whom, so that anybody can look the comparison over."""
    rows = tuple(
        (
            each.days, pair.start, pair.trained.business_name, pair.trained.name, pair.gaps, pair.closed,
            pair.beside.business_name, pair.beside.name, pair.gaps_beside, pair.closed_beside,
        )
        for each in found
        for pair in each.pairs
    )  # fmt: skip
    return Table("pairs", Text("Siapa dibandingkan dengan siapa?", "Who stands beside whom?"), _PAIRS, rows)


_COST = (
    Column("cohort", Text("Pelatihan", "Course")),
    Column("starts_on", Text("Mulai", "Begins"), DATE),
    Column("payer", Text("Dibayar oleh", "Paid by")),
    Column("cost", Text("Biaya", "Cost"), RUPIAH),
    Column("seats", Text("Kursi", "Seats"), COUNT),
    Column("came", Text("Hadir", "Came"), COUNT),
    Column("certificates", Text("Sertifikat", "Certificates"), COUNT),
    Column("products", Text("Produk yang hadir", "Products that came"), COUNT),
    Column("risen", Text("Naik anak tangga", "Rose a rung"), COUNT),
    Column("waiting", Text("Masih ada waktu", "Time not over"), COUNT),
    Column("each", Text("Biaya per produk yang naik", "Cost of each that rose"), RUPIAH),
    Column("note", Text("Catatan", "Note")),
)
_NO_COST = Text("Biayanya belum dikatakan.", "Nobody said what it costs.")
_NONE_ROSE = Text("Belum ada yang naik: tidak bisa dibagi.", "None has risen: it cannot be divided.")
_STILL_TIME = Text(
    "Sementara: pelatihan ini masih berjalan dan belum masuk jumlah.",
    "So far: this course is still running and not in the total.",
)


def cost_table(rows: Sequence[CohortCost]) -> Table:
    """Each course in a row, with the reason where it has no price of a risen product."""
    told = tuple(
        (
            each.cohort.title, each.cohort.starts_on, each.cohort.payer_name or None, each.cohort.cost_idr,
            each.cohort.seats, each.cohort.came, each.cohort.certificates,
            each.products, each.risen, each.waiting, each.each_idr, _cost_note(each),
        )
        for each in rows
    )  # fmt: skip
    title = Text("Berapa biaya satu produk yang naik?", "What did one product that rose cost?")
    return Table("cost", title, _COST, told)


def _cost_note(row: CohortCost) -> Text | None:
    if row.cohort.cost_idr is None:
        return _NO_COST
    if not row.risen:
        return _STILL_TIME if row.running else _NONE_ROSE
    return _STILL_TIME if row.running else None


def cost_sentence(total: TotalCost) -> Text:
    """What one product that rose has cost, in all courses whose time is over; what is left out is said."""
    said = _cost_of_each(total)
    if total.unknown and total.unknown < total.courses:
        said = _and(said, _NO_COST_OF)
    if total.running:
        said = _and(said, _RUNNING)
    return said.filled(
        days=str(whole("cost", "days")),
        known=say_rupiah(total.known_idr),
        each=say_rupiah(total.each_idr or 0),
        risen=say_number(total.risen),
        unknown=say_number(total.unknown),
        running=say_number(total.running),
    )


def _cost_of_each(total: TotalCost) -> Text:
    if not total.courses:
        return _NONE_OVER if total.running else _NONE_ATTENDED
    if total.courses == total.unknown:
        return _ALL_UNKNOWN
    return _NONE_RISEN if total.each_idr is None else _EACH


def _and(said: Text, more: Text) -> Text:
    return Text(f"{said.id} {more.id}", f"{said.en} {more.en}")


_NONE_ATTENDED = Text("Belum ada pelatihan yang dihadiri.", "No course was attended yet.")
_NONE_OVER = Text(
    "Belum ada pelatihan yang waktu {days} harinya habis, jadi biaya per produk yang naik belum dihitung.",
    "No course has had its {days} days yet, so the cost of a product that rose is not worked out.",
)
_ALL_UNKNOWN = Text(
    "Biaya pelatihan belum dikatakan siapa pun, jadi biaya per produk yang naik tidak diketahui.",
    "Nobody said what the courses cost, so the cost of a product that rose is not known.",
)
_NONE_RISEN = Text(
    "Biaya yang diketahui {known}; dalam {days} hari tidak ada produk yang naik anak tangga.",
    "The known cost is {known}; within {days} days no product rose a rung.",
)
_EACH = Text(
    "Satu produk yang naik anak tangga dalam {days} hari berbiaya {each} ({risen} produk, {known}).",
    "One product that rose a rung within {days} days cost {each} ({risen} products, {known}).",
)
_NO_COST_OF = Text(
    "{unknown} pelatihan lain belum ada biayanya.", "Of {unknown} more courses nobody said the cost."
)
_RUNNING = Text(
    "Belum dihitung: {running} pelatihan yang masih berjalan.", "Left out: {running} still running."
)


CAVEAT = Text(
    "Perbandingan ini menaruh setiap usaha yang dilatih di sebelah satu usaha yang belum dilatih pada "
    "hari itu: jenis produk sama, anak tangga sama, kekurangan yang diketahui hampir sama banyak. Itu "
    "menunjukkan apakah yang dilatih lebih sering membenahi, tetapi bukan bahwa pelatihanlah sebabnya. "
    "Yang datang ke pelatihan mungkin memang lebih bersemangat, lebih punya modal, atau lebih sering "
    "didatangi petugas, dan yang lebih sering didatangi juga lebih sering dicatat. Yang belum dilatih "
    "bisa belajar dari tetangganya. Hanya undian tempat yang bisa memisahkan itu.",
    "This comparison puts each trained business beside one that was not trained by that day: the same "
    "kind of product, the same rung, about as many known gaps. It shows whether the trained closed gaps "
    "more often, but not that the training is why. Those who come to a training may be keener, have more "
    "money, or be visited more by officers, and whoever is visited more is also written down more. Those "
    "not trained may learn from a neighbour. Only a draw for seats could tell these apart.",
)
"""What such a comparison can and cannot show."""


def comparison_sentence(each: Comparison) -> Text:
    """One comparison in words: both sides with their numbers, then the difference or why there is none."""
    if not each.pairs:
        return Text(
            "Sesudah {days} hari belum ada usaha terlatih yang bisa dibandingkan dengan yang serupa.",
            "After {days} days no trained business can be put beside a similar one yet.",
        ).filled(days=str(each.days))
    sides = Text(
        "Sesudah {days} hari, {one} dari {of} usaha yang dilatih sudah menutup kekurangan, "
        "dan {two} dari {of} yang serupa tetapi belum dilatih.",
        "After {days} days {one} of {of} trained businesses had closed a gap, "
        "and {two} of {of} similar ones not yet trained.",
    ).filled(
        days=str(each.days),
        one=say_number(each.closed.count),
        two=say_number(each.closed_beside.count),
        of=say_number(len(each.pairs)),
    )
    return Text(f"{sides.id} {_judged(each).id}", f"{sides.en} {_judged(each).en}")


def _judged(each: Comparison) -> Text:
    if each.difference is None:
        return _FEW_PAIRS.filled(least=str(whole("comparison", "pairs_least")))
    bounds = {
        name: say_points(value)
        for name, value in (
            ("points", each.difference.points),
            ("low", each.difference.low),
            ("high", each.difference.high),
        )
    }
    if each.difference.beyond_chance:
        return Text("Bedanya {points} (antara {low} dan {high}).",
                    "The difference is {points} (between {low} and {high}).").filled(**bounds)  # fmt: skip
    return Text(
        "Bedanya {points}, tetapi bisa juga kebetulan (antara {low} dan {high}).",
        "The difference is {points}, but may be chance (between {low} and {high}).",
    ).filled(**bounds)
