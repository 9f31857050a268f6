"""planning.report: how does a plan read, as a whole and task by task?"""

from textwrap import fill
from typing import TYPE_CHECKING

from delegation._assignment.problem import exceeds
from delegation._formatting.phrases import amounts, counted, money, months, number, ordinal, percent, retained
from delegation._formatting.tables import aligned
from delegation.errors import titled
from delegation.model.mode import Mode
from delegation.model.retainer import Retainer
from delegation.planning.assignments import Assignment, Way
from delegation.planning.commitments import Agreement

if TYPE_CHECKING:
    from delegation.planning.plan import Plan
import math

LEGEND = (
    "used, unused and above the block: hours a month; break-even: the part of the block that must be used to beat "
    "one-off hiring; saves: against hiring her for the same tasks job by job, a month."
)

WIDTH = 110
"""Letters in a line of text."""


def terms(retainer: Retainer) -> str:
    """Block and fee."""
    return f"{f'{number(retainer.hours)} h' if retainer.hours else 'access'} for {money(retainer.monthly_fee)}"


def line(plan: "Plan") -> str:
    """A plan in one line."""
    kept = sum(each.mode is Mode.KEEP for each in plan.assignments)
    out = sum(each.mode is Mode.OUT_TASK for each in plan.assignments)
    return (
        f"<Plan of {counted(len(plan.tasks), 'task')}: {counted(len(plan.retainers), 'retainer')}, "
        f"{out} out-tasked, {kept} kept, "
        f"{len(plan.undone)} undone, {plan.cost:,.0f} a month, {plan.status}>"
    )


def text(plan: "Plan") -> str:
    """A plan as tables and sentences."""
    parts = ["\n".join(f"{mode.value + ':':<10} {mode.definition}" for mode in Mode)]
    if plan.retainers:
        header = ["retainer", "", "terms", "tasks", "a month", "used", "unused", "above", "break-even", "saves"]
        parts.append(aligned([header, *map(_retainer_row, plan.retainers)], right=range(3, 10)))
        parts.append(fill(LEGEND, WIDTH))
    for each in plan.endings:
        name = titled(each.engagement.contractor.name)
        owed = f"fees of {money(each.owed)} are owed until then" if each.owed else "nothing is owed"
        if each.engagement.end is not None:
            parts.append(f"The retainer with {name} ends by itself: you are free from {each.free_from}; {owed}.")
        else:
            parts.append(f"End the retainer with {name}: with notice now you are free from {each.free_from}; {owed}.")
    if plan.assignments:
        header = ["task", "do", "with", "h a month", "a month"]
        parts.append(aligned([header, *map(_task_row, plan.assignments)], right=(3, 4)))
    parts.append(fill(totals(plan), WIDTH))
    if plan.shortages:
        parts.append("Undone:\n" + "\n".join(f"- {each}" for each in plan.shortages))
    return "\n\n".join(parts)


def _retainer_row(each: Agreement) -> list[str]:
    """A retainer as a row."""
    return [
        titled(each.contractor.name),
        "keep" if each.running else "sign",
        terms(each.retainer),
        str(len(each.tasks)),
        money(each.costs.total),
        *(f"{number(hours) if hours >= 0.005 else '0'} h" for hours in each.block[1:]),
        "" if each.break_even is None else percent(each.break_even),
        f"{each.saves:,.0f}",
    ]


def _task_row(each: Assignment) -> list[str]:
    """A task as a row."""
    name = titled(each.task.name)
    if each.mode is None:
        return [name, "undone", "", "", ""]
    who = titled(each.contractor.name) if each.contractor else "you"
    return [name, str(each.mode), who, number(each.hours), money(each.cost)]


def totals(plan: "Plan") -> str:
    """What a plan comes to, in sentences."""
    listing = f" ({amounts(plan.costs.items())})" if any(plan.costs.values()) else ""
    told = [f"Cost a month: {money(plan.cost)}{listing}."]
    if plan.sunk:
        told.append(f"On top, {money(plan.sunk)} a month in fees is owed whatever you decide.")
    month, most = plan.dearest_month
    paid = (
        f"{money(plan.paid)} of it leaves the business" if not plan.sunk else f"{money(plan.paid)} leaves the business"
    )
    told.append(f"{paid}, {money(most)} in the dearest month (the {ordinal(month + 1)}).")
    budget = plan.business.monthly_budget
    if budget is not None and exceeds(plan.paid, budget):
        told.append(f"That is {money(plan.paid - budget)} more than the budget: fees are owed whatever you decide.")
    given = f" and gives back {number(plan.given_back)}" if plan.given_back > 0.0 else ""
    told.append(f"It takes {number(plan.owner_hours)} of your hours a month{given}.")
    savings = plan.net_savings
    if savings is not None and any(each.contractor is not None for each in plan.assignments):
        how = f"{money(savings)} less" if savings >= 0.0 else f"{money(-savings)} more"
        told.append(f"What is handed over costs {how} than the cheapest one-off hires, each reckoned by itself.")
    if plan.utilisation is not None and plan.coverage is not None:
        told.append(
            f"Blocks include {number(plan.included)} h, of which {percent(plan.utilisation)} is used; "
            f"they cover {percent(plan.coverage)} of the hours that contractors work."
        )
    if plan.retainers:
        told.append(f"If you gave notice for all at once, {money(plan.lock_in)} in fees would still be owed.")
    told.append(_how_good(plan))
    return " ".join(told)


def _how_good(plan: "Plan") -> str:
    """How good a plan is, as far as is known."""
    rounds = counted(plan.rounds, "round")
    off = abs(plan.planned - plan.cost) / plan.cost if plan.cost else 0.0
    found = f"Found by {plan.solver} in {rounds}; planned and true cost differ by {percent(off)}"
    if plan.status == "optimal":
        return f"{found}; at these prices nothing is cheaper."
    if math.isinf(plan.gap):
        return f"{found}; how much cheaper it might be is not known ({plan.status})."
    return f"{found}; at these prices nothing is more than {percent(plan.gap)} cheaper ({plan.status})."


def why(plan: "Plan", each: Assignment) -> str:
    """Why a task is done as it is."""
    name = titled(each.task.name)
    if each.mode is None:
        reason = next(shortage.reason for shortage in plan.shortages if shortage.task == each.task)
        return f"{name} stays undone. {reason[0].upper()}{reason[1:]}."
    whom = f" to {titled(each.contractor.name)}" if each.contractor else ""
    told = [f"{each.mode.value.capitalize()} {name}{whom} ({each.mode.definition}): {money(each.cost)} a month"]
    told[0] += f" ({amounts(each.costs.items())})." if any(each.costs.values()) else "."
    if each.task.keep:
        told.append("You said that you never hand it over.")
    elif each.mode is Mode.KEEP and not each.hours and not each.cost:
        return f"{name} does not come within {months(plan.business.horizon_months)}: there is nothing to do."
    if each.retainer is not None and each.contractor is not None:
        agreed = next(agreement for agreement in plan.retainers if agreement.contractor == each.contractor)
        others = len(agreed.tasks) - 1
        shared = f"shared with {counted(others, 'other task')}" if others else "for it alone"
        told.append(
            f"The {retained(each.retainer)} is {shared} and saves {agreed.saves:,.0f} a month against hiring her "
            "job by job; fee and overage are split by hours."
        )
    if each.others:
        told.append(f"Otherwise, on top of the rest of the plan: {'; '.join(map(_way, each.others))}.")
    return " ".join(told)


def _way(way: Way) -> str:
    """Another way in a sentence."""
    cost = f"{money(way.cost)} a month{f' ({way.barred})' if way.barred else ''}"
    if way.contractor is None:
        return f"keep it, {cost}"
    name = titled(way.contractor.name)
    if way.retainer is None:
        return f"out-task it to {name}, {cost}"
    new = "" if way.in_plan else "a new "
    return f"outsource it to {name} on {new or 'the '}{retained(way.retainer)}, {cost}"
