"""Counting jobs says when to start a retainer, and the money that it rests on is the score's, job by job."""

import datetime as dt
import math

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Availability, Business, Contractor, Rate, Retainer, Task, Urgency, score
from delegation.errors import RefusedCallError
from delegation.reviewing import Conversion, convert
from tests.people import ANN, FIRST_OF_MONTH, FULL, LAST_YEAR, NEW_YEAR, OWNER, TEN
from tests.refusals import told_by
from tests.reviewing.logs import hired, jobs, monthly, retained

NEWS = Task("news", hours=8, recurrence=Rate(0.2))
MONTHLY = Task("news", hours=8, recurrence=FIRST_OF_MONTH)
TEN_DAYS = [dt.date(2025, 12, 1) + dt.timedelta(days=3 * place) for place in range(10)]


def on(day: dt.date, days: list[dt.date], contractor: Contractor = ANN, **more: object) -> Conversion:
    """Asked of a job of 8 h a month, which a block of 10 h always holds: b is nothing."""
    return convert(MONTHLY, contractor, OWNER, engagements=hired(MONTHLY, jobs(days, 8), contractor), on=day, **more)  # type: ignore[arg-type]  # a dict of arguments has no types of its own


def test_prices_are_those_of_a_job_by_hand() -> None:
    found = convert(NEWS, ANN, OWNER, on=NEW_YEAR)
    # one-off 8 h at 50 and 30 to brief; on the retainer hours above the block; 3 fees and 3 h at 60 to begin
    assert found.a == pytest.approx(8 * 50 + 30)
    assert found.F == 3 * 450 + 180
    assert found.term_months == 3
    assert found.b == pytest.approx(found.score.costs.outsource.overage / 0.2)  # type: ignore[union-attr]  # outsourcing is possible here
    assert found.guarantee == pytest.approx(2 - found.b / found.a)
    assert found.threshold == found.F / (found.a - found.b)
    assert found.needed == math.ceil(found.threshold) == 4


def test_waiting_is_in_both_prices() -> None:
    busy = attrs.evolve(ANN, availability=Availability())
    urgent = attrs.evolve(NEWS, urgency=Urgency(40, 1))
    found = convert(urgent, busy, OWNER, on=NEW_YEAR)
    soon = found.score.availability
    assert found.a == pytest.approx(8 * 50 + 30 + soon.one_off.loss)
    assert found.b == pytest.approx(found.score.costs.outsource.overage / 0.2 + soon.regular.loss)  # type: ignore[union-attr]  # outsourcing is possible here
    assert soon.one_off.loss > soon.regular.loss > 0


def test_searching_for_somebody_new_is_in_neither_price() -> None:
    engagement = hired(NEWS, [])
    known = convert(NEWS, ANN, OWNER, engagements=engagement, on=NEW_YEAR)
    assert convert(NEWS, ANN, OWNER, on=NEW_YEAR).a == pytest.approx(known.a)


def test_work_of_which_nothing_is_to_come_has_the_prices_of_a_job_too() -> None:
    found = convert(attrs.evolve(NEWS, recurrence=Rate(0)), ANN, OWNER, on=NEW_YEAR)
    assert (found.a, found.b) == (430, 0)
    away = convert(attrs.evolve(NEWS, recurrence=Rate(0)), attrs.evolve(ANN, retainers=()), OWNER, on=NEW_YEAR)
    assert (away.a, away.b) == (430, math.inf)


def test_term_is_what_is_owed_at_least() -> None:
    def term(minimum: int, notice: int) -> int:
        offer = Retainer(450, 10, minimum_months=minimum, notice_months=notice, setup_fee=70)
        found = convert(NEWS, ANN, OWNER, retainer=offer, on=NEW_YEAR)
        assert pytest.approx(found.term_months * 450 + 70 + 180) == found.F
        return found.term_months

    assert (term(3, 1), term(1, 2), term(0, 0)) == (3, 2, 1)


def test_who_was_on_retainer_before_is_not_onboarded_again() -> None:
    before = retained(NEWS, [], TEN, end=dt.date(2025, 3, 31))
    assert convert(NEWS, ANN, OWNER, engagements=before, on=NEW_YEAR).F == 3 * 450


@pytest.fixture
def counting() -> Conversion:
    """A rule that starts with the 4th job in 3 months, of hires on the 1st of each month since September."""
    return on(NEW_YEAR, monthly(dt.date(2025, 9, 1), 3))


def test_jobs_of_the_trailing_term_count_up_to_its_first_day(counting: Conversion) -> None:
    # 3 months are 91.3 days: from January 1 back to October 2
    assert counting.needed == 4
    assert counting.counted == (dt.date(2025, 11, 1),)
    assert on(dt.date(2025, 12, 31), [dt.date(2025, 10, 1)]).counted == (dt.date(2025, 10, 1),)
    assert on(NEW_YEAR, [dt.date(2025, 10, 1)]).counted == ()
    assert on(NEW_YEAR, [NEW_YEAR]).counted == (NEW_YEAR,)


def test_job_of_exactly_a_term_ago_no_longer_counts() -> None:
    # 16 months are 487 days
    long, term = Retainer(450, 10, minimum_months=16), dt.timedelta(days=487)
    assert on(NEW_YEAR, [NEW_YEAR - term], retainer=long).counted == ()
    assert len(on(NEW_YEAR, [NEW_YEAR - term + dt.timedelta(days=1)], retainer=long).counted) == 1


def test_so_many_more_hires_come_before_the_one_that_starts_it(counting: Conversion) -> None:
    assert (counting.now, counting.more) == (False, 2)
    # the job of November 1 counts for 91.3 days, until January 31
    assert counting.until == dt.date(2026, 1, 31)
    assert (dt.date(2026, 1, 31) - dt.date(2025, 11, 1)).days == 91


def test_next_job_starts_it_while_enough_of_the_term_count() -> None:
    found = on(NEW_YEAR, [dt.date(2025, 10, 20), dt.date(2025, 11, 10), dt.date(2025, 12, 1), dt.date(2025, 12, 24)])
    assert (found.now, found.more) == (True, 0)
    # three are needed beside the next: the oldest of the last three, of November 10, counts until February 9
    assert found.until == dt.date(2026, 2, 9)


def test_without_a_job_in_the_term_there_is_no_day_to_wait_for() -> None:
    found = on(NEW_YEAR, [dt.date(2025, 1, 1)])
    assert (found.more, found.until) == (3, None)


def test_commitment_that_costs_no_more_than_a_job_spares_starts_with_the_next_whenever_that_comes() -> None:
    found = on(NEW_YEAR, [dt.date(2025, 12, 1)], retainer=Retainer(50, 10))
    assert (found.needed, found.now, found.until) == (1, True, None)


def test_where_a_job_costs_no_less_on_the_retainer_it_never_starts() -> None:
    task = attrs.evolve(NEWS, hours=10)
    free = attrs.evolve(OWNER, briefing_hours=0)
    found = convert(task, ANN, free, retainer=Retainer(10, 0), on=NEW_YEAR)
    assert (found.needed, found.more, found.now, found.until) == (None, None, False, None)
    assert found.guarantee == 1.0
    assert (found.paid, found.followed, found.hindsight) == (0, 0, 0)


def test_past_is_told_by_the_rule_in_hindsight_and_as_paid() -> None:
    found = on(NEW_YEAR, TEN_DAYS)
    assert found.since == TEN_DAYS[3]
    assert (found.a, found.b, found.F) == (430, 0, 1530)
    assert (found.paid, found.followed, found.hindsight) == (10 * 430, 3 * 430 + 1530, 1530)


def test_few_jobs_would_not_have_started_it() -> None:
    found = on(NEW_YEAR, TEN_DAYS[:3])
    assert found.since is None
    assert found.followed == found.paid == 3 * 430


@pytest.mark.parametrize("contractor", [attrs.evolve(ANN, retainers=()), attrs.evolve(ANN, availability=FULL)])
def test_impossible_retainer_is_never_started(contractor: Contractor) -> None:
    found = on(NEW_YEAR, TEN_DAYS, contractor)
    assert (found.b, found.F, found.now, found.more, found.since) == (math.inf, math.inf, False, None, None)
    assert found.paid == found.followed == found.hindsight


def test_forecast_is_the_score_of_the_same_question() -> None:
    engagement = hired(NEWS, jobs(TEN_DAYS, 8))
    found = convert(NEWS, ANN, OWNER, engagements=engagement, on=NEW_YEAR)
    assert found.score == score(NEWS, ANN, OWNER, engagements=engagement, on=NEW_YEAR)
    assert found.retainer == found.score.retainer


def test_running_retainer_is_nothing_to_convert() -> None:
    field, accepted = told_by(lambda: convert(NEWS, ANN, OWNER, engagements=retained(NEWS, [], TEN), on=NEW_YEAR))
    assert field == "convert.engagements"
    assert accepted == "Ann is on retainer since 2025-01-01: ask score or review about that"


def test_retainer_with_somebody_else_or_one_that_is_over_is_no_hindrance() -> None:
    others = retained(NEWS, [], TEN, attrs.evolve(ANN, name="Bea"))
    assert convert(NEWS, ANN, OWNER, engagements=[others], on=NEW_YEAR).jobs == ()


def test_day_is_needed() -> None:
    with pytest.raises(RefusedCallError, match="convert needs on"):
        convert(NEWS, ANN, OWNER)  # type: ignore[call-arg]  # a call that does not fit is what is asked
    assert told_by(lambda: convert(NEWS, ANN, OWNER, on="today"))[0] == "convert.on"  # type: ignore[arg-type]  # what is refused is of another type


@given(
    gaps=st.lists(st.integers(0, 120), max_size=20),
    fee=st.sampled_from([50, 450, 2000]),
    hours=st.sampled_from([0, 10, 40]),
    minimum=st.integers(0, 12),
)
def test_past_by_the_rule_never_exceeds_its_guarantee(gaps: list[int], fee: float, hours: float, minimum: int) -> None:
    days = [LAST_YEAR + dt.timedelta(days=sum(gaps[: place + 1])) for place in range(len(gaps))]
    engagement = hired(NEWS, jobs(days, 8))
    offer = Retainer(fee, hours, minimum_months=minimum)
    found = convert(NEWS, ANN, Business(), retainer=offer, engagements=engagement, on=dt.date(2033, 1, 1))
    assert found.hindsight <= found.followed * (1 + 1e-9)
    assert found.followed <= found.guarantee * found.hindsight * (1 + 1e-9)
    assert found.hindsight <= found.paid * (1 + 1e-9)
