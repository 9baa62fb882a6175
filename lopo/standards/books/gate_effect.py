"""What a draft would do to the products that are known, worked out in a few seconds.

What is remembered of every product (:class:`Standing`) answers for the demands that the house knows already.
Only where those are all met, or the gate's own demands decide, a dossier is read and held against the few
demands that are new. So thousands of products cost one query for what is remembered and a few more for those
near the gate.

A buyer is told names only of products whose owners show them, judged by what they show; of all others she is
told numbers, in steps of five.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lopo.accounts.field_groups import FieldGroup, is_shown_with
from lopo.accounts.models import Consent, Look, Person
from lopo.accounts.scope import Scope
from lopo.facts.dossier import Dossier, Fact
from lopo.producers.models import Product
from lopo.producers.records import dossiers_of
from lopo.standards.assessment import applies_condition, assess
from lopo.standards.conditions.condition import Condition, facts_of
from lopo.standards.conditions.evaluation import judge
from lopo.standards.conditions.truth import Truth
from lopo.standards.derivation import complete
from lopo.standards.house_library import edition_on, published_gates
from lopo.standards.library import Edition, load_library
from lopo.standards.models import Standing
from lopo.standards.own_gates.effect import Effect, Verdict, asked_of, effect_of, narrowed, verdict
from lopo.standards.own_gates.own_pack import OwnPack, Published, library_with

CHUNK = 200
LISTED = 50
"""Products told by name, of those that fall and of those that rise."""
KIND = "product.kind"


@dataclass(frozen=True, slots=True)
class ShownEffect:
    """What one person may know of it. ``named`` is exact and has names; ``whole`` are numbers of all."""

    whole: Effect
    named: Effect
    products: Mapping[int, Product]
    """The first products that fall or rise and may be named, by primary key."""
    now: Edition
    then: Edition


def edition_with(pack: OwnPack, number: int, on: dt.date) -> Edition:
    """The house's library as it would be on ``on`` if the draft held. Raises :class:`BadPack`."""
    gates = {code: list(each) for code, each in published_gates().items()}
    listed = [each for each in gates.get(pack.gate.id, []) if each.valid_from != on]
    gates[pack.gate.id] = [*listed, Published(pack, number, on)]
    return library_with(load_library(), gates.values(), on).edition(on)


def effect_for(person: Person, scope: Scope, pack: OwnPack, number: int, on: dt.date) -> ShownEffect:
    """Hold the draft and the edition that holds now against every product that is known.

    ``scope`` is the reach of ``standards.edit``. Raises :class:`lopo.standards.pack.BadPack`.
    """
    now, then = edition_on(on), edition_with(pack, number, on)
    gate = _BothEditions(pack.gate.id, now, then)
    rows = [
        _Row(pk, kind, owner, statuses)
        for pk, kind, owner, statuses in Standing.objects.filter(product__archived_at=None)
        .order_by("product")
        .values_list("product", "product__kind", "product__business__organisation", "statuses")
    ]
    not_assessed = Product.objects.filter(archived_at=None, standing=None).count()
    verdicts = dict(gate.verdicts(rows))
    whole = effect_of(((pk, *both) for pk, both in verdicts.items()), not_assessed, gate.asked_then)
    if scope.everything:
        named = whole
    else:
        shown = _shown_groups(scope.own_ids)
        theirs = [row for row in rows if row.owner in shown]
        near = [row.product for row in theirs if any(each.passed for each in verdicts[row.product])]
        seen = dict(gate.seen_by(near, {row.product: shown[row.owner] for row in theirs}))
        far = (Verdict(False), Verdict(False))
        named = effect_of(((row.product, *seen.get(row.product, far)) for row in theirs), 0, gate.asked_then)
    moved = [each.product for each in (*named.falls[:LISTED], *named.rises[:LISTED])]
    products = {each.pk: each for each in Product.objects.filter(pk__in=moved).select_related("business")}
    if not scope.everything:
        _write_looks(person, sorted(scope.own_ids), products.values(), on)
    return ShownEffect(whole, named, products, now, then)


@dataclass(frozen=True, slots=True)
class _Row:
    product: int
    kind: str
    owner: int
    statuses: Mapping[str, str]


class _BothEditions:
    """One gate as it holds now and as it would hold then."""

    def __init__(self, gate_id: str, now: Edition, then: Edition) -> None:
        self.gate_id = gate_id
        self.now, self.then = now, then
        self.asked_now, self.asked_then = asked_of(now, gate_id), asked_of(then, gate_id)
        self.new = frozenset(name for name in self.asked_then if not _same(name, now, then))
        self.old = tuple(name for name in self.asked_then if name not in self.new)
        self.remembered = frozenset((*self.asked_now, *self.old))
        self.kinds: dict[str, tuple[Truth, Truth] | None] = {}
        self.parts: dict[tuple[int, frozenset[str]], Edition] = {}

    def verdicts(self, rows: Sequence[_Row]) -> Iterator[tuple[int, tuple[Verdict, Verdict]]]:
        """Product and its verdicts now and then, by the whole dossier."""
        near = {}
        for row in rows:
            decided = self._decided(row)
            if decided is None:
                near[row.product] = row
            else:
                yield row.product, decided
        for pk, dossier in self._dossiers(near):
            told = near[pk].statuses
            yield (
                pk,
                (
                    self._verdict(self.now, self.asked_now, told, dossier),
                    self._verdict(
                        self.then,
                        self.asked_then,
                        {name: told[name] for name in told if name not in self.new},
                        dossier,
                    ),
                ),
            )

    def _decided(self, row: _Row) -> tuple[Verdict, Verdict] | None:
        """The verdicts where what is remembered settles them; nothing where a dossier must be read.

        Two demands that are open already settle it: whether a new one is met, too, changes nothing.
        """
        applies = self._applies(row.kind)
        if applies is None or not self.remembered <= row.statuses.keys():
            return None
        now = verdict(row.statuses, self.asked_now, applies[0])
        then = verdict(row.statuses, self.old, applies[1])
        if self.new and applies[1] is Truth.MET and (now.passed or len(then.open) < 2):
            return None
        return now, then

    def _verdict(
        self, edition: Edition, asked: Sequence[str], told: Mapping[str, str], dossier: Dossier
    ) -> Verdict:
        found = self._statuses(edition, [name for name in asked if name not in told], dossier)
        return verdict({**told, **found}, asked, _judged(edition, self.gate_id, dossier))

    def seen_by(
        self, products: Sequence[int], groups: Mapping[int, frozenset[FieldGroup]]
    ) -> Iterator[tuple[int, tuple[Verdict, Verdict]]]:
        """The same by what the owners show; only for products that pass one of the two by all there is."""
        for start in range(0, len(products), CHUNK):
            part = Product.objects.filter(pk__in=products[start : start + CHUNK])
            for pk, dossier in dossiers_of(part).items():
                shown = dossier.without(name for name in dossier if not is_shown_with(name, groups[pk]))
                known = complete(shown, self.now.on)
                yield (
                    pk,
                    (
                        self._verdict(self.now, self.asked_now, {}, known),
                        self._verdict(self.then, self.asked_then, {}, known),
                    ),
                )

    def _statuses(self, edition: Edition, names: Sequence[str], dossier: Dossier) -> dict[str, str]:
        if not names:
            return {}
        key = (id(edition), frozenset(names))
        if key not in self.parts:
            self.parts[key] = narrowed(edition, names, self.gate_id)
        return {name: each.value for name, each in assess(dossier, self.parts[key]).statuses.items()}

    def _applies(self, kind: str) -> tuple[Truth, Truth] | None:
        """Whether the gate is for a kind of product, now and then; nothing where more must be known."""
        if kind not in self.kinds:
            dossier = Dossier({KIND: Fact(kind)})
            told = all(
                set(facts_of(edition.gates[self.gate_id].applies)) <= {KIND}
                for edition in (self.now, self.then)
                if self.gate_id in edition.gates
            )
            self.kinds[kind] = (
                (_judged(self.now, self.gate_id, dossier), _judged(self.then, self.gate_id, dossier))
                if told
                else None
            )
        return self.kinds[kind]

    def _dossiers(self, near: Mapping[int, _Row]) -> Iterator[tuple[int, Dossier]]:
        """The dossiers of products; what is worked out of them only where a demand looks at it."""
        stale = any(not self.remembered <= row.statuses.keys() for row in near.values())
        works_out = stale or any(self.now.catalogue[name].is_computed for name in self._facts())
        products = list(near)
        for start in range(0, len(products), CHUNK):
            part = Product.objects.filter(pk__in=products[start : start + CHUNK])
            for pk, dossier in dossiers_of(part).items():
                yield pk, complete(dossier, self.now.on) if works_out else dossier

    def _facts(self) -> Iterator[str]:
        for name in self.new:
            requirement = self.then.requirements[name]
            yield from facts_of(requirement.needs)
            yield from facts_of(applies_condition(self.then, requirement))
        for edition in (self.now, self.then):
            if self.gate_id in edition.gates:
                yield from facts_of(edition.gates[self.gate_id].applies)


def _judged(edition: Edition, gate_id: str, dossier: Dossier) -> Truth:
    gate = edition.gates.get(gate_id)
    return Truth.NOT_MET if gate is None else judge(gate.applies, dossier, edition.on)


def _same(name: str, now: Edition, then: Edition) -> bool:
    """Whether a demand asks the same of the same products in both, so that what is remembered answers it."""
    return name in now.requirements and _asks(name, now) == _asks(name, then)


def _asks(name: str, edition: Edition) -> tuple[Condition, Condition]:
    requirement = edition.requirements[name]
    return applies_condition(edition, requirement), requirement.needs


def _shown_groups(grantees: Iterable[int]) -> dict[int, frozenset[FieldGroup]]:
    """Owner to the field groups that it shows to one of these organisations."""
    rows = Consent.objects.active().filter(grantee__in=grantees).values_list("owner", "field_group")
    groups: dict[int, set[FieldGroup]] = {}
    for owner, group in rows:
        groups.setdefault(owner, set()).add(FieldGroup(group))
    return {owner: frozenset(each) for owner, each in groups.items()}


def _write_looks(person: Person, grantees: Sequence[int], products: Iterable[Product], on: dt.date) -> None:
    """Whom the page names, that is written down for her to see: once a day, not with every change."""
    listed = {each.pk: each.business.organisation_id for each in products}
    if not listed:
        return
    seen = Look.objects.filter(person=person, product_id__in=listed, looked_at__date__gte=on)
    for pk in seen.values_list("product_id", flat=True):
        listed.pop(pk or 0, None)
    rows = Consent.objects.active().filter(owner__in=set(listed.values()), grantee__in=grantees)
    groups: dict[int, dict[int, set[str]]] = {}
    for owner, grantee, group in rows.values_list("owner", "grantee", "field_group"):
        groups.setdefault(owner, {}).setdefault(grantee, set()).add(group)
    Look.objects.bulk_create(
        Look(
            person=person, organisation_id=grantee, owner_id=owner, product_id=pk, field_groups=sorted(shown)
        )
        for pk, owner in listed.items()
        for grantee, shown in groups.get(owner, {}).items()
    )
