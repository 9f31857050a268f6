"""planning.insertion: which tasks that stay undone can be done beside all else, within all limits?

Moves stop where enough is priced. What is left by then though it fits would be left for no reason, so this looks at
every way of every task that stays undone, however much that prices.
"""

from collections.abc import Callable, Iterator

from delegation._assignment.problem import NO_STATE
from delegation.planning.position import Position
from delegation.planning.ways import change_of, limit_on


def insert(position: Position, over: Callable[[], bool]) -> bool:
    """Do tasks that stay undone, those first that count most, until none is left that fits; whether any was.

    Args:
        position: The position, within the limits.
        over: Whether the time is over.
    """
    penalties = position.ledger.penalties
    any_was, again = False, True
    while again:
        again = False
        undone = [task for task, place in enumerate(position.place) if place is None]
        for task in sorted(undone, key=lambda each: (-penalties[each], each)):
            if over():
                return any_was
            other = next(_within(position, task), None)
            if other is not None:
                position.become(other)
                any_was = again = True
    return any_was


def _within(position: Position, task: int) -> Iterator[Position]:
    """The better positions in which a task is done as well, those first that take least of the budget."""
    ledger, ranked = position.ledger, []
    for state in ledger.ways[task]:
        if state == NO_STATE:
            ranked.append((0.0, state))
        elif (
            ledger.fits(state, [task])
            and not _is_too_dear(position, state)
            and (change := change_of(position, task, state, least=True)) is not None
            and ledger.fits(state, change.after.tasks)
            and not limit_on(position, change.cash, change.owner_hours, change.retainers(position))
        ):
            ranked.append((change.cash, state))
    for _, state in sorted(ranked):
        other = position.after({task: state})
        if other is not None and other.beats(position):
            yield other


def _is_too_dear(position: Position, state: int) -> bool:
    """Whether more is paid than is left for an option that its contractor does not work on, however little they do."""
    ledger = position.ledger
    if not ledger.charges or ledger.facility(state) in position.held:
        return False
    cash = ledger.charges[state].cash
    return cash > 0.0 and position.totals.cash + cash > ledger.cash_limit
