"""Rows for every list of the shelf and the market: none, none in what there is, one of each, thousands."""

import datetime as dt
import uuid

from django.utils import timezone

from lopo.accounts.consent import grant
from lopo.accounts.field_groups import groups_in_grant_all
from lopo.accounts.models import Organisation
from lopo.accounts.roles import Kind, Role
from lopo.labels.gtin_block import add_block
from lopo.labels.gtin_book import assign_unit
from lopo.market.books.feedback import Said, Visitor, answer, digest, give
from lopo.market.books.photo_tries import try_photo
from lopo.market.books.photos import add_photo
from lopo.market.books.showing import Told, publish, tell
from lopo.market.books.submission import Told as ToldStep
from lopo.market.books.submission import ToldSale, tell_sale
from lopo.market.books.submission import tell as tell_step
from lopo.market.models import CatalogueEntry, Feedback
from lopo.market.promotion.photo_check import measure
from lopo.producers.evidence import clean_upload
from lopo.producers.models import new_public_id
from lopo.quality.models import Batch
from lopo.retail.books.listing import Told as ToldAct
from lopo.retail.books.listing import act
from lopo.retail.books.payment import tell_payment
from lopo.retail.books.pool import offer
from lopo.retail.books.returning import ToldReturn, take_back
from lopo.retail.books.sellout_import import open_file
from lopo.retail.models import (
    Delivery,
    Listing,
    ListingStep,
    Order,
    OrderStep,
    Pool,
    RetailTerms,
    Store,
)
from tests.accounts.factories import a_person, an_organisation
from tests.city import LUAT, a_kitchen, photo
from tests.city import tell as tell_facts
from tests.retail.trading import Shop, Trade, a_listing, a_new_price, days, own_number
from tests.training.every_row import copies

MANY = 5_000
OTHERS = range(MANY - 1)
"""All but the one that is there already."""
STORES = 150
"""More than any chain has in a city; a form offers all of them."""


def own_numbers():
    """What no two proposals of a price share."""
    return {"public_id": new_public_id(), "client_id": own_number()}


def shop_of(retailer, buyer):
    """A shop of ``retailer`` with one store, whose terms ask two thirds of the shelf life."""
    terms = RetailTerms.objects.create(
        retailer=retailer, valid_from=days(-100), mode="purchase", format="supermarket", margin_percent=20,
        days_to_pay=14, counts_from="invoice", returns_taken=True, returns_paid_by="producer",
        remaining_life_percent=67, published_at=timezone.now(), published_by=buyer, made_by=buyer,
    )  # fmt: skip
    store = Store.objects.create(retailer=retailer, code="01", name="Toko Oebobo", format="supermarket")
    return Shop(retailer, buyer, terms, store)


class ShelfRows:
    """People of each kind, what they have on shelves and in the market, and the arguments of their pages."""

    def __init__(self):
        self.kitchen, self.officer = a_kitchen(), a_person(Role.OFFICER)
        self.retailer = an_organisation(Kind.RETAILER, "Swalayan Contoh")
        self.people = {
            "nobody": None,
            "owner": self.kitchen.owner,
            "buyer": a_person(Role.BUYER, self.retailer),
            "officer": self.officer,
            "trainer": a_person(Role.TRAINER),
            "partner": a_person(Role.CREDIT_OFFICER, an_organisation(Kind.BANK, "Bank Contoh")),
        }
        self.arguments = {
            "public_id": self.kitchen.product.public_id, "business_id": self.kitchen.business.pk,
            "retailer_id": self.retailer.pk, "form": "csv", "width": 320, "picture_form": "webp",
            "transition": "refuse", "act_id": "delist", "section": "produk", "paper_kind": "order",
            "paper_place": 1,
        }  # fmt: skip
        self.pk = {}

    def with_nothing(self):
        """Nobody has written anything down yet."""

    def with_empty(self):
        """A shop with its terms and one store, a page in the catalogue, a pool nobody has answered."""
        tell_facts(self.kitchen, LUAT)
        self.shop = shop_of(self.retailer, self.people["buyer"])
        kitchen, owner = self.kitchen, self.kitchen.owner
        tell(kitchen.product, Told("Sambal dari Oebobo.", "Sambal from Oebobo.", "", "", ""))
        self.entry = publish(kitchen.product, owner)
        self.pool = self.a_pool()
        self.arguments |= {
            "slug": self.entry.slug,
            "maker_slug": self.entry.maker_page.slug,
            "pool_public": self.pool.public_id,
            "store_id": self.shop.store.pk,
        }

    def a_pool(self):
        return Pool.objects.create(
            retailer=self.retailer, title="Sambal untuk parsel", standard="150 g", pieces=900_000,
            price_idr=19_000, wanted_on=days(20), store=self.shop.store, made_by=self.shop.buyer,
        )  # fmt: skip

    def with_one(self):
        """One of each."""
        trade = Trade(self.kitchen, self.shop, a_listing(self.shop, self.kitchen))
        self.listing = trade.listing
        grant(self.kitchen.business.organisation, self.retailer, groups_in_grant_all(), trade.owner)
        self.tasted()
        self.change = a_new_price(self.listing, trade.owner)
        self.waiting()
        self.invoice = trade.billed()
        line = Delivery.objects.get(order=self.invoice.order).lines.get()
        self.returned = take_back(ToldReturn(line.pk, 2, "defect", days(0)), trade.buyer, own_number())
        self.payment = tell_payment(
            self.invoice.pk, 10_000, days(0), "TRF", trade.buyer, own_number(), "buyer"
        )
        self.offered = offer(self.pool.pk, self.kitchen.product, 50, trade.owner)
        self.arguments |= {
            "listing_id": self.listing.public_id,
            "change_id": self.change.public_id,
            "price_act": "withdraw",
            "order_public": self.invoice.order.public_id,
            "delivery_public": line.delivery.public_id,
            "invoice_public": self.invoice.public_id,
            "payment_id": self.payment.pk,
            **self.in_the_market(trade),
        }

    def tasted(self):
        """The listing stands at its tasting, with one tasting."""
        Listing.objects.filter(pk=self.listing.pk).update(state="sample-received")
        scores = ToldAct(scores={"taste": 4, "pack": 3})
        listing = Listing.objects.get(pk=self.listing.pk)
        act(listing, "taste", listing.version, scores, self.shop.buyer, {"buyer"}, days(0))
        Listing.objects.filter(pk=self.listing.pk).update(state="listed")
        self.step = ListingStep.objects.get(listing=self.listing)

    def waiting(self):
        """Another kitchen's product waits for the buyer; a report of the tills waits to be taken in."""
        other = a_kitchen("Dapur Sebelah", "Keripik pisang")
        grant(other.business.organisation, self.retailer, groups_in_grant_all(), other.owner)
        a_listing(self.shop, other, "applied")
        report = b"Tanggal;Kode;Nama Barang;Gerai;Qty\n01/10/2025;A-1;Sambal lu'at;01;3\n"
        sent = open_file(self.retailer, report, "a.csv", self.shop.buyer, own_number())
        self.arguments |= {"import_public": sent.public_id}

    def in_the_market(self, trade):
        kitchen, owner = self.kitchen, self.kitchen.owner
        add_block(kitchen.business, "2009999", owner)
        number = assign_unit(kitchen.product, owner)
        picture = add_photo(kitchen.product, clean_upload(photo(900, 700)), owner)
        batch = Batch.objects.filter(product=kitchen.product).latest("pk")
        said = Said(4, "", "Enak sekali.", batch.code, None, str(uuid.uuid4()))
        self.said = give(kitchen.product, said, Visitor(digest("a"), digest("b")), timezone.now())
        answer(self.said, "Terima kasih.", owner)
        sent = ToldStep("send", days(-20), 0, str(uuid.uuid4()))
        submission = tell_step(kitchen.product, sent, owner, days(0))
        shown = ToldStep("show", days(-10), submission.version, str(uuid.uuid4()))
        submission = tell_step(kitchen.product, shown, owner, days(0))
        sold = ToldSale(days(-2), 3, "Dinas Contoh", str(uuid.uuid4()), 60_000)
        self.sale, _new = tell_sale(submission, sold, owner, days(0))
        self.submission = submission
        upload = clean_upload(photo(900, 710))
        taken = try_photo(kitchen.product, upload, measure(upload.content), owner, own_number())
        self.pk |= {
            "market:procurement_sale_withdraw": self.sale.pk,
            **dict.fromkeys(("market:photo_verdict", "market:photo_waiting"), taken.pk),
            **dict.fromkeys(
                ("market:photo_picture", "market:photo_judged", "market:photo_removed"), picture.pk
            ),
        }
        return {
            "photo_name": picture.name,
            "feedback_id": self.said.pk,
            "rest": f"{number.gtin.zfill(14)}/10/{batch.code}",
        }

    def with_many(self):
        """Thousands of each: stores, shops, listings, orders with all that follows, pages, words."""
        copies(self.shop.store, ({"code": f"T{each}", "name": f"Toko {each}"} for each in range(STORES)))
        self.more_shops()
        products = self.more_products()
        self.more_listings(products)
        self.more_orders()
        self.more_pools(products)
        self.more_in_the_market(products)

    def more_shops(self):
        shops = Organisation.objects.bulk_create(
            Organisation(name=f"Swalayan {each}", kind=Kind.RETAILER) for each in OTHERS
        )
        copies(self.shop.terms, ({"retailer": each} for each in shops))
        before = self.shop.terms.valid_from
        copies(self.shop.terms, ({"valid_from": before - dt.timedelta(days=each + 1)} for each in OTHERS))
        self.shops = shops

    def more_products(self):
        """Kitchens with a product each; all of them can be seen by the shop."""
        organisations = Organisation.objects.bulk_create(
            Organisation(name=f"Dapur {each}", kind=Kind.PRODUCER) for each in OTHERS
        )
        businesses = copies(
            self.kitchen.business,
            ({"organisation": each, "name": f"{each.name}"} for each in organisations),
        )
        return copies(
            self.kitchen.product,
            ({"business": each, "public_id": new_public_id()} for each in businesses),
        )

    def more_listings(self, products):
        states = ("applied", "sample-received", "on-trial", "listed", "rejected")
        made = copies(
            Listing.objects.get(pk=self.listing.pk),
            (
                {"product": product, "public_id": new_public_id(), "state": states[at % 5]}
                | {"client_id": own_number(), "likeness": "food/sambal"}
                for at, product in enumerate(products)
            ),
        )
        copies(self.step, ({"listing": each, "client_id": own_number()} for each in made))
        copies(
            Listing.objects.get(pk=self.listing.pk),
            (
                {"retailer": shop, "public_id": new_public_id(), "client_id": own_number()}
                for shop in self.shops
            ),
        )
        on_shelf = [each for each in made if each.state == "listed"]
        copies(self.change, (own_numbers() | {"listing": each} for each in on_shelf))
        copies(self.change, (own_numbers() | {"state": "lapsed"} for _each in OTHERS))
        tastings = self.listing.tastings.get()
        copies(tastings, ({"name": f"Pencicip {each}", "client_id": own_number()} for each in OTHERS))
        copies(self.step, ({"client_id": own_number()} for _each in OTHERS))

    def more_orders(self):
        """Of the same kitchen and shop, each delivered, billed and partly paid."""
        first = self.invoice.order
        fresh = ({"public_id": new_public_id(), "client_id": own_number(), "number": f"PO-{at}"}
                 | {"ordered_on": days(-at % 90 - 90), "wanted_on": days(-at % 90 - 80)}
                 for at in OTHERS)  # fmt: skip
        orders = copies(Order.objects.get(pk=first.pk), fresh)
        lines = copies(first.lines.get(), ({"order": each} for each in orders))
        delivery = first.deliveries.get()
        deliveries = copies(
            delivery,
            ({"order": each, "public_id": new_public_id(), "client_id": own_number()} for each in orders),
        )
        gone = copies(
            delivery.lines.get(),
            ({"delivery": sent, "order_line": line} for sent, line in zip(deliveries, lines, strict=True)),
        )
        copies(self.returned, ({"line": each, "client_id": own_number()} for each in gone))
        invoices = copies(
            self.invoice,
            (
                {"order": each, "public_id": new_public_id(), "client_id": own_number()}
                | {"number": f"INV-{at}"}
                for at, each in enumerate(orders)
            ),
        )
        copies(self.payment, ({"invoice": each, "client_id": own_number()} for each in invoices))
        step = OrderStep.objects.filter(order=first).first()
        copies(step, ({"order": each, "client_id": own_number()} for each in orders))

    def more_pools(self, products):
        copies(self.pool, ({"public_id": new_public_id(), "client_id": own_number()} for _each in OTHERS))
        copies(self.offered, ({"business": each.business, "product": each} for each in products))

    def more_in_the_market(self, products):
        entry = CatalogueEntry.objects.get(pk=self.entry.pk)
        copies(entry, ({"product": each, "slug": f"sambal-{each.pk}"} for each in products))
        copies(
            Feedback.objects.get(pk=self.said.pk),
            ({"device": digest(str(each)), "client_id": own_number()} for each in OTHERS),
        )
        submissions = copies(self.submission, ({"product": each} for each in products))
        copies(
            self.sale,
            ({"submission": each, "client_id": own_number()} for each in submissions),
        )
