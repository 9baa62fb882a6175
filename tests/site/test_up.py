"""``lopo manage up``: addresses, busy ports, and the welcome."""

import socket

import pytest
from django.core.management import CommandError, call_command

from lopo.site.demo.reading import read_city
from lopo.site.management.commands.up import read_address, refuse_busy
from lopo.site.welcome import welcome


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("127.0.0.1:8000", ("127.0.0.1", 8000)),
        ("8000", ("127.0.0.1", 8000)),
        (":8123", ("127.0.0.1", 8123)),
        ("[::1]:8000", ("::1", 8000)),
        ("0.0.0.0:80", ("0.0.0.0", 80)),
    ],
)
def test_an_address_is_read(written, read):
    assert read_address(written) == read


@pytest.mark.parametrize("written", ["", "localhost", "localhost:", "localhost:0", "localhost:70000", "a:b"])
def test_what_is_no_address_is_refused(written):
    with pytest.raises(CommandError, match="is not an address"):
        read_address(written)


def test_a_busy_port_is_named_with_another_place_to_go():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"make run ADDRESS=127.0.0.1:{port + 1}"):
            refuse_busy("127.0.0.1", port)


def test_a_free_port_is_taken_in_silence():
    refuse_busy("127.0.0.1", 0)


def test_it_is_for_development_only(settings):
    settings.DEVELOPMENT = False
    with pytest.raises(CommandError, match="LOPO_DEVELOPMENT=1"):
        call_command("up")


def test_the_welcome_names_one_address_and_the_people_of_the_demo():
    text = welcome("http://127.0.0.1:8000", with_demo=True)
    assert text.count("Lopo is at http://127.0.0.1:8000") == 1
    assert read_city().password in text
    assert "Everything here is invented." in text
    for role in ("owner", "city officer", "buyer"):
        assert role in text


def test_the_welcome_of_a_site_without_the_demo_says_nothing_of_it():
    text = welcome("http://127.0.0.1:8000", with_demo=False)
    assert "invented" not in text
    assert read_city().password not in text
