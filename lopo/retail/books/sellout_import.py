"""Files of the tills: opened, explained, taken in once, undone as a whole."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from lopo.accounts.models import Organisation, Person
from lopo.facts.kinds import Refused
from lopo.facts.own_number import read_own_number
from lopo.facts.text import Text
from lopo.retail.books.sellout_known import known_of, told_before
from lopo.retail.models import (
    ArticleCode,
    CartonSize,
    SellOutImport,
    SellOutLayout,
    SellOutRow,
    Store,
    StoreName,
)
from lopo.retail.models.sellout import TAKEN, UNDONE, WAITING
from lopo.retail.sellout.days import Span
from lopo.retail.sellout.grid import File
from lopo.retail.sellout.guess import Guess, guess, guess_at
from lopo.retail.sellout.layout import Layout, as_json, find, from_json
from lopo.retail.sellout.matching import CORRECTED, NEW, Key, Matched, match
from lopo.retail.sellout.reading import read
from lopo.retail.sellout.result import Answers, Reading
from lopo.retail.sellout.summary import account_of, summary_of
from lopo.retail.sellout.table import read_file
from lopo.retail.sellout.words import plain

KEEP_WAITING = dt.timedelta(days=7)
TAKEN_BEFORE = Text(
    "Berkas ini sudah dimasukkan sebelumnya ({name}, {day}). Tidak ada yang dihitung dua kali.",
    "This file was taken in before ({name}, {day}). Nothing is counted twice.",
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A waiting file as far as it is understood. ``guessed`` stands for a layout that nobody confirmed."""

    file: File
    layout: Layout | None
    guessed: Guess | None
    reading: Reading | None
    matched: Matched | None


@transaction.atomic
def open_file(retailer: Organisation, content: bytes, name: str, by: Person, client_id: str) -> SellOutImport:
    """Keep a file until it is taken in. Raises :class:`Refused` for what is no table, or was taken before."""
    client_id = read_own_number(client_id)
    again = SellOutImport.objects.filter(client_id=client_id, retailer=retailer).first()
    if again is not None:
        return again
    digest = hashlib.sha256(content).hexdigest()
    refuse_taken(retailer.pk, digest)
    file = read_file(content)
    _forget_old(retailer)
    row = SellOutImport(
        retailer=retailer, file_name=name[:160] or "-", sha256=digest, made_by=by, client_id=client_id,
        layout=layout_for(retailer, file),
    )  # fmt: skip
    row.file.save(f"{digest[:16]}.bin", ContentFile(content), save=False)
    row.save(force_insert=True)
    return row


def refuse_taken(retailer: int, digest: str) -> None:
    """Raise :class:`Refused` where the very same file was taken in."""
    before = SellOutImport.objects.filter(retailer=retailer, sha256=digest, state=TAKEN).first()
    if before is not None:
        day = timezone.localtime(before.taken_at).strftime("%d/%m/%Y")
        raise Refused(TAKEN_BEFORE.filled(name=before.file_name, day=day))


def _forget_old(retailer: Organisation) -> None:
    """Files that were opened and never taken in do not stay for ever."""
    old = timezone.now() - KEEP_WAITING
    for row in SellOutImport.objects.filter(retailer=retailer, state=WAITING, made_at__lt=old):
        row.file.delete(save=False)
        row.delete()


def layout_for(retailer: Organisation, file: File) -> SellOutLayout | None:
    """The newest of the retailer's layouts that fits the file, if one does."""
    seen = set()
    for kept in SellOutLayout.objects.filter(retailer=retailer):
        if kept.shape in seen:
            continue
        seen.add(kept.shape)
        layout = from_json(kept.layout)
        if any(find(grid, layout) for grid in file.grids):
            return kept
    return None


def content_of(row: SellOutImport) -> bytes:
    """The bytes that were sent."""
    with row.file.open("rb") as opened:
        return bytes(opened.read())


def opened(row: SellOutImport, today: dt.date, at: tuple[int, int, int] | None = None) -> Opened:
    """How far a file is understood now. ``at`` is a heading that a person pointed at: sheet, row, height."""
    file = read_file(content_of(row))
    if row.layout is None:
        names = [each for pair in _stores(row.retailer_id) for each in pair]
        known = _last_roles(row)
        guessed = (
            guess(file.grids, today, stores=names, known=known)
            if at is None
            else guess_at(file.grids, *at, today, stores=names, known=known)
        )
        return Opened(file, None, guessed, None, None)
    layout = from_json(row.layout.layout)
    reading = read(file.grids, layout, today, answers_of(row))
    return Opened(file, layout, None, reading, _matched(row, reading))


def _stores(retailer: int) -> list[tuple[str, str]]:
    return list(Store.objects.filter(retailer=retailer).values_list("code", "name"))


def _last_roles(row: SellOutImport) -> dict[str, str]:
    """What headings meant in the retailer's last layout, to be filled in where a file has changed."""
    last = SellOutLayout.objects.filter(retailer=row.retailer_id).first()
    if last is None:
        return {}
    columns = from_json(last.layout).columns
    return {each.heading: each.role for each in columns if each.role != "other"}


def answers_of(row: SellOutImport) -> Answers:
    """What was told of this file alone."""
    told = row.answers
    span = (
        Span(dt.date.fromisoformat(told["first"]), dt.date.fromisoformat(told["last"]))
        if "first" in told
        else None
    )
    return Answers(span, told.get("store", ""), told.get("mark", ""))


def _matched(row: SellOutImport, reading: Reading) -> Matched:
    known = replace(known_of(row.retailer_id), leave_cartons=bool(row.answers.get("leave_cartons")))
    first = match(reading.lines, known)
    return match(reading.lines, known, told_before(first)) if first.sums else first


# Explained by a person


def locked(row: SellOutImport) -> SellOutImport:
    """The row, held until the transaction ends, with its retailer: of two people the second waits."""
    Organisation.objects.select_for_update().get(pk=row.retailer_id)
    found = SellOutImport.objects.select_for_update(of=("self",)).select_related("layout").get(pk=row.pk)
    if found.state != WAITING:
        raise Refused(
            Text("Berkas ini sudah dimasukkan atau dibatalkan orang lain.",
                 "Somebody else has taken this file in already, or undone it.")
        )  # fmt: skip
    return found


@transaction.atomic
def confirm_layout(row: SellOutImport, layout: Layout, by: Person) -> SellOutLayout:
    """Keep how the columns are meant; the same once more is no new version."""
    row = locked(row)
    told = as_json(layout)
    last = SellOutLayout.objects.filter(retailer=row.retailer_id).first()
    kept = last if last is not None and last.layout == told else None
    if kept is None:
        kept = SellOutLayout.objects.create(
            retailer_id=row.retailer_id,
            version=last.version + 1 if last else 1,
            shape=layout.shape,
            layout=told,
            made_by=by,
        )
    row.layout = kept
    row.save(update_fields=["layout"])
    return kept


@transaction.atomic
def explain_again(row: SellOutImport) -> None:
    """Ask about the columns of a waiting file once more."""
    row = locked(row)
    row.layout = None
    row.save(update_fields=["layout"])


@transaction.atomic
def tell_answers(row: SellOutImport, *, span: Span | None = None, store: str = "", mark: str = "") -> None:
    """The days or the shop of a file that does not say them, or the mark before decimals of its counts."""
    row = locked(row)
    told = dict(row.answers)
    if span is not None:
        told |= {"first": span.first.isoformat(), "last": span.last.isoformat()}
    if store:
        told["store"] = store
    if mark:
        told["mark"] = mark
    row.answers = told
    row.save(update_fields=["answers"])


@transaction.atomic
def tell_stores(retailer: int, told: Mapping[str, int | None], by: Person) -> None:
    """Remember which shop is meant by a name; ``None`` for one that is of no concern."""
    own = set(Store.objects.filter(retailer=retailer).values_list("pk", flat=True))
    for text, store in told.items():
        if store is not None and store not in own:
            raise Refused(Text("Toko itu bukan toko ritel ini.", "That is no shop of this retailer."))
        StoreName.objects.update_or_create(
            retailer_id=retailer, text=plain(text)[:120], defaults={"store_id": store, "told_by": by}
        )


@transaction.atomic
def tell_products(retailer: int, told: Mapping[Key, int | None], by: Person) -> None:
    """Remember which product is meant by a code or a name; ``None`` for another supplier's."""
    for key, product in told.items():
        ArticleCode.objects.update_or_create(
            retailer_id=retailer,
            kind=key.kind,
            text=key.text,
            defaults={"product_id": product, "told_by": by},
        )


@transaction.atomic
def tell_cartons(retailer: int, told: Mapping[tuple[int, str], int], by: Person) -> None:
    """Remember how many pieces of a product the retailer's files mean by a carton."""
    for (product, unit), pieces in told.items():
        CartonSize.objects.update_or_create(
            retailer_id=retailer,
            product_id=product,
            unit=unit[:20],
            defaults={"pieces": pieces, "told_by": by},
        )


@transaction.atomic
def leave_cartons(row: SellOutImport) -> None:
    """Take a file without the rows in cartons of which nobody knows what is in them; the next asks again."""
    row = locked(row)
    row.answers = row.answers | {"leave_cartons": True}
    row.save(update_fields=["answers"])


# Taken in, and undone


def take(row: SellOutImport, by: Person, today: dt.date) -> SellOutImport:
    """Write a file's sales down, once. Raises :class:`Refused` where something of it is not explained yet."""
    try:
        return _take(row, by, today)
    except IntegrityError:
        raise Refused(
            Text("Orang lain baru saja memasukkan penjualan yang sama. Muat ulang halaman ini.",
                 "Somebody else has just taken the same sales in. Load this page again.")
        ) from None  # fmt: skip


@transaction.atomic
def _take(row: SellOutImport, by: Person, today: dt.date) -> SellOutImport:
    row = locked(row)
    refuse_taken(row.retailer_id, row.sha256)
    found = opened(row, today)
    if found.reading is None or found.matched is None or open_questions(found):
        raise Refused(
            Text("Masih ada yang perlu dijawab sebelum berkas ini bisa masuk.",
                 "Something has to be answered before this file can be taken in.")
        )  # fmt: skip
    replaced = [pk for each in found.matched.sums for pk in each.replaces]
    row.summary = summary_of(found.reading, found.matched)
    row.account = account_of(found.reading, found.matched)
    row.state, row.taken_at, row.taken_by = TAKEN, timezone.now(), by
    row.save()
    SellOutRow.objects.filter(pk__in=replaced).update(replaced_by=row)
    SellOutRow.objects.bulk_create(_rows(row, found.reading, found.matched), batch_size=500)
    return row


def _rows(row: SellOutImport, reading: Reading, matched: Matched) -> list[SellOutRow]:
    return [
        SellOutRow(
            source=row,
            store_id=each.store,
            product_id=each.product,
            from_day=each.span.first,
            until_day=each.span.last,
            pieces=each.pieces,
            value_idr=each.value_idr,
            stock=each.stock,
            file_rows=[[reading.lines[place].sheet, reading.lines[place].row] for place in each.lines],
        )
        for each in matched.sums
        if each.outcome in (NEW, CORRECTED)
    ]


def open_questions(found: Opened) -> tuple[str, ...]:
    """What has to be answered yet: ``layout``, ``days``, ``store``, ``mark`` (of decimals), ``stores``,
    ``products``, ``cartons``.
    """
    if (
        found.layout is None
        or found.reading is None
        or found.matched is None
        or not found.reading.shape_found
    ):
        return ("layout",)
    asked = {
        "days": found.reading.wants_span,
        "store": found.reading.wants_store,
        "mark": bool(found.reading.unsure_count),
        "stores": bool(found.matched.unknown_stores),
        "products": bool(found.matched.unknown_products),
        "cartons": bool(found.matched.unknown_cartons),
    }
    return tuple(each for each, wanted in asked.items() if wanted)


@transaction.atomic
def undo(row: SellOutImport, by: Person) -> None:
    """Take a whole file back; what it had replaced holds again.

    Raises :class:`Refused` while a later file rests on it: that one is undone first.
    """
    Organisation.objects.select_for_update().get(pk=row.retailer_id)
    row = SellOutImport.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.state != TAKEN:
        raise Refused(Text("Berkas ini sudah dibatalkan.", "This file was undone already."))
    later = SellOutImport.objects.filter(replaced__source=row, state=TAKEN).first()
    if later is not None:
        raise Refused(
            Text("Sebagian sudah diperbaiki oleh berkas {name}. Batalkan berkas itu dulu.",
                 "Part of it was corrected by the file {name}. Undo that one first.").filled(
                name=Text.same(later.file_name)
            )
        )  # fmt: skip
    row.rows.all().delete()
    SellOutRow.objects.filter(replaced_by=row).update(replaced_by=None)
    row.state, row.undone_at, row.undone_by = UNDONE, timezone.now(), by
    row.save(update_fields=["state", "undone_at", "undone_by"])


def drop(row: SellOutImport) -> None:
    """Throw a waiting file away."""
    with transaction.atomic():
        row = locked(row)
        row.file.delete(save=False)
        row.delete()


def summaries(rows: Sequence[SellOutImport]) -> list[dict[str, Any]]:
    """What became of the rows of each file, for a list."""
    return [row.summary.get("rows", {}) for row in rows]
