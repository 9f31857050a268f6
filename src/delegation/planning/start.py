"""planning.start: what would one do without much reckoning?

Each task is kept, or given to whoever asks least for it, as far as hours and limits go. Waiting is not reckoned, so
that nothing need be priced, however many there are.
"""

import math

from delegation._assignment.problem import NO_STATE
from delegation.planning.ledger import Ledger, Place
from delegation.planning.position import Position


def nominal(ledger: Ledger) -> Position:
    """Each task kept or hired for at the least price asked, the largest first; what nothing is left for stays undone.

    Args:
        ledger: What there is, and its limits.
    """
    market, business = ledger.market, ledger.market.business
    rooms = list(ledger.rooms)
    cash, owner_hours = ledger.cash_limit, ledger.owner_limit
    hired: set[int] = set()
    place: list[Place] = [None] * len(market.tasks)
    for task in sorted(range(len(place)), key=lambda each: (-ledger.hours_of(each), each)):
        best: tuple[float, int, float, float] | None = None
        for state in ledger.ways[task]:
            if state == NO_STATE:
                kept = ledger.least(task, state)
                asked = (kept.cost, state, 0.0, kept.owner_hours)
            else:
                option = market.options[state]
                if option.retainer is not None or ledger.hours(state, task) > rooms[state]:
                    continue
                work = market.works[task, option.facility]
                paid = work.occurrences * work.billed * option.contractor.rate / market.months
                own = work.occurrences * business.briefing_hours / market.months
                if not (option.relationship.known or state in hired):
                    own += business.hiring_hours / market.months
                asked = (paid + own * business.owner_rate, state, paid, own)
            if asked[2] <= cash and asked[3] <= owner_hours and (best is None or asked < best):
                best = asked
        if best is not None:
            _, state, paid, own = best
            place[task] = state
            cash, owner_hours = _less(cash, paid), _less(owner_hours, own)
            if state != NO_STATE:
                rooms[state] -= ledger.hours(state, task)
                hired.add(state)
    return Position.at(ledger, place)


def _less(limit: float, taken: float) -> float:
    """What is left of a limit."""
    return limit if math.isinf(limit) else limit - taken
