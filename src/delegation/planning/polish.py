"""planning.polish: which moves make a choice cheaper at its true cost?

Prices are marginal: what a task adds to its neighbours' waits, or a lump to a bundle's hours above the block, is in no
price. So a choice found at prices is changed by one move after the other, each priced truly, until none helps: a task's
other ways, a contractor's other options, a contractor closed or opened, one exchanged for another, two tasks exchanged,
and, where a shared limit binds, a move that needs room together with one that makes it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from delegation._assignment.problem import NO_STATE
from delegation.planning.ledger import NOBODY, Ledger, Place
from delegation.planning.position import Position

FULLEST = 12
"""How many tasks an opened option is given at the most before single moves go on."""

TRIED, FEWEST, TRIALS = 12, 4, 400
"""On how many options a task is tried at the most, and at least; on how many all of them together, at about."""

PAIRED = 400
"""How many moves that make room within a shared limit, and how many that need it, are paired at the most."""

Move = Callable[[Position], Iterator[Position | None]]
"""The positions to which moves of one kind lead, from a position that may change meanwhile."""


def polish(position: Position, over: Callable[[], bool]) -> None:
    """Change a position by moves that make it cheaper, until none does, or no more bundles may be priced.

    Args:
        position: The position.
        over: Whether the time is over.
    """
    kinds: tuple[Move, ...] = (
        *(_other_ways, _other_options, _closed, _opened, _exchanged, _swapped, _paired),
        _left,  # last: what is beyond a limit is better done otherwise than left
    )
    place = 0
    while place < len(kinds):
        improved = False
        for other in kinds[place](position):
            if over() or position.ledger.left <= 0:
                return
            if other is not None and other.beats(position):
                position.become(other)
                improved = True
        place = 0 if improved else place + 1


def leave_least(position: Position) -> None:
    """Leave tasks undone, those that count least first, until a position keeps to the limits.

    Args:
        position: The position.
    """
    ledger = position.ledger
    for task in sorted(range(len(position.place)), key=lambda each: (ledger.penalties[each], each)):
        if not position.over:
            return
        if position.place[task] is not None:
            without = position.taken_out([task])
            if without.over < position.over:
                position.become(without)


def greedy(ledger: Ledger, over: Callable[[], bool]) -> Position:
    """Each task where it costs least beside those before it, the largest first.

    Args:
        ledger: What bundles cost.
        over: Whether the time is over; what is not placed by then stays undone.
    """
    found = Position.at(ledger, [None] * len(ledger.ways))
    for task in _largest_first(ledger, range(len(ledger.ways))):
        for state in _promising(found, task):
            if over() or ledger.left <= 0:
                return found
            found.try_move(task, state)
    return found


def _largest_first(ledger: Ledger, tasks: Iterable[int]) -> list[int]:
    """Tasks in the order of their hours."""
    return sorted(tasks, key=lambda each: (-ledger.hours_of(each), each))


def _promising(position: Position, task: int, without: int | None = None) -> list[int]:
    """On which options a task might cost least beside the others, those first that promise most.

    Args:
        position: The others.
        task: The task.
        without: A contractor who is left out.
    """
    ledger = position.ledger
    ranked = []
    for state in ledger.ways[task]:
        facility = ledger.facility(state)
        if facility != without and state != position.place[task]:
            _, others = position.held.get(facility, (state, frozenset[int]()))
            more = ledger.floor(state, others | {task})
            if others:
                more -= ledger.worth(ledger.priced(*position.held[facility]))
            ranked.append((more, state))
    most = max(FEWEST, min(TRIED, TRIALS // len(ledger.ways)))
    return [state for _, state in sorted(ranked)[:most]]


def _other_ways(position: Position) -> Iterator[Position | None]:
    """A task is done in another way; its contractor's other tasks follow where that is another option."""
    for task in range(len(position.place)):
        for state in _promising(position, task):
            yield position.better_after({task: state})


def _left(position: Position) -> Iterator[Position | None]:
    """A task is left undone."""
    for task in range(len(position.place)):
        if position.place[task] is not None:
            yield position.better_after({task: None})


def _other_options(position: Position) -> Iterator[Position | None]:
    """A contractor does all that they do on another option."""
    for facility in _contractors(position):
        for state in position.ledger.states[facility]:
            if facility in position.held and state != position.held[facility][0]:
                yield position.better_after(dict.fromkeys(position.held[facility][1], state))


def _contractors(position: Position) -> list[int]:
    """The places of contractors who are given anything."""
    return sorted(facility for facility in position.held if facility != NOBODY)


def _closed(position: Position) -> Iterator[Position | None]:
    """A contractor is given nothing; each of the tasks is done where it then costs least."""
    for facility in _contractors(position):
        if facility in position.held:  # a move before may have taken all of it
            yield _reinserted(position, position.held[facility][1], facility)


def _reinserted(position: Position, tasks: frozenset[int], without: int | None = None) -> Position:
    """Tasks taken out, and put where each costs least beside the others; to one contractor perhaps none of them."""
    found = position.taken_out(tasks)
    for task in _largest_first(position.ledger, tasks):
        for state in _promising(found, task, without):
            found.try_move(task, state)
    return found


def _opened(position: Position) -> Iterator[Position | None]:
    """A contractor is given an option that is not open, and the tasks that gain most by it."""
    for state in range(len(position.ledger.rooms)):
        held = position.held.get(position.ledger.facility(state))
        if held is not None and held[0] == state:
            continue
        moved: dict[int, Place] = {} if held is None else dict.fromkeys(held[1], state)
        for task in _gaining(position, state)[:FULLEST]:
            moved[task] = state
            other = position.better_after(moved)
            if other is None:
                del moved[task]
            else:
                yield other


def _gaining(position: Position, state: int) -> list[int]:
    """The tasks that cost more where they are than on an option that is paid for anyway, those that gain most first."""
    ledger = position.ledger
    gains = []
    for task in ledger.able[state]:
        if position.place[task] != state:
            loss = ledger.worth(ledger.least(task, state)) - position.saving(task)
            if loss < 0.0:
                gains.append((loss, task))
    return [task for _, task in sorted(gains)]


def _exchanged(position: Position) -> Iterator[Position | None]:
    """All that one contractor does goes to another one's option; what these cannot do is done where it costs least."""
    for facility in _contractors(position):
        for state in range(len(position.ledger.rooms)):
            held = position.held.get(facility)
            if held is None or position.ledger.facility(state) in position.held:
                continue
            moved: Mapping[int, Place] = {task: state for task in held[1] if (task, state) in position.ledger.allowed}
            if len(moved) > 1 and (other := position.better_after(moved)) is not None:
                rest = held[1] - moved.keys()
                yield _reinserted(other, rest) if rest else other


def _swapped(position: Position) -> Iterator[Position | None]:
    """Two tasks of two contractors are exchanged."""
    ledger = position.ledger
    for one, other in combinations(range(len(position.place)), 2):
        first, second = position.place[one], position.place[other]
        if first is None or second is None or first == second or NO_STATE in (first, second):
            continue
        if (one, second) in ledger.allowed and (other, first) in ledger.allowed:
            least = ledger.worth(ledger.least(one, second)) + ledger.worth(ledger.least(other, first))
            if position.over or least < position.saving(one) + position.saving(other):
                yield position.better_after({one: second, other: first})


class _Half(NamedTuple):
    """A move that is half of a pair.

    Attributes:
        worth: By how much it makes a position dearer.
        cash: How much more money it takes.
        owner_hours: How many more of the owner's hours.
        moved: Where it moves which tasks.
        touched: The contractors whom it touches.
    """

    worth: float
    cash: float
    owner_hours: float
    moved: Mapping[int, Place]
    touched: frozenset[int]


def _paired(position: Position) -> Iterator[Position | None]:
    """What would be cheaper but for a shared limit, together with what makes room within it."""
    ledger = position.ledger
    if not ledger.limited or position.over:
        return
    wanted, given = [], []
    for half in _halves(position):
        if half.worth < 0.0:
            wanted.append(half)
        elif half.cash < 0.0 or half.owner_hours < 0.0:
            given.append(half)
    wanted.sort(key=lambda half: half.worth)
    given.sort(key=lambda half: half.worth)
    least = -position.least_gain
    for one in wanted[:PAIRED]:
        for other in given[:PAIRED]:
            if one.worth + other.worth >= least:
                break
            cash = position.totals.cash + one.cash + other.cash
            owner_hours = position.totals.owner_hours + one.owner_hours + other.owner_hours
            if (
                cash <= ledger.cash_limit
                and owner_hours <= ledger.owner_limit
                and not one.touched & other.touched
                and not one.moved.keys() & other.moved.keys()
            ):
                yield position.after({**one.moved, **other.moved})
                return  # what is left of the list is for another position


def _halves(position: Position) -> Iterator[_Half]:
    """All single moves, as halves of pairs."""
    ledger, worth, totals = position.ledger, position.worth, position.totals
    for other in _all_single(position):
        if other is None:
            continue
        moved = {task: to for task, to in enumerate(other.place) if to != position.place[task]}
        touched = frozenset(
            facility
            for facility in position.held.keys() | other.held.keys()
            if position.held.get(facility) != other.held.get(facility)
        )
        yield _Half(
            ledger.worth(other.totals) - worth,
            other.totals.cash - totals.cash,
            other.totals.owner_hours - totals.owner_hours,
            moved,
            touched - {NOBODY},
        )


def _all_single(position: Position) -> Iterator[Position | None]:
    """Where any single move leads."""
    for task in range(len(position.place)):
        for state in (*position.ledger.ways[task], None):
            if state != position.place[task]:
                yield position.after({task: state})
    for facility in _contractors(position):
        state, tasks = position.held[facility]
        for other in position.ledger.states[facility]:
            if other != state:
                yield position.after(dict.fromkeys(tasks, other))
    yield from _closed(position)
