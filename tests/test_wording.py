"""In what words a verdict is told, with its numbers and units."""

import datetime as dt
import math
import re

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Availability, Business, Contractor, Engagement, Mode, Rate, Retainer, Score, Task, Urgency, score
from delegation._wording import DEFINITIONS, bundle, days, listed, money, number, percent, times
from tests.worlds import availabilities, bundles, businesses, plain_retainers
from tests.worlds import money as amounts

ANN = Contractor("Ann", rate=50, retainers=Retainer(450, 10))
OWNER = Business(
    owner_rate=40, hiring_hours=3, briefing_hours=0.25, onboarding_hours=4, replacement_days=7, horizon_months=6
)
HELP = Task("help", hours=2, recurrence=Rate(3), urgency=Urgency(100, 2))


def sentences(text: str) -> list[str]:
    """The sentences of a text: a full stop before a blank or at the end closes one."""
    return re.split(r"(?<=\.) ", text)


class TestNumbers:
    @pytest.mark.parametrize(
        ("amount", "told"),
        [
            (0.0, "0"),
            (0.000999, "0.000999"),
            (0.00001234, "1.23e-05"),
            (0.001, "0.001"),
            (1.0, "1"),
            (2.345678, "2.35"),
            (99.94, "99.9"),
            (99.96, "100"),
            (100.0, "100"),
            (100.4, "100"),
            (1234.5, "1,234"),
            (999_999_999.0, "999,999,999"),
            (1e9, "1e+09"),
            (-1234.5, "-1,234"),
            (math.inf, "endless"),
        ],
    )
    def test_a_number_has_three_digits_or_is_whole(self, amount: float, told: str) -> None:
        assert number(amount) == told

    @pytest.mark.parametrize(
        ("amount", "told"),
        [
            (0.0, "0"),
            (0.0049, "under 0.01"),
            (0.0051, "0.01"),
            (0.5, "0.50"),
            (12.0, "12"),
            (12.345, "12.35"),
            (99.99, "99.99"),
            (100.0, "100"),
            (100.4, "100"),
            (12345.6, "12,346"),
        ],
    )
    def test_money_is_told_to_the_hundredth_or_whole_from_a_hundred_on(self, amount: float, told: str) -> None:
        assert money(amount) == told

    @pytest.mark.parametrize(
        ("share", "told"),
        [
            (0.0, "0 %"),
            (0.00099, "under 0.1 %"),
            (0.001, "0.1 %"),
            (0.25, "25 %"),
            (0.999, "99.9 %"),
            (0.9991, "over 99.9 %"),
            (1.0, "100 %"),
        ],
    )
    def test_a_share_is_never_told_as_none_or_all_unless_it_is(self, share: float, told: str) -> None:
        assert percent(share) == told

    @pytest.mark.parametrize(("amount", "told"), [(0.5, "0.5 times"), (1.0, "once"), (2.0, "2 times")])
    def test_one_time_is_once(self, amount: float, told: str) -> None:
        assert times(amount) == told

    @pytest.mark.parametrize(("amount", "told"), [(0.5, "0.5 days"), (1.0, "1 day"), (2.0, "2 days")])
    def test_one_day_is_no_days(self, amount: float, told: str) -> None:
        assert days(amount) == told


class TestLists:
    @pytest.mark.parametrize(
        ("words", "told"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
    )
    def test_words_are_listed_as_in_a_sentence(self, words: list[str], told: str) -> None:
        assert listed(words) == told

    def test_the_last_word_may_be_joined_otherwise(self) -> None:
        assert listed(["a", "b", "c"], "or if") == "a, b or if c"

    @pytest.mark.parametrize(
        ("names", "told"),
        [
            ("a", "a"),
            ("ab", "a and b"),
            ("abc", "a, b and c"),
            ("abcd", "a, b and 2 more tasks"),
            ("abcde", "a, b and 3 more tasks"),
        ],
    )
    def test_a_bundle_names_three_tasks_at_the_most(self, names: str, told: str) -> None:
        assert bundle([Task(name, hours=1) for name in names]) == told

    def test_long_names_are_cut_and_letters_that_cannot_be_printed_escaped(self) -> None:
        assert bundle([Task("x" * 60, hours=1), Task("a\nb", hours=1)]) == f"{'x' * 47}… and a\\nb"


class TestVerdict:
    @pytest.mark.parametrize("mode", list(Mode))
    def test_every_mode_has_our_definition(self, mode: Mode) -> None:
        assert DEFINITIONS[mode]

    def test_outsourcing_is_told_with_whom_and_what_the_word_means_here(self) -> None:
        """Sixteen hours a month at 90, against ten of them for 450."""
        told = score(attrs.evolve(HELP, recurrence=Rate(8)), attrs.evolve(ANN, rate=90), OWNER).why()
        assert told.startswith(
            "Outsource help to Ann (an ongoing monthly retainer: you are a regular client and are served first): "
        )

    def test_out_tasking_is_told_with_whom_and_what_the_word_means_here(self) -> None:
        told = score(attrs.evolve(HELP, urgency=Urgency(1, 2)), ANN, OWNER).why()
        assert told.startswith(
            "Out-task help to Ann (hire for the job and part ways: you queue behind regular clients): "
        )

    def test_keeping_is_told_with_what_the_word_means_here_and_whose_word_it_was(self) -> None:
        told = score(attrs.evolve(HELP, keep=True), ANN, OWNER).why()
        assert told == "Keep help (do it yourself): you said that you never hand it over."

    def test_both_sides_are_told_in_money_over_the_horizon(self) -> None:
        """Briefings and the idle hours of eighteen jobs of 2 h: 18·(100 + 10) saved, 6·450 + 160 committed."""
        idle = attrs.evolve(ANN, availability=Availability(regular_load=0, one_off_load=0), retainers=Retainer(450, 99))
        told = sentences(score(attrs.evolve(HELP, urgency=Urgency()), idle, OWNER).why())[0]
        assert "a retainer of 99 h for 450 a month" in told
        assert "1,980 in 6 months" in told
        assert "2,860" in told
        assert "payback 0.692" in told
        assert "value 0.41" in told

    @pytest.mark.parametrize(
        ("contractor", "start", "reason"),
        [
            (attrs.evolve(ANN, retainers=()), "Out-task help to Ann (", "Ann takes no retainers"),
            (
                attrs.evolve(ANN, availability=Availability(regular_load=1.0)),
                "Neither way has help done by Ann, who would never reach a one-off client",
                "Ann has no room for another regular client",
            ),
        ],
    )
    def test_where_outsourcing_is_impossible_the_reason_stands_in_place_of_its_sides(
        self, contractor: Contractor, start: str, reason: str
    ) -> None:
        found = score(HELP, contractor, OWNER)
        first = sentences(found.why())[0]
        assert first.startswith(start)
        assert reason in first
        assert f"{money(found.costs.out_task.total)} a month" in first
        assert "payback" not in found.why()


class TestFactors:
    def test_how_often_how_urgent_and_how_soon_are_told_with_their_units(self) -> None:
        found = score(HELP, ANN, OWNER)
        told = sentences(found.why())[1]
        assert "3 times a month" in told
        assert "6 of her hours" in told
        assert "a day's delay costs 100 after 2 days" in told
        assert f"{number(found.availability.one_off.mean_wait)} days" in told
        assert f"{number(found.availability.regular.mean_wait)} days" in told

    def test_a_delay_that_costs_nothing_is_said_to(self) -> None:
        assert "a late start costs nothing" in sentences(score(attrs.evolve(HELP, urgency=Urgency()), ANN).why())[1]

    def test_a_client_who_may_be_turned_away_is_told_how_often(self) -> None:
        found = score(HELP, ANN, OWNER)
        assert f"turned away in {percent(found.availability.one_off.turned_away)} of cases" in found.why()

    def test_a_client_who_is_never_turned_away_is_not_told_of_it(self) -> None:
        assert "turned away" not in score(attrs.evolve(HELP, urgency=Urgency()), ANN, OWNER).why()

    def test_a_client_who_is_never_reached_is_told_that_instead_of_a_wait(self) -> None:
        full = attrs.evolve(ANN, availability=Availability(one_off_load=0.6))
        told = sentences(score(HELP, full, OWNER).why())[1]
        assert "a one-off client is never reached" in told
        assert "endless" not in told

    def test_where_she_has_no_room_a_regular_client_is_told_not_to_be_reached_either(self) -> None:
        full = attrs.evolve(ANN, availability=Availability(regular_load=1.0))
        told = sentences(score(HELP, full, OWNER).why())[1]
        assert told.endswith("a one-off client is never reached, a regular one is never reached.")


class TestFlips:
    def test_each_factor_is_told_by_how_much_it_speaks_for_or_against(self) -> None:
        found = score(HELP, ANN, OWNER)
        told = sentences(found.why())[2]
        assert found.contributions is not None
        for factor in ("recurrence", "urgency"):
            assert f"{factor} ({found.contributions[factor]:+.2f})" in told

    def test_a_factor_for_outsourcing_stands_apart_from_one_against_it(self) -> None:
        told = sentences(score(HELP, ANN, OWNER).why())[2]
        assert re.match(r"For outsourcing: urgency \(\+[0-9.]+\), against it: recurrence \(-[0-9.]+\)", told)

    def test_a_factor_that_adds_nothing_is_not_told(self) -> None:
        """Her availability is the reference's own."""
        assert "availability (" not in score(HELP, ANN, OWNER).why()

    def test_where_there_are_no_contributions_the_sentence_begins_with_the_flips(self) -> None:
        told = sentences(score(Task("move", hours=30, urgency=Urgency(10, 1)), ANN, OWNER).why())[2]
        assert "ln payback" not in told
        assert told[0].isupper()

    def test_where_no_factor_is_audible_the_sentence_begins_with_the_flips(self) -> None:
        """Just at break-even, with urgency and availability at their references."""
        idle = Availability(regular_load=0, one_off_load=0)
        owner = Business(reference_urgency=Urgency(), reference_availability=idle)
        access = Contractor("Ann", rate=50, retainers=Retainer(50, 0), availability=idle)
        found = score(Task("help", hours=1, recurrence=Rate(2.5001)), access, owner)
        assert found.contributions is not None
        assert sentences(found.why())[2].startswith("The verdict would flip if")

    def test_what_would_flip_the_verdict_is_told_factor_by_factor(self) -> None:
        found = score(HELP, ANN, OWNER)
        told = sentences(found.why())[2]
        often, urgent, soon = (found.break_even[factor] for factor in ("recurrence", "urgency", "availability"))
        assert f"the work came {listed([number(x) for x in often], 'or')} times as often" in told
        assert f"delay cost {listed([number(x) for x in urgent], 'or')} times as much" in told
        assert f"her other clients took {listed([number(x) for x in soon], 'or')} times as many hours" in told

    def test_a_factor_that_flips_nothing_is_not_told_among_the_flips(self) -> None:
        assert "delay cost" not in score(attrs.evolve(HELP, urgency=Urgency()), ANN, OWNER).why()

    def test_where_nothing_flips_the_verdict_that_is_told(self) -> None:
        dear = attrs.evolve(ANN, retainers=Retainer(1e12, 10))
        told = sentences(score(HELP, dear, OWNER).why())[2]
        assert "no change of one factor within a thousandfold would flip the verdict" in told.lower()


class TestDefaults:
    def test_the_last_sentence_names_every_input_that_stands_at_its_default(self) -> None:
        found = score(HELP, ANN)
        last = sentences(found.why())[-1]
        assert last.startswith("Left at their defaults: ")
        assert listed([assumption.told for assumption in found.assumptions]) in last

    def test_the_last_sentence_says_that_none_of_them_matters_where_none_does(self) -> None:
        dear = attrs.evolve(ANN, retainers=Retainer(1e6, 10))
        assert score(HELP, dear).why().endswith("; none of them, wrong by half, would flip the verdict.")

    def test_the_last_sentence_says_which_of_them_matter(self) -> None:
        idle = Availability(regular_load=0, one_off_load=0)
        access = Contractor("Ann", rate=50, retainers=Retainer(50, 0), availability=idle)
        found = score(attrs.evolve(HELP, urgency=Urgency()), access)
        matter = [assumption.told for assumption in found.assumptions if assumption.flips]
        assert found.why().endswith(f"; wrong by half, {listed(matter, 'or')} would flip the verdict.")
        assert "0.5 h to brief" in matter

    def test_where_everything_was_set_that_is_told(self) -> None:
        known = Availability(hours_per_week=28, regular_load=0.3, one_off_load=0.3, job_hours=6, people=2)
        ann = Contractor(
            "Ann",
            rate=50,
            one_off_minimum_hours=2,
            pace=1.1,
            retainers=Retainer(450, 10, minimum_months=6),
            availability=known,
        )
        assert score(HELP, ann, OWNER).why().endswith(" No input was left at its default.")


plainly_named = bundles(most=3).map(
    lambda found: [attrs.evolve(task, name=f"task {index}") for index, task in enumerate(found)]
)
unnamed_contractors = st.builds(
    Contractor,
    st.just("Ann"),
    rate=amounts,
    retainers=st.none() | st.lists(plain_retainers, max_size=2),
    availability=availabilities,
)


class TestWhy:
    @given(plainly_named, unnamed_contractors, businesses)
    def test_a_verdict_is_told_in_three_to_five_sentences(
        self, tasks: list[Task], contractor: Contractor, business: Business
    ) -> None:
        told = score(tasks, contractor, business).why()
        assert 3 <= len(sentences(told)) <= 5
        assert all(each[0].isupper() and each.endswith(".") for each in sentences(told))

    @given(plainly_named, unnamed_contractors, businesses)
    def test_a_verdict_is_told_with_its_mode_first_and_the_defaults_last(
        self, tasks: list[Task], contractor: Contractor, business: Business
    ) -> None:
        found = score(tasks, contractor, business)
        told = sentences(found.why())
        if found.impossible and math.isinf(found.availability.one_off.mean_wait):
            assert told[0].startswith("Neither way has task 0")
        else:
            assert told[0].startswith(f"{'Outsource' if found.mode is Mode.OUTSOURCE else 'Out-task'} task 0")
            assert DEFINITIONS[found.mode] in told[0]
        assert told[-1].startswith("Left at their defaults: ")

    @given(plainly_named, unnamed_contractors, businesses)
    def test_a_verdict_never_tells_of_what_is_no_number(
        self, tasks: list[Task], contractor: Contractor, business: Business
    ) -> None:
        found: Score = score(tasks, contractor, business)
        assert not re.search(r"\b(nan|inf|None|Mode|NaN)\b", found.why())

    def test_a_recommendations_reasons_are_those_of_the_verdict_without_its_head(self) -> None:
        found = score(HELP, ANN, OWNER)
        assert found.why().endswith(f": {found.reasons()}")


def test_a_retainer_that_runs_is_told_as_running_and_commits_only_more() -> None:
    news = Task("news", hours=3, recurrence="FREQ=WEEKLY")
    ann = Contractor("Ann", rate=40)
    running = Engagement(
        ann, tasks=[Task("books", hours=1)], mode=Mode.OUTSOURCE, retainer=Retainer(700, 20), start=dt.date(2026, 1, 1)
    )
    told = score(news, ann, engagements=running, on=dt.date(2026, 3, 1)).why()
    assert "the retainer of 20 h for 700 a month that runs already would save" in told
    assert "commits 0 more (payback endless, value 1.00)" in told
    assert "a retainer of 20 h for 700 a month would save" in score(news, ann, retainer=Retainer(700, 20)).why()
