"""planning.background: what does a plan remember, so that more can be asked of it?"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from delegation._assignment.problem import Choice
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement
from delegation.model.task import Task
from delegation.planning.commitments import undated_by_month
from delegation.planning.ledger import Ledger
from delegation.planning.market import market_of
from delegation.planning.position import Position

if TYPE_CHECKING:
    from delegation.planning.plan import Plan


@attrs.frozen(eq=False)
class Background:
    """What a plan was asked and what was chosen, beside what it shows.

    Attributes:
        tasks: All tasks, in the order of their names.
        contractors: All contractors, in the order of theirs.
        business: The owner's assumptions.
        engagements: What has run and what runs.
        on: The day of the question, or None.
        choice: For each task the way of the market that was chosen.
        penalties: For each task what leaving it undone counted.
        paid_by_month: Money that leaves the business in each month of the horizon, on average.
        how: With which solver, effort, seed and gap it was planned.
        planner: What plans.
    """

    tasks: tuple[Task, ...]
    contractors: tuple[Contractor, ...]
    business: Business
    engagements: tuple[Engagement, ...]
    on: dt.date | None
    choice: Choice
    penalties: tuple[float, ...]
    paid_by_month: tuple[float, ...]
    how: Mapping[str, float | str | None]
    planner: Callable[..., "Plan"]

    @cached_property
    def position(self) -> Position:
        """The choice with what it truly comes to, and all that there was to choose from; made when it is asked for."""
        market = market_of(self.tasks, self.contractors, self.business, self.engagements, self.on)
        return Position.of(Ledger(market, self.penalties, 0), self.choice)

    @cached_property
    def undated_by_month(self) -> tuple[float, ...]:
        """What of `paid_by_month` has no month of its own, as nothing dates the work: it is spread evenly over them."""
        return tuple(undated_by_month(self.position.bundles(), self.business.horizon_months))

    def again(
        self,
        *,
        contractors: Iterable[Contractor] | None = None,
        business: Business | None = None,
    ) -> "Plan":
        """Plan again in the same way, with other contractors or assumptions."""
        return self.planner(
            self.tasks,
            self.contractors if contractors is None else contractors,
            self.business if business is None else business,
            engagements=self.engagements,
            on=self.on,
            **self.how,
        )
