"""The index of the search: which words stand in which open product, and how they are spelled."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lopo.market.models.entry import CatalogueEntry
from lopo.market.search.words import MOST_LETTERS


class SearchWord(models.Model):
    """One word as it is searched: its stem, the spellings of it made one."""

    word = models.CharField(max_length=MOST_LETTERS, unique=True)
    entries = models.IntegerField(default=0)
    """In how many open products it stands."""

    def __str__(self) -> str:
        return self.word


class SearchPosting(models.Model):
    """A word in an open product. ``weight`` says where it stands there: in the name it counts most."""

    word = models.ForeignKey(SearchWord, models.CASCADE, related_name="postings", db_index=False)
    entry = models.ForeignKey(CatalogueEntry, models.CASCADE, related_name="postings")
    weight = models.PositiveSmallIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["word", "-weight", "-entry"], name="posting_best_first")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["word", "entry"], name="posting_once"),
            models.CheckConstraint(condition=Q(weight__gte=1), name="posting_weighs"),
        ]

    def __str__(self) -> str:
        return f"{self.word_id} in {self.entry_id}"


class SearchSpelling(models.Model):
    """A way in which a word is written in some product."""

    spelling = models.CharField(max_length=MOST_LETTERS, unique=True)
    word = models.ForeignKey(SearchWord, models.CASCADE, related_name="spellings")

    def __str__(self) -> str:
        return self.spelling


class SearchNear(models.Model):
    """A spelling with one letter left out: two spellings that share such a key are near each other."""

    key = models.CharField(max_length=MOST_LETTERS)
    spelling = models.ForeignKey(SearchSpelling, models.CASCADE, related_name="near")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "spelling"], name="near_key_once_a_spelling")
        ]

    def __str__(self) -> str:
        return self.key
