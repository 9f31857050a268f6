"""planning.polish: which single moves make a choice cheaper at its true cost?

Prices are marginal: what a task adds to its neighbours' waits, or a lump to a bundle's hours above the block, is in no
price. So a choice found at prices is changed by one move after the other, each priced truly, until none helps: a task's
other ways, a contractor's other options, a contractor closed or opened, one exchanged for another, two tasks exchanged.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations

from delegation._assignment.problem import NO_STATE
from delegation.planning.position import Place, Position

FULLEST = 12
"""How many tasks an opened option is given at the most before single moves go on."""

Move = Callable[[Position], Iterator[Position | None]]
"""The positions to which moves of one kind lead, from a position that may change meanwhile."""


def polish(position: Position, over: Callable[[], bool]) -> None:
    """Change a position by moves that make it cheaper, until none does, or no more bundles may be priced.

    Args:
        position: The position.
        over: Whether the time is over.
    """
    improved = True
    while improved:
        improved = False
        for moves in (_other_ways, _other_options, _closed, _opened, _exchanged, _swapped):
            for other in moves(position):
                if over() or position.ledger.left <= 0:
                    return
                if other is not None and other.beats(position):
                    position.become(other)
                    improved = True


def _other_ways(position: Position) -> Iterator[Position | None]:
    """A task is done in another way, or left; its contractor's other tasks follow where that is another option."""
    for task in range(len(position.place)):
        for state in (*position.ledger.ways[task], None):
            if state != position.place[task]:
                yield position.after({task: state})


def _other_options(position: Position) -> Iterator[Position | None]:
    """A contractor does all that they do on another option."""
    for facility in sorted(position.held):
        for state in position.ledger.states[facility]:
            if facility in position.held and state != position.held[facility][0]:
                yield position.after(dict.fromkeys(position.held[facility][1], state))


def _closed(position: Position) -> Iterator[Position | None]:
    """A contractor is given nothing; each of the tasks is done where it then costs least."""
    for facility in sorted(position.held):
        _, tasks = position.held.get(facility, (NO_STATE, frozenset()))  # a move before may have taken all of them
        yield _reinserted(position, tasks, facility)


def _reinserted(position: Position, tasks: frozenset[int], without: int | None = None) -> Position:
    """Tasks taken out, and put where each costs least beside the others; to one contractor perhaps none of them."""
    found = position.taken_out(tasks)
    for task in sorted(tasks, key=lambda each: (-position.ledger.hours_of(each), each)):
        for state in position.ledger.ways[task]:
            if state == NO_STATE or position.ledger.facility(state) != without:
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
            other = position.after(moved)
            if other is None:
                del moved[task]
            else:
                yield other


def _gaining(position: Position, state: int) -> list[int]:
    """The tasks that cost more where they are than on an option that is paid for anyway, those that gain most first."""
    ledger = position.ledger
    gains = []
    for task in [each for each in ledger.able[state] if position.place[each] != state]:
        rows = ledger.bundle(state, frozenset((task,))).costs
        gains.append((math.fsum((rows.work, rows.overage, rows.waiting)) - position.saving(task), task))
    return [task for loss, task in sorted(gains) if loss < 0.0]


def _exchanged(position: Position) -> Iterator[Position | None]:
    """All that one contractor does goes to another one's option; what these cannot do is done where it costs least."""
    for facility in sorted(position.held):
        for state in range(len(position.ledger.rooms)):
            held = position.held.get(facility)
            if held is None or position.ledger.facility(state) in position.held:
                continue
            moved: Mapping[int, Place] = {task: state for task in held[1] if (task, state) in position.ledger.allowed}
            if len(moved) > 1 and (other := position.after(moved)) is not None:
                rest = held[1] - moved.keys()
                yield _reinserted(other, rest) if rest else other


def _swapped(position: Position) -> Iterator[Position | None]:
    """Two tasks of two contractors are exchanged."""
    for one, other in combinations(range(len(position.place)), 2):
        first, second = position.place[one], position.place[other]
        if first is None or second is None or first == second or NO_STATE in (first, second):
            continue
        if (one, second) in position.ledger.allowed and (other, first) in position.ledger.allowed:
            yield position.after({one: second, other: first})
