"""What payments tell of: statements of the shape that banks write, arguments, and what is damaged."""

import csv
import datetime as dt
import io
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Contractor, Engagement, Job, Mode, Retainer, Task
from delegation.errors import EXAMPLES, DelegationError, RefusedCallError, RefusedFileError, RefusedValueError
from delegation.io import payments

STATEMENTS = Path(__file__).parent.parent / "data" / "payments"
ANA = Contractor("Ana", rate=45, skills="copy")
BEN = Contractor("Ben", rate=40, skills="web")
NEWS, SITE = Task("Newsletter", hours=3, skill="copy"), Task("Website", hours=3, skill="web")
SECOND, FIFTEENTH = dt.date(2026, 3, 2), dt.date(2026, 3, 15)
COLUMNS = {"date": "Date", "payee": "Payee", "amount": "Amount"}


def out_tasked(contractor: Contractor, task: Task, day: dt.date, hours: float, price: float) -> Engagement:
    """One job, paid once."""
    job = Job(day, hours, price=price)
    return Engagement(contractor, tasks=task, mode=Mode.OUT_TASK, start=day, end=day, jobs=[job])


def test_a_statement_in_english_tells_of_jobs_and_of_a_fee() -> None:
    block = Engagement(ANA, tasks=NEWS, mode=Mode.OUTSOURCE, retainer=Retainer(450, 10), start=dt.date(2026, 3, 5))
    found = payments.read(
        STATEMENTS / "statement.csv",
        columns={"date": "Date", "payee": "Payee name", "amount": "Amount", "currency": "Currency"},
        contractors=BEN,
        tasks=SITE,
        engagements=block,
        payees={"Anna Web GmbH": "Ana"},
        others="skip",
    )
    assert found == (
        block,
        out_tasked(ANA, NEWS, SECOND, 1112.5 / 45, 1112.5),
        out_tasked(BEN, SITE, FIFTEENTH, 3, 120),
    )


def test_a_statement_in_german_tells_of_jobs() -> None:
    found = payments.read(
        STATEMENTS / "kontoauszug.csv",
        columns={"date": "Buchungstag", "payee": "Begünstigter", "amount": "Betrag", "currency": "Währung"},
        contractors=[ANA, BEN],
        tasks=[NEWS, SITE],
    )
    assert found == (
        out_tasked(ANA, NEWS, SECOND, 1112.5 / 45, 1112.5),
        out_tasked(BEN, SITE, FIFTEENTH, 3, 120),
    )


def test_several_statements_are_read_as_one() -> None:
    texts = ["Date,Payee,Amount\n2026-03-02,Ana,90\n", "Date,Payee,Amount\n2026-03-02,Ana,90\n2026-03-15,Ana,45\n"]
    said: dict[str, Any] = {"columns": COLUMNS, "contractors": ANA, "tasks": NEWS}
    with pytest.raises(RefusedFileError, match="line 2 says the same as line 2 of the open file"):
        payments.read([io.StringIO(text) for text in texts], **said)
    (found,) = payments.read([io.StringIO(text) for text in texts], duplicates="once", **said)
    assert found.jobs == (Job(SECOND, 2, price=90), Job(FIFTEENTH, 1, price=45))


def test_a_payment_that_an_engagement_has_already_is_told_with_its_statement() -> None:
    held = Engagement(ANA, tasks=NEWS, mode=Mode.OUT_TASK, start=SECOND, jobs=[Job(FIFTEENTH, 1, price=45)])
    texts = ["Date,Payee,Amount\n2026-03-02,Ana,90\n", "Date,Payee,Amount\n2026-03-15,Ana,45\n"]
    with pytest.raises(RefusedFileError, match="line 2 tells of a job that the engagement with Ana has already"):
        payments.read([io.StringIO(text) for text in texts], columns=COLUMNS, engagements=held)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"columns": {"date": "Date"}}, "payee and amount are needed"),
        ({"columns": {**COLUMNS, "hours": "Hours"}}, "it takes a dict that names a column for each of date, payee,"),
        ({"others": "ignore"}, "it takes 'refuse' or 'skip'"),
        ({"outgoing": "minus"}, r"it takes '\+', '-' or None"),
        ({"decimal": ";"}, "it takes '.', ',' or None"),
        ({"day_first": "yes"}, "it takes True, False or None"),
        ({"currency": None}, "it takes text"),
        ({"until": "today"}, "it takes a day of the years 1900 to 2999"),
        ({"duplicates": True}, "it takes 'refuse', 'keep' or 'once'"),
        ({"payees": {"x": "Zoe"}}, "nobody and nothing known bears this name"),
        ({"contractors": ()}, "it takes the contractors that may be named there"),
        ({"contractors": [ANA, Contractor("ANA", rate=1)]}, "it cannot be told from"),
        ({"source": []}, "it takes the path of a file, an open file, or several"),
    ],
)
def test_arguments_are_refused_before_anything_is_read(said: dict[str, Any], reason: str) -> None:
    given: dict[str, Any] = {"source": "nowhere.csv", "columns": COLUMNS, "contractors": ANA, "tasks": NEWS}
    with pytest.raises(RefusedValueError, match=reason):
        payments.read(**{**given, **said})


def test_a_call_that_does_not_fit_is_told_with_one_that_does() -> None:
    with pytest.raises(RefusedCallError) as caught:
        payments.read(STATEMENTS / "statement.csv", contractors=ANA, tasks=NEWS)  # type: ignore[call-arg]  # a call that does not fit is what is asked
    assert str(caught.value) == f"payments.read needs columns\n  such as {EXAMPLES['payments.read']}"


PAYMENTS = st.lists(
    st.tuples(st.sampled_from([ANA, BEN]), st.dates(dt.date(2025, 1, 1), dt.date(2026, 12, 31)), st.integers(1, 10**8)),
    max_size=12,
    unique=True,
)


def written(paid: list[tuple[Contractor, dt.date, int]], sign: str) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(["Date", "Payee", "Amount"])
    writer.writerows([f"{day:%d.%m.%Y}", who.name.upper(), f"{sign}€{cents / 100:,.2f}"] for who, day, cents in paid)
    return file.getvalue().encode()


@given(PAYMENTS, st.sampled_from(["", "-"]))
def test_what_was_paid_is_read_back(paid: list[tuple[Contractor, dt.date, int]], sign: str) -> None:
    told: dict[str, list[tuple[dt.date, float, float]]] = defaultdict(list)
    for who, day, cents in paid:
        told[who.name].append((day, cents / 100 / who.rate, cents / 100))
    found = payments.read(io.BytesIO(written(paid, sign)), columns=COLUMNS, contractors=[ANA, BEN], tasks=[NEWS, SITE])
    assert {each.contractor.name: [(job.date, job.hours, job.price) for job in each.jobs] for each in found} == {
        name: sorted(lines) for name, lines in told.items()
    }


@given(PAYMENTS, st.sampled_from(["", "-"]), st.data())
def test_a_damaged_statement_is_read_or_refused_and_never_crashes(
    paid: list[tuple[Contractor, dt.date, int]], sign: str, data: st.DataObject
) -> None:
    whole = written(paid, sign)
    cut = data.draw(st.integers(0, len(whole)))
    damaged = whole[:cut] + data.draw(st.binary(max_size=20)) + whole[cut + data.draw(st.integers(0, 20)) :]
    with suppress(DelegationError):
        payments.read(io.BytesIO(damaged), columns=COLUMNS, contractors=[ANA, BEN], tasks=[NEWS, SITE])


@given(st.lists(st.lists(st.text("0123456789:.,-/+ ()€A=", max_size=20), min_size=3, max_size=3), max_size=4))
def test_cells_of_any_kind_are_read_or_refused(cells: list[list[str]]) -> None:
    file = io.StringIO("Date,Payee,Amount\n", newline="")
    file.seek(0, io.SEEK_END)
    csv.writer(file).writerows([day if len(day) > 5 else "2026-03-02", "Ana", amount] for day, _, amount in cells)
    with suppress(DelegationError):
        payments.read(io.StringIO(file.getvalue()), columns=COLUMNS, contractors=ANA, tasks=NEWS)
