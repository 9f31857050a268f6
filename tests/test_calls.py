"""What is said of a call whose arguments do not fit."""

import inspect
import pickle
import typing
from collections.abc import Callable
from typing import Any

import attrs
import pytest

import delegation
from delegation._calls import explain_call, explain_call_as, explain_construction
from delegation.errors import EXAMPLES, DelegationError, RefusedCallError
from delegation.frames import sweep
from delegation.io import csv, ical, payments, timesheets
from tests.people import ANN, NEW_YEAR, NEWS

d: Any = delegation
"""What is called here would not pass a type checker."""


def problem_of(call: Callable[[], object]) -> str:
    """The first line of what is said of a call."""
    with pytest.raises(RefusedCallError) as refusal:
        call()
    return str(refusal.value).splitlines()[0]


@explain_call
def gather(fruit: str, /, basket: int, *, ripe: bool = True, ripe_after: int = 3) -> tuple[str, int, bool, int]:
    """A function with arguments of every kind."""
    return fruit, basket, ripe, ripe_after


gather_any: Any = gather
evolve: Any = attrs.evolve
sweep_any: Any = sweep

READERS = [
    (f"{room.__name__.rpartition('.')[2]}.{name}", getattr(room, name))
    for room in (csv, ical, payments, timesheets)
    for name in room.__all__
    if inspect.isfunction(getattr(room, name))
]
"""What reads and writes files, by name."""


@explain_call
def stumble(step: int) -> None:
    """A function within which something else goes wrong."""
    raise TypeError(f"step {step}")


@explain_construction
@attrs.frozen
class Basket:
    apples: int
    pears: int = 0


class TestMisspelt:
    @pytest.mark.parametrize(
        ("call", "told"),
        [
            pytest.param(
                lambda: d.Task("x", hour=3), "Task has no field 'hour': did you mean 'hours'?", id="a letter too few"
            ),
            pytest.param(
                lambda: d.Task("x", Hours=3), "Task has no field 'Hours': did you mean 'hours'?", id="a capital"
            ),
            pytest.param(
                lambda: d.Contractor("Ana", hourly_rate=50),
                "Contractor has no field 'hourly_rate': did you mean 'rate'?",
                id="a longer name",
            ),
            pytest.param(
                lambda: d.Availability(hours=30),
                "Availability has no field 'hours': did you mean 'hours_per_week' or 'job_hours'?",
                id="part of two names",
            ),
            pytest.param(
                lambda: d.Retainer(fee=700, hours=20),
                "Retainer has no field 'fee': did you mean 'monthly_fee' or 'setup_fee'?",
                id="part of a name",
            ),
            pytest.param(
                lambda: d.Urgency(price=3),
                "Urgency has no field 'price': there are cost_per_day, slack_days",
                id="nothing like it",
            ),
            pytest.param(
                lambda: d.score(NEWS, ANN, engagement=[]),
                "score has no argument 'engagement': did you mean 'engagements'?",
                id="of score",
            ),
            pytest.param(
                lambda: d.recommend(NEWS, contractor=ANN),
                "recommend has no argument 'contractor': did you mean 'contractors'?",
                id="of recommend",
            ),
            pytest.param(
                lambda: d.plan([NEWS], [ANN], effrt=2),
                "plan has no argument 'effrt': did you mean 'effort'?",
                id="of plan",
            ),
            pytest.param(
                lambda: d.Availability.from_waits(one_off_day=3),
                "Availability.from_waits has no argument 'one_off_day': did you mean 'one_off_days'?",
                id="of from_waits",
            ),
            pytest.param(
                lambda: d.Retainer.typical(8, 45, discont=0.2),
                "Retainer.typical has no argument 'discont': did you mean 'discount'?",
                id="of typical",
            ),
            pytest.param(
                lambda: d.Urgency.until(due=None, one=None, cost_per_day=3),
                "Urgency.until has no argument 'one': did you mean 'on'?",
                id="of until",
            ),
        ],
    )
    def test_the_nearest_right_name_is_told(self, call: Callable[[], object], told: str) -> None:
        assert problem_of(call) == told

    @pytest.mark.parametrize(
        ("call", "told"),
        [
            pytest.param(
                lambda: d.plan([NEWS], [ANN], monthly_budget=200), "Business(monthly_budget=...)", id="of a business"
            ),
            pytest.param(lambda: d.plan([NEWS], [ANN], budget=200), "Business(monthly_budget=...)", id="part of one"),
            pytest.param(
                lambda: d.score(NEWS, ANN, hours=3), "Task(hours=...) or Retainer(hours=...)", id="of two that it takes"
            ),
            pytest.param(
                lambda: d.score(NEWS, ANN, load=1),
                "Availability(regular_load=...) or Availability(one_off_load=...)",
                id="of what a contractor has",
            ),
            pytest.param(
                lambda: d.recommend(NEWS, ANN, cost_per_day=3), "Urgency(cost_per_day=...)", id="of what a task has"
            ),
            pytest.param(
                lambda: d.review([], on=NEW_YEAR, owner_rate=3), "Business(owner_rate=...)", id="asked of review"
            ),
            pytest.param(
                lambda: d.simulate([], monthly_fee=3), "Retainer(monthly_fee=...)", id="of an engagement's retainer"
            ),
            pytest.param(
                lambda: d.simulate([], horizon_months=3),
                "'months' or Business(horizon_months=...)",
                id="beside an argument",
            ),
            pytest.param(
                lambda: sweep_any(NEWS, ANN, monthly_budget=200),
                "'budget' or Business(monthly_budget=...)",
                id="asked of sweep",
            ),
            pytest.param(
                lambda: d.Contractor("Ana", rate=45, monthly_fee=3), "Retainer(monthly_fee=...)", id="of one's offers"
            ),
        ],
    )
    def test_a_field_of_what_a_call_takes_is_told_with_its_class(self, call: Callable[[], object], told: str) -> None:
        assert problem_of(call).endswith(f": did you mean {told}?")

    def test_a_field_of_an_answer_is_no_hint(self) -> None:
        assert "there are subject, business" in problem_of(lambda: d.simulate([], status=3))

    def test_words_within_other_words_are_no_hint(self) -> None:
        assert "there are tasks, contractors, business" in problem_of(lambda: d.plan(NEWS, ANN, bonus=3))

    def test_what_cannot_be_printed_in_a_name_is_escaped(self) -> None:
        assert problem_of(lambda: d.Rate(**{"per\nmonth": 1})).startswith(r"Rate has no field 'per\nmonth'")


class TestMissing:
    @pytest.mark.parametrize(
        ("call", "told"),
        [
            (d.Task, "Task needs name"),
            (lambda: d.Task("x"), "Task needs hours"),
            (lambda: d.Task(hours=3), "Task needs name"),
            (lambda: d.Engagement(ANN), "Engagement needs tasks and mode and start"),
            (lambda: d.score(NEWS), "score needs contractor"),
            (lambda: gather_any("fig"), "gather needs basket"),
        ],
    )
    def test_what_is_needed_is_told(self, call: Callable[[], object], told: str) -> None:
        assert problem_of(call) == told


class TestWithoutNames:
    @pytest.mark.parametrize(
        ("call", "told"),
        [
            (lambda: d.Task("x", 3), "Task takes only name without a name in front: write the others as name=value"),
            (lambda: d.Business(50), "Business takes nothing without a name in front: write the others as name=value"),
            (
                lambda: d.score(NEWS, ANN, d.Business(), None),
                "score takes only tasks, contractor, business without a name in front: write the others as name=value",
            ),
            (lambda: d.Retainer(700, monthly_fee=700), "Retainer was given monthly_fee twice"),
        ],
    )
    def test_too_many_values_are_told(self, call: Callable[[], object], told: str) -> None:
        assert problem_of(call) == told


class TestTheRefusal:
    def test_is_a_type_error_as_that_of_python(self) -> None:
        with pytest.raises(TypeError):
            d.Task("x", hour=3)

    def test_is_a_delegation_error(self) -> None:
        with pytest.raises(DelegationError):
            d.Task("x", hour=3)

    def test_shows_a_call_that_works(self) -> None:
        with pytest.raises(RefusedCallError) as refusal:
            d.Task("x", hour=3)
        assert str(refusal.value) == (f"Task has no field 'hour': did you mean 'hours'?\n  such as {EXAMPLES['Task']}")

    def test_bears_the_name_that_it_is_given(self) -> None:
        def read(*, on: int) -> int:
            return on

        read_any: Any = explain_call_as("payments.read")(read)
        assert read_any(on=3) == 3
        with pytest.raises(RefusedCallError) as refusal:
            read_any()
        assert str(refusal.value) == f"payments.read needs on\n  such as {EXAMPLES['payments.read']}"

    @pytest.mark.parametrize(("name", "function"), READERS, ids=[name for name, _ in READERS])
    def test_names_what_reads_and_writes_files_by_its_room(self, name: str, function: Any) -> None:
        with pytest.raises(RefusedCallError) as refusal:
            function()
        assert str(refusal.value).startswith(f"{name} needs ")
        assert str(refusal.value).endswith(f"\n  such as {EXAMPLES[name]}")

    def test_shows_no_call_of_what_has_no_example(self) -> None:
        with pytest.raises(RefusedCallError) as refusal:
            gather_any("fig", basket=1, ripeness=2)
        assert str(refusal.value) == "gather has no argument 'ripeness': did you mean 'ripe'?"

    def test_carries_its_parts(self) -> None:
        with pytest.raises(RefusedCallError) as refusal:
            d.Task("x")
        assert (refusal.value.owner, refusal.value.problem) == ("Task", "needs hours")

    def test_hides_the_error_of_python_that_it_replaces(self) -> None:
        with pytest.raises(RefusedCallError) as refusal:
            d.Task("x")
        assert refusal.value.__context__ is None

    def test_a_type_error_from_within_stays_as_it_is(self) -> None:
        with pytest.raises(TypeError, match=r"^step 3$") as refusal:
            stumble(3)
        assert not isinstance(refusal.value, RefusedCallError)


class TestWhatFits:
    def test_is_answered_as_before(self) -> None:
        assert gather("fig", 2, ripe_after=5) == ("fig", 2, True, 5)

    def test_signatures_are_those_of_what_is_wrapped(self) -> None:
        assert list(inspect.signature(gather).parameters) == ["fruit", "basket", "ripe", "ripe_after"]

    def test_a_class_keeps_its_signature(self) -> None:
        assert str(inspect.signature(Basket)) == "(apples: int, pears: int = 0) -> None"

    def test_a_class_keeps_its_hints(self) -> None:
        assert typing.get_type_hints(Basket.__init__) == {"apples": int, "pears": int, "return": type(None)}

    def test_a_class_keeps_its_name(self) -> None:
        assert (Basket.__init__.__name__, Basket.__init__.__qualname__) == ("__init__", "Basket.__init__")

    def test_a_value_can_be_changed_and_pickled(self) -> None:
        more = attrs.evolve(Basket(1), pears=2)
        assert pickle.loads(pickle.dumps(more)) == Basket(1, 2)  # noqa: S301  # our own bytes

    def test_a_function_is_pickled_by_its_name(self) -> None:
        assert pickle.loads(pickle.dumps(delegation.score)) is delegation.score  # noqa: S301  # our own bytes

    def test_a_change_of_a_field_that_is_not_there_is_told(self) -> None:
        assert problem_of(lambda: evolve(NEWS, hour=3)) == "Task has no field 'hour': did you mean 'hours'?"
