"""Read the demo's files. What is not understood is refused with its place; values are checked on entry."""

import functools
import importlib.resources
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources.abc import Traversable
from typing import Any

from lopo.facts.text import Text
from lopo.site.demo.course_plan import TrainingPlan, read_training
from lopo.site.demo.kitchen_plan import KitchenPlan, read_kitchens
from lopo.site.demo.plans import (
    FIRST_LOOK,
    STATES,
    BadCity,
    BusinessPlan,
    CityPlan,
    KindPlan,
    Mending,
    PaperPlan,
    PaperTurn,
    PartnerPlan,
    ProductPlan,
    StaffPlan,
    StagePlan,
)
from lopo.site.demo.shelf_plan import ShelfPlan, read_shelf

KINDS = ("bases.toml", "foods.toml", "drinks.toml", "crafts.toml")
KITCHENS, COURSES, SHELF = TOLD_APART = ("kitchens.toml", "courses.toml", "shelf.toml")
SHARED = ("people.toml", "stages.toml", *TOLD_APART, *KINDS)
"""The files that every business refers to; each other file holds the businesses of a part of the city."""

_OF_A_KIND = ("like", "base", "papers", "ingredients", "panel")
_SERVING = "nutrition.serving_"
_PANEL = (
    "household_measure", "servings_per_pack", "energy_kcal", "fat_g", "saturated_fat_g", "protein_g",
    "carbohydrate_g", "sugars_g", "sodium_mg",
)  # fmt: skip
_SUBJECT = {"name", "told", "facts", "lacks", "without", "papers", "mended"}
_PRODUCT = _SUBJECT | {"kind"}
_BUSINESS = _SUBJECT | {
    "owner", "phone", "kelurahan", "helper", "entered_by", "sign_in", "shows", "products",
    "first_look",
}  # fmt: skip


_NONE: Mapping[str, tuple[str, object]] = {
    **{paper: (f"permit.{paper}.number", "") for paper in ("nib", "pirt", "md", "halal", "gtin")},
    **{paper: (f"permit.{paper}.held", False) for paper in ("pkp", "cppob", "haccp", "sni")},
    "brand": ("permit.brand.status", "none"),
}
"""Paper to the fact and the answer that say that there is none."""


@functools.cache
def read_city() -> CityPlan:
    """The city that ships with the house. Raises :class:`BadCity`."""
    return parse_city(importlib.resources.files("lopo.site.demo") / "kupang")


def parse_city(folder: Traversable) -> CityPlan:
    """Read the city in ``folder``. Raises :class:`BadCity`."""
    people, stages, *kinds = (_toml(folder / name) for name in SHARED if name not in TOLD_APART)
    parts = sorted((file for file in folder.iterdir() if file.name not in SHARED), key=lambda file: file.name)
    rows = [(f"{file.name}: {row.get('name')}", row) for file in parts for row in _toml(file)["business"]]
    product_stages = _stages(stages["product"])
    order = [stage.id for stage in product_stages[1:]]
    return CityPlan(
        password=people["password"],
        phones=people["phones"],
        partners=tuple(PartnerPlan(id, **row) for id, row in people["partner"].items()),
        staff=tuple(StaffPlan(id, **row) for id, row in people["staff"].items()),
        kinds=dict(_kinds(_together("base", kinds), _together("kind", kinds))),
        papers={kind: PaperPlan(kind, **row) for kind, row in stages["paper"].items()},
        business_stages=_stages(stages["business"]),
        business_facts=flat(stages["known"]),
        product_stages=product_stages,
        weighings={name: tuple(row) for name, row in _together("weighings", kinds).items()},
        businesses=tuple(
            _business(row, place, number, order) for number, (place, row) in enumerate(rows, start=1)
        ),
    )


@functools.cache
def read_city_kitchens() -> tuple[KitchenPlan, ...]:
    """What the kitchens of that city write down. Raises :class:`BadCity`."""
    return read_kitchens(_toml(importlib.resources.files("lopo.site.demo") / "kupang" / KITCHENS))


@functools.cache
def read_city_training() -> TrainingPlan:
    """The courses of that city and what stands around them. Raises :class:`BadCity`."""
    return read_training(_toml(importlib.resources.files("lopo.site.demo") / "kupang" / COURSES))


@functools.cache
def read_city_shelf() -> ShelfPlan:
    """What stands on the shelves of that city and in its catalogue. Raises :class:`BadCity`."""
    return read_shelf(_toml(importlib.resources.files("lopo.site.demo") / "kupang" / SHELF))


def flat(table: Mapping[str, Any], before: str = "") -> dict[str, object]:
    """Nested tables as facts by their dotted names."""
    facts: dict[str, object] = {}
    for key, value in table.items():
        name = f"{before}{key}"
        facts |= flat(value, f"{name}.") if isinstance(value, dict) else {name: value}
    return facts


def _answers_of_none(papers: Iterable[str], place: str) -> dict[str, object]:
    """What an owner answers who has none of these papers."""
    if extra := sorted(set(papers) - set(_NONE)):
        raise BadCity(place, f"{extra[0]!r} cannot be lacked; known are {', '.join(_NONE)}")
    return {fact: answer for paper in papers for fact, answer in [_NONE[paper]]}


def _toml(file: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise BadCity(file.name, str(fault)) from None


def _together(name: str, tables: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The rows under ``name`` of several files."""
    return {id: row for table in tables for id, row in table.get(name, {}).items()}


def _only(table: Mapping[str, Any], place: str, allowed: set[str]) -> None:
    if extra := sorted(set(table) - allowed):
        raise BadCity(place, f"{extra[0]!r} is not known here; known are {', '.join(sorted(allowed))}")


def _kinds(bases: Mapping[str, Any], rows: Mapping[str, Any]) -> Iterator[tuple[str, KindPlan]]:
    """Each kind with what it has from the kinds it is ``like`` and from the base of all of them."""
    for id in rows:
        place = f"kind {id}"
        chain = _chain(id, rows, place)
        base = _chain(next((each["base"] for each in chain if "base" in each), "food"), bases, place)
        papers = next(each["papers"] for each in (*chain, *base) if "papers" in each)
        facts: dict[str, object] = {}
        for each in reversed(base):
            facts |= flat(each.get("facts", {}))
        for each in reversed(chain):
            if "panel" in each:  # one in g does not keep the ml of the kind it is like
                facts = {name: value for name, value in facts.items() if not name.startswith(_SERVING)}
            told = {key: value for key, value in each.items() if key not in _OF_A_KIND}
            facts |= _recipe(each.get("ingredients", {})) | _panel(each.get("panel"), place) | flat(told)
        yield id, KindPlan(id, base[0]["kind"], facts, tuple(papers))


def _chain(id: str, rows: Mapping[str, Any], place: str) -> list[Mapping[str, Any]]:
    """The row ``id``, the one it is like, and so on."""
    chain: list[Mapping[str, Any]] = []
    name: str | None = id
    while name is not None:
        if name not in rows or rows[name] in chain:
            raise BadCity(place, f"{name!r} is not there to be like")
        chain.append(rows[name])
        name = rows[name].get("like")
    return chain


def _recipe(grams: Mapping[str, int | float]) -> dict[str, object]:
    """A recipe by grams, and the ingredient list that a good label prints of it: heaviest first."""
    if not grams:
        return {}
    return {
        "recipe.ingredients": [{"name": name, "amount": amount} for name, amount in grams.items()],
        "label.ingredients": sorted(grams, key=lambda name: -grams[name]),
    }


def _panel(printed: list[Any] | None, place: str) -> dict[str, object]:
    """A table of nutrition as printed: the serving with its unit, then what stands in :data:`_PANEL`."""
    if printed is None:
        return {}
    serving, *rest = printed
    amount, _space, unit = str(serving).partition(" ")
    if unit not in ("g", "ml") or len(rest) != len(_PANEL):
        raise BadCity(place, f"a panel is a serving in g or ml, then {', '.join(_PANEL)}")
    values = {f"nutrition.{name}": value for name, value in zip(_PANEL, rest, strict=True)}
    return {f"{_SERVING}{unit}": amount, **values}


def _stages(rows: Mapping[str, Any]) -> tuple[StagePlan, ...]:
    stages = []
    for id, row in rows.items():
        place = f"stages.toml: {id}"
        _only(row, place, {"tells", "papers", "said_by"})
        said_by = row.get("said_by", "owner")
        stages.append(StagePlan(id, tuple(row["tells"]), tuple(row.get("papers", ())), said_by, place))
    return tuple(stages)


def _business(row: Mapping[str, Any], place: str, number: int, order: list[str]) -> BusinessPlan:
    _only(row, place, _BUSINESS)
    helper, sign_in = row.get("helper"), row.get("sign_in")
    return BusinessPlan(
        **_subject(row, place),
        number=number,
        owner=row["owner"],
        phone=row.get("phone", ""),
        kelurahan=row["kelurahan"],
        helper=(helper["name"], helper["phone"]) if helper else None,
        entered_by=row.get("entered_by", ""),
        first_look=row.get("first_look", FIRST_LOOK),
        sign_in=Text.from_table(sign_in, place) if sign_in else None,
        shows={partner: tuple(groups) for partner, groups in row.get("shows", {}).items()},
        products=tuple(
            _product(each, f"{place}: {each.get('name')}", order) for each in row.get("products", ())
        ),
    )


def _product(row: Mapping[str, Any], place: str, order: list[str]) -> ProductPlan:
    """A product; its days told in a list are those of the stages after the first, in their ``order``."""
    _only(row, place, _PRODUCT)
    told = row.get("told")
    if isinstance(told, list):
        if not 0 < len(told) <= len(order):
            raise BadCity(place, f"days are told for {', '.join(order)}, not for {len(told)} stages")
        row = {**row, "told": dict(zip(order, told, strict=False))}
    return ProductPlan(**_subject(row, place), kind=row["kind"])


def _subject(row: Mapping[str, Any], place: str) -> dict[str, Any]:
    if missing := sorted({"name", "told"} - set(row)):
        raise BadCity(place, f"{missing[0]!r} is missing")
    turns = row.get("papers", {})
    for each in row.get("mended", ()):
        _only(each, place, {"ago", "was"})
        if set(each) != {"ago", "was"}:
            raise BadCity(place, "what was mended says how many days ago, and what it was")
    for kind, turn in turns.items():
        _only(turn, f"{place}: {kind}", set(PaperTurn.__dataclass_fields__))
        if turn.get("state", "verified") not in STATES:
            raise BadCity(f"{place}: {kind}", f"a paper is one of {', '.join(STATES)}")
    lacks = tuple(row.get("lacks", ()))
    return {
        "name": row["name"],
        "place": place,
        "told": row["told"],
        "facts": _answers_of_none(lacks, place) | flat(row.get("facts", {})),
        "without": (*lacks, *row.get("without", ())),
        "papers": {kind: PaperTurn(**turn) for kind, turn in turns.items()},
        "mended": tuple(Mending(each["ago"], flat(each["was"])) for each in row.get("mended", ())),
    }
