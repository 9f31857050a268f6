"""How a recommendation reads, in brief, in full and as a table."""

import re
import string

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tests.people
from delegation import Business, Contractor, Mode, Rate, Retainer, Score, Task, Urgency, recommend
from delegation.scoring import explanation
from tests.people import ANN, FULL, NEW_YEAR, NEWS, OWNER
from tests.worlds import businesses, contractors, tasks

BEA = attrs.evolve(tests.people.BEA, rate=49)
"""A little cheaper than Ann."""

SENTENCES, WORDS = 5, 110
"""At the most."""

LONG = Task("help", hours=4, recurrence=Rate(2), owner_hours=4)
"""Eight hours a month."""

several = st.lists(contractors, max_size=4, unique_by=lambda contractor: contractor.name)


def sentences(text: str) -> list[str]:
    """The sentences of a text: a full stop before a blank or at the end closes one."""
    return re.split(r"(?<=\.) ", text)


def named(known: list[Contractor]) -> list[Contractor]:
    """Contractors with plain names."""
    return [attrs.evolve(each, name=letter) for letter, each in zip(string.ascii_uppercase, known, strict=False)]


class TestBrief:
    @given(tasks(), several, businesses)
    def test_it_has_at_most_so_many_words(self, task: Task, known: list[Contractor], business: Business) -> None:
        assert len(recommend(task, known, business).why().split()) <= WORDS

    @given(tasks(), several.map(named), businesses)
    def test_it_has_at_most_so_many_sentences_each_closed(
        self, task: Task, known: list[Contractor], business: Business
    ) -> None:
        told = sentences(recommend(attrs.evolve(task, name="news"), known, business).why())
        assert len(told) <= SENTENCES
        assert all(each.endswith(".") for each in told)
        assert not re.search(r"\b(nan|inf|None|Mode)\b", " ".join(told))

    def test_the_choice_is_told_with_its_cost_and_what_it_saves_against_the_next(self) -> None:
        told = recommend(attrs.evolve(NEWS, hours=18), [ANN, BEA], OWNER, on=NEW_YEAR).why()
        assert told.startswith(
            "Outsource news to Ann (an ongoing monthly retainer: you are a regular client and are served first): "
            "825 a month, 50 less than the same with a block of 10 h. "
        )

    def test_money_is_told_in_its_currency(self) -> None:
        told = recommend(NEWS, [ANN, BEA], attrs.evolve(OWNER, currency="EUR"), on=NEW_YEAR).why()
        assert ": EUR 432 a month, EUR 8 less than out-tasking it to Ann." in told

    def test_at_equal_cost_nothing_is_saved(self) -> None:
        told = recommend(NEWS, [BEA, attrs.evolve(BEA, name="Cat")], OWNER, on=NEW_YEAR).why()
        assert ": 432 a month, the same as out-tasking it to Cat." in told

    def test_the_reasons_of_the_score_follow(self) -> None:
        found = recommend(NEWS, ANN, OWNER, on=NEW_YEAR)
        told = sentences(found.why())
        assert found.score is not None
        assert told[1:3] == sentences(found.score.why())[1:3]
        assert told[3].endswith(" flip outsourcing against out-tasking.")

    def test_where_there_are_no_retainers_that_is_told_and_when_keeping_would_win(self) -> None:
        """9 h of 60 against 432: 7.2 h."""
        told = recommend(attrs.evolve(NEWS, owner_hours=9), BEA, OWNER, on=NEW_YEAR).why()
        assert sentences(told)[1:] == [
            "Keeping it would win if it took you less than 7.2 h each time.",
            "Bea takes no retainers.",
        ]

    def test_of_a_kept_task_it_is_told_at_how_many_hours_handing_over_would_win(self) -> None:
        told = recommend(attrs.evolve(NEWS, owner_hours=6), [ANN, BEA], OWNER, on=NEW_YEAR).why()
        assert told == (
            "Keep news (do it yourself): 360 a month, 72 less than out-tasking it to Bea. "
            "Out-tasking it to Bea would win if it took you more than 7.2 h each time."
        )

    @pytest.mark.parametrize(("hours", "mode"), [(7.19, Mode.KEEP), (7.21, Mode.OUT_TASK)])
    def test_at_those_hours_it_flips(self, hours: float, mode: Mode) -> None:
        assert recommend(attrs.evolve(NEWS, owner_hours=hours), [ANN, BEA], OWNER, on=NEW_YEAR).mode is mode

    def test_a_task_that_only_you_can_do_is_told_without_other_ways(self) -> None:
        told = recommend(attrs.evolve(NEWS, owner_hours=6), [], OWNER, on=NEW_YEAR).why()
        assert told == "Keep news (do it yourself): 360 a month."

    def test_work_that_takes_you_no_time_has_no_hours_at_which_it_flips(self) -> None:
        told = recommend(attrs.evolve(NEWS, owner_hours=0), BEA, OWNER, on=NEW_YEAR).why()
        assert told == "Keep news (do it yourself): 0 a month, 432 less than out-tasking it to Bea."

    def test_a_pinned_task_is_told_with_whose_word_it_was(self) -> None:
        told = recommend(attrs.evolve(NEWS, keep=True, owner_hours=8), [ANN], OWNER, on=NEW_YEAR).why()
        assert told == "Keep news (do it yourself): 480 a month; you said that you never hand over news."

    def test_where_nobody_is_left_it_is_told_why_by_the_first_reasons(self) -> None:
        unskilled = [attrs.evolve(BEA, name=name, skills=()) for name in ("Cat", "Dee")]
        poor = attrs.evolve(OWNER, monthly_budget=1)
        told = recommend(NEWS, [ANN, BEA, *unskilled], poor, on=NEW_YEAR).why()
        assert told == (
            "news stays undone: you cannot do it yourself (no owner_hours), and no contractor is left: "
            "Ann would be paid 400 a month job by job, more than the monthly budget of 1; "
            "Ann would be paid 450 a month with a block of 10 h, more than the monthly budget of 1; "
            "Ann would be paid 800 a month with a block of 20 h, more than the monthly budget of 1."
        )


class TestFull:
    def test_the_choice_is_told_with_what_the_word_means_here_and_its_cost(self) -> None:
        told = recommend(attrs.evolve(NEWS, hours=18), [ANN], OWNER, on=NEW_YEAR).why(full=True)
        assert told.startswith(
            "Outsource news to Ann (an ongoing monthly retainer: you are a regular client and are served first): "
            "825 a month (fee 800 and hiring 25)."
        )

    def test_only_rows_that_cost_something_are_told(self) -> None:
        told = recommend(NEWS, BEA, OWNER, on=NEW_YEAR).why(full=True)
        assert "432 a month (work 392 and hiring 40)." in told

    def test_work_that_costs_nothing_is_said_to(self) -> None:
        told = recommend(attrs.evolve(NEWS, owner_hours=0), [], OWNER, on=NEW_YEAR).why(full=True)
        assert told == "Keep news (do it yourself): 0 a month (nothing)."

    @pytest.mark.parametrize(
        ("task", "known", "following"),
        [
            (NEWS, [ANN, BEA], "out-tasking it to Ann, 8 a month dearer"),
            (NEWS, [ANN], "outsourcing it to Ann, 35 a month dearer"),
            (attrs.evolve(NEWS, hours=18), [ANN], "the same with a block of 10 h, 50 a month dearer"),
            (attrs.evolve(NEWS, owner_hours=9), [BEA], "keeping it, 108 a month dearer"),
            (NEWS, [BEA, attrs.evolve(BEA, name="Cat")], "out-tasking it to Cat, which costs the same"),
            (attrs.evolve(NEWS, owner_hours=7.2), [BEA], "keeping it, which costs the same"),
        ],
    )
    def test_the_next_best_way_is_told_by_what_tells_it_from_the_best(
        self, task: Task, known: list[Contractor], following: str
    ) -> None:
        assert f"Next best: {following}." in recommend(task, known, OWNER, on=NEW_YEAR).why(full=True)

    def test_where_there_is_no_other_way_none_is_told(self) -> None:
        assert "Next best" not in recommend(NEWS, BEA, OWNER, on=NEW_YEAR).why(full=True)

    def test_who_is_out_is_told_by_name_and_those_out_for_one_reason_together(self) -> None:
        unskilled = [attrs.evolve(BEA, name=name, skills=()) for name in ("Cat", "Dee")]
        told = recommend(NEWS, [*unskilled, BEA], OWNER, on=NEW_YEAR).why(full=True)
        assert "Bea takes no retainers; Cat lacks the skill web, likewise Dee." in told

    def test_of_many_who_are_out_for_one_reason_three_are_named_and_the_others_counted(self) -> None:
        unskilled = [attrs.evolve(BEA, name=name, skills=()) for name in ("Cat", "Dee", "Eva", "Fay", "Gus")]
        told = recommend(NEWS, [*unskilled, ANN], OWNER, on=NEW_YEAR).why(full=True)
        assert "Cat lacks the skill web, likewise Dee, Eva and 2 more." in told

    def test_where_nobody_is_out_nobody_is_told_to_be(self) -> None:
        assert "lacks" not in recommend(NEWS, ANN, OWNER, on=NEW_YEAR).why(full=True)

    def test_the_reasons_of_the_score_follow(self) -> None:
        found = recommend(NEWS, [ANN], OWNER, on=NEW_YEAR)
        assert isinstance(found.score, Score)
        assert found.why(full=True).endswith(f" With Ann, {explanation.reasons(found.score)}")

    def test_where_keeping_wins_the_reasons_are_those_of_handing_it_over(self) -> None:
        found = recommend(attrs.evolve(NEWS, owner_hours=1), [ANN, BEA], OWNER, on=NEW_YEAR)
        assert found.score is not None
        assert found.why(full=True).startswith("Keep news (do it yourself): 60 a month (work 60). Next best: ")
        assert found.why(full=True).endswith(f" If you handed it over: {explanation.reasons(found.score)}")

    def test_where_keeping_wins_over_somebody_with_retainers_they_are_named_first(self) -> None:
        found = recommend(attrs.evolve(NEWS, owner_hours=1), [ANN], OWNER, on=NEW_YEAR)
        assert found.score is not None
        assert found.why(full=True).endswith(f" If you handed it over: with Ann, {explanation.reasons(found.score)}")

    def test_where_it_is_handed_over_nothing_is_said_of_if(self) -> None:
        assert "If you handed it over" not in recommend(NEWS, [ANN], OWNER, on=NEW_YEAR).why(full=True)

    def test_a_pinned_task_is_told_with_whose_word_it_was(self) -> None:
        told = recommend(attrs.evolve(NEWS, keep=True, owner_hours=8), [ANN], OWNER, on=NEW_YEAR).why(full=True)
        assert told == "Keep news (do it yourself): 480 a month (work 480). You said that you never hand over news."

    def test_a_pinned_task_without_the_owners_hours_is_told_whose_hours_are_reckoned_with(self) -> None:
        told = recommend(attrs.evolve(NEWS, keep=True), [ANN], OWNER, on=NEW_YEAR).why(full=True)
        assert told == (
            "Keep news (do it yourself): 480 a month (work 480). You said that you never hand over news; "
            "where your own hours are not given, the task's stand in for them."
        )

    def test_where_nobody_is_left_it_is_told_why(self) -> None:
        told = recommend(NEWS, attrs.evolve(ANN, availability=FULL), OWNER, on=NEW_YEAR).why(full=True)
        assert told == (
            "news stays undone: you cannot do it yourself (no owner_hours), and no contractor is left: "
            "Ann would never reach a one-off client; Ann has no room for another regular client."
        )

    def test_where_you_have_too_few_hours_and_nobody_is_left_that_is_told(self) -> None:
        found = recommend(LONG, [], Business(owner_hours_per_month=2))
        why = "you cannot do it yourself (it takes more hours than you have), and no contractor is left"
        assert found.why() == f"help stays undone: {why}."

    def test_where_you_have_too_few_hours_keeping_is_out(self) -> None:
        """Where it costs nothing to be late, too."""
        found = recommend(LONG, attrs.evolve(ANN, retainers=()), Business(owner_rate=1, owner_hours_per_month=7))
        assert found.mode is Mode.OUT_TASK
        assert "Ann takes no retainers; keeping it takes more hours than you have." in str(found)
        assert found.to_dicts()[-1]["contractor"] is None
        assert found.to_dicts()[-1]["obstacle"] == "takes more hours than you have"

    def test_where_only_keeping_is_out_a_sentence_begins_with_it(self) -> None:
        found = recommend(LONG, ANN, Business(owner_rate=1, owner_hours_per_month=7))
        assert str(found).endswith("\n\nKeeping it takes more hours than you have.")

    def test_where_nobody_is_given_nobody_is_told_to_be_out(self) -> None:
        told = recommend(NEWS, [], OWNER, on=NEW_YEAR).why(full=True)
        assert told == "news stays undone: you cannot do it yourself (no owner_hours), and no contractor is left."


class TestTable:
    def test_a_recommendation_prints_as_compact_tables(self) -> None:
        found = recommend(
            attrs.evolve(NEWS, hours=18, owner_hours=20), [ANN, BEA], attrs.evolve(OWNER, currency="€"), on=NEW_YEAR
        )
        assert str(found) == (
            "Outsource news to Ann (an ongoing monthly retainer: you are a regular client and are served first).\n"
            "\n"
            "           with  retainer   work  fee  overage  hiring  € a month\n"
            "-----------------------------------------------------------------\n"
            "outsource  Ann   20 h          0  800        0      25        825\n"
            "outsource  Ann   10 h          0  450      400      25        875\n"
            "out-task   Bea               882    0        0      40        922\n"
            "out-task   Ann               900    0        0      40        940\n"
            "keep       you             1,200    0        0       0      1,200\n"
            "\n"
            "Between outsourcing and out-tasking to Ann:\n"
            "factor        payback  figures, and when to out-task\n"
            "----------------------------------------------------\n"
            "recurrence    × 1.19   comes once a month, 18 h of Ann's\n"
            "                       out-task if it came fewer than 0.876 or more than 7.25 times a month\n"
            "urgency       × 0.981  a late start costs nothing\n"
            "availability  × 0.981  with Ann you wait 0 days\n"
            "\n"
            "Check first, as defaults that would flip it if wrong by half: a pace of 1 (Ann's hours per estimated\n"
            "hour).\n"
            "\n"
            "Keeping it would win if it took you less than 13.8 h each time.\n"
            "\n"
            "Bea takes no retainers."
        )

    def test_of_many_ways_the_cheapest_are_shown_and_the_others_counted(self) -> None:
        many = [attrs.evolve(BEA, name=f"Bea {n}", rate=40 + n) for n in range(9)]
        told = str(recommend(NEWS, many, OWNER, on=NEW_YEAR))
        assert "out-task  Bea 5" in told
        assert "Bea 6" not in told.split("\n\n")[1]
        assert "\n... and 3 dearer\n" in told

    def test_of_many_reasons_the_first_are_told_and_the_others_counted(self) -> None:
        told = str(
            recommend(attrs.evolve(NEWS, owner_hours=1), [ANN, BEA], attrs.evolve(OWNER, monthly_budget=1), on=NEW_YEAR)
        )
        assert " ".join(told.split()).endswith("; and 2 more reasons.")

    def test_a_way_without_hours_of_a_block_is_an_access_retainer(self) -> None:
        urgent = attrs.evolve(NEWS, urgency=Urgency(100, 0))
        access = attrs.evolve(ANN, retainers=Retainer(5, 0))
        assert "outsource  Ann   access" in str(recommend(urgent, access, OWNER, on=NEW_YEAR))

    def test_hours_are_called_billed_where_only_an_access_retainer_has_any_above_its_block(self) -> None:
        offers = attrs.evolve(ANN, retainers=[Retainer(40, 0), Retainer(450, 10)])
        header = str(recommend(NEWS, offers, OWNER, on=NEW_YEAR)).split("\n\n")[1].splitlines()[0]
        assert re.split(" {2,}", header.strip()) == [
            *("with", "retainer", "work", "fee", "billed hours", "hiring", "money a month"),
        ]

    def test_where_nobody_offers_a_retainer_there_is_no_column_for_them(self) -> None:
        assert "retainer" not in str(recommend(NEWS, BEA, OWNER, on=NEW_YEAR)).split("\n\n")[1]

    def test_a_kept_task_tells_at_how_many_hours_handing_over_would_win(self) -> None:
        told = str(recommend(attrs.evolve(NEWS, owner_hours=6), BEA, OWNER, on=NEW_YEAR))
        assert "\n\nOut-tasking it to Bea would win if it took you more than 7.2 h each time.\n\n" in told

    def test_a_pinned_task_is_told_with_whose_word_it_was(self) -> None:
        told = str(recommend(attrs.evolve(NEWS, keep=True, owner_hours=8), [ANN], OWNER, on=NEW_YEAR))
        assert told == (
            "Keep news (do it yourself): you said that you never hand over news.\n"
            "\n"
            "      with  work  money a month\n"
            "-------------------------------\n"
            "keep  you    480            480"
        )

    def test_where_nobody_is_left_it_is_told_why(self) -> None:
        found = recommend(NEWS, attrs.evolve(ANN, availability=FULL), OWNER, on=NEW_YEAR)
        assert " ".join(str(found).split()) == found.why(full=True)

    @given(tasks(), several.map(named), businesses)
    def test_it_never_tells_of_what_is_no_number(self, task: Task, known: list[Contractor], business: Business) -> None:
        told = str(recommend(attrs.evolve(task, name="news"), known, business))
        assert not re.search(r"\b(nan|inf|None|Mode)\b", told)
        assert all(line == line.rstrip() for line in told.splitlines())
