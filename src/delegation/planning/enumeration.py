"""planning.enumeration: where few bundles can be in the best plan, which plan is it, and is that proven?

A bundle that even at its least cost cannot be in a plan cheaper than the one at hand is passed over. All others are
priced truly, and put together in every way that can still be cheaper.
"""

import math
from collections.abc import Callable, Iterator
from itertools import chain, combinations
from typing import NamedTuple

from delegation._assignment.problem import NO_STATE, Column
from delegation._assignment.relaxation import Prices, Relaxed
from delegation.planning.bound import Optimum
from delegation.planning.combination import Combination
from delegation.planning.duals import Candidate, Duals
from delegation.planning.ledger import Ledger
from delegation.planning.position import GAIN, Position

BUNDLES = 4_000
"""How many bundles are priced at the most."""


class Found(NamedTuple):
    """What trying all plans led to.

    Attributes:
        position: The best plan seen.
        bound: What no plan costs less than.
        proven: Whether no plan is cheaper.
    """

    position: Position
    bound: float
    proven: bool


def best_of_all(position: Position, optimum: Optimum, relaxation: Relaxed, over: Callable[[], bool]) -> Found:
    """The best plan, where that can be found by trying all; else the best one that was seen.

    Args:
        position: The plan at hand, within the limits.
        optimum: The optimistic problem.
        relaxation: A bound at optimistic prices.
        over: Whether the time is over.
    """
    ledger = position.ledger
    known = position.totals.cost
    candidates: dict[int, list[Candidate]] = {}
    for count, (tasks, state) in enumerate(_promising(ledger, optimum, relaxation, known)):
        if count >= BUNDLES or (count % 64 == 0 and over()):
            return Found(position, min(relaxation.bound, known), proven=False)
        several = candidates.setdefault(ledger.facility(state), [])
        several.append(Candidate(state, tasks, ledger.priced(state, frozenset(tasks)), _bits(tasks)))
    duals = Duals(ledger, candidates, known, relaxation.prices)
    duals.tighten(over)
    combination = Combination(duals, over)
    combination.combine()
    bound = combination.known if combination.proven else max(relaxation.bound, combination.bound)
    if combination.place is not None:
        found = Position.at(ledger, combination.place)
        position = found if found.beats(position) else position
    return Found(position, min(bound, combination.known), combination.proven)


def _bits(tasks: tuple[int, ...]) -> int:
    """Tasks as bits."""
    return sum(1 << task for task in tasks)


def _promising(
    ledger: Ledger, optimum: Optimum, relaxation: Relaxed, known: float
) -> Iterator[tuple[tuple[int, ...], int]]:
    """Tasks and an option each on which they may at their least cost be in a cheaper plan than is known."""
    problem, prices = optimum.problem, relaxation.prices
    columns: list[dict[int, Column]] = [{} for _ in problem.states]
    for column in problem.columns:
        if column.state != NO_STATE:
            columns[column.state][column.task] = column
    if ledger.queues_at_home:  # all that may be kept together
        mine = [task for task, ways in enumerate(ledger.ways) if NO_STATE in ways]
        for tasks in chain.from_iterable(combinations(mine, size) for size in range(1, len(mine) + 1)):
            if math.fsum(ledger.least(task, NO_STATE).owner_hours for task in tasks) <= ledger.owner_limit:
                yield tasks, NO_STATE
    slack = GAIN * max(1.0, abs(known))
    for state, least in enumerate(optimum.states):
        there, capacity = problem.states[least], ledger.rooms[state]
        room = known - relaxation.bound + relaxation.profits.get(there.facility, 0.0) + slack
        charge = there.fixed_charge + prices.cash * there.cash + prices.owner_hours * there.owner_hours
        rate = there.overage_rate * (1.0 + prices.cash)
        able = sorted((_reduced(columns[least][task], prices), task) for task in ledger.able[state])
        ways = [columns[least][task] for _, task in able]
        still = [0.0]  # what the tasks from each place on can take off
        for value, _ in reversed(able):
            still.append(still[-1] + min(0.0, value))
        still.reverse()
        stack: list[tuple[int, float, float, float, tuple[int, ...]]] = [(0, charge, 0.0, 0.0, ())]
        while stack:
            place, cost, load, block, tasks = stack.pop()
            if tasks and cost + (rate * max(0.0, block - there.block) if rate else 0.0) <= room:
                yield tuple(sorted(tasks)), state
            for following in range(place, len(able)):
                way = ways[following]
                loaded, blocked, total = load + way.load, block + way.block, cost + able[following][0]
                above = rate * max(0.0, blocked - there.block) if rate else 0.0
                if loaded <= capacity and total + above + still[following + 1] <= room:
                    stack.append((following + 1, total, loaded, blocked, (*tasks, way.task)))


def _reduced(column: Column, prices: Prices) -> float:
    """What a way costs less what is paid for its task."""
    return column.cost + prices.cash * column.cash + prices.owner_hours * column.owner_hours - prices.tasks[column.task]
