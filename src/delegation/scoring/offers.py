"""scoring.offers: which retainer is compared, and how does the case stand with it?"""

import datetime as dt
import math

from delegation._costing.case import Balance, Case
from delegation._costing.relationship import Relationship, relationship_with
from delegation._costing.workload import Work, works_of
from delegation.errors import RefusedValueError, titled
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement
from delegation.model.retainer import Retainer
from delegation.model.task import Task


class Reckoning:
    """What a score was reckoned from; no tuple and no attrs class, so that `attrs.asdict` of a score leaves it whole.

    Two are equal where their cases are: these decide the balance.
    """

    def __init__(self, case: Case, balance: Balance) -> None:
        """Hold both."""
        self.case, self.balance = case, balance

    def __eq__(self, other: object) -> bool:
        return self.case == other.case if isinstance(other, Reckoning) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.case)


def answer(
    bundle: tuple[Task, ...],
    contractor: Contractor,
    business: Business,
    retainer: Retainer | None,
    *,
    engagements: tuple[Engagement, ...],
    on: dt.date | None,
) -> Reckoning:
    """The case with the offer that is cheapest a month, weighed; the first of equals in the order of their terms."""
    relationship = relationship_with(contractor, bundle, business, engagements, on)
    works = works_of(bundle, contractor, business, on)
    offers = _offers(works, contractor, business, relationship, retainer) or (None,)
    asked = retainer is not None and relationship.running is None
    cases = [Case(works, contractor, business, relationship, offer, asked) for offer in offers]
    waits = cases[0].waits()  # the same on every offer
    found = [Reckoning(case, case.weigh(waits=waits)) for case in cases]
    return found[0] if len(found) == 1 else min(found, key=_outsourced)


def _offers(
    works: tuple[Work, ...],
    contractor: Contractor,
    business: Business,
    relationship: Relationship,
    retainer: Retainer | None,
) -> tuple[Retainer, ...]:
    """The offers to compare."""
    running = relationship.running.retainer if relationship.running is not None else None
    if running is not None:
        if retainer is not None and retainer != running:
            accepted = f"the retainer that runs with {titled(contractor.name)} is compared as it stands: leave this out"
            raise RefusedValueError("score", "retainer", retainer, accepted)
        return (running,)
    if retainer is not None:
        return (retainer,)
    if contractor.retainers is not None:
        return contractor.retainers
    hours = math.fsum(work.occurrences * work.size for work in works) / business.horizon_months
    return (Retainer.typical(hours, contractor.rate),)


def _outsourced(reckoning: Reckoning) -> float:
    """What tells offers apart: commitment and overage over the horizon."""
    return reckoning.balance.committed + reckoning.case.overage_rate * reckoning.balance.overage_hours
