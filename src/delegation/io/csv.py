"""io.csv: what do four tables say about tasks, contractors, the business and its engagements?

The contract of the format. Text as spreadsheets save it (UTF-8, UTF-16 with a byte order mark, or cp1252), a header
line with the names of the columns in any order, and cells separated by commas, semicolons or tabs, which the header
shows or a line ``sep=;`` above it. A column that is missing, or a cell that is empty, means the default. Lists inside a
cell are separated by ``;``. A table that has only a header holds nothing.

Numbers have a decimal point or a decimal comma, no thousands separators. Before exactly three digits either mark may
stand for thousands: ``1.200`` is 1.2 where commas separate cells, and refused where semicolons or tabs do; ``1,200`` is
1.2 where semicolons do. Days are written ``2026-01-05``, or as spreadsheets show them (``05.01.2026``, ``31/12/2026``)
where that can be only one day.

Tasks:

- ``name`` (needed): what you call it; each its own
- ``hours`` (needed): working hours of one occurrence
- ``skill``: what it takes; empty: anybody can do it
- ``recurrence``: words such as weekly, a rule, a number of times a month (sporadic), the days of past jobs joined by ;,
  or once
- ``start``: first day of a rule; of what comes once, the day it is due
- ``cost_per_day``: money that each day of lateness costs
- ``slack_days``: calendar days of harmless waiting
- ``owner_hours``: working hours it takes you; empty: you cannot or will not do it
- ``keep``: yes if you never hand it over
- ``undone_cost``: money that leaving one occurrence undone costs; empty: it must be done
- ``occasion``: with what it comes: tasks of one occasion come together

Contractors:

- ``name`` (needed): what you call them; each their own
- ``rate`` (needed): money for an hour of one-off work
- ``skills``: what they can do, joined by ;
- ``one_off_minimum_hours``: fewest working hours that a one-off job is billed
- ``pace``: their hours for each hour of your estimate
- ``retainers``: hours:monthly fee of each offer, joined by ;, with other terms behind; none: they take none; empty: the
  typical offer
- ``hours_per_week``: working hours a week of one person for clients
- ``regular_load``: share of them taken by other regular clients (40% is 0.4)
- ``one_off_load``: share taken by other one-off clients
- ``job_hours``: typical size of their jobs in working hours
- ``people``: how many people work side by side
- ``time_off``: days, and spans of days, on which nobody works
- ``bookings``: hours promised already: day:hours, or two moments with .. between
- ``timezone``: time zone in which days begin; only for bookings that have one
- ``beliefs``: what the loads may be if not known: weight:regular:one-off:job hours by ;

Business (one line):

- ``owner_rate``: what an hour of yours is worth, money
- ``owner_hours_per_month``: your own hours a month for all this; empty: no limit
- ``hiring_hours``: your hours to find somebody new
- ``briefing_hours``: your hours to brief somebody for each one-off job
- ``onboarding_hours``: your hours to start a retainer
- ``replacement_days``: calendar days until somebody else could start
- ``horizon_months``: months over which costs are compared
- ``monthly_budget``: money that may leave the business a month; empty: no limit
- ``most_retainers``: retainers that may run at once; empty: no limit
- ``currency``: in which currency money is, printed with it
- ``reference_cost_per_day``: urgency of contributions: money a day
- ``reference_slack_days``: urgency of contributions: calendar days
- ``reference_hours_per_week``: working hours a week of one person for clients
- ``reference_regular_load``: share of them taken by other regular clients (40% is 0.4)
- ``reference_one_off_load``: share taken by other one-off clients
- ``reference_job_hours``: typical size of their jobs in working hours
- ``reference_people``: how many people work side by side
- ``reference_time_off``: days, and spans of days, on which nobody works
- ``reference_bookings``: hours promised already: day:hours, or two moments with .. between
- ``reference_timezone``: time zone in which days begin; only for bookings that have one
- ``reference_beliefs``: what the loads may be if not known: weight:regular:one-off:job hours by ;

Engagements:

- ``contractor`` (needed): with whom, by name
- ``tasks`` (needed): what they do, by name, joined by ;
- ``mode`` (needed): outsource or out-task
- ``start`` (needed): first day
- ``end``: last day, included; empty: it goes on
- ``retainer``: hours:monthly fee with other terms behind; only for outsource
- ``jobs``: what was done so far: day:hours, with waited=days, price=money and task=name behind where known

What cannot be taken is refused with file, line, column and reason, all of a file at once; nothing of such a file is
used. What is written is read back equal, or refused; text that a spreadsheet would run as a formula gets an apostrophe
in front, which reading takes away.
"""

from collections.abc import Iterable, Mapping, MutableMapping

from delegation import _fields
from delegation._calls import explain_call_as
from delegation.io._declarations import BUSINESS, CONTRACTORS, TASKS, engagement_table
from delegation.io._sources import Source, Target
from delegation.io._tables import read_table
from delegation.io._writing import listed, write_table
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement
from delegation.model.task import Task

__all__ = [
    "read_business",
    "read_contractors",
    "read_engagements",
    "read_tasks",
    "write_business",
    "write_contractors",
    "write_engagements",
    "write_tasks",
]


@explain_call_as("csv.read_tasks")
def read_tasks(path: Source, *, notes: MutableMapping[Task, dict[str, str]] | None = None) -> tuple[Task, ...]:
    """Read a table of tasks, in the order of its lines.

    Args:
        path: The file, or one that is open, such as `io.StringIO`.
        notes: A dict that takes what unknown columns say: for each task the texts by column. Default None, unknown
            columns are refused.

    Raises:
        RefusedFileError: With the problems of the file, each with line, column and reason.
        RefusedValueError: If the path is none.
        OSError: If the file cannot be opened.
    """
    return read_table(path, TASKS, "read_tasks", notes)


@explain_call_as("csv.read_contractors")
def read_contractors(
    path: Source, *, notes: MutableMapping[Contractor, dict[str, str]] | None = None
) -> tuple[Contractor, ...]:
    """Read a table of contractors, in the order of its lines.

    Args:
        path: The file, or one that is open, such as `io.StringIO`.
        notes: A dict that takes what unknown columns say: for each contractor the texts by column. Default None,
            unknown columns are refused.

    Raises:
        RefusedFileError: With the problems of the file, each with line, column and reason.
        RefusedValueError: If the path is none.
        OSError: If the file cannot be opened.
    """
    return read_table(path, CONTRACTORS, "read_contractors", notes)


@explain_call_as("csv.read_business")
def read_business(path: Source, *, notes: MutableMapping[Business, dict[str, str]] | None = None) -> Business:
    """Read the table of your own assumptions: one line.

    Args:
        path: The file, or one that is open, such as `io.StringIO`.
        notes: A dict that takes what unknown columns say. Default None, unknown columns are refused.

    Raises:
        RefusedFileError: With the problems of the file, each with line, column and reason.
        RefusedValueError: If the path is none.
        OSError: If the file cannot be opened.
    """
    (business,) = read_table(path, BUSINESS, "read_business", notes)
    return business


@explain_call_as("csv.read_engagements")
def read_engagements(
    path: Source,
    tasks: Iterable[Task] | Task,
    contractors: Iterable[Contractor] | Contractor,
    *,
    notes: MutableMapping[Engagement, dict[str, str]] | None = None,
) -> tuple[Engagement, ...]:
    """Read a table of engagements, in the order of its lines.

    Args:
        path: The file, or one that is open, such as `io.StringIO`.
        tasks: The tasks that it names.
        contractors: The contractors that it names.
        notes: A dict that takes what unknown columns say: for each engagement the texts by column. Default None,
            unknown columns are refused.

    Raises:
        RefusedFileError: With the problems of the file, each with line, column and reason.
        RefusedValueError: If the path is none, or tasks and contractors are not such, or two bear the same name.
        OSError: If the file cannot be opened.
    """
    function = "read_engagements"
    named = _fields.unique_by_name(function, "tasks", tasks, Task)
    people = _fields.unique_by_name(function, "contractors", contractors, Contractor)
    return read_table(path, engagement_table(named, people), function, notes)


@explain_call_as("csv.write_tasks")
def write_tasks(
    path: Target,
    tasks: Iterable[Task] | Task,
    *,
    separator: str = ",",
    notes: Mapping[Task, Mapping[str, str]] | None = None,
) -> None:
    """Write a table of tasks that `read_tasks` reads back equal; without any task, a header to fill in.

    Args:
        path: The file, or one that is open for text (with ``newline=""``).
        tasks: The tasks, in the order of the lines.
        separator: A comma (numbers have a decimal point), or a semicolon (they have a decimal comma); default comma.
        notes: Further columns of text, as `read_tasks` gives them; default none.

    Raises:
        RefusedValueError: If a cell cannot carry something, two tasks bear the same name, or an argument is wrong.
        OSError: If the file cannot be written.
    """
    write_table(path, listed("write_tasks", "tasks", tasks, Task), TASKS, separator, notes or {})


@explain_call_as("csv.write_contractors")
def write_contractors(
    path: Target,
    contractors: Iterable[Contractor] | Contractor,
    *,
    separator: str = ",",
    notes: Mapping[Contractor, Mapping[str, str]] | None = None,
) -> None:
    """Write a table of contractors that `read_contractors` reads back equal; without any, a header to fill in.

    Args:
        path: The file, or one that is open for text (with ``newline=""``).
        contractors: The contractors, in the order of the lines.
        separator: A comma (numbers have a decimal point), or a semicolon (they have a decimal comma); default comma.
        notes: Further columns of text, as `read_contractors` gives them; default none.

    Raises:
        RefusedValueError: If a cell cannot carry something (a skill with a comma or semicolon in it, a booking in a
            time zone other than so many hours from UTC), two contractors bear the same name, or an argument is wrong.
        OSError: If the file cannot be written.
    """
    write_table(
        path, listed("write_contractors", "contractors", contractors, Contractor), CONTRACTORS, separator, notes or {}
    )


@explain_call_as("csv.write_business")
def write_business(
    path: Target,
    business: Business,
    *,
    separator: str = ",",
    notes: Mapping[Business, Mapping[str, str]] | None = None,
) -> None:
    """Write your own assumptions as a table that `read_business` reads back equal.

    Args:
        path: The file, or one that is open for text (with ``newline=""``).
        business: The assumptions.
        separator: A comma (numbers have a decimal point), or a semicolon (they have a decimal comma); default comma.
        notes: Further columns of text, as `read_business` gives them; default none.

    Raises:
        RefusedValueError: If a cell cannot carry something, or an argument is wrong.
        OSError: If the file cannot be written.
    """
    write_table(path, listed("write_business", "business", business, Business), BUSINESS, separator, notes or {})


@explain_call_as("csv.write_engagements")
def write_engagements(
    path: Target,
    engagements: Iterable[Engagement] | Engagement,
    *,
    separator: str = ",",
    notes: Mapping[Engagement, Mapping[str, str]] | None = None,
) -> None:
    """Write a table of engagements that `read_engagements` reads back equal, given their tasks and contractors.

    Args:
        path: The file, or one that is open for text (with ``newline=""``).
        engagements: The engagements, in the order of the lines.
        separator: A comma (numbers have a decimal point), or a semicolon (they have a decimal comma); default comma.
        notes: Further columns of text, as `read_engagements` gives them; default none.

    Raises:
        RefusedValueError: If a cell cannot carry something (a task with a semicolon in its name), different tasks or
            contractors bear the same name, two engagements are equal, or an argument is wrong.
        OSError: If the file cannot be written.
    """
    lines = listed("write_engagements", "engagements", engagements, Engagement)
    named = list(dict.fromkeys(task for line in lines for task in line.tasks))
    people = list(dict.fromkeys(line.contractor for line in lines))
    table = engagement_table(
        _fields.unique_by_name("write_engagements", "tasks", named, Task),
        _fields.unique_by_name("write_engagements", "contractors", people, Contractor),
    )
    write_table(path, lines, table, separator, notes or {})
