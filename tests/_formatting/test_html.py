"""How parts of an answer read in a notebook, in the colours of its page."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation._formatting.html import STYLE, page
from delegation._formatting.parts import LONG, Listed, Part, Said, Table
from tests.views import HOSTILE, ours

COSTS = Table("What it costs", ["row", "EUR"], [["fee", "700"], ["total", "742"]], right=(1,), foot=1)

texts = st.one_of(st.text(), st.sampled_from(HOSTILE), st.lists(st.sampled_from(HOSTILE)).map("".join))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables of any text, some of them long."""
    columns = draw(st.integers(1, 4))
    row = st.lists(texts, min_size=columns, max_size=columns)
    rows = draw(st.lists(row, max_size=4)) * draw(st.sampled_from([1, 1, 10]))
    right = draw(st.sets(st.integers(0, columns - 1)))
    return Table(draw(texts), draw(row), rows, right, draw(st.integers(0, min(2, len(rows)))))


parts = st.one_of(
    st.builds(Said, texts, texts),
    tables(),
    st.builds(Listed, texts, st.lists(texts, max_size=4), st.booleans()),
)


def told(part: Part) -> list[str]:
    """All texts of a part, in the order in which they are shown."""
    match part:
        case Said(text, lead):
            return [lead, " " if text and lead else "", text]
        case Table(caption, header, rows):
            fold = [f"{caption} ({len(rows)} rows)"] if len(rows) > LONG else []
            return [*fold, caption, *header, *(cell for row in rows for cell in row)]
        case Listed(caption, items):
            return [f"{caption}:", *items]


class TestEscaping:
    @given(st.lists(parts, max_size=3))
    def test_of_whatever_text_no_tag_but_ours_comes_and_the_text_is_read_back(self, several: list[Part]) -> None:
        assert ours(page(several)).text == "".join(text for part in several for text in told(part))

    @pytest.mark.parametrize("name", HOSTILE)
    def test_names_that_want_to_be_more_stand_in_their_cell(self, name: str) -> None:
        assert ours(page([Table(name, ["who", name], [[name, "1"]])])).rows == [["who", name], [name, "1"]]

    @pytest.mark.parametrize("name", HOSTILE)
    def test_names_that_want_to_be_more_stand_in_their_fold(self, name: str) -> None:
        assert f"{name} (21 rows)" in ours(page([Listed(name, ["news"] * 21)])).texts

    def test_a_tag_in_a_name_is_spelt_out(self) -> None:
        assert "<p>&lt;b&gt; &amp; &quot;c&quot;</p>" in page([Said('<b> & "c"')])

    def test_notebooks_look_for_no_formula_between_two_dollars(self) -> None:
        assert page([]).startswith('<div class="delegation tex2jax_ignore mathjax_ignore">')


class TestParts:
    def test_a_table_has_a_caption_and_says_what_heads_what(self) -> None:
        assert page([COSTS]).partition("</style>")[2] == (
            '<table><caption style="text-align:left">What it costs</caption>'
            '<thead><tr><th scope="col" style="text-align:left">row</th>'
            '<th scope="col" align="right">EUR</th></tr></thead>'
            '<tbody><tr><th scope="row" style="text-align:left">fee</th><td align="right">700</td></tr></tbody>'
            '<tfoot><tr><th scope="row" style="text-align:left">total</th><td align="right">742</td></tr></tfoot>'
            "</table></div>"
        )

    def test_without_sums_a_table_has_no_foot(self) -> None:
        assert "tfoot" not in ours(page([COSTS._replace(foot=0)])).tags

    def test_a_lead_stands_out_before_the_rest(self) -> None:
        assert "<p><strong>Sign.</strong> It pays.</p>" in page([Said("It pays.", lead="Sign.")])

    def test_a_lead_may_stand_alone(self) -> None:
        assert "<p><strong>Sign.</strong></p>" in page([Said("", lead="Sign.")])

    def test_a_list_stands_under_its_caption(self) -> None:
        assert "<p><strong>Do:</strong></p><ul><li>a</li><li>b</li></ul>" in page([Listed("Do", "ab")])

    def test_a_list_may_be_numbered(self) -> None:
        assert "<ol><li>a</li></ol>" in page([Listed("Do", "a", numbered=True)])

    @pytest.mark.parametrize(("letters", "marked"), [(20, False), (21, True)])
    def test_a_cell_with_more_than_twenty_letters_takes_several_lines(self, letters: int, marked: bool) -> None:
        assert (("class", "long") in ours(page([Table("", ["a"], [["n" * letters]])])).attributes) is marked

    @pytest.mark.parametrize(("letters", "marked"), [(8, False), (9, True)])
    def test_in_a_table_of_many_columns_one_with_more_than_eight_does(self, letters: int, marked: bool) -> None:
        wide = Table("", ["a"] * 9, [["n" * letters, *["1"] * 8]], right=range(1, 9))
        assert (("class", "long") in ours(page([wide])).attributes) is marked

    def test_eight_columns_are_not_yet_many(self) -> None:
        page_wide = Table("", ["a"] * 8, [["n" * 9, *["1"] * 7]], right=range(1, 8))
        assert ("class", "long") not in ours(page([page_wide])).attributes

    def test_numbers_never_take_several_lines(self) -> None:
        wide = Table("", ["a"] * 9, [["n", *["1,000,000,000"] * 8]], right=range(1, 9))
        assert ("class", "long") not in ours(page([wide])).attributes

    def test_words_stand_left_and_numbers_right_where_the_style_is_taken_away(self) -> None:
        shown = page([Table("What", ["who", "EUR"], [["Ann", "1"], ["", "2"]], right=(1,))]).partition("</style>")[2]
        cells = re.findall(r"<(?:caption|t[hd])([^>]*)>([^<]*)", shown)
        assert {text for attributes, text in cells if 'style="text-align:left"' in attributes} == {"What", "who", "Ann"}
        assert {text for attributes, text in cells if 'align="right"' in attributes} == {"EUR", "1", "2"}

    def test_a_number_keeps_its_unit_beside_it_where_the_style_is_taken_away(self) -> None:
        shown = page([Table("Blocks", ["who", "used hours"], [["Ann B", "23.2 h"], ["Bea", "4"]], right=(1,))])
        assert '<td align="right" style="white-space:nowrap">23.2 h</td>' in shown
        assert shown.partition("</style>")[2].count("nowrap") == 1


class TestFolding:
    @pytest.mark.parametrize(("rows", "folds"), [(20, False), (21, True)])
    def test_a_table_of_more_than_twenty_rows_folds(self, rows: int, folds: bool) -> None:
        assert ("details" in ours(page([Table("Tasks", ["task"], [["news"]] * rows)])).tags) is folds

    @pytest.mark.parametrize(("items", "folds"), [(20, False), (21, True)])
    def test_a_list_of_more_than_twenty_items_folds(self, items: int, folds: bool) -> None:
        assert ("details" in ours(page([Listed("Undone", ["news"] * items)])).tags) is folds

    def test_the_fold_tells_what_is_in_it_and_how_much(self) -> None:
        long = page([Table("Tasks", ["task"], [["news"]] * 1234)])
        assert "<details><summary>Tasks (1,234 rows)</summary><table>" in long


class TestStyle:
    def test_colours_are_those_of_the_page(self) -> None:
        assert "background" not in STYLE
        assert set(re.findall(r"(?<![-\w])color:(\w+)", STYLE)) == {"inherit"}
        assert set(re.findall(r"solid (\w+)", STYLE)) == {"currentColor"}

    def test_no_rule_reaches_beyond_the_parts(self) -> None:
        assert all(rule.startswith(".delegation") for rule in STYLE.split("}")[:-1])

    def test_digits_are_equally_wide(self) -> None:
        assert "font-variant-numeric:tabular-nums" in STYLE

    def test_lists_keep_their_marks_where_a_page_takes_them_away(self) -> None:
        assert ".delegation ul{list-style:disc;" in STYLE
        assert ".delegation ol{list-style:decimal;" in STYLE

    def test_a_fold_keeps_its_distance_open_or_closed(self) -> None:
        assert ".delegation details{margin:.6em 0}" in STYLE

    def test_it_stands_once_however_many_parts_there_are(self) -> None:
        assert page([COSTS, COSTS]).count("<style>") == 1
