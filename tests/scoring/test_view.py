"""How a score looks in a notebook."""

import attrs
import pytest
from hypothesis import given

from delegation import Business, Contractor, Retainer, Score, Task, Urgency, score
from delegation.errors import titled
from tests.people import FULL
from tests.scoring.test_confidence import SITE, UNSURE
from tests.views import HOSTILE, bare, figures, ours, shown, table_widths
from tests.worlds import bundles, businesses, contractors

ANA = Contractor("Ana", rate=40, retainers=Retainer(700, 20))
RELEASE = Task("Monthly release", hours=20, recurrence="FREQ=MONTHLY", urgency=Urgency(100, 7), owner_hours=30)
PAYS = score(RELEASE, ANA, Business(currency="EUR"))
KEPT = score(attrs.evolve(RELEASE, keep=True), ANA)
REFUSED = score(RELEASE, attrs.evolve(ANA, retainers=()))
LEARNT = score(SITE, UNSURE)
NEVER = score(attrs.evolve(RELEASE, owner_hours=None), attrs.evolve(ANA, availability=FULL))


class TestParts:
    def test_it_opens_with_the_verdict_and_what_that_word_means(self) -> None:
        assert ours(PAYS._repr_html_()).texts[0] == (
            "Outsource Monthly release to Ana (an ongoing monthly retainer: you are a regular client and are served "
            "first)."
        )

    def test_each_way_has_its_costs_row_by_row(self) -> None:
        assert ours(PAYS._repr_html_()).rows[:6] == [
            ["EUR a month", "outsource", "out-task", "keep"],
            ["work", "0", "800", "1,500"],
            ["fee", "700", "0", "0"],
            ["hiring", "20.83", "33.33", "0"],
            ["waiting", "20.71", "176", "0"],
            ["total", "742", "1,010", "1,500"],
        ]

    def test_each_factor_has_its_figures_and_its_flip(self) -> None:
        assert ours(PAYS._repr_html_()).rows[6:8] == [
            ["factor", "payback", "figures", "out-task if"],
            [
                *("recurrence", "× 1.21", "comes once a month, 20 h of Ana's"),
                "it came fewer than 0.747 or more than 3.91 times a month",
            ],
        ]

    def test_where_nothing_flips_there_is_no_column_for_it(self) -> None:
        assert ["factor", "payback", "figures"] in ours(REFUSED._repr_html_()).rows

    def test_it_closes_with_what_to_check(self) -> None:
        assert (
            ours(PAYS._repr_html_())
            .texts[-1]
            .startswith("Check first, as defaults that would flip it if wrong by half")
        )

    def test_of_what_was_learnt_it_is_told_how_sure_it_is(self) -> None:
        assert "From what was learnt" in ours(LEARNT._repr_html_()).texts[-1]

    def test_where_there_is_no_way_there_is_no_table_of_costs(self) -> None:
        assert ours(NEVER._repr_html_()).tags.count("table") == 1

    def test_the_same_stands_in_markdown(self) -> None:
        assert PAYS._repr_markdown_().startswith(
            "**Outsource Monthly release to Ana (an ongoing monthly retainer: you are a regular client and are served "
            "first).** Over 12 months a retainer of 20 h for EUR 700 a month costs EUR 8,550"
        )
        assert "\n| total | 742 | 1,010 | 1,500 |\n\n**What decides**\n\n" in PAYS._repr_markdown_()


class TestNoSecondTruth:
    @pytest.mark.parametrize("found", [PAYS, KEPT, REFUSED, NEVER, LEARNT], ids=repr)
    def test_each_figure_of_the_text_stands_in_both(self, found: Score) -> None:
        assert figures(str(found)) <= shown(found._repr_html_())
        assert figures(str(found)) <= figures(found._repr_markdown_())

    @pytest.mark.unmeasured
    @given(bundles(), contractors, businesses)
    def test_whatever_is_asked(self, bundle: list[Task], contractor: Contractor, business: Business) -> None:
        found = score(bundle, contractor, business)
        assert figures(str(found)) <= shown(found._repr_html_())


class TestNames:
    @pytest.mark.parametrize("name", HOSTILE)
    def test_names_are_names_and_nothing_else(self, name: str) -> None:
        found = score(attrs.evolve(RELEASE, name=name), attrs.evolve(ANA, name=name), Business(currency="$"))
        assert titled(name) in ours(found._repr_html_()).text
        assert bare(found._repr_markdown_()) == []
        assert table_widths(found._repr_markdown_()) == {(5,)}


def test_it_is_small() -> None:
    tasks = [attrs.evolve(RELEASE, name=f"Monthly release {number}") for number in range(20)]
    assert len(score(tasks, ANA)._repr_html_().encode()) < 15_000
