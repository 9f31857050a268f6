"""A conversion reads as what to do, what it rests on and promises, what was, and what the forecast says."""

import datetime as dt
import re

import attrs
import pytest

from delegation import Business, Retainer
from delegation.reviewing import Conversion, convert
from tests.people import ANN, NEW_YEAR
from tests.reviewing.logs import hired, jobs, monthly
from tests.reviewing.test_convert import NEWS, TEN_DAYS

OWNER = Business(owner_rate=60, currency="EUR")
OFFER = "the retainer of 10 h for EUR 450 a month"


def of(days: list[dt.date], **more: object) -> Conversion:
    found = convert(NEWS, ANN, OWNER, engagements=hired(NEWS, jobs(days, 8)), on=NEW_YEAR, **more)  # type: ignore[arg-type]  # a dict of arguments has no types of its own
    return attrs.evolve(found, a=430.0, b=30.0)


def test_retainer_to_start_is_told_with_its_last_day_its_reason_its_promise_and_its_past() -> None:
    told = of(TEN_DAYS).why()
    assert told.startswith(
        f"Start {OFFER} with Ann before the next job, if it comes until 2026-03-23. The "
        "next would be the 11th in 3 months; a job costs you EUR 430 one-off and EUR 30 on the retainer, waiting "
        "included; such a term costs EUR 1,530 whatever comes, so it pays from the 4th on. While prices stay and the "
        "block suffices, this never costs more than 1.93 times the best decision in hindsight. Followed from the first "
        "of 10 jobs it would have started on 2025-12-10, and they would have cost EUR 3,030 in place of EUR 4,300; the "
        "best in hindsight was EUR 1,830. The forecast says: "
    )
    assert re.search(r"The forecast says: out(source|-task) news, EUR [\d,.]+ a month apart\.$", told)


def test_retainer_not_to_start_yet_is_told_with_how_many_hires_come_before() -> None:
    assert (
        of([dt.date(2025, 11, 1)])
        .why()
        .startswith(
            "Not yet: hire Ann 2 more times; if another job comes until 2026-01-31, "
            f"start {OFFER}. The next would be the 2nd in 3 months; "
        )
    )
    assert (
        of([])
        .why()
        .startswith(
            "Not yet: hire Ann 3 more times; if another job comes within 3 months of the first of "
            "them, start the retainer"
        )
    )


def test_retainer_to_start_with_whatever_job_comes_has_no_last_day() -> None:
    assert (
        attrs.evolve(of([]), F=100.0)
        .why()
        .startswith(f"Start {OFFER} with Ann before the next job. The next would be the 1st")
    )


def test_retainer_never_to_start_says_why() -> None:
    assert (
        attrs.evolve(of([]), b=430.0)
        .why()
        .startswith(
            "Go on hiring Ann job by job: a job costs no less on the retainer. A job costs you EUR 430 one-off and "
            "EUR 430 on the retainer, waiting included. The forecast says: "
        )
    )


def test_impossible_retainer_says_why() -> None:
    found = convert(NEWS, attrs.evolve(ANN, retainers=()), OWNER, on=NEW_YEAR)
    assert found.why() == str(found) == "Ann takes no retainers."


@pytest.mark.parametrize(
    ("found", "short"),
    [
        (of(TEN_DAYS), "now"),
        (of([dt.date(2025, 11, 1)]), "after 2 more jobs"),
        (attrs.evolve(of([]), b=430.0), "never"),
    ],
)
def test_short_form_says_when(found: Conversion, short: str) -> None:
    assert repr(found) == f"<Conversion of hires of Ann on 2026-01-01: {short}>"


def test_record_has_plain_values() -> None:
    (found,) = of(TEN_DAYS).to_dicts()
    assert found == {
        "tasks": "news",
        "contractor": "Ann",
        "on": "2026-01-01",
        "now": True,
        "more_jobs": 0,
        "until": "2026-03-23",
        "since": "2025-12-10",
        "counted_jobs": 10,
        "needed_jobs": 4,
        "one_off_money_per_job": 430.0,
        "retained_money_per_job": 30.0,
        "committed_money": 1530.0,
        "term_months": 3,
        "guarantee": 2 - 30 / 430,
        "paid_money": 4300.0,
        "followed_money": 3 * 430 + 1530 + 7 * 30,
        "hindsight_money": 1530 + 10 * 30,
        "forecast_mode": of(TEN_DAYS).score.mode.value,
        "retainer_money_per_month": 450.0,
        "retainer_hours_per_month": 10.0,
        "currency": "EUR",
    }


def test_record_of_what_never_started_has_no_days() -> None:
    (found,) = of([]).to_dicts()
    assert (found["until"], found["since"], found["more_jobs"]) == (None, None, 3)


def test_columns_are_those_that_the_documentation_tells() -> None:
    told = re.findall(r"``(\w+)``", (Conversion.to_dicts.__doc__ or "").split("order:")[1])
    (found,) = of(monthly(dt.date(2025, 9, 1), 3), retainer=Retainer(450, 10)).to_dicts()
    assert told == list(found)
