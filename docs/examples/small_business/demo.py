"""The main job on a real small business: what to outsource, out-task or keep, with whom, at what cost, and why?"""

import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path

from delegation import Business, Contractor, Mode, Recommendation, Retainer, Score, Task, recommend, score
from delegation.io.csv import read_business, read_contractors, read_tasks

HERE = Path(__file__).parent
CHOSEN = ("Website breaks during a product launch", "Update the books", "Customer care")


def money(amount: float) -> str:
    """An amount for a column."""
    return f"{amount:,.0f}"


def terms(retainer: Retainer) -> str:
    """Block and fee."""
    return f"{f'{retainer.hours:g} h' if retainer.hours else 'access'} for {money(retainer.monthly_fee)}"


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


def task_row(recommendation: Recommendation) -> list[str]:
    """A task, what to do with it, and the next best."""
    task, best, difference = recommendation.task, recommendation.best, recommendation.difference
    if best is None:
        return [task.name, "undone", "", "", "", "", "nobody can do it"]
    following = ""
    if difference is not None:
        second = recommendation.alternatives[1]
        following = f"{second.mode} {second.contractor.name if second.contractor else ''}"
        if second.retainer:
            following += f", {terms(second.retainer)}"
    return [
        task.name,
        str(best.mode),
        best.contractor.name if best.contractor else "you",
        terms(best.retainer) if best.retainer else "",
        money(best.costs.total),
        "" if difference is None else f"+{money(difference)}",
        following,
    ]


def totals(recommendations: Sequence[Recommendation], business: Business) -> str:
    """One line of totals a month."""
    chosen = [(each.task, each.best) for each in recommendations if each.best is not None]
    alone = sum(best.costs.total for _, best in chosen)
    out_tasked = sum(
        next(
            (way.costs.total for way in each.alternatives if way.mode is Mode.OUT_TASK),
            each.alternatives[0].costs.total,
        )
        for each in recommendations
        if each.alternatives
    )
    given_back = 0.0
    for task, best in chosen:
        if best.mode is not Mode.KEEP and best.score is not None:
            given_back += best.score.recurrence.per_month * (task.hours_if_kept or 0.0)
            given_back -= best.costs.hiring / business.owner_rate
    paid = sum(best.costs.cash for _, best in chosen if best.mode is not Mode.KEEP)
    return (
        f"A month: {money(alone)} with each task by itself as recommended, {money(out_tasked)} with all out-tasked "
        f"(money paid, your hours at {money(business.owner_rate)}, and what waiting costs; {money(paid)} of the first "
        f"is paid to contractors); {given_back:.0f} of your hours given back, hiring and briefing taken off. "
        "This is not yet a plan: each task is reckoned as if it were the only one, with a retainer and a place in the "
        "queue of its own, and the budget is held for each alone."
    )


def bundle_row(each: Score) -> list[str]:
    """What a contractor's whole bundle would score."""
    retainer, outsourced = each.retainer, each.costs.outsource
    return [
        each.contractor.name,
        str(len(each.tasks)),
        f"{each.recurrence.hours_per_month:.0f}",
        terms(retainer) if retainer else "none",
        "no room" if outsourced is None else money(outsourced.total),
        money(each.costs.out_task.total),
        f"{each.payback:.2f}",
        f"{each.value:.2f}",
        str(each.mode),
    ]


def bundles(tasks: Sequence[Task], contractors: Sequence[Contractor], business: Business) -> list[list[str]]:
    """For each contractor the bundle of all tasks that she could do."""
    rows = [["contractor", "tasks", "h/month", "best block", "outsourced", "out-tasked", "payback", "value", "verdict"]]
    for contractor in contractors:
        hers = [task for task in tasks if contractor.can(task) and not task.keep]
        if hers:
            rows.append(bundle_row(score(hers, contractor, business)))
    return rows


def main() -> None:
    """Print the recommendations, what bundles would score, and a few reasons."""
    tasks = read_tasks(HERE / "tasks.csv")
    contractors = read_contractors(HERE / "contractors.csv")
    business = read_business(HERE / "business.csv")
    recommendations = [recommend(task, contractors, business) for task in tasks]

    print("outsource: an ongoing monthly retainer; you are a regular client and are served first")
    print("out-task:  hire for the job and part ways; you queue behind her regular clients")
    print("keep:      do it yourself\n")
    header = ["task", "do", "with", "block", "a month", "dearer by", "next best"]
    print(aligned([header, *map(task_row, recommendations)], right=(4, 5)))
    print()
    print(textwrap.fill(totals(recommendations, business), 118))
    print("\nWhat a bundle of all the tasks that she could do would score, contractor by contractor, a month.")
    print("A task may stand in several rows. payback: what a retainer saves for each unit that it commits;")
    print("value: the same from 0 to 1, above 0.5 outsource.\n")
    print(aligned(bundles(tasks, contractors, business), right=(1, 2, 4, 5, 6, 7)))
    for recommendation in recommendations:
        if recommendation.task.name in CHOSEN:
            print(f"\nWhy {recommendation.task.name}?")
            print(textwrap.fill(recommendation.why(), 118, initial_indent="  ", subsequent_indent="  "))


if __name__ == "__main__":
    main()
