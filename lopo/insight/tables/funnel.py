"""The funnel and what stands behind it as tables."""

from collections.abc import Sequence

from lopo.facts.text import Text
from lopo.insight.funnel.counting import StageCount, at_stage, lacking
from lopo.insight.funnel.journey import Journey
from lopo.insight.funnel.stages import NOT_MEASURED, SHOWN_BY, STAGES, TITLES, Stage
from lopo.insight.house import House
from lopo.insight.tables.table import COUNT, DATE, DAYS, PERCENT, Cell, Column, Table

_FUNNEL = (
    Column("stage", Text("Tahap", "Stage")),
    Column("products", Text("Produk", "Products"), COUNT),
    Column("businesses", Text("Usaha", "Businesses"), COUNT),
    Column("share", Text("Dari yang dilatih", "Of the trained"), PERCENT),
    Column("had_before", Text("Sudah sebelum pelajaran", "Already before the lesson"), COUNT),
    Column("told_only", Text("Hanya dikatakan", "Told only"), COUNT),
    Column("here", Text("Berhenti di sini", "Now here"), COUNT),
    Column("age_median", Text("Hari di sini, median", "Days here, median"), DAYS),
    Column("age_longest", Text("Hari di sini, terlama", "Days here, longest"), DAYS),
    Column("lacks", Text("Yang paling sering kurang", "What most of them lack")),
    Column("lacks_count", Text("Berapa produk", "How many products"), COUNT),
    Column("shown_by", Text("Bukti / catatan", "Evidence / note")),
)


def funnel_table(house: House, counts: Sequence[StageCount]) -> Table:
    """Each stage in a row; one that is not measured has no figures and says why."""
    rows = tuple(_funnel_row(house, each) for each in counts)
    return Table("funnel", Text("Sampai mana produk yang dilatih?", "How far did the trained products come?"),
                 _FUNNEL, rows)  # fmt: skip


def _funnel_row(house: House, count: StageCount) -> tuple[Cell, ...]:
    title = TITLES[count.stage]
    if not count.measured:
        return (title, *(None,) * 10, NOT_MEASURED[count.stage])
    name, most = count.lacks[0] if count.lacks else ("", None)
    return (
        title, count.products, count.businesses, count.share, count.had_before, count.told_only, count.here,
        count.age_median, count.age_longest, house.asks.get(name, Text.same(name)) if name else None, most,
        SHOWN_BY[count.stage],
    )  # fmt: skip


_PRODUCTS = (
    Column("business", Text("Usaha", "Business")),
    Column("product", Text("Produk", "Product")),
    Column("kelurahan", Text("Kelurahan", "Kelurahan")),
    Column("stage", Text("Tahap", "Stage")),
    Column("since", Text("Sejak", "Since"), DATE),
    Column("days", Text("Hari di sini", "Days here"), DAYS),
    Column("first_lesson", Text("Pelajaran pertama", "First lesson"), DATE),
    Column("open", Text("Syarat terbuka", "Open demands"), COUNT),
    Column("lacks", Text("Yang kurang", "What it lacks")),
    Column("told", Text("Hanya dikatakan", "Told only")),
)


def products_table(house: House, found: Sequence[Journey], stage: Stage | None = None) -> Table:
    """The products of which ``stage`` is the furthest, or all; those that wait longest first in each
    stage.
    """
    rows = tuple(
        _product_row(house, journey)
        for each in STAGES
        if stage in (None, each)
        for journey in at_stage(found, each)
    )
    return Table("products", Text("Siapa berhenti di mana?", "Who is held up where?"), _PRODUCTS, rows)


def _product_row(house: House, journey: Journey) -> tuple[Cell, ...]:
    product = journey.product
    first = product.lacking[0] if product.lacking else ""
    told = [TITLES[stage] for stage in STAGES if stage in journey.told]
    return (
        product.business_name, product.name, product.ward_name, TITLES[journey.stage], journey.since,
        journey.age(house.today), journey.first_lesson, len(product.lacking),
        house.asks.get(first, Text.same(first)) if first else None,
        Text(", ".join(each.id for each in told), ", ".join(each.en for each in told)),
    )  # fmt: skip


_DEMANDS = (
    Column("demand", Text("Syarat", "Demand")),
    Column("products", Text("Produk yang belum", "Products without it"), COUNT),
)


def demands_table(house: House, found: Sequence[Journey], most: int | None = None) -> Table:
    """The open demands of the next rung, the most frequent first."""
    rows = tuple((house.asks.get(name, Text.same(name)), count) for name, count in lacking(found)[:most])
    return Table(
        "demands", Text("Apa yang paling sering menahan?", "What holds most of them up?"), _DEMANDS, rows
    )
