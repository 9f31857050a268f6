"""strategies.questions: which businesses are worth trying, what has run there, and what may be asked of them?"""

import datetime as dt
from typing import NamedTuple, TypedDict

import attrs

from delegation import _fields
from delegation.errors import NoLongRunRateError
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement, Job
from delegation.model.mode import Mode
from delegation.model.retainer import Retainer
from delegation.model.task import Task
from delegation.recurrence.kinds import Once
from delegation.recurrence.rule import Rule
from delegation.strategies._numbers import Bounds, Days, FieldsOf, days, names, st
from delegation.strategies.people import CONTRACTORS, contractors, offers_of, retainers
from delegation.strategies.work import TASKS, YEARS, tasks

MOST_TOGETHER = 3
"""The most tasks of one engagement, and the most engagements of a question."""


def businesses(
    *,
    owner_rate: Bounds = (0.0, 150.0),
    hiring_hours: Bounds = (0.0, 8.0),
    briefing_hours: Bounds = (0.0, 2.0),
    onboarding_hours: Bounds = (0.0, 8.0),
    replacement_days: Bounds = (0.0, 30.0),
    horizon_months: Bounds = (1, 24),
    monthly_budget: Bounds | None = (0.0, 5_000.0),
    owner_hours_per_month: Bounds | None = (0.0, 80.0),
    most_retainers: Bounds | None = (0, 5),
) -> st.SearchStrategy[Business]:
    """Businesses; the simplest has an owner whose time is worth nothing, and no limits.

    A limit is None or within its bounds; give None instead of bounds, and there is none.

    Args:
        owner_rate: What an hour of the owner's is worth, money, least and most; default 0 to 150.
        hiring_hours: The owner's hours to find somebody never engaged before; default 0 to 8.
        briefing_hours: The owner's hours to brief somebody for each one-off job; default 0 to 2.
        onboarding_hours: The owner's hours to start a retainer; default 0 to 8.
        replacement_days: Calendar days until somebody else could start; default 0 to 30.
        horizon_months: Months over which costs are compared; default 1 to 24.
        monthly_budget: Money that may leave a month; default 0 to 5,000.
        owner_hours_per_month: The owner's own hours a month for all this; default 0 to 80.
        most_retainers: How many retainers may run at once; default 0 to 5.

    Raises:
        RefusedValueError: If bounds are no pair, the least first, or are none that the field takes.
    """
    of = FieldsOf("businesses", Business)
    return st.builds(
        Business,
        owner_rate=of.amount("owner_rate", owner_rate),
        hiring_hours=of.amount("hiring_hours", hiring_hours),
        briefing_hours=of.amount("briefing_hours", briefing_hours),
        onboarding_hours=of.amount("onboarding_hours", onboarding_hours),
        replacement_days=of.amount("replacement_days", replacement_days),
        horizon_months=of.whole("horizon_months", horizon_months),
        monthly_budget=of.amount_or_none("monthly_budget", monthly_budget),
        owner_hours_per_month=of.amount_or_none("owner_hours_per_month", owner_hours_per_month),
        most_retainers=of.whole_or_none("most_retainers", most_retainers),
    )


def jobs(
    *,
    within: Days = YEARS,
    hours: Bounds = (0.25, 40.0),
    waited_days: Bounds | None = (0.0, 30.0),
    price: Bounds | None = (0.0, 2_000.0),
    task: st.SearchStrategy[str] | None = None,
) -> st.SearchStrategy[Job]:
    """Jobs that were done; the simplest took 1 hour on the first day.

    What may be None in a job is None or within its bounds; give None instead of bounds, and it is always None.

    Args:
        within: The first and the last day; default the years 2025 and 2026.
        hours: Working hours, least and most; default 0.25 to 40.
        waited_days: Calendar days from the need to the start; default 0 to 30.
        price: Money that it cost; default 0 to 2,000.
        task: Which task it was, by name; default not known.

    Raises:
        RefusedValueError: If bounds are no pair, the least first, or are none that the field takes.
    """
    of = FieldsOf("jobs", Job)
    return st.builds(
        Job,
        days("jobs", "within", within),
        of.amount("hours", hours),
        waited_days=of.amount_or_none("waited_days", waited_days),
        price=of.amount_or_none("price", price),
        task=st.just("") if task is None else task,
    )


def engagements(
    *,
    contractor: st.SearchStrategy[Contractor] | None = None,
    task: st.SearchStrategy[Task] | None = None,
    retainer: st.SearchStrategy[Retainer] | None = None,
    within: Days = YEARS,
    max_jobs: int = 5,
) -> st.SearchStrategy[Engagement]:
    """Engagements, one-off or on retainer, over or not; the simplest is one task out-tasked to Ana, no job done yet.

    Args:
        contractor: With whom; default `contractors()`.
        task: What they do, one to three with different names; default `tasks()`.
        retainer: The terms of what is outsourced; default `retainers()`.
        within: The first and the last day on which anything falls; default the years 2025 and 2026.
        max_jobs: The most jobs done so far, from 0; default 5.

    Raises:
        RefusedValueError: If days are no pair, the first one first.
    """
    begun = days("engagements", "within", within)
    whom, terms = contractors() if contractor is None else contractor, retainers() if retainer is None else retainer
    work = st.lists(
        tasks() if task is None else task, min_size=1, max_size=MOST_TOGETHER, unique_by=lambda each: each.name
    )

    @st.composite
    def drawn(draw: st.DrawFn) -> Engagement:
        who, what = draw(whom), draw(work)
        start, last = draw(begun), within[1]
        end = draw(st.none() | days("engagements", "within", (start, last)))
        agreed = draw(st.none() | offers_of(who.rate, terms))
        of_these = st.sampled_from(["", *(each.name for each in what)])
        done = jobs(within=(start, end or last), task=of_these)
        return Engagement(
            who,
            tasks=what,
            mode=Mode.OUT_TASK if agreed is None else Mode.OUTSOURCE,
            start=start,
            end=end,
            retainer=agreed,
            jobs=draw(st.lists(done, max_size=max_jobs)),
        )

    return drawn()


class Known(TypedDict):
    """What is asked with a question by name."""

    engagements: list[Engagement]
    on: dt.date | None


class Question(NamedTuple):
    """What `score`, `recommend` and `plan` are asked: ``plan(*question.args, **question.kwargs)``.

    Attributes:
        tasks: The tasks, of different names.
        contractors: Whom the owner knows, of different names.
        business: The owner's assumptions.
        engagements: What has run and what runs, with these contractors.
        on: The day of the question; None, and no retainer lacks an end.
    """

    tasks: list[Task]
    contractors: list[Contractor]
    business: Business
    engagements: list[Engagement]
    on: dt.date | None

    @property
    def args(self) -> tuple[list[Task], list[Contractor], Business]:
        """What `plan` takes in order: tasks, contractors and business."""
        return self.tasks, self.contractors, self.business

    @property
    def kwargs(self) -> Known:
        """What `plan`, `recommend` and `score` take by name: engagements and the day of the question."""
        return {"engagements": self.engagements, "on": self.on}


def _named(simple: tuple[str, ...], least: int, most: int) -> st.SearchStrategy[list[str]]:
    """Names of which no two differ in capitals and blanks alone."""
    return st.lists(names(simple), min_size=least, max_size=most, unique_by=_fields.word_key)


def _ends(task: Task) -> bool:
    """Whether it comes by a rule that ends, so that nothing can be asked of it but from a day on."""
    if not isinstance(task.recurrence, Rule):
        return False
    try:
        task.recurrence.expected(1)
    except NoLongRunRateError:
        return True
    return False


def questions(
    *,
    min_tasks: int = 1,
    max_tasks: int = 4,
    min_contractors: int = 1,
    max_contractors: int = 3,
    task: st.SearchStrategy[Task] | None = None,
    contractor: st.SearchStrategy[Contractor] | None = None,
    business: st.SearchStrategy[Business] | None = None,
    within: Days = YEARS,
) -> st.SearchStrategy[Question]:
    """Whole businesses, ready to be planned: names that differ, past and day that go together.

    The simplest is the newsletter, Ana, no engagement and no day.

    Args:
        min_tasks: The fewest tasks, from 0; default 1.
        max_tasks: The most tasks; default 4.
        min_contractors: The fewest contractors, from 0; default 1.
        max_contractors: The most contractors; default 3.
        task: The tasks, whatever their names, which are given anew; default `tasks()`.
        contractor: The contractors, likewise; default `contractors()`.
        business: The owner's assumptions; default `businesses()`.
        within: The first and the last day of the question and of engagements; default the years 2025 and 2026.

    Raises:
        RefusedValueError: If days are no pair, the first one first.
    """
    some_day = days("questions", "within", within)
    work, people = tasks() if task is None else task, contractors() if contractor is None else contractor
    own = businesses() if business is None else business
    called, known = _named(TASKS, min_tasks, max_tasks), _named(CONTRACTORS, min_contractors, max_contractors)

    @st.composite
    def drawn(draw: st.DrawFn) -> Question:
        asked = [attrs.evolve(draw(work), name=name) for name in draw(called)]
        whom = [attrs.evolve(draw(people), name=name) for name in draw(known)]
        day = draw(some_day if any(map(_ends, asked)) else st.none() | some_day)
        due = [each.recurrence.due for each in asked if isinstance(each.recurrence, Once)]
        on = day and min([day, *(each for each in due if each is not None)])
        past = []
        if asked and whom:
            one = engagements(contractor=st.sampled_from(whom), task=st.sampled_from(asked), within=within)
            past = draw(st.lists(one, max_size=MOST_TOGETHER))
        if on is None:  # whether a retainer without an end runs depends on the day
            past = [attrs.evolve(each, end=each.end or within[1]) for each in past]
        return Question(asked, whom, draw(own), past, on)

    return drawn()


st.register_type_strategy(Question, lambda _: questions())
