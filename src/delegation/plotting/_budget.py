"""plotting._budget: what would the business cost a month if its budget were another?"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from delegation import _fields
from delegation._calls import explain_call
from delegation._formatting.phrases import number
from delegation.planning.plan import Plan
from delegation.plotting._canvas import BLUE, VERMILION, axes_or_new, finish, ink, of_money, readable, said

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SHARES = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
"""Which budgets are asked about, in parts of the one there is, or, without one, of what the plan pays out."""


@explain_call
def budget(
    plan: Plan, ax: "Axes | None" = None, *, budgets: Iterable[float] | None = None, effort: float = 0.1
) -> "Axes":
    """Draw the cost over the monthly budget, each answered by planning again, and where work then stays undone.

    A smaller budget's plan is a larger budget's, too; so where planning finds none better, that one stands. What stays
    undone costs nothing here, so that such plans look cheaper than they are: they are marked, and on no line.

    Args:
        plan: A plan.
        ax: Where to draw; default None, a new figure.
        budgets: Budgets in money a month, from 0; default None, six from half to twice the one there
            is, or, without one, of what the plan pays out.
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
    title, now = "What another budget would bring", plan.business.monthly_budget
    base = plan.paid if now is None else now
    asked = [share * base for share in SHARES if base] if budgets is None else sorted(set(budgets))
    if not asked:
        return said(ax, title, "there is no budget to ask about" if now or plan.paid else "nothing is paid out")
    found = list(zip(asked, _plans(plan, asked, effort), strict=True))
    done = [(amount, each.cost) for amount, each in found if not _left(each)]
    undone = [(amount, each.cost, _left(each)) for amount, each in found if _left(each)]
    if done:
        ax.plot(*zip(*done, strict=True), "o-", color=BLUE, drawstyle="steps-post", label="all is done", gid="done")
    if undone:
        points = [(amount, cost) for amount, cost, _ in undone]
        ax.plot(
            *zip(*points, strict=True),
            "X",
            color=VERMILION,
            markeredgecolor=ink(ax),
            markersize=9,
            label="so many tasks stay undone",
            gid="undone",
        )
        for amount, cost, many in undone:
            ax.annotate(str(many), (amount, cost), (7, 5), textcoords="offset points", fontsize="small")
    ax.plot([base], [plan.cost], "D", color=ink(ax), markersize=8, fillstyle="none", label="the plan", gid="now")
    ax.margins(0.08, 0.15)
    ax.set_xlabel(f"budget ({of_money(plan.business.currency)}); planned again with effort {number(effort)}")
    ax.set_ylabel(f"cost ({of_money(plan.business.currency)})")
    readable(ax.xaxis)
    readable(ax.yaxis)
    return finish(ax, title)


def _plans(plan: Plan, budgets: list[float], effort: float) -> list[Plan]:
    """The best plan that was found for each budget, or for a smaller one, or, where it is allowed, the plan at hand."""
    now = plan.business.monthly_budget
    least = plan.paid if now is None else now
    background = attrs.evolve(plan.background, how={**plan.background.how, "effort": effort})
    found: list[Plan] = []
    for amount in budgets:
        rivals = [*found[-1:], *([plan] if amount >= least else [])]
        if amount != now and (now is not None or amount < least):
            rivals.append(background.again(business=attrs.evolve(plan.business, monthly_budget=amount)))
        found.append(min(rivals, key=lambda each: each.objective))
    return found


def _left(plan: Plan) -> int:
    """How many tasks stay undone that should not."""
    return sum(task.undone_cost is None for task in plan.undone)
