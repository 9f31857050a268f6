"""planning.report: how does a plan print, as tables and sentences?"""

import datetime as dt
import math
from textwrap import fill
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from delegation._assignment.problem import exceeds
from delegation._costing.costs import BILLED, called
from delegation._formatting.phrases import amounts, counted, money, months, number, ordinal, percent, some, span
from delegation._formatting.tables import aligned
from delegation.errors import titled
from delegation.model.mode import UNDONE, Mode
from delegation.planning import reasons
from delegation.planning.assignments import Assignment
from delegation.planning.commitments import Agreement, Ending, dated, dearest_months

if TYPE_CHECKING:
    from delegation.planning.plan import Plan

WIDTH = 110
"""Letters in a line of text."""

LONGEST_TASK, LONGEST_NAME = 40, 24
"""After how many letters the names of a task and of a contractor are cut in a table."""

LIMITS = "Limits, and how much of each is used"
"""The head above what limits a plan."""

LEGEND = (
    "used, unused and above the block: hours a month; break-even: the part of the block that must be used to beat "
    "one-off hiring; saves: against hiring the same contractor for the same tasks job by job, a month."
)


def line(plan: "Plan") -> str:
    """A plan in one line."""
    kept = sum(each.mode is Mode.KEEP for each in plan)
    out = sum(each.mode is Mode.OUT_TASK for each in plan)
    return (
        f"<Plan of {counted(len(plan.tasks), 'task')}: {counted(len(plan.retainers), 'retainer')}, "
        f"{out} out-tasked, {kept} kept, "
        f"{len(plan.undone)} undone, {money(round(plan.cost), plan.business.currency)} a month, {plan.status}>"
    )


def text(plan: "Plan") -> str:
    """A plan as tables and sentences: what is left undone, its frame, retainers, tasks, what they come to, and why."""
    first = [fill(left, WIDTH)] if (left := reasons.left(plan)) else []
    parts = [*first, frame(plan), "\n".join(f"{mode.value + ':':<12}{mode.definition}" for mode in Mode)]
    if plan.retainers:
        parts += [retainers(plan), fill(LEGEND, WIDTH)]
    parts += [ending(each, plan.business.currency) for each in plan.endings]
    if plan.assignments:
        parts += [tasks(plan), fill(legend(plan), WIDTH), costs(plan)]
    parts.append(fill(totals(plan), WIDTH))
    parts += ["\n".join([f"{head}:", *(f"- {each}" for each in some)]) for head, some in undone(plan)]
    return "\n\n".join(parts)


def undone(plan: "Plan") -> list[tuple[str, list[str]]]:
    """What stays undone and why, under its head."""
    several = {
        "Undone, and in none of these figures": [str(each) for each in plan.shortages if each.task.undone_cost is None],
        "Left undone at its cost": [str(each) for each in plan.shortages if each.task.undone_cost is not None],
    }
    return [(head, some) for head, some in several.items() if some]


def frame(plan: "Plan") -> str:
    """The horizon, the budget and your hours, and how much of each is used."""
    return "\n".join([f"{LIMITS}:", *(f"{name + ':':<12}{told}" for name, told in frame_rows(plan))])


def frame_rows(plan: "Plan") -> list[tuple[str, str]]:
    """What limits a plan, and how much of it is used."""
    since = "" if plan.on is None else f" from {plan.on}"
    return [
        ("horizon", f"{months(plan.business.horizon_months)}{since}; all figures are averages a month"),
        ("budget", _budget(plan)),
        ("your hours", _own_hours(plan)),
    ]


def _budget(plan: "Plan") -> str:
    """How much of the budget is paid out."""
    budget, currency = plan.business.monthly_budget, plan.business.currency
    paid = f"{money(plan.paid, currency)} is paid out"
    if budget is None:
        return f"no limit; {paid}"
    told = f"{money(budget, currency)} a month; {paid}{_part(plan.paid, budget)}"
    if not exceeds(plan.paid, budget):
        return told
    more = money(plan.paid - budget, currency)
    return f"{told}, {more} more than the budget: fees are owed whatever you decide"


def _own_hours(plan: "Plan") -> str:
    """How much of your hours is taken."""
    limit, taken = plan.business.owner_hours_per_month, f"{number(plan.owner_hours)} h taken"
    return (
        f"no limit; {taken}" if limit is None else f"{number(limit)} h a month; {taken}{_part(plan.owner_hours, limit)}"
    )


def _part(used: float, limit: float) -> str:
    """How much of a limit is used."""
    return f" ({percent(used / limit)})" if limit else ""


def retainers(plan: "Plan") -> str:
    """The retainers as a table."""
    return aligned(retainer_rows(plan), right=range(3, 10))


def retainer_rows(plan: "Plan", longest: int = LONGEST_NAME) -> list[list[str]]:
    """A header and the retainers, a row each, with names of so many letters at the most."""
    header = ["retainer", "", "terms", "tasks", _a_month(plan), "used", "unused", "above", "break-even", "saves"]
    return [header, *(_retainer_row(plan, each, longest) for each in plan.retainers)]


def _a_month(plan: "Plan") -> str:
    """The header of a column of money."""
    return f"{plan.business.currency} a month".lstrip()


def _retainer_row(plan: "Plan", each: Agreement, longest: int) -> list[str]:
    """A retainer as a row."""
    block = each.block
    return [
        titled(each.contractor.name, longest),
        "keep" if each.running else "sign",
        reasons.terms(each.retainer, plan.business.currency),
        str(len(each.tasks)),
        money(each.costs.total),
        *(f"{number(hours) if hours >= 0.005 else '0'} h" for hours in (block.used, block.unused, block.overage_hours)),
        "" if each.break_even is None else percent(each.break_even),
        money(each.saves),
    ]


def ending(each: Ending, currency: str) -> str:
    """A retainer that ends, when, and what is owed until then."""
    name = titled(each.engagement.contractor.name)
    owed = f"fees of {money(each.owed, currency)} are owed until then" if each.owed else "nothing is owed"
    if each.by_itself:
        return f"The retainer with {name} ends by itself: you are free from {each.free_from}; {owed}."
    return f"End the retainer with {name}: with notice now you are free from {each.free_from}; {owed}."


def tasks(plan: "Plan") -> str:
    """The tasks as a table."""
    return aligned(task_rows(plan), right=range(3, 8))


def task_rows(plan: "Plan", longest_task: int = LONGEST_TASK, longest_name: int = LONGEST_NAME) -> list[list[str]]:
    """A header and the tasks, a row each, with names of so many letters at the most."""
    header = ["task", "do", "with", "h a month", "paid out", "your time", "waiting", _a_month(plan)]
    return [header, *(_task_row(each, longest_task, longest_name) for each in plan)]


def _task_row(each: Assignment, longest_task: int, longest_name: int) -> list[str]:
    """A task as a row."""
    name = f"{titled(each.task.name, longest_task)}{' *' if each.once else ''}"
    if each.mode is None:
        return [name, UNDONE, "", "", "", "", "", money(each.cost) if each.task.undone_cost is not None else ""]
    who = titled(each.contractor.name, longest_name) if each.contractor else "you"
    own = each.costs.hiring if each.contractor else each.costs.work
    shown = [money(amount) for amount in (each.paid, own, each.costs.waiting, each.cost)]
    return [name, str(each.mode), who, number(each.hours), *shown]


def legend(plan: "Plan") -> str:
    """What the columns of the tasks mean, and the mark of those that come once."""
    rate = money(plan.business.owner_rate, plan.business.currency)
    told = f"paid out: work, fees and overage; your time: your hours at {rate} an hour; waiting: what late starts cost"
    once = f"; *: once, averaged over {months(plan.business.horizon_months)}" if any(each.once for each in plan) else ""
    return f"{told}{once}."


def costs(plan: "Plan") -> str:
    """What a plan costs as a table: money paid out, your hours and waiting, which add up."""
    return aligned(cost_rows(plan), right=(1,))


def cost_rows(plan: "Plan") -> list[list[str]]:
    """A header and what a plan costs, row by row."""
    rows, currency, hours = plan.costs, plan.business.currency, number(plan.owner_hours)
    kept = math.fsum(each.costs.work for each in plan if each.mode is Mode.KEEP)
    handed = math.fsum(each.costs.work for each in plan if each.mode is not Mode.KEEP)
    paid = [("work", handed), ("fee", rows.fee), *_above(plan)]
    own = [("kept tasks", kept), ("hiring", rows.hiring)]
    table = [
        ["cost", _a_month(plan), "made up of"],
        ["paid out", money(_sum(paid)), amounts(paid)],
        ["your time", money(_sum(own)), f"{hours} h at {money(plan.business.owner_rate, currency)}: {amounts(own)}"],
        ["waiting", money(rows.waiting), "what late starts cost"],
        *([["undone", money(rows.undone), "what leaving tasks undone costs"]] if rows.undone else []),
        ["in all", money(plan.cost), "without what stays undone" if reasons.not_counted(plan) else ""],
    ]
    if plan.sunk:
        table.append(["owed anyway", money(plan.sunk), "fees, on top of all that and whatever you decide"])
    return table


def _above(plan: "Plan") -> list[tuple[str, float]]:
    """What hours above blocks cost, and apart from it those of access retainers, which have no block."""
    found: dict[str, list[float]] = {"overage": [], BILLED: []}
    for each in plan:
        found[called("overage", (each.retainer,))].append(each.costs.overage)
    return [(name, math.fsum(several)) for name, several in found.items()]


def _sum(named: list[tuple[str, float]]) -> float:
    """The sum of named amounts."""
    return math.fsum(amount for _, amount in named)


def totals(plan: "Plan") -> str:
    """What a plan comes to beside its costs, in sentences."""
    told = [paying(plan)]
    if plan.given_back > 0.0:
        told.append(f"The plan gives back {number(plan.given_back)} of your hours a month.")
    told.append(reasons.savings(plan))
    if plan.utilisation is not None and plan.coverage is not None:
        told.append(
            f"Blocks include {number(plan.included)} h, of which {percent(plan.utilisation)} is used; "
            f"they cover {percent(plan.coverage)} of the hours that contractors work."
        )
    told += [reasons.lock_in(plan), how_good(plan)]
    return " ".join(each for each in told if each)


def paying(plan: "Plan") -> str:
    """In which months most is paid, unless as much is in all, and whether something has a month only on average."""
    paid, told = plan.background.paid_by_month, []
    dearest = [_month(month, plan.on) for month in dearest_months(paid)]
    most = money(plan.dearest_month[1], plan.business.currency)
    if len(dearest) == 1 < len(paid):
        told.append(f"The dearest month is the {dearest[0]}: {most} is paid out.")
    elif len(dearest) < len(paid):
        told.append(f"The dearest months are the {some(dearest)}: {most} is paid out in each.")
    if any(_spread(plan, each) for each in plan):
        what = "Without a day to plan from (on=), all work" if plan.on is None else "Work without dates"
        told.append(f"{what} is spread evenly over the months.")
    return " ".join(told)


def _month(month: int, on: dt.date | None) -> str:
    """A month as people count, with its days where these are known."""
    if on is None:
        return ordinal(month + 1)
    return f"{ordinal(month + 1)} ({span(*(on + relativedelta(months=each) for each in (month, month + 1)))})"


def _spread(plan: "Plan", each: Assignment) -> bool:
    """Whether more than fees is paid for a task, and nobody knows when."""
    by_the_hour = each.contractor is not None and each.costs.work + each.costs.overage > reasons.LITTLE
    return by_the_hour and not dated(each.task, plan.business.horizon_months, plan.on)


def how_good(plan: "Plan") -> str:
    """How good a plan is, as far as is known."""
    if plan.status == "optimal":
        told = "No plan is cheaper"
    else:
        told = "Planning was stopped by its limit of time" if plan.status == "stopped" else "No cheaper plan was found"
        if any(each.task.undone_cost is None for each in plan.shortages):
            told += "; what stays undone is in no cost, so that others cannot be compared"
        elif math.isinf(plan.gap):
            told += "; how much cheaper another might be is not known"
        else:
            told += f"; another could be {percent(plan.gap)} cheaper at the most"
    return f"{told}."
