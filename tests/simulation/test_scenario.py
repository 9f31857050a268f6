"""What is played for an arrangement."""

import datetime as dt
import math

import attrs
import pytest

from delegation import Availability, Business, Engagement, Mode, Once, Retainer, Task
from delegation.simulation.arrivals import Dates, Poisson, Single, Within
from delegation.simulation.bundles import Arrangement, Bundle, arrangement_of_engagements
from delegation.simulation.contracts import Contract, Scenario, Terms
from delegation.simulation.months import Months
from delegation.simulation.scenario import Setting, scenario_of
from delegation.simulation.sizes import Exponential, Fixed, Gamma, LogNormal
from tests.people import ANN, BEA, LAST_YEAR, NEW_YEAR, NEWS, OWNER, TEN, Varying
from tests.simulation.arrangements import BUSY_ANN, CALLS, TALK, WITH_ANN

YEAR, UNDATED = Months(NEW_YEAR, 12), Months(None, 12)


def scenario(
    *bundles: Bundle, months: Months = YEAR, business: Business = OWNER, kept: tuple[Task, ...] = ()
) -> Scenario:
    return scenario_of(Arrangement(bundles=bundles, kept=kept), Setting(business, months))


def contract(bundle: Bundle, months: Months = YEAR, business: Business = OWNER) -> Contract:
    (found,) = scenario(bundle, months=months, business=business).contracts
    return found


def terms(retainer: Retainer, *tasks: Task, months: Months = YEAR) -> Terms:
    found = contract(Bundle(contractor=ANN, tasks=tasks or (NEWS,), retainer=retainer), months).terms
    assert found is not None
    return found


class TestUntilTheEnd:
    """A retainer that runs makes the owner a regular client until it ends, or is released."""

    RUNS = Engagement(ANN, tasks=NEWS, mode=Mode.OUTSOURCE, retainer=TEN, start=LAST_YEAR, end=dt.date(2026, 1, 31))

    def test_kept_it_does_until_its_end(self) -> None:
        kept = Bundle(contractor=ANN, tasks=(NEWS,), retainer=TEN, running=self.RUNS, last=self.RUNS.end)
        stream = contract(kept).queue.streams[-1]
        assert (stream.regular, stream.regular_until) == (True, 31.0)

    def test_ended_it_does_until_it_is_released(self) -> None:
        going_on = attrs.evolve(self.RUNS, end=None)
        stream = contract(Bundle(contractor=ANN, tasks=(NEWS,), retainer=None, ending=going_on)).queue.streams[-1]
        assert (stream.regular, stream.regular_until) == (True, 31.0)
        undated = contract(Bundle(contractor=ANN, tasks=(CALLS,), retainer=None, ending=going_on), UNDATED)
        assert undated.queue.streams[-1].regular_until == math.inf

    def test_another_one_does_all_the_time(self) -> None:
        new = Bundle(contractor=ANN, tasks=(NEWS,), retainer=TEN, ending=self.RUNS)
        assert contract(new).queue.streams[-1].regular_until == math.inf
        assert contract(Bundle(contractor=ANN, tasks=(NEWS,), retainer=None)).queue.streams[-1].regular is False


class TestNewTerms:
    def test_a_period_and_a_set_up_fee_are_played(self) -> None:
        found = terms(Retainer(400, 30, period_months=3, setup_fee=90))
        assert (found.period, found.setup, found.hours) == (3, 90.0, 30.0)

    def test_what_runs_has_been_set_up(self) -> None:
        agreed = Retainer(400, 30, period_months=3, setup_fee=90)
        runs = Engagement(ANN, tasks=NEWS, mode=Mode.OUTSOURCE, retainer=agreed, start=LAST_YEAR)
        found = contract(Bundle(contractor=ANN, tasks=(NEWS,), retainer=agreed, running=runs)).terms
        assert found is not None
        assert (found.period, found.setup) == (3, 0.0)

    def test_tasks_of_one_occasion_share_their_moments_whoever_does_them(self) -> None:
        own, other, third = (Task(name, hours=1, recurrence=1, occasion="launch", keep=name == "c") for name in "abc")
        found = scenario(
            Bundle(contractor=ANN, tasks=(own,), retainer=TEN),
            Bundle(contractor=BEA, tasks=(other,), retainer=None),
            kept=(third,),
            months=UNDATED,
        )
        shared = {each.queue.streams[-1].shared for each in found.contracts}
        assert shared == {next(each for each in found.kept.queue.streams if each.name == ("task", "c")).shared}
        (((name, arrivals),),) = shared
        assert (name[:2], arrivals) == (("occasion", "launch"), Poisson(1 / 30.4375))

    def test_for_a_time_they_share_these_for_a_time(self) -> None:
        own, other = (Task(name, hours=1, recurrence=1, occasion="launch") for name in "ab")
        spans = (("a", dt.date(2026, 2, 1), None),)
        both = Bundle(contractor=ANN, tasks=(own, other), retainer=None, spans=spans)
        first, second = contract(both).queue.streams[-2:]
        assert first.shared == tuple((name, Within(each, 31.0, math.inf)) for name, each in second.shared)


class TestQueue:
    def test_it_has_the_contractors_other_clients_and_your_tasks(self) -> None:
        """Five hours a day and jobs of eight: two fifths and a fifth of them are other clients'."""
        slow = attrs.evolve(BUSY_ANN, pace=2.0, availability=attrs.evolve(BUSY_ANN.availability, hours_per_week=35))
        queue = contract(Bundle(contractor=slow, tasks=(CALLS,), retainer=None)).queue
        regular, one_off, own = queue.streams
        assert (queue.people, queue.hours_per_day, queue.workdays) == (1, 5.0, None)
        assert (regular.arrivals, one_off.arrivals) == (Poisson(0.4 * 5 / 8), Poisson(0.2 * 5 / 8))
        assert (regular.regular, one_off.regular, own.regular) == (True, False, False)
        assert (regular.sizes, own.sizes) == (Exponential(8.0), Fixed(4.0))
        assert own.name == ("task", "calls")
        assert queue.load(regular=True) == pytest.approx(0.4)

    def test_of_loads_that_are_not_known_it_is_every_one_that_may_be(self) -> None:
        """Beside that of the means."""
        learnt = attrs.evolve(BUSY_ANN, availability=Availability.learn(job_hours=5, hours_per_week=35))
        found = contract(Bundle(contractor=learnt, tasks=(CALLS, NEWS), retainer=None))
        assert [weight for weight, _ in found.likely] == [1 / 16] * 16
        shares = [(queue.streams[0].arrivals, queue.streams[1].arrivals) for _, queue in found.likely]
        assert shares == [
            (Poisson(each.regular_load), Poisson(each.one_off_load)) for each in learnt.availability.beliefs
        ]
        assert {queue.streams[2:] for _, queue in found.likely} == {found.likely[0][1].streams[2:]}
        assert found.queue.load(regular=True) == pytest.approx(0.39625)
        assert contract(Bundle(contractor=BUSY_ANN, tasks=(CALLS,), retainer=None)).likely == ()

    def test_dates_are_known_from_the_longest_warm_up_on(self) -> None:
        """Of the busiest that may be."""
        learnt = attrs.evolve(BUSY_ANN, availability=Availability.learn())
        found = contract(Bundle(contractor=learnt, tasks=(NEWS,), retainer=None))
        busiest = attrs.evolve(
            BUSY_ANN, availability=Availability(regular_load=0.65, one_off_load=0.35 * 0.675, job_hours=20)
        )
        alone = contract(Bundle(contractor=busiest, tasks=(NEWS,), retainer=None))
        assert found.likely[0][1].streams[2] == alone.queue.streams[2]

    def test_on_retainer_your_tasks_are_a_regular_clients(self) -> None:
        queue = contract(Bundle(contractor=BUSY_ANN, tasks=(CALLS,), retainer=TEN)).queue
        assert queue.streams[-1].regular

    def test_patience_is_the_slack_and_what_replacing_takes(self) -> None:
        """A day of slack, five days, and a search of 120 at 20 a day."""
        stream = contract(Bundle(contractor=ANN, tasks=(CALLS,), retainer=None)).queue.streams[-1]
        assert stream.patience_days == 1.0 + 5.0 + 6.0

    def test_who_loses_nothing_by_waiting_waits(self) -> None:
        found = contract(Bundle(contractor=ANN, tasks=(NEWS,), retainer=None))
        assert (found.works[0].patience_days, found.works[0].elsewhere) == (math.inf, 120.0)

    def test_sizes_are_spread_as_was_learnt_whoever_does_it(self) -> None:
        """At Bea's pace or yours, a task's hours vary alike in parts of their mean."""
        bea = attrs.evolve(BEA, pace=1.5)
        varying = attrs.evolve(CALLS, recurrence=Varying(3.0))
        hired = contract(Bundle(contractor=bea, tasks=(varying,), retainer=None))
        assert hired.queue.streams[-1].sizes == Gamma(3.0, 0.6)
        kept = scenario(kept=(attrs.evolve(varying, keep=True, owner_hours=4.0),)).kept
        assert kept.queue.streams[0].sizes == Gamma(4.0, 0.6)

    def test_sizes_may_be_spread(self) -> None:
        found = scenario_of(
            Arrangement(bundles=(Bundle(contractor=ANN, tasks=(CALLS,), retainer=None),)), Setting(OWNER, YEAR, 0.5)
        )
        assert found.contracts[0].queue.streams[-1].sizes == LogNormal(2.0, 0.5)

    def test_time_off_counts_where_the_first_day_is_known(self) -> None:
        away = attrs.evolve(ANN, availability=Availability(time_off=[(NEW_YEAR, NEW_YEAR + dt.timedelta(days=20))]))
        bundle = Bundle(contractor=away, tasks=(NEWS,), retainer=None)
        assert contract(bundle).queue.workdays is not None
        assert contract(bundle, UNDATED).queue.workdays is None

    def test_dates_are_known_from_the_warm_up_on(self) -> None:
        arrivals = contract(Bundle(contractor=ANN, tasks=(NEWS,), retainer=None)).queue.streams[-1].arrivals
        assert isinstance(arrivals, Dates)
        assert arrivals.days[:2] == (-31.0, 0.0)

    def test_a_task_may_come_only_for_a_time(self) -> None:
        start, end = dt.date(2026, 2, 1), dt.date(2026, 6, 30)
        engagements = [
            attrs.evolve(WITH_ANN, start=start),
            Engagement(BEA, tasks=[CALLS], mode=Mode.OUT_TASK, start=LAST_YEAR, end=end),
        ]
        found = scenario_of(arrangement_of_engagements(engagements, NEW_YEAR, YEAR.date(12)), Setting(OWNER, YEAR))
        later, earlier = (each.queue.streams[-1].arrivals for each in found.contracts)
        assert isinstance(later, Within)
        assert isinstance(earlier, Within)
        assert (later.low, later.high) == (31.0, math.inf)
        assert (earlier.low, earlier.high) == (-math.inf, 181.0)


class TestStarting:
    @pytest.mark.parametrize(
        ("known", "retained", "retainer", "money"),
        [(False, False, TEN, 300.0), (True, False, TEN, 180.0), (True, True, TEN, 0.0), (False, False, None, 120.0)],
    )
    def test_search_and_onboarding_are_due_at_once(
        self, known: bool, retained: bool, retainer: Retainer | None, money: float
    ) -> None:
        bundle = Bundle(contractor=ANN, tasks=(NEWS,), retainer=retainer, known=known, retained=retained)
        assert contract(bundle).starting == (((0.0, money),) if money else ())

    def test_or_when_it_begins(self) -> None:
        later = attrs.evolve(WITH_ANN, start=dt.date(2026, 3, 1))
        (bundle,) = arrangement_of_engagements([later], NEW_YEAR, YEAR.date(12)).bundles
        found = contract(bundle)
        assert found.starting == ((59.0, 300.0),)
        assert found.terms is not None
        assert found.terms.first == 59.0

    @pytest.mark.parametrize(("retainer", "money"), [(TEN, 300.0), (None, 120.0)])
    def test_replacing_takes_them_again(self, retainer: Retainer | None, money: float) -> None:
        assert contract(Bundle(contractor=ANN, tasks=(NEWS,), retainer=retainer, known=True)).replacing == money


class TestTerms:
    def test_they_are_those_of_the_retainer(self) -> None:
        found = terms(Retainer(400, 6, overage_rate=45, rollover_hours=3, notice_months=2))
        assert found == Terms(fee=400.0, hours=6.0, rollover=3.0, overage_rate=45.0, notice=2)

    def test_a_minimum_beyond_the_months_is_owed_all_the_same(self) -> None:
        assert terms(Retainer(400, 6, minimum_months=15)).after == 1200.0

    def test_for_work_that_comes_once_the_minimum_term_is_enough(self) -> None:
        once = Task("once", skill="web", hours=5)
        found = contract(Bundle(contractor=ANN, tasks=(once,), retainer=TEN))
        assert found.terms is not None
        assert (found.terms.first, found.terms.last) == (0.0, 90.0)
        assert found.queue.streams[-1].arrivals == Single(0.0, 90.0)

    @pytest.mark.parametrize(
        ("due", "first", "last"),
        [(dt.date(2026, 6, 15), 151.0, 243.0), (dt.date(2026, 12, 15), 273.0, 365.0), (dt.date(2027, 6, 1), 0.0, 90.0)],
    )
    def test_such_a_term_holds_the_day_that_it_is_due(self, due: dt.date, first: float, last: float) -> None:
        found = terms(TEN, Task("once", skill="web", hours=5, recurrence=Once(due)))
        assert (found.first, found.last) == (first, last)

    def test_what_runs_began_before_and_has_hours_left(self) -> None:
        runs = attrs.evolve(WITH_ANN, start=dt.date(2025, 12, 15))
        (bundle,) = arrangement_of_engagements([runs], NEW_YEAR, YEAR.date(12)).bundles
        found = contract(bundle).terms
        assert found is not None
        assert (found.first, found.free, found.last) == (-17.0, 6.0, math.inf)

    def test_what_ends_by_itself_ends(self) -> None:
        ends = attrs.evolve(WITH_ANN, end=dt.date(2026, 1, 31))
        (bundle,) = arrangement_of_engagements([ends], NEW_YEAR, YEAR.date(12)).bundles
        found = contract(bundle).terms
        assert found is not None
        assert found.last == 31.0

    def test_fees_of_a_retainer_that_has_been_ended_fall_due_until_it_is_over(self) -> None:
        ended = Arrangement(bundles=(), ended=((WITH_ANN, dt.date(2026, 2, 15)),))
        assert scenario_of(ended, Setting(OWNER, YEAR)).sunk == ((0.0, 400.0), (31.0, 400.0))
        assert scenario_of(ended, Setting(OWNER, UNDATED)).sunk == ()


class TestKept:
    def test_without_a_limit_nothing_waits(self) -> None:
        found = scenario(kept=(TALK,)).kept
        assert (found.limited, found.rate, found.works[0].task) == (False, 60.0, "talk")
        assert found.queue.streams[0].sizes == Fixed(2.0)

    def test_with_one_your_hours_are_spread_over_all_days(self) -> None:
        found = scenario(kept=(TALK,), business=attrs.evolve(OWNER, owner_hours_per_month=30)).kept
        assert found.limited
        assert found.queue.capacity == pytest.approx(30 / (365.25 / 12))

    def test_what_is_kept_never_goes_elsewhere(self) -> None:
        (work,) = scenario(kept=(TALK,)).kept.works
        assert (work.patience_days, work.loss(100.0), work.loss(math.inf)) == (math.inf, 1000.0, math.inf)

    def test_searches_and_briefings_take_your_hours_too(self) -> None:
        bundles = (
            Bundle(contractor=ANN, tasks=(NEWS,), retainer=TEN),
            Bundle(contractor=BEA, tasks=(CALLS,), retainer=None, known=True),
        )
        _, hiring, briefing = scenario(*bundles, kept=(TALK,)).kept.queue.streams
        assert (hiring.name, hiring.sizes, hiring.arrivals) == (("hiring", "Ann"), Fixed(5.0), Dates((0.0,), 0.0, 0.0))
        assert (briefing.name, briefing.sizes, briefing.watched) == (("task", "calls"), Fixed(0.5), False)

    def test_where_briefing_takes_no_time_nobody_is_briefed(self) -> None:
        bundle = Bundle(contractor=BEA, tasks=(CALLS,), retainer=None, known=True)
        assert scenario(bundle, business=attrs.evolve(OWNER, briefing_hours=0)).kept.queue.streams == ()


def test_each_contractor_leaves_as_often_as_is_said() -> None:
    bundles = tuple(Bundle(contractor=each, tasks=(), retainer=None) for each in (ANN, BEA))
    found = scenario_of(Arrangement(bundles=bundles), Setting(OWNER, YEAR), {"Bea": 0.5})
    assert [each.departures_per_year for each in found.contracts] == [0.0, 0.5]
