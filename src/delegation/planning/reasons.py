"""planning.reasons: why is a plan as it is, as a whole and task by task?"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from delegation._costing.obstacles import ObstacleKind
from delegation._formatting.phrases import (
    amounts,
    counted,
    listed,
    money,
    months,
    number,
    retained,
    sentence,
    some,
    verdict,
)
from delegation.errors import titled
from delegation.model.mode import Mode
from delegation.model.retainer import Retainer
from delegation.planning.assignments import Assignment, Way
from delegation.planning.commitments import Agreement

if TYPE_CHECKING:
    from delegation.planning.plan import Plan

MOST_NAMED = 3
"""How many undone tasks are told with their reasons."""

LITTLE = 0.005
"""Money that is told as nothing."""


def whole(plan: "Plan") -> str:
    """Why a plan is as it is: what to do, what that costs and spares, what binds, what is undone, and what is owed."""
    told = [decisions(plan), limits(plan), savings(plan), *binding(plan), *_undone(plan), lock_in(plan)]
    return " ".join(each for each in told if each)


def decisions(plan: "Plan") -> str:
    """What a plan has you do: retainers to sign, to keep and to end, whom to hire, and what you do yourself."""
    signed = [f"{titled(each.contractor.name)} ({_terms(plan, each)})" for each in plan.retainers if not each.running]
    kept = [titled(each.contractor.name) for each in plan.retainers if each.running]
    ended = [each.engagement.contractor.name for each in plan.endings if not each.by_itself]
    hired = [each for each in plan if each.mode is Mode.OUT_TASK]
    own = [titled(each.task.name) for each in plan if each.mode is Mode.KEEP]
    told = [
        f"sign {_retainers(signed)}" if signed else "",
        f"keep {_retainers(kept, 'the ')}" if kept else "",
        f"end {_retainers([titled(name) for name in ended], 'the ')}" if ended else "",
        f"out-task {_tasks(hired)} to {some(_contractors(hired))}" if hired else "",
        f"do {some(own, ' tasks')} yourself" if own else "",
    ]
    return sentence("; ".join(each for each in told if each) or "there is nothing to sign and nobody to hire")


def terms(retainer: Retainer, currency: str) -> str:
    """Block and fee."""
    block = f"{number(retainer.hours)} h" if retainer.hours else "access"
    return f"{block} for {money(retainer.monthly_fee, currency)}"


def _terms(plan: "Plan", each: Agreement) -> str:
    """Block and fee of a retainer of a plan."""
    return terms(each.retainer, plan.business.currency)


def _retainers(whose: Sequence[str], article: str = "") -> str:
    """Retainers with somebody, all of them by name."""
    one = article or "a "
    return f"{one}retainer with {whose[0]}" if len(whose) == 1 else f"{article}retainers with {listed(whose)}"


def _tasks(several: Sequence[Assignment]) -> str:
    """Tasks by name, or the first of many."""
    return some([titled(each.task.name) for each in several], " tasks")


def _contractors(several: Sequence[Assignment]) -> list[str]:
    """Who does tasks, each once and in the order of their names."""
    return sorted({titled(each.contractor.name) for each in several if each.contractor is not None})


def limits(plan: "Plan") -> str:
    """What a plan costs, and how much of each limit it takes."""
    business = plan.business
    told = [f"costs {money(plan.cost, business.currency)} a month"]
    if business.monthly_budget is not None:
        budget = money(business.monthly_budget, business.currency)
        told.append(f"pays out {money(plan.paid, business.currency)} of a budget of {budget}")
    if business.owner_hours_per_month is not None:
        told.append(f"takes {number(plan.owner_hours)} of the {number(business.owner_hours_per_month)} hours you have")
    return f"The plan {listed(told)}."


def savings(plan: "Plan") -> str:
    """What handing over as planned saves against the cheapest one-off hires; empty where that cannot be told."""
    saved = plan.net_savings
    if saved is None or not any(each.contractor is not None for each in plan):
        return ""
    if abs(saved) < LITTLE:
        return "What is handed over costs as much as the cheapest one-off hires, each reckoned by itself."
    how = f"{money(abs(saved), plan.business.currency)} {'less' if saved > 0.0 else 'more'}"
    return f"What is handed over costs {how} than the cheapest one-off hires, each reckoned by itself."


def binding(plan: "Plan") -> list[str]:
    """Which limits keep tasks undone, or in your own hands though somebody would do them for less.

    Of tasks that are handed over the cost on top of the others is not known, so nothing is claimed of them.
    """
    barred: dict[ObstacleKind, dict[str, None]] = {}
    full: set[str] = set()
    for each in plan:
        for way in each.others:
            if way.barred is None or not _wanted(each, way):
                continue
            barred.setdefault(way.barred.kind, {})[titled(each.task.name)] = None
            if way.barred.kind is ObstacleKind.CONTRACTOR_HOURS and way.contractor is not None:
                full.add(titled(way.contractor.name))
    lacks = {
        ObstacleKind.BUDGET: "The budget leaves too little to hand over",
        ObstacleKind.OWNER_HOURS: "Your hours leave too little for",
        ObstacleKind.CONTRACTOR_HOURS: f"{some(sorted(full))} {'has' if len(full) == 1 else 'have'} too few hours for",
    }
    return [f"{told} {some(list(barred[kind]), ' tasks')}." for kind, told in lacks.items() if kind in barred]


def _wanted(each: Assignment, way: Way) -> bool:
    """Whether a way would be taken if nothing stood against it."""
    return each.mode is None or (each.mode is Mode.KEEP and way.cost < each.cost)


def _undone(plan: "Plan") -> list[str]:
    """Why the first tasks stay undone, and how many more do."""
    told = [f"{titled(each.task.name)} stays undone: {each.reason}." for each in plan.shortages[:MOST_NAMED]]
    left = len(plan.shortages) - len(told)
    return [*told, f"{counted(left, 'more task')} {'stays' if left == 1 else 'stay'} undone."] if left else told


def lock_in(plan: "Plan") -> str:
    """What there would be no getting out of; empty where nothing is signed."""
    if not plan.retainers:
        return ""
    owed = money(plan.lock_in, plan.business.currency)
    return f"If you gave notice for all at once, {owed} in fees would still be owed."


def one(plan: "Plan", each: Assignment) -> str:
    """Why a task is done as it is."""
    name, business = titled(each.task.name), plan.business
    if each.mode is None:
        reason = next(shortage.reason for shortage in plan.shortages if shortage.task == each.task)
        return f"{name} stays undone. {sentence(reason)}"
    if each.mode is Mode.KEEP and not (each.task.keep or each.hours or each.cost):
        return f"{name} does not come within {months(business.horizon_months)}: there is nothing to do."
    who = titled(each.contractor.name) if each.contractor else ""
    rows = f" ({amounts(each.costs.items(), business.currency)})" if any(each.costs.values()) else ""
    cost = f"{money(each.cost, business.currency)} a month{rows}"
    told = [f"{verdict(each.mode, name, who)}: {cost}."]
    if each.once:
        told.append(f"It comes once, averaged over {months(business.horizon_months)}.")
    if each.task.keep:
        told.append("You said that you never hand it over.")
    if each.retainer is not None:
        told.append(_shared(plan, each, each.retainer, who))
    if each.others:
        ways = "; ".join(_way(way, business.currency) for way in each.others)
        told.append(f"Otherwise, on top of the rest of the plan: {ways}.")
    return " ".join(told)


def _shared(plan: "Plan", each: Assignment, retainer: Retainer, who: str) -> str:
    """With how many others a task shares its retainer, and what that saves."""
    agreed = next(agreement for agreement in plan.retainers if agreement.contractor == each.contractor)
    others, currency = len(agreed.tasks) - 1, plan.business.currency
    shared = f"shared with {counted(others, 'other task')}" if others else "for it alone"
    return (
        f"The {retained(retainer, currency)} is {shared} and saves {money(agreed.saves, currency)} a month against "
        f"hiring {who} job by job; fee and overage are split by hours."
    )


def _way(way: Way, currency: str) -> str:
    """Another way in words, with its cost and what stands against it."""
    cost = f"{money(way.cost, currency)} a month{f' ({way.barred})' if way.barred else ''}"
    if way.contractor is None:
        return f"keep it, {cost}"
    name = titled(way.contractor.name)
    if way.retainer is None:
        return f"out-task it to {name}, {cost}"
    article, runs = "the" if way.in_plan or way.running else "a new", " that runs" if way.running else ""
    return f"outsource it to {name} on {article} {retained(way.retainer, currency)}{runs}, {cost}"
