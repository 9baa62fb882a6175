"""``lopo badge``: badges checked and shown on a terminal."""

import doctest
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from lopo.site.command import main
from lopo.site.commands import badge as badge_command
from lopo.training.badges.house import did_document, key_set
from lopo.training.badges.picture import baked_svg
from lopo.training.badges.status import status_document
from tests.training.badges.award import LAPTOP, WEB, award, keys, signed

TODAY = datetime.now(UTC).date()


def lopo(*arguments, **how):
    return CliRunner().invoke(main, ["badge", *map(str, arguments)], env={"LC_ALL": "en_GB"}, **how)


@pytest.fixture
def files(tmp_path):
    """The badge in each form, and what its issuer publishes."""

    def write(name, content):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    def listed(revoked, form):
        address = f"{award().status_list}.{form}"
        return status_document(address, revoked, WEB, keys(), TODAY, as_token=form == "jwt")

    place = award().status_index
    return {
        "json": write("badge.json", signed().document),
        "jwt": write("badge.jwt", signed().token),
        "svg": write("badge.svg", baked_svg(signed().token)),
        "laptop": write("laptop.json", signed(LAPTOP).document),
        "did": write("did.json", json.dumps(did_document(WEB, [keys(1), keys()]))),
        "set": write("jwks.json", json.dumps(key_set(WEB, [keys()]))),
        "others": write("others.json", json.dumps(did_document(WEB, [keys(1)]))),
        "fine.json": write("fine.json", listed([1], "json")),
        "fine.jwt": write("fine.jwt", listed([1], "jwt")),
        "revoked.json": write("revoked.json", listed([place], "json")),
        "revoked.jwt": write("revoked.jwt", listed([place], "jwt")),
        "nothing": write("nothing.txt", "halo"),
    }


@pytest.mark.parametrize("issuer", ["did", "set"])
@pytest.mark.parametrize(("form", "listed"), [("json", "json"), ("jwt", "jwt"), ("svg", "jwt")])
def test_a_genuine_badge_leaves_with_0(files, form, listed, issuer):
    found = lopo("verify", files[form], "--issuer", files[issuer], "--status", files[f"fine.{listed}"])
    assert found.exit_code == 0, found.output
    assert "Genuine and valid" in found.output
    assert "LS-7F3K-2M9Q" in found.output


@pytest.mark.parametrize("form", ["json", "jwt"])
def test_a_revoked_badge_leaves_with_1(files, form):
    found = lopo(
        "verify", files[form], "--issuer", files["did"], "--status", files[f"revoked.{form}"], "--json"
    )
    assert found.exit_code == 1
    assert json.loads(found.stdout)["outcome"] == "revoked"


def test_what_cannot_be_known_is_not_taken_for_fine(files):
    assert json.loads(lopo("verify", files["json"], "--json").stdout)["outcome"] == "unknown-issuer"
    assert json.loads(lopo("verify", files["laptop"], "--json").stdout)["outcome"] == "unknown-issuer"
    found = lopo("verify", files["json"], "--issuer", files["did"], "--json")
    assert (found.exit_code, json.loads(found.stdout)["outcome"]) == (1, "status-not-known")


def test_the_list_of_another_address_does_not_count(files):
    found = lopo("verify", files["json"], "--issuer", files["did"], "--status", files["fine.jwt"])
    assert found.exit_code == 1
    assert "this is the list" in found.output


def test_a_list_that_was_changed_does_not_count(files):
    document = json.loads(files["fine.json"].read_text())
    document["validUntil"] = "2099-01-01T00:00:00Z"
    files["fine.json"].write_text(json.dumps(document))
    found = lopo("verify", files["json"], "--issuer", files["did"], "--status", files["fine.json"], "--json")
    assert (found.exit_code, json.loads(found.stdout)["outcome"]) == (1, "status-not-known")


def test_a_badge_signed_with_other_keys_is_a_forgery(files):
    found = lopo("verify", files["jwt"], "--issuer", files["others"], "--json")
    assert json.loads(found.stdout)["outcome"] == "tampered"


def test_online_the_issuer_is_asked(files, monkeypatch):
    fetched = []

    def fetch(address):
        fetched.append(address)
        return files["did" if address.endswith("did.json") else "fine.jwt"].read_bytes()

    monkeypatch.setattr(badge_command, "download_file", fetch)
    assert lopo("verify", files["jwt"], "--online").exit_code == 0
    assert fetched == ["https://lopo.example/.well-known/did.json", f"{award().status_list}.jwt"]


def test_a_network_that_fails_is_said(files, monkeypatch):
    def fail(_address):
        raise OSError("no network")

    monkeypatch.setattr(badge_command, "download_file", fail)
    found = lopo("verify", files["jwt"], "--online")
    assert found.exit_code == 2
    assert "no network" in found.output
    found = lopo("verify", files["jwt"], "--online", "--issuer", files["did"])
    assert found.exit_code == 1


@pytest.mark.parametrize("command", ["verify", "show"])
def test_what_is_no_badge_leaves_with_2(files, command, tmp_path):
    for file in (files["nothing"], tmp_path / "not-there", tmp_path):
        found = lopo(command, file)
        assert found.exit_code == 2
        assert "Traceback" not in found.output


@pytest.mark.parametrize("keys_file", ["nothing", "json"])
def test_keys_that_are_none_leave_with_2(files, keys_file):
    found = lopo("verify", files["json"], "--issuer", files[keys_file])
    assert found.exit_code == 2
    assert "no keys" in found.output


def test_a_badge_is_read_from_standard_input_and_shown(files):
    found = lopo("show", "-", input=files["jwt"].read_bytes())
    assert found.exit_code == 0
    assert "Dari dapur ke rak swalayan" in found.output
    assert json.loads(lopo("show", files["svg"], "--json").stdout)["name"] == "Dari dapur ke rak swalayan"


def test_marks_that_turn_the_line_are_shown_as_such(tmp_path):
    file = tmp_path / "evil.json"
    file.write_text(json.dumps({"name": "\u202etxet\x1b[31m", "credentialSubject": {}}))
    found = lopo("show", file)
    assert "\u202e" not in found.output
    assert "\x1b" not in found.output


def test_the_manual_says_what_is_so():
    manual = Path(__file__).parents[2] / "docs" / "certificates.md"
    assert doctest.testfile(str(manual), module_relative=False).failed == 0
