"""Three sentences of what was found, and a list of what is not known, for who has one minute."""

from lopo.facts.figures import say_number, say_rupiah
from lopo.facts.text import Text
from lopo.insight.funnel.counting import StageCount
from lopo.insight.funnel.stages import NOT_MEASURED, ON_THE_MARKET, TITLES, Stage
from lopo.insight.house import House
from lopo.insight.outcomes.market import MarketCount
from lopo.insight.outcomes.matching import Comparison
from lopo.insight.results import Results
from lopo.insight.tables.outcomes import comparison_sentence
from lopo.insight.tables.table import say_percent

MOST_UNKNOWN = 6
"""Things not known that fit on the page."""


def three_findings(found: Results) -> tuple[Text, Text, Text]:
    """How far they came, beside whom, and where most are held up."""
    counts = {each.stage: each for each in found.counts}
    return how_far(counts), beside_whom(found.comparisons), held_up(found.house, found.counts)


def how_far(counts: dict[Stage, StageCount]) -> Text:
    """From the lesson to the shelf in one sentence; what is not measured is said to be so."""
    trained = counts[Stage.TRAINED]
    if not trained.measured:
        return Text(
            "Belum ada kehadiran pelatihan yang dicatat, jadi belum ada hasil yang bisa dihitung.",
            "No attendance at a training was written down yet, so there is no result to count.",
        )
    said = Text(
        "{products} produk dari {businesses} usaha sudah dilatih; {gap}; {listed}.",
        "{products} products of {businesses} businesses were trained; {gap}; {listed}.",
    )
    return said.filled(
        products=say_number(trained.products),
        businesses=say_number(trained.businesses),
        gap=_reached(counts[Stage.GAP_CLOSED], _GAP, _NO_GAP),
        listed=_reached(counts[Stage.LISTED], _LISTED, _NO_LISTING),
    )


_GAP = Text(
    "{count} ({share}) terbukti menutup kekurangan", "{count} ({share}) are shown to have closed a gap"
)
_NO_GAP = Text("penutupan kekurangan belum terukur", "whether gaps were closed is not measured yet")
_LISTED = Text("{count} ({share}) terbukti masuk toko", "{count} ({share}) are shown to be on a shelf")
_NO_LISTING = Text("masuk toko belum tercatat", "listings are not written down yet")


def _reached(count: StageCount, said: Text, unknown: Text) -> Text:
    if count.share is None:
        return unknown
    return said.filled(count=say_number(count.products), share=say_percent(count.share))


def beside_whom(found: tuple[Comparison, ...]) -> Text:
    """The comparison over the longest time of which there are enough pairs, else the one with the most."""
    stated = [each for each in found if each.difference is not None]
    return comparison_sentence(
        max(stated, key=lambda each: each.days) if stated else max(found, key=lambda each: len(each.pairs))
    )


def held_up(house: House, counts: tuple[StageCount, ...]) -> Text:
    """The stage at which most products are, for how long, and what most of them lack."""
    waiting = [each for each in counts if each.here and each.stage is not Stage.ORDERED_AGAIN]
    if not waiting:
        return Text("Belum ada produk yang berhenti di tengah jalan.", "No product is held up on the way.")
    most = max(waiting, key=lambda each: each.here)
    said = Text(
        "Paling banyak berhenti di tahap “{stage}”: {here} produk, separuhnya sudah {days} hari atau lebih",
        "Most are held up at the stage “{stage}”: {here} products, half of them for {days} days or more",
    ).filled(
        stage=TITLES[most.stage], here=say_number(most.here), days=say_number(round(most.age_median or 0))
    )
    if not most.lacks:
        return Text(said.id + ".", said.en + ".")
    name, count = most.lacks[0]
    asks = house.asks.get(name, Text.same(name))
    lacks = Text(
        "; yang paling sering kurang ({count} produk): {asks}", "; what most lack ({count} products): {asks}"
    ).filled(count=say_number(count), asks=Text(cut(asks.id), cut(asks.en)))
    return Text(said.id + lacks.id, said.en + lacks.en)


def cut(sentence: str, most: int = 110) -> str:
    """A sentence that fits: at most so many letters."""
    return sentence if len(sentence) <= most else sentence[: most - 1].rstrip() + "…"


def not_known(found: Results) -> tuple[Text, ...]:
    """What the house cannot tell, most important first; the last of them holds always."""
    unmeasured = [each.stage for each in found.counts if not each.measured]
    market = set(ON_THE_MARKET) <= set(unmeasured)
    named = [stage for stage in unmeasured if not (market and stage in ON_THE_MARKET)]
    listed = [*([_MARKET] if market else []), *(NOT_MEASURED[stage] for stage in named)]
    told = max((each.told_only for each in found.counts if each.stage not in _BEFORE_MARKET), default=0)
    if told:
        listed.append(_TOLD.filled(count=say_number(told)))
    if found.total_cost.unknown:
        listed.append(_NO_COST.filled(count=say_number(found.total_cost.unknown)))
    if once := sum(each.only_before + each.only_after for each in found.gains):
        listed.append(_ONCE.filled(count=say_number(once)))
    if recent := max((each.too_recent for each in found.comparisons), default=0):
        listed.append(_RECENT.filled(count=say_number(recent)))
    if alone := max((each.unmatched for each in found.comparisons), default=0):
        listed.append(_ALONE.filled(count=say_number(alone)))
    return (*listed[: MOST_UNKNOWN - 1], _CAUSE)


_MARKET = Text(
    "Apa yang terjadi di pasar: masuk toko, pesanan dan pembayaran belum dicatat siapa pun.",
    "What happened on the market: nobody has written down a listing, an order or a payment yet.",
)
_BEFORE_MARKET = (Stage.TRAINED, Stage.GAP_CLOSED, Stage.PAPERS)
_TOLD = Text(
    "{count} produk hanya dikatakan sudah sampai di pasar; buktinya belum ada.",
    "{count} products are only told to have come to the market; no paper shows it.",
)
_NO_COST = Text("Biaya {count} kursus.", "What {count} courses cost.")
_ONCE = Text(
    "Apa yang dipelajari {count} orang yang hanya diuji satu kali.",
    "What {count} people learnt who were tested only once.",
)
_RECENT = Text(
    "Hasil {count} usaha yang waktunya belum sampai.",
    "How {count} businesses do whose time has not come yet.",
)
_ALONE = Text(
    "Beda bagi {count} usaha yang tidak punya pembanding serupa.",
    "The difference for {count} businesses that nobody is similar to.",
)
_CAUSE = Text(
    "Apakah pelatihanlah sebabnya: yang datang mungkin memang lebih bersemangat.",
    "Whether the training is the cause: those who came may be keener anyway.",
)


def on_the_market(found: MarketCount) -> Text:
    """Orders, money and shelves in one sentence; the mayor reads it first."""
    if not found.orders and not found.shelf_weeks:
        return Text(
            "Di pasar: belum ada pesanan atau rak yang tercatat.",
            "On the market: no order and no shelf is on record yet.",
        )
    return Text(
        "Di pasar: {orders} pesanan, {paid} masuk, {weeks} minggu di rak; {shelf} produk di sana hari ini.",
        "On the market: {orders} orders, {paid} came, {weeks} weeks on shelves, {shelf} products there now.",
    ).filled(
        orders=say_number(found.orders),
        paid=say_rupiah(found.paid_idr),
        weeks=say_number(found.shelf_weeks),
        shelf=say_number(found.on_shelf),
    )
