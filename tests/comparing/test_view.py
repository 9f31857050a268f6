"""How a comparison looks in a notebook."""

import attrs
import pytest

from delegation import recommend, score
from delegation.comparing import Comparison, compare
from delegation.errors import titled
from tests.comparing.answers import CALLS, EUR, KEPT, LARGE, NOBODY, OFTEN, RANKED, SELDOM, SMALL
from tests.people import ANN, BEA, OWNER
from tests.plan_worlds import NEWS, SHOP, planned
from tests.views import HOSTILE, bare, figures, ours, shown, table_widths

SCORES, PLANS = compare(OFTEN, SELDOM), compare(SMALL, LARGE)
UNKNOWN = compare(RANKED, NOBODY)
ALL = [SCORES, PLANS, UNKNOWN, compare(OFTEN, OFTEN), compare(RANKED, KEPT), compare(SMALL, SMALL)]


class TestParts:
    def test_it_opens_with_whether_the_verdict_changes(self) -> None:
        assert ours(SCORES._repr_html_()).texts[0] == "The verdict changes."

    def test_both_verdicts_are_told(self) -> None:
        assert [each.partition(":")[0] for each in ours(SCORES._repr_html_()).texts[2:4]] == ["Before", "After"]

    def test_each_row_is_told_with_its_difference_and_each_way_with_its_total(self) -> None:
        assert ours(SCORES._repr_html_()).rows == [
            ["EUR a month", "before", "after", "difference"],
            ["work", "0", "100", "+100"],
            ["fee", "450", "0", "-450"],
            ["overage", "87.73", "0", "-87.73"],
            ["hiring", "25", "40", "+15"],
            ["total", "563", "140", "-423"],
            ["way", "before", "after", "difference"],
            ["outsource", "563", "475", "-87.66"],
            ["out-task", "660", "140", "-520"],
            ["keep", "600", "120", "-480"],
        ]

    def test_of_plans_it_is_told_what_becomes_of_tasks_and_retainers(self) -> None:
        rows = ours(PLANS._repr_html_()).rows
        assert ["task", "change", "before", "after", "difference"] in rows
        assert ["retainer", "change", "before", "after", "difference"] in rows

    def test_where_nothing_changes_there_is_no_table(self) -> None:
        same = ours(compare(SMALL, SMALL)._repr_html_())
        assert same.texts == ["Nothing changes: it costs the same, EUR 475 a month."]
        assert ours(compare(OFTEN, OFTEN)._repr_html_()).rows == []

    def test_what_is_not_known_has_no_table(self) -> None:
        assert ours(UNKNOWN._repr_html_()).rows == []

    def test_the_same_stands_in_markdown(self) -> None:
        assert SCORES._repr_markdown_().startswith("**The verdict changes.** It costs EUR 423 a month less, ")


@pytest.mark.parametrize("found", ALL, ids=repr)
def test_each_figure_of_the_text_stands_in_both(found: Comparison) -> None:
    assert figures(str(found)) <= shown(found._repr_html_())
    assert figures(str(found)) <= figures(found._repr_markdown_())


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_names_and_nothing_else(name: str) -> None:
    ann = attrs.evolve(ANN, name=name)
    task = attrs.evolve(CALLS, name=name)
    plans = planned([attrs.evolve(NEWS, name=name)], [ann]), planned([attrs.evolve(NEWS, name=name), SHOP], [ann, BEA])
    for found in (
        compare(score(task, ann, EUR), score(task, BEA, EUR)),
        compare(recommend(task, [ann], OWNER), recommend(task, [BEA], OWNER)),
        compare(*plans),
    ):
        assert titled(name) in ours(found._repr_html_()).text
        assert bare(found._repr_markdown_()) == []
        assert all(len(widths) == 1 for widths in table_widths(found._repr_markdown_()))
