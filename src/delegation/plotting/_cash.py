"""plotting._cash: how much leaves the business in each month of a plan, against the budget?"""

from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from delegation import _fields
from delegation._calls import explain_call
from delegation._formatting.phrases import money
from delegation.planning.plan import Plan
from delegation.plotting._canvas import (
    BLUE,
    SKY,
    VERMILION,
    axes_or_new,
    finish,
    ink,
    month_names,
    months_from,
    of_money,
    readable,
    said,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROUNDING = 1e-9
"""A part of what is paid that is below this part of it is none, but comes of rounding."""

MOST_NAMED = 13
"""Up to so many months each is named."""


@explain_call
def cash(plan: Plan, ax: "Axes | None" = None) -> "Axes":
    """Draw the money that leaves the business, month by month, its mean, and the budget.

    All is from `Plan.background`, `Plan.paid` and `Business.monthly_budget`. Fees, and work on days that are known,
    stand in their months; on them stands what is paid for work without dates, spread evenly: which month it will come
    in nobody knows, or, where the plan has no day, cannot be told. The budget holds for the mean, so that single months
    may be above it. Months begin on the day of the plan: from 5 January on, "5 Aug" is 5 August to 4 September.

    Args:
        plan: A plan.
        ax: Where to draw; default None, a new figure.

    Returns:
        The axes. Where nothing is paid, they say so.

    Raises:
        RefusedValueError: If something else than a plan is given.
        MissingExtraError: If matplotlib is not installed.
    """
    _fields.check("cash", "plan", plan, Plan)
    ax = axes_or_new(ax)
    title, currency = "What the plan pays out", plan.business.currency
    paid, budget = plan.background.paid_by_month, plan.business.monthly_budget
    undated = plan.background.undated_by_month
    if not any(paid):
        return said(ax, title, "nothing is paid out")
    places = range(1, len(paid) + 1)
    due = [max(0.0, whole - spread) for whole, spread in zip(paid, undated, strict=True)]
    if any(money > ROUNDING * whole for money, whole in zip(due, paid, strict=True)):
        ax.bar(places, due, color=SKY, edgecolor=ink(ax), linewidth=0.8, label="due in its month", gid="due")
    if any(undated):
        ax.bar(
            places,
            undated,
            bottom=due,
            color="none",
            hatch="..",
            edgecolor=ink(ax),
            linewidth=0.8,
            label="without dates, spread evenly",
            gid="undated",
        )
    ax.axhline(plan.paid, color=BLUE, linewidth=2.0, label=f"on average, {money(plan.paid, currency)}", gid="mean")
    if budget is not None:
        ax.axhline(
            budget,
            color=VERMILION,
            linewidth=2.0,
            linestyle="--",
            label=f"budget, {money(budget, currency)}",
            gid="budget",
        )
    every = -(-len(paid) // MOST_NAMED)
    shown = list(places)[::every]
    if plan.on is None:
        ax.set_xticks(shown, list(map(str, shown)), fontsize="small")
        ax.set_xlabel("month of the plan")
    else:
        firsts = [plan.on + relativedelta(months=place - 1) for place in shown]
        ax.set_xticks(shown, month_names(firsts), fontsize="small")
        ax.set_xlabel(f"month, from {plan.on} on" if plan.on.day == 1 else months_from(firsts))
    ax.set_ylim(0.0, 1.1 * max([*paid, budget or 0.0]))
    ax.set_ylabel(of_money(currency))
    readable(ax.yaxis)
    return finish(ax, title, columns=2)
