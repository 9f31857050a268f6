"""io._entries: who worked on what, on which day and for how long, as the lines of an exported log say it?"""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import NamedTuple

import attrs

from delegation import _fields
from delegation.errors import RefusedValueError
from delegation.io._amounts import AN_AMOUNT, Amounts
from delegation.io._cells import A_DAY, refused
from delegation.io._days import Days, split_moment
from delegation.io._escapes import unescape
from delegation.io._layouts import KNOWN, places_of
from delegation.io._logs import Log, open_log
from delegation.io._money import Money
from delegation.io._names import Names
from delegation.io._numbers import A_NUMBER
from delegation.io._repeats import Repeats
from delegation.io._sources import Source, column_name
from delegation.io._totals import tells_no_work
from delegation.io._worked import hours_worked

HOURS_A_DAY = 24.0
"""More nobody can work in a day."""

ROUNDING = 1e-3
"""Hours that rounded durations may add to a day."""


@attrs.frozen
class Rules:
    """What a caller said of a log.

    Attributes:
        function: Who was asked, such as ``timesheets.read``.
        columns: The columns that they named.
        person: Who did what no cell says who did; empty, each line says it.
        day_first: Whether days come before months; None, the file shows it.
        decimal: The decimal mark of money; None, the file shows it.
        currency: The currency whose amounts are taken; empty, that of the file.
        until: No line may be of a later day; None where any may.
        without: Whose lines, and of what, are left out, as names are compared.
        duplicates: What becomes of lines that say the same as another, one of `_repeats.CHOICES`.
    """

    function: str
    columns: Mapping[str, str]
    person: str
    day_first: bool | None
    decimal: str | None
    currency: str
    until: dt.date | None
    without: frozenset[str]
    duplicates: str


class Entry(NamedTuple):
    """What a line says, its names being those that are meant."""

    file: str
    line: int
    person: str
    task: str
    day: dt.date
    hours: float
    waited_days: float | None
    price: float | None


class _Raw(NamedTuple):
    """A line that counts, before the whole column has told what its day and its price mean.

    None, or not dated: what stands there is a problem that has been told.
    """

    line: int
    user: str
    person: str | None
    day: str
    tasks: tuple[str, ...]
    hours: float | None
    moment: tuple[str, str]
    waited_days: float | None
    price: str
    currency: str
    dated: bool


@attrs.define
class Reader:
    """Reads logs, one after the other, that together hold no line twice and no more than a day in anybody's day.

    Attributes:
        rules: What the caller said.
        people: Who can be meant.
        tasks: What can be meant.
        crews: How many work side by side under one name, for those who are not alone.
    """

    rules: Rules
    people: Names
    tasks: Names
    crews: Mapping[str, int]
    _repeats: Repeats = attrs.Factory(lambda self: Repeats(self.rules.duplicates), takes_self=True)
    _worked: dict[tuple[str, dt.date | str], float] = attrs.Factory(dict)

    def read(self, source: Source) -> tuple[Log, list[Entry]]:
        """A log with its problems, and what those of its lines say that have none.

        Raises:
            RefusedFileError: If it is not text.
            RefusedValueError: If the source is neither a path nor an open file.
            OSError: If it cannot be opened.
        """
        columns = self.rules.columns
        known = KNOWN.union(map(column_name, columns.values()))
        log = open_log(
            source,
            self.rules.function,
            "work",
            known,
            partial(places_of, columns=columns, alone=bool(self.rules.person)),
        )
        days = Days(self.rules.day_first, self.rules.until)
        money = Money(Amounts(self.rules.decimal), self.rules.currency)
        raw = list(self._raw_lines(log, days, money))
        for doubt, error in log.numbers.refusals():
            log.refuse(doubt.line, doubt.column, error)
        money.tell_if_absent(log)
        several = range(len(log.places.get("task", ())))
        chosen = next((place for place in several if any(each.tasks[place] for each in raw)), 0)
        entries = list(self._entries(log, raw, chosen, days, money))
        log.doubt(days)
        return log, entries

    def _raw_lines(self, log: Log, days: Days, money: Money) -> Iterator[_Raw]:
        """The lines that count; what is wrong with their cells, each for itself, is added to the problems."""
        durations: dict[tuple[str, ...], float] = {}
        in_header = log.currency_in_header("price")
        for line, cells in log.rows:
            day, clock = split_moment(log.cell(cells, "date"))
            user = unescape(log.cell(cells, "person") or log.joined(cells, "first_name", "last_name"))
            user = user or self.rules.person
            tasks = tuple(unescape(text) for text in log.each(cells, "task"))
            if tells_no_work(day, user, tasks, cells):
                continue
            if self._left_out(user) or self._left_out(self.people.alias(user)):
                with suppress(ValueError):
                    days.see(line, day)  # it shows all the same whether days come first
                continue
            dated = log.seen(line, "date", day, days.see, A_DAY)
            person = self._meant(log, line, "person", user, self.people)
            hours = self._hours(log, line, cells, (day, clock), durations)
            if hours == 0.0:
                continue
            price, currency = log.cell(cells, "price"), log.cell(cells, "currency") or in_header
            if price and not log.seen(line, "price", price, partial(money.see, currency=currency), AN_AMOUNT):
                price = ""
            waited = self._waited(log, line, log.cell(cells, "waited_days"))
            moment = (clock or log.cell(cells, "start"), log.cell(cells, "note"))
            yield _Raw(line, user, person, day, tasks, hours, moment, waited, price, currency, dated)

    def _entries(self, log: Log, raw: list[_Raw], chosen: int, days: Days, money: Money) -> Iterator[Entry]:
        """What the lines say, once the whole column has told what comes first in a day, and where tasks stand."""
        for each in raw:
            text = each.tasks[chosen]
            if self._left_out(text):
                continue
            task = self._meant(log, each.line, "task", text, self.tasks)
            day = self._day(log, each, days) if each.dated else None
            price = self._price(log, each, money) if each.price else None
            if each.hours is None:
                continue
            told = (each.user, task or text, day or each.day, each.hours, each.moment)
            if self._repeats.leaves_out(log, each.line, told):
                continue
            if each.person is None:
                continue
            self._count(log, each, each.person, day or each.day, each.hours)
            if task is not None and day is not None:
                yield Entry(log.name, each.line, each.person, task, day, each.hours, each.waited_days, price)

    def _left_out(self, name: str) -> bool:
        return bool(self.rules.without) and _fields.word_key(name) in self.rules.without

    @staticmethod
    def _meant(log: Log, line: int, role: str, text: str, names: Names) -> str | None:
        """Who or what is meant by a cell; None where that is a problem."""
        if not text:
            where = "" if role == "person" else '; columns={"task": ...} names another column'
            log.refuse(line, role, refused("", f"it takes a name{where}"))
            return None
        try:
            return names.meant(text)
        except RefusedValueError as error:
            log.refuse(line, role, error)
            return None

    def _hours(
        self, log: Log, line: int, cells: list[str], moment: tuple[str, str], known: dict[tuple[str, ...], float]
    ) -> float | None:
        """The hours of a line; None where they are a problem."""
        texts = tuple(text for text in log.each(cells, "hours") if text)
        if texts in known:
            return known[texts]
        log.numbers.place = (line, "hours")
        day, clock = moment
        try:
            found = hours_worked(
                durations=texts,
                start_day=day,
                start=clock or log.cell(cells, "start"),
                end_day=log.cell(cells, "end_date"),
                end=log.cell(cells, "end"),
                ends="end" in log.places,
                numbers=log.numbers,
            )
        except RefusedValueError as error:
            log.refuse(line, error.field, error)
            return None
        if texts:
            known[texts] = found
        return found

    def _waited(self, log: Log, line: int, text: str) -> float | None:
        """The days that a line says were waited."""
        if not text:
            return None
        log.numbers.place = (line, "waited_days")
        try:
            waited = log.numbers.read(text)
            if 0.0 <= waited <= _fields.LARGEST:
                return waited
            log.refuse(line, "waited_days", refused(text, "it takes calendar days from 0"))
        except RefusedValueError as error:
            log.refuse(line, "waited_days", error)
        except ValueError:
            log.refuse(line, "waited_days", refused(text, A_NUMBER))
        return None

    def _day(self, log: Log, raw: _Raw, days: Days) -> dt.date | None:
        """The day of a line; None where it is a problem, or may be two."""
        try:
            return days.read(raw.line, raw.day)
        except RefusedValueError as error:
            log.refuse(raw.line, "date", error)
        return None

    def _price(self, log: Log, raw: _Raw, money: Money) -> float | None:
        """The money of a line; None where it is a problem, or of another currency."""
        try:
            price = money.read(raw.price, raw.currency)
            if price is None or 0.0 <= price <= _fields.LARGEST:
                return price
            log.refuse(raw.line, "price", refused(raw.price, "it takes money from 0"))
        except RefusedValueError as error:
            log.refuse(raw.line, "currency" if error.field == "currency" else "price", error)
        return None

    def _count(self, log: Log, raw: _Raw, person: str, day: dt.date | str, hours: float) -> None:
        """Add the hours of a line to those of the day, which are not more than a day has."""
        before = self._worked.get((raw.user, day), 0.0)
        most = HOURS_A_DAY * self.crews.get(person, 1) + ROUNDING
        self._worked[raw.user, day] = before + hours
        if before <= most < before + hours:
            accepted = f"with it {person} has {before + hours:.4g} hours on {day}, more than a day has"
            log.refuse(raw.line, "hours", refused(f"{hours:.4g}", accepted))
