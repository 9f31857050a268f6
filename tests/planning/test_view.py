"""How a plan looks in a notebook."""

import time

import attrs
import pytest
from hypothesis import given

from delegation import Plan, Task
from delegation.errors import titled
from tests.examples import examples
from tests.people import ANN, BEA, OWNER
from tests.plan_worlds import NEWS, Question, planned, questions
from tests.planning.test_report import ENDED, KEPT, MIXED, NOTHING, TOGETHER, UNDONE
from tests.views import HOSTILE, bare, figures, ours, shown, table_widths

LEFT = planned([attrs.evolve(NEWS, undone_cost=0.5), Task("law", hours=3, skill="law")], [ANN])


def grown(found: Plan, many: int) -> Plan:
    """A plan of so many tasks, which are those of a smaller one again and again under other names."""
    several = [found.assignments[place % len(found.assignments)] for place in range(many)]
    assignments = tuple(
        attrs.evolve(each, task=attrs.evolve(each.task, name=f"{each.task.name} for client {place:03}"))
        for place, each in enumerate(several)
    )
    return attrs.evolve(found, tasks=tuple(each.task for each in assignments), assignments=assignments)


class TestParts:
    def test_it_opens_with_what_to_do(self) -> None:
        assert ours(MIXED._repr_html_()).texts[0] == "Out-task logo and news to Bea; do talk yourself."

    def test_what_is_left_undone_stands_beside_what_to_do(self) -> None:
        assert UNDONE._repr_markdown_().startswith("**Do news yourself. 1 task stays undone: shop.**\n")
        assert "<strong>Do news yourself. 1 task stays undone: shop.</strong>" in UNDONE._repr_html_()

    def test_limits_are_told_with_how_much_of_them_is_used(self) -> None:
        assert ours(TOGETHER._repr_html_()).rows[:4] == [
            ["limit", "how much of it is used"],
            ["horizon", "12 months from 2026-01-01; all figures are averages a month"],
            ["budget", "no limit; 450 is paid out"],
            ["your hours", "no limit; 0.417 h taken"],
        ]

    def test_each_retainer_has_a_row(self) -> None:
        assert ours(TOGETHER._repr_html_()).rows[4:6] == [
            ["retainer", "do", "terms", "tasks", "a month", "used", "unused", "above", "break-even", "saves"],
            ["Ann", "sign", "10 h for 450", "2", "475", "10 h", "0 h", "0 h", "90%", "95"],
        ]

    def test_without_retainers_there_is_no_table_of_them(self) -> None:
        assert "Retainers" not in ours(MIXED._repr_html_()).texts

    def test_what_ends_is_told(self) -> None:
        assert any(each.startswith("End the retainer with Ann: ") for each in ours(ENDED._repr_html_()).texts)

    def test_each_mode_is_told_with_what_it_means(self) -> None:
        assert (
            "outsource: an ongoing monthly retainer: you are a regular client and are served first; out-task: hire for "
            "the job and part ways: you queue behind regular clients; keep: do it yourself."
        ) in ours(MIXED._repr_html_()).texts

    def test_the_sum_stands_under_a_line(self) -> None:
        assert ours(TOGETHER._repr_html_()).rows[-1][:2] == ["in all", "475"]
        assert ours(TOGETHER._repr_html_()).tags.count("tfoot") == 1

    def test_what_is_owed_anyway_stands_there_too(self) -> None:
        assert [row[0] for row in ours(ENDED._repr_html_()).rows[-2:]] == ["in all", "owed anyway"]
        assert '<tfoot><tr><th scope="row" style="text-align:left">in all</th>' in ENDED._repr_html_()

    def test_what_stays_undone_is_listed_with_the_reason(self) -> None:
        page = ours(LEFT._repr_html_())
        assert page.texts[-2:] == [
            "Undone, and in none of these figures:",
            "law: no contractor has the skill law, and you cannot do it yourself",
        ]

    def test_a_plan_of_nothing_is_told_as_such(self) -> None:
        page = ours(NOTHING._repr_html_())
        assert page.texts[0] == "There is nothing to sign and nobody to hire."
        assert page.tags.count("table") == 1

    def test_the_same_stands_in_markdown(self) -> None:
        assert TOGETHER._repr_markdown_().startswith("**Sign a retainer with Ann (10 h for 450).**\n\n**Limits**\n\n")


class TestNoSecondTruth:
    @pytest.mark.parametrize("found", [TOGETHER, KEPT, ENDED, UNDONE, NOTHING, MIXED, LEFT], ids=repr)
    def test_each_figure_of_the_text_stands_in_both(self, found: Plan) -> None:
        assert figures(str(found)) <= shown(found._repr_html_())
        assert figures(str(found)) <= figures(found._repr_markdown_())

    @pytest.mark.unmeasured
    @examples(1 / 3)
    @given(questions())
    def test_whatever_is_asked(self, question: Question) -> None:
        found = question.plan()
        assert figures(str(found)) <= shown(found._repr_html_())


class TestNames:
    @pytest.mark.parametrize("name", HOSTILE)
    def test_names_are_names_and_nothing_else(self, name: str) -> None:
        tasks = [attrs.evolve(NEWS, name=name), Task("law", hours=3, skill=name.replace(";", ""))]
        found = planned(tasks, [attrs.evolve(ANN, name=name), BEA], attrs.evolve(OWNER, currency="$"))
        assert ours(found._repr_html_()).text.count(titled(name)) > 1
        assert bare(found._repr_markdown_()) == []
        assert all(len(widths) == 1 for widths in table_widths(found._repr_markdown_()))


class TestSize:
    @pytest.mark.parametrize("found", [TOGETHER, MIXED, UNDONE], ids=repr)
    def test_twenty_tasks_take_less_than_15_kilobytes_and_do_not_fold(self, found: Plan) -> None:
        shown = grown(found, 20)._repr_html_()
        assert len(shown.encode()) < 15_000
        assert "<details>" not in shown

    @pytest.mark.parametrize("found", [TOGETHER, MIXED, UNDONE], ids=repr)
    def test_five_hundred_take_less_than_200_kilobytes_and_fold(self, found: Plan) -> None:
        shown = grown(found, 500)._repr_html_()
        assert len(shown.encode()) < 200_000
        assert "<summary>Tasks (500 rows)</summary>" in shown

    def test_five_hundred_take_less_than_a_tenth_of_a_second(self) -> None:
        found = grown(TOGETHER, 500)

        def seconds() -> float:
            start = time.process_time()
            found._repr_html_()
            return time.process_time() - start

        assert min(seconds() for _ in range(3)) < 0.1
