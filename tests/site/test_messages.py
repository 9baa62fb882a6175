"""The Indonesian of pages and forms: gathered, complete, and with the same places to fill."""

import gettext
import re

import pytest
from babel.messages.catalog import Catalog

from lopo.site.messages import (
    KEPT,
    brought_up_to_date,
    gathered,
    read_kept,
    untranslated,
    write_compiled,
    written,
)

PLACES = re.compile(r"%\(\w+\)[sd]|%[sd%]")


@pytest.fixture(scope="module")
def found():
    return gathered()


def test_sentences_of_code_forms_and_templates_are_all_found(found):
    for sentence in ("Add a product", "Save and go on", "The paper is on record."):
        assert found.get(sentence), sentence
    assert found.get(("%(counter)s day", "%(counter)s days"))


def test_every_sentence_has_its_indonesian_and_none_is_stale(found):
    kept = read_kept()
    current = brought_up_to_date(kept, found)
    assert untranslated(current) == []
    assert written(current) == KEPT.read_text("utf-8")


def test_a_translation_fills_the_same_places_as_its_sentence():
    wrong = []
    for message in read_kept():
        if message.id:
            sources = message.id if isinstance(message.id, tuple) else (message.id,)
            texts = message.string if isinstance(message.string, tuple) else (message.string,)
            wanted = {place for source in sources for place in PLACES.findall(source)}
            wrong += [text for text in texts if set(PLACES.findall(text)) != wanted]
    assert wrong == []


def test_what_is_no_longer_said_leaves_and_what_is_new_comes_untranslated():
    kept, now = Catalog(locale="id"), Catalog(locale="id")
    kept.add("Save", "Simpan")
    kept.add("Gone", "Hilang")
    now.add("Save")
    now.add("New")
    current = brought_up_to_date(kept, now)
    assert current.get("Save").string == "Simpan"
    assert current.get("Gone") is None
    assert untranslated(current) == ["New"]


def test_a_compiled_file_is_what_django_reads(tmp_path):
    catalogue = Catalog(locale="id")
    catalogue.add("Save", "Simpan")
    write_compiled(catalogue, tmp_path / "django.mo")

    with (tmp_path / "django.mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Save") == "Simpan"


def test_a_sentence_that_is_counted_no_longer_keeps_its_words():
    kept, found = Catalog(locale="id"), Catalog(locale="id")
    kept.add(("%(left)s pack", "%(left)s packs"), ("%(left)s bungkus",))
    found.add("%(left)s pack")
    current = brought_up_to_date(kept, found)
    assert current.get("%(left)s pack").string == "%(left)s bungkus"
    assert written(current)


def test_a_sentence_that_is_counted_from_now_on_keeps_its_words():
    kept, found = Catalog(locale="id"), Catalog(locale="id")
    kept.add("%(left)s pack", "%(left)s bungkus")
    found.add(("%(left)s pack", "%(left)s packs"))
    current = brought_up_to_date(kept, found)
    assert current.get("%(left)s pack").string == ("%(left)s bungkus",)
    assert written(current)
