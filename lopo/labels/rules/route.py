"""The permit route of a food, read from its dossier: the circumstances, the numbers held, the claims printed.

The rule itself is :func:`lopo.producers.permit_route.permit_route`.
"""

from lopo.facts.dossier import Dossier
from lopo.labels.rules.claims import find_claims
from lopo.labels.rules.elements import registration_kind
from lopo.producers.permit_route import FoodCircumstances, Numbers, permit_route


def route_of(dossier: Dossier) -> str | None:
    """``pirt``, ``md`` or ``none``; nothing while what is known does not decide."""
    return permit_route(_circumstances(dossier), _numbers(dossier))


def _circumstances(dossier: Dossier) -> FoodCircumstances:
    storage, equipment = dossier.value("product.storage"), dossier.value("business.equipment")
    prepacked, slogans = dossier.value("product.prepacked"), dossier.value("label.claims")
    return FoodCircumstances(
        sold_fresh=dossier.value("product.fresh_daily"),
        sold_unpacked=None if prepacked is None else not prepacked,
        cold_chain=None if storage is None else storage != "room",
        heat_sterilised=dossier.value("product.heat_sterilised"),
        additive_or_aid=dossier.value("product.additive_or_processing_aid"),
        compulsory_sni=dossier.value("product.sni_compulsory"),
        special_diet=dossier.value("product.special_diet"),
        alcoholic=dossier.value("product.alcoholic"),
        carries_claims=None if slogans is None else any(find_claims(slogan) for slogan in slogans),
        made_at_home=dossier.value("business.home_premises"),
        simple_equipment=None if equipment is None else equipment != "automatic",
    )


def _numbers(dossier: Dossier) -> Numbers:
    printed = registration_kind(dossier.value("label.registration_number") or "")
    return Numbers(
        pirt=bool(dossier.value("permit.pirt.number")) or printed == "pirt",
        md=bool(dossier.value("permit.md.number")) or printed == "md",
    )
