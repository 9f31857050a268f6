"""How parts of an answer read as Markdown: nothing but what is meant, whatever names say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation._formatting.markdown import begun, escaped, page
from delegation._formatting.parts import Listed, Said, Table
from delegation.errors import titled
from tests.views import HOSTILE, Page, bare, table_widths

COSTS = Table("Costs", ["row", "EUR"], [["fee", "700"], ["total", "742"]], right=(1,), foot=1)

names = st.one_of(st.text(min_size=1), st.sampled_from(HOSTILE), st.text("\\|`*_[]<>&$#-+=.1)~! a(", min_size=1))
"""Any names, many of them of signs that mean something."""

words = names.map(titled).filter(str.strip)
"""The same as they stand in sentences and tables."""


def shown(source: str) -> Page:
    """Markdown as it is shown."""
    markdown_it = pytest.importorskip("markdown_it")
    reader = markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return Page(reader.render(source).replace("<hr />", "<hr></hr>"))


def plain(text: str) -> str:
    """A text in one line."""
    return " ".join(text.split())


class TestParts:
    def test_a_table_stands_under_its_caption_with_numbers_flush_right(self) -> None:
        assert page([COSTS]) == "**Costs**\n\n| row | EUR |\n| :-- | --: |\n| fee | 700 |\n| total | 742 |\n"

    def test_a_lead_stands_out_before_the_rest(self) -> None:
        assert page([Said("It pays.", lead="Sign.")]) == "**Sign.** It pays.\n"

    def test_a_lead_may_stand_alone(self) -> None:
        assert page([Said("", lead="Sign.")]) == "**Sign.**\n"

    def test_a_list_has_a_line_an_item(self) -> None:
        assert page([Listed("Do", ["a", "b"])]) == "**Do:**\n\n- a\n- b\n"

    def test_a_list_may_be_numbered(self) -> None:
        assert page([Listed("Do", ["a", "b"], numbered=True)]) == "**Do:**\n\n1. a\n2. b\n"

    def test_parts_stand_apart(self) -> None:
        assert page([Said("One."), Said("Two.")]) == "One.\n\nTwo.\n"


class TestEscaping:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("a|b", "a&#124;b"),
            ("<b>&", "&lt;b&gt;&amp;"),
            ("`*_[]~", r"\`\*\_\[\]\~"),
            ("$5", "<span>&#36;</span>5"),
            ("\\", "<span>&#92;</span>"),
            ("two\nlines", "two lines"),
            ("1.5 - 2 # 3", "1.5 - 2 # 3"),
        ],
    )
    def test_what_means_something_is_spelt_out(self, text: str, expected: str) -> None:
        assert escaped(text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("# a", r"\# a"),
            ("- a", r"\- a"),
            ("+ a", r"\+ a"),
            ("===", r"\==="),
            ("12. a", r"12\. a"),
            ("1) a", r"1\) a"),
            ("12.", r"12\."),
        ],
    )
    def test_what_would_open_a_heading_or_a_list_does_not(self, text: str, expected: str) -> None:
        assert begun(text) == expected

    @pytest.mark.parametrize("text", ["Ana", "12 h", "1.5 h", ""])
    def test_what_opens_nothing_is_left_alone(self, text: str) -> None:
        assert begun(text) == text

    @given(st.lists(words, min_size=1, max_size=3))
    def test_no_name_breaks_a_table(self, cells: list[str]) -> None:
        source = page([Table("Names", cells, [cells, cells])])
        assert table_widths(source) == {(len(cells) + 1,)}
        assert bare(source) == []

    @given(st.lists(words, min_size=1, max_size=3), words)
    def test_a_table_is_read_back(self, cells: list[str], caption: str) -> None:
        found = shown(page([Table(caption, cells, [cells, cells])]))
        assert found.rows == [list(map(plain, cells))] * 3
        assert found.text.lstrip().startswith(plain(caption))
        assert set(found.tags) <= {"p", "strong", "table", "thead", "tbody", "tr", "th", "td", "span"}

    @given(words, words)
    def test_a_paragraph_is_read_back(self, lead: str, text: str) -> None:
        found = shown(page([Said(text, lead), Said(text)]))
        assert found.text.split("\n")[:2] == [f"{plain(lead)} {plain(text)}", plain(text)]
        assert set(found.tags) <= {"p", "strong", "span"}

    @given(words, st.lists(words, min_size=1, max_size=3), st.booleans())
    def test_a_list_is_read_back(self, caption: str, items: list[str], numbered: bool) -> None:
        found = shown(page([Listed(caption, items, numbered)]))
        assert [each for each in found.text.split("\n") if each] == [f"{plain(caption)}:", *map(plain, items)]
        assert set(found.tags) <= {"p", "strong", "span", "ul", "ol", "li"}
