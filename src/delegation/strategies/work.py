"""strategies.work: which tasks are worth trying, how often do they come back, and what does waiting cost?"""

import datetime as dt
from collections.abc import Collection, Iterable

from delegation import _fields
from delegation.errors import RefusedValueError
from delegation.model.task import Task
from delegation.recurrence.history import History
from delegation.recurrence.kinds import Once, Rate, Recurrence
from delegation.recurrence.rule import Rule
from delegation.strategies._numbers import Bounds, Days, FieldsOf, days, names, st
from delegation.urgency import Urgency

TASKS = ("Newsletter", "Blog post", "Bookkeeping", "Website fix", "Video", "Podcast", "Logo", "Support")
"""What tasks are called, the simplest first."""

SKILLS = ("web", "copy", "video")
"""What tasks need and contractors can, the simplest first."""

OCCASIONS = ("launch",)

RULES = {
    "FREQ=MONTHLY;BYMONTHDAY=1": 1.0,
    "FREQ=WEEKLY": 487 / 112,
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": 2435 / 112,
    "FREQ=DAILY": 30.4375,
    "FREQ=MONTHLY;BYDAY=-1FR": 1.0,
    "FREQ=MONTHLY;BYMONTHDAY=31": 7 / 12,
    "FREQ=WEEKLY;INTERVAL=3;BYDAY=SA": 487 / 336,
    "FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=15": 1 / 6,
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29": 1 / 48,
}
"""Rhythms with their occurrences a month, the simplest first: plain ones, then those on which calendars stumble."""

YEARS: Days = (dt.date(2025, 1, 1), dt.date(2026, 12, 31))
"""The days that are tried unless others are given."""

KINDS = (Once, Rate, Rule, History)


def urgencies(*, cost_per_day: Bounds = (0.0, 500.0), slack_days: Bounds = (0.0, 30.0)) -> st.SearchStrategy[Urgency]:
    """Urgencies; the simplest is no cost after no slack.

    Args:
        cost_per_day: Money that each day of lateness costs, least and most; default 0 to 500.
        slack_days: Calendar days from the need to the latest harmless start; default 0 to 30.

    Raises:
        RefusedValueError: If bounds are no pair, the least first, or are none that the field takes.
    """
    of = FieldsOf("urgencies", Urgency)
    return st.builds(
        Urgency,
        cost_per_day=of.amount("cost_per_day", cost_per_day),
        slack_days=of.amount("slack_days", slack_days),
    )


def histories(
    *,
    min_size: int = 0,
    max_size: int = 12,
    within: Days = YEARS,
    hours: Bounds | None = (0.25, 40.0),
    prior_per_month: Bounds | None = (0.1, 20.0),
) -> st.SearchStrategy[History]:
    """Histories of past jobs; the simplest has as few jobs as it may, all on the first day.

    Args:
        min_size: The fewest jobs, from 0; default 0.
        max_size: The most jobs; default 12.
        within: The first and the last day on which anything falls; default the years 2025 and 2026.
        hours: Working hours of a job, least and most, or None where no hours are known; by default all are known, some
            or none.
        prior_per_month: The guess, in occurrences a month, or None for none; default 0.1 to 20, and none.

    Raises:
        RefusedValueError: If bounds are no pair, the least first, or are none that the field takes.
    """
    of, day = FieldsOf("histories", History), days("histories", "within", within)
    if not 0 <= min_size <= max_size:
        raise RefusedValueError("histories", "max_size", max_size, f"it takes a whole number from {min_size} on")
    took = st.none() if hours is None else st.none() | FieldsOf("histories", Task).amount("hours", hours)
    guess = of.amount_or_none("prior_per_month", prior_per_month)
    jobs = st.lists(st.tuples(day, took), min_size=min_size, max_size=max_size)

    @st.composite
    def drawn(draw: st.DrawFn) -> History:
        done, (first, last) = draw(jobs), within
        dates = [date for date, _ in done]
        until = draw(days("histories", "within", (max(dates, default=first), last)))
        since = draw(st.none() | days("histories", "within", (first, min(dates, default=until))))
        known = [each for _, each in done] if any(each is not None for _, each in done) else []
        return History(dates, hours=known, until=until, since=since, prior_per_month=draw(guess))

    return drawn()


def recurrences(
    *,
    per_month: Bounds = (0.01, 31.0),
    kinds: Collection[type[Recurrence]] = KINDS,
    within: Days = YEARS,
) -> st.SearchStrategy[Recurrence]:
    """Ways in which work comes back; the simplest is once, on nobody knows which day.

    Args:
        per_month: Occurrences a month in the long run, least and most, of a `Rate` and a `Rule`; default 0.01 to 31.
            What is learnt from a `History` keeps to no bounds.
        kinds: Which of `Once`, `Rate`, `Rule` and `History`; default all.
        within: The first and the last day of due dates, starts and past jobs; default the years 2025 and 2026.

    Raises:
        RefusedValueError: If bounds are no pair, the least first, or there is no such kind.
    """
    rates = FieldsOf("recurrences", Rate).amount("per_month", per_month)
    least, most = per_month
    day = days("recurrences", "within", within)
    if not kinds or not set(kinds) <= set(KINDS):
        raise RefusedValueError("recurrences", "kinds", kinds, "it takes some of Once, Rate, Rule and History")
    fitting = [rule for rule, rate in RULES.items() if least <= rate <= most]
    if set(kinds) == {Rule} and not fitting:
        raise RefusedValueError("recurrences", "per_month", per_month, "no rule that is tried comes so often")
    ways: dict[type[Recurrence], st.SearchStrategy[Recurrence]] = {
        Once: st.builds(Once, st.none() | day),
        Rate: st.builds(Rate, rates),
        Rule: st.builds(Rule, st.sampled_from(fitting), st.none() | day) if fitting else st.nothing(),
        History: histories(within=within),
    }
    return st.one_of([ways[kind] for kind in KINDS if kind in kinds])


def checked_skills(owner: str, skills: Iterable[str]) -> tuple[str, ...]:
    """Skills as a tuple in the order given.

    Raises:
        RefusedValueError: If one of them is none.
    """
    listed = tuple(skills)
    if isinstance(skills, str) or not all(map(_fields.is_skill, listed)):
        raise RefusedValueError(owner, "skills", skills, 'it takes a list of skills, such as ["web", "copy"]')
    return listed


def tasks(
    *,
    name: st.SearchStrategy[str] | None = None,
    skills: Iterable[str] = SKILLS,
    hours: Bounds = (0.25, 40.0),
    recurrence: st.SearchStrategy[Recurrence] | None = None,
    urgency: st.SearchStrategy[Urgency] | None = None,
    owner_hours: Bounds | None = (0.25, 40.0),
    keep: st.SearchStrategy[bool] | None = None,
    undone_cost: Bounds | None = (0.0, 500.0),
    occasions: Iterable[str] = OCCASIONS,
) -> st.SearchStrategy[Task]:
    """Tasks; the simplest is ``Task("Newsletter", hours=1)``.

    What may be None in a task is None or within its bounds; give None instead of bounds, and it is always None.

    Args:
        name: What they are called; default a few names that people use, and text in any letters.
        skills: The skills that they may need, besides none; default web, copy and video.
        hours: Working hours of one occurrence, least and most; default 0.25 to 40.
        recurrence: How often they come back; default `recurrences()`.
        urgency: What a late start costs; default `urgencies()`.
        owner_hours: What one occurrence takes the owner; default 0.25 to 40.
        keep: Whether they are never handed over; default either.
        undone_cost: Money that each occurrence costs which nobody does; default 0 to 500.
        occasions: With what they may come, besides by themselves; default a launch.

    Raises:
        RefusedValueError: If bounds are no pair, the least first, or are none that the field takes, or a skill is none.
    """
    of = FieldsOf("tasks", Task)
    return st.builds(
        Task,
        names(TASKS) if name is None else name,
        skill=st.sampled_from(("", *checked_skills("tasks", skills))),
        hours=of.amount("hours", hours),
        recurrence=recurrences() if recurrence is None else recurrence,
        urgency=urgencies() if urgency is None else urgency,
        owner_hours=of.amount_or_none("owner_hours", owner_hours),
        keep=st.booleans() if keep is None else keep,
        undone_cost=of.amount_or_none("undone_cost", undone_cost),
        occasion=st.sampled_from(("", *occasions)),
    )
