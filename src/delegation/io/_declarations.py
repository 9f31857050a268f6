"""io._declarations: which columns do the four tables have, what do they hold, and of what are they made?"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import attrs

from delegation.availability.weeks import Availability
from delegation.errors import RefusedValueError
from delegation.io import _cells, _lists
from delegation.io._cells import nearest
from delegation.io._columns import Column, Table, Values
from delegation.io._histories import RECURRENCE
from delegation.io._recurrences import recurrence_of, typed_for
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement
from delegation.model.task import Task
from delegation.urgency import Urgency


class TaskTable(Table[Task]):
    """The table of tasks, whose recurrence stands in two columns."""

    def make(self, values: Values) -> Task:
        """The task that a line tells of."""
        typed = values.get("recurrence", "once")
        others = {name: value for name, value in values.items() if name not in ("recurrence", "start")}
        return super().make({**others, "recurrence": recurrence_of(typed, values.get("start"))})

    def take(self, item: Task) -> dict[str, Any]:
        """What the cells of a line must mean to tell of a task."""
        typed, start = typed_for(item.recurrence)
        return {**super().take(item), "recurrence": typed, "start": start}


def _availability(prefix: str, part: str) -> tuple[Column, ...]:
    """The columns of an availability."""
    columns = (
        Column("hours_per_week", _cells.NUMBER, "working hours a week of one person for clients"),
        Column("regular_load", _cells.NUMBER, "share of them taken by other regular clients (40% is 0.4)"),
        Column("one_off_load", _cells.NUMBER, "share taken by other one-off clients"),
        Column("job_hours", _cells.NUMBER, "typical size of their jobs in working hours"),
        Column("people", _cells.WHOLE, "how many people work side by side"),
        Column("time_off", _lists.TIME_OFF, "days, and spans of days, on which nobody works"),
        Column("bookings", _lists.BOOKINGS, "hours promised already: day:hours, or two moments with .. between"),
        Column("timezone", _cells.TEXT, "time zone in which days begin; only for bookings that have one"),
        Column("beliefs", _lists.BELIEFS, "what the loads may be if not known: weight:regular:one-off:job hours by ;"),
    )
    return tuple(attrs.evolve(each, name=f"{prefix}{each.name}", field=f"{part}.{each.name}") for each in columns)


TASKS = TaskTable(
    "tasks",
    Task,
    (
        Column("name", _cells.TEXT, "what you call it; each its own", needed=True),
        Column("hours", _cells.NUMBER, "working hours of one occurrence", needed=True),
        Column("skill", _cells.TEXT, "what it takes; empty: anybody can do it"),
        Column(
            "recurrence",
            RECURRENCE,
            "words such as weekly, a rule, a number of times a month (sporadic), the days of past jobs joined by ;, or "
            "once",
        ),
        Column("start", _cells.DAY, "first day of a rule; of what comes once, the day it is due", "recurrence"),
        Column("cost_per_day", _cells.NUMBER, "money that each day of lateness costs", "urgency.cost_per_day"),
        Column("slack_days", _cells.NUMBER, "calendar days of harmless waiting", "urgency.slack_days"),
        Column("owner_hours", _cells.NUMBER, "working hours it takes you; empty: you cannot or will not do it"),
        Column("keep", _cells.FLAG, "yes if you never hand it over"),
        Column("undone_cost", _cells.NUMBER, "money that leaving one occurrence undone costs; empty: it must be done"),
        Column("occasion", _cells.TEXT, "with what it comes: tasks of one occasion come together"),
    ),
    {"urgency": Urgency()},
)

CONTRACTORS = Table(
    "contractors",
    Contractor,
    (
        Column("name", _cells.TEXT, "what you call them; each their own", needed=True),
        Column("rate", _cells.NUMBER, "money for an hour of one-off work", needed=True),
        Column("skills", _cells.SKILLS, "what they can do, joined by ;"),
        Column("one_off_minimum_hours", _cells.NUMBER, "fewest working hours that a one-off job is billed"),
        Column("pace", _cells.NUMBER, "their hours for each hour of your estimate"),
        Column(
            "retainers",
            _lists.RETAINERS,
            "hours:monthly fee of each offer, joined by ;, with other terms behind; none: they take none; empty: the "
            "typical offer",
        ),
        *_availability("", "availability"),
    ),
    {"availability": Availability()},
)

BUSINESS = Table(
    "business",
    Business,
    (
        Column("owner_rate", _cells.NUMBER, "what an hour of yours is worth, money"),
        Column("owner_hours_per_month", _cells.NUMBER, "your own hours a month for all this; empty: no limit"),
        Column("hiring_hours", _cells.NUMBER, "your hours to find somebody new"),
        Column("briefing_hours", _cells.NUMBER, "your hours to brief somebody for each one-off job"),
        Column("onboarding_hours", _cells.NUMBER, "your hours to start a retainer"),
        Column("replacement_days", _cells.NUMBER, "calendar days until somebody else could start"),
        Column("horizon_months", _cells.WHOLE, "months over which costs are compared"),
        Column("monthly_budget", _cells.NUMBER, "money that may leave the business a month; empty: no limit"),
        Column("most_retainers", _cells.WHOLE, "retainers that may run at once; empty: no limit"),
        Column("currency", _cells.TEXT, "in which currency money is, printed with it"),
        Column(
            "reference_cost_per_day",
            _cells.NUMBER,
            "urgency of contributions: money a day",
            "reference_urgency.cost_per_day",
        ),
        Column(
            "reference_slack_days",
            _cells.NUMBER,
            "urgency of contributions: calendar days",
            "reference_urgency.slack_days",
        ),
        *_availability("reference_", "reference_availability"),
    ),
    {field.name: field.default for field in attrs.fields(Business) if field.name.startswith("reference_")},
    named=False,
    single=True,
)

ENGAGEMENT_COLUMNS = (
    Column("contractor", _cells.TEXT, "with whom, by name", needed=True),
    Column("tasks", _cells.NAMES, "what they do, by name, joined by ;", needed=True),
    Column("mode", _cells.MODE, "outsource or out-task", needed=True),
    Column("start", _cells.DAY, "first day", needed=True),
    Column("end", _cells.DAY, "last day, included; empty: it goes on"),
    Column("retainer", _lists.RETAINER, "hours:monthly fee with other terms behind; only for outsource"),
    Column(
        "jobs",
        _lists.JOBS,
        "what was done so far: day:hours, with waited=days, price=money and task=name behind where known",
    ),
)


@attrs.frozen
class EngagementTable(Table[Engagement]):
    """The table of engagements, whose contractor and tasks stand there by name.

    Attributes:
        tasks: The tasks that can be named.
        contractors: The contractors that can be named.
    """

    tasks: Mapping[str, Task] = attrs.field(factory=dict)
    contractors: Mapping[str, Contractor] = attrs.field(factory=dict)

    def make(self, values: Values) -> Engagement:
        """The engagement that a line tells of."""
        contractor = _called(values["contractor"], self.contractors, "contractor")
        tasks = [_called(name, self.tasks, "tasks") for name in values["tasks"]]
        return super().make({**values, "contractor": contractor, "tasks": tasks})

    def take(self, item: Engagement) -> dict[str, Any]:
        """What the cells of a line must mean to tell of an engagement."""
        names = {"contractor": item.contractor.name, "tasks": [task.name for task in item.tasks]}
        return {**super().take(item), **names}


def engagement_table(tasks: Iterable[Task], contractors: Iterable[Contractor]) -> EngagementTable:
    """The table of engagements in which these tasks and contractors can be named."""
    return EngagementTable(
        "engagements",
        Engagement,
        ENGAGEMENT_COLUMNS,
        named=False,
        tasks={task.name: task for task in tasks},
        contractors={contractor.name: contractor for contractor in contractors},
    )


Named = TypeVar("Named", Task, Contractor)


def _called(name: str, known: Mapping[str, Named], field: str) -> Named:
    """Whom or what a name means."""
    if name in known:
        return known[name]
    like = nearest(name, known)
    what = "task" if field == "tasks" else "contractor"
    accepted = f"no {what} bears this name" + (f"; did you mean {like}?" if like else "")
    raise RefusedValueError("Engagement", field, name, accepted)


TABLES: tuple[Table[Any], ...] = (TASKS, CONTRACTORS, BUSINESS, engagement_table((), ()))
"""All that can be read and written."""
