"""GS1 Digital Link: a web address that carries a product's number, lot and expiry.

    https://id.gs1.org/01/09521234543213/10/ABC123?17=261231

Any domain and any path before the number will do. Rules and sources: ``gs1.toml``, section ``link``.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import SplitResult, quote, unquote_to_bytes, urlsplit

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.labels.codes.element import gs1_table, identifier_at, read_element
from lopo.labels.codes.gtin import normal_gtin
from lopo.producers.gtin_faults import LENGTHS

RESOLVER = "https://id.gs1.org"

NO_KEY = Text(
    "Alamat ini tidak memuat nomor GS1, seperti /01/09521234543213.",
    "This address carries no GS1 number, such as /01/09521234543213.",
)
NO_ADDRESS = Text("Alamat web ini tidak bisa dibaca.", "This web address cannot be read.")
NO_DOMAIN = Text(
    "“{domain}” bukan alamat situs. Tulis seperti https://contoh.id.",
    "“{domain}” is not the address of a site. Write it as https://example.org.",
)
BAD_ESCAPE = Text(
    "Bagian “{part}” dari alamat ini tidak bisa dibaca (tanda % yang rusak).",
    "The part “{part}” of this address cannot be read (a broken % sign).",
)
NO_VALUE = Text("Sesudah /{ai}/ belum ada isinya.", "Nothing stands after /{ai}/.")
NOT_IN_PATH = Text(
    "“{name}” tidak boleh ada di jalur sesudah ({key}). Taruh di belakang tanda ?.",
    "“{name}” may not stand in the path after ({key}). Put it behind the ?.",
)
WRONG_ORDER = Text(
    "({ai}) di tempat yang salah; urutannya {order}.",
    "({ai}) stands in the wrong place; the order is {order}.",
)
UNKNOWN = Text("({ai}) bukan kode GS1 yang dikenal.", "({ai}) is not a known GS1 identifier.")
PADDED = Text(
    "Nomor {digits} angka ditambah nol di depannya; di alamat sebaiknya 14 angka.",
    "Zeros were put before the number of {digits} digits; in an address it should have 14.",
)
OLD_WORD = Text(
    "“{word}” bentuk lama; sekarang ditulis {ai}.", "“{word}” is an old form; {ai} is written now."
)
IN_QUERY = Text(
    "({ai}) seharusnya di jalur alamat, bukan di belakang tanda ?.",
    "({ai}) belongs into the path of the address, not behind the ?.",
)


@dataclass(slots=True)
class LinkReading:
    """What an address says: identifiers with their values in order, and what is wrong or unusual in it."""

    pairs: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Text] = field(default_factory=list)
    warnings: list[Text] = field(default_factory=list)


def digital_link(
    gtin: str,
    *,
    lot: str | None = None,
    expiry: dt.date | None = None,
    serial: str | None = None,
    domain: str = RESOLVER,
) -> str:
    """The address of a product, or of one lot or piece of it.

    ``domain`` may have a path: ``https://contoh.id/produk``. Raises :class:`Refused` for a number, lot,
    serial or domain that cannot be used.
    """
    path = f"/01/{normal_gtin(gtin)}"
    for ai, value in (("10", lot), ("21", serial)):
        if value is not None:
            path += f"/{ai}/{quote(checked_value(ai, value), safe='')}"
    query = "" if expiry is None else f"?17={expiry:%y%m%d}"
    return checked_domain(domain) + path + query


def checked_value(ai: str, value: str) -> str:
    """``value`` if the identifier can carry it; raises :class:`Refused` saying which character is wrong."""
    identifier = identifier_at(ai)
    assert identifier is not None  # noqa: S101 - only called with identifiers of the standard
    _, problems = read_element(identifier, value, dt.date.min.replace(year=2000))
    if problems:
        raise Refused(problems[0])
    return value


def checked_domain(domain: str) -> str:
    """The beginning of an address, without the slash at its end."""
    parts = _split(domain.strip())
    usable = (
        parts is not None
        and parts.scheme in ("http", "https")
        and re.fullmatch(r"[A-Za-z0-9.-]+(:\d+)?", parts.netloc)
        and re.fullmatch(r"[A-Za-z0-9._~/%-]*", parts.path)
        and not parts.query
        and not parts.fragment
    )
    if not usable:
        raise Refused(NO_DOMAIN.filled(domain=domain[:100]))
    return domain.strip().rstrip("/")


def _split(text: str) -> SplitResult | None:
    try:
        return urlsplit(text)
    except ValueError:
        return None


def read_link(text: str) -> LinkReading:
    """Read an address; what is wrong is collected, nothing is raised."""
    reading = LinkReading()
    parts = _split(text)
    if parts is None or not parts.netloc:
        reading.problems.append(NO_ADDRESS)
        return reading
    segments = [_plain(segment, reading) for segment in parts.path.split("/")]
    while segments and not segments[-1]:
        segments.pop()
    start = _start_of_key(segments)
    if start is None:
        reading.problems.append(NO_KEY)
        return reading
    _read_path(segments[start:], reading)
    _read_query(parts.query, reading)
    return reading


def _plain(segment: str, reading: LinkReading) -> str | None:
    """A part of the address without its percent signs, ``None`` where they are broken."""
    try:
        if re.search(r"%(?![0-9A-Fa-f]{2})", segment):
            raise ValueError
        return unquote_to_bytes(segment).decode("utf-8")
    except ValueError:
        reading.problems.append(BAD_ESCAPE.filled(part=segment[:40]))
        return None


def _identifier(name: str | None) -> str:
    """The digits of an identifier that may be written as a word."""
    return "" if name is None else str(gs1_table()["link"]["words"].get(name, name))


def _start_of_key(segments: Sequence[str | None]) -> int | None:
    """Where the number begins: the first identifier of a thing before a digit, else the first."""
    keys = gs1_table()["link"]["keys"]
    places = [place for place, segment in enumerate(segments) if _identifier(segment) in keys]
    likely = (
        place
        for place in places
        if any((each or "")[:1].isdigit() for each in segments[place + 1 : place + 2])
    )
    return next(likely, places[0] if places else None)


def _read_path(segments: Sequence[str | None], reading: LinkReading) -> None:
    key = _identifier(segments[0])
    order = list(gs1_table()["link"]["keys"][key])
    left = order.copy()
    for place in range(0, len(segments), 2):
        name = segments[place] or ""
        ai = _identifier(name)
        if name != ai:
            reading.warnings.append(OLD_WORD.filled(word=name, ai=ai))
        if place + 1 == len(segments):
            reading.problems.append(NO_VALUE.filled(ai=name[:40]))
            return
        if place and ai not in order:
            reading.problems.append(NOT_IN_PATH.filled(name=name[:40], key=key))
        elif place and ai not in left:
            reading.problems.append(WRONG_ORDER.filled(ai=ai, order=", ".join(order)))
        elif place:
            left = left[left.index(ai) + 1 :]
        _take(ai, segments[place + 1], reading)


def _read_query(query: str, reading: LinkReading) -> None:
    key = reading.pairs[0][0] if reading.pairs else ""
    for piece in re.split("[&;]", query):
        name, _, value = piece.partition("=")
        ai = _identifier(_plain(name, reading))
        if not (ai.isascii() and ai.isdigit()):
            continue  # other parameters are the site's own affair
        if ai in gs1_table()["link"]["keys"].get(key, ()):
            reading.warnings.append(IN_QUERY.filled(ai=ai))
        _take(ai, _plain(value, reading), reading)


def _take(ai: str, value: str | None, reading: LinkReading) -> None:
    if value is None:
        return  # its percent signs are broken, and that is told already
    identifier = identifier_at(ai) if ai.isascii() else None
    if identifier is None or identifier.ai != ai:
        reading.problems.append(UNKNOWN.filled(ai=ai[:40]))
        return
    if ai == "01" and len(value) in LENGTHS[:-1] and value.isascii() and value.isdigit():
        reading.warnings.append(PADDED.filled(digits=str(len(value))))
        value = value.zfill(LENGTHS[-1])
    reading.pairs.append((ai, value))
