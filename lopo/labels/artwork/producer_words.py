"""Who made it, under which registration, and whether it is halal."""

import re

from lopo.facts.text import Text
from lopo.labels.artwork.blocks import Halal, Run
from lopo.labels.artwork.gathering import Gathering
from lopo.labels.artwork.words import word
from lopo.producers.papers import check_number
from lopo.producers.pirt import Problem, parse_pirt

_BOUND = re.compile(r"\b(No\.?|Jl\.?|RT\.?|RW\.?|Kel\.?|Kec\.?) ", re.IGNORECASE)

PRODUCER, REGISTRATION, HALAL = "producer", "registration", "halal"

ADDRESS = ("label.producer_address", "label.producer_city", "label.producer_postcode")
_ADDRESS_NAMES = {
    "label.producer_address": Text("jalan atau kelurahan", "street or ward"),
    "label.producer_city": Text("kota", "city"),
    "label.producer_postcode": Text("kode pos", "postcode"),
}


def producer_line(label: Gathering, language: str) -> tuple[Run, ...]:
    """ "Diproduksi oleh: **name**, address, Indonesia", with what is not known noted."""
    named = label.value("label.producer_name") or label.value("business.name")
    if not named:
        label.lacks(
            PRODUCER,
            "label.producer_name",
            Text("Nama produsen belum ada.", "The producer's name is missing."),
        )
    name = label.printable(
        named or "", PRODUCER, Text("Nama produsen", "Producer's name"), "label.producer_name"
    )
    parts = [_address_part(label, fact) for fact in ADDRESS]
    street, city, postcode = parts
    place = ", ".join(part for part in (street, f"{city} {postcode}".strip(), "Indonesia") if part)
    return (
        Run(f"{word('heading', 'producer').in_language(language)} "),
        Run(name, bold=True),
        Run(f", {place}"),
    )


def _address_part(label: Gathering, fact: str) -> str:
    told = label.value(fact)
    if not told and fact == "label.producer_address":
        told = label.value("business.kelurahan")
    if not told:
        label.lacks(
            PRODUCER,
            fact,
            Text("Alamat produsen belum lengkap: {part}.", "The producer's address lacks the {part}.").filled(
                part=_ADDRESS_NAMES[fact]
            ),
        )
    return _unbroken(label.printable(told or "", PRODUCER, Text("Alamat", "Address"), fact))


def _unbroken(address: str) -> str:
    """The address with "No. 12", "Jl. Timor" and "RT 03" each kept on one line."""
    return _BOUND.sub("\\1\N{NO-BREAK SPACE}", address)


def registration_line(label: Gathering) -> tuple[Run, ...]:
    """ "P-IRT 2145371010021-29" or "BPOM RI MD ...", or nothing where no permit is needed."""
    route = label.value("permit.route")
    if route == "none":
        return ()
    if route is None:
        label.lacks(
            REGISTRATION,
            "permit.pirt.number",
            Text("Belum jelas izin edarnya, P-IRT atau BPOM MD. Jawab pertanyaan izinnya dulu.",
                 "Which permit it needs, P-IRT or BPOM MD, is not settled. Answer those questions first."),
        )  # fmt: skip
        return ()
    number = label.value(f"permit.{route}.number") or ""
    checked = check_number(route, number, label.on)
    if not number or not checked.is_good:
        reason = checked.problems[0] if number and checked.problems else Text(
            "Nomor izin edarnya belum ada. Rancangan label ini boleh dipakai untuk mengurusnya.",
            "The registration number is not there yet. This draft may be used to apply for it.",
        )  # fmt: skip
        label.lacks(REGISTRATION, f"permit.{route}.number", reason)
        return (Run(word("pending", route).id, bold=True),)
    return (Run(_as_printed(route, number, checked.compact), bold=True),)


def _as_printed(route: str, number: str, compact: str) -> str:
    if route == "md":
        return f"BPOM RI {compact[:2]} {compact[2:]}"
    parsed = parse_pirt(number)
    return (
        number
        if isinstance(parsed, Problem)
        else f"P-IRT\N{NO-BREAK SPACE}{parsed.compact[:13]}-{parsed.compact[13:]}"
    )


def halal_of(label: Gathering) -> Halal | None:
    """The halal mark of a holder of the certificate, or nothing."""
    number = label.value("permit.halal.number")
    if not number or label.value("product.halal_materials") == "non-halal":
        return None
    if label.order.halal_image is None:
        label.lacks(
            HALAL,
            "label.halal_logo",
            Text("Produk ini bersertifikat halal. Unggah logo halal resmi dari BPJPH untuk dipasang di sini.",
                 "This product is halal-certified. Upload the official mark you got from BPJPH."),
        )  # fmt: skip
    return Halal(
        label.as_written(number, HALAL, Text("Nomor halal", "Halal number")), label.order.halal_image
    )


def halal_line(halal: Halal | None) -> tuple[Run, ...]:
    """The number of the certificate, as it stands with the mark."""
    return (Run("Halal "), Run(halal.number)) if halal else ()


def non_halal_line(label: Gathering, language: str) -> tuple[Run, ...]:
    """What goods of non-halal materials must say (UU 33/2014)."""
    if label.value("product.halal_materials") != "non-halal":
        return ()
    statement = Text("Keterangan tidak halal", "The non-halal statement")
    told = label.text("label.nonhalal_statement", HALAL, statement) if language == "id" else ""
    return (Run(told or word("halal", "non_halal").in_language(language), bold=True),)
