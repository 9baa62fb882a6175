"""What the standards ask about cost: one figure, not the dozen it is reckoned from."""

from lopo.facts.catalogue import load_catalogue
from lopo.standards.assessment import Status, assess
from lopo.standards.derivation import complete
from lopo.standards.library import edition_on
from tests.costing.kitchens import SAMBAL
from tests.sample_dossier import TODAY, dossier

OWN_MARGIN = "retail-supply/own-margin"


def test_the_standards_ask_for_the_cost_and_leave_its_parts_to_their_page():
    shawl = complete(dossier({"product.kind": "textile", "price.to_shop_idr": "650000"}), TODAY)
    assert assess(shawl, edition_on(TODAY)).missing(OWN_MARGIN) == ("cost.told_idr",)


def test_a_cost_reckoned_from_its_parts_is_asked_no_more():
    told = dossier({**SAMBAL, "product.kind": "food", "price.to_shop_idr": "19000"})
    standing = assess(complete(told, TODAY), edition_on(TODAY))
    assert standing.statuses[OWN_MARGIN] is Status.MET
    assert standing.missing(OWN_MARGIN) == ()


def test_every_fact_that_a_person_tells_about_cost_has_its_question():
    told = [each for each in load_catalogue().values() if each.section == "cost" and not each.is_computed]
    assert all(each.asks and each.package == "costing" for each in told)
