"""scoring.assumptions: which inputs stand at their defaults, and which of them would flip the verdict?"""

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import attrs

from delegation._costing.case import Case
from delegation.errors import RefusedValueError
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.retainer import TYPICAL_DISCOUNT, Retainer

Verdict = Callable[[Contractor, Business, Retainer | None], bool]
"""Whether a bundle would be outsourced; an offer of None stands for all that the contractor makes."""

WRONG = (0.5, 1.5)
"""Wrong by half: what the true value would be, in parts of the default."""

BUSINESS = {
    "owner_rate": "your hour worth {:g}",
    "hiring_hours": "{:g} h to hire",
    "briefing_hours": "{:g} h to brief",
    "onboarding_hours": "{:g} h to onboard",
    "replacement_days": "{:g} days to replace her",
    "horizon_months": "a horizon of {} months",
}

CONTRACTOR = {
    "one_off_minimum_hours": "a minimum charge of {:g} h",
    "pace": "a pace of {:g} (her hours for each hour of your estimate)",
}

AVAILABILITY = {
    "hours_per_week": "{:g} client hours a week",
    "regular_load": "{:.0%} of her hours for regular clients",
    "one_off_load": "{:.0%} for one-off clients",
    "job_hours": "jobs of {:g} h",
    "people": "{} person",
}

RETAINER = {"minimum_months": "a minimum term of {} months"}
"""How each default is told."""


class Assumption(NamedTuple):
    """An input that was left at its default.

    Attributes:
        field: Class and field, such as ``Business.briefing_hours``.
        told: What it is and its value with its unit, in words.
        flips: Whether the verdict would flip if it were half as large, or half as large again.
    """

    field: str
    told: str
    flips: bool


def assumptions_of(case: Case, *, outsource: bool, verdict: Verdict) -> tuple[Assumption, ...]:
    """The inputs of a case that stand at their defaults.

    Args:
        case: The case.
        outsource: Its verdict.
        verdict: Finds the verdict of other inputs.
    """
    tasks, contractor, business = [work.task for work in case.works], case.contractor, case.business
    asked = case.offer if case.asked else None

    def differs(who: Contractor, what: Business, offer: Retainer | None) -> bool:
        return verdict(who, what, offer) is not outsource

    known: list[tuple[Any, Mapping[str, str], Callable[[Any], bool]]] = [
        (business, BUSINESS, lambda other: differs(contractor, other, asked)),
        (contractor, CONTRACTOR, lambda other: differs(other, business, asked)),
        (
            contractor.availability,
            AVAILABILITY,
            lambda other: differs(attrs.evolve(contractor, availability=other), business, asked),
        ),
    ]
    offered = case.offer is not None and case.relationship.running is None
    if offered:
        known.append((case.offer, RETAINER, lambda other: differs(contractor, business, other)))
    found = [
        Assumption(field, told, any(map(flipped, others)))
        for owner, words, flipped in known
        for field, told, others in _defaults(owner, words)
    ]
    if case.offer is not None and offered and contractor.retainers is None and not case.asked:
        block, rate = case.offer.hours, contractor.rate
        offers = [Retainer.typical(block, rate, discount=TYPICAL_DISCOUNT * wrong) for wrong in WRONG]
        flips = any(differs(contractor, business, offer) for offer in offers)
        told = f"the typical retainer ({TYPICAL_DISCOUNT:.0%} below her rate)"
        found.append(Assumption("Contractor.retainers", told, flips))
    harmless = sum(1 for task in tasks if not task.urgency.cost_per_day)
    if harmless:
        of = "" if harmless == len(tasks) else f" for {harmless} of {len(tasks)} tasks"
        found.append(Assumption("Urgency.cost_per_day", f"a delay that costs nothing{of}", flips=False))
    return tuple(found)


def _defaults(owner: Any, told: Mapping[str, str]) -> Iterator[tuple[str, str, list[Any]]]:
    """The fields of an object that stand at their defaults: name, words, and the object with each wrong by half."""
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
            yield f"{type(owner).__name__}.{field.name}", told[field.name].format(value), others
