"""model: what is the work, who could do it, on which terms, and what is the owner's own time worth?

The nouns that a user writes down. Money is a plain number in one currency; hours are working hours; slack and waits are
calendar days; months are 365.25/12 days.
"""

import enum
import math
from collections.abc import Iterable
from typing import Any

import attrs

from delegation import _fields
from delegation.availability import Availability
from delegation.errors import RefusedValueError
from delegation.recurrence import Recurrence, as_recurrence
from delegation.urgency import Urgency

TYPICAL_DISCOUNT = 0.10
"""How much an hour of a block costs less than one-off work (price sheets and advice, -20 to 50 %, trust medium)."""

TYPICAL_BLOCK = 10.0
"""The smallest typical block in hours a month (seven pages, 3 to 20, trust high)."""

BLOCK_STEP = 5.0
"""Typical blocks are multiples of so many hours (a guess)."""


class Mode(enum.StrEnum):
    """How a task is done.

    "Outsource" is often said of any delegation; here it has one meaning.

    Attributes:
        OUTSOURCE: An ongoing monthly retainer: you are a regular client and are served first.
        OUT_TASK: Hired once for the job: you part ways, perhaps call again, and queue behind her regular clients.
        KEEP: You do it yourself.
    """

    OUTSOURCE = "outsource"
    OUT_TASK = "out-task"
    KEEP = "keep"


def _owner_hours(instance: "Task", attribute: "attrs.Attribute[Any]", value: object) -> None:
    if value is not None:
        _fields.between(0.0, 1e6, "working hours, or None where you cannot do it")(instance, attribute, value)


def _one_skill(instance: "Task", attribute: "attrs.Attribute[Any]", value: object) -> None:
    if not isinstance(value, str):
        raise _fields.refuse(instance, attribute, value, 'it takes one word, or "" where anybody can do it')


def _recurs(instance: "Task", attribute: "attrs.Attribute[Any]", value: object) -> None:
    if isinstance(value, Recurrence):
        return
    accepted = "it takes a number of times a month, None (once), an RFC 5545 rule as text, or a Rate, Rule or Once"
    if isinstance(value, Iterable):
        accepted = "learning a rate from past dates is not in this version; " + accepted
    raise _fields.refuse(instance, attribute, value, accepted)


@attrs.frozen
class Task:
    """Work that comes back.

    Attributes:
        name: What you call it; tasks of one business have different names.
        skill: The skill that it needs, one of a contractor's `skills`; default empty, anybody can do it.
        hours: Working hours of one occurrence, above 0.
        recurrence: How often it comes back: a `Recurrence`, or a number a month, None (once), or an RFC 5545 rule as
            text, with or without its DTSTART line.
        urgency: What a late start costs; default nothing.
        owner_hours: What one occurrence takes you, from 0; default None, you cannot or will not do it.
        keep: Whether you never hand it over; `hours` then stands in for a missing `owner_hours`.

    Raises:
        RefusedValueError: If a field has a value that it cannot take.
    """

    name: str = attrs.field(converter=_fields.to_text, validator=_fields.named)
    skill: str = attrs.field(default="", converter=_fields.to_text, validator=_one_skill, kw_only=True)
    hours: float = attrs.field(
        converter=_fields.to_float,
        validator=_fields.between(_fields.SMALLEST, 1e6, "working hours of one occurrence"),
        kw_only=True,
    )
    recurrence: Recurrence = attrs.field(default=None, converter=as_recurrence, validator=_recurs, kw_only=True)
    urgency: Urgency = attrs.field(default=Urgency(), validator=_fields.a(Urgency), kw_only=True)
    owner_hours: float | None = attrs.field(
        default=None, converter=_fields.to_float, validator=_owner_hours, kw_only=True
    )
    keep: bool = attrs.field(default=False, validator=_fields.flag, kw_only=True)

    @property
    def hours_if_kept(self) -> float | None:
        """Your own working hours for one occurrence, None where keeping is no choice."""
        return self.hours if self.keep and self.owner_hours is None else self.owner_hours


def _rate_or_none(instance: "Retainer", attribute: "attrs.Attribute[Any]", value: object) -> None:
    if value is not None:
        _fields.between(0.0, _fields.ENORMOUS, "money an hour, or None for the contractor's rate")(
            instance, attribute, value
        )


@attrs.frozen
class Retainer:
    """Terms of an ongoing agreement: a fee every month for a block of hours and a regular client's place in the queue.

    Attributes:
        monthly_fee: Money a month, from 0, whether hours are used or not.
        hours: The block: working hours a month that the fee includes, from 0. With 0 it is an access retainer: the fee
            buys priority, and work is billed.
        overage_rate: Money for an hour above the block; default None, the contractor's rate.
        rollover_hours: The most unused hours that go over into the next month; default 0, none.
        minimum_months: Months that are owed at least; default 3 (six pages, 0 to 6, trust high).
        notice_months: Months from notice to end; default 1 (three pages, 0 to 30 days, trust medium).

    Raises:
        RefusedValueError: If a field has a value that it cannot take.
    """

    monthly_fee: float = attrs.field(
        converter=_fields.to_float, validator=_fields.between(0.0, _fields.ENORMOUS, "money a month")
    )
    hours: float = attrs.field(
        converter=_fields.to_float, validator=_fields.between(0.0, _fields.ENORMOUS, "working hours a month")
    )
    overage_rate: float | None = attrs.field(
        default=None, converter=_fields.to_float, validator=_rate_or_none, kw_only=True
    )
    rollover_hours: float = attrs.field(
        default=0.0,
        converter=_fields.to_float,
        validator=_fields.between(0.0, _fields.ENORMOUS, meaning="working hours"),
        kw_only=True,
    )
    minimum_months: int = attrs.field(
        default=3, converter=_fields.to_int, validator=_fields.whole(0, 120, "months"), kw_only=True
    )
    notice_months: int = attrs.field(
        default=1, converter=_fields.to_int, validator=_fields.whole(0, 120, "months"), kw_only=True
    )

    @classmethod
    def typical(cls, hours_per_month: float, rate: float, *, discount: float = TYPICAL_DISCOUNT) -> "Retainer":
        """The offer that a contractor typically makes for so much work.

        Args:
            hours_per_month: Mean working hours a month of the work, from 0.
            rate: Her rate, money an hour.
            discount: How much an hour of the block costs less than her rate, 0 to 1; default 0.10.

        Returns:
            A block of the larger of 10 hours and the mean hours rounded up to a multiple of 5.
        """
        hours = _fields.number_between(
            "Retainer.typical", "hours_per_month", hours_per_month, 0.0, _fields.ENORMOUS, meaning="working hours"
        )
        hourly = _fields.number_between("Retainer.typical", "rate", rate, 0.0, _fields.LARGEST, meaning="money an hour")
        part = _fields.number_between(
            "Retainer.typical", "discount", discount, 0.0, 1.0, meaning="a share of her rate (10% is 0.1)"
        )
        # what rounding errors add to a mean of 20 hours makes it no block of 25
        block = max(TYPICAL_BLOCK, math.ceil(hours / BLOCK_STEP - 1e-9) * BLOCK_STEP)
        return cls((1.0 - part) * hourly * block, block)

    @property
    def terms(self) -> tuple[float, ...]:
        """What orders offers: fee, block and the rest."""
        overage = -1.0 if self.overage_rate is None else self.overage_rate
        return (self.monthly_fee, self.hours, overage, self.rollover_hours, self.minimum_months, self.notice_months)

    def hourly_overage(self, rate: float) -> float:
        """Money for an hour above the block: the contractor's rate, or the overage rate where that is lower."""
        return rate if self.overage_rate is None else min(self.overage_rate, rate)


def _to_skills(value: Any) -> Any:
    """Skills as a frozen set, blanks around them gone; text as the one skill that it names."""
    if isinstance(value, str):
        value = (value,)
    try:
        return frozenset(_fields.to_text(skill) for skill in value)
    except TypeError:
        return value


def _to_offers(value: Any) -> Any:
    """Offers as a tuple in a fixed order, None as it came."""
    if isinstance(value, Retainer):
        return (value,)
    try:
        return tuple(sorted(set(value), key=lambda offer: offer.terms)) if not isinstance(value, str) else value
    except (TypeError, AttributeError):
        return value


def _words(instance: "Contractor", attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if not isinstance(value, frozenset) or not all(_fields.is_word(skill) for skill in value):
        raise _fields.refuse(instance, attribute, value, 'it takes words such as {"web", "copy"}, none of them empty')


def _offers(instance: "Contractor", attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if value is not None and not (isinstance(value, tuple) and all(isinstance(offer, Retainer) for offer in value)):
        accepted = "it takes Retainer objects, () for none, or None for the typical offer"
        raise _fields.refuse(instance, attribute, value, accepted)


def _in_order(skills: frozenset[str]) -> str:
    """How skills are written: alike in every process."""
    return f"frozenset({{{', '.join(map(repr, sorted(skills)))}}})" if skills else "frozenset()"


@attrs.frozen
class Contractor:
    """Who could do the work.

    Attributes:
        name: What you call her; contractors of one business have different names.
        skills: What she can do, words that match `Task.skill`; default none.
        rate: Money for an hour of one-off work, from 0.
        one_off_minimum_hours: The fewest hours that a one-off job is billed, from 0; default 1 (five pages, 20 minutes
            to 3 hours, trust high).
        pace: Her working hours for each hour of a task's estimate, above 0; default 1.
        retainers: The retainers that she offers; `()` if she takes none. Default None: the typical offer, sized to the
            work: a block of the larger of 10 and the mean hours a month rounded up to 5, for a fee 10 % below her rate.
        availability: When she can start.

    Raises:
        RefusedValueError: If a field has a value that it cannot take.
    """

    name: str = attrs.field(converter=_fields.to_text, validator=_fields.named)
    skills: frozenset[str] = attrs.field(
        default=frozenset(), converter=_to_skills, validator=_words, repr=_in_order, kw_only=True
    )
    rate: float = attrs.field(
        converter=_fields.to_float, validator=_fields.between(0.0, _fields.LARGEST, "money an hour"), kw_only=True
    )
    one_off_minimum_hours: float = attrs.field(
        default=1.0, converter=_fields.to_float, validator=_fields.between(0.0, 1e6, "working hours"), kw_only=True
    )
    pace: float = attrs.field(
        default=1.0,
        converter=_fields.to_float,
        validator=_fields.between(1e-3, 1e3, "hours of hers for each estimated hour"),
        kw_only=True,
    )
    retainers: tuple[Retainer, ...] | None = attrs.field(
        default=None, converter=_to_offers, validator=_offers, kw_only=True
    )
    availability: Availability = attrs.field(default=Availability(), validator=_fields.a(Availability), kw_only=True)

    def can(self, task: Task) -> bool:
        """Whether she has the skill that a task needs."""
        return not task.skill or task.skill in self.skills


def _limit(unit: str) -> _fields.Validator:
    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
        if value is not None:
            _fields.between(0.0, _fields.LARGEST, f"{unit} a month, or None for no limit")(instance, attribute, value)

    return validate


@attrs.frozen(kw_only=True)
class Business:
    """Your own assumptions, each to be seen and changed.

    Attributes:
        owner_rate: What an hour of yours is worth, money, from 0; default 50 (a guess).
        hiring_hours: Your hours to find somebody never engaged before, from 0; default 2 (a guess).
        briefing_hours: Your hours to brief somebody for each one-off job, from 0; default 0.5 (two pages say 0.1 to
            1.2 of client's time for an occurrence, trust low).
        onboarding_hours: Your hours to start a retainer, once, from 0; default 3 (a guess).
        replacement_days: Calendar days until somebody else could start, from 0; default 5 (two pages, 3 to 14, trust
            low).
        horizon_months: Months over which all costs are compared, 1 to 120; default 12.
        monthly_budget: Money that may leave the business a month on average, from 0; default None, no limit.
        owner_hours_per_month: Your own hours a month for all this, from 0; default None, no limit.
        reference_urgency: The urgency from which a score's contributions are counted; default 10 a day after 3 days.
        reference_availability: The availability from which they are counted; default `Availability()`.

    Raises:
        RefusedValueError: If a field has a value that it cannot take.
    """

    owner_rate: float = attrs.field(
        default=50.0, converter=_fields.to_float, validator=_fields.between(0.0, _fields.LARGEST, "money an hour")
    )
    hiring_hours: float = attrs.field(
        default=2.0, converter=_fields.to_float, validator=_fields.between(0.0, 1e6, "your hours")
    )
    briefing_hours: float = attrs.field(
        default=0.5, converter=_fields.to_float, validator=_fields.between(0.0, 1e6, "your hours")
    )
    onboarding_hours: float = attrs.field(
        default=3.0, converter=_fields.to_float, validator=_fields.between(0.0, 1e6, "your hours")
    )
    replacement_days: float = attrs.field(
        default=5.0, converter=_fields.to_float, validator=_fields.between(0.0, _fields.LARGEST, "calendar days")
    )
    horizon_months: int = attrs.field(default=12, converter=_fields.to_int, validator=_fields.whole(1, 120, "months"))
    monthly_budget: float | None = attrs.field(default=None, converter=_fields.to_float, validator=_limit("money"))
    owner_hours_per_month: float | None = attrs.field(
        default=None, converter=_fields.to_float, validator=_limit("your hours")
    )
    reference_urgency: Urgency = attrs.field(default=Urgency(10.0, 3.0), validator=_fields.a(Urgency))
    reference_availability: Availability = attrs.field(default=Availability(), validator=_fields.a(Availability))


def tasks_by_name(owner: str, tasks: Task | Iterable[Task]) -> tuple[Task, ...]:
    """A task or several as a tuple in the order of their names, at least one.

    Raises:
        RefusedValueError: If there is none, something else is among them, or two bear the same name.
    """
    several = _fields.unique_by_name(owner, "tasks", tasks, Task)
    if not several:
        raise RefusedValueError(owner, "tasks", several, "it takes at least one Task")
    return several
