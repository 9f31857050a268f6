"""frames.varied: what of a question can be varied, over which values, and what is then asked?"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import attrs

from delegation import _fields
from delegation._costing.records import Plain
from delegation._formatting.frames import Columns
from delegation.availability.weeks import Availability
from delegation.errors import NoLongRunRateError, RefusedValueError, shown
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.retainer import Retainer
from delegation.model.task import Task
from delegation.recurrence.kinds import Once, Rate, Recurrence
from delegation.recurrence.rule import Rule
from delegation.recurrence.typed import as_recurrence
from delegation.urgency import Urgency


class Question(NamedTuple):
    """What is asked at one point of a grid.

    Attributes:
        tasks: The tasks.
        contractors: Whom it is asked about.
        business: The owner's assumptions.
    """

    tasks: tuple[Task, ...]
    contractors: tuple[Contractor, ...]
    business: Business


class Value(NamedTuple):
    """One value of what is varied.

    Attributes:
        typed: As it was given.
        held: As the field holds it.
    """

    typed: Any
    held: Any


class Varied(NamedTuple):
    """What is varied, and over which values.

    Attributes:
        name: The argument, such as ``cost_per_day``.
        values: Its values, in their order.
    """

    name: str
    values: tuple[Value, ...]


COLUMNS: Mapping[str, Columns] = {
    "recurrence": {"recurrence": str, "occurrences_per_month": float},
    "cost_per_day": {"delay_money_per_day": float},
    "regular_load": {"regular_load_share": float},
    "block": {"block_hours_per_month": float},
    "budget": {"budget_money_per_month": float},
    "owner_rate": {"owner_money_per_hour": float},
}
"""What can be varied, in the order of the arguments, and what stands in its columns."""


def _block(value: Any) -> float:
    """Hours of a block; none would be an access retainer, which is another offer."""
    hours = _fields.to_float(value)
    if not (isinstance(hours, float) and _fields.SMALLEST <= hours <= _fields.ENORMOUS):
        raise RefusedValueError("sweep", "block", value, "it takes a number above 0, hours a month")
    return hours


_HELD: Mapping[str, Callable[[Any], Any]] = {
    "recurrence": as_recurrence,
    "cost_per_day": lambda value: Urgency(value).cost_per_day,
    "regular_load": lambda value: Availability(regular_load=value, one_off_load=0.0).regular_load,
    "block": _block,
    "budget": lambda value: Business(monthly_budget=value).monthly_budget,
    "owner_rate": lambda value: Business(owner_rate=value).owner_rate,
}
"""How the field that a value is meant for holds it, or refuses it."""


def varied(name: str, given: Any) -> Varied:
    """What is varied, each value checked by the field that it is meant for.

    Args:
        name: The argument.
        given: One value or several; none where it is not varied.

    Raises:
        RefusedValueError: If the field cannot take a value; it tells which list and which place, from 0.
    """
    if isinstance(given, str | Recurrence | Mapping) or not isinstance(given, Iterable):
        return Varied(name, (_value(name, name, given),))
    return Varied(name, tuple(_value(name, f"{name}[{place}]", value) for place, value in enumerate(given)))


def _value(name: str, field: str, value: Any) -> Value:
    try:
        return Value(value, _HELD[name](value))
    except RefusedValueError as error:
        raise RefusedValueError("sweep", field, value, error.accepted) from None


def cells(name: str, value: Value, business: Business, on: dt.date | None) -> dict[str, Plain]:
    """What stands in the columns of what is varied, where it has this value."""
    if name != "recurrence":
        return dict.fromkeys(COLUMNS[name], value.held)
    try:
        often = value.held.expected(business.horizon_months, on=on) / business.horizon_months
    except NoLongRunRateError:
        often = None
    return dict(zip(COLUMNS[name], (_written(value), often), strict=True))


def _written(value: Value) -> str:
    """A recurrence as it was typed, or in short."""
    if isinstance(value.typed, str):
        return value.typed.strip()
    match value.held:
        case Once(due=None):
            return "once"
        case Once(due=day):
            return f"once, due {day}"
        case Rate(per_month=often):
            return f"{often:.15g} a month"
        case Rule(rule=rule):
            return rule
        case recurrence:
            return shown(recurrence)


def asked(question: Question, name: str, value: Any) -> Question:
    """A question with another value of what is varied.

    Raises:
        RefusedValueError: If it does not go with all else.
    """
    tasks, contractors, business = question
    match name:
        case "recurrence":
            tasks = tuple(attrs.evolve(task, recurrence=value) for task in tasks)
        case "cost_per_day":
            tasks = tuple(attrs.evolve(task, urgency=attrs.evolve(task.urgency, cost_per_day=value)) for task in tasks)
        case "regular_load":
            contractors = tuple(
                attrs.evolve(each, availability=attrs.evolve(each.availability, regular_load=value, beliefs=()))
                for each in contractors
            )
        case "block":
            contractors = tuple(attrs.evolve(each, retainers=_offers(each, value)) for each in contractors)
        case "budget":
            business = attrs.evolve(business, monthly_budget=value)
        case _:
            business = attrs.evolve(business, owner_rate=value)
    return Question(tasks, contractors, business)


def _offers(contractor: Contractor, block: float) -> tuple[Retainer, ...]:
    """What a contractor offers, with a block of so many hours a month at the same fee an hour of it.

    Who makes the typical offer asks for it what they usually do; an access retainer has no block, and stays as it is.
    """
    if contractor.retainers is None:
        usual = Retainer.typical(block, contractor.rate)
        return (_sized(usual, block),)
    return tuple(_sized(offer, block) if offer.hours else offer for offer in contractor.retainers)


def _sized(offer: Retainer, block: float) -> Retainer:
    """An offer with a block of so many hours a month, for the same fee an hour."""
    larger = block / offer.hours_per_month
    return attrs.evolve(offer, hours=block * offer.period_months, monthly_fee=offer.monthly_fee * larger)
