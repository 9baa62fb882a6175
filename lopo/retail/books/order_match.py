"""Which product of a shelf each line of an order file means: by code, barcode or name; nothing is guessed."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from lopo.facts.figures import say_number, say_rupiah
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.retail.books.order import no_carton
from lopo.retail.books.orderable import recalled_products
from lopo.retail.books.sellout_known import cases_of, gtins_of
from lopo.retail.documents.draft import Fault, WantedLine
from lopo.retail.models import ArticleCode, Listing
from lopo.retail.sellout.words import plain
from lopo.retail.trade.order import MOST_IN_CARTON

UNKNOWN = Text(
    "Produk ini tidak ada di rak toko ini: {name}. Pakai kode dari lembar pesanan.",
    "This product is not on the shelf of this shop: {name}. Use the code of the order sheet.",
)
TWO_MEANT = Text(
    "{name}: kode dan barcode menunjuk dua produk yang berbeda. Perbaiki salah satunya.",
    "{name}: the code and the barcode are of two different products. Correct one of them.",
)
NAMED_ALIKE = Text(
    "Ada beberapa produk bernama {name} di rak ini. Isi kode dari lembar pesanan.",
    "Several products on this shelf are called {name}. Fill in the code of the order sheet.",
)
NUMBER_OF_CARTON = Text(
    "{name}: ini barcode karton berisi {inside} buah. Pakai barcode satu buah dan hitung per buah.",
    "{name}: this is the barcode of a carton of {inside}. Use that of one piece, and count pieces.",
)


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A product that was found, and how many of it are asked."""

    where: str
    listing: Listing
    pieces: int
    price_idr: int | None
    carton_pieces: int
    gtin: str

    @property
    def amount_idr(self) -> int:
        return self.pieces * self.listing.price_idr


@dataclass(frozen=True, slots=True)
class Shelf:
    """The listings that can be ordered, under everything that a file may call them."""

    listings: Mapping[int, Listing]
    codes: Mapping[str, int]
    articles: Mapping[str, int]
    gtins: Mapping[str, int]
    cases: Mapping[str, tuple[int, int]]
    names: Mapping[str, int]
    alike: Collection[str]
    """Names that several products bear."""

    def meant(self, line: WantedLine) -> Listing:
        """The one product that a line means. Raises :class:`Refused` for none and for two."""
        name = Text.same((line.name or line.code or line.gtin)[:80])
        number = line.gtin.zfill(14)
        case = self.cases.get(number)
        by_code = self.codes.get(line.code) or self.articles.get(line.code.lstrip("0").upper())
        by_number = case[0] if case else self.gtins.get(number)
        found = {each for each in (by_code, by_number) if each is not None}
        if not (found or line.code or line.gtin):
            if plain(line.name) in self.alike:
                raise Refused(NAMED_ALIKE.filled(name=name))
            found = {self.names[plain(line.name)]} if plain(line.name) in self.names else set()
        if len(found) > 1:
            raise Refused(TWO_MEANT.filled(name=name))
        if not found:
            raise Refused(UNKNOWN.filled(name=name))
        if case and line.unit != case[1]:
            raise Refused(NUMBER_OF_CARTON.filled(name=name, inside=say_number(case[1])))
        return self.listings[found.pop()]

    def unit_number(self, line: WantedLine) -> str:
        """The barcode of one piece that a line tells."""
        return "" if line.gtin.zfill(14) in self.cases else line.gtin


def shelf_of(retailer: int, listings: Sequence[Listing]) -> Shelf:
    """What ``listings`` of a retailer may be called, in a fixed number of queries."""
    by_product = {each.product_id: each for each in listings}
    products = {pk: each.product for pk, each in by_product.items()}
    told = ArticleCode.objects.filter(retailer=retailer, product__in=by_product)
    called = Counter(plain(each.product.name) for each in listings)
    return Shelf(
        listings=by_product,
        codes={each.product.public_id: each.product_id for each in listings},
        articles=dict(told.values_list("text", "product")),
        gtins=gtins_of(products),
        cases=cases_of(products),
        names={plain(each.product.name): each.product_id for each in listings},
        alike=frozenset(name for name, count in called.items() if count > 1),
    )


def found_lines(
    retailer: int, listings: Sequence[Listing], wanted: Sequence[WantedLine]
) -> tuple[list[DraftLine], list[Fault]]:
    """The products of the lines that can be ordered, and what is wrong with the others."""
    shelf = shelf_of(retailer, listings)
    recalled = recalled_products({each.product.business_id for each in listings})
    found: dict[int, DraftLine] = {}
    faults: list[Fault] = []
    for line in wanted:
        try:
            listing = shelf.meant(line)
            _refuse_line(line, listing, recalled, found)
        except Refused as refusal:
            faults.append(Fault(line.where, refusal.reason))
        else:
            found[listing.product_id] = DraftLine(
                line.where, listing, line.pieces, line.price_idr, line.carton_pieces, shelf.unit_number(line)
            )
    return list(found.values()), faults


def _refuse_line(
    line: WantedLine, listing: Listing, recalled: Collection[int], found: Mapping[int, DraftLine]
) -> None:
    name = Text.same((line.name or line.code or line.gtin)[:80])
    if listing.product_id in recalled:
        raise Refused(
            Text("{name} sedang ditarik dari peredaran.", "{name} is being recalled.").filled(name=name)
        )
    if listing.product_id in found:
        said = Text("{name} sudah dipesan di baris {first}. Satu produk satu baris.",
                    "{name} is ordered in row {first} already. One row for a product.")  # fmt: skip
        raise Refused(said.filled(name=name, first=found[listing.product_id].where))
    if not 1 <= line.carton_pieces <= MOST_IN_CARTON:
        raise Refused(no_carton(name))
    if line.price_idr is not None and line.price_idr != listing.price_idr:
        said = Text(
            "{name}: harga {told} tidak sama dengan yang disepakati, {agreed}. Sepakati dulu harga barunya.",
            "{name}: the price {told} is not the one agreed, {agreed}. Agree on a new price first.",
        )
        prices = {"told": say_rupiah(line.price_idr), "agreed": say_rupiah(listing.price_idr)}
        raise Refused(said.filled(name=name, **prices))
