"""What each column of a file means, by the words of its heading and by what stands below it."""

import datetime as dt
from collections.abc import Mapping, Sequence

from lopo.labels.codes.gtin import check
from lopo.retail.sellout.codes import read_code
from lopo.retail.sellout.day_columns import day_label
from lopo.retail.sellout.days import Around, says_week, span_of_cell
from lopo.retail.sellout.grid import Cells
from lopo.retail.sellout.layout import Heading
from lopo.retail.sellout.numbers import Unread, is_blank, looks_numeric, read_number
from lopo.retail.sellout.words import MEASURES, NET, ONCE, role_of, words

DATED = 0.6
"""Of the cells of a column, how many must be days for it to be one of days."""


def roles_of(
    headings: Sequence[Heading], below: Sequence[Cells], today: dt.date, known: Mapping[str, str]
) -> tuple[dict[int, str], float]:
    """The role of each column whose heading or content tells it, and how sure all are together."""
    wishes: list[tuple[float, int, str]] = []
    others = 0.0
    for heading in headings:
        cells = [row[heading.place] for row in below if heading.place < len(row)]
        cells = [cell for cell in cells if not is_blank(cell)]
        role, sure = _wish(heading, cells, known)
        role = _by_content(role, cells, Around(today, by_week=says_week(heading.text)))
        if role == "other":
            others += 0.3 * sure
        elif role:
            wishes.append((sure, heading.place, role))
    roles: dict[int, str] = {}
    total = others
    net = {each.place for each in headings if set(each.text.split()) & NET}
    for sure, place, role in sorted(wishes, key=lambda each: (-each[0], each[1] not in net, each[1])):
        if role in ONCE and role in roles.values():
            continue
        roles[place] = role
        total += sure
    _settle(roles, headings, below)
    return roles, total


def _wish(heading: Heading, cells: Sequence[object], known: Mapping[str, str]) -> tuple[str, float]:
    if heading.text in known:
        return known[heading.text], 2.0
    whole = role_of(heading.text)
    if whole[1] == 1.0 and heading.text not in words().uncertain:
        return whole
    if heading.upper and role_of(heading.upper)[0] == "day" and day_label(heading.lower):
        return "", 0.0  # "Tanggal" over 1, 2, 3: each a column of one day
    if heading.upper and heading.lower and day_label(heading.upper):
        return role_of(heading.lower)  # a month or a week over its count and its rupiah
    if heading.upper and heading.lower and (role := _of_group(heading)):
        return role, 0.9
    for text in (heading.text, heading.lower, heading.upper):
        if text in words().uncertain:
            return count_or_money(cells), 0.7
    if not role_of(heading.text)[0] and set(heading.text.split()) & words().uncertain:
        return count_or_money(cells), 0.6
    tried = [role_of(text) for text in dict.fromkeys((heading.text, heading.lower, heading.upper)) if text]
    return max(tried, key=lambda each: each[1], default=("", 0.0))


def _of_group(heading: Heading) -> str:
    """What a count or an amount is of under a word over several columns: ``Retur`` over ``Pcs``."""
    above, below = role_of(heading.upper), role_of(heading.lower)
    if set(heading.lower.split()) & set(words().rows["sold"]) and below == ("pieces", 1.0):
        return "pieces"  # "Persediaan" over "Awal", "Masuk", "Terjual"
    if below == ("other", 1.0) and above[0] in MEASURES:
        return "other"
    if above[1] < 1.0 or heading.upper in words().uncertain or below[0] not in ("pieces", "value"):
        return ""
    if above[0] in ("returned", "stock"):
        return above[0] if below[0] == "pieces" else "other"
    return "other" if above[0] == "other" else ""


def count_or_money(cells: Sequence[object]) -> str:
    numbers = []
    for cell in cells:
        try:
            numbers.append(abs(read_number(cell)))
        except Unread:
            continue
    numbers = [number for number in numbers if number] or numbers
    if not numbers:
        return ""
    large = sum(number >= words().money_from for number in numbers)
    return "value" if large * 2 > len(numbers) else "pieces"


def _by_content(role: str, cells: Sequence[object], around: Around) -> str:
    """The role that the cells allow: no count without numbers, no day without days."""
    if not cells:
        return role
    numeric = sum(looks_numeric(cell) for cell in cells) / len(cells)
    if role in MEASURES and numeric < 0.5:
        return ""
    if role == "unit" and numeric > 0.8:
        return "pieces"
    if role in ("day", "from", "until"):
        dated = sum(span_of_cell(cell, around) is not None for cell in cells) / len(cells)
        return role if dated >= DATED else ""
    if role == "code" and _are_gtins(cells):
        return "gtin"
    return role


def _are_gtins(cells: Sequence[object]) -> bool:
    codes = [read_code(cell) for cell in cells]
    good = sum(not each.lost and len(each.text) >= 8 and check(each.text).valid for each in codes)
    return good * 10 >= len(codes) * 6


def _settle(roles: dict[int, str], headings: Sequence[Heading], below: Sequence[Cells]) -> None:
    """Codes that are names, and names that are codes, by what stands in them."""
    taken = set(roles.values())
    for heading in headings:
        role = roles.get(heading.place)
        cells = [row[heading.place] for row in below if heading.place < len(row)]
        coded = _are_codes([cell for cell in cells if not is_blank(cell)])
        if role == "code" and not coded and "name" not in taken:
            roles[heading.place] = "name"
        elif role == "name" and coded and not taken & {"code", "gtin"}:
            roles[heading.place] = "code"
        taken = set(roles.values())


def _are_codes(cells: Sequence[object]) -> bool:
    if not cells:
        return True
    texts = [str(cell).strip() for cell in cells]
    return sum(any(each.isdigit() for each in text) and " " not in text for text in texts) * 2 > len(texts)
