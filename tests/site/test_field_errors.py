"""No form of the house speaks as Django does: one short sentence of what is wrong and how to mend it."""

import pytest
from django import forms
from django.utils import translation

from lopo.labels.forms.gtin import CaseForm
from lopo.quality.forms.trace import MoveForm
from lopo.quality.forms.weighing import DefectsForm

STIFF = (
    "Bidang ini",
    "Pastikan nilai",
    "Masukkan",
    "valid",
    "Karakter null",
    "This field",
    "Ensure this",
    "Enter ",
)


class Everything(forms.Form):
    text = forms.CharField(max_length=3)
    short = forms.CharField(min_length=9)
    whole = forms.IntegerField(min_value=5)
    most = forms.IntegerField(max_value=5)
    day = forms.DateField()
    choice = forms.ChoiceField(choices=[("a", "A")])
    many = forms.MultipleChoiceField(choices=[("a", "A")])
    mail = forms.EmailField()
    number = forms.DecimalField()
    key = forms.UUIDField()
    file = forms.FileField()


WRONG = {
    "text": "abc\x00d", "short": "abc", "whole": "1", "most": "9", "day": "besok", "choice": "b",
    "many": ["b"], "mail": "x", "number": "banyak", "key": "x",
}  # fmt: skip


@pytest.mark.parametrize("data", [{}, WRONG, WRONG | {"whole": "x", "text": "abcdef"}])
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_field_speaks_plainly(language, data):
    with translation.override(language):
        form = Everything(data)
        assert not form.is_valid()
        said = [str(each) for errors in form.errors.values() for each in errors]
    assert len(said) >= len(Everything.base_fields)
    assert [each for each in said if any(word in each for word in STIFF)] == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("id", "Ini masih kosong. Isi dulu."), ("en", "This is still empty. Fill it in.")],
)
def test_forms_that_were_there_before_speak_so_too(language, sentence):
    with translation.override(language):
        assert DefectsForm({}).errors["defects"] == [sentence]
        assert MoveForm({}, places=[]).errors["place"] == [sentence]
        assert CaseForm({}).errors["units"] == [sentence]
