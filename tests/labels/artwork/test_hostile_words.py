"""Whatever stands in a dossier prints as it is, or it is said that it cannot; never a fault, never markup."""

from decimal import Decimal

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lopo.facts.kinds import Item, Refused
from lopo.labels.artwork.order import LabelOrder
from lopo.labels.artwork.typesetting import typeset
from lopo.labels.codes.digital_link import digital_link
from tests.labels.artwork.printed import bare, letters, pictures, text_of
from tests.labels.artwork.sample import changed, content, gaps, luat, order, set_in_type

MARKUP = [
    '#panic("x")',
    "$x$ $ 1/2 *tebal* _miring_ = Judul",
    '#include "../label.typ" #sys.inputs',
    "\\ [a] @b <c> `d` // hilang",
    "%PDF-1.7 (a) Tj {{ name }} <script>alert(1)</script>",
]


@pytest.mark.parametrize("words", MARKUP)
def test_markup_prints_as_the_characters_it_is(words):
    found = luat(label__name=f"Sambal {words} akhir", label__producer_name=f"Dapur {words}")
    artwork = set_in_type(found, order(pack="box", height=Decimal(150)))
    drawn = "".join(letter.text for letter in letters(artwork.pdf()) if letter.page == 1)
    assert f"Sambal{words}akhir".replace(" ", "") in drawn


@pytest.mark.parametrize(
    ("fact", "value", "said"),
    [
        ("label__name", "Sambal 😀", "😀 cannot be printed"),
        ("label__name", "سمبل لوات", "cannot be printed"),
        ("label__name", "\u202etawul\u202c", "cannot be printed"),
        ("label__brand", "Mama\x00 Bella", "cannot be printed"),
        ("label__producer_name", "Dapur \ud83d", "cannot be printed"),
        ("label__producer_city", "クパン", "cannot be printed"),
        ("label__nonhalal_statement", "🐖🐖", "cannot be printed"),
        ("label__storage_text", "simpan ❄ dingin", "cannot be printed"),
        ("recipe__ingredients", (Item("cabai 🌶", Decimal(3)),), "cannot be printed"),
    ],
)
def test_what_cannot_be_printed_is_said_and_the_rest_is_set(fact, value, said):
    found = changed(luat(product__halal_materials="non-halal"), **{fact: value})
    label = content(found)
    assert not label.can_be_sold
    assert [reason for reason in gaps(label) if said in reason]
    assert typeset(label, order()).pdf()


@pytest.mark.parametrize(
    ("name", "design"),
    [
        ("Sambal " * 43, "lontar"),
        ("Sambal " * 43, "sasando"),
        ("S" * 300, "tenun"),
        ("S" * 300, "hemat"),
        ("Sambal lu'at " + "pedas-manis-" * 24, "lopo"),
    ],
)
def test_three_hundred_letters_are_all_set_and_it_is_said_where_they_do_not_fit(name, design):
    name = name.strip()
    found = changed(luat(), label__name=name, label__brand=name, label__producer_name=name)
    artwork = set_in_type(found, order(design=design))
    assert artwork.fits is (design == "sasando")
    for misfit in artwork.misfits:
        assert misfit.sentence.id and misfit.sentence.en and "{" not in misfit.sentence.id
    assert bare(name).lower() in text_of(artwork.pdf(), 1).lower()


def test_what_does_not_fit_prints_on_nothing_but_its_own_piece():
    name = "S" * 300
    found = changed(luat(), label__name=name, label__brand=name)
    artwork = set_in_type(found, order(design="tenun"))
    assert not artwork.fits
    for pdf in (artwork.pdf(draft="RANCANGAN"), artwork.pdf(for_print_shop=True)):
        middle = numpy.asarray(pictures(pdf, 254)[0].convert("L"), int)[300:700]
        assert middle[:, :48].min() > 250 and middle[:, -48:].min() > 250, "5 mm around it stay white"


def test_a_lot_is_printed_as_it_is_read_from_its_code():
    label = content(luat(), order(lot="LU'AT"))
    dates = next(block for block in label.blocks if block.element == "expiry")
    assert dates.pairs[1][1] == "LU'AT"


def test_a_list_of_a_hundred_and_fifty_ingredients_is_said_not_to_fit():
    many = tuple(Item(f"bahan nomor {number}", Decimal(1000 - number)) for number in range(150))
    artwork = set_in_type(changed(luat(), recipe__ingredients=many), order(pack="sticker"))
    assert [misfit.zone for misfit in artwork.misfits] == ["information"]
    assert "mm of height are missing" in artwork.misfits[0].sentence.en


@pytest.mark.parametrize("lot", ["L 😀", "\x00", "LOT KE-12 / B", "🎉" * 20])
def test_a_lot_that_a_link_cannot_carry_is_said_and_the_code_leads_to_the_product(lot):
    label = content(luat(), order(lot=lot))
    assert gaps(label, "codes") or gaps(label, "lot")
    codes = next(block for block in label.blocks if block.element == "codes")
    assert codes.symbols[1].content in (digital_link("08999999000011"), *_with_lot(lot))
    assert typeset(label, order(lot=lot)).pdf()


def _with_lot(lot):
    try:
        return (digital_link("08999999000011", lot=lot),)
    except Refused:
        return ()


@pytest.mark.parametrize(
    "chosen",
    [
        {"design": "#panic()"}, {"design": "../label"}, {"pack": "karung"}, {"palette": "x" * 200},
        {"stock": ""}, {"market": "mars"}, {"dates_at": "langit"}, {"lot": "L" * 21}, {"promise": "p" * 91},
    ],
)  # fmt: skip
def test_a_choice_that_there_is_not_is_refused_in_both_languages(chosen):
    with pytest.raises(Refused) as refusal:
        LabelOrder(**chosen)
    assert refusal.value.reason.id != refusal.value.reason.en


@settings(max_examples=15)
@given(st.text(max_size=60), st.text(max_size=40), st.text(max_size=60), st.text(max_size=20))
def test_any_words_at_all_are_set_or_said(name, brand, producer, lot):
    found = changed(luat(), label__name=name, label__brand=brand, label__producer_name=producer)
    ordered = order(lot=lot)
    label = content(found, ordered)
    artwork = typeset(label, ordered)
    assert artwork.placed
    if label.can_be_sold and artwork.fits:
        assert bare(label.name) in text_of(artwork.pdf(), 1)
