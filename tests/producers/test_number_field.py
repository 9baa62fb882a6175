import pytest
from django import forms
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.figures import say_number
from lopo.labels.forms.gtin import CaseForm
from lopo.labels.forms.studio import RunForm
from lopo.producers.number_field import CountField
from lopo.quality.forms.storage import PacksForm
from lopo.quality.forms.trace import BatchForm, CountForm, MoveForm
from lopo.quality.forms.weighing import BeginForm, DefectsForm, PlanForm
from lopo.training.forms.cohort import CohortForm

MOST = 1_000_000


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("12", 12),
        ("1.000", 1000),
        ("10.000", 10_000),
        ("1,000", 1000),
        ("1 000", 1000),
        ("1.000.000", MOST),
        ("1,000,000", MOST),
        (" 7 ", 7),
        ("", None),
    ],
)
def test_a_count_is_read_as_the_house_reads_numbers(typed, count):
    assert CountField(min_value=1, max_value=MOST, required=False).clean(typed) == count


@pytest.mark.parametrize("typed", ["1.5", "1,5", "1.000,5", "banyak", "12 bungkus", "--1", "½"])
@pytest.mark.parametrize(
    ("language", "sentence"), [("id", "Tulis angka bulat"), ("en", "Write a whole number")]
)
def test_what_is_no_count_is_refused_with_how_to_write_it(typed, language, sentence):
    with translation.override(language):
        with pytest.raises(forms.ValidationError) as refused:
            CountField(min_value=1, max_value=MOST).clean(typed)
        assert sentence in refused.value.messages[0]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("0", "Paling sedikit 1."), ("-5", "Paling sedikit 1."), ("1.000.001", "1.000.000")],
)
def test_a_count_outside_its_bounds_is_told_the_bound(typed, sentence):
    with translation.override("id"):
        with pytest.raises(forms.ValidationError) as refused:
            CountField(min_value=1, max_value=MOST).clean(typed)
        assert sentence in refused.value.messages[0]


@given(st.integers(0, MOST))
def test_a_count_said_by_the_house_is_read_back_in_both_languages(count):
    field, said = CountField(min_value=0, max_value=MOST), say_number(count)
    assert field.clean(said.id) == field.clean(said.en) == field.clean(str(count)) == count


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (BatchForm, "pieces"), (MoveForm, "pieces"), (CountForm, "pieces"), (BeginForm, "lot_size"),
        (PlanForm, "lot_size"), (DefectsForm, "defects"), (PacksForm, "expected_days"), (CohortForm, "seats"),
        (CaseForm, "units"), (RunForm, "count"), (RunForm, "first_sticker"),
    ],
)  # fmt: skip
def test_every_count_of_the_house_is_read_by_it(form, field):
    assert isinstance(form.base_fields[field], CountField)
