from decimal import Decimal

import pytest

from lopo.facts.kinds import Item
from lopo.producers.craft import fibre_total
from lopo.producers.facts import derive
from tests.sample_dossier import TODAY, dossier


@pytest.mark.parametrize(
    ("fibres", "total"),
    [
        ([("katun", "100")], "100"),
        ([("katun", "80"), ("rayon", "20")], "100"),
        ([("katun", "66.7"), ("sutra", "33.3")], "100.0"),
        ([("katun", "80"), ("rayon", "15")], "95"),
        ([("katun", "80"), ("rayon", None)], None),
        ([], None),
    ],
)
def test_shares_of_fibre_add_up(fibres, total):
    items = [Item(name, None if share is None else Decimal(share)) for name, share in fibres]
    assert fibre_total(items) == (None if total is None else Decimal(total))


@pytest.mark.parametrize(
    ("fibres", "total"),
    [
        ([{"name": "katun", "amount": "80"}, {"name": "rayon", "amount": "20"}], "100"),
        ([{"name": "katun", "amount": "33,3"}] * 3, "99.9"),
        ([{"name": "katun"}], None),
        ([], None),
    ],
)
def test_the_sum_is_worked_out_from_what_the_weaver_told(fibres, total):
    found = derive(dossier({"craft.fibres": fibres}), TODAY).get("craft.fibre_total")
    assert (None if found is None else found.value) == (None if total is None else Decimal(total))
