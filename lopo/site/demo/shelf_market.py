"""The demo city's catalogue, what people say in it, and its products in the government's catalogue."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from django.utils import timezone

from lopo.accounts.models import Person
from lopo.facts.text import Text
from lopo.labels.gtin_block import add_block
from lopo.labels.gtin_book import write_told
from lopo.labels.gtin_told import told_number
from lopo.market.books.feedback import Said, Visitor, answer, digest, give
from lopo.market.books.photos import add_photo
from lopo.market.books.product_texts import Written, keep_texts
from lopo.market.books.showing import Told, publish, tell
from lopo.market.books.submission import Told as ToldStep
from lopo.market.books.submission import current_of
from lopo.market.books.submission import tell as tell_step
from lopo.producers.evidence import clean_upload
from lopo.producers.models import Product
from lopo.quality.models import Batch
from lopo.site.demo.courses import demo_id
from lopo.site.demo.entry import Entry
from lopo.site.demo.paper_photo import goods_photo
from lopo.site.demo.plans import BadCity
from lopo.site.demo.shelf_plan import FILE, OfferPlan, OpenPlan, SaidPlan, ShelfPlan
from lopo.site.demo.told_days import Act

BLOCK_DIGITS = 11
"""Of a product's number, those of its business's block: enough for ten products."""
BOUGHT_AFTER = dt.timedelta(days=7)
"""A pack that somebody speaks of was made at least so long before."""


class Market:
    """What the plan tells of the market, on the day ``on``."""

    def __init__(self, plan: ShelfPlan, makers: dict[str, Entry], officer: Person, on: dt.date) -> None:
        self.plan, self.makers, self.officer, self.on = plan, makers, officer, on

    def acts(self) -> Iterator[Act]:
        """Everything on its day; an answer comes two days after the word it answers."""
        for opened in self.plan.opened:
            yield self._act(opened.ago, opened.business, partial(self.open, opened))
        for said in self.plan.said:
            place = f"{said.product}, {said.ago} days ago"
            yield self._act(said.ago, place, partial(self.hear, said))
            if said.answer:
                yield self._act(said.ago - 2, place, partial(self.answer, said))
        for offer in self.plan.offers:
            for step in offer.steps:
                does = partial(self.offer, offer, step.name, self.on - dt.timedelta(days=step.ago))
                yield self._act(step.ago, f"{offer.product}: {step.name}", does)

    def _act(self, ago: int, place: str, does: "partial[None]") -> Act:
        return Act(self.on - dt.timedelta(days=ago), f"{FILE}: {place}", does)

    def _maker(self, business: str) -> tuple[Entry, Person]:
        entry = self.makers.get(business)
        if entry is None or entry.owner is None:
            raise BadCity(f"{FILE}: {business}", "no owner of that name signs in here")
        return entry, entry.owner

    def open(self, plan: OpenPlan) -> None:
        """Products with picture, story, and their number in the book, so that packs can be scanned."""
        entry, owner = self._maker(plan.business)
        for name, story in plan.stories.items():
            product = entry.products[name]
            photo = add_photo(product, clean_upload(goods_photo(name, plan.business, product.kind)), owner)
            entry.files.append(photo.evidence.file)
            self._number(product, owner)
            if name in plan.short:
                keep_texts(product, Written(Text(*plan.short[name]), Text(*story), 0), owner)
            tell(product, Told(*story, *plan.about, plan.contact))
            publish(product, owner)

    def _number(self, product: Product, owner: Person) -> None:
        """The number that the product goes by, in the block that its business would have from GS1."""
        told = told_number(product)
        if told:
            add_block(product.business, told[:BLOCK_DIGITS], owner)
            write_told(product, owner)

    def hear(self, plan: SaidPlan) -> None:
        """Somebody who bought a pack says something of it."""
        product = self._maker(plan.business)[0].products[plan.product]
        made_before = timezone.localdate() - BOUGHT_AFTER
        batch = Batch.objects.filter(product=product, made_on__lte=made_before).order_by("-made_on").first()
        number = self._said_id(plan)
        lot = batch.code if batch is not None and plan.lot else ""
        said = Said(plan.stars, plan.wrong, plan.words, lot, None, number)
        give(product, said, Visitor(digest("demo", number), digest("demo address", number)), timezone.now())

    def answer(self, plan: SaidPlan) -> None:
        """The maker answers."""
        entry, owner = self._maker(plan.business)
        row = entry.products[plan.product].feedback.get(client_id=self._said_id(plan))
        answer(row, plan.answer, owner)

    def _said_id(self, plan: SaidPlan) -> str:
        return demo_id("said", plan.business, plan.product, plan.ago)

    def offer(self, plan: OfferPlan, transition: str, day: dt.date) -> None:
        """A step on the way into the e-Katalog."""
        entry, owner = self._maker(plan.business)
        product = entry.products[plan.product]
        current = current_of(product)
        number = demo_id("e-katalog", plan.business, plan.product, transition)
        told = ToldStep(transition, day, current.version if current else 0, number)
        tell_step(product, told, owner, day)
