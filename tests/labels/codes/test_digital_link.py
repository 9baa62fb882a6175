import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.labels.codes.digital_link import digital_link
from lopo.labels.codes.gs1 import parse_gs1

TODAY = dt.date(2026, 11, 24)
PUBLISHED = {
    # https://github.com/bwipp/postscriptbarcode/wiki/GS1-Digital-Link-URIs
    "https://id.gs1.org/01/09521234543213": "(01)09521234543213",
    "https://id.gs1.org/01/09521234543213/10/ABC123/21/12345": "(01)09521234543213(10)ABC123(21)12345",
    "https://id.gs1.org/01/09521234543213/10/ABC123?17=261231": "(01)09521234543213(10)ABC123(17)261231",
    "https://id.gs1.org/00/106141411234567897": "(00)106141411234567897",
    "https://example.com/products/01/09521234543213": "(01)09521234543213",
    "https://id.gs1.org/01/09521234543213/22/ABC%2d123?99=XYZ%2f987": (
        "(01)09521234543213(22)ABC-123(99)XYZ/987"
    ),
    # https://github.com/Solidsoft-Reply/Gs1DigitalLinkLib, its tests
    "https://id.gs1.org/00/998440410914660971": "(00)998440410914660971",
    "https://id.gs1.org/01/5412345000013": "(01)05412345000013",
    "https://id.gs1.org/01/05412345000013/22/AJY3095721P49/10/ABC123/21/72292641703": (
        "(01)05412345000013(22)AJY3095721P49(10)ABC123(21)72292641703"
    ),
    "https://id.gs1.org/401/0541234537290A41%26GHpp33": "(401)0541234537290A41&GHpp33",
    "https://id.gs1.org/402/21173492661712079": "(402)21173492661712079",
    "https://id.gs1.org/414/5060917510004/254/RP56J920471": "(414)5060917510004(254)RP56J920471",
    "https://id.gs1.org/417/5060917510004/7040/5KFX": "(417)5060917510004(7040)5KFX",
    "https://id.gs1.org/8003/04965031954585": "(8003)04965031954585",
    "https://id.gs1.org/8006/054123450000130201/10/ABC123": "(8006)054123450000130201(10)ABC123",
    "https://id.gs1.org/8010/0541234537290A41%23GH33/8011/6639047221": (
        "(8010)0541234537290A41#GH33(8011)6639047221"
    ),
    "https://id.gs1.org/8017/817019610850151481/8019/4003812": "(8017)817019610850151481(8019)4003812",
    "https://id.gs1.org/gtin/05412345000013/lot/ABC123/ser/72292641703": (
        "(01)05412345000013(10)ABC123(21)72292641703"
    ),
    "https://id.gs1.org/gln/5060917510004/glnx/RP56J920471": "(414)5060917510004(254)RP56J920471",
    # Spelling
    "HTTPS://ID.GS1.ORG/01/09521234543213/10/AB%2FC": "(01)09521234543213(10)AB/C",
    "http://lopo.example:8000/p/01/x/01/09521234543213/?linkType=gs1:pip&17=261231#top": (
        "(01)09521234543213(17)261231"
    ),
}


@pytest.mark.parametrize(("link", "wanted"), PUBLISHED.items())
def test_published_links(link, wanted):
    parsed = parse_gs1(link, on=TODAY)
    assert (parsed.bracketed, parsed.problems, parsed.link) == (wanted, (), link)


@pytest.mark.parametrize(
    ("link", "warning"),
    [
        ("https://id.gs1.org/01/9521234543213", "number of 13 digits"),
        ("https://id.gs1.org/gtin/09521234543213", "“gtin” is an old form; 01"),
        ("https://id.gs1.org/01/09521234543213?10=A", "belongs into the path"),
    ],
)
def test_unusual_links_warn(link, warning):
    parsed = parse_gs1(link, on=TODAY)
    assert parsed.gtin == "09521234543213" and warning in parsed.warnings[0].en


@pytest.mark.parametrize(
    ("link", "problem"),
    [
        ("https://example.com/sambal", "carries no GS1 number"),
        ("https://", "cannot be read"),
        ("https://[::1/01/09521234543213", "cannot be read"),
        ("https://id.gs1.org/01/09521234543214", "does not fit; 3 comes out"),
        ("https://id.gs1.org/01/09521234543213/10", "Nothing stands after /10/"),
        ("https://id.gs1.org/01/09521234543213/21/1/10/A", "(10) stands in the wrong place"),
        ("https://id.gs1.org/01/09521234543213/17/261231", "Put it behind the ?"),
        ("https://id.gs1.org/01/09521234543213/10/%zz", "a broken % sign"),
        ("https://id.gs1.org/01/09521234543213/10/%ff", "a broken % sign"),
        ("https://id.gs1.org/01/09521234543213/10/caf%C3%A9", "character 4, “é”"),
        ("https://id.gs1.org/01/09521234543213?17=261331", "no month 13"),
        ("https://id.gs1.org/01/09521234543213?0999=1", "(0999) is not a known GS1 identifier"),
        ("https://id.gs1.org/01/😀", "character 1, “😀”"),
    ],
)
def test_what_is_wrong_with_a_link(link, problem):
    parsed = parse_gs1(link, on=TODAY)
    assert not parsed.valid
    assert any(problem in each.en for each in parsed.problems), parsed.problems


def test_a_link_is_made():
    link = digital_link(
        "9521234543213", lot="AB/C", expiry=dt.date(2026, 12, 31), domain="https://lopo.example/produk/"
    )
    assert link == "https://lopo.example/produk/01/09521234543213/10/AB%2FC?17=261231"
    assert digital_link("9521234543213") == "https://id.gs1.org/01/09521234543213"


@pytest.mark.parametrize(
    "domain",
    [
        "lopo.example",
        "javascript:alert(1)",
        "https://",
        "https://a b.id",
        "https://a.id?x=1",
        "https://a.id/#x",
        "https://u@a.id",
    ],
)
def test_a_domain_that_is_none_is_refused(domain):
    with pytest.raises(Refused):
        digital_link("9521234543213", domain=domain)


def test_a_wrong_number_or_lot_is_refused():
    for number, lot in (("9521234543214", None), ("9521234543213", "x" * 21), ("9521234543213", "a b")):
        with pytest.raises(Refused):
            digital_link(number, lot=lot)


values = st.text(st.sampled_from("ABCxyz019-./_+!%&'*<>=?;:,()\""), min_size=1, max_size=20)


@given(values, values, st.dates(dt.date(2000, 1, 1), dt.date(2070, 1, 1)))
def test_what_is_written_is_read_again(lot, serial, expiry):
    parsed = parse_gs1(digital_link("9521234543213", lot=lot, serial=serial, expiry=expiry), on=TODAY)
    assert (parsed.gtin, parsed.lot, parsed.serial, parsed.expiry) == ("09521234543213", lot, serial, expiry)
    assert parsed.problems == () and parsed.warnings == ()


@given(st.text(max_size=60))
def test_no_address_breaks_the_parser(text):
    parse_gs1("https://" + text, on=TODAY)
