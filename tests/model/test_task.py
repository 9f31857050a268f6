"""What the work is, who could do it, on which terms, and what the owner's own time is worth."""

import copy
import datetime as dt
import math
import pickle
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Real
from typing import Any, NamedTuple

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import (
    Availability,
    Business,
    Contractor,
    Engagement,
    Job,
    Mode,
    Once,
    Rate,
    Retainer,
    Rule,
    Task,
    Urgency,
)
from delegation.errors import RefusedValueError
from delegation.model import tasks_by_name
from tests.worlds import retainers

NEW_YEAR = dt.date(2026, 1, 1)
NEWS = Task("news", hours=3)
ANN = Contractor("Ann", rate=50)


def nouns() -> list[Any]:
    """One of each noun, made anew at each call."""
    return [
        Once(NEW_YEAR),
        Rate(2),
        Rule("FREQ=WEEKLY;BYDAY=MO", NEW_YEAR),
        Urgency(10, 3),
        Availability(
            time_off=[NEW_YEAR],
            bookings=[
                (NEW_YEAR, 3),
                (dt.datetime(2026, 2, 1, 9, tzinfo=dt.UTC), dt.datetime(2026, 2, 2, tzinfo=dt.UTC)),
            ],
            timezone="Europe/Paris",
        ),
        Task("news", skill="writing", hours=3, recurrence="FREQ=MONTHLY", urgency=Urgency(5), owner_hours=4, keep=True),
        Retainer(450, 10, overage_rate=60, rollover_hours=5, minimum_months=6, notice_months=2),
        Contractor(
            "Ann", skills=["writing", "maths"], rate=50, pace=0.9, retainers=[Retainer(450, 10), Retainer(90, 0)]
        ),
        Business(monthly_budget=1000, owner_hours_per_month=20),
        Job(NEW_YEAR, 3, waited_days=2, price=150),
        Engagement(
            ANN, tasks=NEWS, mode=Mode.OUTSOURCE, start=NEW_YEAR, retainer=Retainer(450, 10), jobs=[Job(NEW_YEAR, 3)]
        ),
    ]


every_noun = pytest.mark.parametrize("index", range(len(nouns())), ids=[type(noun).__name__ for noun in nouns()])


# What all nouns have in common


@every_noun
def test_a_noun_cannot_be_changed(index: int) -> None:
    noun = nouns()[index]

    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(noun, attrs.fields(type(noun))[0].name, "x")


@every_noun
def test_a_noun_takes_no_other_attributes(index: int) -> None:
    assert not hasattr(nouns()[index], "__dict__")


@every_noun
def test_nouns_with_equal_fields_are_equal_and_hash_equally(index: int) -> None:
    one, other = nouns()[index], nouns()[index]

    assert one is not other
    assert (one, hash(one)) == (other, hash(other))


@pytest.mark.parametrize(
    ("noun", "changes"),
    [
        (noun, {attrs.fields(type(noun))[0].name: value})
        for noun, value in zip(
            nouns(),
            [None, 3, "FREQ=DAILY", 11, 29, "mail", 449, "Bob", 51, dt.date(2026, 1, 2), Contractor("Bob", rate=50)],
            strict=True,
        )
    ],
    ids=[type(noun).__name__ for noun in nouns()],
)
def test_nouns_that_differ_in_a_field_are_not_equal(noun: Any, changes: dict[str, Any]) -> None:
    assert attrs.evolve(noun, **changes) != noun


@every_noun
@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_a_noun_survives_pickling(index: int, protocol: int) -> None:
    noun = nouns()[index]

    assert pickle.loads(pickle.dumps(noun, protocol)) == noun  # noqa: S301  # what was pickled a moment ago


@every_noun
@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy])
def test_a_noun_can_be_copied(index: int, duplicate: Any) -> None:
    noun = nouns()[index]

    assert duplicate(noun) == noun


@every_noun
def test_a_noun_with_other_fields_is_checked_again(index: int) -> None:
    noun = nouns()[index]

    with pytest.raises(RefusedValueError):
        attrs.evolve(noun, **{attrs.fields(type(noun))[0].name: object()})


@pytest.mark.parametrize(
    ("noun", "written"),
    [
        (Once(), "Once(due=None)"),
        (Once(NEW_YEAR), "Once(due=datetime.date(2026, 1, 1))"),
        (Rate(2), "Rate(per_month=2.0)"),
        (Rule("freq=daily", NEW_YEAR), "Rule(rule='FREQ=DAILY;WKST=MO', start=datetime.date(2026, 1, 1))"),
        (Urgency(10, 3), "Urgency(cost_per_day=10.0, slack_days=3.0)"),
        (
            Availability(),
            "Availability(hours_per_week=30.0, regular_load=0.4, one_off_load=0.25, job_hours=8.0, people=1, "
            "time_off=(), bookings=(), timezone=None)",
        ),
        (
            Task(" news ", hours=3),
            "Task(name='news', skill='', hours=3.0, recurrence=Once(due=None), "
            "urgency=Urgency(cost_per_day=0.0, slack_days=0.0), owner_hours=None, keep=False)",
        ),
        (
            Retainer(450, 10),
            "Retainer(monthly_fee=450.0, hours=10.0, overage_rate=None, rollover_hours=0.0, minimum_months=3, "
            "notice_months=1)",
        ),
        (
            Contractor("Ann", skills="writing", rate=50, retainers=()),
            "Contractor(name='Ann', skills=frozenset({'writing'}), rate=50.0, one_off_minimum_hours=1.0, pace=1.0, "
            "retainers=(), availability=Availability(hours_per_week=30.0, regular_load=0.4, one_off_load=0.25, "
            "job_hours=8.0, people=1, time_off=(), bookings=(), timezone=None))",
        ),
        (Job(NEW_YEAR, 3), "Job(date=datetime.date(2026, 1, 1), hours=3.0, waited_days=None, price=None)"),
    ],
    ids=lambda value: value.partition("(")[0] if isinstance(value, str) else "",
)
def test_a_noun_is_written_as_it_would_be_typed(noun: object, written: str) -> None:
    assert repr(noun) == written


# Which numbers fields take


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
        1e3,
        "from 0.001 to 1,000, hours of hers for each estimated hour",
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
        lambda x: Availability(regular_load=x),
        0,
        1,
        "from 0 to 1, a share of her hours (40% is 0.4)",
    ),
    Field(
        "Availability.one_off_load",
        lambda x: Availability(one_off_load=x),
        0,
        1e6,
        "from 0 to 1,000,000, a share of her hours (25% is 0.25)",
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


# Mode


def test_modes_are_the_three_words() -> None:
    assert list(Mode) == [Mode.OUTSOURCE, Mode.OUT_TASK, Mode.KEEP]


@pytest.mark.parametrize(
    ("mode", "word"), [(Mode.OUTSOURCE, "outsource"), (Mode.OUT_TASK, "out-task"), (Mode.KEEP, "keep")]
)
def test_a_mode_is_written_as_its_word(mode: Mode, word: str) -> None:
    assert (str(mode), Mode(word)) == (word, mode)


# Task


def test_the_defaults_of_a_task() -> None:
    assert Task("move", hours=3) == Task(
        "move", skill="", hours=3.0, recurrence=Once(), urgency=Urgency(0.0, 0.0), owner_hours=None, keep=False
    )


@pytest.mark.parametrize("make", [lambda name: Task(name, hours=1), lambda name: Contractor(name, rate=1)])
@pytest.mark.parametrize(("typed", "name"), [("news", "news"), ("  news\n", "news"), ("a b", "a b"), ("0", "0")])
def test_blanks_around_a_name_are_no_part_of_it(make: Any, typed: str, name: str) -> None:
    assert make(typed).name == name


@pytest.mark.parametrize("make", [lambda name: Task(name, hours=1), lambda name: Contractor(name, rate=1)])
@pytest.mark.parametrize("name", ["", "  \n", None, 3, b"news"])
def test_what_is_no_name_is_refused(make: Any, name: Any) -> None:
    with pytest.raises(RefusedValueError) as refusal:
        make(name)

    assert (refusal.value.field, refusal.value.accepted) == ("name", "it takes a name, text that is not empty")


@pytest.mark.parametrize(("typed", "skill"), [("", ""), (" ", ""), (" writing ", "writing")])
def test_a_skill_is_a_word_or_nothing(typed: str, skill: str) -> None:
    assert Task("news", hours=1, skill=typed).skill == skill


@pytest.mark.parametrize("skill", [None, 3, ["writing"]])
def test_what_is_no_skill_is_refused(skill: Any) -> None:
    with pytest.raises(RefusedValueError) as refusal:
        Task("news", hours=1, skill=skill)

    assert (refusal.value.field, refusal.value.accepted) == (
        "skill",
        'it takes one word, or "" where anybody can do it',
    )


@pytest.mark.parametrize("keep", [None, 0, 1, "yes"])
def test_keep_is_true_or_false(keep: Any) -> None:
    with pytest.raises(RefusedValueError) as refusal:
        Task("news", hours=1, keep=keep)

    assert (refusal.value.field, refusal.value.accepted) == ("keep", "it takes True or False")


@pytest.mark.parametrize(
    ("make", "field", "accepted"),
    [
        (lambda value: Task("x", hours=1, urgency=value), "urgency", "it takes an Urgency"),
        (lambda value: Contractor("x", rate=1, availability=value), "availability", "it takes an Availability"),
        (lambda value: Business(reference_urgency=value), "reference_urgency", "it takes an Urgency"),
        (lambda value: Business(reference_availability=value), "reference_availability", "it takes an Availability"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("given", [None, 3, "urgent", Urgency])
def test_a_noun_takes_nouns_of_the_right_kind(make: Any, field: str, accepted: str, given: Any) -> None:
    with pytest.raises(RefusedValueError) as refusal:
        make(given)

    assert (refusal.value.field, refusal.value.accepted) == (field, accepted)


@pytest.mark.parametrize(
    ("owner_hours", "keep", "hours"),
    [(None, False, None), (4, False, 4.0), (0, False, 0.0), (None, True, 3.0), (4, True, 4.0), (0, True, 0.0)],
)
def test_the_hours_of_a_kept_task_are_yours_or_its_own(
    owner_hours: float | None, keep: bool, hours: float | None
) -> None:
    assert Task("news", hours=3, owner_hours=owner_hours, keep=keep).hours_if_kept == hours


# What it takes for a recurrence; tests/test_recurrence.py has what people type


@pytest.mark.parametrize(
    "typed", [[NEW_YEAR, dt.date(2026, 2, 1)], (NEW_YEAR,), [], {NEW_YEAR}], ids=["list", "tuple", "none", "set"]
)
def test_a_list_of_past_dates_is_refused_by_name(typed: Any) -> None:
    with pytest.raises(RefusedValueError) as refusal:
        Task("news", hours=1, recurrence=typed)

    assert (refusal.value.field, refusal.value.accepted) == (
        "recurrence",
        "learning a rate from past dates is not in this version; "
        "it takes a number of times a month, None (once), an RFC 5545 rule as text, or a Rate, Rule or Once",
    )


@pytest.mark.parametrize("typed", [True, NEW_YEAR, Rate, object])
def test_what_is_no_recurrence_is_refused_with_what_is(typed: Any) -> None:
    with pytest.raises(RefusedValueError) as refusal:
        Task("news", hours=1, recurrence=typed)

    assert (refusal.value.field, refusal.value.accepted) == (
        "recurrence",
        "it takes a number of times a month, None (once), an RFC 5545 rule as text, or a Rate, Rule or Once",
    )


# Retainer


def test_the_defaults_of_a_retainer() -> None:
    assert Retainer(450, 10) == Retainer(
        450.0, 10.0, overage_rate=None, rollover_hours=0.0, minimum_months=3, notice_months=1
    )


@pytest.mark.parametrize(
    ("hours_per_month", "block"),
    [
        pytest.param(0, 10, id="nothing: the smallest block"),
        pytest.param(9.99, 10, id="just below it"),
        pytest.param(10, 10, id="just it"),
        pytest.param(10.01, 15, id="just above it: the next multiple of 5"),
        pytest.param(14.99, 15, id="just below the next"),
        pytest.param(15, 15, id="just the next"),
        pytest.param(15.01, 20, id="just above the next"),
        pytest.param(20 * (1 + 2**-50), 20, id="what rounding adds does not count"),
        pytest.param(1234, 1235, id="much"),
    ],
)
def test_a_typical_block_is_the_hours_rounded_up_to_5_and_at_least_10(hours_per_month: float, block: float) -> None:
    """For a rate of 50 and 10 % off, an hour of the block costs 45."""
    typical = Retainer.typical(hours_per_month, 50)

    assert (typical.hours, typical.monthly_fee) == (block, pytest.approx(45 * block, rel=1e-15))  # type: ignore[comparison-overlap]


@pytest.mark.parametrize(("discount", "fee"), [(0, 500.0), (0.25, 375.0), (1, 0.0)])
def test_a_typical_fee_is_the_block_at_her_rate_less_the_discount(discount: float, fee: float) -> None:
    assert Retainer.typical(10, 50, discount=discount) == Retainer(fee, 10)


@given(st.floats(0.0, 1e6), st.floats(0.0, 1e6))
def test_a_typical_block_holds_the_hours_and_not_5_more(hours_per_month: float, rate: float) -> None:
    block = Retainer.typical(hours_per_month, rate).hours

    assert max(10.0, hours_per_month) <= block + 1e-6
    assert block < max(10.0, hours_per_month) + 5.0


@pytest.mark.parametrize("typed", [Decimal(20), Fraction(20)], ids=["Decimal", "Fraction"])
def test_a_typical_retainer_takes_every_real_number(typed: Any) -> None:
    assert Retainer.typical(typed, typed, discount=typed - 20) == Retainer(400, 20)


@pytest.mark.parametrize(
    ("field", "given"),
    [
        (field, given)
        for field in ("hours_per_month", "rate", "discount")
        for given in (-0.01, math.nan, math.inf, "1", None, True)
    ]
    + [("discount", 1.01)],
)
def test_a_typical_retainer_of_what_are_no_such_numbers_is_refused(field: str, given: Any) -> None:
    numbers: dict[str, Any] = {"hours_per_month": 10, "rate": 50, "discount": 0.1} | {field: given}

    with pytest.raises(RefusedValueError) as refusal:
        Retainer.typical(**numbers)

    assert (refusal.value.owner, refusal.value.field) == ("Retainer.typical", field)


@pytest.mark.parametrize(("overage_rate", "hourly"), [(None, 50.0), (40, 40.0), (50, 50.0), (60, 50.0), (0, 0.0)])
def test_an_hour_above_the_block_costs_her_rate_or_less(overage_rate: float | None, hourly: float) -> None:
    assert Retainer(450, 10, overage_rate=overage_rate).hourly_overage(50.0) == hourly


# Contractor


def test_the_defaults_of_a_contractor() -> None:
    assert Contractor("Ann", rate=50) == Contractor(
        "Ann",
        skills=frozenset(),
        rate=50.0,
        one_off_minimum_hours=1.0,
        pace=1.0,
        retainers=None,
        availability=Availability(),
    )


@pytest.mark.parametrize(
    ("typed", "skills"),
    [
        pytest.param((), frozenset(), id="none"),
        pytest.param("web", frozenset({"web"}), id="one as text"),
        pytest.param(["web", "mail", "web"], frozenset({"web", "mail"}), id="several, one twice"),
        pytest.param({" web ", "mail\n"}, frozenset({"web", "mail"}), id="with blanks around"),
        pytest.param((word for word in ["web"]), frozenset({"web"}), id="from a generator"),
        pytest.param({"web": 5}, frozenset({"web"}), id="the keys of a dict"),
    ],
)
def test_skills_are_a_set_of_words(typed: Any, skills: frozenset[str]) -> None:
    assert Contractor("Ann", rate=1, skills=typed).skills == skills


@pytest.mark.parametrize("skills", [None, 3, "", " ", ["web", ""], ["web", 3], [["web"]], b"web"])
def test_what_are_no_skills_is_refused(skills: Any) -> None:
    with pytest.raises(RefusedValueError) as refusal:
        Contractor("Ann", rate=1, skills=skills)

    assert (refusal.value.field, refusal.value.accepted) == (
        "skills",
        'it takes words such as {"web", "copy"}, none of them empty',
    )


@given(
    st.lists(st.sampled_from("abcdefgh"), min_size=1).flatmap(lambda words: st.tuples(*[st.permutations(words)] * 2))
)
def test_the_order_of_skills_never_matters(orders: tuple[list[str], list[str]]) -> None:
    one, other = (Contractor("Ann", rate=1, skills=skills) for skills in orders)

    assert (one, hash(one)) == (other, hash(other))


@pytest.mark.parametrize(("skill", "able"), [("", True), ("web", True), ("mail", False), ("Web", False), ("we", False)])
def test_she_can_do_what_needs_no_skill_or_one_of_hers(skill: str, able: bool) -> None:
    assert Contractor("Ann", rate=1, skills=["web", "print"]).can(Task("x", hours=1, skill=skill)) is able


@pytest.mark.parametrize(
    ("typed", "offers"),
    [
        pytest.param(None, None, id="the typical one"),
        pytest.param((), (), id="none"),
        pytest.param(Retainer(450, 10), (Retainer(450, 10),), id="one by itself"),
        pytest.param([Retainer(450, 10)], (Retainer(450, 10),), id="one in a list"),
        pytest.param([Retainer(450, 10), Retainer(450, 10)], (Retainer(450, 10),), id="the same twice"),
        pytest.param(
            [
                Retainer(2, 1),
                Retainer(1, 2),
                Retainer(1, 1, overage_rate=5),
                Retainer(1, 1, overage_rate=0),
                Retainer(1, 1, rollover_hours=1),
                Retainer(1, 1, minimum_months=4),
                Retainer(1, 1, notice_months=2),
                Retainer(1, 1),
            ],
            (
                Retainer(1, 1),
                Retainer(1, 1, notice_months=2),
                Retainer(1, 1, minimum_months=4),
                Retainer(1, 1, rollover_hours=1),
                Retainer(1, 1, overage_rate=0),
                Retainer(1, 1, overage_rate=5),
                Retainer(1, 2),
                Retainer(2, 1),
            ),
            id="in the order of their terms",
        ),
    ],
)
def test_offers_are_a_tuple_in_a_fixed_order(typed: Any, offers: tuple[Retainer, ...] | None) -> None:
    assert Contractor("Ann", rate=1, retainers=typed).retainers == offers


@given(st.lists(retainers, max_size=5).flatmap(lambda offers: st.tuples(*[st.permutations(offers)] * 2)))
def test_the_order_of_offers_never_matters(orders: tuple[list[Retainer], list[Retainer]]) -> None:
    one, other = (Contractor("Ann", rate=1, retainers=offers) for offers in orders)

    assert (one, hash(one)) == (other, hash(other))


@pytest.mark.parametrize("offers", [3, "none", "", [None], [Retainer(1, 1), "x"], [[Retainer(1, 1)]], Retainer])
def test_what_are_no_offers_is_refused(offers: Any) -> None:
    with pytest.raises(RefusedValueError) as refusal:
        Contractor("Ann", rate=1, retainers=offers)

    assert (refusal.value.field, refusal.value.value, refusal.value.accepted) == (
        "retainers",
        offers,
        "it takes Retainer objects, () for none, or None for the typical offer",
    )


# Business


def test_the_defaults_of_a_business() -> None:
    assert Business() == Business(
        owner_rate=50.0,
        hiring_hours=2.0,
        briefing_hours=0.5,
        onboarding_hours=3.0,
        replacement_days=5.0,
        horizon_months=12,
        monthly_budget=None,
        owner_hours_per_month=None,
        reference_urgency=Urgency(10.0, 3.0),
        reference_availability=Availability(),
    )


# Tasks by name


@pytest.mark.parametrize("several", [list, tuple, set, iter])
def test_tasks_are_put_in_the_order_of_their_names(several: Any) -> None:
    tasks = [Task(name, hours=1) for name in ("b", "c", "a")]

    assert [task.name for task in tasks_by_name("score", several(tasks))] == ["a", "b", "c"]


def test_one_task_is_several() -> None:
    assert tasks_by_name("score", NEWS) == (NEWS,)


@pytest.mark.parametrize(
    ("tasks", "message"),
    [
        ([], "score.tasks = () is refused: it takes at least one Task"),
        (None, "score.tasks = None is refused: it takes Task objects"),
        ([NEWS, 3], "score.tasks = 3 is refused: it takes Task objects"),
        ("news", "score.tasks = 'news' is refused: it takes Task objects"),
        (
            [NEWS, Task("news ", hours=4)],
            "score.tasks = 'news' is refused: two of them bear this name; each Task needs its own",
        ),
    ],
)
def test_what_are_no_tasks_with_names_of_their_own_is_refused(tasks: Any, message: str) -> None:
    with pytest.raises(RefusedValueError) as refusal:
        tasks_by_name("score", tasks)

    assert str(refusal.value) == message
