"""How a grid looks in a notebook."""

import attrs
import pytest

from delegation import Rule, Task
from delegation._formatting.phrases import money
from delegation.errors import titled
from delegation.frames import Sweep, sweep
from delegation.frames.varied import COLUMNS
from delegation.frames.view import VARIED
from tests.people import ANN, BEA, NEW_YEAR, OWNER
from tests.plan_worlds import LITTLE, NEWS
from tests.views import HOSTILE, bare, figures, ours, shown, table_widths

EUR = attrs.evolve(OWNER, currency="EUR")
CALLS = Task("calls", hours=2, recurrence=5, owner_hours=2)
GRID = sweep(CALLS, ANN, EUR, recurrence=[1, 20], regular_load=[0.2, 0.5], block=10)
PLANS = sweep([CALLS, NEWS], [ANN, BEA], OWNER, budget=[None, 100], owner_rate=60, solver="search", effort=LITTLE)
UNKNOWN = sweep(CALLS, ANN, OWNER, recurrence=["twice a month", Rule("FREQ=DAILY;COUNT=6", NEW_YEAR)], cost_per_day=5)
NOTHING = sweep(CALLS, ANN, OWNER)


class TestParts:
    def test_it_opens_with_how_many_answers_there_are_over_what(self) -> None:
        leads = [ours(each._repr_html_()).texts[0] for each in (GRID, PLANS, NOTHING)]
        assert leads == [
            "4 scores over recurrence, regular load and block.",
            "2 plans over budget and owner rate.",
            "1 score over nothing.",
        ]

    def test_each_point_of_scores_has_a_row_with_what_is_varied_in_front(self) -> None:
        header, *rows = ours(GRID._repr_html_()).rows
        assert header == [
            *("comes", "regular load", "block", "verdict", "cheapest", "outsource", "out-task", "keep", "highest fee")
        ]
        assert [row[:4] for row in rows] == [
            ["1 a month", "20%", "10 h", str(GRID[0].record["verdict"])],
            ["1 a month", "50%", "10 h", str(GRID[1].record["verdict"])],
            ["20 a month", "20%", "10 h", str(GRID[2].record["verdict"])],
            ["20 a month", "50%", "10 h", str(GRID[3].record["verdict"])],
        ]

    def test_where_keeping_costs_less_that_is_said_and_stands_in_the_row(self) -> None:
        found = ours(GRID._repr_html_())
        assert " In 2 of them keeping the work costs less than handing it over." in found.texts
        assert [row[3:5] for row in found.rows[1:]] == [["out-task", "keep"]] * 2 + [["outsource", "outsource"]] * 2

    @pytest.mark.parametrize("handed", [attrs.evolve(CALLS, owner_hours=None), attrs.evolve(CALLS, owner_hours=5)])
    def test_where_the_verdicts_cost_least_nothing_is_said_beside_them(self, handed: Task) -> None:
        found = ours(sweep(handed, ANN, OWNER, owner_rate=[50, 60])._repr_html_())
        assert found.rows[0] == ["an hour of yours", "verdict", "outsource", "out-task", "keep", "highest fee"]
        assert not any("keeping" in text.lower() for text in found.texts)

    def test_money_is_that_of_the_record(self) -> None:
        names = ["outsource", "out_task", "keep"]
        for row, point in zip(ours(GRID._repr_html_()).rows[1:], GRID, strict=True):
            values = [point.record[f"{name}_money_per_month"] for name in names]
            assert row[5:8] == [money(each) if isinstance(each, float) else "" for each in values]

    def test_the_caption_says_in_which_money(self) -> None:
        assert "EUR a month" in ours(GRID._repr_html_()).texts
        assert "Money a month" in ours(PLANS._repr_html_()).texts

    def test_each_point_of_plans_has_a_row(self) -> None:
        header, first, second = ours(PLANS._repr_html_()).rows
        assert header == [*("budget", "an hour of yours", "all", "paid", "your hours", "retainers with", "undone")]
        assert (first[:2], second[:2]) == (["no limit", "60"], ["100", "60"])

    def test_where_there_is_no_answer_the_reason_stands_in_the_row(self) -> None:
        header, known, unknown = ours(UNKNOWN._repr_html_()).rows
        assert (header[-1], known[-1]) == ("why not", "")
        assert unknown[:-1] == ["FREQ=DAILY;COUNT=6;WKST=MO", "5", "", "", "", "", "", ""]
        assert unknown[-1] == UNKNOWN[1].obstacle

    def test_without_points_there_is_no_table(self) -> None:
        empty = Sweep(points=(), varied=("block",), plans=True)
        assert ours(empty._repr_html_()).texts == ["0 plans over block."]

    def test_many_points_fold(self) -> None:
        many = sweep(CALLS, ANN, OWNER, owner_rate=range(21))
        assert "<details><summary>Money a month (21 rows)</summary>" in many._repr_html_()

    def test_numbers_stand_flush_right(self) -> None:
        assert "| :-- | --: | --: | :-- | :-- | --: | --: | --: | --: |" in GRID._repr_markdown_()

    def test_whatever_can_be_varied_has_a_header(self) -> None:
        assert list(VARIED) == list(COLUMNS)
        assert all(name in COLUMNS[each] for each, (_, name) in VARIED.items())


@pytest.mark.parametrize("found", [GRID, PLANS, UNKNOWN, NOTHING], ids=repr)
def test_both_show_the_same_figures(found: Sweep) -> None:
    assert shown(found._repr_html_()) == figures(found._repr_markdown_())


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_names_and_nothing_else(name: str) -> None:
    task, ann = attrs.evolve(NEWS, name=name), attrs.evolve(ANN, name=name)
    owner = attrs.evolve(OWNER, currency="$")
    poor = sweep([task], [ann], owner, budget=[None, 0], solver="search", effort=LITTLE)
    assert titled(name) in ours(poor._repr_html_()).text
    for found in (poor, sweep(task, attrs.evolve(ann, retainers=()), owner, cost_per_day=1)):
        ours(found._repr_html_())
        assert bare(found._repr_markdown_()) == []
        assert all(len(widths) == 1 for widths in table_widths(found._repr_markdown_()))
