"""io._columns: which columns do the four tables have, what do they hold, and of what are they made?"""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar

import attrs

from delegation.availability.weeks import Availability
from delegation.errors import RefusedValueError
from delegation.io import _cells, _lists
from delegation.io._cells import Kind, nearest, refused
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement
from delegation.model.task import Task
from delegation.recurrence.kinds import Once, Rate, Recurrence
from delegation.recurrence.rule import Rule
from delegation.urgency import Urgency

Made = TypeVar("Made")
Values = Mapping[str, Any]
"""What the cells of a line mean, by column; those that are empty are not in it, or None."""


@attrs.frozen
class Column:
    """One column of a table.

    Attributes:
        name: What the header calls it.
        kind: What its cells hold.
        meaning: What they say, with their unit.
        field: The field that they fill, ``urgency.cost_per_day`` for one of a part; default the column's name.
        needed: Whether no line goes without it; default no, an empty cell means the field's default.
    """

    name: str
    kind: Kind
    meaning: str
    field: str = attrs.field(default=attrs.Factory(lambda self: self.name, takes_self=True))
    needed: bool = attrs.field(default=False, kw_only=True)


@attrs.frozen
class Table(Generic[Made]):
    """What one kind of table holds.

    Attributes:
        what: What its lines tell of, such as ``tasks``.
        item: The class of what a line tells of.
        columns: Its columns, in the order in which they are written.
        parts: What fields that are values of their own are made from where only some of their columns are given.
        named: Whether lines are told apart by their name; else no two tell of the same.
        single: Whether it has exactly one line.
    """

    what: str
    item: type[Made]
    columns: tuple[Column, ...]
    parts: Mapping[str, Any] = attrs.field(factory=dict)
    named: bool = True
    single: bool = False

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """Its columns by their names."""
        return {column.name: column for column in self.columns}

    @cached_property
    def owners(self) -> dict[tuple[str, str], str]:
        """In which column the field of a class stands."""
        found: dict[tuple[str, str], str] = {}
        for column in self.columns:
            part, dot, field = column.field.rpartition(".")
            owner = type(self.parts[part]) if dot else self.item
            found.setdefault((owner.__name__, field), column.name)
        return found

    @cached_property
    def _paths(self) -> tuple[tuple[str, str, str], ...]:
        """Column, part and field of every column."""
        return tuple((column.name, *column.field.rpartition(".")[::2]) for column in self.columns)

    @cached_property
    def _defaults(self) -> dict[str, Any]:
        """What the fields of an item are if they are not given."""
        item: Any = self.item
        return {field.name: field.default for field in attrs.fields(item)}

    def make(self, values: Values) -> Made:
        """What a line tells of.

        Raises:
            RefusedValueError: If a value cannot be taken.
        """
        fields: dict[str, Any] = {}
        inner: dict[str, dict[str, Any]] = {}
        for name, part, field in self._paths:
            if name in values:
                (inner.setdefault(part, {}) if part else fields)[field] = values[name]
        for part, given in inner.items():
            fields[part] = attrs.evolve(self.parts[part], **given)
        return self.item(**fields)

    def take(self, item: Made) -> dict[str, Any]:
        """What the cells of a line must mean to tell of this item; fields at their defaults are left out."""
        found: dict[str, Any] = {}
        for name, part, field in self._paths:
            owner = getattr(item, part) if part else item
            value = getattr(owner, field)
            usual = getattr(self.parts[part], field) if part else self._defaults[field]
            if type(value) is not type(usual) or value != usual:
                found[name] = value
        return found


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


@lru_cache(maxsize=4096)
def recurrence_of(typed: str | float, start: dt.date | None) -> Recurrence:
    """What the cells of recurrence and start tell together."""
    if isinstance(typed, float):
        if start is not None:
            raise RefusedValueError("Task", "start", start, "a number of occurrences a month has no first day")
        return Rate(typed)
    if typed.lower() == "once":
        return Once(due=start)
    if typed.upper().startswith(("FREQ", "RRULE", "DTSTART")):
        return Rule.from_text(typed) if start is None else Rule(typed, start)
    accepted = "it takes a rule such as FREQ=WEEKLY;BYDAY=MO, a number of occurrences a month, or once"
    raise RefusedValueError("Task", "recurrence", typed, accepted)


def typed_for(recurrence: Recurrence) -> tuple[str | float, dt.date | None]:
    """What is typed for a recurrence, and the start beside it.

    Raises:
        RefusedValueError: If a cell cannot say it.
    """
    match recurrence:
        case Once(due=due):
            return "once", due
        case Rate(per_month=rate):
            return rate, None
        case Rule(rule=rule, start=start):
            text = rule.removesuffix(";WKST=MO")
            if not isinstance(start, dt.datetime):
                return text, start
            return f"DTSTART{_stamp(start)}\nRRULE:{text}", None
    raise refused(recurrence, "a cell holds a Rule, a Rate or a Once")


def _stamp(start: dt.datetime) -> str:
    """A moment as a DTSTART line has it, from its time zone on."""
    zone = getattr(start.tzinfo, "key", None)
    moment = f"{start:%Y%m%dT%H%M%S}"
    if start.tzinfo is None:
        return f":{moment}"
    if start.tzinfo == dt.UTC or zone == "UTC":
        return f":{moment}Z"
    if zone is None:
        raise refused(start, "a cell holds a start in UTC, in a zoneinfo.ZoneInfo, or without a time zone")
    return f";TZID={zone}:{moment}"


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
    )
    return tuple(attrs.evolve(each, name=f"{prefix}{each.name}", field=f"{part}.{each.name}") for each in columns)


TASKS = TaskTable(
    "tasks",
    Task,
    (
        Column("name", _cells.TEXT, "what you call it; each its own", needed=True),
        Column("hours", _cells.NUMBER, "working hours of one occurrence", needed=True),
        Column("skill", _cells.TEXT, "what it takes; empty: anybody can do it"),
        Column("recurrence", _cells.RECURRENCE, "a rule, a number of occurrences a month (sporadic), or once"),
        Column("start", _cells.DAY, "first day of a rule; of what comes once, the day it is due", "recurrence"),
        Column("cost_per_day", _cells.NUMBER, "money that each day of lateness costs", "urgency.cost_per_day"),
        Column("slack_days", _cells.NUMBER, "calendar days of harmless waiting", "urgency.slack_days"),
        Column("owner_hours", _cells.NUMBER, "working hours it takes you; empty: you cannot or will not do it"),
        Column("keep", _cells.FLAG, "yes if you never hand it over"),
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
    Column("jobs", _lists.JOBS, "what was done so far: day:hours, with waited=days and price=money behind where known"),
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
