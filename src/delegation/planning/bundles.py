"""planning.bundles: what do the tasks that one contractor is given truly come to?"""

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from delegation._costing.balance import ClassWaits
from delegation._costing.case import Case
from delegation._costing.costs import NO_COSTS, CostRows, costs_of
from delegation._costing.kept import kept
from delegation.model.retainer import Retainer
from delegation.planning.market import Market, Option
from delegation.queueing.shape import NO_WAIT

SURELY = 1.0 - 1e-9
"""What of the least hours above a block are left, so that no rounding makes them more than there are."""


class Bundle(NamedTuple):
    """What the tasks that one contractor is given truly come to, by the formulas of the score.

    Attributes:
        state: The option's place among all of the market.
        option: On which terms; a typical retainer may be sized to the bundle.
        tasks: Which tasks.
        case: The bundle as a score's case.
        costs: Its cost a month.
        waiting: Cost of waiting of each of its tasks, a month.
        overage_hours: Expected hours above the block that it causes in the horizon.
        owner_hours: Hours of the owner that it takes, a month.
    """

    state: int
    option: Option
    tasks: tuple[int, ...]
    case: Case
    costs: CostRows
    waiting: tuple[float, ...]
    overage_hours: float
    owner_hours: float


def kept_rows(market: Market, tasks: Iterable[int]) -> dict[int, CostRows]:
    """What each of several tasks costs a month that the owner keeps together; nothing where one does not come.

    Args:
        market: What there is.
        tasks: Which tasks, all of which the owner can do.
    """
    listed = sorted(tasks)
    coming = [task for task in listed if market.times[task]]
    found = kept([(market.tasks[task], market.times[task]) for task in coming], market.business)
    assert found is not None, "only what can be kept is"  # noqa: S101  # for the type checkers
    rows = dict.fromkeys(listed, NO_COSTS)
    for task, hours, loss in zip(coming, found.hours, found.losses, strict=True):
        waiting = market.times[task] * loss / market.months
        rows[task] = CostRows(work=hours * market.business.owner_rate, waiting=waiting)
    return rows


def bundle_of(
    market: Market, state: int, option: Option, tasks: Sequence[int], waits: tuple[ClassWaits, ...] | None = None
) -> Bundle:
    """What tasks on an option truly come to; a typical retainer is sized to them where that is cheaper.

    Args:
        market: What there is.
        state: The option's place among all of the market.
        option: The option, its retainer perhaps of another size than in the market.
        tasks: Which tasks.
        waits: How long each of them waits, where that is known already.
    """
    waits = waits_for(market, option, tasks) if waits is None else waits
    several = [_priced(market, state, each, tasks, waits) for each in _sizes(market, option, tasks)]
    return min(several, key=lambda each: each.costs.total)


def least_bundle(market: Market, state: int, option: Option, tasks: Sequence[int]) -> Bundle:
    """The same bundle as if nobody waited and no more hours were above the block than the means tell.

    It pays no more than the bundle does, and takes as many of the owner's hours; it is reckoned in much less time.
    """
    waits = (ClassWaits(NO_WAIT, NO_WAIT),) * len(tasks)
    several = [_priced(market, state, each, tasks, waits, least=True) for each in _sizes(market, option, tasks)]
    return min(several, key=lambda each: each.costs.cash)


def _sizes(market: Market, option: Option, tasks: Sequence[int]) -> Iterator[Option]:
    """An option, and where its retainer is a typical one the same sized to some tasks."""
    yield option
    if option.retainer is not None and option.contractor.retainers is None and option.relationship.running is None:
        hours = math.fsum(market.hours(market.works[task, option.facility]) for task in tasks)
        yield option._replace(retainer=Retainer.typical(hours, option.contractor.rate))


def waits_for(market: Market, option: Option, tasks: Sequence[int]) -> tuple[ClassWaits, ...]:
    """How long each of several tasks waits with the contractor of an option, whichever of their retainers it is."""
    return market.case(option, [market.works[task, option.facility] for task in tasks]).waits()


def _priced(
    market: Market,
    state: int,
    option: Option,
    tasks: Sequence[int],
    waits: tuple[ClassWaits, ...],
    *,
    least: bool = False,
) -> Bundle:
    """What tasks on these very terms come to, waiting so long; or with the least hours above the block there can be."""
    case = market.case(option, [market.works[task, option.facility] for task in tasks])
    balance = case.weigh(waits=waits, overage_hours=case.overage_range()[0] * SURELY if least else None)
    costs = costs_of(case, balance, None, possible=True)
    regular = option.retainer is not None
    waiting = [
        job.occurrences * (job.regular_loss if regular else job.one_off_loss) / market.months for job in balance.jobs
    ]
    business = market.business
    owner_hours = 0.0 if option.relationship.known else business.hiring_hours
    if regular:
        owner_hours += 0.0 if option.relationship.retained else business.onboarding_hours
    hired = [job.occurrences * (1.0 - job.covered if regular else 1.0) for job in balance.jobs]
    owner_hours += math.fsum(hired) * business.briefing_hours
    return Bundle(
        state=state,
        option=option,
        tasks=tuple(tasks),
        case=case,
        costs=costs.outsource if regular and costs.outsource is not None else costs.out_task,
        waiting=tuple(waiting),
        overage_hours=balance.overage_hours,
        owner_hours=owner_hours / market.months,
    )
