"""In what words a verdict is told in full, with its numbers and units."""

import datetime as dt
import math
import re

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Availability, Business, Contractor, Engagement, Mode, Rate, Retainer, Score, Task, Urgency, score
from delegation._formatting.phrases import listed, money, number, percent
from delegation.scoring import Assumption, Contributions, Factor
from delegation.scoring.explanation import (
    AUDIBLE,
    bundle,
    comes,
    defaults,
    delay,
    flips,
    keeping,
    pinned,
    reasons,
    sides,
    speaks,
    wait,
    waits,
)
from delegation.scoring.flips import Flip, flips_of
from delegation.scoring.measures import AvailabilityMeasure, ClassMeasure, RecurrenceMeasure, UrgencyMeasure
from tests.people import FULL
from tests.worlds import availabilities, bundles, businesses, offering, plain_retainers
from tests.worlds import money as amounts

ANN = Contractor("Ann", rate=50, retainers=Retainer(450, 10))
OWNER = Business(
    owner_rate=40, hiring_hours=3, briefing_hours=0.25, onboarding_hours=4, replacement_days=7, horizon_months=6
)
HELP = Task("help", hours=2, recurrence=Rate(3), urgency=Urgency(100, 2))


def sentences(text: str) -> list[str]:
    """The sentences of a text: a full stop before a blank or at the end closes one."""
    return re.split(r"(?<=\.) ", text)


class TestBundle:
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
        assert mode.definition

    def test_outsourcing_is_told_with_whom_and_what_the_word_means_here(self) -> None:
        """Sixteen hours a month at 90, against ten of them for 450."""
        told = score(attrs.evolve(HELP, recurrence=Rate(8)), attrs.evolve(ANN, rate=90), OWNER).why(full=True)
        assert told.startswith(
            "Outsource help to Ann (an ongoing monthly retainer: you are a regular client and are served first): "
        )

    def test_out_tasking_is_told_with_whom_and_what_the_word_means_here(self) -> None:
        told = score(attrs.evolve(HELP, urgency=Urgency(1, 2)), ANN, OWNER).why(full=True)
        assert told.startswith(
            "Out-task help to Ann (hire for the job and part ways: you queue behind regular clients): "
        )

    def test_keeping_is_told_with_what_the_word_means_here_and_whose_word_it_was(self) -> None:
        told = score(attrs.evolve(HELP, keep=True, owner_hours=2), ANN, OWNER).why(full=True)
        assert told == "Keep help (do it yourself): you said that you never hand over help."

    def test_a_bundle_is_kept_because_of_the_one_in_it_that_is_pinned(self) -> None:
        told = score([HELP, Task("books", hours=1, keep=True)], ANN, OWNER).why(full=True)
        assert told == (
            "Keep books and help (do it yourself): you said that you never hand over books; "
            "score the others without it."
        )

    def test_both_sides_are_told_in_money_over_the_horizon(self) -> None:
        """Briefings and the idle hours of eighteen jobs of 2 h: 18·(100 + 10) saved, 6·450 + 160 committed."""
        idle = attrs.evolve(ANN, availability=Availability(regular_load=0, one_off_load=0), retainers=Retainer(450, 99))
        told = sentences(score(attrs.evolve(HELP, urgency=Urgency()), idle, OWNER).why(full=True))[0]
        assert told.endswith(
            ": over 6 months a retainer of 99 h for 450 a month costs 2,860 in fees and onboarding and "
            "spares 1,980 of hiring job by job, 880 worse (payback 0.692, value 0.41); "
            "it would just pay at a fee of 303."
        )

    @pytest.mark.parametrize(
        ("saved", "committed", "runs", "told"),
        [
            (1500.0, 500.0, False, "costs 500 in fees and onboarding and spares 1,500 of {}, 1,000 better"),
            (500.0, 1500.0, False, "costs 1,500 in fees and onboarding and spares 500 of {}, 1,000 worse"),
            (500.0, 500.0, False, "costs 500 in fees and onboarding and spares 500 of {}, the same"),
            (0.0, 0.0, False, "costs 0 in fees and onboarding and spares 0 of {}, the same"),
            (500.0, 499.999, False, "costs 500 in fees and onboarding and spares 500 of {}, under 0.01 better"),
            (500.0, 0.0, True, "costs nothing more and spares 500 of {}, 500 better"),
            (0.0, 0.0, True, "costs nothing more and spares 0 of {}, the same"),
            (500.0, 510.0, True, "costs 510 more than ending it and spares 500 of {}, 10 worse"),
        ],
    )
    def test_both_sides_are_told_with_which_is_more_and_by_how_much(
        self, saved: float, committed: float, *, runs: bool, told: str
    ) -> None:
        text = sides(Retainer(450, 10), saved, committed, 12, runs=runs)
        assert text.split(" a month", 1)[1].removeprefix(" that runs already ").lstrip().rpartition(" (payback ")[
            0
        ] == told.format("hiring job by job")

    @pytest.mark.parametrize(
        ("runs", "horizon", "start"),
        [
            (False, 12, "over 12 months a retainer of 10 h for 450 a month costs "),
            (True, 1, "over 1 month the retainer of 10 h for 450 a month that runs already costs "),
        ],
    )
    def test_it_is_told_over_how_many_months_and_whether_the_retainer_runs(
        self, *, runs: bool, horizon: int, start: str
    ) -> None:
        assert sides(Retainer(450, 10), 1.0, 2.0, horizon, runs=runs).startswith(start)

    def test_where_outsourcing_is_impossible_the_reason_stands_in_place_of_its_sides(self) -> None:
        found = score(HELP, attrs.evolve(ANN, retainers=()), OWNER)
        first = sentences(found.why(full=True))[0]
        assert first.startswith("Out-task help to Ann (")
        assert first.endswith(
            f"): Ann takes no retainers; hired job by job Ann costs {money(found.costs.out_task.total)} a month."
        )
        assert "payback" not in found.why(full=True)

    @pytest.mark.parametrize(
        ("contractor", "reason"),
        [
            (
                attrs.evolve(ANN, availability=Availability(regular_load=1.0)),
                "Ann has no room for another regular client",
            ),
            (
                attrs.evolve(ANN, retainers=(), availability=Availability(one_off_load=0.6)),
                "Ann takes no retainers",
            ),
        ],
    )
    def test_where_neither_way_is_possible_no_cost_of_what_never_happens_is_told(
        self, contractor: Contractor, reason: str
    ) -> None:
        told = score(HELP, contractor, OWNER).why(full=True)
        assert sentences(told)[0] == (
            f"Neither way has help done by Ann, who would never reach a one-off client: {reason}."
        )
        assert "payback" not in told
        assert "Ann costs" not in told


class TestPinned:
    A, B, C = (Task(name, hours=1, keep=True, owner_hours=1) for name in "abc")

    def test_one_pinned_task_is_named(self) -> None:
        assert pinned([self.A]) == "you said that you never hand over a"

    def test_several_pinned_tasks_are_listed(self) -> None:
        assert pinned([self.A, self.B, self.C]) == "you said that you never hand over a, b and c"

    @pytest.mark.parametrize(
        ("count", "told"),
        [
            (1, "you said that you never hand over a; score the others without it"),
            (2, "you said that you never hand over a and b; score the others without them"),
            (3, "you said that you never hand over a, b and c; score the others without them"),
        ],
    )
    def test_only_those_that_are_pinned_are_named_and_the_others_are_to_be_scored_without_them(
        self, count: int, told: str
    ) -> None:
        assert pinned([*(self.A, self.B, self.C)[:count], Task("free", hours=1)]) == told

    def test_where_the_owners_hours_are_not_given_it_is_told_what_stands_in_for_them(self) -> None:
        assert pinned([self.A, attrs.evolve(self.B, owner_hours=None)]) == (
            "you said that you never hand over a and b; "
            "where your own hours are not given, the task's stand in for them"
        )

    def test_that_the_others_are_to_be_scored_without_them_is_told_before_whose_hours_stand_in(self) -> None:
        told = pinned([attrs.evolve(self.A, owner_hours=None), Task("free", hours=1)])
        assert told == "you said that you never hand over a; score the others without it"


class TestFactors:
    def test_how_often_how_urgent_and_how_soon_are_told_with_their_units(self) -> None:
        found = score(HELP, ANN, OWNER)
        told = sentences(found.why(full=True))[1]
        repeats, soon = "The work comes 3 times a month, 6 h of Ann's in all", found.availability
        assert told.startswith(f"{repeats}; a day's delay costs 100 after 2 days; with Ann you wait ")
        assert f"with Ann you wait {number(soon.one_off.mean_wait)} days as a one-off client" in told
        assert f", {number(soon.regular.mean_wait)} days as a regular one" in told

    @pytest.mark.parametrize(
        ("repeats", "horizon", "told"),
        [
            (RecurrenceMeasure(3.0, 36.0, 6.0), 12, "comes 3 times a month, 6 h of Ann's in all"),
            (RecurrenceMeasure(1.0, 12.0, 0.5), 12, "comes once a month, 0.5 h of Ann's in all"),
            (RecurrenceMeasure(0.5, 6.0, 2.0), 12, "comes 6 times in 12 months, 24 h of Ann's in all"),
            (RecurrenceMeasure(0.25, 1.0, 2.0), 4, "comes once in 4 months, 8 h of Ann's in all"),
            (RecurrenceMeasure(0.5, 0.5, 2.0), 1, "comes 0.5 times in 1 month, 2 h of Ann's in all"),
            (RecurrenceMeasure(0.0, 0.0, 0.0), 12, "does not come within 12 months"),
            (RecurrenceMeasure(0.0, 0.0, 0.0), 1, "does not come within 1 month"),
        ],
    )
    def test_how_often_is_told_a_month_or_where_that_is_less_than_once_over_the_horizon(
        self, repeats: RecurrenceMeasure, horizon: int, told: str
    ) -> None:
        assert comes(repeats, horizon, "Ann") == told

    @pytest.mark.parametrize(
        ("urgent", "several", "told"),
        [
            (UrgencyMeasure(100.0, 2.0), False, "a day's delay costs 100 after 2 days"),
            (UrgencyMeasure(12.5, 1.0), True, "a day's delay costs on average 12.50 after 1 day"),
            (UrgencyMeasure(100.0, 0.0), False, "a day's delay costs 100 from the first day"),
            (UrgencyMeasure(100.0, 0.0), True, "a day's delay costs on average 100 from the first day"),
            (UrgencyMeasure(0.0, 2.0), True, "a late start costs nothing"),
        ],
    )
    def test_what_a_delay_costs_is_told_with_when_that_begins_and_for_several_tasks_as_their_mean(
        self, urgent: UrgencyMeasure, *, several: bool, told: str
    ) -> None:
        assert delay(urgent, several=several) == told

    def test_a_bundles_delay_is_told_as_a_mean_and_a_single_tasks_is_not(self) -> None:
        both = [HELP, Task("books", hours=2, recurrence=Rate(3), urgency=Urgency(200, 2))]
        assert "a day's delay costs on average 150 after 2 days" in score(both, ANN, OWNER).why(full=True)
        assert "on average" not in score(HELP, ANN, OWNER).why(full=True)

    @pytest.mark.parametrize(
        ("client", "told"),
        [
            (ClassMeasure(6.25, 1.0, 0.0, 10.0), "6.25 days as a guest"),
            (ClassMeasure(1.0, 0.0, 0.0, 0.0), "1 day as a guest"),
            (ClassMeasure(0.0, 0.0, 0.0, 0.0), "0 days as a guest"),
            (
                ClassMeasure(6.25, 1.0, 0.164, 10.0),
                "6.25 days as a guest (and turn to somebody else in 16.4% of cases)",
            ),
            (ClassMeasure(math.inf, 5.0, 1.0, 10.0), "for ever as a guest"),
        ],
    )
    def test_a_wait_is_told_in_days_with_how_often_it_is_too_long(self, client: ClassMeasure, told: str) -> None:
        assert wait(client, "as a guest") == told

    def test_both_waits_are_told_where_they_differ_and_one_where_they_do_not(self) -> None:
        late, soon = ClassMeasure(6.0, 1.0, 0.25, 10.0), ClassMeasure(2.0, 0.5, 0.0, 5.0)
        assert waits(AvailabilityMeasure(regular=soon, one_off=late), "Ann") == (
            "with Ann you wait 6 days as a one-off client (and turn to somebody else in 25% of cases), "
            "2 days as a regular one"
        )
        assert waits(AvailabilityMeasure(regular=soon, one_off=soon), "Ann") == "with Ann you wait 2 days either way"

    def test_where_a_retainer_runs_for_other_tasks_one_waits_alike_either_way(self) -> None:
        running = Engagement(
            ANN,
            tasks=[HELP, Task("books", hours=1)],
            mode=Mode.OUTSOURCE,
            retainer=Retainer(450, 10),
            start=dt.date(2026, 1, 1),
        )
        found = score(HELP, ANN, OWNER, engagements=running, on=dt.date(2026, 3, 1))
        told = f"with Ann you wait {number(found.availability.regular.mean_wait)} days either way"
        assert told in found.why(full=True)

    def test_a_delay_that_costs_nothing_is_said_to(self) -> None:
        assert (
            "a late start costs nothing"
            in sentences(score(attrs.evolve(HELP, urgency=Urgency()), ANN).why(full=True))[1]
        )

    def test_a_client_who_may_turn_to_somebody_else_is_told_how_often(self) -> None:
        found = score(HELP, ANN, OWNER)
        assert (
            f"(and turn to somebody else in {percent(found.availability.one_off.turned_away)} of cases)"
            in found.why(full=True)
        )

    def test_a_client_who_always_waits_is_not_told_of_somebody_else(self) -> None:
        assert "somebody else" not in score(attrs.evolve(HELP, urgency=Urgency()), ANN, OWNER).why(full=True)

    def test_a_client_who_is_never_reached_waits_for_ever_and_for_no_number_of_days(self) -> None:
        full = attrs.evolve(ANN, availability=Availability(one_off_load=0.6))
        told = sentences(score(HELP, full, OWNER).why(full=True))[1]
        assert "with Ann you wait for ever as a one-off client, " in told
        assert "endless" not in told

    def test_where_there_is_no_room_either_client_waits_for_ever(self) -> None:
        full = attrs.evolve(ANN, availability=Availability(regular_load=1.0))
        told = sentences(score(HELP, full, OWNER).why(full=True))[1]
        assert told.endswith("; with Ann you wait for ever either way.")


class TestFlips:
    def test_each_factor_is_told_by_how_much_it_speaks_for_or_against(self) -> None:
        found = score(HELP, ANN, OWNER)
        told = sentences(found.why(full=True))[2]
        assert found.contributions is not None
        for factor in ("recurrence", "urgency"):
            assert f"{factor} (payback times {number(math.exp(found.contributions[factor]))})" in told

    def test_a_factor_for_outsourcing_stands_apart_from_one_against_it(self) -> None:
        told = sentences(score(HELP, ANN, OWNER).why(full=True))[2]
        assert re.match(
            r"Beside a usual case, for outsourcing: urgency \(payback times 2\.[0-9]+\), "
            r"against it: recurrence \(payback times 0\.[0-9]+\); ",
            told,
        )

    def test_a_factor_that_adds_nothing_is_not_told(self) -> None:
        """Ann's availability is the reference's own."""
        assert "availability (" not in score(HELP, ANN, OWNER).why(full=True)

    def test_what_the_factors_are_told_to_make_of_payback_multiplies_to_it(self) -> None:
        busy = attrs.evolve(ANN, availability=Availability(one_off_load=0.45))
        found = score(HELP, busy, OWNER)
        told = [float(each) for each in re.findall(r"\(payback times ([0-9.]+)\)", found.why(full=True))]
        assert len(told) == 3
        assert math.prod(told) == pytest.approx(found.payback, rel=0.02)

    @pytest.mark.parametrize(
        ("parts", "told"),
        [
            (None, ()),
            (Contributions(0.0, 0.0, 0.0), ()),
            (Contributions(0.999 * AUDIBLE, -0.999 * AUDIBLE, 0.0), ()),
            (
                Contributions(math.log(2), math.log(1.5), 0.0),
                ("beside a usual case, for outsourcing: recurrence (payback times 2) and urgency (payback times 1.5)",),
            ),
            (
                Contributions(0.0, -math.log(2), -math.log(4)),
                ("beside a usual case, against it: urgency (payback times 0.5) and availability (payback times 0.25)",),
            ),
            (
                Contributions(-AUDIBLE, 0.0, AUDIBLE),
                (
                    "beside a usual case, for outsourcing: availability (payback times 1.01), "
                    "against it: recurrence (payback times 0.995)",
                ),
            ),
            (
                Contributions(-99.0, 0.0, 0.0),
                ("beside a usual case, against it: recurrence (payback times under 0.001)",),
            ),
        ],
    )
    def test_each_audible_factor_speaks_for_or_against_by_what_it_makes_of_payback(
        self, parts: Contributions | None, told: tuple[str, ...]
    ) -> None:
        assert speaks(parts) == told

    def test_where_there_are_no_contributions_the_sentence_begins_with_the_flips(self) -> None:
        told = sentences(score(Task("move", hours=30, urgency=Urgency(10, 1)), ANN, OWNER).why(full=True))[2]
        assert "usual case" not in told
        assert told.startswith(("The verdict would flip if", "Even a thousandth or a thousandfold"))

    def test_where_no_factor_is_audible_the_sentence_begins_with_the_flips(self) -> None:
        """Just at break-even, with urgency and availability at their references."""
        idle = Availability(regular_load=0, one_off_load=0)
        owner = Business(reference_urgency=Urgency(), reference_availability=idle)
        access = Contractor("Ann", rate=50, retainers=Retainer(50, 0), availability=idle)
        found = score(Task("help", hours=1, recurrence=Rate(2.5001)), access, owner)
        assert found.contributions is not None
        assert sentences(found.why(full=True))[2].startswith("The verdict would flip if")

    def test_what_would_flip_the_verdict_is_told_factor_by_factor(self) -> None:
        found = score(HELP, ANN, OWNER)
        ways = [f"if {way.subject} {way.every}" for way in flips_of(found, "Ann")]
        assert len(ways) == 3
        assert sentences(found.why(full=True))[2].endswith(f"; the verdict would flip {listed(ways, 'or')}.")

    def test_all_that_would_flip_the_verdict_stands_in_one_sentence(self) -> None:
        ways = [
            Flip(Factor.RECURRENCE, 0.7, "it came", "fewer than 2 times a month", "fewer than 2 or more than 8 times"),
            Flip(Factor.URGENCY, 1.1, "a day's delay cost", "more than 300", "more than 300"),
        ]
        assert flips(Contributions(math.log(2), -math.log(2), 0.0), ways) == (
            "Beside a usual case, for outsourcing: recurrence (payback times 2), against it: urgency (payback times "
            "0.5); the verdict would flip if it came fewer than 2 or more than 8 times "
            "or if a day's delay cost more than 300."
        )

    def test_where_nothing_flips_that_is_a_sentence_of_its_own(self) -> None:
        assert flips(None, []) == "Even a thousandth or a thousandfold of any one factor would not flip the verdict."

    def test_a_factor_that_flips_nothing_is_not_told_among_the_flips(self) -> None:
        assert "delay cost" not in score(attrs.evolve(HELP, urgency=Urgency()), ANN, OWNER).why(full=True)

    def test_where_nothing_flips_the_verdict_that_is_told(self) -> None:
        dear = attrs.evolve(ANN, retainers=Retainer(1e12, 10))
        told = sentences(score(HELP, dear, OWNER).why(full=True))[2]
        assert "even a thousandth or a thousandfold of any one factor would not flip the verdict" in told.lower()


class TestDefaults:
    def test_the_last_sentence_names_every_input_that_stands_at_its_default(self) -> None:
        """None of them would flip it."""
        dear = attrs.evolve(ANN, retainers=Retainer(1e6, 10))
        found = score(HELP, dear)
        every = listed([assumption.told for assumption in found.assumptions])
        assert sentences(found.why(full=True))[-1] == (
            f"Left at their defaults, none of which would flip the verdict if wrong by half: {every}."
        )

    def test_what_of_them_matters_is_told_first_and_the_others_after_it(self) -> None:
        idle = Availability(regular_load=0, one_off_load=0)
        access = Contractor("Ann", rate=50, retainers=Retainer(50, 0), availability=idle)
        found = score(attrs.evolve(HELP, urgency=Urgency()), access)
        matter = [assumption.told for assumption in found.assumptions if assumption.flips]
        rest = [assumption.told for assumption in found.assumptions if not assumption.flips]
        assert "0.5 h to brief" in matter
        assert found.why(full=True).endswith(
            f" Check {listed(matter)} first: left at their defaults, each wrong by half would flip the verdict. "
            f"Also left at their defaults: {listed(rest)}."
        )

    @pytest.mark.parametrize(
        ("flip", "told"),
        [
            ({}, "No input was left at its default."),
            ({"a": True}, "Check a first: left at the default, wrong by half it would flip the verdict."),
            (
                {"a": True, "b": False, "c": False},
                "Check a first: left at the default, wrong by half it would flip the verdict. "
                "Also left at their defaults: b and c.",
            ),
            (
                {"a": False, "b": True, "c": False, "d": True},
                "Check b and d first: left at their defaults, each wrong by half would flip the verdict. "
                "Also left at their defaults: a and c.",
            ),
            (
                {"a": True, "b": True},
                "Check a and b first: left at their defaults, each wrong by half would flip the verdict.",
            ),
            (
                {"a": False, "b": False},
                "Left at their defaults, none of which would flip the verdict if wrong by half: a and b.",
            ),
        ],
    )
    def test_defaults_are_told_by_whether_one_several_or_none_of_them_matter(
        self, flip: dict[str, bool], told: str
    ) -> None:
        assert defaults([Assumption(f"Task.{name}", name, flips=flips) for name, flips in flip.items()]) == told

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
        assert score(HELP, ann, OWNER).why(full=True).endswith(" No input was left at its default.")


plainly_named = bundles(most=3).map(
    lambda found: [attrs.evolve(task, name=f"task {index}") for index, task in enumerate(found)]
)
unnamed_contractors = st.builds(
    offering,
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
        told = score(tasks, contractor, business).why(full=True)
        assert 3 <= len(sentences(told)) <= 5
        assert all(each[0].isupper() and each.endswith(".") for each in sentences(told))

    @given(plainly_named, unnamed_contractors, businesses)
    def test_a_verdict_is_told_with_its_mode_first_and_the_defaults_last(
        self, tasks: list[Task], contractor: Contractor, business: Business
    ) -> None:
        found = score(tasks, contractor, business)
        told = sentences(found.why(full=True))
        if found.impossible and math.isinf(found.availability.one_off.mean_wait):
            assert told[0].startswith("Neither way has task 0")
        else:
            assert told[0].startswith(f"{'Outsource' if found.mode is Mode.OUTSOURCE else 'Out-task'} task 0")
            assert found.mode.definition in told[0]
        assert told[-1].startswith(
            ("Left at their defaults, none of which would ", "Check ", "Also left at their defaults: ")
        )

    @given(plainly_named, unnamed_contractors, businesses)
    def test_a_verdict_never_tells_of_what_is_no_number(
        self, tasks: list[Task], contractor: Contractor, business: Business
    ) -> None:
        found: Score = score(tasks, contractor, business)
        assert not re.search(r"\b(nan|inf|None|Mode|NaN)\b", found.why(full=True))

    def test_a_skill_that_is_lacking_is_told_last(self) -> None:
        skilled = [attrs.evolve(HELP, name=name, skill=name) for name in ("web", "copy", "law")]
        ann = attrs.evolve(ANN, skills={"law"})
        told = score(skilled, ann, OWNER).why(full=True)
        assert told.endswith(". Skills are not asked for here: Ann lacks copy and web.")

    def test_a_skill_that_two_tasks_take_is_told_once(self) -> None:
        both = [attrs.evolve(HELP, skill="web"), Task("books", hours=1, skill="web")]
        assert score(both, ANN, OWNER).why(full=True).endswith(" Skills are not asked for here: Ann lacks web.")

    @pytest.mark.parametrize("task", [HELP, attrs.evolve(HELP, skill="web"), attrs.evolve(HELP, keep=True)])
    def test_where_the_skill_is_there_or_is_not_asked_nothing_is_told_of_it(self, task: Task) -> None:
        assert "lacks" not in score(task, attrs.evolve(ANN, skills={"web"}), OWNER).why(full=True)

    def test_of_work_that_is_kept_it_is_not_told_which_skills_are_lacking(self) -> None:
        assert "lacks" not in score(attrs.evolve(HELP, skill="law", keep=True), ANN, OWNER).why(full=True)

    def test_a_recommendations_reasons_are_those_of_the_verdict_without_its_head(self) -> None:
        found = score(HELP, ANN, OWNER)
        assert found.why(full=True).endswith(f": {reasons(found)}")


def test_a_retainer_that_runs_for_other_work_is_told_as_running_and_costs_nothing_more() -> None:
    news = Task("news", hours=3, recurrence="FREQ=WEEKLY")
    ann = Contractor("Ann", rate=40)
    running = Engagement(
        ann, tasks=[Task("books", hours=1)], mode=Mode.OUTSOURCE, retainer=Retainer(700, 20), start=dt.date(2026, 1, 1)
    )
    told = score(news, ann, engagements=running, on=dt.date(2026, 3, 1)).why(full=True)
    assert "the retainer of 20 h for 700 a month that runs already costs nothing more and spares " in told
    assert "(payback endless, value 1.00)" in told
    fresh = score(news, ann, retainer=Retainer(700, 20)).why(full=True)
    assert "a retainer of 20 h for 700 a month costs 8,550 in fees and onboarding and spares " in fresh


def test_a_retainer_that_runs_for_this_work_alone_is_told_by_what_ending_it_would_save() -> None:
    news = Task("news", hours=3, recurrence="FREQ=WEEKLY")
    ann = Contractor("Ann", rate=40)
    running = Engagement(ann, tasks=news, mode=Mode.OUTSOURCE, retainer=Retainer(700, 20), start=dt.date(2025, 1, 1))
    found = score(news, ann, engagements=running, on=dt.date(2026, 3, 1))
    assert found.committed > 0.0
    costs = f"that runs already costs {money(found.committed)} more than ending it and spares {money(found.saved)} of "
    assert costs in found.why(full=True)


def test_a_retainer_without_hours_is_told_as_an_access_retainer() -> None:
    access = Contractor("Ann", rate=50, retainers=Retainer(50, 0))
    assert "over 12 months an access retainer for 50 a month costs 750 in fees" in score(HELP, access).why(full=True)


class TestKeeping:
    OWN = attrs.evolve(HELP, owner_hours=1)

    def test_that_it_is_cheaper_than_handing_over_is_told_before_the_defaults(self) -> None:
        told = score(self.OWN, ANN, OWNER).why(full=True)
        kept = "Keeping it costs 120 a month, less than handing it over; recommend() compares that too. "
        assert f" {kept}Left at their defaults" in told or f" {kept}Check " in told

    def test_of_several_tasks_a_plan_compares_it(self) -> None:
        both = score([self.OWN, attrs.evolve(self.OWN, name="more")], ANN, OWNER)
        assert keeping(both) == "keeping them costs 240 a month, less than handing them over; plan() compares that too"

    def test_where_nobody_else_would_do_it_there_is_nothing_to_be_less_than(self) -> None:
        assert keeping(score(self.OWN, attrs.evolve(ANN, availability=FULL), OWNER)) == (
            "keeping it costs 120 a month; recommend() compares that too"
        )

    @pytest.mark.parametrize("hours", [None, 50.0], ids=["cannot be kept", "dearer"])
    def test_else_it_is_not_told(self, hours: float | None) -> None:
        assert keeping(score(attrs.evolve(HELP, owner_hours=hours), ANN, OWNER)) == ""

    def test_nor_where_it_costs_the_same(self) -> None:
        calm = attrs.evolve(HELP, urgency=Urgency())
        hired = score(calm, ANN, OWNER).costs
        least = min(hired.out_task.total, hired.outsource.total if hired.outsource else math.inf)
        same = attrs.evolve(calm, owner_hours=least / (3 * OWNER.owner_rate))
        assert keeping(score(same, ANN, OWNER)) == ""

    @given(bundles(), businesses)
    def test_it_is_told_exactly_where_it_is_the_cheapest(self, found: list[Task], business: Business) -> None:
        reckoned = score(found, ANN, business)
        keep, others = reckoned.costs.keep, [reckoned.costs.outsource, reckoned.costs.out_task]
        if reckoned.never_reached:
            others.pop()
        least = min((rows.total for rows in others if rows is not None), default=math.inf)
        assert bool(keeping(reckoned)) is (keep is not None and keep.total + 0.005 <= least)
