"""The book of barcode numbers: none twice, hers asked about, told to the requirements, two at once."""

from contextlib import suppress

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.labels.codes.block import Block
from lopo.labels.codes.used_numbers import read_used_numbers
from lopo.labels.gtin_block import add_block, set_closed
from lopo.labels.gtin_book import (
    ToldOtherwise,
    assign_case,
    assign_unit,
    case_numbers,
    unit_number,
    withdraw,
    write_told,
    write_used,
)
from lopo.labels.models import AssignedGtin, NumberBlock
from lopo.producers.evidence import clean_upload
from lopo.producers.models import Paper, Product, Statement
from lopo.producers.records import dossier_of, record_fact
from tests.city import a_kitchen, photo, tell
from tests.race import at_once, own_connections

pytestmark = [pytest.mark.django_db, pytest.mark.database]

# Made-up numbers below a prefix of nine digits, as in the worked example of the reference.
PREFIX = "899000000"
FIRST, SECOND, THIRD = "8990000000006", "8990000000013", "8990000000020"
STALL = "2001234"


@pytest.fixture
def kitchen():
    return a_kitchen()


@pytest.fixture
def block(kitchen):
    return add_block(kitchen.business, PREFIX, kitchen.owner)


def another(kitchen, name="Abon ikan"):
    return Product.objects.create(business=kitchen.business, name=name, kind="food")


def value(product, fact="permit.gtin.number"):
    return dossier_of(product).value(fact)


def certificate():
    return clean_upload(photo())


# The block


def test_a_prefix_is_written_down_as_the_certificate_says_it(kitchen):
    block = add_block(kitchen.business, " 899 000-000 ", kitchen.owner)
    assert (block.prefix, block.business, block.added_by) == (PREFIX, kitchen.business, kitchen.owner)
    assert block.closed_at is None


@pytest.mark.parametrize("prefix", ["", "899", "8990000000013", "899١٢٣٤", "awalan", "😀" * 7])
def test_what_cannot_be_a_prefix_is_refused(kitchen, prefix):
    with pytest.raises(Refused):
        add_block(kitchen.business, prefix, kitchen.owner)
    assert not NumberBlock.objects.exists()


@pytest.mark.parametrize("prefix", [PREFIX, PREFIX[:8], PREFIX + "1"])
def test_a_block_that_shares_numbers_with_another_s_is_refused(kitchen, block, prefix):
    other = a_kitchen("Dapur Lain", "Abon ikan")
    with pytest.raises(Refused) as refusal:
        add_block(other.business, prefix, other.owner)
    assert kitchen.business.name not in refusal.value.reason.id
    assert NumberBlock.objects.get() == block


def test_the_same_prefix_again_only_adds_the_certificate(kitchen, block):
    again = add_block(kitchen.business, PREFIX, kitchen.owner, certificate())
    assert again.pk == block.pk
    assert again.evidence.business == kitchen.business
    paper = Paper.objects.get(kind="gtin")
    assert (paper.product, paper.number, paper.evidence) == (None, "", again.evidence)


def test_a_certificate_added_later_proves_the_numbers_given_before(kitchen, block):
    assign_unit(kitchen.product, kitchen.owner)
    assert value(kitchen.product, "permit.gtin.issued_by_gs1") is None
    add_block(kitchen.business, PREFIX, kitchen.owner, certificate())
    assert value(kitchen.product, "permit.gtin.issued_by_gs1") is True


# A number for a pack


def test_numbers_are_given_in_their_order_and_told_to_the_requirements(kitchen, block):
    assert assign_unit(kitchen.product, kitchen.owner).gtin == FIRST
    other = another(kitchen)
    row = assign_unit(other, kitchen.owner)
    assert (row.gtin, row.pack, row.indicator, row.label) == (SECOND, "unit", 0, "Abon ikan")
    assert value(kitchen.product) == FIRST
    told = Statement.objects.get(product=other, fact="permit.gtin.number")
    assert (told.value, told.said_by, told.typed_by) == (SECOND, "owner", kitchen.owner)


def test_the_book_keeps_the_size_that_a_number_stood_for(kitchen, block):
    tell(kitchen, {"label.net_quantity": "150", "label.net_unit": "g"})
    assert assign_unit(kitchen.product, kitchen.owner).label == "Sambal lu'at 150 g"


def test_asking_twice_gives_the_same_number(kitchen, block):
    assert assign_unit(kitchen.product, kitchen.owner) == assign_unit(kitchen.product, kitchen.owner)
    assert AssignedGtin.objects.count() == 1


def test_the_proof_goes_with_the_number(kitchen):
    add_block(kitchen.business, PREFIX, kitchen.owner, certificate())
    assign_unit(kitchen.product, kitchen.owner)
    assert value(kitchen.product, "permit.gtin.issued_by_gs1") is True
    told = Statement.objects.get(fact="permit.gtin.issued_by_gs1")
    assert told.evidence == NumberBlock.objects.get().evidence


def test_without_a_block_nothing_is_invented(kitchen):
    with pytest.raises(Refused, match="no prefix"):
        assign_unit(kitchen.product, kitchen.owner)
    assert not AssignedGtin.objects.exists()
    assert value(kitchen.product) is None


def test_a_closed_block_gives_no_more_numbers_until_it_is_opened(kitchen, block):
    set_closed(block, True)
    with pytest.raises(Refused):
        assign_unit(kitchen.product, kitchen.owner)
    set_closed(block, False)
    assert assign_unit(kitchen.product, kitchen.owner).gtin == FIRST


def test_a_full_block_says_so(kitchen):
    add_block(kitchen.business, "89900000000", kitchen.owner)
    for number in range(10):
        assign_unit(another(kitchen, f"Abon {number}"), kitchen.owner)
    with pytest.raises(Refused, match="used"):
        assign_unit(kitchen.product, kitchen.owner)
    add_block(kitchen.business, "8991111", kitchen.owner)
    assert assign_unit(kitchen.product, kitchen.owner).gtin == "8991111000008"


# A number that she uses already


def test_her_own_number_is_asked_about_before_it_is_changed(kitchen, block):
    tell(kitchen, {"permit.gtin.number": "899 1234 56789 1"})
    with pytest.raises(ToldOtherwise) as question:
        assign_unit(kitchen.product, kitchen.owner)
    assert question.value.number == "8991234567891"
    assert value(kitchen.product) == "899 1234 56789 1"
    assert assign_unit(kitchen.product, kitchen.owner, instead_of="8991234567891").gtin == FIRST
    assert value(kitchen.product) == FIRST


def test_a_change_sent_twice_burns_no_second_number(kitchen, block):
    assign_unit(kitchen.product, kitchen.owner)
    given = [assign_unit(kitchen.product, kitchen.owner, instead_of=FIRST).gtin for _twice in range(2)]
    assert given == [SECOND, SECOND]
    assert AssignedGtin.objects.get(gtin=FIRST).withdrawn_at is not None


@pytest.mark.parametrize("told", [FIRST, "8990000000000", "18990000000003", "899-0000-00000-6"])
def test_a_number_she_ever_named_is_skipped_also_when_miscopied_or_a_carton_s(kitchen, block, told):
    tell(kitchen, {"permit.gtin.number": told})
    assert assign_unit(another(kitchen), kitchen.owner).gtin == SECOND


def test_the_number_she_goes_by_is_written_into_the_book(kitchen, block):
    tell(kitchen, {"permit.gtin.number": SECOND})
    row = write_told(kitchen.product, kitchen.owner)
    assert (row.gtin, row.used_before, unit_number(kitchen.product)) == (SECOND, True, row)
    assert write_told(kitchen.product, kitchen.owner) == row
    assert assign_unit(another(kitchen), kitchen.owner).gtin == FIRST
    assert assign_unit(another(kitchen, "Keripik"), kitchen.owner).gtin == THIRD


def test_a_number_of_another_pack_cannot_be_written_down_again(kitchen, block):
    assign_unit(another(kitchen), kitchen.owner)
    tell(kitchen, {"permit.gtin.number": FIRST})
    with pytest.raises(Refused, match="Abon ikan"):
        write_told(kitchen.product, kitchen.owner)


def test_a_number_from_elsewhere_cannot_be_written_into_this_block(kitchen, block):
    tell(kitchen, {"permit.gtin.number": "8991234567891"})
    with pytest.raises(Refused, match="no block"):
        write_told(kitchen.product, kitchen.owner)


def test_numbers_on_old_packs_are_skipped(kitchen, block):
    used = read_used_numbers(f"{FIRST} Sambal ijo 100 g\n{THIRD}, Sambal lu'at botol")
    assert write_used(kitchen.business, used, kitchen.owner) == 2
    assert write_used(kitchen.business, used, kitchen.owner) == 0
    assert assign_unit(kitchen.product, kitchen.owner).gtin == SECOND
    row = AssignedGtin.objects.get(gtin=THIRD)
    assert (row.label, row.used_before, row.product) == ("Sambal lu'at botol", True, None)


def test_a_number_on_old_packs_can_be_claimed_by_its_product(kitchen, block):
    write_used(kitchen.business, read_used_numbers(FIRST), kitchen.owner)
    tell(kitchen, {"permit.gtin.number": FIRST})
    assert write_told(kitchen.product, kitchen.owner).product == kitchen.product


def test_a_list_with_one_foreign_number_is_refused_whole(kitchen, block):
    used = read_used_numbers(f"{FIRST}\n8991234567891")
    with pytest.raises(Refused, match="8991234567891"):
        write_used(kitchen.business, used, kitchen.owner)
    assert not AssignedGtin.objects.exists()


# Cartons


def test_a_carton_s_number_is_made_from_the_pack_s(kitchen, block):
    assign_unit(kitchen.product, kitchen.owner)
    tell(kitchen, {"permit.gtin.number": ""})
    other = another(kitchen)
    unit = assign_unit(other, kitchen.owner)
    row = assign_case(other, 12, kitchen.owner)
    # Worked example of the reference: 8990000000013 with indicator 1.
    assert (unit.gtin, row.gtin) == ("8990000000013", "18990000000010")
    assert (row.pack, row.indicator, row.units_inside) == ("case", 1, 12)
    assert assign_case(other, 12, kitchen.owner) == row
    assert assign_case(other, 24, kitchen.owner).indicator == 2
    assert value(other) == unit.gtin


def test_a_carton_waits_for_the_number_of_its_pack(kitchen, block):
    with pytest.raises(Refused, match="unit"):
        assign_case(kitchen.product, 12, kitchen.owner)


@pytest.mark.parametrize("units", [-1, 0, 1])
def test_a_carton_holds_more_than_one(kitchen, block, units):
    assign_unit(kitchen.product, kitchen.owner)
    with pytest.raises(Refused, match="at least 2"):
        assign_case(kitchen.product, units, kitchen.owner)


def test_after_the_last_first_digit_no_carton_is_numbered(kitchen, block):
    assign_unit(kitchen.product, kitchen.owner)
    for units in range(2, 10):
        assign_case(kitchen.product, units, kitchen.owner)
    with pytest.raises(Refused):
        assign_case(kitchen.product, 48, kitchen.owner)


# Taking back


def test_a_withdrawn_number_is_never_given_again(kitchen, block):
    unit = assign_unit(kitchen.product, kitchen.owner)
    assign_case(kitchen.product, 12, kitchen.owner)
    withdraw(unit, kitchen.owner)
    assert value(kitchen.product) == ""
    assert unit_number(kitchen.product) is None
    assert not AssignedGtin.objects.filter(withdrawn_at=None).exists()
    new = assign_unit(kitchen.product, kitchen.owner)
    assert new.gtin == SECOND
    assert case_numbers(new) == []


def test_withdrawing_twice_changes_nothing_the_second_time(kitchen, block):
    unit = assign_unit(kitchen.product, kitchen.owner)
    withdraw(unit, kitchen.owner)
    at = AssignedGtin.objects.get().withdrawn_at
    withdraw(unit, kitchen.owner)
    assert AssignedGtin.objects.get().withdrawn_at == at


def test_a_carton_is_withdrawn_alone(kitchen, block):
    unit = assign_unit(kitchen.product, kitchen.owner)
    withdraw(assign_case(kitchen.product, 12, kitchen.owner), kitchen.owner)
    assert unit_number(kitchen.product) == unit
    again = assign_case(kitchen.product, 12, kitchen.owner)
    assert again.indicator == 2


def test_a_product_that_goes_leaves_its_number_in_the_book(kitchen, block):
    assign_unit(kitchen.product, kitchen.owner)
    kitchen.product.delete()
    assert AssignedGtin.objects.get().label == "Sambal lu'at"
    assert assign_unit(another(kitchen), kitchen.owner).gtin == SECOND


# For a stall


def test_a_stall_s_number_is_never_told(kitchen):
    add_block(kitchen.business, STALL, kitchen.owner, certificate())
    row = assign_unit(kitchen.product, kitchen.owner)
    assert row.gtin.startswith(STALL)
    assert value(kitchen.product) is None
    assert not Paper.objects.exists()
    with pytest.raises(Refused):
        assign_case(kitchen.product, 12, kitchen.owner)


def test_a_block_from_gs1_goes_before_a_stall_s(kitchen):
    add_block(kitchen.business, STALL, kitchen.owner)
    stall = assign_unit(kitchen.product, kitchen.owner)
    add_block(kitchen.business, PREFIX, kitchen.owner)
    assert assign_unit(kitchen.product, kitchen.owner) == stall
    assert assign_unit(kitchen.product, kitchen.owner, instead_of=stall.gtin).gtin == FIRST
    assert value(kitchen.product) == FIRST


def test_a_stall_s_number_does_not_push_out_a_real_one(kitchen):
    add_block(kitchen.business, STALL, kitchen.owner)
    tell(kitchen, {"permit.gtin.number": "8991234567891"})
    with pytest.raises(ToldOtherwise):
        assign_unit(kitchen.product, kitchen.owner)
    with pytest.raises(Refused):
        assign_unit(kitchen.product, kitchen.owner, instead_of="8991234567891")
    assert value(kitchen.product) == "8991234567891"


# What the database holds


def a_row(kitchen, block, **fields):
    return AssignedGtin(**{
        "block": block, "gtin": FIRST, "product": kitchen.product, "pack": "unit",
        "assigned_by": kitchen.owner, **fields,
    })  # fmt: skip


@pytest.mark.parametrize(
    "fields",
    [
        {"gtin": FIRST, "product": None, "withdrawn_at": timezone.now()},
        {"gtin": SECOND},
        {"gtin": SECOND, "product": None, "indicator": 1},
        {"gtin": SECOND, "product": None, "units_inside": 12},
        {"gtin": "899000000001", "product": None},
        {"gtin": "18990000000010", "pack": "case", "indicator": 1, "units_inside": None},
        {"gtin": "18990000000010", "pack": "case", "indicator": 1, "units_inside": 1},
        {"gtin": "18990000000010", "pack": "case", "indicator": 9, "units_inside": 12},
        {"gtin": SECOND, "pack": "case", "indicator": 1, "units_inside": 12},
    ],
)
def test_the_database_refuses_a_second_number_and_a_pack_that_does_not_fit(kitchen, block, fields):
    a_row(kitchen, block).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        a_row(kitchen, block, **fields).save()


STEPS = st.lists(
    st.tuples(st.sampled_from(["assign", "change", "withdraw", "carton", "tell", "used"]), st.integers(0, 9)),
    max_size=12,
)


@given(steps=STEPS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_done_in_whatever_order_no_number_stands_for_two_packs(kitchen, steps):
    with transaction.atomic():
        add_block(kitchen.business, "89900000000", kitchen.owner)
        products = [kitchen.product, another(kitchen), another(kitchen, "Keripik")]
        stood_for = {}
        for what, item in steps:
            with suppress(Refused):
                do(what, item, products[item % 3], kitchen)
            for gtin, product in AssignedGtin.objects.exclude(product=None).values_list("gtin", "product"):
                assert stood_for.setdefault(gtin, product) == product
            current = AssignedGtin.objects.filter(pack="unit", withdrawn_at=None).exclude(product=None)
            assert len(set(current.values_list("product", flat=True))) == current.count()
        transaction.set_rollback(True)


def do(what, item, product, kitchen):
    """One step of somebody who tries everything."""
    number, current = Block("89900000000").number(item), unit_number(product)
    if what == "assign":
        assign_unit(product, kitchen.owner)
    elif what == "change":
        assign_unit(product, kitchen.owner, instead_of=value(product) or "")
    elif what == "withdraw" and current is not None:
        withdraw(current, kitchen.owner)
    elif what == "carton":
        assign_case(product, item, kitchen.owner)
    elif what == "tell":
        record_fact(kitchen.business, product, "permit.gtin.number", number, typed_by=kitchen.owner)
        write_told(product, kitchen.owner)
    elif what == "used":
        write_used(kitchen.business, read_used_numbers(number), kitchen.owner)


# At the same moment


@pytest.mark.django_db(transaction=True)
def test_two_products_at_once_never_get_one_number():
    kitchen = a_kitchen()
    add_block(kitchen.business, PREFIX, kitchen.owner)
    products = [kitchen.product, another(kitchen), another(kitchen, "Keripik"), another(kitchen, "Kopi")]
    with own_connections():
        given = at_once(*[lambda each=each: assign_unit(each, kitchen.owner).gtin for each in products])
        assert len(set(given)) == len(products)
        assert all(isinstance(each, str) for each in given)
        assert set(AssignedGtin.objects.values_list("gtin", flat=True)) == set(given)


@pytest.mark.django_db(transaction=True)
def test_one_product_asked_for_twice_at_once_gets_one_number():
    kitchen = a_kitchen()
    add_block(kitchen.business, PREFIX, kitchen.owner)
    with own_connections():
        given = at_once(*[lambda: assign_unit(kitchen.product, kitchen.owner).gtin] * 3)
        assert given == [FIRST] * 3
        cartons = at_once(*[lambda: assign_case(kitchen.product, 12, kitchen.owner).gtin] * 3)
        assert len(set(cartons)) == 1


@pytest.mark.django_db(transaction=True)
def test_two_businesses_that_claim_one_prefix_at_once_do_not_both_get_it():
    one, other = a_kitchen(), a_kitchen("Dapur Lain", "Abon ikan")
    with own_connections():
        given = at_once(
            lambda: add_block(one.business, PREFIX, one.owner),
            lambda: add_block(other.business, PREFIX, other.owner),
        )
        assert sorted(type(each).__name__ for each in given) == ["NumberBlock", "Refused"]
        assert NumberBlock.objects.count() == 1
