"""planning.waiting: what does each task's waiting cost with each contractor, beside a choice?"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from delegation import payback
from delegation._costing.workload import Work
from delegation.planning.market import Market, Option


class Load(NamedTuple):
    """What a choice has a contractor do.

    Attributes:
        tasks: Which tasks, in order.
        works: The tasks as the contractor does them.
        lump: The same as one work, for what comes on top; None where none of them comes.
    """

    tasks: tuple[int, ...]
    works: tuple[Work, ...]
    lump: Work | None


Client = tuple[int, bool, bool]
"""A contractor's place, whether their regular client waits, and whether a retainer runs that is kept."""


class Waiting:
    """What each task's waiting costs a month with each contractor, beside a choice; each is reckoned once.

    A task that the choice gives them waits among the others of it, another one behind them as if they were one work.
    What retainer it is on makes no difference.

    Attributes:
        market: What there is.
        loads: What the choice has each contractor do, by place.
    """

    def __init__(self, market: Market, loads: Mapping[int, Load] = MappingProxyType({})) -> None:
        """Nothing is known yet."""
        self.market, self.loads = market, loads
        self._alone: dict[tuple[int, Client], float] = {}
        self._behind: dict[tuple[int, Client], float] = {}
        self._given: dict[Client, dict[int, float]] = {}

    def beside(self, loads: Mapping[int, Load]) -> "Waiting":
        """The same beside another choice; what tasks lose by themselves stays known.

        Args:
            loads: What that choice has each contractor do, by place.
        """
        found = Waiting(self.market, loads)
        found._alone = self._alone
        return found

    def lost(self, option: Option, task: int, work: Work) -> float:
        """What a task loses on an option."""
        if not work.occurrences:
            return 0.0
        load = self.loads.get(option.facility)
        client = (option.facility, option.retainer is not None, option.relationship.running is not None)
        if load is not None and task in load.tasks:
            return self._among(client, option, load)[task]
        lump = None if load is None else load.lump
        known = self._alone if lump is None else self._behind
        if (task, client) not in known:
            if lump is not None:
                relationship = option.relationship
                option = option._replace(relationship=relationship._replace(others=(*relationship.others, lump)))
            known[task, client] = self._losses(option, (work,))[0]
        return known[task, client]

    def _among(self, client: Client, option: Option, load: Load) -> dict[int, float]:
        """What each task of a choice loses on an option."""
        if client not in self._given:
            self._given[client] = dict(zip(load.tasks, self._losses(option, load.works), strict=True))
        return self._given[client]

    def _losses(self, option: Option, works: tuple[Work, ...]) -> list[float]:
        """What works lose together on an option."""
        business, case = self.market.business, self.market.case(option, works)
        if option.relationship.running is not None or option.relationship.ending is not None:
            jobs = case.weigh(overage_hours=0.0).jobs  # regular clients for a part of the horizon
            losses = [job.one_off_loss if option.retainer is None else job.regular_loss for job in jobs]
            return [job.occurrences * loss / self.market.months for job, loss in zip(jobs, losses, strict=True)]
        waits = case.waits_in(regular=option.retainer is not None)
        return [
            work.occurrences
            * payback.lateness_loss(
                wait,
                work.task.urgency.cost_per_day,
                work.task.urgency.slack_days,
                business.replacement_days,
                case.search_cost,
            )
            / business.horizon_months
            for work, wait in zip(works, waits, strict=True)
        ]
