"""simulation.report: how does a simulation read?"""

import math
from collections.abc import Iterable
from textwrap import fill
from typing import TYPE_CHECKING

from delegation._costing.costs import called
from delegation._formatting.phrases import money, months, number, percent, retained
from delegation._formatting.tables import aligned
from delegation.errors import titled
from delegation.simulation.estimates import Estimate
from delegation.simulation.records import HOURS, ROWS

if TYPE_CHECKING:
    from delegation.simulation.result import Comparison, Party, Simulation, Waits

WIDTH = 110
"""Letters in a line of text."""

LEGEND = (
    "a month: the average, behind it its standard error; months: what single months cost, of which 5% are below the "
    "first figure, half below the median and 95% below the last."
)

WAITS_LEGEND = (
    "days: from the need to the start, of jobs that went elsewhere to when they would have started, behind it the "
    "standard error; 95% in: so many days; away: jobs that went elsewhere; costs: money a month that waiting loses; "
    "promised: what is promised of what stands before it."
)

MEAN = (
    "What is promised is a mean over the months, with the waits of the long run: single months differ, and the first "
    "ones pay for searches and onboarding."
)
"""What promises are, beside what was played."""

PROMISED = "promised"
"""The header above what is promised of the figure before it."""

LONGEST_TASK, LONGEST_CONTRACTOR = 24, 14
"""Letters of names in a table."""


def line(found: "Simulation") -> str:
    """A simulation in one line."""
    return f"<Simulation of {months(found.months)}, {found.runs:,} runs: {told(found.rows.total)} a month>"


def told(estimate: Estimate) -> str:
    """A number with its standard error."""
    return f"{estimate.mean:,.0f} ± {_error(estimate)}"


def text(found: "Simulation") -> str:
    """A simulation as tables and sentences."""
    parts = [fill(" ".join(each for each in head(found) if each), WIDTH)]
    parts += [aligned(cost_rows(found), right=range(1, 8)), fill(LEGEND, WIDTH)]
    if any(party.retainer for party in found.parties):
        parts.append(aligned(block_rows(found), right=range(2, 8)))
    if found.tasks:
        parts += [aligned(wait_rows(found), right=range(3, 11)), fill(WAITS_LEGEND, WIDTH)]
    parts += [fill(sentence, WIDTH) for sentence in sentences(found)]
    return "\n\n".join(parts)


def head(found: "Simulation") -> tuple[str, str]:
    """What was played and what it came to, and whether it was stopped."""
    since = f" from {found.on}" if found.on else ""
    short = "It was stopped before all runs were played." if found.stopped else ""
    promised = ""
    if found.promised is not None:
        promised = f"; promised: {money(found.promised, found.business.currency)}"
    played = (
        f"Played {found.runs:,} times for {months(found.months)}{since} (seed {found.seed}): "
        f"{money(found.cost, found.business.currency)} a month ± {_error(found.rows.total)}{promised}."
    )
    return played, short


def _error(estimate: Estimate) -> str:
    """A standard error for reading."""
    return "?" if math.isinf(estimate.standard_error) else number(estimate.standard_error)


def cost_rows(found: "Simulation") -> list[list[str]]:
    """A header and the cost by row."""
    rows = [["row", "a month", "±", PROMISED, "off", "months: 5%", "median", "95%"]]
    offers = [party.retainer for party in found.parties]
    for name in ROWS:
        estimate, monthly = getattr(found.rows, name), getattr(found.monthly, name)
        spread = [money(amount) for amount in (monthly.low, monthly.median, monthly.high)]
        rows.append([called(name, offers), money(estimate.mean), _error(estimate), *_promise(estimate), *spread])
    return rows


def _promise(estimate: Estimate) -> tuple[str, str]:
    """What is promised, and how far off it is."""
    if estimate.promised is None:
        return "", ""
    off = estimate.deviation
    return money(estimate.promised), "" if off is None else f"{off:+.1%}"


def block_rows(found: "Simulation", longest: int = LONGEST_CONTRACTOR) -> list[list[str]]:
    """A header and what becomes of each block, with names of so many letters at the most."""
    header = ["retainer", "terms", "used", PROMISED, "unused", PROMISED, "above", PROMISED]
    currency = found.business.currency
    return [header, *(_block_row(party, currency, longest) for party in found.parties if party.retainer is not None)]


def _block_row(party: "Party", currency: str, longest: int) -> list[str]:
    """What becomes of a block."""
    hours = [
        cell
        for name in HOURS
        for estimate in (getattr(party, name),)
        for cell in (f"{estimate.mean:,.2f} h", "" if estimate.promised is None else f"{estimate.promised:,.2f} h")
    ]
    return [titled(party.contractor, longest), retained(party.retainer, currency) if party.retainer else "", *hours]


def wait_rows(
    found: "Simulation", longest_task: int = LONGEST_TASK, longest_contractor: int = LONGEST_CONTRACTOR
) -> list[list[str]]:
    """A header and how long the jobs of each task waited, and of all, with names of so many letters at the most."""
    header = ["task", "with", "served", "days", "±", PROMISED, "95% in", "away", PROMISED, "costs", PROMISED]
    several = (*found.tasks, *found.classes)
    return [header, *(_wait_row(waits, longest_task, longest_contractor) for waits in several)]


def _wait_row(waits: "Waits", longest_task: int, longest_contractor: int) -> list[str]:
    """How long the jobs of a task waited."""
    return [
        titled(waits.task, longest_task) if waits.task else "all",
        titled(waits.contractor, longest_contractor) if waits.contractor else "",
        waits.served,
        _days(waits.wait.mean),
        _error(waits.wait),
        _days(waits.wait.promised),
        _days(waits.within(0.95)),
        _share(waits.turned_away.mean),
        _share(waits.turned_away.promised),
        _money(waits.lost.mean),
        _money(waits.lost.promised),
    ]


def spelt(header: Iterable[str]) -> list[str]:
    """A header in which each promise says of what it is: for pages, on which it may take two lines."""
    told, of = [], ""
    for name in header:
        of = of if name in {PROMISED, "±"} else name
        told.append(f"{of} {name}" if name == PROMISED else name)
    return told


def _days(amount: float | None) -> str:
    """Days in a cell."""
    return "" if amount is None or math.isnan(amount) else number(amount)


def _share(amount: float | None) -> str:
    """A share in a cell."""
    return "" if amount is None or math.isnan(amount) else percent(amount) if amount else "0"


def _money(amount: float | None) -> str:
    """Money in a cell."""
    return "" if amount is None else money(amount)


def sentences(found: "Simulation") -> list[str]:
    """What tables do not tell."""
    worst, currency = found.worst_month, found.business.currency
    told = [] if found.promised is None else [MEAN]
    if found.undone:
        told.append(
            f"What the plan leaves undone at a cost of {money(found.undone, currency)} a month is not played: that is "
            "part neither of the cost above, nor of what is promised."
        )
    told += [
        f"The dearest month of a run costs {money(worst.mean, currency)} ± {_error(worst)} on average; the dearest of "
        f"all runs cost {money(worst.largest, currency)}."
    ]
    if found.departures is not None:
        lost = f"{money(found.departures.mean, currency)} ± {_error(found.departures)}"
        told.append(
            f"Contractors who leave cost {lost} a month: search, onboarding and late starts. That is part of the cost "
            "above, and not of what is promised."
        )
    return [*told, *(f"{sentence}." for sentence in found.unstable)]


def compared(found: "Comparison") -> str:
    """A comparison in lines."""
    return fill(difference(found), WIDTH)


def difference(found: "Comparison") -> str:
    """A comparison in a sentence."""
    currency, between = found.first.business.currency, found.difference
    low, high = between.interval
    more = "more" if between.mean >= 0.0 else "less"
    return (
        f"The second costs {money(abs(between.mean), currency)} a month {more} than the first (standard error "
        f"{_error(between)}; with 95% between {low:+,.0f} and {high:+,.0f}): {money(found.second.cost, currency)} "
        f"against {money(found.first.cost, currency)}, both played with the same chance {found.first.runs:,} times."
    )
