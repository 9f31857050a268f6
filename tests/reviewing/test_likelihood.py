"""How sure a saving is, is read off what the rates may be, and grows with more jobs of the same pace."""

import datetime as dt

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import History, Task, score
from delegation.reviewing.likelihood import (
    Likelihood,
    at_level,
    continued,
    gap_days,
    hopeless,
    jobs_to_settle,
    likelihood,
    of_verdict,
    quantile,
)
from tests.people import ANN, NEW_YEAR, NEWS, OWNER
from tests.reviewing.logs import monthly

YEAR = History(monthly(dt.date(2025, 1, 15), 12), until=NEW_YEAR)
LEARNT = Task("learnt", hours=2, recurrence=YEAR)


def rate_of(tasks: tuple[Task, ...]) -> float:
    return sum(task.recurrence.per_month for task in tasks)


def test_saving_of_known_work_is_known() -> None:
    assert likelihood([NEWS], lambda _: 5.0) == (1.0, 0.0)
    assert likelihood([NEWS], lambda _: 0.0) == (0.0, 0.0)


def test_saving_at_all_rates_is_as_sure_as_ten_parts_can_tell() -> None:
    assert likelihood([LEARNT], lambda _: 5.0) == (0.95, 0.0)
    assert likelihood([LEARNT], lambda _: -5.0) == (0.05, 0.0)
    assert likelihood([LEARNT], lambda _: 0.0) == (0.05, 0.0)


def test_chance_is_the_part_of_rates_at_which_there_is_a_saving() -> None:
    middle = quantile(YEAR, 0.5)
    chance, loss = likelihood([LEARNT], lambda tasks: rate_of(tasks) - middle)
    assert chance == pytest.approx(0.5, abs=0.1)
    assert loss > 0


def test_loss_is_that_of_the_wrong_verdict_where_the_better_one_is_chosen() -> None:
    # it saves 1 at nine of ten rates and loses 4 at the other: changing loses 0.4 on average, not changing 0.9
    low = quantile(YEAR, 0.1)
    chance, loss = likelihood([LEARNT], lambda tasks: 1.0 if rate_of(tasks) > low else -4.0)
    assert chance == 0.9
    assert loss == pytest.approx(0.4)


def test_only_learnt_tasks_are_given_other_rates() -> None:
    known, learnt = at_level([NEWS, LEARNT], 0.5)
    assert known is NEWS
    assert learnt.recurrence.per_month == quantile(YEAR, 0.5)


@pytest.mark.parametrize("level", [0.05, 0.25, 0.55, 0.95])
def test_quantiles_of_a_poisson_rate_are_those_of_the_gamma_distribution(level: float) -> None:
    stats = pytest.importorskip("scipy.stats")
    # bursts, rhythm and having ended apart, the rate after 12 jobs in 11 and a half months
    ones = [node for node in YEAR.rates() if node.shape == 1.0]
    term = next(each for each in YEAR.posterior.by_shape() if each.shape == 1.0)
    whole = sum(node.weight for node in ones)
    below = 0.0
    for node in sorted(ones, key=lambda node: node.per_month):
        below += node.weight / whole
        if below >= level:
            assert node.per_month == pytest.approx(stats.gamma.ppf(level, term.a, scale=1 / term.r), rel=0.1)
            return
    raise AssertionError


@given(one=st.floats(0.01, 0.99), other=st.floats(0.01, 0.99))
def test_quantiles_never_fall(one: float, other: float) -> None:
    assert (quantile(YEAR, one) <= quantile(YEAR, other)) or one > other


def test_highest_quantile_is_the_highest_rate() -> None:
    assert quantile(YEAR, 1.1) == max(node.per_month for node in YEAR.rates())


def test_history_goes_on_at_its_mean_pace() -> None:
    history = History([dt.date(2025, 1, 1), dt.date(2025, 1, 11)], until=dt.date(2025, 1, 21))
    assert gap_days(history) == 20
    assert continued(history, 2).dates[2:] == (dt.date(2025, 2, 10), dt.date(2025, 3, 2))
    assert continued(history, 2).until == dt.date(2025, 3, 2)


def test_pace_since_a_known_beginning_counts_the_first_job_too() -> None:
    days = [dt.date(2025, 1, 11), dt.date(2025, 1, 21)]
    assert gap_days(History(days, since=dt.date(2025, 1, 1), until=dt.date(2025, 1, 21))) == 10


def test_jobs_of_one_day_come_daily() -> None:
    assert gap_days(History([NEW_YEAR, NEW_YEAR], until=NEW_YEAR)) == 1


def test_more_jobs_of_the_same_pace_settle_a_verdict() -> None:
    few = Task("few", hours=2, recurrence=History(monthly(dt.date(2025, 10, 15), 3), until=NEW_YEAR))

    def surely(tasks: tuple[Task, ...]) -> Likelihood:
        return likelihood(tasks, lambda several: rate_of(several) - 0.9)

    assert surely((few,)).chance < 0.9
    assert jobs_to_settle([few], surely, confidence=0.9) in {2, 4, 8, 16, 32}


def test_no_number_of_jobs_settles_a_toss_up() -> None:
    assert jobs_to_settle([LEARNT], lambda _: Likelihood(0.5, 9.0), confidence=0.9) is None


@pytest.mark.parametrize("chance", [0.95, 0.05])
def test_either_verdict_settles_it(chance: float) -> None:
    assert jobs_to_settle([NEWS, LEARNT], lambda _: Likelihood(chance, 0.0), confidence=0.9) == 1


def test_nobody_waits_longer_than_thirty_years_for_jobs_to_settle_it() -> None:
    rare = Task("rare", hours=2, recurrence=History([dt.date(1930, 1, 1), dt.date(1990, 1, 1)], until=NEW_YEAR))
    assert jobs_to_settle([rare], lambda _: Likelihood(1.0, 0.0), confidence=0.9) is None


def test_no_job_is_looked_for_after_the_last_day_there_is() -> None:
    last = dt.date(2999, 12, 31)
    late = Task("late", hours=2, recurrence=History([dt.date(2999, 1, 1), dt.date(2999, 6, 1)], until=last))
    assert jobs_to_settle([late], lambda _: Likelihood(1.0, 0.0), confidence=0.9) is None


def test_hours_that_are_known_stay_known_as_a_history_goes_on() -> None:
    history = History([dt.date(2025, 1, 1), dt.date(2025, 2, 1)], hours=[2, 4], until=dt.date(2025, 2, 1))
    assert continued(history, 2).hours == (2, 4, None, None)
    assert continued(history, 2).mean_hours == history.mean_hours


def test_saving_at_no_rate_is_hopeless() -> None:
    assert hopeless([LEARNT], lambda _: -1.0)
    assert hopeless([NEWS], lambda _: 0.0)
    assert not hopeless([LEARNT], lambda tasks: rate_of(tasks) - quantile(YEAR, 0.9))


def test_verdict_of_a_score_is_as_sure_as_it_says_and_its_opposite_as_unsure() -> None:
    found = score(attrs.evolve(LEARNT, hours=10), ANN, OWNER, on=NEW_YEAR)
    assert 0 < found.confidence.probability < 1
    right, wrong = (of_verdict(found, outsource=outsource) for outsource in (found.outsource, not found.outsource))
    assert right == (found.confidence.probability, found.confidence.regret)
    assert wrong == (1 - found.confidence.probability, found.confidence.regret)
