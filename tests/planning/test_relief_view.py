"""How changes that would help a plan look in a notebook."""

import attrs
import pytest

from delegation import Plan, Task
from delegation._formatting.phrases import money
from delegation.errors import titled
from delegation.planning import Relief, Reliefs
from tests.people import ANN, OWNER
from tests.plan_worlds import NEWS, planned
from tests.views import HOSTILE, bare, figures, ours, shown, table_widths

POOR = attrs.evolve(OWNER, monthly_budget=300, owner_hours_per_month=0, currency="EUR")
LEFT = planned([NEWS, Task("logo", hours=3, recurrence=1)], [ANN], POOR)
FOUND = LEFT.relief()
SEVERAL = Reliefs([Relief("More", 30.0, LEFT, ()), Relief("Else", -20.0, LEFT, LEFT.tasks[:1], LEFT.tasks[1:])])


class TestParts:
    def test_each_change_has_a_row_with_what_it_saves_and_what_is_then_done_and_undone(self) -> None:
        assert ours(SEVERAL._repr_html_()).rows == [
            ["change", "saves EUR a month", "done only then", "undone only then"],
            ["More", "30", "", ""],
            ["Else", "-20", "logo", "news"],
        ]

    def test_they_stand_in_their_order(self) -> None:
        assert [row[:2] for row in ours(FOUND._repr_html_()).rows[1:]] == [
            [each.change, money(each.saves)] for each in FOUND
        ]

    def test_without_a_change_that_is_said(self) -> None:
        assert ours(Reliefs()._repr_html_()).texts == ["There is nothing to change."]
        assert Reliefs()._repr_markdown_() == "**There is nothing to change.**\n"

    def test_many_fold(self) -> None:
        many = Reliefs(list(SEVERAL) * 11)
        assert "<details><summary>What would help most (22 rows)</summary>" in many._repr_html_()


@pytest.mark.parametrize("found", [FOUND, SEVERAL, Reliefs()], ids=len)
def test_each_figure_of_the_text_stands_in_both(found: Reliefs) -> None:
    assert figures(str(found)) <= shown(found._repr_html_())
    assert figures(str(found)) <= figures(found._repr_markdown_())


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_names_and_nothing_else(name: str) -> None:
    skill = "" if ";" in name else name  # a semicolon stands between skills
    task = attrs.evolve(NEWS, name=name, skill=skill)
    plan: Plan = planned([task], [attrs.evolve(ANN, name=name, skills=skill or ())], attrs.evolve(POOR, currency="$"))
    for found in (plan.relief(), Reliefs([Relief(name, -20.0, plan, (task,), (task,))])):
        assert titled(name) in ours(found._repr_html_()).text
        assert bare(found._repr_markdown_()) == []
        assert all(len(widths) == 1 for widths in table_widths(found._repr_markdown_()))
