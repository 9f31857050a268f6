"""planning.reasons: why is a plan as it is, as a whole and task by task?"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from delegation._costing.costs import BILLED, called
from delegation._costing.obstacles import ObstacleKind
from delegation._formatting.phrases import (
    amounts,
    articled,
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
from delegation.planning.assignments import Assignment
from delegation.planning.commitments import Agreement
from delegation.planning.ways import ABOVE, Way

if TYPE_CHECKING:
    from delegation.planning.plan import Plan

MOST_NAMED = 3
"""How many undone tasks are told with their reasons."""

MOST_WAYS = 3
"""How many other ways of doing a task are told, beside the next blocks of whoever does it."""

YOURS = "Your hours leave too little"
"""How it begins that they bind."""

LITTLE = 0.005
"""Money that is told as nothing."""


def whole(plan: "Plan") -> str:
    """Why a plan is as it is: what to do, what that costs and spares, what binds, what is undone, and what is owed."""
    told = [headline(plan), limits(plan), savings(plan), *binding(plan), *_undone(plan), lock_in(plan)]
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


def left(plan: "Plan") -> str:
    """How many tasks stay undone and which, in a sentence; empty where none does."""
    names = [titled(task.name) for task in plan.undone]
    stay = "stays" if len(names) == 1 else "stay"
    return f"{counted(len(names), 'task')} {stay} undone: {some(names)}." if names else ""


def headline(plan: "Plan") -> str:
    """What a plan has you do, and what it leaves undone."""
    return " ".join(each for each in (decisions(plan), left(plan)) if each)


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
    without = " without what stays undone" if not_counted(plan) else ""
    told = [f"costs {money(plan.cost, business.currency)} a month{without}"]
    if business.monthly_budget is not None:
        budget = money(business.monthly_budget, business.currency)
        told.append(f"pays out {money(plan.paid, business.currency)} of a budget of {budget}")
    if business.owner_hours_per_month is not None:
        told.append(f"takes {number(plan.owner_hours)} of the {number(business.owner_hours_per_month)} hours you have")
    return f"The plan {listed(told)}."


def not_counted(plan: "Plan") -> bool:
    """Whether something stays undone of which it is not said what that costs."""
    return any(task.undone_cost is None for task in plan.undone)


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
    handed: dict[str, None] = {}
    for each in plan:
        for way in each.barred:
            kind, name = way.obstacle.kind, titled(each.task.name)
            to_hand_over = kind is ObstacleKind.OWNER_HOURS and way.contractor is not None
            (handed if to_hand_over else barred.setdefault(kind, {}))[name] = None
            if kind is ObstacleKind.CONTRACTOR_HOURS and way.contractor is not None:
                full.add(titled(way.contractor))
    lacks = {
        ObstacleKind.BUDGET: "The budget leaves too little to hand over",
        ObstacleKind.OWNER_HOURS: f"{YOURS} for",
        ObstacleKind.CONTRACTOR_HOURS: f"{some(sorted(full))} {'has' if len(full) == 1 else 'have'} too few hours for",
    }
    told = [f"{what} {some(list(barred[kind]), ' tasks')}." for kind, what in lacks.items() if kind in barred]
    over = [name for name in handed if name not in barred.get(ObstacleKind.OWNER_HOURS, ())]
    return [*told, f"{YOURS} to hand over {some(over, ' tasks')}: {_taken(plan)}."] if over else told


def _taken(plan: "Plan") -> str:
    """What takes the owner's hours where work is handed over."""
    business = plan.business
    hours = (business.hiring_hours, business.onboarding_hours, business.briefing_hours)
    taken = [name for name, each in zip(("searching", "onboarding", "briefing"), hours, strict=True) if each]
    return f"{listed(taken)} {'takes' if len(taken) == 1 else 'take'} them too"


def _undone(plan: "Plan") -> list[str]:
    """What is left because that is cheaper, why the first tasks stay undone otherwise, and how many more do."""
    short = {each.task.name for each in plan.shortages}
    left = [titled(each.task.name) for each in plan if each.mode is None and each.task.name not in short]
    cheaper = [f"Leaving {some(left, ' tasks')} costs less than any way of doing {'it' if len(left) == 1 else 'them'}."]
    told = cheaper if left else []
    told += [f"{titled(each.task.name)} stays undone: {each.reason}." for each in plan.shortages[:MOST_NAMED]]
    more = len(plan.shortages) - MOST_NAMED
    return [*told, f"{counted(more, 'more task')} {'stays' if more == 1 else 'stay'} undone."] if more > 0 else told


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
        return f"{name} {_left(plan, each)}"
    if each.mode is Mode.KEEP and not (each.task.keep or each.hours or each.cost):
        return f"{name} does not come within {months(business.horizon_months)}: there is nothing to do."
    who = titled(each.contractor.name) if each.contractor else ""
    rows = f" ({amounts(each.costs.named(each.retainer), business.currency)})" if any(each.costs.values()) else ""
    cost = f"{money(each.cost, business.currency)} a month{rows}"
    told = [f"{verdict(each.mode, name, who)}: {cost}."]
    if each.once:
        told.append(f"It comes once, averaged over {months(business.horizon_months)}.")
    if each.task.keep:
        told.append("You said that you never hand it over.")
    if each.retainer is not None:
        told.append(_shared(plan, each, each.retainer, who))
    now, others = told_ways(plan.ways(each.task))
    if others:
        ways = "; ".join(_way(way, business.currency) for way in others)
        if abs(now.cost - each.cost) < LITTLE:
            told.append(f"Otherwise, added to the plan without it: {ways}.")
        else:
            told.append(f"To the plan without it this adds {_cost(now, business.currency)}. Otherwise: {ways}.")
    return " ".join(told)


def _left(plan: "Plan", each: Assignment) -> str:
    """Why a task stays undone, in words that follow its name."""
    currency = plan.business.currency
    reason = next((shortage.reason for shortage in plan.shortages if shortage.task == each.task), "")
    if each.task.undone_cost is None:
        return f"stays undone. {sentence(reason)}"
    told = f"is left undone: that costs {money(each.cost, currency)} a month"
    ways = [way for way in plan.ways(each.task) if way.mode is not None and way.barred is None]
    if ways:
        told += f"; the cheapest way that there is room for: {_way(ways[0], currency)}"
    return f"{told}. {sentence(reason)}" if reason else f"{told}."


def told_ways(ways: Sequence[Way]) -> tuple[Way, list[Way]]:
    """The way in which a plan does a task, and those of the others that are told, the cheapest first.

    Of each contractor and mode that is the cheapest, of the cheapest three; and of whoever does it on a retainer the
    next larger and the next smaller block.
    """
    now = next(way for way in ways if way.chosen)
    found: dict[tuple[Mode | None, str], Way] = {}
    for way in ways:
        if not way.chosen:
            found.setdefault((way.mode, way.contractor.name if way.contractor else ""), way)
    shown = list(found.values())[:MOST_WAYS]
    blocks = [
        (way.retainer.hours - now.retainer.hours, way)
        for way in ways
        if way.retainer and now.retainer and way.contractor == now.contractor and not way.chosen
    ]
    larger = min((each for each in blocks if each[0] > 0.0), key=lambda each: each[0], default=None)
    smaller = max((each for each in blocks if each[0] < 0.0), key=lambda each: each[0], default=None)
    nearest = [each[1] for each in (larger, smaller) if each is not None]
    return now, [way for way in ways if way in shown or way in nearest]


def _shared(plan: "Plan", each: Assignment, retainer: Retainer, who: str) -> str:
    """With how many others a task shares its retainer, and what that saves."""
    agreed = next(agreement for agreement in plan.retainers if agreement.contractor == each.contractor)
    others, currency = len(agreed.tasks) - 1, plan.business.currency
    shared = f"shared with {counted(others, 'other task')}" if others else "for it alone"
    return (
        f"The {retained(retainer, currency)} is {shared} and saves {money(agreed.saves, currency)} a month against "
        f"hiring {who} job by job; fee and {called('overage', (retainer,))} are split by hours."
    )


def _way(way: Way, currency: str) -> str:
    """Another way in words, with its cost and what stands against it."""
    if way.mode is Mode.KEEP and way.barred is not None:  # waits beyond all hours would be no real ones
        return f"keep it ({way.barred})"
    cost = f"{_cost(way, currency)}{f' ({way.barred})' if way.barred else ''}"
    if way.contractor is None:
        return f"{'leave it undone' if way.mode is None else 'keep it'}, {cost}"
    name = titled(way.contractor.name)
    follow = f" together with {counted(way.followers, 'other task')}" if way.followers else ""
    if way.retainer is None:
        return f"out-task it to {name}{follow}, {cost}"
    terms = retained(way.retainer, currency)
    known = way.in_plan or way.running
    which = f"the {terms}" if known else articled(terms if way.followers else f"new {terms}")
    return f"outsource it to {name} on {which}{' that runs' if way.running else ''}{follow}, {cost}"


def _cost(way: Way, currency: str) -> str:
    """What a way adds, and what makes it up where that is several things."""
    parts = [(_part(name, way), amount) for name, amount in way.parts.items() if abs(amount) >= LITTLE]
    made_up = f" ({amounts(parts)})" if len(parts) > 1 or any(name == "others' waits" for name, _ in parts) else ""
    return f"{money(way.cost, currency)} a month{made_up}"


def _part(name: str, way: Way) -> str:
    """What a part of the cost of a way is called."""
    return BILLED if name == ABOVE and way.retainer and not way.retainer.hours else name
