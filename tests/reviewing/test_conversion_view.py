"""How a conversion looks in a notebook."""

import attrs
import pytest

from delegation.errors import titled
from delegation.reviewing import Conversion, convert
from tests.people import ANN, NEW_YEAR
from tests.reviewing.logs import hired, jobs
from tests.reviewing.test_conversion_report import OWNER, of
from tests.reviewing.test_convert import NEWS, TEN_DAYS
from tests.views import HOSTILE, bare, figures, ours, shown, table_widths

NOW, YET = of(TEN_DAYS), of([])
IMPOSSIBLE = convert(NEWS, attrs.evolve(ANN, retainers=()), OWNER, on=NEW_YEAR)


class TestParts:
    def test_it_opens_with_what_to_do(self) -> None:
        assert ours(NOW._repr_html_()).texts[0] == (
            "Start the retainer of 10 h for EUR 450 a month with Ann before the next job, if it comes until 2026-03-23."
        )

    def test_prices_and_what_following_it_would_have_brought_have_rows(self) -> None:
        assert ours(NOW._repr_html_()).rows == [
            ["what", "EUR"],
            ["a job one-off", "430"],
            ["a job on the retainer", "30"],
            ["a term of 3 months, whatever comes", "1,530"],
            ["the 10 jobs so far, one-off", "4,300"],
            ["the same by the rule", "3,030"],
            ["the same by the best in hindsight", "1,830"],
        ]

    def test_where_it_would_not_have_started_the_past_has_none(self) -> None:
        assert len(ours(YET._repr_html_()).rows) == 4

    def test_where_there_is_no_retainer_only_that_is_said(self) -> None:
        assert ours(IMPOSSIBLE._repr_html_()).texts == ["Ann takes no retainers."]
        assert IMPOSSIBLE._repr_markdown_() == "**Ann takes no retainers.**\n"


@pytest.mark.parametrize("found", [NOW, YET, IMPOSSIBLE, attrs.evolve(NOW, b=500.0)], ids=repr)
def test_each_figure_of_the_text_stands_in_both(found: Conversion) -> None:
    assert figures(str(found)) <= shown(found._repr_html_())
    assert figures(str(found)) <= figures(found._repr_markdown_())


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_names_and_nothing_else(name: str) -> None:
    task, ann = attrs.evolve(NEWS, name=name), attrs.evolve(ANN, name=name)
    past = hired(task, jobs(TEN_DAYS, 8), ann)
    found = convert(task, ann, attrs.evolve(OWNER, currency="$"), engagements=past, on=NEW_YEAR)
    assert titled(name) in ours(found._repr_html_()).text
    assert bare(found._repr_markdown_()) == []
    assert all(len(widths) == 1 for widths in table_widths(found._repr_markdown_()))
