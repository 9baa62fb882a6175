"""What of a product's nutrition a person may see.

The recipe is its owner's secret: without ``recipe.view``, or as a partner without consent for it, nobody sees
an ingredient, nor an amount that was worked out from it. The panel, rounded as the pack prints it, goes with
the field group of the nutrition facts.
"""

from dataclasses import dataclass

from lopo.accounts.consent import active_groups
from lopo.accounts.field_groups import FieldGroup, group_of
from lopo.accounts.models import Person
from lopo.accounts.permission import scope_for
from lopo.accounts.scope import Scope
from lopo.facts.dossier import Dossier
from lopo.producers.models import Product
from lopo.producers.reach import sees_whole
from lopo.producers.records import dossier_of
from lopo.producers.viewing import visible_dossier


@dataclass(frozen=True, slots=True)
class Sight:
    """``dossier`` may be shown; ``for_panel`` may be reckoned with for the panel alone.

    ``sees_recipe`` and ``sees_panel`` say what may be shown of what follows, ``sees_net`` whether the net
    quantity is among it: without it the panel has no line of servings per pack.
    """

    dossier: Dossier
    for_panel: Dossier
    sees_recipe: bool
    sees_panel: bool
    sees_net: bool = True


def sight_of(person: Person, scope: Scope, product: Product) -> Sight:
    """What ``person`` may see within ``scope`` (of ``product.view``); a partner's look is written down."""
    told = dossier_of(product)
    shown, _hidden = visible_dossier(person, scope, product, told)
    if sees_whole(scope, product.business):
        whole = sees_whole(scope_for(person, "recipe.view"), product.business)
        return Sight(shown if whole else _without_recipe(shown), told, whole, sees_panel=True)
    groups = active_groups(scope.grantee_ids, product.business.organisation_id)
    may_see_recipes = scope_for(person, "recipe.view") is not None
    sees_recipe = may_see_recipes and FieldGroup.RECIPE in groups
    sees_panel = FieldGroup.QUALITY in groups
    recipe = {name: fact for name, fact in told.items() if group_of(name) is FieldGroup.RECIPE}
    return Sight(
        dossier=shown if sees_recipe else _without_recipe(shown),
        for_panel=shown.with_facts(recipe) if sees_panel else Dossier(),
        sees_recipe=sees_recipe,
        sees_panel=sees_panel,
        sees_net=FieldGroup.LABEL in groups,
    )


def _without_recipe(dossier: Dossier) -> Dossier:
    return dossier.without([name for name in dossier if group_of(name) is FieldGroup.RECIPE])
