"""How much slower is reading a log than splitting its lines into cells, and how long do 100,000 lines take?"""

import csv
import datetime as dt
import io
import time

import pytest

from delegation import Contractor, Task
from delegation.io import payments, timesheets
from tests.benchmarks.conftest import LINES, Compare

PEOPLE = [Contractor("Ana", rate=45, skills="copy"), Contractor("Ben", rate=40, skills="web")]
WORK = [Task("Newsletter", hours=3, skill="copy"), Task("Website", hours=3, skill="web")]
FIRST = dt.date(2000, 1, 1)


def log(lines: int) -> str:
    """An export of Toggl Track: twelve entries a day by two people."""
    header = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags"
    text = [header]
    for index in range(lines):
        day, hour = FIRST + dt.timedelta(days=index // 12), index % 12
        who, what = (PEOPLE[hour % 2].name, WORK[hour % 2].name)
        spent = f"00:{index % 59 + 1:02}:{index % 60:02}"
        text.append(f"{who},,Acme,{what},,Some text {index},Yes,{day},{8 + hour:02}:00:00,{day},,{spent},")
    return "\n".join(text)


def statement(lines: int) -> str:
    """A bank's statement: twelve payments a day to two people, days first."""
    rows = ["Date,Payee,Amount,Reference"]
    for index in range(lines):
        day = FIRST + dt.timedelta(days=index // 12)
        rows.append(f'{day:%d/%m/%Y},{PEOPLE[index % 2].name},"-1,{index % 1000:03}.50",{index}')
    return "\n".join(rows)


def cells(text: str) -> int:
    return sum(len(row) for row in csv.reader(io.StringIO(text)))


def read_log(text: str) -> object:
    return timesheets.read(io.StringIO(text), contractors=PEOPLE, tasks=WORK)


def read_statement(text: str) -> object:
    columns = {"date": "Date", "payee": "Payee", "amount": "Amount", "reference": "Reference"}
    return payments.read(io.StringIO(text), columns=columns, contractors=PEOPLE, tasks=WORK)


def test_reading_beside_splitting_into_cells(compare: Compare) -> None:
    text, paid = log(2_000), statement(2_000)
    compare("timesheets.read of 2,000 lines", lambda: read_log(text), "csv.reader", lambda: cells(text))
    compare("payments.read of 2,000 lines", lambda: read_statement(paid), "csv.reader", lambda: cells(paid))


def test_a_hundred_thousand_lines(request: pytest.FixtureRequest) -> None:
    for name, read, text in (
        ("timesheets.read", read_log, log(100_000)),
        ("payments.read", read_statement, statement(100_000)),
    ):
        start = time.process_time()
        read(text)
        told = f"{name} of 100,000 lines: {time.process_time() - start:.2f} s of the processor"
        request.config.stash.setdefault(LINES, []).append(told)
