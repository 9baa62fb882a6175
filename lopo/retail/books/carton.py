"""Labels for the cartons of a delivery: whose numbers they carry, and serial numbers given once, ever."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from lopo.accounts.models import Person
from lopo.facts.dossier import Dossier
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.labels.codes.gtin import case_gtin, check
from lopo.labels.gtin_book import assign_case, unit_number
from lopo.labels.gtin_told import ISSUED, NUMBER, is_stall_block
from lopo.labels.models import NumberBlock
from lopo.producers.models import Business, Product
from lopo.producers.records import dossiers_of, lock
from lopo.retail.documents.carton import MOST_LABELS, Carton
from lopo.retail.documents.sscc import capacity, make_sscc
from lopo.retail.models import Delivery, DeliveryLine, LogisticUnit

FIRST_INDICATOR = 1

NO_PREFIX = Text(
    "Usaha ini belum punya awalan nomor dari GS1, jadi karton tidak diberi nomor seri (SSCC). "
    "Nomor seri tidak boleh dikarang.",
    "This business has no prefix from GS1 yet, so cartons get no serial number (SSCC). "
    "Serial numbers must not be made up.",
)
NO_GTIN = Text(
    "{name} belum punya barcode dari GS1, jadi labelnya tanpa kode batang.",
    "{name} has no barcode number from GS1 yet, so its label has no bars.",
)


@dataclass(frozen=True, slots=True)
class Packing:
    """How the pieces of one line are packed."""

    line: DeliveryLine
    inside: int
    gross_g: int | None = None

    @property
    def cartons(self) -> int:
        """Full ones, and one for the rest."""
        return -(-self.line.pieces // self.inside)


def own_prefix(business: Business) -> str:
    """The company prefix under which serial numbers are counted: that of the newest open block."""
    blocks = NumberBlock.objects.filter(business=business, closed_at=None).order_by("-added_at", "-pk")
    return next((each.prefix for each in blocks if not is_stall_block(each.prefix)), "")


def unit_gtin(product: Product, dossier: Dossier) -> str:
    """The number of one piece, if GS1 issued it to the maker: of her book, or told with its proof."""
    row = unit_number(product)
    if row is not None and not is_stall_block(row.block.prefix):
        return row.gtin
    told = check(str(dossier.value(NUMBER) or ""))
    return told.at_the_till if told.valid and dossier.value(ISSUED) else ""


def case_number(product: Product, unit: str, inside: int, by: Person) -> str:
    """The number of a carton of so many pieces: of the book, else the first that follows from the piece's."""
    if not unit or inside < 2:
        return ""
    if unit_number(product) is not None:
        return assign_case(product, inside, by).gtin
    return case_gtin(unit, FIRST_INDICATOR)


@transaction.atomic
def serials_for(delivery: Delivery, names: Sequence[str], by: Person) -> dict[str, str]:
    """A serial number for each label; asked for again, it is the same one. Nothing without an own prefix."""
    business = delivery.order.business
    lock(business.pk)
    prefix = own_prefix(business)
    if not prefix:
        return {}
    ids = {f"{delivery.pk}/{name}": name for name in names}
    given = dict(LogisticUnit.objects.filter(client_id__in=ids).values_list("client_id", "sscc"))
    last = LogisticUnit.objects.filter(prefix=prefix, extension=0).aggregate(last=Max("serial"))["last"]
    serial = -1 if last is None else int(last)
    new = []
    for client_id in ids:
        if client_id in given:
            continue
        serial += 1
        if serial >= capacity(prefix):
            raise Refused(
                Text("Nomor karton dari awalan ini sudah habis. Minta awalan baru ke GS1 Indonesia.",
                     "This prefix has no carton numbers left. Ask GS1 Indonesia for another one.")
            )  # fmt: skip
        given[client_id] = make_sscc(0, prefix, serial)
        new.append(
            LogisticUnit(
                prefix=prefix, serial=serial, sscc=given[client_id], delivery=delivery, given_by=by,
                client_id=client_id,
            )
        )  # fmt: skip
    LogisticUnit.objects.bulk_create(new)
    return {ids[client_id]: sscc for client_id, sscc in given.items()}


def labels_of(
    delivery: Delivery, packings: Sequence[Packing], marks: Sequence[str], by: Person, *, serials: bool
) -> tuple[list[Carton], list[Text]]:
    """The labels of a delivery, carton by carton, and what they lack in words."""
    total = sum(each.cartons for each in packings)
    if not 1 <= total <= MOST_LABELS:
        raise Refused(
            Text(
                f"Dari 1 sampai {MOST_LABELS} karton sekali cetak.",
                f"From 1 to {MOST_LABELS} cartons at once.",
            )
        )
    products = {each.line.order_line.product_id: each.line.order_line.product for each in packings}
    dossiers = dossiers_of(list(products.values()))
    names = [f"{each.line.pk}/{each.inside}/{n}" for each in packings for n in range(each.cartons)]
    given: Mapping[str, str] = serials_for(delivery, names, by) if serials else {}
    said = [NO_PREFIX] if serials and not given else []
    labels: list[Carton] = []
    for packing in packings:
        product = packing.line.order_line.product
        dossier = dossiers[product.pk]
        unit = unit_gtin(product, dossier)
        if not unit:
            said.append(NO_GTIN.filled(name=Text.same(product.name)))
        case = case_number(product, unit, packing.inside, by)
        for number in range(packing.cartons):
            count = min(packing.inside, packing.line.pieces - number * packing.inside)
            labels.append(
                _label(delivery, packing, dossier, count, len(labels) + 1, total, marks,
                       unit, case if count == packing.inside else "",
                       given.get(f"{packing.line.pk}/{packing.inside}/{number}", ""))
            )  # fmt: skip
    return labels, list(dict.fromkeys(said))


def _label(
    delivery: Delivery,
    packing: Packing,
    dossier: Dossier,
    count: int,
    number: int,
    total: int,
    marks: Sequence[str],
    unit: str,
    case: str,
    sscc: str,
) -> Carton:
    def told(fact: str) -> str:
        value = dossier.value(fact)
        return "" if value is None else str(value)

    business = delivery.order.business
    place = ", ".join(filter(None, (told("label.producer_address"), told("label.producer_city"))))
    net = f"{told('label.net_quantity')} {told('label.net_unit')}".strip()
    pirt, md = told("permit.pirt.number"), told("permit.md.number")
    return Carton(
        product=told("label.name") or packing.line.order_line.product.name,
        brand=told("label.brand"),
        net=net if told("label.net_quantity") else "",
        count=count,
        lot=packing.line.batch.code,
        made_on=packing.line.batch.made_on,
        expires_on=packing.line.expires_on,
        maker=told("label.producer_name") or business.name,
        address=place or (business.kelurahan.name if business.kelurahan else ""),
        registration=f"P-IRT {pirt}" if pirt else f"BPOM RI MD {md}" if md else "",
        gross_g=packing.gross_g,
        unit_gtin=unit,
        case_gtin=case,
        sscc=sscc,
        marks=tuple(marks),
        order=delivery.order.number,
        ship_to=delivery.order.store.name,
        number=number,
        of=total,
    )
