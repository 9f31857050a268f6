"""scoring.assumptions: which inputs stand at their defaults, and which of them would flip the verdict?"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import attrs

from delegation._costing.case import Case
from delegation._formatting.phrases import money, of
from delegation.errors import RefusedValueError, titled
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.retainer import TYPICAL_DISCOUNT, Retainer

Gain = Callable[[Contractor, Business, Retainer | None], float]
"""What outsourcing a bundle would gain over the horizon, in money; -inf where it is no choice.

An offer of None stands for all that the contractor makes.
"""

WRONG = (0.5, 1.5)
"""Wrong by half: what the true value would be, in parts of the default."""

BUSINESS = {
    "owner_rate": "your hour worth {money}",
    "hiring_hours": "{value:g} h to hire",
    "briefing_hours": "{value:g} h to brief",
    "onboarding_hours": "{value:g} h to onboard",
    "replacement_days": "{value:g} days to replace {who}",
    "horizon_months": "a horizon of {value} months",
}

CONTRACTOR = {
    "one_off_minimum_hours": "a minimum charge of {value:g} h",
    "pace": "a pace of {value:g} ({whose} hours per estimated hour)",
}

AVAILABILITY = {
    "hours_per_week": "{value:g} client hours a week",
    "regular_load": "{value:.0%} of {whose} hours for regular clients",
    "one_off_load": "{value:.0%} of {whose} hours for one-off clients",
    "job_hours": "other clients' jobs of {value:g} h",
    "people": "{value} person",
}

LEARNT = {field: told for field, told in AVAILABILITY.items() if field in ("hours_per_week", "people")}
"""The same where loads are not known: what they may be is in the verdict already."""

RETAINER = {"minimum_months": "a minimum term of {value} months"}
"""How each default is told: by its value, alone or as money, by who the contractor is and what is theirs."""


class Assumption(NamedTuple):
    """An input that was left at its default.

    Attributes:
        field: Class and field, such as ``Business.briefing_hours``.
        told: What it is and its value with its unit, in words.
        flips: Whether the verdict would flip if it were half as large, or half as large again.
        stake: Where it would flip: what keeping to the verdict would then cost over the horizon, in money, at the
            worse of the two; infinite where outsourcing would then be impossible, 0 where nothing flips.
    """

    field: str
    told: str
    flips: bool
    stake: float = 0.0

    def __repr__(self) -> str:
        """The input and whether it would flip the verdict, in one line."""
        return f"<Assumption of {self.field}: {self.told}, {'would' if self.flips else 'would not'} flip the verdict>"


def assumptions_of(case: Case, *, outsource: bool, gain: Gain) -> tuple[Assumption, ...]:
    """The inputs of a case that stand at their defaults.

    Args:
        case: The case.
        outsource: Its verdict.
        gain: Finds what outsourcing gains with other inputs.
    """
    tasks, contractor, business = [work.task for work in case.works], case.contractor, case.business
    asked = case.offer if case.asked else None
    who, currency = titled(contractor.name), business.currency
    known: list[tuple[Any, Mapping[str, str], Callable[[Any], float]]] = [
        (business, BUSINESS, lambda other: gain(contractor, other, asked)),
        (contractor, CONTRACTOR, lambda other: gain(other, business, asked)),
        (
            contractor.availability,
            LEARNT if contractor.availability.beliefs else AVAILABILITY,
            lambda other: gain(attrs.evolve(contractor, availability=other), business, asked),
        ),
    ]
    offered = case.offer is not None and case.relationship.running is None
    if offered:
        known.append((case.offer, RETAINER, lambda other: gain(contractor, business, other)))
    found = []
    for owner, words, gained in known:
        for field, value, others in _defaults(owner, words):
            told = words[field].format(value=value, money=money(value, currency), who=who, whose=of(who))
            name = f"{type(owner).__name__}.{field}"
            found.append(Assumption(name, told, *_flips(map(gained, others), outsource=outsource)))
    if case.offer is not None and offered and contractor.retainers is None and not case.asked:
        block, rate = case.offer.hours, contractor.rate
        offers = [Retainer.typical(block, rate, discount=TYPICAL_DISCOUNT * wrong) for wrong in WRONG]
        gains = [gain(contractor, business, offer) for offer in offers]
        told = f"the typical retainer ({TYPICAL_DISCOUNT:.0%} below {of(who)} rate)"
        found.append(Assumption("Contractor.retainers", told, *_flips(gains, outsource=outsource)))
    harmless = sum(1 for task in tasks if not task.urgency.cost_per_day)
    if harmless:
        among = "" if harmless == len(tasks) else f" for {harmless} of {len(tasks)} tasks"
        found.append(Assumption("Urgency.cost_per_day", f"a delay that costs nothing{among}", flips=False))
    return tuple(found)


def most_needs_a_look(assumptions: Iterable[Assumption]) -> Assumption | None:
    """Of the defaults that would flip the verdict the one with the highest stake, the first of equals; or None."""
    return max((each for each in assumptions if each.flips), key=lambda each: each.stake, default=None)


def _flips(gains: Iterable[float], *, outsource: bool) -> tuple[bool, float]:
    """Whether any of several gains makes another verdict, and the largest that does."""
    against = [abs(gain) for gain in gains if (gain > 0.0) is not outsource]
    return bool(against), max(against, default=0.0)


def _defaults(owner: Any, told: Mapping[str, str]) -> Iterator[tuple[str, Any, list[Any]]]:
    """The fields of an object that stand at their defaults: name, value, and the object with each wrong by half."""
    for field in attrs.fields(type(owner)):
        value = getattr(owner, field.name)
        if field.name in told and value == field.default:
            others = []
            for wrong in WRONG:
                other = value * wrong
                if isinstance(value, int):
                    other = math.floor(other) if wrong < 1.0 else math.ceil(other)
                try:
                    others.append(attrs.evolve(owner, **{field.name: other}))
                except RefusedValueError:
                    continue  # half a person is none
            yield field.name, value, others
