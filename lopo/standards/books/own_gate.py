"""Gates that are written here: begun, drafted, published as a dated edition, withdrawn.

A draft is always a whole pack: what the parser of packs refuses is not saved. Whoever saves or publishes says
which revision she saw; of two who act at once one wins, and the other gets :class:`Refused` with the reason.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.text import slugify

from lopo.accounts.models import Organisation, Person
from lopo.facts import wording
from lopo.facts.catalogue import load_catalogue
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.standards import house_library
from lopo.standards.conditions.condition import ALWAYS, Condition, parse_condition
from lopo.standards.library import Edition, edition_on, load_library
from lopo.standards.models import GateEdition, OwnGate
from lopo.standards.own_gates.own_pack import (
    OwnPack,
    Published,
    library_with,
    parse_own_pack,
    renamed,
    write_own_pack,
)
from lopo.standards.pack import BadPack
from lopo.standards.requirement import Gate, Requirement

FARTHEST_DAYS = 366 * 2
"""A gate can be published so many days ahead; a later day is a slip of the year."""
CHANGED = Text(
    "Orang lain baru saja mengubah rancangan ini. Muat ulang halaman, lihat perubahannya, lalu ulangi.",
    "Somebody else has just changed this draft. Load the page again, look at the change, then do it again.",
)
ASKS_NOTHING = Text(
    "Gerbang meminta paling sedikit satu hal. Biarkan satu syarat, atau buang rancangannya.",
    "A gate asks for at least one thing. Leave one demand in it, or throw the draft away.",
)
GONE = Text(
    "Rancangan ini sudah diterbitkan atau dibuang orang lain.",
    "This draft was published or thrown away by somebody else.",
)


def refused_pack(fault: BadPack) -> Refused:
    """Why a pack is refused, with its place, in a sentence of both languages."""
    return Refused(
        Text(
            f"Ini ditolak. Tempatnya: {fault.place}. Sebabnya: {fault.reason}.",
            f"This is refused. Where: {fault.place}. Why: {fault.reason}.",
        )
    )


def known_names() -> frozenset[str]:
    """What a gate may ask besides its own demands: every demand that ships."""
    return frozenset(r.name for standard in load_library().standards for r in standard.requirements)


def read_pack(text: str, file: str) -> OwnPack:
    """Read a pack with the parser of packs. Raises :class:`Refused` with place and reason."""
    library = load_library()
    try:
        return parse_own_pack(text, file, library.catalogue, library.steps, known_names())
    except BadPack as fault:
        raise refused_pack(fault) from None


def pack_of(edition: GateEdition) -> OwnPack:
    """The pack of an edition."""
    return read_pack(edition.pack, str(edition))


def draft_of(gate: OwnGate) -> GateEdition | None:
    """The draft of a gate, if there is one; it is the only one."""
    return gate.editions.filter(published_at=None).first()


def kinds_condition(kinds: Iterable[str]) -> Condition:
    """For which kinds of product a gate is; all kinds where none is named."""
    named = list(kinds)
    if not named:
        return ALWAYS
    return parse_condition({"fact": "product.kind", "in": named}, load_catalogue())


def shipped_names(edition: Edition, gate_id: str) -> tuple[str, ...]:
    """What a gate asks, demand by demand, to begin with; its own demands of another house's gate left out."""
    known = known_names()
    return tuple(name for name in edition.asked_by.get(gate_id, ()) if name in known)


@transaction.atomic
def begin_gate(
    owner: Organisation,
    head: tuple[Text, Text],
    rung: str,
    kinds: Iterable[str],
    known: Iterable[str],
    by: Person,
) -> GateEdition:
    """A new gate with its first draft. ``head`` is title and about. Raises :class:`Refused`."""
    code = _new_code(owner)
    gate = OwnGate.objects.create(owner=owner, code=code, made_by=by)
    shape = Gate(code, head[0], "buyer", rung, (), head[1], kinds_condition(kinds))
    pack = OwnPack(shape).asking(known)
    return GateEdition.objects.create(
        gate=gate, number=1, pack=_checked(pack), changed_by=by, changed_at=timezone.now()
    )


def _new_code(owner: Organisation) -> str:
    """A name that no gate, standard or earlier own gate has."""
    library = load_library()
    taken = {gate.id for gate in library.gates} | {each.id for each in library.standards}
    taken |= {rung.id for ladder in library.ladders for rung in ladder.rungs}
    begin = f"toko-{slugify(owner.name) or owner.pk}"[:32].strip("-")
    taken |= set(OwnGate.objects.filter(code__startswith=begin).values_list("code", flat=True))
    code, number = begin, 1
    while code in taken:
        number += 1
        code = f"{begin}-{number}"
    return code


def _checked(pack: OwnPack) -> str:
    """The pack as text, read back by the parser. Raises :class:`Refused`."""
    text = write_own_pack(pack)
    read_pack(text, pack.gate.id)
    return text


def begin_draft(gate: OwnGate, by: Person) -> GateEdition:
    """The draft that follows the newest edition; the one that is there already, if there is one."""
    if draft := draft_of(gate):
        return draft
    newest = gate.editions.latest("number")
    try:
        with transaction.atomic():
            return GateEdition.objects.create(
                gate=gate,
                number=newest.number + 1,
                pack=newest.pack,
                changed_by=by,
                changed_at=timezone.now(),
            )
    except IntegrityError:  # somebody began it at the same moment
        return gate.editions.get(published_at=None)


def save_draft(draft: GateEdition, pack: OwnPack, revision: int, by: Person) -> None:
    """Save a draft as it was changed from ``revision``. Raises :class:`Refused`."""
    if not pack.known and not pack.demands:
        raise Refused(ASKS_NOTHING)
    text = _checked(replace(pack, gate=replace(pack.gate, id=draft.gate.code)))
    changed = GateEdition.objects.filter(pk=draft.pk, revision=revision, published_at=None).update(
        pack=text, revision=F("revision") + 1, changed_by=by, changed_at=timezone.now()
    )
    if not changed:
        raise Refused(_why_not(draft.pk))
    draft.refresh_from_db()


def _why_not(pk: int) -> Text:
    return CHANGED if GateEdition.objects.filter(pk=pk, published_at=None).exists() else GONE


def discard_draft(draft: GateEdition, revision: int) -> None:
    """Throw a draft away; a gate that was never published goes with it. Raises :class:`Refused`."""
    with transaction.atomic():
        gone, _what = GateEdition.objects.filter(pk=draft.pk, revision=revision, published_at=None).delete()
        if not gone:
            raise Refused(_why_not(draft.pk))
        OwnGate.objects.filter(pk=draft.gate_id, editions=None).delete()


def import_pack(draft: GateEdition, text: str, file: str, revision: int, by: Person, on: dt.date) -> None:
    """Put a pack that somebody sent in the place of the draft, under the gate's own name."""
    try:
        own = renamed(text, file, draft.gate.code, _whole_standards(edition_on(on)))
    except BadPack as fault:
        raise refused_pack(fault) from None
    save_draft(draft, read_pack(own, file), revision, by)


def _whole_standards(edition: Edition) -> dict[str, tuple[str, ...]]:
    names: dict[str, list[str]] = {}
    for name, each in edition.requirements.items():
        names.setdefault(each.standard, []).append(name)
    return {standard: tuple(listed) for standard, listed in names.items()}


def publish(draft: GateEdition, revision: int, valid_from: dt.date, by: Person, today: dt.date) -> None:
    """Publish a draft as the edition that holds from ``valid_from``. Raises :class:`Refused`."""
    if valid_from < today:
        raise Refused(
            Text(
                "Hari mulai berlaku sudah lewat. Pilih hari ini atau sesudahnya.",
                "The first day has passed already. Choose today or a later day.",
            )
        )
    if (valid_from - today).days > FARTHEST_DAYS:
        raise Refused(
            Text(
                "Hari ini terlalu jauh ke depan. Periksa tahunnya.",
                "This day lies too far ahead. Look at the year.",
            )
        )
    try:
        with transaction.atomic():
            OwnGate.objects.select_for_update().get(pk=draft.gate_id)
            _check_goes_together(draft, valid_from)
            changed = GateEdition.objects.filter(pk=draft.pk, revision=revision, published_at=None).update(
                valid_from=valid_from,
                published_at=timezone.now(),
                published_by=by,
                revision=F("revision") + 1,
            )
            if not changed:
                raise Refused(_why_not(draft.pk))
    except IntegrityError:
        raise Refused(
            Text(
                "Sudah ada edisi yang mulai berlaku pada {day}. Pilih hari lain, atau tarik dulu edisi itu.",
                "An edition begins on {day} already. Choose another day, or withdraw that edition first.",
            ).filled(day=wording.say_date(valid_from))
        ) from None
    house_library.published_anew()
    draft.refresh_from_db()


def _check_goes_together(draft: GateEdition, valid_from: dt.date) -> None:
    """The house's library must still hold with this edition in it. Raises :class:`Refused`."""
    gates = {code: list(each) for code, each in house_library.published_gates().items()}
    pack = read_pack(GateEdition.objects.get(pk=draft.pk).pack, str(draft))
    listed = [each for each in gates.get(draft.gate.code, []) if each.valid_from != valid_from]
    gates[draft.gate.code] = [*listed, Published(pack, draft.number, valid_from)]
    try:
        library_with(load_library(), gates.values(), valid_from)
    except BadPack as fault:
        raise refused_pack(fault) from None


def withdraw(edition: GateEdition, day: dt.date, by: Person, today: dt.date) -> None:
    """Let a published edition hold no more from ``day`` on. Raises :class:`Refused`."""
    if day < today:
        raise Refused(
            Text(
                "Yang sudah berlaku tidak bisa ditarik ke belakang. Pilih hari ini atau sesudahnya.",
                "What held already cannot be undone. Choose today or a later day.",
            )
        )
    first = max(day, edition.valid_from or day)
    changed = GateEdition.objects.filter(pk=edition.pk, published_at__isnull=False, withdrawn_at=None).update(
        withdrawn_from=first,
        withdrawn_at=timezone.now(),
        withdrawn_by=by,
        assessed_through=0,
        assessed_at=None,
    )
    if not changed:
        raise Refused(Text("Edisi ini sudah ditarik orang lain.", "Somebody else has withdrawn it already."))
    house_library.published_anew()
    edition.refresh_from_db()


def with_demand(pack: OwnPack, demand: Requirement, author: Text, replaces: str = "") -> OwnPack:
    """The pack with one more demand of its own, or with one in the place of ``replaces``."""
    demands = list(pack.demands)
    place = next((n for n, each in enumerate(demands) if each.id == replaces), None)
    if place is None:
        demands.append(demand)
    else:
        demands[place] = demand
    return pack.with_demands(tuple(demands), author)


def without_demand(pack: OwnPack, id: str, author: Text) -> OwnPack:
    """The pack without one of its own demands."""
    return pack.with_demands(tuple(each for each in pack.demands if each.id != id), author)


def new_demand_id(pack: OwnPack, fact: str) -> str:
    """A name for a demand about ``fact`` that no other demand of the gate has."""
    begin = slugify(fact.replace(".", "-").replace("_", "-"))[:60] or "demand"
    taken = {each.id for each in pack.demands}
    id, number = begin, 1
    while id in taken:
        number += 1
        id = f"{begin}-{number}"
    return id


def newest_number(gate: OwnGate) -> int:
    """The number of the newest published edition; nought while there is none."""
    found = gate.editions.filter(published_at__isnull=False).aggregate(newest=Max("number"))
    return found["newest"] or 0


def first_free_day(gate: OwnGate, today: dt.date) -> dt.date:
    """The first day from today on which no edition of a gate begins yet."""
    editions = gate.editions.filter(published_at__isnull=False, valid_from__gte=today)
    begins = {each.valid_from for each in editions if each.withdrawn_from != each.valid_from}
    day = today
    while day in begins:
        day += dt.timedelta(days=1)
    return day
