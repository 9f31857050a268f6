"""How a review and its advice look in a notebook."""

import datetime as dt

import attrs
import pytest

from delegation import Business, review
from delegation.errors import titled
from delegation.reviewing.review import Review
from tests.people import ANN, NEW_YEAR, TWENTY
from tests.reviewing.logs import hired
from tests.reviewing.test_hires import NEWS, YEAR
from tests.reviewing.test_retainers import LARGE, runs
from tests.views import HOSTILE, bare, figures, ours, shown, table_widths

OWNER = Business(owner_rate=60, currency="EUR")
FOUND = review(hired(NEWS, YEAR), OWNER, on=NEW_YEAR)
QUIET = Review(advice=(), business=OWNER, on=NEW_YEAR)


class TestReview:
    def test_it_opens_with_how_much_there_is_to_do(self) -> None:
        assert ours(FOUND._repr_html_()).texts[0] == "1 thing to do on 2026-01-01."

    def test_each_advice_has_a_row(self) -> None:
        assert ours(FOUND._repr_html_()).rows == [
            ["rank", "what", "with", "tasks", "EUR a month", "sure", "by"],
            ["1", "start a retainer", "Ann", "news", "65", "over 99.9%", ""],
        ]

    def test_each_is_told_below_by_its_number(self) -> None:
        assert f"<ol><li>{FOUND.advice[0].sentence}</li></ol>" in FOUND._repr_html_()

    def test_a_quiet_one_says_that_there_is_nothing_to_do(self) -> None:
        assert ours(QUIET._repr_html_()).texts == ["Nothing to do on 2026-01-01."]
        assert QUIET._repr_markdown_() == "**Nothing to do on 2026-01-01.**\n"

    def test_each_figure_of_the_text_stands_in_both(self) -> None:
        assert figures(str(FOUND)) <= shown(FOUND._repr_html_())
        assert figures(str(FOUND)) <= figures(FOUND._repr_markdown_())

    def test_no_sign_of_code_stands_in_a_sentence(self) -> None:
        retained = review(runs(8, TWENTY, LARGE), OWNER, on=dt.date(2025, 12, 15))
        assert "Or fill it: plan() tells what else could be done in these hours." in str(retained).replace("\n   ", " ")
        assert "`" not in retained._repr_html_()


class TestAdvice:
    def test_it_opens_with_what_it_is_about(self) -> None:
        (advice,) = FOUND
        assert ours(advice._repr_html_()).texts[:2] == ["Start a retainer.", f" {advice.sentence}"]

    def test_the_numbers_that_it_rests_on_stand_below(self) -> None:
        (advice,) = FOUND
        assert ours(advice._repr_html_()).rows[:2] == [["what", "number", "day"], ["one-off jobs", "12", "2025-01-01"]]

    def test_without_numbers_there_is_no_table(self) -> None:
        (advice,) = FOUND
        assert attrs.evolve(advice, evidence=())._repr_markdown_().count("\n") == 1


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_names_and_nothing_else(name: str) -> None:
    done = hired(attrs.evolve(NEWS, name=name), YEAR, attrs.evolve(ANN, name=name))
    found = review(done, attrs.evolve(OWNER, currency="$"), on=NEW_YEAR)
    (advice,) = found
    for each in (found, advice):
        assert titled(name) in ours(each._repr_html_()).text
        assert bare(each._repr_markdown_()) == []
        assert all(len(widths) == 1 for widths in table_widths(each._repr_markdown_()))
