"""How text is written so that no spreadsheet runs it, and comes back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.io._escapes import escape, unescape

SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20"
TEXTS = st.text(st.one_of(st.sampled_from(f"{SIGNS}'';;,,\t\r\n  x\""), st.characters()), max_size=12)


@given(TEXTS)
def test_whatever_is_written_comes_back_unchanged(text: str) -> None:
    assert unescape(escape(text)) == text


@given(TEXTS)
def test_wherever_a_spreadsheet_splits_no_cell_begins_as_a_formula_does(text: str) -> None:
    cells = re.split(r"[,;\t\r\n]", escape(text))
    assert [cell for cell in cells if re.match(rf"\s*[{re.escape(SIGNS)}]", cell)] == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30 1234", "'+49 30 1234"),
        ("-5 %", "'-5 %"),
        ("@home", "'@home"),
        ("'=x", "''=x"),
        ("Bea;=cmd()", "Bea;'=cmd()"),
        ("a,\t=x", "a,\t'=x"),
        ("' -x", "'' -x"),
    ],
)
def test_an_apostrophe_stands_before_what_would_be_run(text: str, written: str) -> None:
    assert escape(text) == written


@pytest.mark.parametrize("text", ["Newsletter", "don't", "'tis", "follow-up", "a=b", "me@home", "Ann, Bea; Zoe", ""])
def test_other_text_is_written_as_it_is(text: str) -> None:
    assert escape(text) == text
    assert unescape(text) == text
