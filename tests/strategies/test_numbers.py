"""Numbers, names and days: within their bounds always, and simple where they may be."""

import datetime as dt
import importlib
import math
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Availability, Business, History, Task
from delegation.errors import MissingExtraError, RefusedValueError
from delegation.strategies._numbers import FieldsOf, amounts, days, names
from tests.strategies.shrinking import simplest
from tests.worlds import or_nothing, spread

HOURS = FieldsOf("tasks", Task)
MONTHS = FieldsOf("businesses", Business)

BOUNDS = st.tuples(or_nothing(spread(1e-9, 1e15)), or_nothing(spread(1e-9, 1e15))).map(
    lambda pair: (min(pair), max(pair))
)


class TestAmounts:
    @given(BOUNDS, st.data())
    def test_lie_within_their_bounds(self, bounds: tuple[float, float], data: st.DataObject) -> None:
        low, high = bounds
        assert low <= data.draw(amounts(low, high)) <= high

    @given(amounts(0.123, 0.456))
    def test_lie_within_bounds_between_which_no_whole_number_lies(self, amount: float) -> None:
        assert 0.123 <= amount <= 0.456

    @pytest.mark.parametrize("bound", [0.25, 40.0])
    def test_may_be_either_bound(self, bound: float) -> None:
        assert simplest(amounts(0.25, 40.0), lambda amount: amount == bound) == bound

    @pytest.mark.parametrize(
        ("bounds", "plain"), [((0, 40), 0.0), ((0.25, 40), 1.0), ((0.2, 0.3), 0.25), ((10, 10.5), 10.0)]
    )
    def test_shrink_to_the_smallest_whole_number_where_there_is_one(
        self, bounds: tuple[float, float], plain: float
    ) -> None:
        assert simplest(amounts(*bounds), lambda _: True) == plain

    @pytest.mark.parametrize(("least", "told"), [(7.0, 8.0), (7.5, 8.0), (33.33, 34.0), (999.0, 1000.0), (39.0, 40.0)])
    def test_shrink_to_the_next_whole_number_above_a_limit(self, least: float, told: float) -> None:
        assert simplest(amounts(0.25, 1_000), lambda amount: amount > least) == told

    def test_shrink_to_few_digits_where_no_whole_number_will_do(self) -> None:
        assert simplest(amounts(0.0, 1.0), lambda amount: 0.5 < amount < 0.9) == 0.75

    def test_have_few_digits_where_bounds_lie_close_together(self) -> None:
        found = simplest(amounts(0.00012, 0.00034), lambda amount: amount > 0.0002)
        assert found == float(f"{found:.3g}")

    def test_reach_numbers_of_all_digits(self) -> None:
        assert simplest(amounts(1.0, 40.0), lambda amount: amount != float(f"{amount:.12g}")) > 1.0

    def test_reach_far_below_the_least_whole_number_where_0_is_the_least(self) -> None:
        assert 1e-6 <= simplest(amounts(0.0, 1e6), lambda amount: 0.0 < amount < 1e-3) < 1e-3


class TestFields:
    @pytest.mark.parametrize("bounds", [40, (40,), (1, 2, 3), None, "12", (40, 1)])
    def test_bounds_that_are_no_pair_with_the_least_first_are_refused(self, bounds: Any) -> None:
        with pytest.raises(RefusedValueError) as caught:
            HOURS.amount("hours", bounds)
        assert (caught.value.owner, caught.value.field, caught.value.value) == ("tasks", "hours", bounds)

    @pytest.mark.parametrize("bounds", [(0, 40), (1, math.inf), (math.nan, 40), ("1", 40), (-1, 1)])
    def test_bounds_that_the_field_itself_does_not_take_are_refused_in_its_words(self, bounds: Any) -> None:
        with pytest.raises(RefusedValueError) as caught:
            HOURS.amount("hours", bounds)
        assert str(caught.value) == (
            f"tasks.hours = {bounds!r} is refused: "
            "it takes a number above 0 and up to 1,000,000, working hours of one occurrence"
        )

    def test_bounds_of_whole_numbers_are_whole(self) -> None:
        with pytest.raises(RefusedValueError, match=r"businesses\.horizon_months = \(1, 2\.5\) is refused: .* whole"):
            MONTHS.whole("horizon_months", (1, 2.5))

    @pytest.mark.parametrize("wanted", [2, 3, 4])
    def test_whole_numbers_reach_both_bounds_and_what_lies_between(self, wanted: int) -> None:
        assert simplest(MONTHS.whole("horizon_months", (2.0, 4)), lambda months: months == wanted) == wanted

    @given(MONTHS.whole("horizon_months", (2, 4)))
    def test_whole_numbers_lie_within_their_bounds(self, months: int) -> None:
        assert 2 <= months <= 4

    def test_what_may_be_nothing_is_nothing_at_its_simplest(self) -> None:
        assert simplest(HOURS.amount_or_none("owner_hours", (1, 4)), lambda _: True) is None
        assert simplest(MONTHS.whole_or_none("most_retainers", (1, 4)), lambda _: True) is None

    def test_what_may_be_nothing_may_be_something(self) -> None:
        assert simplest(HOURS.amount_or_none("owner_hours", (1, 4)), lambda hours: hours is not None) == 1.0
        assert simplest(MONTHS.whole_or_none("most_retainers", (2, 4)), lambda count: count is not None) == 2

    @given(HOURS.amount_or_none("owner_hours", None), MONTHS.whole_or_none("most_retainers", None))
    def test_without_bounds_it_is_nothing_always(self, hours: float | None, count: int | None) -> None:
        assert (hours, count) == (None, None)

    @pytest.mark.parametrize(
        ("fields", "field", "bounds"),
        [
            (FieldsOf("availabilities", Availability), "regular_load", (0, 40)),
            (FieldsOf("histories", History), "prior_per_month", (0, 1)),
        ],
    )
    def test_each_class_refuses_in_its_own_way(self, fields: FieldsOf, field: str, bounds: tuple[float, float]) -> None:
        with pytest.raises(RefusedValueError, match="it takes a number"):
            fields.amount(field, bounds)


MAY, JUNE = dt.date(2026, 5, 1), dt.date(2026, 6, 30)


class TestDays:
    @given(days("jobs", "within", (MAY, JUNE)))
    def test_lie_from_the_first_to_the_last(self, day: dt.date) -> None:
        assert MAY <= day <= JUNE

    def test_shrink_to_the_first(self) -> None:
        assert simplest(days("jobs", "within", (MAY, JUNE)), lambda _: True) == MAY

    def test_reach_the_last(self) -> None:
        assert simplest(days("jobs", "within", (MAY, JUNE)), lambda day: day >= JUNE) == JUNE

    @pytest.mark.parametrize(
        "bounds",
        [MAY, (JUNE, MAY), (MAY,), (MAY, "2026-06-30"), (MAY, dt.datetime(2026, 6, 30)), (dt.date(1, 1, 1), MAY)],
    )
    def test_what_is_no_pair_of_days_is_refused(self, bounds: Any) -> None:
        with pytest.raises(RefusedValueError, match=r"jobs\.within = .* is refused: it takes a first and a last day"):
            days("jobs", "within", bounds)


class TestNames:
    @given(names(("Ana", "Ben")))
    def test_are_taken_as_they_are(self, name: str) -> None:
        assert Task(name, hours=1).name == name

    def test_shrink_to_the_first_that_people_have(self) -> None:
        assert simplest(names(("Ana", "Ben")), lambda _: True) == "Ana"

    def test_reach_letters_of_all_scripts(self) -> None:
        assert simplest(names(("Ana",)), lambda name: not name.isascii())


def test_without_its_package_the_door_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    for name in [name for name in sys.modules if name.startswith("delegation.strategies")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(MissingExtraError) as caught:
        importlib.import_module("delegation.strategies")
    assert (caught.value.package, caught.value.extra) == ("hypothesis", "test")
