"""What of a dossier a person may see: all of her own, of others what they show; every look is written."""

from lopo.accounts.consent import active_groups, log_look
from lopo.accounts.field_groups import is_shown_with
from lopo.accounts.models import Person
from lopo.accounts.scope import Scope
from lopo.facts.dossier import Dossier
from lopo.producers.models import Product


def visible_dossier(person: Person, scope: Scope, product: Product, dossier: Dossier) -> tuple[Dossier, bool]:
    """The part of ``dossier`` that ``person`` may see within ``scope``, and whether something is hidden.

    Owners and the city see everything. A partner sees the field groups that the owner shows to its
    organisation; that it looked, and at what, is written down and shown to the owner.
    """
    owner = product.business.organisation_id
    if scope.everything or owner in scope.own_ids:
        return dossier, False
    groups = set()
    for grantee in sorted(scope.grantee_ids):
        shown = active_groups([grantee], owner)
        if shown:
            log_look(person, grantee, owner, shown, product.pk)
            groups |= shown
    hidden = [name for name in dossier if not is_shown_with(name, groups)]
    return dossier.without(hidden), bool(hidden)
