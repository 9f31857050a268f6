"""urgency: what does it cost when a piece of work starts late?"""

import datetime as dt

import attrs

from delegation import _fields
from delegation._calls import explain_call, explain_construction
from delegation.errors import RefusedValueError


@explain_construction
@attrs.frozen
class Urgency:
    """The cost of delay of one occurrence: nothing within the slack, then so much a day.

    Cost of delay and not points: points have no unit and cannot be checked.

    Attributes:
        cost_per_day: Money that each day of lateness costs, from 0; default 0, waiting harms nobody.
        slack_days: Calendar days from the need to the latest harmless start, from 0; default 0.
    """

    cost_per_day: float = attrs.field(
        default=0.0,
        converter=_fields.to_float,
        validator=_fields.between(0.0, _fields.LARGEST, "money for a day of delay"),
    )
    slack_days: float = attrs.field(
        default=0.0, converter=_fields.to_float, validator=_fields.between(0.0, _fields.LARGEST, "calendar days")
    )

    @classmethod
    @explain_call
    def until(cls, due: dt.date, on: dt.date, cost_per_day: float, work_days: float = 0.0) -> "Urgency":
        """The urgency of work that must be done by a date: its slack is what the work itself leaves of the days.

        Args:
            due: The day on which it must be done.
            on: The day on which the need arises.
            cost_per_day: Money that each day beyond the due date costs.
            work_days: Calendar days that the work itself takes, from 0.

        Returns:
            An urgency with slack max(0, days from `on` to `due` - `work_days`).

        Raises:
            RefusedValueError: If a day is no date or a moment in a time zone, or a number is negative, infinite or NaN.
        """
        last, first = (_fields.own_day("Urgency.until", field, value) for field, value in (("due", due), ("on", on)))
        days = _fields.to_float(work_days)
        if not (isinstance(days, float) and 0.0 <= days <= _fields.LARGEST):
            raise RefusedValueError("Urgency.until", "work_days", work_days, "it takes a number from 0, calendar days")
        return cls(cost_per_day, max(0.0, (last - first).days - days))
