"""The main job on a real small business: which retainers, with whom, for what, and what does a plan change?

And a year later: what does the log of it say is to be changed?
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from textwrap import fill

from delegation import Contractor, Engagement, Mode, Task, plan, recommend, review, simulate
from delegation.io import payments, timesheets
from delegation.io.csv import read_business, read_contractors, read_engagements, read_tasks
from delegation.planning import Assignment
from delegation.recommendation import Alternative

HERE = Path(__file__).parent
CHOSEN = ("Website breaks during a product launch", "Update the books", "Meeting scheduling")


def done(way: Alternative | Assignment) -> str:
    """How, with whom and on which block, in a cell."""
    block = f", {f'{way.retainer.hours:g} h' if way.retainer.hours else 'access'}" if way.retainer else ""
    return f"{way.mode or 'undone'} {way.contractor.name if way.contractor else ''}{block}".strip()


def year(tasks: Sequence[Task], contractors: Sequence[Contractor]) -> tuple[Engagement, ...]:
    """What ran in the year, with the jobs that the time tracker and the bank know of."""
    running = read_engagements(HERE / "engagements.csv", tasks, contractors)
    tracked = timesheets.read(
        HERE / "time_tracker.csv",
        engagements=running,
        columns={"waited_days": "Waited days"},
        aliases={"Chloe B.": "Chloe", "Website down": "Website breaks during a product launch"},
        without=["Sam"],  # yourself
        same_job_days=3,  # an interview takes Ana some days, perhaps with a weekend between
    )
    return payments.read(
        HERE / "bank_statement.csv",
        engagements=tracked,
        columns={"date": "Booking date", "payee": "Payee", "amount": "Amount"},
        payees={"Fran Miller Copywriting": "Fran", "Bea Novak Bookkeeping": "Bea", "Ivy Okafor": "Ivy"},
        others="skip",
        outgoing="-",
    )


def main() -> None:
    """Print the plan, what it costs when played, what it changes, a few reasons, and a review of a year's log."""
    tasks = read_tasks(HERE / "tasks.csv")
    contractors = read_contractors(HERE / "contractors.csv")
    business = read_business(HERE / "business.csv")

    together = plan(tasks, contractors, business)
    print(together)

    played = simulate(together, runs=200, seed=1)
    reckoned = (
        f"{played.cost:,.0f} ± {played.standard_error:,.0f} a month when played {played.runs} times, event by event"
    )
    print(f"\nPromised {together.cost:,.0f} a month; {reckoned}.")

    print("\n\nWhat planning together changes (*), beside each task by itself:\n")
    print(f"{'task':<38}  {'by itself':<22}  {'a month':>7}  {'in the plan':<22}  {'a month':>7}")
    alone = {task.name: way for task in together.tasks if (way := recommend(task, contractors, business).best)}
    for name, apart in alone.items():
        joined = together[name]
        changed = "" if done(apart) == done(joined) else "  *"
        cells = f"{done(apart):<22}  {apart.costs.total:>7,.0f}  {done(joined):<22}  {joined.cost:>7,.0f}"
        print(f"{name:<38}  {cells}{changed}")

    apart_cost = sum(way.costs.total for way in alone.values())
    paid = sum(way.costs.cash for way in alone.values() if way.mode is not Mode.KEEP)
    signed = [way.contractor.name for way in alone.values() if way.retainer and way.contractor]
    told = (
        f"Task by task the best ways add up to {apart_cost:,.0f} a month, but they cannot be had together: they ask "
        f"for {len(signed)} retainers with {len(set(signed))} contractors, each as if yours were the only task in "
        f"their queue, and pay out {paid:,.0f} of a budget of {business.monthly_budget or 0.0:,.0f}. The plan costs "
        f"{together.cost:,.0f} with all of that reckoned, signs {len(together.retainers)} retainers and pays out "
        f"{together.paid:,.0f}."
    )
    print(f"\n{fill(told, 110)}")

    print(f"\nWhy this plan?\n{fill(together.why(), 110, initial_indent='  ', subsequent_indent='  ')}")
    for name in CHOSEN:
        print(f"\nWhy {name}?\n{fill(together.why(name), 110, initial_indent='  ', subsequent_indent='  ')}")

    print("\nWhat would help most?")
    for relief in together.relief()[:2]:
        print(f"  {relief}.")

    print("\n\nAnother year, as the log tells it: what should change?\n")
    print(review(year(tasks, contractors), business, on=date(2025, 12, 1)))


if __name__ == "__main__":
    main()
