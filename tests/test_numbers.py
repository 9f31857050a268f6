"""Which numbers the fields of all nouns take, and in what words others are refused."""

import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Real
from typing import Any, NamedTuple

import pytest

from delegation import Availability, Business, Contractor, Job, Rate, Retainer, Task
from delegation.errors import RefusedValueError
from tests.people import NEW_YEAR


class Field(NamedTuple):
    """A field of a noun: how to make one with a value in it, the least and the largest it takes, in what words."""

    name: str
    make: Callable[[Any], object]
    least: float
    most: float
    accepted: str

    def __str__(self) -> str:
        return self.name

    def stored(self, value: object) -> object:
        """What the field holds when it is given this."""
        return getattr(self.make(value), self.name.partition(".")[2])

    def refused(self, value: object) -> str:
        """How the field refuses this."""
        with pytest.raises(RefusedValueError) as refusal:
            self.make(value)
        return f"{refusal.value.owner}.{refusal.value.field}: {refusal.value.accepted}"


NUMBERS = [
    Field("Rate.per_month", Rate, 0, 1e6, "from 0 to 1,000,000, occurrences a month"),
    Field(
        "Task.hours",
        lambda x: Task("x", hours=x),
        1e-9,
        1e6,
        "above 0 and up to 1,000,000, working hours of one occurrence",
    ),
    Field(
        "Task.owner_hours",
        lambda x: Task("x", hours=1, owner_hours=x),
        0,
        1e6,
        "from 0 to 1,000,000, working hours, or None where you cannot do it",
    ),
    Field("Retainer.monthly_fee", lambda x: Retainer(x, 1), 0, 1e60, "from 0 to 1e60, money a month"),
    Field("Retainer.hours", lambda x: Retainer(1, x), 0, 1e60, "from 0 to 1e60, working hours a month"),
    Field(
        "Retainer.overage_rate",
        lambda x: Retainer(1, 1, overage_rate=x),
        0,
        1e60,
        "from 0 to 1e60, money an hour, or None for the contractor's rate",
    ),
    Field(
        "Retainer.rollover_hours",
        lambda x: Retainer(1, 1, rollover_hours=x),
        0,
        1e60,
        "from 0 to 1e60, working hours",
    ),
    Field("Contractor.rate", lambda x: Contractor("x", rate=x), 0, 1e15, "from 0 to 1e15, money an hour"),
    Field(
        "Contractor.one_off_minimum_hours",
        lambda x: Contractor("x", rate=1, one_off_minimum_hours=x),
        0,
        1e6,
        "from 0 to 1,000,000, working hours",
    ),
    Field(
        "Contractor.pace",
        lambda x: Contractor("x", rate=1, pace=x),
        1e-3,
        20,
        "from 0.001 to 20, hours worked for each estimated hour (80% is 0.8)",
    ),
    Field("Business.owner_rate", lambda x: Business(owner_rate=x), 0, 1e15, "from 0 to 1e15, money an hour"),
    Field("Business.hiring_hours", lambda x: Business(hiring_hours=x), 0, 1e6, "from 0 to 1,000,000, your hours"),
    Field("Business.briefing_hours", lambda x: Business(briefing_hours=x), 0, 1e6, "from 0 to 1,000,000, your hours"),
    Field(
        "Business.onboarding_hours", lambda x: Business(onboarding_hours=x), 0, 1e6, "from 0 to 1,000,000, your hours"
    ),
    Field(
        "Business.replacement_days", lambda x: Business(replacement_days=x), 0, 1e15, "from 0 to 1e15, calendar days"
    ),
    Field(
        "Business.monthly_budget",
        lambda x: Business(monthly_budget=x),
        0,
        1e15,
        "from 0 to 1e15, money a month, or None for no limit",
    ),
    Field(
        "Business.owner_hours_per_month",
        lambda x: Business(owner_hours_per_month=x),
        0,
        1e15,
        "from 0 to 1e15, your hours a month, or None for no limit",
    ),
    Field(
        "Availability.hours_per_week",
        lambda x: Availability(hours_per_week=x),
        1e-9,
        168,
        "above 0 and up to 168, working hours a week",
    ),
    Field(
        "Availability.regular_load",
        lambda x: Availability(regular_load=x, one_off_load=0.25),
        0,
        1,
        "from 0 to 1, a share of the contractor's hours (40% is 0.4)",
    ),
    Field(
        "Availability.one_off_load",
        lambda x: Availability(regular_load=0.4, one_off_load=x),
        0,
        2,
        "from 0 to 2, a share of the contractor's hours (25% is 0.25)",
    ),
    Field(
        "Availability.job_hours",
        lambda x: Availability(job_hours=x),
        1e-9,
        1e6,
        "above 0 and up to 1,000,000, working hours of a job",
    ),
    Field("Job.hours", lambda x: Job(NEW_YEAR, x), 0, 1e6, "from 0 to 1,000,000, working hours"),
    Field(
        "Job.waited_days",
        lambda x: Job(NEW_YEAR, 1, waited_days=x),
        0,
        1e15,
        "from 0 to 1e15, calendar days, or None where it is not known",
    ),
    Field(
        "Job.price",
        lambda x: Job(NEW_YEAR, 1, price=x),
        0,
        1e15,
        "from 0 to 1e15, money, or None where it is not known",
    ),
]
WHOLE_NUMBERS = [
    Field("Retainer.minimum_months", lambda n: Retainer(1, 1, minimum_months=n), 0, 120, "from 0 to 120, months"),
    Field("Retainer.notice_months", lambda n: Retainer(1, 1, notice_months=n), 0, 120, "from 0 to 120, months"),
    Field("Business.horizon_months", lambda n: Business(horizon_months=n), 1, 120, "from 1 to 120, months"),
    Field("Availability.people", lambda n: Availability(people=n), 1, 10_000, "from 1 to 10,000, people"),
]

of_numbers = pytest.mark.parametrize("field", NUMBERS, ids=str)
of_whole_numbers = pytest.mark.parametrize("field", WHOLE_NUMBERS, ids=str)


@of_numbers
def test_a_number_is_taken_from_its_least_to_its_largest(field: Field) -> None:
    middle = (field.least + field.most) / 2

    assert [field.stored(number) for number in (field.least, middle, field.most)] == [field.least, middle, field.most]


@of_numbers
def test_a_number_beyond_its_bounds_is_refused(field: Field) -> None:
    below, above = math.nextafter(field.least, -math.inf), math.nextafter(field.most, math.inf)

    said = {field.refused(number) for number in (below, above, -1, 10**400, math.inf, -math.inf, math.nan)}

    assert said == {f"{field}: it takes a number {field.accepted}"}


@of_numbers
@pytest.mark.parametrize("typed", ["1", True, 1j, b"1", [1], Decimal("NaN"), Decimal("sNaN")], ids=repr)
def test_what_is_no_number_is_refused(field: Field, typed: Any) -> None:
    assert field.refused(typed) == f"{field}: it takes a number {field.accepted}"


@of_whole_numbers
def test_a_whole_number_is_taken_from_its_least_to_its_largest(field: Field) -> None:
    assert [field.stored(number) for number in (field.least, field.least + 1, field.most)] == [
        field.least,
        field.least + 1,
        field.most,
    ]


@of_whole_numbers
@pytest.mark.parametrize(
    "typed", [1.5, math.inf, math.nan, "3", None, True, 10**400], ids=lambda typed: repr(typed)[:9]
)
def test_what_is_no_whole_number_is_refused(field: Field, typed: Any) -> None:
    assert field.refused(typed) == f"{field}: it takes a whole number {field.accepted}"


@of_whole_numbers
def test_a_whole_number_beyond_its_bounds_is_refused(field: Field) -> None:
    said = {field.refused(number) for number in (field.least - 1, field.most + 1)}

    assert said == {f"{field}: it takes a whole number {field.accepted}"}


@Real.register
class Half:
    """A real number as other packages have them."""

    def __float__(self) -> float:
        return 0.5


@Integral.register
class Three:
    """A whole number as other packages have them."""

    def __int__(self) -> int:
        return 3


class Float64(float):
    """A float as numpy has them: sums with it are of its kind."""

    def __add__(self, other: float) -> "Float64":
        return Float64(float(self) + float(other))


@of_numbers
@pytest.mark.parametrize(
    ("typed", "number"),
    [
        pytest.param(1, 1.0, id="int"),
        pytest.param(Decimal("0.25"), 0.25, id="Decimal"),
        pytest.param(Fraction(1, 4), 0.25, id="Fraction"),
        pytest.param(Half(), 0.5, id="of another package"),
    ],
)
def test_every_real_number_is_stored_as_a_float(field: Field, typed: Any, number: float) -> None:
    found = field.stored(typed)

    assert (found, type(found)) == (number, float)


def test_a_float_of_another_package_is_stored_as_a_float_of_python() -> None:
    assert type(Task("news", hours=Float64(0.5)).hours) is float


@of_whole_numbers
@pytest.mark.parametrize("typed", [3, 3.0, Three(), Float64(3)], ids=["int", "float", "registered", "of a package"])
def test_every_whole_number_is_stored_as_an_int(field: Field, typed: Any) -> None:
    found = field.stored(typed)

    assert (found, type(found)) == (3, int)


def test_negative_zero_is_stored_as_zero() -> None:
    assert math.copysign(1.0, Retainer(-0.0, 1).monthly_fee) == 1.0
