"""The list of revocations, read by a library that did not sign it."""

import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openbadgeslib.ob3.ldp import verify_data_integrity_proof
from openbadgeslib.ob3.status import decode_encoded_list, set_indices
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier

from lopo.training.badges.rules import rules
from lopo.training.badges.status import ListFull, free_place, status_document
from tests.training.badges.award import LAPTOP, WEB, award, keys, signed

TODAY = dt.datetime.now(dt.UTC).date()
ADDRESS = "https://lopo.example/sertifikat/status/web"


def served(revoked, house=WEB):
    def fetch(address):
        assert address == ADDRESS + ".jwt"
        return status_document(address, revoked, house, keys(), TODAY, as_token=True).encode()

    return fetch


def test_a_verifier_reads_from_it_that_a_badge_holds():
    fetch = served([5, 77])
    OB3Verifier(keys().token_public).verify(signed().token, check_status=True, download=fetch)


def test_a_verifier_reads_from_it_that_a_badge_was_revoked():
    with pytest.raises(OB3VerificationError, match="revocation"):
        OB3Verifier(keys().token_public).verify(
            signed().token, check_status=True, download=served([award().status_index])
        )


@pytest.mark.parametrize("house", [WEB, LAPTOP], ids=["web", "laptop"])
def test_the_list_as_json_is_signed_by_the_issuer(house):
    text = status_document(ADDRESS + ".json", [3], house, keys(), TODAY, as_token=False)
    document = json.loads(text)
    verify_data_integrity_proof(document, keys().signing_public)
    assert document["issuer"] == house.did(keys())
    assert document["id"] == ADDRESS + ".json"
    document["credentialSubject"]["encodedList"] += "A"
    with pytest.raises(OB3VerificationError):
        verify_data_integrity_proof(document, keys().signing_public)


@settings(max_examples=25)
@given(st.sets(st.integers(0, rules().status_places - 1), max_size=40))
def test_exactly_the_revoked_places_are_set(revoked):
    document = json.loads(status_document(ADDRESS + ".json", revoked, WEB, keys(), TODAY, as_token=False))
    bits = decode_encoded_list(document["credentialSubject"]["encodedList"])
    assert set_indices(bits) == revoked
    assert len(bits) * 8 == rules().status_places


def test_a_free_place_is_free_and_a_full_list_says_so():
    assert free_place({1, 2}, 2) not in {1, 2}
    with pytest.raises(ListFull):
        free_place(set(), rules().status_places - 1)
