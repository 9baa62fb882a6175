"""Listings, moved: every change is a step that is written, once, by the table of transitions.

Whatever moves a listing holds the lock of its kitchen, and compares the version that its page showed: of two
who act at once the first moves it, and the second is told by whom and when.
"""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from lopo.accounts.models import Organisation, Person
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.wording import say_date
from lopo.producers.records import lock
from lopo.quality.dated_work import work_changed
from lopo.retail.books.listing_question import check_asked
from lopo.retail.books.listing_telling import tell_of
from lopo.retail.books.trial_sales import sold_by
from lopo.retail.listing.reasons import read_reason
from lopo.retail.listing.sell_through import read_sold
from lopo.retail.listing.transitions import (
    ANSWER,
    ASK,
    LISTED,
    ON_TRIAL,
    Transition,
    TrialDays,
    due_on,
    passed,
    table,
)
from lopo.retail.listing.trial import TrialTold, check_trial
from lopo.retail.models import Listing, ListingStep, Store, Tasting, Trial
from lopo.standards.where_sold import changed

ON_SALE = (LISTED, ON_TRIAL)
WORDS_MOST = 1000
_SPACE = uuid.UUID("6f1d0d3c-3f0e-4c57-9a3d-5f0a7a0a4e51")
"""Under which the numbers of steps are made, so that one click sent twice has one number."""


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody told with an act; only what the transition asks is looked at."""

    reason: str = ""
    words: str = ""
    trial: TrialTold | None = None
    sold: int | None = None
    scores: Mapping[str, int] = field(default_factory=dict)
    taster: str = ""


class Taken(Refused):
    """Somebody else has moved the listing meanwhile."""


def trial_of(listing: Listing) -> Trial | None:
    """The trial that was offered last."""
    return listing.trials.order_by("-pk").first()


def days_of(trial: Trial | None) -> TrialDays | None:
    return None if trial is None else TrialDays(trial.starts_on, trial.ends_on)


def _sending(listing: Listing, id: str, by: Person, part: str) -> str:
    """The number of one act of one person on what she saw: sent twice, it is the same."""
    return str(uuid.uuid5(_SPACE, f"{listing.pk}/{id}/{by.pk}/{part}"))


@transaction.atomic
def act(
    listing: Listing,
    id: str,
    version: int,
    told: Told,
    by: Person,
    parties: Collection[str],
    on: dt.date,
) -> Listing:
    """Do ``id`` with a listing that stood at ``version`` when it was shown; gives it as it stands now.

    Raises :class:`Taken` when somebody else was faster and :class:`Refused` for what cannot be done.
    """
    lock(listing.product.business_id)
    current = _fresh(listing.pk)
    if id not in table().transitions:
        raise Refused(Text("Tindakan ini tidak ada.", "There is no such act."))
    sending = _sending(current, id, by, str(version))
    if _sent_before(current, id, sending, told):
        return current
    if settle(current, on) and table().transitions[id].to == current.state:
        return current  # its day had come: time has just done what was asked
    if current.version != version and not _only_time_since(current, version):
        raise taken(current)
    step = table().step(id, current.state, parties)
    check_asked(current, step)
    told = _checked(step, told, current, on)
    if step.stays:
        _note(current, step, told, by, on)
    else:
        _move(current, step, told, by, sending)
    return current


def _fresh(pk: int) -> Listing:
    return Listing.objects.select_related("product__business__organisation", "retailer", "terms").get(pk=pk)


def _sent_before(current: Listing, id: str, sending: str, told: Told) -> bool:
    """Whether this very act came already. Raises :class:`Taken` where it came with another reason."""
    step = table().transitions[id]
    if step.stays:
        return False
    before = ListingStep.objects.filter(client_id=sending).first()
    reason = told.reason if step.asks("reason") else ""
    if before is not None and (before.reason, before.words) != (reason, told.words.strip()[:WORDS_MOST]):
        raise taken(current)
    return before is not None


def _only_time_since(current: Listing, version: int) -> bool:
    """Whether nobody but time has moved it since ``version``."""
    since = current.steps.exclude(was=F("became")).order_by("-at", "-pk")[: max(0, current.version - version)]
    return version < current.version and all(each.by_id is None for each in since)


def taken(current: Listing) -> Taken:
    """Who was faster, when, and what she did."""
    last = current.steps.exclude(was=F("became")).select_related("by").order_by("-at", "-pk").first()
    states = table().states
    if last is None:
        return Taken(Text("Halaman ini sudah lama. Muat ulang.", "This page is old. Load it again."))
    at = timezone.localtime(last.at)
    day = say_date(at.date())
    past = table().transitions[last.transition].past
    return Taken(
        Text("{who} lebih dulu: “{past}”, {day} pukul {time}. Sekarang “{state}”. Lihat dulu, lalu putuskan.",
             "{who} was faster: “{past}”, {day} at {time}. It now stands at “{state}”. Look, then decide.")
        .filled(
            who=str(last.by) if last.by else Text("Waktu", "Time"),
            past=past,
            day=day,
            time=f"{at:%H.%M}",
            state=states[current.state].title,
        )
    )  # fmt: skip


def _checked(step: Transition, told: Told, current: Listing, on: dt.date) -> Told:
    """What was told, if it is what the transition asks. Raises :class:`Refused`."""
    words = told.words.strip()[:WORDS_MOST]
    if step.asks("words") and not words:
        raise Refused(
            Text(
                "Tulis sebentar mengapa, supaya toko mengerti.",
                "Write shortly why, so that the shop understands.",
            )
        )
    if step.asks("reason"):
        read_reason(told.reason, step.id, words)
    if step.asks("trial"):
        if told.trial is None:
            raise Refused(Text("Isi angka uji raknya.", "Fill in the numbers of the trial."))
        check_trial(told.trial, on)
    if step.asks("scores") and not told.scores:
        raise Refused(Text("Beri nilai paling sedikit satu.", "Give at least one score."))
    if step.asks("sold"):
        trial = trial_of(current)
        read_sold(told.sold, trial.pieces if trial else 0)
    reason = told.reason if step.asks("reason") else ""
    return Told(reason, words, told.trial, told.sold, told.scores, told.taster.strip()[:80])


def _move(current: Listing, step: Transition, told: Told, by: Person | None, sending: str = "") -> None:
    """Write the step and move the listing; its lock is held."""
    was, now = current.state, timezone.now()
    details = _details(current, step, told, by, now)
    reopens, ends = table().states[was].ended, table().states[step.to].ended
    if reopens or ends:
        _lock_retailer(current.retailer_id)
    ListingStep.objects.create(
        listing=current,
        transition=step.id,
        was=was,
        became=step.to,
        by=by,
        at=now,
        reason=told.reason,
        words=told.words,
        details=details,
        **({"client_id": sending} if sending else {}),
    )
    _write_state(current, step, now, reopens=reopens, ends=ends)
    if ends or reopens:
        _count_later(current, -1 if ends else 1)
    current.refresh_from_db()
    _after(current, was, step, by)


def _write_state(current: Listing, step: Transition, now: dt.datetime, *, reopens: bool, ends: bool) -> None:
    """Put the listing where the step leads, if it still stands at the version that was read."""
    fields: dict[str, Any] = {
        "state": step.to,
        "state_since": now,
        "due_on": due_on(step.to, timezone.localdate(now), days_of(trial_of(current))),
        "reminded_on": None,
    }
    if ends:
        fields["alike"] = 0
    if reopens:
        fields |= {"mended_on": None, "mended_by": None, "alike": alike_before(current)}
    moved = Listing.objects.filter(pk=current.pk, version=current.version)
    try:
        with transaction.atomic():
            if not moved.update(version=F("version") + 1, **fields):
                raise taken(_fresh(current.pk))
    except IntegrityError:  # one open listing a product and shop
        raise Refused(
            Text("Dapur sudah melamar lagi; putuskan lamaran yang baru.",
                 "The kitchen has applied again; decide on the new application.")
        ) from None  # fmt: skip


def _details(
    current: Listing, step: Transition, told: Told, by: Person | None, now: dt.datetime
) -> dict[str, Any]:
    """What the history keeps of the numbers; trials are written down on the way."""
    if step.asks("trial") and told.trial is not None:
        return _offer(current, told.trial)
    if step.asks("sold"):
        trial = trial_of(current)
        verdict = "listed" if step.to == LISTED else "not"
        if trial is not None:
            Trial.objects.filter(pk=trial.pk).update(
                sold_pieces=told.sold, verdict=verdict, verdict_at=now, verdict_by=by
            )
            return {"sold": told.sold, "pieces": trial.pieces, "wanted_percent": trial.wanted_percent}
    return {}


def _offer(current: Listing, told: TrialTold) -> dict[str, Any]:
    stores = list(Store.objects.filter(retailer=current.retailer_id, closed_at=None, pk__in=told.stores))
    if len(stores) != len(set(told.stores)):
        raise Refused(Text("Pilih toko dari daftar.", "Choose stores from the list."))
    trial = Trial.objects.create(
        listing=current,
        starts_on=told.starts_on,
        ends_on=told.ends_on,
        pieces=told.pieces,
        wanted_percent=told.wanted_percent,
    )
    trial.stores.set(stores)
    return {
        "starts_on": told.starts_on.isoformat(),
        "ends_on": told.ends_on.isoformat(),
        "pieces": told.pieces,
        "wanted_percent": told.wanted_percent,
        "stores": [each.name for each in stores],
    }


def _note(current: Listing, step: Transition, told: Told, by: Person, on: dt.date) -> None:
    """An act that leaves the state as it is: a tasting, a question or its answer, a reminder once a day."""
    if step.asks("scores"):
        Tasting.objects.update_or_create(
            listing=current,
            taster=by,
            name=told.taster,
            defaults={"scores": dict(told.scores), "words": told.words},
        )
    written, is_new = ListingStep.objects.get_or_create(
        client_id=_sending(current, step.id, by, _part(step, told, on)),
        defaults={
            "listing": current, "transition": step.id, "was": current.state, "became": current.state,
            "by": by, "at": timezone.now(), "words": told.words,
            "details": {"scores": dict(told.scores), "taster": told.taster} if told.scores else {},
        },
    )  # fmt: skip
    if told.scores and not is_new:
        written.words, written.details = told.words, {"scores": dict(told.scores), "taster": told.taster}
        written.save(update_fields=["words", "details"])
    if not told.scores and is_new:
        if step.id in (ASK, ANSWER):
            work_changed(current.product.business_id, by)
        transaction.on_commit(lambda: tell_of(current, step, by))


def _part(step: Transition, told: Told, on: dt.date) -> str:
    """What makes one such act another than the last: the day, the taster, and words that have to be said."""
    return f"{told.taster}/{on}/{told.words}" if step.asks("words") else f"{told.taster}/{on}"


def settle(current: Listing, on: dt.date) -> bool:
    """Let time have done what it does by ``on``; whether it did anything. The kitchen's lock is held."""
    acts = passed(current.state, days_of(trial_of(current)), on)
    for id in acts:
        _move(current, table().transitions[id], Told(), None)
    return bool(acts)


def _after(current: Listing, was: str, step: Transition, by: Person | None) -> None:
    """What follows a move: the kitchen's tasks, where it is sold, and words to the other side."""
    work_changed(current.product.business_id, by)
    if (was in ON_SALE) != (current.state in ON_SALE):
        changed([current.product_id])
    transaction.on_commit(lambda: tell_of(current, step, by))


def _lock_retailer(retailer: int) -> None:
    """Let the look-alikes of one shop be counted by one at a time."""
    Organisation.objects.select_for_update(no_key=True).filter(pk=retailer).first()


def _alike(listing: Listing) -> Any:
    """Those of the same shop that are alike and stand in the queue or on the shelf."""
    found = Listing.objects.filter(retailer=listing.retailer_id, likeness=listing.likeness)
    return found.exclude(state__in=table().lane_states("ended")).exclude(pk=listing.pk)


def alike_before(listing: Listing) -> int:
    """How many alike were there before it."""
    if not listing.likeness:
        return 0
    found = _alike(listing)
    return int((found.filter(pk__lt=listing.pk) if listing.pk else found).count())


def _count_later(listing: Listing, change: int) -> None:
    """One alike has gone, or has come back: those that came later move up, or down."""
    if listing.likeness:
        later = _alike(listing).filter(pk__gt=listing.pk)
        (later.filter(alike__gte=1) if change < 0 else later).update(alike=F("alike") + change)


def told_sold(listing: Listing, trial: Trial) -> int | None:
    """What the tills reported of a trial so far; nothing where no report has come."""
    return sold_by(listing, trial)


@transaction.atomic
def tell_mended(listing: Listing, by: Person, on: dt.date, *, undo: bool = False) -> bool:
    """The owner says that what the shop named is mended, or takes that back; whether it changed."""
    lock(listing.product.business_id)
    ended = Listing.objects.filter(pk=listing.pk, state__in=("rejected", "delisted"))
    told = ended.filter(mended_on__isnull=not undo)
    changed_rows = told.update(mended_on=None if undo else on, mended_by=None if undo else by)
    if changed_rows:
        work_changed(listing.product.business_id, by)
    return bool(changed_rows)
