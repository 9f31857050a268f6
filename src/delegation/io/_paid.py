"""io._paid: which jobs do the lines of a bank's statement tell of, and which lines are the fee of a retainer?"""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

import attrs

from delegation import _fields
from delegation.errors import RefusedValueError
from delegation.io._amounts import AN_AMOUNT, Amounts
from delegation.io._cells import A_DAY, refused
from delegation.io._days import Days, split_moment
from delegation.io._escapes import unescape
from delegation.io._jobs import Done, Relationships
from delegation.io._logs import Header, Log, Places, open_log
from delegation.io._money import Money
from delegation.io._names import Names
from delegation.io._repeats import Repeats
from delegation.io._sources import Source, column_name
from delegation.io._totals import tells_no_work
from delegation.model.engagement import Engagement, Job

CENT = 0.005
"""By how much an amount may differ from a fee that it is, in money: what rounding to cents takes or adds."""

PAID_LATE = dt.timedelta(days=31)
"""How long after the end of an engagement its last fee may be paid."""

MOST_HOURS = 1e6
"""The most hours of a job."""


@attrs.frozen
class PaymentRules:
    """What a caller said of payments.

    Attributes:
        function: Who was asked, such as ``payments.read``.
        columns: The columns that they named.
        day_first: Whether days come before months; None, the file shows it.
        decimal: The decimal mark; None, the file shows it.
        currency: The currency whose amounts are taken; empty, that of the file.
        until: No line may be of a later day; None where any may.
        outgoing: The sign of payments, ``+`` or ``-``; None, the file shows it.
        skips: Whether payments to others are left out.
        duplicates: What becomes of lines that say the same as another, one of `_repeats.CHOICES`.
    """

    function: str
    columns: Mapping[str, str]
    day_first: bool | None
    decimal: str | None
    currency: str
    until: dt.date | None
    outgoing: str | None
    skips: bool
    duplicates: str


class _Raw(NamedTuple):
    """A line that counts, before whole columns have told what its day and its amount mean."""

    line: int
    payee: str
    day: str
    amount: str
    currency: str
    task: str
    reference: str


class _Paid(NamedTuple):
    """A payment whose amount is known, whatever its sign; None is a day that is a problem, or may be two."""

    line: int
    payee: str
    day: dt.date | None
    amount: float
    text: str
    task: str


@attrs.define
class PaymentReader:
    """Reads statements, one after the other, that together hold no line twice.

    Attributes:
        rules: What the caller said.
        payees: Who can be meant.
        tasks: What can be meant.
        known: The contractors, tasks and engagements themselves.
    """

    rules: PaymentRules
    payees: Names
    tasks: Names
    known: Relationships
    _repeats: Repeats = attrs.Factory(lambda self: Repeats(self.rules.duplicates), takes_self=True)
    _read: int = 0

    def read(self, source: Source) -> tuple[Log, list[Done]]:
        """A statement with its problems, and the jobs of those of its lines that have none.

        Raises:
            RefusedFileError: If it is not text.
            RefusedValueError: If the source is neither a path nor an open file.
            OSError: If it cannot be opened.
        """
        columns = self.rules.columns

        def places(header: Header) -> Places:
            found = header.named(columns)
            alone = () if "currency" in columns or header.problems else header.only("currency")
            return {**found, "currency": alone} if alone else found

        log = open_log(source, self.rules.function, "payments", map(column_name, columns.values()), places)
        days = Days(self.rules.day_first, self.rules.until)
        money = Money(Amounts(self.rules.decimal), self.rules.currency)
        raw = list(self._raw_lines(log, days, money))
        money.tell_if_absent(log)
        paid = list(self._paid(log, raw, days, money))
        log.doubt(days)
        self._read += 1
        return log, list(self._jobs(log, self._outgoing(log, paid)))

    def _raw_lines(self, log: Log, days: Days, money: Money) -> Iterator[_Raw]:
        """The lines that count; what is wrong with their cells, each for itself, is added to the problems."""
        in_header = log.currency_in_header("amount")
        for line, cells in log.rows:
            day = split_moment(log.cell(cells, "date"))[0]
            text = unescape(log.cell(cells, "payee"))
            if tells_no_work(day, text, (text,), cells):
                continue
            payee = self._payee(log, line, text)
            if payee is None:
                self._look(line, day, log.cell(cells, "amount"), days, money)
                continue
            amount = log.cell(cells, "amount")
            currency = log.cell(cells, "currency") or in_header
            see = partial(money.see, currency=currency)
            if log.seen(line, "date", day, days.see, A_DAY) & log.seen(line, "amount", amount, see, AN_AMOUNT):
                task, reference = unescape(log.cell(cells, "task")), log.cell(cells, "reference")
                yield _Raw(line, payee, day, amount, currency, task, reference)

    @staticmethod
    def _look(line: int, day: str, amount: str, days: Days, money: Money) -> None:
        """What a line that is left out shows of how days and amounts are written."""
        for see, text in ((days.see, day), (money.amounts.see, amount)):
            try:
                see(line, text)
            except ValueError:
                continue

    def _payee(self, log: Log, line: int, text: str) -> str | None:
        """Who was paid; None for another, and where it is a problem."""
        try:
            if not text:
                raise refused("", "it takes a name")
            return self.payees.meant(text)
        except RefusedValueError as error:
            if not self.rules.skips:
                hint = "; others='skip' leaves out who is no contractor"
                log.refuse(line, "payee", refused(text, error.accepted + hint))
            return None

    def _paid(self, log: Log, raw: list[_Raw], days: Days, money: Money) -> Iterator[_Paid]:
        """The payments, once whole columns have told how days and amounts are written."""
        for each in raw:
            day = amount = None
            try:
                day = days.read(each.line, each.day)
            except RefusedValueError as error:
                log.refuse(each.line, "date", error)
            try:
                amount = money.read(each.amount, each.currency)
            except RefusedValueError as error:
                log.refuse(each.line, "currency" if error.field == "currency" else "amount", error)
            if amount is None:  # that is a problem, or of another currency than the one that is taken
                continue
            said = (each.payee, day or each.day, amount, each.task, each.reference)
            if not 0.0 < abs(amount) <= _fields.LARGEST:
                log.refuse(each.line, "amount", refused(each.amount, "it takes money that is not 0, up to 1e15"))
            elif not self._repeats.leaves_out(log, each.line, said):
                yield _Paid(each.line, each.payee, day, amount, each.amount, each.task)

    def _outgoing(self, log: Log, paid: list[_Paid]) -> list[_Paid]:
        """The payments without those that came back; where signs are mixed and nobody said which, that is a problem."""
        minus = [each for each in paid if each.amount < 0.0]
        plus = [each for each in paid if each.amount > 0.0]
        if self.rules.outgoing is not None:
            return minus if self.rules.outgoing == "-" else plus
        if minus and plus:
            fewer, more = sorted((minus, plus), key=len)
            accepted = (
                f"line {more[0].line} ({more[0].text}) has the other sign: outgoing='-' or '+' says what was paid"
            )
            for each in fewer:
                log.refuse(each.line, "amount", refused(each.text, accepted))
        return paid

    def _jobs(self, log: Log, paid: list[_Paid]) -> Iterator[Done]:
        """The jobs that payments tell of."""
        for each in paid:
            if each.day is None:  # its problem has been told
                continue
            amount = abs(each.amount)
            if any(_is_fee(held, each.payee, each.day, amount) for held in self.known.engagements):
                continue
            try:
                task, held = self._work(each, each.day)
                hours = amount / self._rate(each, held)
            except RefusedValueError as error:
                log.refuse(each.line, error.field if error.field == "amount" else "task", error)
                continue
            yield Done(each.payee, task, Job(each.day, hours, price=amount), self._read - 1, each.line)

    def _work(self, paid: _Paid, day: dt.date) -> tuple[str, Engagement | None]:
        """What was paid for, empty where it is not known, and in which engagement.

        Raises:
            RefusedValueError: If neither is known, or the task is none.
        """
        task = self.tasks.meant(paid.task) if paid.task else self._only_task(paid, day)
        index = self.known.holding(paid.payee, task, day)
        if index is not None:
            return task, self.known.engagements[index]
        if task:
            return task, None
        names = self._can(paid.payee)
        could = f"{len(names)} tasks that {paid.payee} can do" if names else f"no task that {paid.payee} can do"
        accepted = f"it is one of {could}" if names else f"there is {could}"
        raise RefusedValueError("log", "task", "", f'{accepted}: columns={{"task": ...}} says which')

    def _only_task(self, paid: _Paid, day: dt.date) -> str:
        """What was paid for where only one thing can be; empty where it is not known."""
        running = [held for held in self.known.engagements if held.contractor.name == paid.payee and held.active(day)]
        could = {task.name for held in running for task in held.tasks} or set(self._can(paid.payee))
        return could.pop() if len(could) == 1 else ""

    def _can(self, payee: str) -> list[str]:
        """The tasks that a contractor can do."""
        contractor = self.known.contractors[payee]
        return [name for name, task in self.known.tasks.items() if contractor.can(task)]

    def _rate(self, paid: _Paid, held: Engagement | None) -> float:
        """What an hour cost that was paid for: above the block of a retainer, or one-off."""
        contractor = self.known.contractors[paid.payee]
        rate = contractor.rate
        if held is not None and held.retainer is not None:
            rate = held.retainer.hourly_overage(rate)
        if abs(paid.amount) > rate * MOST_HOURS:
            accepted = f"an hour of {contractor.name} costs {rate:g}: nobody works that many hours"
            raise RefusedValueError("log", "amount", paid.text, accepted)
        return rate


def _is_fee(held: Engagement, payee: str, day: dt.date, amount: float) -> bool:
    """Whether an amount is the fee of an engagement's retainer, its setup fee, or both."""
    terms = held.retainer
    if terms is None or held.contractor.name != payee or day < held.start:
        return False
    if held.end is not None and day > held.end + PAID_LATE:
        return False
    fees = {terms.monthly_fee, terms.setup_fee, terms.monthly_fee + terms.setup_fee}
    return any(abs(amount - fee) <= CENT for fee in fees)
