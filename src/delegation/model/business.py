"""model.business: what does the owner assume about the business?"""

from typing import Any

import attrs

from delegation import _fields
from delegation._calls import explain_construction
from delegation.availability.weeks import Availability
from delegation.urgency import Urgency


def _limit(unit: str) -> _fields.Validator:
    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
        if value is not None:
            _fields.between(0.0, _fields.LARGEST, f"{unit} a month, or None for no limit")(instance, attribute, value)

    return validate


def _most(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    if value is not None:
        _fields.whole(0, 1_000_000, "retainers, or None for no limit")(instance, attribute, value)


def _currency(instance: "Business", attribute: "attrs.Attribute[Any]", value: object) -> None:
    if not isinstance(value, str) or len(value) > 10 or not value.isprintable():
        accepted = "it takes the name or sign of a currency such as EUR, at most 10 letters, or nothing"
        raise _fields.refuse(instance, attribute, value, accepted)


@explain_construction
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
        most_retainers: How many retainers may run at once, from 0, those that run already included; default None, no
            limit.
        currency: In which currency money is, such as ``EUR`` or ``€``, at most 10 characters; printed with it, never
            reckoned with; default empty, none is printed.
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
    most_retainers: int | None = attrs.field(default=None, converter=_fields.to_int, validator=_most)
    currency: str = attrs.field(default="", converter=_fields.to_text, validator=_currency)
    reference_urgency: Urgency = attrs.field(default=Urgency(10.0, 3.0), validator=_fields.a(Urgency))
    reference_availability: Availability = attrs.field(default=Availability(), validator=_fields.a(Availability))
