"""The programme kecamatan by kecamatan: how many products there are, were trained, and how far they came."""

from collections.abc import Collection, Sequence

from lopo.facts.text import Text
from lopo.insight.funnel.counting import measured_stages
from lopo.insight.funnel.journey import Journey
from lopo.insight.funnel.stages import Stage
from lopo.insight.house import House
from lopo.insight.tables.table import COUNT, Cell, Column, Table
from lopo.insight.wanted import Wanted
from lopo.producers.kelurahan import all_kelurahan, find_kelurahan

SHOWN = (Stage.TRAINED, Stage.GAP_CLOSED, Stage.PAPERS, Stage.LISTED)
_COLUMNS = (
    Column("kecamatan", Text("Kecamatan", "Kecamatan")),
    Column("products", Text("Produk", "Products"), COUNT),
    Column("trained", Text("Dilatih", "Trained"), COUNT),
    Column("gap_closed", Text("Kekurangan dibenahi", "Gap closed"), COUNT),
    Column("papers", Text("Surat lengkap", "Papers held"), COUNT),
    Column("listed", Text("Masuk toko", "Listed"), COUNT),
    Column("risen", Text("Naik anak tangga", "Rose a rung"), COUNT),
)
_NOWHERE = Text("Tidak diketahui", "Not known")


def places_table(house: House, wanted: Wanted, found: Sequence[Journey], risen: Collection[int]) -> Table:
    """Each kecamatan in a row, and the products whose place nobody knows; a stage not measured is empty.

    ``risen`` are the products that stood higher in time after a lesson. A product that is chosen by its
    kelurahan counts there; all others of ``wanted`` are about lessons and leave the first figure as it is.
    """
    measured = measured_stages(house, found)
    rows: dict[str, list[int]] = {
        name: [] for name in dict.fromkeys(each.kecamatan for each in all_kelurahan())
    }
    for product in house.products:
        if wanted.kelurahan in ("", product.ward):
            ward = find_kelurahan(product.ward_name)
            rows.setdefault(ward.kecamatan if ward else "", []).append(product.id)
    journeys = {each.product.id: each for each in found}
    told = []
    for name, products in sorted(rows.items(), key=lambda row: (row[0] == "", row[0])):
        if wanted.kelurahan and not products:
            continue
        mine = [journeys[id] for id in products if id in journeys]
        cells: tuple[Cell, ...] = tuple(
            sum(stage in each.shown for each in mine) if stage in measured else None for stage in SHOWN
        )
        told.append((name or _NOWHERE, len(products), *cells, len(set(products) & set(risen))))
    title = Text("Bagaimana tiap kecamatan?", "How does each kecamatan do?")
    return Table("places", title, _COLUMNS, tuple(told))
