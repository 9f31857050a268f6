"""The shortest whole answer: what to do, which factor decides, what would flip it, what to check."""

import datetime as dt
import math
import re

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import (
    Availability,
    Business,
    Contractor,
    Engagement,
    Mode,
    Rate,
    Retainer,
    Rule,
    Task,
    Urgency,
    score,
)
from delegation.scoring import Contributions, Factor
from delegation.scoring.assumptions import most_needs_a_look
from delegation.scoring.brief import decisive, name, reasons, tasks
from delegation.scoring.explanation import AUDIBLE
from tests.people import FULL, IDLE, NEW_YEAR, TEN
from tests.worlds import bundles, businesses, contractors

ANN = Contractor("Ann", rate=50, retainers=TEN)
OWNER = Business(
    owner_rate=40, hiring_hours=3, briefing_hours=0.25, onboarding_hours=4, replacement_days=7, horizon_months=6
)
HELP = Task("help", hours=2, recurrence=Rate(3), urgency=Urgency(100, 2))
SENTENCES, WORDS = 5, 110
"""At the most."""

long_names = st.lists(st.sampled_from(["monthly", "a", "newsletter", "&", "of", "R.", "x" * 30]), min_size=1).map(
    " ".join
)


def sentences(text: str) -> list[str]:
    """The sentences of a text: a full stop before a blank or at the end closes one."""
    return re.split(r"(?<=\.) ", text)


def plainly(found: list[Task]) -> list[Task]:
    """Tasks whose names hold no full stops."""
    return [attrs.evolve(task, name=f"task {index}") for index, task in enumerate(found)]


@pytest.mark.unmeasured
class TestLength:
    @given(bundles(), contractors, businesses)
    def test_it_has_at_most_so_many_words(self, found: list[Task], contractor: Contractor, business: Business) -> None:
        assert len(score(found, contractor, business).why().split()) <= WORDS

    @given(bundles().map(plainly), contractors, businesses)
    def test_it_has_at_most_so_many_sentences_each_begun_and_closed(
        self, found: list[Task], contractor: Contractor, business: Business
    ) -> None:
        told = sentences(score(found, attrs.evolve(contractor, name="Ann"), business).why())
        assert len(told) <= SENTENCES
        assert all(each[0].isupper() and each.endswith(".") for each in told)
        assert not re.search(r"\b(nan|inf|None|Mode|NaN|endless)\b", " ".join(told))

    @given(long_names, long_names, long_names, st.sampled_from(["", "EUR"]))
    def test_long_names_do_not_make_it_longer(self, task: str, second: str, contractor: str, currency: str) -> None:
        every = [attrs.evolve(HELP, name=task, skill="web"), Task(f"{second}!", skill="law", hours=3, recurrence=1)]
        who = Contractor(contractor, rate=50, retainers=Retainer(50, 0), availability=IDLE)
        for business in (Business(currency=currency), attrs.evolve(OWNER, currency=currency)):
            assert len(score(every, who, business).why().split()) <= WORDS
            assert len(score(every[0], who, business).why().split()) <= WORDS


class TestNames:
    @pytest.mark.parametrize(
        ("whole", "told"),
        [("Ann", "Ann"), ("The Sun & Moon", "The Sun & Moon"), ("The Sun & Moon Company", "The Sun & Moon…")],
    )
    def test_a_name_is_cut_after_a_few_words(self, whole: str, told: str) -> None:
        assert name(whole) == told

    def test_what_cannot_be_printed_is_escaped(self) -> None:
        assert name("a\nb") == "a\\nb"

    def test_one_task_is_called_by_its_name(self) -> None:
        assert tasks([HELP]) == "help"

    def test_a_bundle_is_called_by_its_names_where_these_are_short(self) -> None:
        assert tasks([HELP, attrs.evolve(HELP, name="monthly books")]) == "help and monthly books"

    def test_a_bundle_is_called_by_its_number_where_its_names_are_long(self) -> None:
        assert tasks([attrs.evolve(HELP, name=f"a very long name {n}") for n in range(3)]) == "3 tasks"


class TestSaves:
    def test_outsourcing_is_told_by_what_the_retainer_saves_against_hiring(self) -> None:
        found = score(attrs.evolve(HELP, recurrence=Rate(8)), attrs.evolve(ANN, rate=90), OWNER)
        told = sentences(found.why())[0]
        assert found.mode is Mode.OUTSOURCE
        assert told == (
            "Outsource help to Ann (an ongoing monthly retainer: you are a regular client and are served first): "
            f"over 6 months a retainer of 10 h for 450 a month saves {found.saved - found.committed:,.0f} "
            "against hiring job by job."
        )

    def test_out_tasking_is_told_by_what_it_saves_against_the_retainer(self) -> None:
        """Eighteen jobs of 2 h: 18·(100 + 10) saved, 6·450 + 160 committed."""
        idle = attrs.evolve(ANN, availability=IDLE, retainers=Retainer(450, 99))
        told = sentences(score(attrs.evolve(HELP, urgency=Urgency()), idle, OWNER).why())[0]
        assert told == (
            "Out-task help to Ann (hire for the job and part ways: you queue behind regular clients): "
            "over 6 months this saves 880 against a retainer of 99 h for 450 a month."
        )

    def test_money_is_told_in_its_currency(self) -> None:
        idle = attrs.evolve(ANN, availability=IDLE, retainers=Retainer(450, 99))
        told = score(attrs.evolve(HELP, urgency=Urgency()), idle, attrs.evolve(OWNER, currency="€")).why()
        assert "this saves €880 against a retainer of 99 h for €450 a month" in told

    def test_equal_cost_is_said_to_be_equal(self) -> None:
        """12·(500 + 25) = 6300 on both sides."""
        news = Task("news", hours=10, recurrence=Rule("FREQ=MONTHLY;BYMONTHDAY=1", NEW_YEAR))
        ann = attrs.evolve(ANN, availability=IDLE, retainers=Retainer(512.5, 10))
        told = score(news, ann, on=NEW_YEAR).why()
        assert ": over 12 months this costs the same as a retainer of 10 h for 512 a month." in told

    def test_a_retainer_that_runs_is_told_as_running(self) -> None:
        running = Engagement(ANN, tasks=Task("books", hours=1), mode=Mode.OUTSOURCE, retainer=TEN, start=NEW_YEAR)
        told = score(HELP, ANN, OWNER, engagements=running, on=dt.date(2026, 3, 1)).why()
        assert "the retainer of 10 h for 450 a month that runs already saves " in told

    def test_where_there_are_no_retainers_hiring_is_told_by_its_cost(self) -> None:
        found = score(HELP, attrs.evolve(ANN, retainers=()), OWNER)
        assert found.why() == (
            "Out-task help to Ann (hire for the job and part ways: you queue behind regular clients): "
            f"Ann takes no retainers; hired job by job this costs {found.costs.out_task.total:,.0f} a month."
        )

    def test_where_there_is_no_way_at_all_no_cost_is_told(self) -> None:
        told = score(HELP, attrs.evolve(ANN, availability=FULL), OWNER).why()
        assert told.startswith(
            "Neither way has help done by Ann, who would never reach a one-off client: "
            "Ann has no room for another regular client. "
        )
        assert "this costs" not in told

    def test_a_pinned_task_is_told_with_whose_word_it_was_and_no_more(self) -> None:
        told = score(attrs.evolve(HELP, keep=True, owner_hours=2), ANN, OWNER).why()
        assert told == "Keep help (do it yourself): you said that you never hand over help."

    def test_that_keeping_the_work_is_cheaper_is_told_beside(self) -> None:
        told = score(attrs.evolve(HELP, owner_hours=1), ANN, OWNER).why()
        assert sentences(told)[0].endswith(
            "; but keeping it costs 120 a month, less than handing it over; recommend() compares that too."
        )


class TestDecides:
    @pytest.mark.parametrize(
        ("parts", "outsource", "expected"),
        [
            (Contributions(0.5, 0.2, -0.1), True, Factor.RECURRENCE),
            (Contributions(-0.5, 0.2, -0.7), False, Factor.AVAILABILITY),
            (Contributions(-0.5, 0.7, 0.1), True, Factor.URGENCY),
            (Contributions(0.9 * AUDIBLE, 0.0, 0.0), True, None),
            (Contributions(AUDIBLE, 0.0, 0.0), True, Factor.RECURRENCE),
            (Contributions(0.0, 0.0, -0.9 * AUDIBLE), False, None),
            (None, True, None),
        ],
    )
    def test_the_factor_that_speaks_loudest_for_the_verdict_decides(
        self, parts: Contributions | None, *, outsource: bool, expected: Factor | None
    ) -> None:
        assert decisive(parts, outsource=outsource) is expected

    def test_recurrence_is_told_with_how_often_and_how_long(self) -> None:
        found = score(attrs.evolve(HELP, urgency=Urgency(10, 3)), ANN, OWNER)
        assert sentences(found.why())[1] == "Recurrence decides: it comes 3 times a month, 6 h of Ann's."

    def test_the_recurrence_of_a_bundle_is_that_of_all_of_it(self) -> None:
        both = [attrs.evolve(HELP, urgency=Urgency(10, 3)), Task("books", hours=0.5, recurrence=2)]
        assert "Recurrence decides: all of it comes 5 times a month, 7 h of Ann's." in score(both, ANN, OWNER).why()

    def test_urgency_is_told_with_what_a_day_costs(self) -> None:
        steady = attrs.evolve(HELP, recurrence=Rate(4), urgency=Urgency(900, 0))
        found = score(steady, ANN, attrs.evolve(OWNER, currency="EUR"))
        assert found.mode is Mode.OUTSOURCE
        assert sentences(found.why())[1] == "Urgency decides: a day's delay costs EUR 900 from the first day."

    def test_availability_is_told_with_the_days_of_waiting_and_no_more(self) -> None:
        busy = attrs.evolve(ANN, availability=Availability(one_off_load=0.55))
        found = score(attrs.evolve(HELP, urgency=Urgency(60, 3)), busy, OWNER)
        told = sentences(found.why())[1]
        assert found.mode is Mode.OUTSOURCE
        waits = "with Ann you wait [0-9.]+ days as a one-off client, [0-9.]+ days as a regular one"
        assert re.fullmatch(f"Availability decides: {waits}[.]", told)

    def test_where_no_factor_speaks_the_one_with_the_nearest_flip_is_what_it_hangs_on(self) -> None:
        found = score(Task("move", hours=30, urgency=Urgency(10, 1)), ANN, OWNER)
        assert found.contributions is None
        nearest = min((abs(math.log(x)), factor) for factor, points in found.break_even.items() for x in points)[1]
        assert sentences(found.why())[1].startswith(f"It hangs on {nearest}: ")

    def test_where_nothing_flips_it_either_no_factor_is_said_to_decide(self) -> None:
        found = score(Task("move", hours=1), attrs.evolve(ANN, retainers=Retainer(1e6, 10)), OWNER)
        assert sentences(found.why())[1:3] == [
            "No one factor decides.",
            "No change of one factor would make outsourcing better.",
        ]


class TestFlip:
    def test_it_is_told_when_the_other_way_would_win(self) -> None:
        seldom = Task("release", hours=20, recurrence=Rate(1 / 6), urgency=Urgency(100, 7))
        found = score(seldom, Contractor("Ana", rate=40, retainers=Retainer(700, 20)))
        low, high = (2 * x for x in found.break_even.recurrence)
        assert f" Outsourcing would win if it came between {low:.3g} and {high:.3g} times in 12 months." in found.why()

    def test_of_an_outsourced_task_it_is_told_when_hiring_would_win(self) -> None:
        found = score(attrs.evolve(HELP, recurrence=Rate(8)), attrs.evolve(ANN, rate=90), OWNER)
        assert found.outsource
        assert " Out-tasking would win if " in found.why()


class TestCheck:
    def test_the_default_with_the_highest_stake_is_to_be_checked(self) -> None:
        access = Contractor("Ann", rate=50, retainers=Retainer(50, 0), availability=IDLE)
        found = score(attrs.evolve(HELP, urgency=Urgency()), access)
        first = most_needs_a_look(found.assumptions)
        assert first is not None
        assert found.why().endswith(f" Check {first.told} first: wrong by half, this default would flip it.")

    def test_where_none_would_flip_it_that_is_told(self) -> None:
        dear = attrs.evolve(ANN, retainers=Retainer(1e6, 10))
        assert score(HELP, dear).why().endswith(" No default, wrong by half, would flip it.")

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

    def test_it_may_be_told_what_a_default_would_flip(self) -> None:
        dear = attrs.evolve(ANN, retainers=Retainer(1e6, 10))
        told = reasons(score(HELP, dear), "one against the other")
        assert told[-1] == "No default, wrong by half, would flip one against the other."

    def test_a_long_name_is_cut_in_the_default_too(self) -> None:
        long = Contractor("The Sun and Moon Company", rate=50, retainers=Retainer(50, 0), availability=IDLE)
        every = [each.told for each in score(HELP, long).assumptions]
        assert "5 days to replace The Sun and Moon Company" in every
        assert "Company" not in score(HELP, long).why()


class TestSkills:
    def test_skills_that_are_lacking_are_told_last(self) -> None:
        skilled = [attrs.evolve(HELP, name=name, skill=name) for name in ("web", "copy", "law")]
        told = score(skilled, attrs.evolve(ANN, skills={"law"}), OWNER).why()
        assert told.endswith(". Skills are not asked for here: Ann lacks copy and web.")

    @pytest.mark.parametrize("task", [HELP, attrs.evolve(HELP, skill="web")])
    def test_where_none_is_lacking_none_is_told(self, task: Task) -> None:
        assert "lacks" not in score(task, attrs.evolve(ANN, skills={"web"}), OWNER).why()
