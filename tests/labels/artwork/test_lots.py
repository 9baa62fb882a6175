import io
from dataclasses import replace
from decimal import Decimal

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.labels.artwork.lot_list import ListedLot, read_lots
from lopo.labels.artwork.lots import AT_A_TIME, OrderedLot, typeset_lots
from lopo.labels.artwork.run import Batch, run_of_labels
from lopo.labels.artwork.sheet import free_sheet
from tests.labels.artwork.printed import codes_of, letters, pages, text_of
from tests.labels.artwork.sample import content, luat, order, set_in_type

STICKER = {"pack": "sticker", "width": Decimal(105), "height": Decimal(74)}


def ordered(*lots, **chosen):
    orders = [order(lot=lot, **{**STICKER, **chosen}) for lot in lots]
    return [OrderedLot(content(luat(), each), each) for each in orders]


@pytest.fixture(scope="module")
def many():
    lots = [f"SL-{number:04}" for number in range(AT_A_TIME + 3)]
    return lots, list(typeset_lots(ordered(*lots)))


def test_each_lot_carries_its_own_code_and_its_own_words(many):
    lots, labels = many
    assert len({id(label.document) for label in labels}) == 2 and not any(each.misfits for each in labels)
    batches = [Batch(label.document, 1, label.first_page) for label in labels]
    run = run_of_labels(batches, free_sheet(Decimal(105), Decimal(74)))
    links = [code.split("/10/")[1].split("?")[0] for code in codes_of(run) if "/10/" in code]
    assert links == lots
    assert all(lot.replace("-", "") in text_of(run) for lot in lots)


def test_the_first_lot_is_set_as_alone_and_the_others_in_its_sizes(many):
    _lots, labels = many
    alone = letters(set_in_type(luat(), order(lot="SL-0000", **STICKER)).pdf())
    together = letters(labels[0].document)
    first = [each for each in together if each.page == 1]
    assert [(each.text, each.size) for each in first] == [(each.text, each.size) for each in alone]
    second = [each for each in together if each.page == 2]
    assert [each.size for each in second] == [each.size for each in first]


def test_lots_of_one_document_share_its_typefaces(many):
    _lots, labels = many
    batches = [Batch(label.document, 1, label.first_page) for label in labels[:AT_A_TIME]]
    run = run_of_labels(batches, free_sheet(Decimal(105), Decimal(74)))
    with pikepdf.open(io.BytesIO(run)) as document:
        fonts = [
            each for each in document.objects if isinstance(each, pikepdf.Dictionary) and "/FontFile3" in each
        ]
    one = len(labels[-1].document)
    assert len(fonts) <= 8 and len(run) < AT_A_TIME * one / 2


def test_a_pack_of_two_pieces_has_two_pages_a_lot():
    labels = list(typeset_lots(ordered("A-1", "B-2", pack="pouch", width=None, height=None)))
    assert [label.first_page for label in labels] == [0, 2]
    assert len(pages(labels[0].document)) == 4


def test_a_lot_for_which_the_sizes_do_not_fit_is_set_anew():
    base = ordered("A-1", "B-2")
    longer = replace(base[1].content, name="Sambal cabai rawit dengan jeruk nipis dan terasi udang")
    _first, second = typeset_lots([base[0], OrderedLot(longer, base[1].order)])
    assert not second.misfits
    assert "jeruknipisdanterasiudang" in text_of(second.document, second.first_page + 1)


def test_a_lot_that_cannot_fit_says_so():
    base = ordered("A-1", "B-2")
    hopeless = replace(base[1].content, name="S" * 200)
    first, second = typeset_lots([base[0], OrderedLot(hopeless, base[1].order)])
    assert not first.misfits and second.misfits


def test_of_no_lots_nothing_is_set():
    assert list(typeset_lots([])) == []


# The list


def test_a_list_is_read_with_dates_of_both_kinds_and_an_expiry_that_follows():
    lots = read_lots(
        b"\xef\xbb\xbflot,made_on,expires_on,count\nA-1,2026-11-20,,3\nB-2,21/11/2026,2027-01-20,5\n"
    )
    assert [
        (each.lot, each.count, str(each.made_on), each.expires_on and str(each.expires_on)) for each in lots
    ] == [
        ("A-1", 3, "2026-11-20", None),
        ("B-2", 5, "2026-11-21", "2027-01-20"),
    ]
    assert isinstance(lots[0], ListedLot)
    assert read_lots(b"lot;made_on;expires_on;count\nA-1;2026-11-20;;3\n")[0].lot == "A-1"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("", "There is no column lot"),
        ("lot,count\nA,1", "There is no column made_on, expires_on"),
        ("lot,made_on,expires_on,count\n", "empty"),
        ("lot,made_on,expires_on,count\nA,2026-11-20,,1\nA,2026-11-20,,1", "Row 3: the lot A stands above"),
        ("lot,made_on,expires_on,count\n,2026-11-20,,1", "Row 2: a lot code has 1 to 20"),
        ("lot,made_on,expires_on,count\nA,kemarin,,1", "Row 2: made_on: Write the date"),
        ("lot,made_on,expires_on,count\nA,2026-11-20,2026-11-19,1", "Row 2: the expiry cannot be before"),
        ("lot,made_on,expires_on,count\nA,2026-11-20,,0", "Row 2: the number is from 1 to 20000"),
        ("lot,made_on,expires_on,count\nA,2026-11-20", "Row 2: count: Write a number"),
        ('lot,made_on,expires_on,count\n"A,2026-11-20,,1', "no whole CSV table"),
    ],
)
def test_what_is_wrong_in_a_list_is_said_with_its_row(rows, said):
    with pytest.raises(Refused) as refusal:
        read_lots(rows.encode())
    assert said in refusal.value.reason.en and refusal.value.reason.id != refusal.value.reason.en


@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=100).map(
            lambda text: f"lot,made_on,expires_on,count\n{text}".encode("utf-8", "replace")
        ),
    )
)
def test_no_file_breaks_the_reading(content):
    try:
        assert read_lots(content)
    except Refused as refusal:
        assert refusal.reason.id and refusal.reason.en
