"""Published instances of the solvers' problem, with their least costs: who reads them, and what is known of them?"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from delegation._assignment.problem import Column, Problem, State

FOLDER = Path(__file__).parent / "data" / "instances"


class Instance(NamedTuple):
    """A published instance: a file, and its least cost."""

    file: str
    optimum: float

    @property
    def name(self) -> str:
        """The last part of the file's name."""
        return self.file.split("/")[1]

    def read(self) -> Problem:
        """The problem; leaving a task undone costs more than any way of doing it."""
        reader = generalised_assignment if self.file.startswith("gap/") else facility_location
        return reader(map(float, (FOLDER / self.file).read_text().split()))


INSTANCES = (
    Instance("gap/gap1-0", 261.0),
    Instance("gap/gap4-0", 423.0),
    Instance("gap/gap8-0", 797.0),
    Instance("gap/a05100", 1698.0),
    Instance("gap/c05100", 1931.0),
    Instance("gap/d05100", 6353.0),
    Instance("sscflp/lib1-p7", 4366.0),
    Instance("sscflp/lib2-p1", 8848.0),
    Instance("sscflp/lib3-p1", 932_615.75),
    Instance("sscflp/lib3-p9", 796_648.44),
)

PUBLISHED = {instance.name: instance for instance in INSTANCES}

HARD = {"d05100"}
"""Those that HiGHS does not prove within seconds."""


def published(name: str = "lib1-p7") -> Problem:
    """The problem of a published instance."""
    return PUBLISHED[name].read()


def each(instances: Sequence[Instance]) -> pytest.MarkDecorator:
    """Once for each of these instances."""
    return pytest.mark.parametrize("instance", instances, ids=[instance.name for instance in instances])


def take(numbers: Iterator[float], count: int) -> list[float]:
    """The next numbers."""
    return [next(numbers) for _ in range(count)]


def generalised_assignment(numbers: Iterator[float]) -> Problem:
    """Agents are facilities with one state and jobs are tasks; costs and loads stand agent by agent."""
    agents, jobs = int(next(numbers)), int(next(numbers))
    costs = [take(numbers, jobs) for _ in range(agents)]
    loads = [take(numbers, jobs) for _ in range(agents)]
    capacities = take(numbers, agents)
    columns = [Column(job, a, costs[a][job], load=loads[a][job]) for job in range(jobs) for a in range(agents)]
    states = [State(a, capacity=capacity) for a, capacity in enumerate(capacities)]
    return Problem((2.0 * max(map(max, costs)) + 1_000.0,) * jobs, tuple(states), tuple(columns))


def facility_location(numbers: Iterator[float]) -> Problem:
    """Facilities are facilities with one state and customers are tasks; costs stand customer by customer."""
    facilities, customers = int(next(numbers)), int(next(numbers))
    capacities, fixed = take(numbers, facilities), take(numbers, facilities)
    demands = take(numbers, customers)
    costs = [take(numbers, facilities) for _ in range(customers)]
    columns = [Column(c, f, costs[c][f], load=demands[c]) for c in range(customers) for f in range(facilities)]
    states = [State(f, fixed[f], capacities[f]) for f in range(facilities)]
    return Problem((2.0 * max(map(max, costs)) + max(fixed),) * customers, tuple(states), tuple(columns))
