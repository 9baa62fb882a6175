"""The credential: right by the standard, verified by libraries that did not sign it, telling no secret."""

import json
import os
from pathlib import Path

import jsonschema
import jwt
import pytest
from jwcrypto.jwk import JWK, JWKSet
from jwcrypto.jws import JWS, InvalidJWSSignature
from openbadgeslib.ob3.ldp import OB3LdpVerifier
from openbadgeslib.ob3.verifier import OB3Verifier

from lopo.training.badges.credential import in_utc, name_hash, proves_whole
from lopo.training.badges.house import did_document, key_set
from tests.training.badges.award import ISSUED, LAPTOP, WEB, award, keys, signed

HOUSES = pytest.mark.parametrize("house", [WEB, LAPTOP], ids=["web", "laptop"])
SCHEMA = os.environ.get("LOPO_OPEN_BADGES_SCHEMA")


def told(house=WEB, **changed):
    return json.loads(signed(house, **changed).document)


@HOUSES
def test_the_proof_covers_every_member(house):
    proves_whole(signed(house), keys())


@HOUSES
def test_another_library_verifies_the_token_with_the_published_keys(house):
    """jwcrypto had no part in signing."""
    published = JWKSet.from_json(json.dumps(key_set(house, [keys(1), keys()])))
    token = JWS()
    token.deserialize(signed(house).token)
    right = [each for each in published["keys"] if _holds(token, each)]
    assert len(right) == 1
    assert json.loads(token.objects["payload"])["credentialSubject"]["licenseNumber"] == "LS-7F3K-2M9Q"


def _holds(token, key):
    if JWK.from_json(key.export_public())["kty"] != "RSA":
        return False
    try:
        token.verify(key)
    except InvalidJWSSignature:
        return False
    return True


@HOUSES
def test_the_header_brings_the_key_and_nothing_secret(house):
    header = jwt.get_unverified_header(signed(house).token)
    assert header["alg"] == "RS256"
    assert set(header["jwk"]) == {"kty", "n", "e"}
    assert header.get("kid") == house.kid(keys())
    token = JWS()
    token.deserialize(signed(house).token)
    token.verify(JWK.from_json(json.dumps(header["jwk"])))


def test_the_claims_say_what_the_credential_says():
    claims = jwt.decode(signed().token, options={"verify_signature": False})
    assert claims["iss"] == claims["issuer"]["id"] == "did:web:lopo.example"
    assert claims["jti"] == claims["id"] == award().page
    assert claims["sub"] == claims["credentialSubject"]["id"] == f"urn:uuid:{award().subject}"
    assert claims["nbf"] == int(ISSUED.timestamp())
    assert "exp" not in claims
    assert "iat" not in claims


def test_a_verifier_that_fetches_our_keys_from_the_web_is_content():
    document = json.dumps(did_document(WEB, [keys(1), keys()])).encode()
    fetched = []

    def fetch(address):
        fetched.append(address)
        return document

    OB3Verifier.for_issuer_did("did:web:lopo.example", download=fetch).verify(signed().token)
    OB3LdpVerifier.for_issuer_did("did:web:lopo.example").verify(signed().document, download=fetch)
    assert set(fetched) == {"https://lopo.example/.well-known/did.json"}


def test_a_verifier_without_a_network_is_content_with_a_house_that_is_its_key():
    OB3LdpVerifier.for_issuer_did(LAPTOP.did(keys())).verify(signed(LAPTOP).document)


@HOUSES
def test_it_is_the_same_credential_twice_but_for_where_its_status_stands(house):
    document, claims = told(house), jwt.decode(signed(house).token, options={"verify_signature": False})
    for name in ("iss", "jti", "sub", "nbf"):
        claims.pop(name)
    document.pop("proof")
    for each, ending in ((document, ".json"), (claims, ".jwt")):
        assert each["credentialStatus"].pop("statusListCredential").endswith(ending)
        each["credentialStatus"].pop("id")
    assert document == claims


def test_it_names_what_was_taught_and_asked():
    achievement = told()["credentialSubject"]["achievement"]
    assert achievement["name"] == "Dari dapur ke rak swalayan"
    assert [each["targetCode"] for each in achievement["alignment"]] == ["hygiene", "label"]
    assert "bukan sertifikat PKP" in achievement["criteria"]["narrative"]


def test_it_tells_neither_name_nor_business_nor_phone():
    whole = signed().document + json.dumps(jwt.decode(signed().token, options={"verify_signature": False}))
    for secret in ("Yuliana", "Tefa", "Mama", "+62"):
        assert secret not in whole


def test_a_name_is_recognised_however_it_is_spaced_and_cased():
    [identity] = told()["credentialSubject"]["identifier"]
    assert identity["identityHash"] == name_hash(" yuliana   TEFA ", identity["salt"])
    assert identity["identityHash"] != name_hash("Yuliana Tefu", identity["salt"])


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        in_utc(ISSUED.replace(tzinfo=None))


@pytest.mark.skipif(not SCHEMA, reason="LOPO_OPEN_BADGES_SCHEMA names no file of 1EdTech's schema")
@HOUSES
def test_it_fits_the_schema_of_1edtech(house):
    schema = json.loads(Path(SCHEMA).read_text())
    validator = jsonschema.validators.validator_for(schema)(schema)
    claims = jwt.decode(signed(house).token, options={"verify_signature": False})
    for document in (told(house), claims):
        assert [each.message for each in validator.iter_errors(document)] == []
