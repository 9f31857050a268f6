"""io.payments: what was paid to whom, and how many hours of work does that tell of?

The contract of the format. A bank's statement, a list of bills, or any table that has one line for each payment, as CSV
in UTF-8, UTF-16 with a byte order mark, or cp1252, its cells separated by commas, semicolons or tabs; up to twenty
lines may stand above the header. Its columns are named, such as
``columns={"date": "Booking date", "payee": "Payee", "amount": "Amount"}``:

- date (needed): the day; where only the file as a whole shows whether days or months come first, it does; where it does
  not, `day_first` says it.
- payee (needed): a contractor by name; `payees` says whom other names mean.
- amount (needed): money, with signs of currency and separators of thousands; where only the file as a whole shows which
  mark is the decimal one, it does; where it does not, `decimal` says it.
- task: what was paid for, by name.
- currency: of the amount.
- reference: tells apart two payments of one day.

A payment is a job: its hours are the amount divided by the contractor's rate, its price is the amount. Banks write what
leaves an account with a minus. Where all amounts paid to contractors have the same sign, whichever it is, they are
payments; where signs are mixed, `outgoing` says which sign payments have, and lines with the other one (money that came
back) are left out.

The monthly fee of a retainer is no job: where an engagement with a retainer runs (or ended at most a month before), an
amount that equals its fee, its setup fee or both together is its fee. What else is paid then is billed by the hour
above the block. So jobs read from payments to somebody on retainer are not all that was done: what was done inside the
block is in no amount, and hours of the task, and how often it comes, cannot be learnt from them alone. A `review` says
so of a retainer where it sees nothing else.

Lines without a day that name nobody, and totals, are left out. All that is wrong with the others is told at once, line
by line, and then nothing is used. Payments to others are refused too, unless ``others="skip"`` leaves them out.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from delegation import _fields
from delegation.io._jobs import raise_problems
from delegation.io._logs import columns_named
from delegation.io._names import Names, aliases_of, by_key
from delegation.io._options import choice, flag_or_none, known_to, needed, several_sources, text
from delegation.io._paid import PaymentReader, PaymentRules
from delegation.io._repeats import CHOICES
from delegation.io._sources import Source
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement
from delegation.model.task import Task

__all__ = ["read"]

SAID = ("date", "payee", "amount", "task", "currency", "reference")
"""What a line may say, as `columns` calls it."""


def read(
    source: Source | Sequence[Source],
    *,
    columns: Mapping[str, str],
    contractors: Iterable[Contractor] | Contractor = (),
    tasks: Iterable[Task] | Task = (),
    engagements: Iterable[Engagement] | Engagement = (),
    payees: Mapping[str, str] | None = None,
    others: Literal["refuse", "skip"] = "refuse",
    outgoing: Literal["+", "-"] | None = None,
    day_first: bool | None = None,
    decimal: Literal[".", ","] | None = None,
    currency: str = "",
    until: dt.date | None = None,
    duplicates: Literal["refuse", "keep", "once"] = "refuse",
) -> tuple[Engagement, ...]:
    """The engagements that payments tell of, or those that there are with the jobs that were paid.

    A job belongs to the engagement with its contractor which holds its task and runs on its day, one with a retainer
    before others. Jobs that belong to none become engagements of their own, one for each contractor and task:
    out-tasking, from the first to the last payment. Where no column names the task, it is the only one of the
    contractor's engagements of that day, or else the only one of the tasks that they can do; in an engagement with
    several tasks it may stay open.

    Args:
        source: The file, one that is open, or several of them.
        columns: Which columns say what: date, payee and amount, and where there are such task, currency and reference.
        contractors: Those who may have been paid; those of the engagements too. Capitals and blanks do not matter.
        tasks: What may have been paid for; those of the engagements too.
        engagements: What ran and runs; default nothing.
        payees: Whom other names mean, such as ``{"ANNA WEB GMBH": "Ana"}``; default none.
        others: What becomes of payments to others: "refuse" or "skip". Default refuse.
        outgoing: The sign of payments where signs are mixed, "+" or "-"; lines with the other are left out. Default
            None: all have the same.
        day_first: Whether the day stands before the month; default None, the file shows it.
        decimal: The decimal mark of amounts; default None, the file shows it.
        currency: The currency whose payments are taken, those in others being left out; default empty, there is one.
        until: The last day that a line may be of; default None, any.
        duplicates: What becomes of a line that says the same as an earlier one (payee, day, amount, task, reference),
            and of a job that an engagement has already: "refuse", "keep" or "once". Default refuse.

    Returns:
        The engagements given, in their order, with their jobs; then those of their own by contractor and task.

    Raises:
        RefusedFileError: With the problems of the file, each with line, column and reason.
        RefusedValueError: If an argument is wrong, or two contractors or tasks have names that a file tells not apart.
        OSError: If a file cannot be opened.
    """
    function = "payments.read"
    rules = PaymentRules(
        function,
        columns_named(function, columns, SAID, SAID[:3]),
        flag_or_none(function, "day_first", day_first),
        choice(function, "decimal", decimal, (".", ",", None)),
        text(function, "currency", currency),
        _fields.day_or_none(function, "until", until),
        choice(function, "outgoing", outgoing, ("+", "-", None)),
        choice(function, "others", others, ("refuse", "skip")) == "skip",
        choice(function, "duplicates", duplicates, CHOICES),
    )
    known = known_to(function, contractors, tasks, engagements)
    people, things = by_key(function, "contractors", known.contractors), by_key(function, "tasks", known.tasks)
    needed(function, contractors=people, tasks=things)
    renamed = aliases_of(function, "payees", payees, people)
    reader = PaymentReader(rules, Names("contractor", people, renamed), Names("task", things, {}), known)
    found = [reader.read(each) for each in several_sources(function, source)]
    logs = [log for log, _ in found]
    raise_problems(logs)
    return known.with_jobs((done for _, each in found for done in each), duplicates, logs)
