"""How your own tasks come."""

import datetime as dt
from typing import Any

import attrs
import pytest

from delegation import Once, Rate, Rule
from delegation.demand.counts import Count
from delegation.demand.counts import Poisson as PoissonCount
from delegation.queueing import MONTH_DAYS
from delegation.recurrence import History, Recurrence
from delegation.simulation.arrivals import Arrivals, Counted, Dates, Learnt, Poisson, Rhythm, Single
from delegation.simulation.months import Months
from delegation.simulation.needs import arrivals_of, due_day, sizes_of
from delegation.simulation.sizes import Fixed, Gamma, LogNormal
from tests.people import FIRST_OF_MONTH, NEW_YEAR

QUARTER, UNDATED = Months(NEW_YEAR, 3), Months(None, 3)


def coming(recurrence: Recurrence, months: Months = QUARTER) -> Arrivals:
    return arrivals_of(recurrence, months, 40.0, 0.0, months.edges[-1])


class TestRules:
    def test_with_a_day_they_come_on_their_dates_those_before_it_too(self) -> None:
        assert coming(FIRST_OF_MONTH) == Dates((-31.0, 0.0, 31.0, 59.0), 3.0 / 90.0)

    def test_moments_are_kept(self) -> None:
        rule = Rule("FREQ=MONTHLY;BYMONTHDAY=2", dt.datetime(2026, 1, 1, 6))
        assert coming(rule) == Dates((1.25, 32.25, 60.25), 3.0 / 90.0, within=0.0)

    def test_without_a_day_they_come_at_equal_intervals(self) -> None:
        assert coming(FIRST_OF_MONTH, UNDATED) == Rhythm(pytest.approx(MONTH_DAYS))  # type: ignore[arg-type]  # equal to what is near

    def test_without_a_start_they_do_so_with_a_day_too(self) -> None:
        assert coming(Rule("FREQ=MONTHLY;BYMONTHDAY=1")) == coming(FIRST_OF_MONTH, UNDATED)

    def test_one_that_is_over_comes_no_more(self) -> None:
        over = Rule("FREQ=MONTHLY;BYMONTHDAY=1;UNTIL=20250601", dt.date(2025, 1, 1))
        assert coming(over) == Dates((), 0.0)

    def test_at_the_end_of_the_calendar_dates_end_with_it(self) -> None:
        late = Months(dt.date(2999, 12, 1), 3)
        assert coming(Rule("FREQ=MONTHLY;BYMONTHDAY=15", dt.date(2999, 1, 1)), late).per_day == 1.0 / late.edges[-1]

    def test_at_its_beginning_they_begin_with_it(self) -> None:
        early = Months(dt.date(1900, 1, 15), 1)
        assert coming(Rule("FREQ=DAILY", dt.date(1900, 1, 1)), early).per_day == pytest.approx(1.0)


class TestOnce:
    @pytest.mark.parametrize("due", [None, dt.date(2025, 12, 31), dt.date(2026, 4, 1)])
    def test_it_comes_at_any_moment_of_the_months(self, due: dt.date | None) -> None:
        assert coming(Once(due)) == Single(0.0, 90.0)

    def test_or_on_the_day_that_it_is_due(self) -> None:
        assert coming(Once(dt.date(2026, 2, 3))) == Single(33.0, 34.0)

    def test_without_a_first_day_no_due_day_is_known(self) -> None:
        assert due_day(Once(dt.date(2026, 2, 3)), UNDATED) is None

    def test_what_comes_back_is_never_due(self) -> None:
        assert due_day(FIRST_OF_MONTH, QUARTER) is None


class TestRates:
    def test_they_come_at_random(self) -> None:
        assert coming(Rate(3)) == Poisson(pytest.approx(3 / MONTH_DAYS))  # type: ignore[arg-type]  # equal to what is near

    def test_a_rule_without_any_rate_never_comes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Rule, "per_month", 0.0)
        assert coming(FIRST_OF_MONTH, UNDATED) == Poisson(0.0)


@attrs.frozen
class Foreseen(Recurrence):
    """A kind of its own, of which only the counts of months are known."""

    mean: float

    @property
    def per_month(self) -> float:
        raise AssertionError("its counts are known")

    def expected(self, months: int, *, on: dt.date | None = None) -> float:
        return self.mean * months

    def next(self, on: dt.date) -> None:
        return None

    def counts(self, months: int, *, on: dt.date | None = None) -> tuple[tuple[Count, int], ...]:
        return ((PoissonCount(self.mean), months),)


class TestHistory:
    def test_it_comes_at_one_of_the_rates_that_it_may_have(self) -> None:
        history = History([NEW_YEAR - dt.timedelta(days=each) for each in (90, 61, 30)], until=NEW_YEAR)
        found: Any = coming(history)
        assert isinstance(found, Learnt)
        assert found.per_day * MONTH_DAYS == pytest.approx(history.per_month)
        assert found.rates[0][1:] == (0.0, 0.0)
        assert found.rates[0][0] == history.ended


class TestOtherKinds:
    def test_they_come_as_often_as_their_counts_say(self) -> None:
        found: Any = coming(Foreseen(2.0))
        assert isinstance(found, Counted)
        assert found.per_day == 6.0 / 90.0
        assert len(found.counts) == 3
        assert sum(count * chance for count, chance in found.counts[0]) == pytest.approx(2.0)

    def test_counts_too_many_to_list_are_their_mean(self) -> None:
        found: Any = coming(Foreseen(20_000.0))
        assert found.counts[0] == ((20_000.0, 1.0),)


def test_jobs_are_alike_unless_a_spread_is_given() -> None:
    assert (sizes_of(4.0, 0.0), sizes_of(4.0, 0.5)) == (Fixed(4.0), LogNormal(4.0, 0.5))


def test_jobs_of_which_it_was_learnt_that_they_vary_do_so_unless_a_spread_is_given() -> None:
    assert sizes_of(4.0, 0.0, 0.6) == Gamma(4.0, 0.6)
    assert sizes_of(4.0, 0.0, 1e-9) == Fixed(4.0)
    assert sizes_of(4.0, 0.5, 0.6) == LogNormal(4.0, 0.5)
