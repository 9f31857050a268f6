"""simulation.summary: what do all runs together tell?"""

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from delegation._costing.costs import CostRows
from delegation.errors import titled
from delegation.simulation.book import COLUMNS, FIGURES, GONE, JOBS, LATE, MONEY, WAITED, Column, bin_end
from delegation.simulation.bundles import Arrangement, Bundle
from delegation.simulation.contracts import Scenario
from delegation.simulation.estimates import Estimate, average, ratio, spread
from delegation.simulation.promises import Promise, TaskPromise, promise_of, promise_of_kept
from delegation.simulation.result import BlockMonth, Party, Rows, Simulation, Waits
from delegation.simulation.runs import Played
from delegation.simulation.scenario import YOU, Setting

REGULAR, ONE_OFF, KEPT = "regular", "one-off", "kept"
"""As whose jobs are served."""


def summary_of(arrangement: Arrangement, setting: Setting, scenario: Scenario, played: Played, seed: int) -> Simulation:
    """What all runs together tell.

    Args:
        arrangement: Who does what.
        setting: What all that was played has in common.
        scenario: What was played.
        played: What the runs came to.
        seed: The seed of all chance.
    """
    business, months = setting.business, setting.months
    promises = [promise_of(bundle, business, months) for bundle in arrangement.bundles]
    tables = _Tables(scenario, played)
    kept = promise_of_kept(tuple(sorted(arrangement.kept, key=lambda task: task.name)), business, months)
    promised = _all(promises, kept, math.fsum(fee for _, fee in scenario.sunk), months.number)
    monthly = tables.monthly()
    totals = tables.totals(scenario)
    records = list(tables.records([*promises, kept]))
    return Simulation(
        business=business,
        on=months.on,
        months=months.number,
        runs=len(played.runs),
        numbers=tuple(run.number for run in played.runs),
        seed=seed,
        stopped=played.stopped,
        events=sum(run.events for run in played.runs),
        rows=Rows(*(average(each, _row(promised, row)) for row, each in enumerate(totals))),
        monthly=Rows(*(spread(each, _row(promised, row)) for row, each in enumerate(monthly))),
        totals=tuple(totals[-1]),
        parties=tuple(
            tables.party(index, bundle, promise)
            for index, (bundle, promise) in enumerate(zip(arrangement.bundles, promises, strict=True))
        ),
        tasks=tuple(record.waits(months.number) for record in records),
        classes=tuple(record.waits(months.number) for record in _classes(records)),
        worst_month=spread([[max(run)] for run in monthly[-1]]),
        departures=_departures(scenario, played),
        undone=arrangement.undone,
        unstable=tuple(_unstable(scenario)),
    )


def _all(promises: Sequence[Promise | None], kept: Promise, sunk: float, months: int) -> CostRows | None:
    """All that is promised, in rows; None where something is not."""
    known = [promise.costs for promise in promises if promise is not None]
    if len(known) < len(promises):
        return None
    return CostRows.added([*known, kept.costs, CostRows(fee=sunk / months)])


def _row(costs: CostRows | None, row: int) -> float | None:
    """A row of what is promised; the last is all of them."""
    if costs is None:
        return None
    return (costs.work, costs.fee, costs.overage, costs.hiring, costs.waiting, costs.total)[row]


def _departures(scenario: Scenario, played: Played) -> Estimate | None:
    """What leaving costs a month."""
    if not any(contract.departures_per_year for contract in scenario.contracts):
        return None
    return average([run.departures / scenario.months.number for run in played.runs])


def _unstable(scenario: Scenario) -> Iterator[str]:
    """Who has more work than hours, in words."""
    for contract in scenario.contracts:
        queue, name = contract.queue, titled(contract.contractor)
        if queue.impossible:
            load = f"{queue.load(regular=True):.0%}"
            yield f"{name}: regular clients, you among them, need {load} of all hours, so nobody is reached in the end"
        elif queue.crowded and contract.terms is None:
            load = f"{queue.load(regular=False):.0%}"
            yield f"{name}: all clients together need {load} of all hours, so one-off jobs are never reached"
    if scenario.kept.limited and scenario.kept.queue.crowded:
        yield f"You: what you keep needs {scenario.kept.queue.load(regular=False):.0%} of your hours"


class _Tables:
    """What the runs came to, as tables."""

    def __init__(self, scenario: Scenario, played: Played) -> None:
        """Take what there is."""
        self.scenario, self.runs, self.bins = scenario, played.runs, played.bins
        self.months = scenario.months.number

    def cells(self, index: int, column: int) -> list["array[float]"]:
        """For every run the months of a column of one contractor, or of you."""
        return [run.rows[index][column::COLUMNS] for run in self.runs]

    def rows_of(self, index: int, column: int) -> list[float]:
        """For every run a column of one contractor, a month on average; fees that are owed afterwards included."""
        found = [math.fsum(months) / self.months for months in self.cells(index, column)]
        if column == Column.FEE and index < len(self.scenario.contracts):
            found = [fee + run.after[index] / self.months for fee, run in zip(found, self.runs, strict=True)]
        return found

    def money(self) -> Iterable[tuple[int, int]]:
        """All contractors and columns that are costs; what you do yourself comes last."""
        return product(range(len(self.scenario.contracts) + 1), range(MONEY))

    def totals(self, scenario: Scenario) -> list[list[float]]:
        """For every row, and for all of them, what each run costs a month."""
        sunk = math.fsum(fee for _, fee in scenario.sunk) / self.months
        found = [[sunk if row == Column.FEE else 0.0] * len(self.runs) for row in range(MONEY)]
        for index, column in self.money():
            found[column] = [one + more for one, more in zip(found[column], self.rows_of(index, column), strict=True)]
        return [*found, [math.fsum(each) for each in zip(*found, strict=True)]]

    def monthly(self) -> list[list[list[float]]]:
        """For every row, and for all of them, what each month of each run costs."""
        sunk = [0.0] * self.months
        edges = self.scenario.months.edges
        for day, fee in self.scenario.sunk:
            sunk[sum(edge <= day for edge in edges) - 1] += fee
        found = [[list(sunk) if row == Column.FEE else [0.0] * self.months for _ in self.runs] for row in range(MONEY)]
        for index, column in self.money():
            for run, months in enumerate(self.cells(index, column)):
                mine = found[column][run]
                for month, amount in enumerate(months):
                    mine[month] += amount
        whole = [
            [math.fsum(each) for each in zip(*(row[run] for row in found), strict=True)]
            for run in range(len(self.runs))
        ]
        return [*found, whole]

    def party(self, index: int, bundle: Bundle, promise: Promise | None) -> Party:
        """What a contractor came to."""
        costs = [self.rows_of(index, column) for column in range(MONEY)]
        costs.append([math.fsum(each) for each in zip(*costs, strict=True)])
        told = None if promise is None else promise.costs
        blocks = () if bundle.retainer is None else tuple(self.block(index, month) for month in range(self.months))
        hours = (None, None, None) if promise is None else (promise.used, promise.unused, promise.overage_hours)
        used, unused, overage_hours = (
            average(self.rows_of(index, column), hour)
            for column, hour in zip((Column.USED, Column.UNUSED, Column.ABOVE), hours, strict=True)
        )
        return Party(
            contractor=bundle.contractor.name,
            retainer=bundle.retainer,
            costs=Rows(*(average(each, _row(told, row)) for row, each in enumerate(costs))),
            used=used,
            unused=unused,
            overage_hours=overage_hours,
            months=blocks,
        )

    def block(self, index: int, month: int) -> BlockMonth:
        """What becomes of a block in one month."""
        return BlockMonth(
            *(
                spread([[months[month]] for months in self.cells(index, column)])
                for column in (Column.USED, Column.UNUSED, Column.ABOVE)
            )
        )

    def records(self, promises: Sequence[Promise | None]) -> Iterator["_Record"]:
        """What is known of the waits of each task."""
        parties = [
            *((each.contractor, each.works, REGULAR if each.terms else ONE_OFF) for each in self.scenario.contracts),
            (YOU, self.scenario.kept.works, KEPT),
        ]
        for index, ((name, works, served), promise) in enumerate(zip(parties, promises, strict=True)):
            for number, work in enumerate(works):
                figures = [
                    [run.figures[index][number * FIGURES + figure] for run in self.runs] for figure in range(FIGURES)
                ]
                told = None if promise is None else promise.tasks[number]
                yield _Record(work.task, name, served, figures, told, self.bins[index][number])


class _Record(NamedTuple):
    """What is known of the waits of a task, or of a class.

    Attributes:
        task: The task; empty for a class.
        contractor: With whom; empty for a class.
        served: As whose.
        figures: For every figure what each run tells.
        told: What is promised.
        bins: How many jobs waited how long.
    """

    task: str
    contractor: str
    served: str
    figures: list[list[float]]
    told: TaskPromise | None
    bins: Counter[int]

    def waits(self, months: int) -> Waits:
        """The waits themselves."""
        jobs, told = self.figures[JOBS], self.told
        wait, gone, lost = (None, None, None) if told is None else (told.wait, told.turned_away, told.lost)
        return Waits(
            task=self.task,
            contractor=self.contractor,
            served=self.served,
            per_month=average([each / months for each in jobs]),
            wait=ratio(self.figures[WAITED], jobs, wait),
            turned_away=ratio(self.figures[GONE], jobs, gone),
            lost=average([each / months for each in self.figures[LATE]], lost),
            bins=tuple((bin_end(index), self.bins[index]) for index in sorted(self.bins)),
        )


def _classes(records: Sequence[_Record]) -> Iterator[_Record]:
    """Tasks that are served alike together; what is promised counts by the jobs that came."""
    for served in (REGULAR, ONE_OFF, KEPT):
        alike = [record for record in records if record.served == served]
        if not alike:
            continue
        figures = [
            [math.fsum(each) for each in zip(*(record.figures[figure] for record in alike), strict=True)]
            for figure in range(FIGURES)
        ]
        jobs = [math.fsum(record.figures[JOBS]) for record in alike]
        known = [record.told for record in alike if record.told is not None]
        told = None
        if len(known) == len(alike) and (whole := math.fsum(jobs)):
            told = TaskPromise(
                math.fsum(each.wait * count for each, count in zip(known, jobs, strict=True)) / whole,
                math.fsum(each.turned_away * count for each, count in zip(known, jobs, strict=True)) / whole,
                math.fsum(each.lost for each in known),
            )
        yield _Record("", "", served, figures, told, sum((record.bins for record in alike), Counter()))
