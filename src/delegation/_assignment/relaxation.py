"""_assignment.relaxation: what does no choice of the array problem cost less than, without a solver?

Lagrange: every task pays a price to whoever does it, and every unit of a shared limit has one. At any prices, what each
facility would then choose for itself adds up to a bound; prices are moved by subgradient steps until it rises no more.
At the best prices it is the bound of the linear program in which each column is linked to its state.

Source: Held, Wolfe and Crowder (1974) for the steps; Geoffrion (1974) for the bound.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from delegation._assignment.problem import NO_STATE, Problem, State
from delegation._assignment.watch import Watch, go_on

STEPS = 150
"""Subgradient steps at the most."""

PATIENCE = 8
"""After so many steps without a better bound steps are halved."""

CLOSED = 1e-9
"""The distance from the cost of a known choice, as a part of it, at which nothing is left to gain."""

ROUNDING = 1e-11
"""What the sums behind a bound may have rounded, as a part of the largest of them."""


class Prices(NamedTuple):
    """Prices at which a bound holds.

    Attributes:
        tasks: For each task what is paid to whoever does it.
        cash: What each unit of cash counts.
        owner_hours: What each of the owner's hours counts.
    """

    tasks: tuple[float, ...]
    cash: float = 0.0
    owner_hours: float = 0.0


class Relaxed(NamedTuple):
    """A bound, and the prices behind it.

    Attributes:
        bound: No choice costs less.
        prices: The prices.
        profits: For each facility what it costs at the least at these prices; at most 0, which is to stay closed.
    """

    bound: float
    prices: Prices
    profits: dict[int, float]


def relaxed(
    problem: Problem, known: float, *, steps: int = STEPS, start: Prices | None = None, watch: Watch = go_on
) -> Relaxed:
    """A bound on the cost of any choice.

    Args:
        problem: The problem.
        known: The cost of a choice that is known, towards which steps are measured.
        steps: How many steps at the most.
        start: Prices to start from.
        watch: Hears which part of the work is done; True stops it.
    """
    relaxation = _Relaxation(problem)
    prices = start or relaxation.first_prices()
    best, slopes = relaxation.at(prices)
    here, length, waited = best, 1.0, 0
    for step in range(steps):
        missing = known - here.bound
        norm = math.fsum(slope * slope for slope in slopes)
        if known - best.bound <= CLOSED * max(1.0, abs(known)) or not norm or watch(step / steps):
            break
        prices = relaxation.moved(prices, slopes, length * missing / norm)
        here, slopes = relaxation.at(prices)
        if here.bound > best.bound:
            waited = 0 if here.bound > best.bound + 1e-4 * (known - best.bound) else waited + 1
            best = here
        else:
            waited += 1
        if waited >= PATIENCE:
            length, waited = length / 2.0, 0
            prices = best.prices
            here, slopes = relaxation.at(prices)
            if length < 1e-3:
                break
    return best


class _Way(NamedTuple):
    """A column without its state.

    Attributes:
        task: The task.
        cost: Its cost.
        load: What it takes of the state's capacity.
        block: Block hours that it takes.
        cash: Cash that it takes.
        owner_hours: Owner's hours that it takes.
    """

    task: int
    cost: float
    load: float
    block: float
    cash: float
    owner_hours: float

    def reduced(self, prices: Prices) -> float:
        """What it costs at some prices, less what is paid for its task."""
        cost = self.cost + prices.cash * self.cash + prices.owner_hours * self.owner_hours
        return cost - prices.tasks[self.task]


class _Taken(NamedTuple):
    """What a facility, or a task that needs none, makes of some prices.

    Attributes:
        value: What it costs, at most 0.
        ways: The ways that it takes, each with which part of it.
        cash: The cash that it takes besides.
        owner_hours: The owner's hours that it takes besides.
    """

    value: float
    ways: Sequence[tuple[_Way, float]] = ()
    cash: float = 0.0
    owner_hours: float = 0.0


class _Relaxation:
    """The problem, sorted for asking again and again.

    Attributes:
        single: For each task the ways that need no state.
        by_state: For each state its ways.
        cash_unit: How much cash weighs as much in a step as one task; 0 where it is not limited.
        hours_unit: How many of the owner's hours do.
    """

    def __init__(self, problem: Problem) -> None:
        """Gather columns by state."""
        self.problem = problem
        self.single: list[list[_Way]] = [[] for _ in problem.penalties]
        self.by_state: list[list[_Way]] = [[] for _ in problem.states]
        for task, state, *amounts in problem.columns:
            way = _Way(task, *amounts)
            (self.single[task] if state == NO_STATE else self.by_state[state]).append(way)
        many = len(problem.penalties)
        self.cash_unit = unit_of(problem.cash_limit, [each.cash for each in problem.columns], many)
        self.hours_unit = unit_of(problem.owner_hours_limit, [each.owner_hours for each in problem.columns], many)

    def first_prices(self) -> Prices:
        """Each task's cheapest way by itself, with as much of the fixed charge as it takes of hours."""
        found = list(self.problem.penalties)
        for task, several in enumerate(self.single):
            found[task] = min([found[task], *(way.cost for way in several)])
        for state, ways in zip(self.problem.states, self.by_state, strict=True):
            for way in ways:
                share = way.load / state.capacity if 0.0 < state.capacity < math.inf else 1.0
                found[way.task] = min(found[way.task], way.cost + state.fixed_charge * min(1.0, share))
        return Prices(tuple(found))

    def moved(self, prices: Prices, slopes: Sequence[float], step: float) -> Prices:
        """Prices after a step along the slopes; what a limit counts is never below 0."""
        *tasks, cash, owner_hours = slopes
        return Prices(
            tuple(price + step * slope for price, slope in zip(prices.tasks, tasks, strict=True)),
            max(0.0, prices.cash + step * cash / (self.cash_unit or 1.0)),
            max(0.0, prices.owner_hours + step * owner_hours / (self.hours_unit or 1.0)),
        )

    def at(self, prices: Prices) -> tuple[Relaxed, list[float]]:
        """The bound at some prices, and its slopes: by tasks, then by cash and the owner's hours."""
        slopes = [1.0] * len(prices.tasks)
        chosen: dict[int, _Taken] = {}
        for index, state in enumerate(self.problem.states):
            taken = self._state(index, state, prices)
            if taken.value < 0.0 and taken.value < chosen.get(state.facility, _Taken(0.0)).value:
                chosen[state.facility] = taken
        everybody = [*chosen.values(), *(self._alone(task, prices) for task in range(len(slopes)))]
        cash = owner_hours = 0.0
        for taken in everybody:
            cash += taken.cash
            owner_hours += taken.owner_hours
            for way, part in taken.ways:
                slopes[way.task] -= part
                cash += part * way.cash
                owner_hours += part * way.owner_hours
        parts = [*prices.tasks, *(taken.value for taken in everybody)]
        for price, used, limit, unit in (
            (prices.cash, cash, self.problem.cash_limit, self.cash_unit),
            (prices.owner_hours, owner_hours, self.problem.owner_hours_limit, self.hours_unit),
        ):
            slope = (used - limit) / unit if unit else 0.0
            slopes.append(slope if price else max(0.0, slope))
            if price:
                parts.append(-price * limit)
        bound = math.fsum(parts) - ROUNDING * math.fsum(map(abs, parts))
        return Relaxed(bound, prices, {facility: taken.value for facility, taken in chosen.items()}), slopes

    def _alone(self, task: int, prices: Prices) -> _Taken:
        """What becomes of a task that no facility does: at most one of its ways without a state, or it stays undone."""
        best = _Taken(min(0.0, self.problem.penalties[task] - prices.tasks[task]))
        if best.value < 0.0:
            best = best._replace(ways=((_Way(task, 0.0, 0.0, 0.0, 0.0, 0.0), 1.0),))
        for way in self.single[task]:
            value = way.reduced(prices)
            if value < best.value:
                best = _Taken(value, ((way, 1.0),))
        return best

    def _state(self, index: int, state: State, prices: Prices) -> _Taken:
        """The least that a state costs where tasks may be split.

        Where loads and block hours differ, only one of capacity and block is kept to.
        """
        if state.capacity < 0.0:
            return _Taken(0.0)
        charge = state.fixed_charge + prices.cash * state.cash + prices.owner_hours * state.owner_hours
        wanted = [(way.reduced(prices), way) for way in self.by_state[index]]
        wanted = [pair for pair in wanted if pair[0] < 0.0]
        rate = state.overage_rate * (1.0 + prices.cash)
        room, free = state.capacity, state.block if rate else math.inf
        if any(way.load != way.block for _, way in wanted):
            room, free = (math.inf, free) if math.isfinite(free) else (room, free)
        by_block = math.isfinite(free)
        hours = [way.block if by_block else way.load for _, way in wanted]
        if math.fsum(hours) <= min(room, free):
            value = charge + math.fsum([reduced for reduced, _ in wanted])
            return _Taken(value, [(way, 1.0) for _, way in wanted], state.cash, state.owner_hours)
        order = sorted(range(len(wanted)), key=lambda place: (_an_hour(wanted[place][0], hours[place]), place))
        taken: list[tuple[_Way, float]] = []
        parts = [charge]
        above = 0.0
        for place in order:
            (reduced, way), takes = wanted[place], hours[place]
            part = min(1.0, max(0.0, room / takes)) if takes else 1.0
            within = min(part, max(0.0, free / takes)) if takes else 1.0
            if reduced + rate * takes >= 0.0:
                part = within
            parts.append(part * reduced + (part - within) * rate * takes)
            above += (part - within) * state.overage_rate * takes
            room -= part * takes
            free -= part * takes
            taken.append((way, part))
        return _Taken(math.fsum(parts), taken, state.cash + above, state.owner_hours)


def unit_of(limit: float, amounts: Sequence[float], tasks: int) -> float:
    """How much of a shared limit weighs as much in a step as one task; 0 where there is no limit.

    Args:
        limit: The limit.
        amounts: What single ways take of it.
        tasks: How many tasks share it.
    """
    if math.isinf(limit):
        return 0.0
    return (limit / max(1, tasks) + math.fsum(amounts) / max(1, len(amounts))) or 1.0


def _an_hour(value: float, hours: float) -> float:
    """What an hour counts; what takes none comes first."""
    return value / hours if hours else -math.inf
