"""The demo's files: what cannot be entered is refused with its place, and nothing of it stays."""

import datetime as dt
from dataclasses import replace
from importlib.resources import files

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command

from lopo.accounts.models import Organisation, Person
from lopo.producers.models import Business
from lopo.site.demo import city as demo_city
from lopo.site.demo.days import Filling
from lopo.site.demo.plans import BadCity, Mending, PaperTurn
from lopo.site.demo.reading import SHARED, flat, parse_city, read_city
from lopo.site.demo.story import story_of
from lopo.standards.standings import today
from tests.city import a_kitchen

ON = dt.date(2026, 11, 24)


def a_business(**changes):
    """The demo's maker of sambal lu'at with her first product, changed."""
    product_changes = changes.pop("product", {})
    found = next(each for each in read_city().businesses if each.name == "Dapur Mama Yuliana")
    product = replace(found.products[0], **product_changes)
    return replace(found, products=(product,), helper=None, **changes)


def a_city(**changes):
    return replace(read_city(), businesses=(a_business(**changes),))


BAD = {
    "a choice that is none": (
        {"product": {"facts": {"label.net_unit": "pint"}}},
        "label.net_unit: 'pint'.* is not a choice here",
    ),
    "a fact nobody knows": (
        {"product": {"facts": {"label.colour": "red"}}},
        "label.colour: no such fact",
    ),
    "a fact that is worked out": (
        {"product": {"facts": {"label.claim_words": []}}},
        "label.claim_words: no such fact can be told",
    ),
    "a fact of a product told of the business": (
        {"facts": {"label.name": "Sambal"}},
        "label.name: no such fact can be told",
    ),
    "an officer who is nobody": ({"entered_by": "sheriff"}, "'sheriff' is nobody"),
    "a number too short": (
        {"product": {"papers": {"pirt": PaperTurn(number="P-IRT 123")}}},
        "Sambal lu'at: pirt: number: 'P-IRT 123': .*15 digits",
    ),
    "a paper that ends before it begins": (
        {"product": {"papers": {"pirt": PaperTurn(issued="today-10", until="today-20")}}},
        "pirt: valid_until",
    ),
    "a refusal without its reason": (
        {"product": {"papers": {"halal": PaperTurn(state="refused")}}},
        "halal: '' is no reason to refuse",
    ),
    "a day that is none": (
        {"product": {"papers": {"pirt": PaperTurn(issued="last week")}}},
        "pirt: 'last week' is not a day",
    ),
    "a phone of somebody": ({"phone": "0813-4567-8901"}, "may be somebody's"),
    "a landline": ({"phone": "0380-821234"}, "A mobile number starts with 08"),
    "a kelurahan elsewhere": ({"kelurahan": "Menteng"}, "'Menteng' is not a kelurahan"),
    "nobody to type": ({"phone": ""}, "No phone number yet"),
    "a kind that is none": ({"product": {"kind": "pizza"}}, "'pizza' is no kind"),
    "a stage that is none": ({"product": {"told": {"famous": 3}}}, "'famous' is no stage"),
    "a later stage told first": (
        {"product": {"told": {"begun": 10, "park": 20}}},
        "a later stage must not be told before",
    ),
    "mended before it was told": (
        {"product": {"mended": (Mending(300, {"label.batch_code": ""}),)}},
        "'label.batch_code' is mended before it is told",
    ),
    "mended and never told": (
        {"product": {"mended": (Mending(9, {"label.colour": "red"}),)}},
        "'label.colour' is mended and never told",
    ),
    "a partner that is none": ({"shows": {"moon": ("all",)}}, "nobody here can show anything to 'moon'"),
    "a group that is none": ({"shows": {"bank": ("secrets",)}}, "'secrets' is not a valid FieldGroup"),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("changes", "complaint"), BAD.values(), ids=BAD.keys())
def test_what_cannot_be_entered_is_refused_with_its_place(changes, complaint):
    before = set(django_settings.MEDIA_ROOT.rglob("*.jpg"))
    with pytest.raises(BadCity, match=complaint) as refused:
        demo_city.load(today(), city=a_city(**changes))
    assert "Dapur Mama Yuliana" in refused.value.place
    assert not Business.objects.exists()
    assert not Person.objects.exists()
    assert set(django_settings.MEDIA_ROOT.rglob("*.jpg")) == before


@pytest.mark.django_db
def test_a_small_city_has_its_dates_in_the_past():
    demo_city.load(today(), city=a_city())
    business = Business.objects.get()
    first = today() - dt.timedelta(days=a_business().joined)
    assert business.created_at.date() <= first
    assert business.organisation.created_at.date() <= first
    assert business.products.get().statements.filter(superseded_at=None).count() > 60


@pytest.mark.django_db
def test_the_command_does_not_touch_a_database_with_real_businesses():
    a_kitchen()
    with pytest.raises(CommandError, match="not of the demo"):
        call_command("demo")
    assert Organisation.objects.count() == 1


@pytest.mark.django_db
def test_the_command_is_for_development_only(settings):
    settings.DEVELOPMENT = False
    with pytest.raises(CommandError, match="LOPO_DEVELOPMENT=1"):
        call_command("demo")


def test_the_same_files_tell_the_same_story():
    again = parse_city(files("lopo.site.demo") / "kupang")
    for one, other in zip(read_city().businesses, again.businesses, strict=True):
        assert story_of(one, read_city(), ON) == story_of(other, again, ON)


def test_a_stage_that_is_not_named_comes_with_the_next():
    product = a_business(product={"told": {"labelled": 30}}).products[0]
    business = a_business(told={"registered": 30}, product={"told": {"labelled": 30}})
    steps = [step for step in story_of(business, read_city(), ON) if step.product == product]
    assert {step.day for step in steps} == {dt.date(2026, 10, 25)}
    told = {fact for step in steps for fact in step.facts}
    assert {"product.prepacked", "label.name", "label.batch_code"} <= told
    assert not any(fact.startswith("quality.net") for fact in told)


def test_what_is_left_out_is_never_told():
    business = a_business(product={"without": ("halal", "label.halal_*")})
    steps = story_of(business, read_city(), ON)
    told = {fact for step in steps for fact in step.facts}
    assert not {fact for fact in told if fact.startswith("label.halal")}
    assert "halal" not in {paper.kind for step in steps for paper in step.papers}


def test_what_was_mended_is_told_as_it_was_until_then():
    mended = (Mending(40, {"label.batch_code": "", "label.smallest_letter_mm": 0.8}),)
    steps = story_of(a_business(product={"mended": mended}), read_city(), ON)
    told = [(step.day, step.facts["label.batch_code"]) for step in steps if "label.batch_code" in step.facts]
    assert [value != "" for _day, value in told] == [False, True]
    assert told[1][0] == ON - dt.timedelta(days=40)
    assert [each.facts for each in steps if each.day == told[1][0]] == [
        {"label.batch_code": told[1][1], "label.smallest_letter_mm": 1.2}
    ]


def test_the_first_look_at_a_kitchen_may_be_long_before_the_inspection_that_is_told():
    looks = [
        (step.day, step.facts["quality.cppb.serious"])
        for step in story_of(a_business(first_look=75), read_city(), ON)
        if "quality.cppb.inspected_on" in step.facts
    ]
    assert looks == [(ON - dt.timedelta(days=375), 1), (ON - dt.timedelta(days=300), 0)]


FILLING = Filling({"business": "Dapur"}, today=ON, told=dt.date(2026, 11, 1))


@pytest.mark.parametrize(
    ("value", "filled"),
    [
        ("today-24", dt.date(2026, 10, 31)),
        ("told", dt.date(2026, 11, 1)),
        ("told+5", dt.date(2026, 11, 6)),
        ("Baik digunakan sebelum {today+37}", "Baik digunakan sebelum 31-12-2026"),
        ("{business}, Kupang", "Dapur, Kupang"),
        ("{halal}", None),
        ([{"name": "{business}"}], [{"name": "Dapur"}]),
        ([{"name": "{halal}"}], None),
        ("todayish", "todayish"),
        (150, 150),
        (False, False),
    ],
)
def test_days_and_blanks_are_filled(value, filled):
    assert FILLING.fill(value) == filled


def test_nested_tables_are_facts_by_dotted_names():
    assert flat({"label": {"net": {"unit": "g"}, "claims": []}}) == {
        "label.net.unit": "g",
        "label.claims": [],
    }


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (
            'owner = "A"\nkelurahan = "Oebobo"\ntold = { named = 1 }\ncolour = "red"',
            "'colour' is not known here",
        ),
        ('owner = "A"\nkelurahan = "Oebobo"', "'told' is missing"),
        (
            'owner = "A"\nkelurahan = "Oebobo"\ntold = { named = 1 }\npapers = { nib = { state = "lost" } }',
            "one of",
        ),
        (
            'owner = "A"\nkelurahan = "Oebobo"\ntold = { named = 1 }\nmended = [{ ago = 3 }]',
            "what was mended says how many days ago, and what it was",
        ),
        ("owner = ", "kota.toml: Invalid value"),
        (
            'owner = "A"\nkelurahan = "Oebobo"\ntold = { named = 1 }\n'
            'products = [{ name = "Abon", kind = "abon-ikan", told = [9, 8, 7, 6, 5, 4, 3] }]',
            "kota.toml: Dapur: Abon: days are told for begun, park",
        ),
    ],
)
def test_a_file_that_is_not_understood_is_refused_with_its_place(row, complaint, tmp_path):
    for file in (files("lopo.site.demo") / "kupang").iterdir():
        if file.name in SHARED:
            (tmp_path / file.name).write_text(file.read_text("utf-8"), "utf-8")
    (tmp_path / "kota.toml").write_text(f'[[business]]\nname = "Dapur"\n{row}\n', "utf-8")
    with pytest.raises(BadCity, match=complaint):
        parse_city(tmp_path)
