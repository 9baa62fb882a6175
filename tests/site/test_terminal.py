import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.text import Text
from lopo.site.commands.check_page import gate_line
from lopo.site.commands.terminal import NARROWEST, WIDEST, Terminal
from lopo.standards.assessment import GateStanding
from lopo.standards.conditions.truth import Truth
from lopo.standards.requirement import Gate

WORDS = st.lists(st.text("abcdefghij", min_size=1, max_size=14), min_size=1, max_size=40).map(" ".join)


def terminal(columns, monkeypatch, language="en"):
    monkeypatch.setenv("COLUMNS", str(columns))
    return Terminal(language)


@pytest.mark.parametrize(("columns", "width"), [(20, NARROWEST), (80, 80), (100, 100), (240, WIDEST)])
def test_the_width_is_that_of_the_terminal_within_reason(columns, width, monkeypatch):
    assert terminal(columns, monkeypatch).width == width


def test_a_paragraph_hangs_under_its_mark(monkeypatch, capsys):
    terminal(60, monkeypatch).paragraph("word " * 30, first="  ✗ ")
    first, *others = capsys.readouterr().out.splitlines()
    assert first.startswith("  ✗ word")
    assert others
    assert all(line.startswith("    word") for line in others)


@given(left=WORDS, right=st.text("0123456789.", max_size=22))
def test_a_row_keeps_its_right_column_at_the_margin(left, right):
    with pytest.MonkeyPatch.context() as patch:
        page = terminal(80, patch)
    printed = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("click.secho", lambda line, **_: printed.append(line))
        page.row(left, right, "  1. ")
    assert printed[-1].endswith(right)
    assert all(len(line) <= 80 for line in printed)
    assert " ".join("".join(f"{line} " for line in printed).split()) == " ".join(f"1. {left} {right}".split())


def standing(met, total, title="Supermarket"):
    gate = Gate("x", Text.same(title), "rung", "swalayan", (), Text.same("about"))
    names = tuple(str(number) for number in range(total))
    return GateStanding(gate, Truth.MET, names[:met], names[met:], ())


def test_a_bar_is_full_only_when_all_is_met(monkeypatch):
    page = terminal(80, monkeypatch)
    assert "░" not in gate_line(page, standing(200, 200), 20)
    assert "░" in gate_line(page, standing(199, 200), 20)
    assert gate_line(page, standing(199, 200), 20).endswith("199 of 200   99 %")


def test_a_gate_that_asks_nothing_is_not_shown_as_full(monkeypatch):
    line = gate_line(terminal(80, monkeypatch), standing(0, 0), 20)
    assert line.endswith("nothing asked")
    assert "█" not in line


def test_a_long_title_is_cut(monkeypatch):
    line = gate_line(terminal(80, monkeypatch), standing(1, 2, "A very long title of a market"), 12)
    assert line.startswith("A very long…  █")
