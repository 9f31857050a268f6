"""model.retainer: what are the terms of an ongoing agreement?"""

import math
from typing import Any

import attrs

from delegation import _fields
from delegation._calls import explain_call, explain_construction

TYPICAL_DISCOUNT = 0.10
"""How much an hour of a block costs less than one-off work (price sheets and advice, -20 to 50 %, trust medium)."""

TYPICAL_BLOCK = 10.0
"""The smallest typical block in hours a month (seven pages, 3 to 20, trust high)."""

BLOCK_STEP = 5.0
"""Typical blocks are multiples of so many hours (a guess)."""


FEWEST_HOURS, MOST_HOURS = 2.0, 744.0
"""A fee outside of these is no block of hours in the wrong place: it is symbolic, or no month has as many."""


def _rate_or_none(instance: "Retainer", attribute: "attrs.Attribute[Any]", value: object) -> None:
    if value is not None:
        _fields.between(0.0, _fields.ENORMOUS, "money an hour, or None for the contractor's rate")(
            instance, attribute, value
        )


@explain_construction
@attrs.frozen
class Retainer:
    """Terms of an ongoing agreement: a fee every month for a block of hours and a regular client's place in the queue.

    Attributes:
        monthly_fee: Money a month, from 0, whether hours are used or not.
        hours: The block: working hours that the fee includes, from 0, a month or whatever `period_months` says. With 0
            it is an access retainer: the fee buys priority, and work is billed.
        overage_rate: Money for an hour above the block; default None, the contractor's rate.
        rollover_hours: The most unused hours that go over into the next month, or period; default 0, none.
        minimum_months: Months that are owed at least; default 3 (six pages, 0 to 6, trust high).
        notice_months: Months from notice to end; default 1 (three pages, 0 to 30 days, trust medium).
        setup_fee: Money once, when it is signed, from 0; default 0.
        period_months: Months for which a block is there, 1 to 120: 3 for a block a quarter, 12 for one a year; default
            1. What is unused at a period's end is lost but for what rolls over; the fee is told, and due, a month. Of a
            period that an end cuts short, the block counts for the part of it that there is.

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
    setup_fee: float = attrs.field(
        default=0.0,
        converter=_fields.to_float,
        validator=_fields.between(0.0, _fields.ENORMOUS, meaning="money once"),
        kw_only=True,
    )
    period_months: int = attrs.field(
        default=1, converter=_fields.to_int, validator=_fields.whole(1, 120, "months"), kw_only=True
    )

    @classmethod
    @explain_call
    def typical(cls, hours_per_month: float, rate: float, *, discount: float = TYPICAL_DISCOUNT) -> "Retainer":
        """The offer that a contractor typically makes for so much work.

        Args:
            hours_per_month: Mean working hours a month of the work, from 0.
            rate: The contractor's rate, money an hour.
            discount: How much an hour of the block costs less than the rate, 0 to 1; default 0.10.

        Returns:
            A block of the larger of 10 hours and the mean hours rounded up to a multiple of 5.
        """
        hours = _fields.number_between(
            "Retainer.typical", "hours_per_month", hours_per_month, 0.0, _fields.ENORMOUS, meaning="working hours"
        )
        hourly = _fields.number_between("Retainer.typical", "rate", rate, 0.0, _fields.LARGEST, meaning="money an hour")
        part = _fields.number_between(
            "Retainer.typical", "discount", discount, 0.0, 1.0, meaning="a share of the rate (10% is 0.1)"
        )
        # what rounding errors add to a mean of 20 hours makes it no block of 25
        block = max(TYPICAL_BLOCK, math.ceil(hours / BLOCK_STEP - 1e-9) * BLOCK_STEP)
        return cls((1.0 - part) * hourly * block, block)

    @property
    def hours_per_month(self) -> float:
        """The block's working hours a month on average."""
        return self.hours / self.period_months

    def hourly_overage(self, rate: float) -> float:
        """Money for an hour above the block: the contractor's rate, or the overage rate where that is lower."""
        return rate if self.overage_rate is None else min(self.overage_rate, rate)


def by_terms(offer: Retainer | None) -> tuple[float, ...]:
    """What orders offers: fee, block and the rest; none before all."""
    if offer is None:
        return ()
    overage = -1.0 if offer.overage_rate is None else offer.overage_rate
    own = (offer.monthly_fee, offer.hours, overage, offer.rollover_hours, offer.minimum_months, offer.notice_months)
    return (*own, offer.setup_fee, offer.period_months)


def swapped(offer: Retainer, rate: float) -> bool:
    """Whether fee and hours of an offer were surely typed in each other's place, by somebody who charges this rate.

    An hour of the block costs less than a tenth of the rate, and with fee and hours swapped it would be a block as
    there are: of whole quarter hours, 2 to 744 of them a month, for a third of the rate to one and a half. Symbolic
    fees pass, and blocks that stand for "without limit": swapped, they would be no deal. So do blocks of several
    months, whose fee is told for one.
    """
    fee, hours = offer.monthly_fee, offer.hours
    if offer.period_months > 1:
        return False
    if not FEWEST_HOURS <= fee <= MOST_HOURS or fee >= hours * rate / 10.0:
        return False
    return rate / 3.0 <= hours / fee <= rate * 1.5 and (fee * 4.0).is_integer()


def swapped_terms(offer: Retainer, rate: float) -> str:
    """What is said of an offer whose fee and hours look swapped."""
    fee, hours = offer.monthly_fee, offer.hours
    return (
        f"a fee of {fee:g} for {hours:g} hours looks swapped where an hour costs {rate:g}: "
        f"write Retainer(monthly_fee={hours:g}, hours={fee:g})"
    )
