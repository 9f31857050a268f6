"""simulation.contracts: what is played, in plain numbers?

A `Scenario` is a business as its runs need it: who does what on which terms. `delegation.simulation.scenario` makes one
from a plan or from engagements. Money is a plain number, moments are days from the first day of the simulation.
"""

import math
from bisect import bisect_right
from itertools import accumulate

import attrs

from delegation.simulation.events import Queue
from delegation.simulation.months import Months
from delegation.simulation.streams import Dice


@attrs.frozen(kw_only=True)
class Work:
    """A task as somebody does it; its jobs are a stream of their queue.

    Attributes:
        task: The name of the task.
        cost_per_day: Money for a day of lateness.
        slack_days: Days that a start may be late without harm.
        patience_days: Days of lateness after which a job has gone elsewhere.
        elsewhere: Money that going elsewhere costs: by waiting until somebody else starts, and by the search.
        outsourced: Whether its hours are on a retainer; else each job is billed.
    """

    task: str
    cost_per_day: float
    slack_days: float
    patience_days: float
    elsewhere: float
    outsourced: bool

    def loss(self, wait: float) -> float:
        """The money that one job loses by waiting so many days.

        Args:
            wait: Days; infinite for a job that is never reached.
        """
        late = max(0.0, wait - self.slack_days)
        if late > self.patience_days or math.isinf(late):
            return self.elsewhere
        return self.cost_per_day * late


@attrs.frozen(kw_only=True)
class Terms:
    """A retainer.

    Attributes:
        fee: Money that is due at the beginning of every month.
        hours: Working hours that are included in every period.
        rollover: The most unused hours that go over into the next period.
        overage_rate: Money for an hour above.
        period: Months of a period.
        first: The day on which its first month begins, before day 0 where it runs already.
        last: The day on which it ends; infinite where it goes on.
        free: Hours free in the period that runs on day 0; None where none does.
        after: Fees that are owed although they fall due after the last month.
        notice: Months from a contractor's notice to their leaving.
        setup: Money that is due when it begins, where that is on day 0 or later, and again with who follows somebody.
    """

    fee: float
    hours: float
    rollover: float
    overage_rate: float
    period: int = 1
    first: float = 0.0
    last: float = math.inf
    free: float | None = None
    after: float = 0.0
    notice: int = 1
    setup: float = 0.0


@attrs.frozen(kw_only=True)
class Contract:
    """One contractor and all that they do for you.

    Attributes:
        contractor: Their name.
        queue: Their people, and all that comes to them; what is watched are your tasks, in the order of `works`.
        works: Your tasks.
        rate: Money for an hour of one-off work.
        minimum_hours: The fewest hours that a one-off job is billed.
        briefing: Money that briefing somebody for a one-off job is worth.
        terms: The retainer; None where there is none.
        starting: What search and onboarding are worth, each with the day on which they are due.
        replacing: What search and onboarding are worth where somebody must be replaced.
        replacement_days: Days until somebody else can start.
        departures_per_year: How often they leave.
        likely: Where nobody knows how much comes to them, the queue as it may be, each with its probability, which add
            up to 1: a run plays one of them, and `queue` is that of mean loads. Default none, it is `queue`.
    """

    contractor: str
    queue: Queue
    works: tuple[Work, ...]
    rate: float
    minimum_hours: float
    briefing: float
    terms: Terms | None
    starting: tuple[tuple[float, float], ...] = ()
    replacing: float = 0.0
    replacement_days: float = 0.0
    departures_per_year: float = 0.0
    likely: tuple[tuple[float, Queue], ...] = ()

    def drawn(self, dice: Dice) -> "Contract":
        """The same with the queue that a run plays, drawn by its probability."""
        if not self.likely:
            return self
        up_to = [*accumulate(probability for probability, _ in self.likely[:-1])]
        _, queue = self.likely[bisect_right(up_to, dice.of(self.contractor, "loads").random())]
        return attrs.evolve(self, queue=queue, likely=())


@attrs.frozen(kw_only=True)
class Kept:
    """What you do yourself.

    Attributes:
        queue: You, and all that takes your hours; what is watched are your tasks, in the order of `works`. Where your
            hours have no limit, nothing waits.
        works: Your tasks.
        rate: What an hour of yours is worth.
        limited: Whether your hours have a limit.
    """

    queue: Queue
    works: tuple[Work, ...]
    rate: float
    limited: bool


@attrs.frozen(kw_only=True)
class Scenario:
    """A business as it is played.

    Attributes:
        months: How long.
        contracts: Who works for you, in the order of their names.
        kept: What you do yourself.
        sunk: Fees that are owed for retainers that have been ended: days and money.
    """

    months: Months
    contracts: tuple[Contract, ...]
    kept: Kept
    sunk: tuple[tuple[float, float], ...] = ()
