"""plotting._budget: what would the business cost a month if its budget were another?"""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from delegation import _fields
from delegation._calls import explain_call
from delegation._formatting.phrases import money, number
from delegation.planning.plan import Plan
from delegation.plotting._canvas import BLUE, VERMILION, axes_or_new, finish, ink, of_money, readable, said

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HALVINGS, FILLINGS = 2, 3
"""How often the smallest budget that is enough is looked for, and how often the widest gap that is left is halved."""

BEYOND = 1.1
"""How far the picture goes beyond what a plan without any limit pays, as a multiplier."""

ALIKE = 0.005
"""Costs that differ by a smaller part are drawn from 0, so that next to nothing does not look like much."""

LOW = 0.05
"""How high above the lower edge stands what has no cost to compare, in parts of the axis."""


@explain_call
def budget(
    plan: Plan, ax: "Axes | None" = None, *, budgets: Iterable[float] | None = None, effort: float = 0.1
) -> "Axes":
    """Draw the cost over the monthly budget, each answered by planning again, and where work then stays undone.

    A smaller budget's plan is a larger budget's, too; so where planning finds none better, that one stands. What stays
    undone and should not costs nothing here, so that such plans would look cheaper than they are: they stand at the
    lower edge, each with how many tasks it leaves. What is left because that is cheaper, at its `Task.undone_cost`, is
    in the cost; such plans are drawn hollow.

    Args:
        plan: A plan.
        ax: Where to draw; default None, a new figure.
        budgets: Budgets in money a month, from 0; default None, some from about what is needed at the least to a little
            above what a plan without any limit pays, for which it is planned up to six times.
        effort: How much work each answer may take, as `delegation.plan` counts it; default 0.1. Each takes about as
            long as a plan with this effort.

    Returns:
        The axes. Where there is no budget to ask about, they say so.

    Raises:
        RefusedValueError: If something else than a plan is given, or a budget or the effort cannot be taken.
        MissingExtraError: If matplotlib is not installed.
    """
    _fields.check("budget", "plan", plan, Plan)
    effort = _fields.number_between("budget", "effort", effort, 1e-6, 1e6, meaning="1 is usual")
    if budgets is not None:
        meaning = "money a month"
        budgets = [
            _fields.number_between("budget", "budgets", each, 0.0, _fields.LARGEST, meaning=meaning) for each in budgets
        ]
    ax = axes_or_new(ax)
    title, now, never = "What another budget would bring", plan.business.monthly_budget, frozenset[str]()
    if budgets is None:
        free = _plan_with(plan, None, effort)
        found, never = _around(plan, free, effort), _missing(free)
    else:
        found = {amount: _plan_with(plan, amount, effort) for amount in budgets}
    if not found:
        return said(ax, title, "nothing is paid out" if budgets is None else "there is no budget to ask about")
    where, told = plan.paid if now is None else now, "the plan"
    if budgets is None and where > max(found):
        where, told = max(found), f"the plan (its budget: {money(where, plan.business.currency)})"
    found = _kept_up(found)
    done = {amount: each for amount, each in found.items() if _missing(each) <= never}
    if done:
        _draw_done(ax, done, len(never))
    _draw_undone(ax, {amount: len(_missing(each)) for amount, each in found.items() if amount not in done})
    comparable = bool(done) and _missing(plan) <= never
    across = ax.transData if comparable else ax.get_xaxis_transform()
    height = plan.cost if comparable else LOW
    ax.plot(
        [where],
        [height],
        "D",
        color=ink(ax),
        markersize=11,
        fillstyle="none",
        zorder=4,
        transform=across,
        label=told,
        gid="now",
    )
    ax.set_xlabel(f"budget ({of_money(plan.business.currency)}); planned again with effort {number(effort)}")
    _scale(ax, [each.cost for each in done.values()] + [plan.cost] * comparable, of_money(plan.business.currency))
    readable(ax.xaxis)
    return finish(ax, title)


def _plan_with(plan: Plan, amount: float | None, effort: float) -> Plan:
    """The best plan that is found for a budget, or for none: where it is allowed, perhaps the one at hand."""
    now = plan.business.monthly_budget
    least = plan.paid if now is None else now
    if amount == now or (now is None and amount is not None and amount >= least):
        return plan
    how = {**plan.background.how, "effort": effort}
    business = attrs.evolve(plan.business, monthly_budget=amount)
    found = attrs.evolve(plan.background, how=how).again(business=business)
    return _better(plan, found) if amount is None or amount >= least else found


def _better(one: Plan, other: Plan) -> Plan:
    """The better one of two plans."""
    return min(one, other, key=lambda each: each.objective)


def _around(plan: Plan, free: Plan, effort: float) -> dict[float, Plan]:
    """Plans for budgets from about the smallest that is enough to a little above what is paid without any limit."""
    low, high = plan.sunk, free.paid
    if not high:
        return {}
    found = {high: free}
    for _ in range(HALVINGS if low < high else 0):
        middle = (low + high) / 2.0
        found[middle] = _plan_with(plan, middle, effort)
        low, high = (low, middle) if _missing(found[middle]) <= _missing(free) else (middle, high)
    for _ in range(FILLINGS if low < high else 0):
        edges = sorted({low, *(amount for amount in found if amount > low)})
        below, above = max(pairwise(edges), key=lambda pair: pair[1] - pair[0])
        found[(below + above) / 2.0] = _plan_with(plan, (below + above) / 2.0, effort)
    found = {amount: each for amount, each in found.items() if amount >= low}
    found[BEYOND * free.paid] = free
    now = plan.business.monthly_budget
    return found if now is None or now > max(found) else {**found, now: plan}


def _kept_up(found: Mapping[float, Plan]) -> dict[float, Plan]:
    """Plans by their budgets, from the smallest: each the best that was found for it or for a smaller one."""
    best: dict[float, Plan] = {}
    for amount in sorted(found):
        best[amount] = _better(next(reversed(best.values()), found[amount]), found[amount])
    return best


def _missing(plan: Plan) -> frozenset[str]:
    """The tasks that stay undone and should not."""
    return frozenset(task.name for task in plan.undone if task.undone_cost is None)


def _draw_done(ax: "Axes", done: Mapping[float, Plan], never: int) -> None:
    """Draw plans whose costs can be compared, as steps; those that leave something at its price hollow."""
    amounts, costs = list(done), [each.cost for each in done.values()]
    left = [amount for amount, each in done.items() if len(each.undone) > never]
    told = f"all is done{f' but {never} that no budget brings' if never else ''}"
    label = told if len(left) < len(done) else None
    ax.plot(amounts, costs, "o-", color=BLUE, drawstyle="steps-post", label=label, gid="done")
    if left:
        costs = [done[amount].cost for amount in left]
        label, ground = "some is left, which is cheaper", ax.get_facecolor()
        ax.plot(left, costs, "o", color=BLUE, markerfacecolor=ground, label=label, gid="left", zorder=3)


def _draw_undone(ax: "Axes", undone: Mapping[float, int]) -> None:
    """Mark budgets that are not enough at the lower edge, each with how many tasks stay undone."""
    if not undone:
        return
    across = ax.get_xaxis_transform()
    ax.plot(
        list(undone),
        [LOW] * len(undone),
        "X",
        color=VERMILION,
        markeredgecolor=ink(ax),
        markersize=9,
        transform=across,
        label="so many tasks stay undone: no cost to compare",
        gid="undone",
    )
    for amount, many in undone.items():
        ax.annotate(
            str(many),
            (amount, LOW),
            (0, 10),
            xycoords=across,
            textcoords="offset points",
            ha="center",
            fontsize="small",
        )


def _scale(ax: "Axes", costs: list[float], unit: str) -> None:
    """The axis of costs, from 0 where that shows enough; without costs to compare it has none."""
    ax.margins(x=0.08)
    if not costs:
        ax.set_ylabel("no cost to compare: work stays undone")
        ax.set_yticks([])
        return
    low, high = min(costs), max(costs)
    lowest = low - 0.5 * (high - low)
    cut = high - low > ALIKE * high and lowest > 0.5 * high
    ax.set_ylim(lowest if cut else 0.0, high + 0.2 * (high - low if cut else high) or 1.0)
    ax.set_ylabel(f"cost ({unit}){', not from 0' if cut else ''}")
    readable(ax.yaxis)
