"""The keys: made, kept as text, read back, refused."""

import pytest
from cryptography.hazmat.primitives import serialization as form
from cryptography.hazmat.primitives.asymmetric import ed25519

from lopo.training.badges.house import did_document, key_set, public_keys
from lopo.training.badges.keys import BadKeys, read_keys, write_keys
from tests.training.badges.award import LAPTOP, WEB, keys


def test_keys_come_back_from_their_text_with_the_same_name():
    again = read_keys(write_keys(keys()))
    assert again.name == keys().name
    assert len(again.name) == 12
    assert again.token_public == keys().token_public
    assert again.did_key == keys().did_key


def test_a_pair_shows_no_secret():
    assert "PRIVATE" not in repr(keys()) + str(key_set(WEB, [keys()])) + str(did_document(WEB, [keys()]))
    for jwk in key_set(WEB, [keys()])["keys"]:
        assert not set(jwk) & {"d", "p", "q", "dp", "dq", "qi", "k"}


@pytest.mark.parametrize(
    "text", ["", "hello", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"]
)
def test_what_is_no_pair_is_refused(text):
    with pytest.raises(BadKeys):
        read_keys(text)


def test_half_a_pair_is_refused():
    pem = ed25519.Ed25519PrivateKey.generate().private_bytes(
        form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption()
    )
    with pytest.raises(BadKeys, match="one Ed25519 and one RSA"):
        read_keys(pem.decode())


def test_a_house_on_the_web_keeps_its_name_when_keys_change():
    assert WEB.did(keys(0)) == WEB.did(keys(1)) == "did:web:lopo.example"
    document = did_document(WEB, [keys(1), keys(0)])
    names = [each["id"] for each in document["verificationMethod"]]
    assert names[:2] == [WEB.token_method(keys(1)), WEB.signing_method(keys(1))]
    assert len(set(names)) == 4
    assert document["assertionMethod"] == names


def test_a_house_without_an_address_is_its_key():
    assert LAPTOP.did(keys()).startswith("did:key:z6Mk")
    assert LAPTOP.kid(keys()) is None


def test_a_house_that_moved_to_the_web_still_knows_what_it_signed_before():
    known = public_keys(WEB, [keys()])
    assert set(known) == {WEB.did(keys()), LAPTOP.did(keys())}
