"""How a recommendation looks in a notebook."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Business, Contractor, Recommendation, Retainer, Task, Urgency, recommend
from delegation.errors import titled
from tests.people import ANN, BEA, NEW_YEAR, NEWS, OWNER
from tests.scoring.test_confidence import SITE, UNSURE
from tests.views import HOSTILE, bare, figures, ours, shown, table_widths
from tests.worlds import businesses, contractors, tasks

PAYS = recommend(NEWS, [ANN, BEA], OWNER, on=NEW_YEAR)
KEPT = recommend(attrs.evolve(NEWS, owner_hours=1), [ANN, BEA], OWNER, on=NEW_YEAR)
PINNED = recommend(attrs.evolve(NEWS, keep=True), [ANN, BEA], OWNER, on=NEW_YEAR)
NOBODY = recommend(NEWS, [], OWNER, on=NEW_YEAR)
MANY = recommend(NEWS, [attrs.evolve(ANN, name=f"Ann {letter}") for letter in "abcdef"], OWNER, on=NEW_YEAR)
OUT = recommend(attrs.evolve(NEWS, skill="law"), [ANN, attrs.evolve(BEA, skills="law")], OWNER, on=NEW_YEAR)
LEARNT = recommend(SITE, [UNSURE])


class TestParts:
    def test_it_opens_with_the_choice_and_what_that_word_means(self) -> None:
        assert ours(PAYS._repr_html_()).texts[0] == (
            "Out-task news to Bea (hire for the job and part ways: you queue behind regular clients)."
        )

    def test_the_ways_stand_beside_each_other(self) -> None:
        assert ours(PAYS._repr_html_()).rows[:3] == [
            ["way", "with", "retainer", "work", "fee", "hiring", "money a month"],
            ["out-task", "Bea", "", "320", "0", "40", "360"],
            ["out-task", "Ann", "", "400", "0", "40", "440"],
        ]

    def test_ways_that_are_left_out_are_counted(self) -> None:
        assert "... and 12 dearer" in ours(MANY._repr_html_()).texts

    def test_the_factors_say_between_what_they_decide(self) -> None:
        assert "Between outsourcing and out-tasking to Bea" in ours(PAYS._repr_html_()).texts

    def test_where_it_is_kept_no_factors_decide(self) -> None:
        assert ours(KEPT._repr_html_()).tags.count("table") == 1

    def test_who_is_out_is_told_with_the_reason(self) -> None:
        assert ours(OUT._repr_html_()).texts[-1] == ("Ann lacks the skill law; Bea takes no retainers.")

    def test_where_nobody_is_left_that_is_all(self) -> None:
        assert ours(NOBODY._repr_html_()).texts == [
            "news stays undone: you cannot do it yourself (no owner_hours), and no contractor is left."
        ]

    def test_of_what_was_learnt_it_is_told_how_sure_it_is(self) -> None:
        assert "From what was learnt" in ours(LEARNT._repr_html_()).text

    def test_the_same_stands_in_markdown(self) -> None:
        assert PAYS._repr_markdown_().startswith(
            "**Out-task news to Bea (hire for the job and part ways: you queue behind regular clients).**\n\n"
            "**The ways, the cheapest first**\n\n"
            "| way | with | retainer | work | fee | hiring | money a month |\n"
        )


class TestNoSecondTruth:
    @pytest.mark.parametrize("found", [PAYS, KEPT, PINNED, NOBODY, MANY, OUT, LEARNT], ids=repr)
    def test_each_figure_of_the_text_stands_in_both(self, found: Recommendation) -> None:
        assert figures(str(found)) <= shown(found._repr_html_())
        assert figures(str(found)) <= figures(found._repr_markdown_())

    @pytest.mark.unmeasured
    @given(tasks(), st.lists(contractors, max_size=3, unique_by=lambda each: each.name), businesses)
    def test_whatever_is_asked(self, task: Task, known: list[Contractor], business: Business) -> None:
        found = recommend(task, known, business)
        assert figures(str(found)) <= shown(found._repr_html_())


class TestNames:
    @pytest.mark.parametrize("name", HOSTILE)
    def test_names_are_names_and_nothing_else(self, name: str) -> None:
        task = Task(name, skill="web", hours=8, recurrence=1.0, urgency=Urgency(10))
        known = [
            attrs.evolve(ANN, name=name),
            Contractor("Cleo", skills=name.replace(";", ""), rate=40, retainers=Retainer(1, 1)),
        ]
        found = recommend(task, known, Business(currency="$"))
        assert ours(found._repr_html_()).text.count(titled(name)) > 2
        assert bare(found._repr_markdown_()) == []
        assert all(len(widths) == 1 for widths in table_widths(found._repr_markdown_()))
