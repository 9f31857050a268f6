"""How simulations look in a notebook."""

import attrs
import pytest

pytest.importorskip("simpy")

from delegation import Engagement, Mode
from delegation.errors import titled
from delegation.simulation import Simulation, compare
from delegation.simulation.report import LEGEND, WAITS_LEGEND
from tests.people import ANN, LAST_YEAR, NEW_YEAR, NEWS, OWNER, TEN
from tests.simulation.test_simulator import HIRED, RETAINED, played
from tests.views import HOSTILE, bare, figures, ours, shown, table_widths

RHYTHM = played()
PLAIN = played(HIRED, runs=5, on=None)
STOPPED = attrs.evolve(PLAIN, stopped=True, unstable=("Ann: too busy",))
IDLE = attrs.evolve(RHYTHM, tasks=(), classes=())


class TestParts:
    def test_it_opens_with_what_was_played_and_promised(self) -> None:
        assert ours(RHYTHM._repr_html_()).texts[0] == (
            "Played 10 times for 12 months from 2026-01-01 (seed 1): 500 a month ± 0; promised: 500."
        )

    def test_that_it_was_stopped_is_told_beside(self) -> None:
        assert ours(STOPPED._repr_html_()).texts[1] == " It was stopped before all runs were played."

    def test_every_row_stands_beside_its_promise(self) -> None:
        rows = ours(RHYTHM._repr_html_()).rows
        assert rows[0] == ["row", "a month", "±", "promised", "off", "months: 5%", "median", "95%"]
        assert rows[2] == ["fee", "400", "0", "400", "+0.0%", "400", "400", "400"]

    def test_below_the_tables_stands_what_their_columns_are(self) -> None:
        assert {LEGEND, WAITS_LEGEND} <= set(ours(RHYTHM._repr_html_()).texts)

    def test_every_block_does(self) -> None:
        assert [
            *("Ann", "retainer of 6 h for 400 a month", "6.00 h", "6.00 h", "0.00 h", "0.00 h", "2.00 h", "2.00 h")
        ] in ours(RHYTHM._repr_html_()).rows

    def test_each_promise_says_of_what_it_is(self) -> None:
        rows = ours(RHYTHM._repr_html_()).rows
        assert [cell for row in rows for cell in row if cell.endswith(" promised")] == [
            *("used promised", "unused promised", "above promised"),
            *("days promised", "away promised", "costs promised"),
        ]

    def test_fees_of_blocks_are_in_the_owners_currency(self) -> None:
        euros = attrs.evolve(RHYTHM, business=attrs.evolve(RHYTHM.business, currency="EUR"))
        assert "retainer of 6 h for EUR 400 a month" in ours(euros._repr_html_()).texts

    def test_without_retainers_there_is_no_table_of_blocks(self) -> None:
        assert "Blocks" not in ours(PLAIN._repr_html_()).texts

    def test_every_task_does_and_all_of_a_class_below(self) -> None:
        page = ours(RHYTHM._repr_html_())
        assert [row[:3] for row in page.rows[-2:]] == [["news", "Ann", "regular"], ["all", "", "regular"]]
        assert page.tags.count("tfoot") == 2

    def test_without_tasks_there_is_no_table_of_waits(self) -> None:
        assert "Waits" not in ours(IDLE._repr_html_()).texts

    def test_who_has_too_much_work_is_told_last(self) -> None:
        assert ours(STOPPED._repr_html_()).texts[-1] == "Ann: too busy."

    def test_the_same_stands_in_markdown(self) -> None:
        assert "**Costs**\n\n| row | a month | ± | promised |" in RHYTHM._repr_markdown_()


class TestNoSecondTruth:
    @pytest.mark.parametrize("found", [RHYTHM, PLAIN, STOPPED, IDLE], ids=repr)
    def test_each_figure_of_the_text_stands_in_both(self, found: Simulation) -> None:
        assert figures(str(found)) <= shown(found._repr_html_())
        assert figures(str(found)) <= figures(found._repr_markdown_())

    def test_a_comparison_reads_as_its_text(self) -> None:
        found = compare(HIRED, RETAINED, OWNER, runs=5, seed=1, on=NEW_YEAR)
        assert ours(found._repr_html_()).text == " ".join(str(found).split())
        assert found._repr_markdown_() == f"**{' '.join(str(found).split())}**\n"


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_names_and_nothing_else(name: str) -> None:
    runs = Engagement(
        attrs.evolve(ANN, name=name),
        tasks=[attrs.evolve(NEWS, name=name)],
        mode=Mode.OUTSOURCE,
        retainer=TEN,
        start=LAST_YEAR,
    )
    found = played(runs, attrs.evolve(OWNER, currency="$"), runs=2)
    assert ours(found._repr_html_()).text.count(titled(name)) > 2
    assert bare(found._repr_markdown_()) == []
    assert all(len(widths) == 1 for widths in table_widths(found._repr_markdown_()))
