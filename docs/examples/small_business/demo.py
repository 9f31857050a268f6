"""The main job on a real small business: which retainers, with whom, for what, and what does a plan change?"""

import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path

from delegation import Contractor, Mode, Plan, Recommendation, Retainer, plan, recommend
from delegation.io.csv import read_business, read_contractors, read_tasks
from delegation.planning import Assignment

HERE = Path(__file__).parent
CHOSEN = ("Website breaks during a product launch", "Update the books", "Customer care")


def money(amount: float) -> str:
    """An amount for a column."""
    return f"{amount:,.0f}"


def aligned(rows: Sequence[Sequence[str]], right: Iterable[int]) -> str:
    """Rows as columns, some of them flush right, with a line under the header."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    flush = set(right)
    lines = [
        "  ".join(
            cell.rjust(width) if column in flush else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def done(mode: Mode | None, contractor: Contractor | None, retainer: Retainer | None) -> str:
    """How and with whom, in a cell."""
    if mode is None:
        return "undone"
    block = f", {f'{retainer.hours:g} h' if retainer.hours else 'access'}" if retainer else ""
    return f"{mode} {contractor.name if contractor else ''}{block}".strip()


def row(alone: Recommendation, together: Assignment) -> list[str]:
    """A task by itself and in the plan."""
    best = alone.best
    apart = done(best.mode, best.contractor, best.retainer) if best else "undone"
    joined = done(together.mode, together.contractor, together.retainer)
    changed = "" if apart == joined else "*"
    return [together.task.name, apart, money(best.costs.total) if best else "", joined, money(together.cost), changed]


def compared(alone: Sequence[Recommendation], together: Plan) -> str:
    """What planning together changes, in sentences."""
    best = [each.best for each in alone if each.best is not None]
    apart = sum(each.costs.total for each in best)
    paid = sum(each.costs.cash for each in best if each.mode is not Mode.KEEP)
    signed = [each.contractor.name for each in best if each.retainer is not None and each.contractor is not None]
    budget = together.business.monthly_budget or 0.0
    return (
        f"Task by task the best ways add up to {money(apart)} a month, but they cannot be had together: they ask for "
        f"{len(signed)} retainers with {len(set(signed))} contractors, each as if yours were the only task in their "
        f"queue, and pay out {money(paid)} of a budget of {money(budget)}. The plan costs {money(together.cost)} with "
        f"all of that reckoned, signs {len(together.retainers)} retainers and pays out {money(together.paid)}."
    )


def main() -> None:
    """Print the plan, what it changes against each task by itself, and a few reasons."""
    tasks = read_tasks(HERE / "tasks.csv")
    contractors = read_contractors(HERE / "contractors.csv")
    business = read_business(HERE / "business.csv")

    together = plan(tasks, contractors, business)
    print(together)

    print("\n\nWhat planning together changes (*), beside each task by itself:\n")
    alone = [recommend(task, contractors, business) for task in together.tasks]
    header = ["task", "by itself", "a month", "in the plan", "a month", ""]
    print(aligned([header, *map(row, alone, together.assignments)], right=(2, 4)))
    print()
    print(textwrap.fill(compared(alone, together), 110))
    for name in CHOSEN:
        print(f"\nWhy {name}?")
        print(textwrap.fill(together.why(name), 110, initial_indent="  ", subsequent_indent="  "))


if __name__ == "__main__":
    main()
