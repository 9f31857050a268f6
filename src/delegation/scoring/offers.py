"""scoring.offers: which retainer is compared, and how does the case stand with it?"""

import datetime as dt
import math

from delegation._costing.balance import Balance
from delegation._costing.case import Case
from delegation._costing.obstacles import AWAY, NO_RETAINERS, NO_ROOM, Obstacle
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

    @property
    def obstacle(self) -> Obstacle | None:
        """Why outsourcing is no choice; None where it is one."""
        if self.case.away:
            return AWAY
        if self.case.offer is None:
            return NO_RETAINERS
        return NO_ROOM if self.balance.full else None

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
    relationship = _with_offer(
        relationship_with(contractor, bundle, business, engagements, on), contractor, business, retainer
    )
    works = works_of(bundle, contractor, business, on)
    offers = _offers(works, contractor, business, relationship, retainer) or (None,)
    asked = retainer is not None and relationship.running is None
    cases = [Case(works, contractor, business, relationship, offer, asked) for offer in offers]
    waits = cases[0].waits()  # the same on every offer
    found = [Reckoning(case, case.weigh(waits=waits)) for case in cases]
    return found[0] if len(found) == 1 else min(found, key=_outsourced)


def _with_offer(
    relationship: Relationship, contractor: Contractor, business: Business, retainer: Retainer | None
) -> Relationship:
    """How the two stand if that very retainer is signed, or if none is named: what runs then goes on.

    Raises:
        RefusedValueError: If another retainer runs, with other tasks too.
    """
    if relationship.running is None or retainer is None:
        return relationship
    if not relationship.may_sign(retainer, business.horizon_months):
        return relationship
    if relationship.others:
        accepted = f"the retainer that runs with {titled(contractor.name)} has other tasks too: leave this out"
        raise RefusedValueError("score", "retainer", retainer, accepted)
    return relationship.ended()


def _offers(
    works: tuple[Work, ...],
    contractor: Contractor,
    business: Business,
    relationship: Relationship,
    retainer: Retainer | None,
) -> tuple[Retainer, ...]:
    """The offers to compare."""
    if relationship.running is not None and relationship.running.retainer is not None:
        return (relationship.running.retainer,)
    if retainer is not None:
        return (retainer,)
    return _named(works, contractor, business)


def _named(works: tuple[Work, ...], contractor: Contractor, business: Business) -> tuple[Retainer, ...]:
    """The offers that a contractor names, or the typical one."""
    if contractor.retainers is not None:
        return contractor.retainers
    hours = math.fsum(work.occurrences * work.size for work in works) / business.horizon_months
    return (Retainer.typical(hours, contractor.rate),)


def offers_instead(case: Case) -> tuple[Retainer, ...]:
    """The offers that could be signed in place of the retainer that a case keeps."""
    relationship, business = case.relationship, case.business
    if relationship.running is None or relationship.others:
        return ()
    named = _named(case.works, case.contractor, business)
    return tuple(offer for offer in named if relationship.may_sign(offer, business.horizon_months))


def _outsourced(reckoning: Reckoning) -> float:
    """What tells offers apart: commitment and overage over the horizon."""
    return reckoning.balance.committed + reckoning.case.overage_rate * reckoning.balance.overage_hours
