"""A badge that is checked: genuine ones hold, and nothing else ever does."""

import base64
import datetime as dt
import json

import jwt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lopo.training.badges.check import MAX_BYTES, Outcome, Place, check_badge
from lopo.training.badges.credential import sign_document, token_payload
from lopo.training.badges.house import public_keys
from lopo.training.badges.keys import sign_token
from lopo.training.badges.picture import baked_png, baked_svg
from tests.training.badges.award import ISSUED, LAPTOP, NOW, WEB, award, keys, signed

HOUSES = pytest.mark.parametrize("house", [WEB, LAPTOP], ids=["web", "laptop"])
BOTH = pytest.mark.parametrize("form", ["document", "token"])


def outcome(content, house=WEB, pairs=None, now=NOW, revoked=False):
    content = content.encode() if isinstance(content, str) else content
    return check_badge(content, public_keys(house, pairs or [keys()]), now, lambda _place: revoked).outcome


def claims_of(token):
    return jwt.decode(token, options={"verify_signature": False})


@HOUSES
@BOTH
def test_a_genuine_badge_holds_bare_and_in_a_picture(house, form):
    text = getattr(signed(house), form)
    assert outcome(text, house) is Outcome.VALID
    assert outcome(f"\n {text} \n", house) is Outcome.VALID
    assert outcome("\ufeff" + text, house) is Outcome.VALID


@HOUSES
def test_a_picture_carries_its_badge(house):
    token = signed(house).token
    assert outcome(baked_png(token), house) is Outcome.VALID
    assert outcome(baked_svg(token), house) is Outcome.VALID


@HOUSES
@BOTH
def test_it_holds_when_newer_keys_sign_now(house, form):
    assert outcome(getattr(signed(house), form), house, [keys(1), keys()]) is Outcome.VALID


@BOTH
def test_its_place_in_the_list_is_asked_for(form):
    asked = []

    def revoked(place):
        asked.append(place)
        return True

    checked = check_badge(getattr(signed(), form).encode(), public_keys(WEB, [keys()]), NOW, revoked)
    assert checked.outcome is Outcome.REVOKED
    assert checked.number == "LS-7F3K-2M9Q"
    ending = {"document": "json", "token": "jwt"}[form]
    assert asked == [Place(f"{award().status_list}.{ending}", award().status_index)]
    assert outcome(getattr(signed(), form), revoked=None) is Outcome.NOT_KNOWN


@HOUSES
@BOTH
def test_an_issuer_we_do_not_know_is_named_as_that(house, form):
    """However good its signature is."""
    theirs = getattr(signed(house, keys(1)), form)
    known = public_keys(LAPTOP if house is WEB else WEB, [keys()])
    checked = check_badge(
        theirs.encode(), {k: v for k, v in known.items() if k != house.did(keys(1))}, NOW, bool
    )
    assert checked.outcome is Outcome.UNKNOWN_ISSUER
    assert checked.issuer == house.did(keys(1))


@BOTH
def test_our_name_under_anothers_signature_is_a_forgery(form):
    assert outcome(getattr(signed(WEB, keys(1)), form)) is Outcome.TAMPERED


def test_a_forged_badge_of_an_unknown_issuer_is_still_seen_as_forged():
    parts = signed(LAPTOP, keys(1)).token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(parts[1] + "=="))
    claims["name"] = "Dokter"
    changed = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    assert outcome(f"{parts[0]}.{changed}.{parts[2]}", LAPTOP) is Outcome.TAMPERED
    document = json.loads(signed(LAPTOP, keys(1)).document) | {"name": "Dokter"}
    assert outcome(json.dumps(document), LAPTOP) is Outcome.TAMPERED


@settings(max_examples=150)
@given(st.data())
def test_one_character_changed_in_a_token_never_holds(data):
    token = signed().token
    place = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.= "))
    changed = token[:place] + other + token[place + 1 :]
    if changed.strip() != token:
        assert outcome(changed) is not Outcome.VALID


@settings(max_examples=60)
@given(st.data())
def test_one_character_changed_in_a_document_never_holds(data):
    """Unless JSON says the same thing with it, which no compact JSON of ours allows."""
    text = signed().document
    place = data.draw(st.integers(0, len(text) - 1))
    changed = text[:place] + data.draw(st.characters(codec="utf-8")) + text[place + 1 :]
    try:
        same = json.loads(changed) == json.loads(text)
    except ValueError:
        same = False
    if not same:
        assert outcome(changed) is not Outcome.VALID


@settings(max_examples=60)
@given(st.data())
def test_a_member_added_or_left_out_never_holds(data):
    document = json.loads(signed().document)
    where = data.draw(st.sampled_from(["top", "subject", "achievement", "status"]))
    part = {
        "top": document,
        "subject": document["credentialSubject"],
        "achievement": document["credentialSubject"]["achievement"],
        "status": document["credentialStatus"],
    }[where]
    if data.draw(st.booleans()):
        del part[data.draw(st.sampled_from(sorted(part)))]
    else:
        part[data.draw(st.sampled_from(["validUntil", "evidence", "license", "proofs", "image2"]))] = "x"
    assert outcome(json.dumps(document)) is not Outcome.VALID


@settings(max_examples=80)
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_whatever_is_sent_is_answered(content):
    assert outcome(content) in (Outcome.UNREADABLE, Outcome.UNKNOWN_ISSUER, Outcome.TAMPERED)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{}", b"[]", b"null", b"{" * 5000, b"a.b.c", b"..", b"<svg/>", b"\x89PNG\r\n\x1a\n",
        b"\xff\xfe", b'{"credentialSubject": 5}', b'{"credentialSubject": {}, "issuer": ["x"], "proof": []}',
        b"x" * (MAX_BYTES + 1), b'<!DOCTYPE a [<!ENTITY b "c">]><svg>&b;</svg>',
    ],
)  # fmt: skip
def test_what_is_no_badge_is_answered_too(content):
    assert outcome(content) is not Outcome.VALID


def _segment(part):
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


def test_a_token_without_a_signature_never_holds():
    header, payload, signature = signed().token.split(".")
    for forged in (
        f"{_segment({'alg': 'none'})}.{payload}.",
        f"{_segment({'alg': 'none'})}.{payload}.{signature}",
        f"{_segment({'alg': 'None', 'kid': WEB.kid(keys())})}.{payload}.",
        f"{header}.{payload}.",
        f"{header}.{payload}",
    ):
        assert outcome(forged) is not Outcome.VALID


def test_a_header_that_brings_its_own_key_is_not_believed():
    claims = claims_of(signed().token)
    own = jwt.encode(claims, keys(1).token, algorithm="RS256", headers={"jwk": keys(1).token_jwk})
    assert outcome(own) is Outcome.TAMPERED
    named = jwt.encode(
        claims, keys(1).token, algorithm="RS256", headers={"jwk": keys(1).token_jwk, "kid": WEB.kid(keys())}
    )
    assert outcome(named) is Outcome.TAMPERED


def test_our_public_key_is_no_password():
    """The oldest trick: a public key taken for the secret of HS256."""
    public = base64.urlsafe_b64encode(keys().token_public).decode()
    forged = jwt.encode(
        claims_of(signed().token), public, algorithm="HS256", headers={"kid": WEB.kid(keys())}
    )
    assert outcome(forged) is not Outcome.VALID


def test_the_header_of_another_badge_does_not_fit():
    other = signed(WEB, number="LS-2222-2222").token.split(".")
    mine = signed().token.split(".")
    assert outcome(".".join([mine[0], other[1], mine[2]])) is Outcome.TAMPERED


def test_claims_that_contradict_the_credential_do_not_hold():
    claims = claims_of(signed().token)
    for name, value in (("iss", "did:web:else.example"), ("jti", "x:y"), ("sub", "x:y"), ("nbf", None)):
        forged = sign_token(claims | {name: value}, keys(), WEB.kid(keys()))
        assert outcome(forged) is Outcome.TAMPERED, name


def _with(changes, form):
    document = json.loads(signed().document)
    document.pop("proof")
    document |= changes
    if form == "document":
        return json.dumps(sign_document(document, WEB, keys(), ISSUED))
    return sign_token(token_payload(document), keys(), WEB.kid(keys()))


@BOTH
def test_a_badge_past_its_day_says_so(form):
    expired = _with({"validUntil": "2026-11-25T00:00:00Z"}, form)
    assert outcome(expired) is Outcome.EXPIRED
    assert outcome(expired, now=dt.datetime(2026, 11, 24, tzinfo=dt.UTC)) is not Outcome.EXPIRED


@BOTH
def test_a_badge_before_its_day_says_so(form):
    assert outcome(_with({"validFrom": "2099-01-01T00:00:00Z"}, form)) is Outcome.NOT_YET


@BOTH
def test_a_status_of_another_kind_is_not_taken_for_fine(form):
    other = {"id": "https://lopo.example/x", "type": "1EdTechRevocationList"}
    assert outcome(_with({"credentialStatus": other}, form)) is not Outcome.VALID
