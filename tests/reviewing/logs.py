"""Whom and what tests of reviews know beside `tests.people`: logs of jobs."""

import datetime as dt
from collections.abc import Iterable

from dateutil.relativedelta import relativedelta
from hypothesis import strategies as st

from delegation import Contractor, Engagement, Job, Mode, Retainer, Task
from delegation.reviewing.situation import Situation
from tests.people import ANN, LAST_YEAR, NEW_YEAR, OWNER


def monthly(first: dt.date, many: int) -> list[dt.date]:
    """So many days, a month apart."""
    return [first + relativedelta(months=month) for month in range(many)]


def jobs(days: Iterable[dt.date], hours: float = 2.0, **known: object) -> list[Job]:
    """Jobs of equal size."""
    return [Job(day, hours, **known) for day in days]


def hired(
    tasks: Task | list[Task],
    done: list[Job],
    contractor: Contractor = ANN,
    *,
    start: dt.date = LAST_YEAR,
    end: dt.date | None = None,
) -> Engagement:
    return Engagement(contractor, tasks=tasks, mode=Mode.OUT_TASK, start=start, end=end, jobs=done)


def retained(
    tasks: Task | list[Task],
    done: list[Job],
    retainer: Retainer,
    contractor: Contractor = ANN,
    *,
    start: dt.date = LAST_YEAR,
    end: dt.date | None = None,
) -> Engagement:
    return Engagement(contractor, tasks=tasks, mode=Mode.OUTSOURCE, start=start, end=end, retainer=retainer, jobs=done)


def situation(*engagements: Engagement, on: dt.date = NEW_YEAR) -> Situation:
    return Situation(engagements=engagements, business=OWNER, on=on, least_money=30.0, least_confidence=0.7)


DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2026, 1, 1))
TERMS = st.builds(
    Retainer,
    st.sampled_from([0.0, 100.0, 450.0, 900.0]),
    st.sampled_from([0.0, 5.0, 10.0, 30.0]),
    rollover_hours=st.sampled_from([0.0, 5.0]),
    minimum_months=st.integers(0, 14),
    notice_months=st.integers(0, 3),
    setup_fee=st.sampled_from([0.0, 50.0]),
    period_months=st.sampled_from([1, 3]),
)
