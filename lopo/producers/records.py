"""Write facts and papers down, and read them back as dossiers.

Whatever is saved here is told to :data:`AFTER_CHANGE`, which the layers above fill, so that what they
remember of a product stays true.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from lopo.accounts.models import Organisation, Person
from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier import Dossier, nothing
from lopo.facts.kinds import Refused, to_plain
from lopo.facts.text import Text
from lopo.producers.evidence import CleanFile
from lopo.producers.kelurahan import find_kelurahan
from lopo.producers.models import Business, Evidence, Kelurahan, Paper, Product, Statement
from lopo.producers.telling import Told, told_of

AFTER_CHANGE: list[Callable[[Business, Product | None], None]] = []
"""Called after every change with the business, and the product when it concerns one product only."""

COLUMNS = ("business.name", "business.kelurahan", "product.name", "product.kind")
"""Facts that stand in columns of their own and not among the statements."""

Row = TypeVar("Row", Statement, Paper)

NAME_MOST = 160
"""Characters of the name of a business or a product."""


def lock(*businesses: int) -> None:
    """Let one change of a business pass at a time, until the transaction ends.

    Of two people the second waits, and tells on top of what the first told. Many are locked in one order, so
    that nobody waits in a circle. (SQLite has one writer at a time anyway.)
    """
    rows = Business.objects.select_for_update(no_key=True).filter(pk__in=businesses)
    list(rows.order_by("pk").values_list("pk"))


_GATHERED: ContextVar[dict[int, Business] | None] = ContextVar("changes gathered", default=None)


def after_change(business: Business, product: Product | None = None) -> None:
    """Tell the layers above that something about ``business``, or one ``product`` of it, has changed."""
    gathered = _GATHERED.get()
    if gathered is not None:
        gathered[business.pk] = business
        return
    for tell in AFTER_CHANGE:
        tell(business, product)


@contextmanager
def changes_gathered() -> Iterator[None]:
    """For an import and the like: the layers above are told once a business, when all is written.

    They are not told when the block fails. A block within another one ends with the outer.
    """
    if _GATHERED.get() is not None:
        yield
        return
    gathered: dict[int, Business] = {}
    kept = _GATHERED.set(gathered)
    try:
        yield
    finally:
        _GATHERED.reset(kept)
    for business in gathered.values():
        after_change(business)


@transaction.atomic
def record_fact(
    business: Business,
    product: Product | None,
    fact: str,
    raw: object,
    *,
    typed_by: Person,
    said_by: str = "owner",
    said_on: dt.date | None = None,
    evidence: Evidence | None = None,
    absent: bool = False,
) -> None:
    """Write one fact down as ``said_by`` told it; ``absent`` says that someone looked and nothing is there.

    A fact about the whole business is written once for all its products. Nothing is written when it is told
    again just as it was. Raises :class:`lopo.facts.kinds.Refused` for a value that cannot be taken, and
    :class:`KeyError` for a fact that is not told but worked out, or not known at all.
    """
    definition = load_catalogue()[fact]
    if definition.is_computed:
        raise KeyError(f"{fact} is worked out, not told")
    value = to_plain(nothing(definition.kind).value if absent else definition.read(raw))
    subject = product if definition.subject == "product" else None
    if definition.subject == "product" and (product is None or product.business_id != business.pk):
        raise ValueError(f"{fact} is told of a product of the business, not of {product!r}")
    lock(business.pk)
    if fact in COLUMNS:
        _record_column(business, product, fact, str(value))
    else:
        told = Statement(
            business=business,
            product=subject,
            fact=fact,
            value=value,
            said_by=said_by,
            said_on=said_on or timezone.localdate(),
            typed_by=typed_by,
            evidence=evidence,
        )
        if not _write_down(told):
            return
    after_change(business, subject)


def _write_down(told: Statement) -> bool:
    """Whether the statement was news: it is kept, and the one before it is superseded."""
    current = Statement.objects.filter(
        business=told.business, product=told.product, fact=told.fact, superseded_at=None
    )
    before = current.first()
    same = before and (before.value, before.said_by, before.evidence) == (
        told.value, told.said_by, told.evidence,
    )  # fmt: skip
    if before and same and not _paper_told_since(before):
        return False
    now = timezone.now()
    if before:
        current.update(superseded_at=now)
    if before is None or before.value != told.value:
        _let_lapse(told, now)
    told.save()
    return True


def _let_lapse(told: Statement, now: dt.datetime) -> None:
    """What was said about the earlier value of a fact says nothing of the new one."""
    lapsing = [each.name for each in load_catalogue().values() if told.fact in each.lapses_with]
    if lapsing:
        Statement.objects.filter(
            business=told.business, product=told.product, fact__in=lapsing, superseded_at=None
        ).update(superseded_at=now)


def _paper_told_since(statement: Statement) -> bool:
    """Whether a paper has spoken about the same thing since, so that the statement no longer counts."""
    section, _dot, rest = statement.fact.partition(".")
    papers = Paper.objects.filter(
        Q(recorded_at__gt=statement.recorded_at) | Q(verified_at__gt=statement.recorded_at),
        business=statement.business_id,
        product=statement.product_id,
        kind=rest.partition(".")[0],
        superseded_at=None,
        refused_at=None,
    )
    return section == "permit" and papers.exists()


def _record_column(business: Business, product: Product | None, fact: str, value: str) -> None:
    if fact.endswith(".name"):
        _check_name(value)
    if fact == "business.name":
        business.name = value
        business.save(update_fields=["name"])
        Organisation.objects.filter(pk=business.organisation_id).update(name=value)
    elif fact == "business.kelurahan":
        business.kelurahan = _kelurahan_named(value)
        business.save(update_fields=["kelurahan"])
    elif product is not None and fact in ("product.name", "product.kind"):
        field = fact.removeprefix("product.")
        setattr(product, field, value)
        product.save(update_fields=[field])


def _check_name(name: str) -> None:
    if not name:
        raise Refused(Text("Nama belum diisi.", "The name is empty."))
    if len(name) > NAME_MOST:
        raise Refused(
            Text(f"Nama paling panjang {NAME_MOST} huruf, ini {len(name)}.",
                 f"A name has at most {NAME_MOST} characters; this one has {len(name)}.")
        )  # fmt: skip


def _kelurahan_named(name: str) -> Kelurahan:
    ward = find_kelurahan(name)
    found = Kelurahan.objects.filter(code=ward.code).first() if ward else None
    if found is None:
        raise Refused(
            Text(f"“{name}” bukan kelurahan di kota ini. Periksa ejaannya.",
                 f"“{name}” is not a kelurahan of this city. Check how it is written.")
        )  # fmt: skip
    return found


def keep_evidence(upload: CleanFile, business: Business, by: Person) -> Evidence:
    """Keep a checked photo or PDF of ``business``; its name says nothing but its own content."""
    digest = hashlib.sha256(upload.content).hexdigest()
    return Evidence.objects.create(
        business=business,
        file=ContentFile(upload.content, name=f"{digest[:16]}{upload.ending}"),
        kind=upload.kind,
        sha256=digest,
        size=len(upload.content),
        uploaded_by=by,
    )


@transaction.atomic
def record_paper(paper: Paper, *, replaces: Paper | None = None) -> Paper:
    """Save a paper. The one it corrects is kept, superseded; so is an older one of the same kind."""
    lock(paper.business_id)
    now = timezone.now()
    older = Paper.objects.filter(
        business=paper.business, product=paper.product, kind=paper.kind, superseded_at=None
    )
    older.update(superseded_at=now)
    if replaces is not None:
        Paper.objects.filter(pk=replaces.pk, superseded_at=None).update(superseded_at=now)
    paper.save()
    after_change(paper.business, paper.product)
    return paper


@transaction.atomic
def decide_paper(paper: Paper, officer: Person, code: str = "", words: str = "") -> bool:
    """Verify a paper; or refuse it, when there is a ``code`` of a reason or a reason in ``words``.

    False, and nothing is changed, when it was decided or replaced meanwhile.
    """
    lock(paper.business_id)
    waiting = Paper.objects.filter(pk=paper.pk, verified_at=None, refused_at=None, superseded_at=None)
    now = timezone.now()
    if code or words:
        changed = waiting.update(refused_by=officer, refused_at=now, refused_code=code, refused_reason=words)
    else:
        changed = waiting.update(verified_by=officer, verified_at=now)
    if changed:
        after_change(paper.business, paper.product)
    return bool(changed)


def dossier_of(product: Product, *, as_read: bool = False) -> Dossier:
    """Everything told about one product and its business; what can be worked out is not in it yet.

    ``as_read`` by a page that has just read the product with its business: it is not read again.
    """
    return told_about(product, as_read=as_read).dossier


def dossiers_of(products: Iterable[Product]) -> dict[int, Dossier]:
    """The dossiers of many products by primary key, in three queries however many there are."""
    return {id: told.dossier for id, told in _told(products).items()}


def told_about(product: Product, *, as_read: bool = False) -> Told:
    """What counts of one product, and what was told otherwise and counts no more; ``as_read`` as above."""
    return (_told_of({product.pk: product}) if as_read else _told([product]))[product.pk]


def _told(products: Iterable[Product]) -> dict[int, Told]:
    """As they are recorded now, whatever ``products`` were read as."""
    listed = Product.objects.filter(pk__in=[product.pk for product in products])
    return _told_of({product.pk: product for product in listed.select_related("business__kelurahan")})


def _told_of(by_id: Mapping[int, Product]) -> dict[int, Told]:
    ids = list(by_id)
    businesses = {product.business_id for product in by_id.values()}
    statements = Statement.objects.filter(
        Q(product__in=ids) | Q(product=None), business__in=businesses, superseded_at=None
    ).select_related("evidence", "typed_by")
    papers = Paper.objects.filter(
        Q(product__in=ids) | Q(product=None),
        business__in=businesses,
        superseded_at=None,
        refused_at=None,
    ).select_related("evidence", "typed_by", "verified_by")
    told, held = _by_subject(statements), _by_subject(papers)
    return {
        id: told_of(product, _about(told, product), _about(held, product)) for id, product in by_id.items()
    }


def _by_subject(rows: Iterable[Row]) -> dict[tuple[int, int | None], list[Row]]:
    grouped: dict[tuple[int, int | None], list[Row]] = {}
    for row in rows:
        grouped.setdefault((row.business_id, row.product_id), []).append(row)
    return grouped


def _about(grouped: Mapping[tuple[int, int | None], list[Row]], product: Product) -> list[Row]:
    """Rows of the business, then those of the product itself."""
    return grouped.get((product.business_id, None), []) + grouped.get((product.business_id, product.pk), [])


def history_of(product: Product) -> list[Statement]:
    """Everything that was ever told about a product and its business, newest first."""
    rows = Statement.objects.filter(Q(product=product) | Q(product=None), business=product.business)
    return list(rows.select_related("typed_by", "evidence").order_by("-recorded_at", "-pk")[:500])
