"""Businesses of any size, drawn from a seed, that look like real ones: lumps, several skills, limits that bind."""

import random

from delegation import Availability, Business, Contractor, Once, Rate, Retainer, Rule, Task, Urgency
from delegation.recurrence import Recurrence

RHYTHMS = (
    ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", 1.0),
    ("FREQ=WEEKLY", 4.0),
    ("FREQ=MONTHLY", 10.0),
    ("FREQ=MONTHLY;INTERVAL=3", 20.0),
)
"""Rules, and the most hours of what comes so often."""

TIGHT = 0.85
"""The budget, as a part of what the cheapest one-off hire for every task would be paid."""

OWNER_HOURS_A_TASK = 1.5


def business_of(
    tasks: int, contractors: int, seed: int = 0
) -> tuple[tuple[Task, ...], tuple[Contractor, ...], Business]:
    """Tasks, contractors and an owner whose budget and hours do not suffice for the easiest way of all tasks."""
    drawn = random.Random(f"{tasks} {contractors} {seed}")  # noqa: S311  # no secrets here
    skills = [f"skill {index:02}" for index in range(max(4, contractors // 4))]
    crew = max(1, round(tasks / contractors / 4))  # who works for many has help
    people = tuple(_contractor(drawn, index, skills, crew) for index in range(contractors))
    known = sorted({skill for each in people for skill in each.skills})
    work = tuple(_task(drawn, index, known) for index in range(tasks))
    return (
        work,
        people,
        Business(
            owner_rate=70.0,
            briefing_hours=0.25,
            monthly_budget=round(TIGHT * sum(_paid(task, people) for task in work)),
            owner_hours_per_month=OWNER_HOURS_A_TASK * tasks,
        ),
    )


def _paid(task: Task, people: tuple[Contractor, ...]) -> float:
    """What the cheapest contractor is paid for a task a month, hired job by job."""
    return (
        task.recurrence.expected(12)
        / 12
        * min(max(task.hours * each.pace, each.one_off_minimum_hours) * each.rate for each in people if each.can(task))
    )


def _contractor(drawn: random.Random, index: int, skills: list[str], crew: int) -> Contractor:
    """Somebody with two to four skills and two or three offers."""
    rate = round(drawn.uniform(30.0, 110.0))
    blocks = sorted(drawn.sample([0, 5, 10, 15, 20, 30, 40], drawn.choice([2, 3])))
    offers = [
        Retainer(
            round(block * rate * drawn.uniform(0.8, 0.95)) if block else 2 * rate,
            block,
            rollover_hours=drawn.choice([0, 0, 0, 5]) if block else 0,
        )
        for block in blocks
    ]
    regular = drawn.uniform(0.1, 0.6)
    return Contractor(
        f"contractor {index:03}",
        skills=drawn.sample(skills, min(len(skills), drawn.choice([2, 3, 4]))),
        rate=rate,
        one_off_minimum_hours=drawn.choice([0.5, 1, 2]),
        pace=drawn.uniform(0.8, 1.25),
        retainers=offers,
        availability=Availability(
            hours_per_week=drawn.choice([20, 30, 40]),
            regular_load=regular,
            one_off_load=drawn.uniform(0.05, 0.9 - regular),
            job_hours=drawn.choice([1, 2, 4, 8, 16]),
            people=crew * drawn.choice([1, 1, 1, 2, 4]),
        ),
    )


def _task(drawn: random.Random, index: int, skills: list[str]) -> Task:
    """Work with some rhythm: small and often, or large and rare."""
    kind = drawn.random()
    recurs: Recurrence
    if kind < 0.1:
        hours, recurs = drawn.uniform(8.0, 80.0), Once()
    elif kind < 0.5:
        rhythm, most = drawn.choice(RHYTHMS)
        hours, recurs = drawn.uniform(0.25, most), Rule(rhythm)
    else:
        repeats = 10.0 ** drawn.uniform(-1.0, 1.0)
        hours, recurs = drawn.uniform(1.0, 12.0) / max(1.0, repeats) ** 0.5, Rate(repeats)
    urgency = Urgency()
    if drawn.random() < 0.7:
        urgency = Urgency(10.0 ** drawn.uniform(0.0, 2.5), drawn.choice([0, 1, 3, 7, 14]))
    return Task(
        f"task {index:04}",
        skill=drawn.choice(skills),
        hours=round(hours, 2),
        recurrence=recurs,
        urgency=urgency,
        owner_hours=round(hours * drawn.uniform(0.7, 2.0), 2) if drawn.random() < 0.6 else None,
    )
