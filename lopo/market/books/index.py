"""Keep the search index true: which words stand in which open product."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import F

from lopo.market.catalogue.public_facts import listed
from lopo.market.models import CatalogueEntry, SearchNear, SearchPosting, SearchSpelling, SearchWord
from lopo.market.search.near import keys_of
from lopo.market.search.words import synonyms, weigh, words_of_kind, words_of_paper

AT_ONCE = 400
"""Names in one query: SQLite takes at least 999 parameters."""

Weights = Mapping[str, int]


def places_of(entry: CatalogueEntry) -> dict[str, list[str]]:
    """The texts of an open product, by where they stand. Nothing that its page does not show."""
    ward = [entry.kelurahan.name] if entry.kelurahan else []
    shown = entry.shown
    return {
        "title": [entry.title, entry.title_en, *_texts(shown, "label.name", "label.brand")],
        "maker": [entry.maker],
        "kind": [words_of_kind(entry.kind), *_said(shown, "craft.technique")],
        "made_of": _said(shown, "label.ingredients", "craft.fibres", "craft.dye_sources"),
        "place": [*ward, entry.kecamatan],
        "papers": [f"{words_of_paper(paper['kind'])} {paper['number']}" for paper in entry.papers],
        "story": [entry.story_id, entry.story_en],
    }


def _texts(shown: Mapping[str, object], *names: str) -> list[str]:
    return [str(shown[name]) for name in names if isinstance(shown.get(name), str)]


def _said(shown: Mapping[str, object], *names: str) -> list[str]:
    parts = [text for name in names for text in listed(shown, name)]
    return _texts(shown, *names) + [said for text in parts for said in {text.id, text.en}]


@transaction.atomic
def index(entries: Collection[CatalogueEntry]) -> None:
    """Write the words of ``entries`` into the index, and take out those of entries that are not open."""
    weights: dict[int, Weights] = {}
    spelled: dict[str, str] = {}
    for entry in entries:
        if entry.published_at is None:
            weights[entry.pk] = {}
            continue
        weights[entry.pk], here = weigh(places_of(entry))
        spelled |= here
    ids = _words({word for each in weights.values() for word in each})
    _spell(spelled, ids)
    _post(weights, ids)


def _portions(names: Iterable[str]) -> Iterable[list[str]]:
    listed_names = sorted(names)
    for first in range(0, len(listed_names), AT_ONCE):
        yield listed_names[first : first + AT_ONCE]


def _words(words: Collection[str]) -> dict[str, int]:
    """The keys of words; new ones are written, in one order for everybody."""
    found: dict[str, int] = {}
    for portion in _portions(words):
        rows = dict(SearchWord.objects.filter(word__in=portion).values_list("word", "pk"))
        missing = [word for word in portion if word not in rows]
        if missing:
            SearchWord.objects.bulk_create((SearchWord(word=word) for word in missing), ignore_conflicts=True)
            rows |= dict(SearchWord.objects.filter(word__in=missing).values_list("word", "pk"))
        found |= rows
    return found


def _spell(spelled: Mapping[str, str], ids: Mapping[str, int]) -> None:
    """Write new spellings with the keys by which near ones find them."""
    every = {spelling: word for word in set(spelled.values()) for spelling in synonyms(word)} | dict(spelled)
    for portion in _portions(every):
        known = set(SearchSpelling.objects.filter(spelling__in=portion).values_list("spelling", flat=True))
        fresh = [spelling for spelling in portion if spelling not in known]
        if not fresh:
            continue
        SearchSpelling.objects.bulk_create(
            (SearchSpelling(spelling=each, word_id=ids[every[each]]) for each in fresh), ignore_conflicts=True
        )
        rows = SearchSpelling.objects.filter(spelling__in=fresh).order_by("spelling")
        SearchNear.objects.bulk_create(
            (SearchNear(key=key, spelling=row) for row in rows for key in sorted(keys_of(row.spelling))),
            ignore_conflicts=True,
        )


def _post(weights: Mapping[int, Weights], ids: Mapping[str, int]) -> None:
    before = {
        (entry, word): (pk, weight)
        for pk, entry, word, weight in SearchPosting.objects.filter(entry__in=weights).values_list(
            "pk", "entry_id", "word_id", "weight"
        )
    }
    wanted = {(entry, ids[word]): weight for entry, each in weights.items() for word, weight in each.items()}
    fresh = [key for key in wanted if key not in before]
    gone = [key for key in before if key not in wanted]
    moved = [
        SearchPosting(pk=before[key][0], weight=weight)
        for key, weight in wanted.items()
        if key in before and before[key][1] != weight
    ]
    _count(Counter(word for _entry, word in fresh), Counter(word for _entry, word in gone))
    SearchPosting.objects.filter(pk__in=[before[key][0] for key in gone]).delete()
    SearchPosting.objects.bulk_create(
        (SearchPosting(entry_id=entry, word_id=word, weight=wanted[entry, word]) for entry, word in fresh),
        batch_size=AT_ONCE,
    )
    SearchPosting.objects.bulk_update(moved, ["weight"], batch_size=AT_ONCE)


def _count(fresh: Counter[int], gone: Counter[int]) -> None:
    """How many products have each word; the rows are locked in one order."""
    fresh.subtract(gone)
    changed: dict[int, list[int]] = {}
    for word, change in fresh.items():
        if change:
            changed.setdefault(change, []).append(word)
    every = sorted(word for words in changed.values() for word in words)
    for first in range(0, len(every), AT_ONCE):
        locked = SearchWord.objects.select_for_update().filter(pk__in=every[first : first + AT_ONCE])
        list(locked.order_by("pk").values_list("pk"))
    for change, words in changed.items():
        for first in range(0, len(words), AT_ONCE):
            found = SearchWord.objects.filter(pk__in=words[first : first + AT_ONCE])
            found.update(entries=F("entries") + change)


def forget_empty_words() -> int:
    """Words that stand in no product any more are near to nothing. Returns how many there were."""
    gone: Sequence[int] = list(SearchWord.objects.filter(postings=None).values_list("pk", flat=True))
    for first in range(0, len(gone), AT_ONCE):
        SearchWord.objects.filter(pk__in=gone[first : first + AT_ONCE]).delete()
    return len(gone)
