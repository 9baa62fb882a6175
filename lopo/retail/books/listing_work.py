"""What a kitchen has to do for its listings, as dated work among its tasks; and where products are sold."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from lopo.facts.figures import say_rupiah
from lopo.facts.text import Text
from lopo.facts.wording import say_date
from lopo.quality.dated_work import DatedWork
from lopo.retail.books.listing_question import open_questions
from lopo.retail.listing.price_change import PROPOSED
from lopo.retail.listing.reasons import Reason, reasons
from lopo.retail.listing.transitions import ASK, BUYER, LISTED, ON_TRIAL, OWNER, figures, table
from lopo.retail.models import Listing, PriceChange
from lopo.standards.models import Task
from lopo.standards.where_sold import Outlet

TURN_RULE, MEND_RULE = "shelf-turn", "shelf-mend"
MENDABLE = ("rejected", "delisted")

_TITLES = {
    "sample-asked": Text("Kirim contoh {product} ke {shop}", "Send samples of {product} to {shop}"),
    "trial-offered": Text(
        "Jawab tawaran uji rak {product} di {shop}", "Answer {shop}'s offer of a trial of {product}"
    ),
    "trial-agreed": Text("Kirim {product} untuk uji rak di {shop}", "Send {product} for its trial at {shop}"),
}
_MEND = Text("Benahi {product} untuk {shop}: {reason}", "Mend {product} for {shop}: {reason}")
_PRICE = Text("Jawab harga baru dari {shop} untuk {product}", "Answer {shop}'s new price for {product}")
_ANSWER = Text("Jawab pertanyaan {shop} tentang {product}", "Answer {shop}'s question about {product}")
_TRY_AGAIN = Text("Coba lagi {product} di {shop}", "Try {product} at {shop} again")


def listing_work(businesses: Collection[int]) -> list[DatedWork]:
    """Turns that are the kitchen's, questions and new prices of shops, and what has to be mended.

    One query, one more for reasons and questions and one for new prices where there are any.
    """
    turns = [id for id, state in table().states.items() if state.turn == OWNER]
    asked = Exists(open_questions().order_by().filter(listing=OuterRef("pk")))
    priced = Exists(_new_prices().filter(listing=OuterRef("pk")))
    found = Listing.objects.filter(product__business__in=businesses, product__archived_at=None)
    turned = Q(state__in=turns, due_on__isnull=False)
    found = found.annotate(asked=asked, priced=priced)
    found = found.filter(turned | Q(asked=True) | Q(priced=True) | _to_be_mended())
    listed = list(found.select_related("product", "retailer").defer("dossier"))
    ended = [each for each in listed if each.state in MENDABLE]
    questioned = [each for each in listed if each.asked]
    prefetch_related_objects([*ended, *questioned], "steps")
    repriced = [each for each in listed if each.priced]
    prefetch_related_objects(repriced, Prefetch("price_changes", _new_prices(), to_attr="new_prices"))
    return [
        *(_turn(each) for each in listed if each.state in turns and each.due_on is not None),
        *map(_question, questioned),
        *map(_new_price, repriced),
        *_mending(ended),
    ]


def _question(listing: Listing) -> DatedWork:
    """The question of the shop that waits for an answer: of several the latest."""
    step = [each for each in listing.steps.all() if each.transition == ASK][-1]
    since = timezone.localdate(step.at)
    return DatedWork(
        about=f"listing-{listing.pk}-question-{step.pk}",
        rule=TURN_RULE,
        business=listing.product.business_id,
        product=listing.product_id,
        title=_ANSWER.filled(product=listing.product.name, shop=listing.retailer.name),
        does=Text.same(f"“{step.words}”"),
        due=since + dt.timedelta(days=figures().answer_days),
        since=since,
    )


def _new_prices() -> QuerySet[PriceChange]:
    """What shops proposed that waits for a kitchen's answer."""
    return PriceChange.objects.filter(state=PROPOSED, side=BUYER)


def _new_price(listing: Listing) -> DatedWork:
    """The price that the shop proposed; one waits at a time."""
    [change] = listing.new_prices  # type: ignore[attr-defined]
    return DatedWork(
        about=f"listing-{listing.pk}-price-{change.pk}",
        rule=TURN_RULE,
        business=listing.product.business_id,
        product=listing.product_id,
        title=_PRICE.filled(product=listing.product.name, shop=listing.retailer.name),
        does=Text("Harga ke toko {was} menjadi {now} mulai {day}.",
                  "The price to the shop, {was}, becomes {now} from {day}.")
        .filled(was=say_rupiah(change.was_price_idr), now=say_rupiah(change.price_idr),
                day=say_date(change.from_on)),
        due=change.answer_by,
        since=timezone.localdate(change.at),
    )  # fmt: skip


def _turn(listing: Listing) -> DatedWork:
    title = _TITLES.get(listing.state, Text("{shop}: {product}", "{shop}: {product}"))
    since = timezone.localdate(listing.state_since)
    return DatedWork(
        about=f"listing-{listing.pk}-{listing.state}",
        rule=TURN_RULE,
        business=listing.product.business_id,
        product=listing.product_id,
        title=title.filled(product=listing.product.name, shop=listing.retailer.name),
        does=table().states[listing.state].owner_says,
        due=listing.due_on or since,
        since=since,
    )


def _to_be_mended() -> Q:
    later = Listing.objects.filter(
        product=OuterRef("product"), retailer=OuterRef("retailer"), pk__gt=OuterRef("pk")
    )
    return Q(~Exists(later), state__in=MENDABLE, mended_on=None)


def waiting_to_be_mended(found: QuerySet[Listing]) -> QuerySet[Listing]:
    """Of listings those that ended with a reason to mend, and after which nothing was applied for anew."""
    return found.filter(_to_be_mended())


def reason_of(listing: Listing) -> Reason | None:
    """Why it ended, as its last move said."""
    last = listing.steps.filter(became=listing.state).exclude(reason="").order_by("-at", "-pk").first()
    return reasons().get(last.reason) if last else None


def _mending(listings: Iterable[Listing]) -> Iterator[DatedWork]:
    for each in listings:
        steps = [step for step in each.steps.all() if step.became == each.state and step.reason]
        reason = reasons().get(steps[-1].reason) if steps else None
        if reason is None:
            continue
        ended = timezone.localdate(each.state_since)
        yield DatedWork(
            about=f"listing-{each.pk}-mend",
            rule=MEND_RULE,
            business=each.product.business_id,
            product=each.product_id,
            title=(_MEND if reason.mends else _TRY_AGAIN).filled(
                product=each.product.name, shop=each.retailer.name, reason=reason.title
            ),
            does=reason.does,
            due=ended + reason.mending,
            since=ended if reason.mends else ended + reason.mending,
        )


def place_of_listing(task: Task) -> str:
    """The page of the listing that a task is about."""
    number = task.about.split("-")[1] if task.about.count("-") else ""
    found = (
        Listing.objects.filter(pk=int(number)).values_list("public_id", flat=True) if number.isdigit() else []
    )
    page = "retail:listing_price" if "-price-" in task.about else "retail:listing"
    return next((reverse(page, args=[each]) for each in found), "")


def outlets(products: Collection[int]) -> Iterator[Outlet]:
    """The shops that sell products, and those that try them; two queries."""
    found = Listing.objects.filter(product__in=products, state__in=(LISTED, ON_TRIAL)).select_related(
        "retailer"
    )
    for each in found.prefetch_related("trials__stores").order_by("retailer__name", "pk"):
        trials = sorted(each.trials.all(), key=lambda trial: -trial.pk)
        stores = list(trials[0].stores.all()) if each.state == ON_TRIAL and trials else []
        if not stores:
            yield Outlet(each.product_id, each.retailer.name)
        for store in stores:
            yield Outlet(each.product_id, store.name, seller=each.retailer.name, address=store.address)
