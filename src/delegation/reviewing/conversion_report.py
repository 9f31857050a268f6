"""reviewing.conversion_report: how does a conversion read, and how is it held as a flat record of plain values?"""

import datetime as dt
from typing import TYPE_CHECKING

from delegation._costing.records import TERMS, Plain, terms_of
from delegation._formatting.frames import Columns
from delegation._formatting.phrases import counted, money, months, number, ordinal, retained, sentence, some
from delegation.errors import titled

if TYPE_CHECKING:
    from delegation.reviewing.convert import Conversion

COLUMNS: Columns = {
    "tasks": str,
    "contractor": str,
    "on": dt.date,
    "now": bool,
    "more_jobs": int | None,
    "until": dt.date,
    "since": dt.date,
    "counted_jobs": int,
    "needed_jobs": int | None,
    "one_off_money_per_job": float,
    "retained_money_per_job": float,
    "committed_money": float,
    "term_months": int,
    "guarantee": float,
    "paid_money": float,
    "followed_money": float,
    "hindsight_money": float,
    "forecast_mode": str,
    **TERMS,
    "currency": str,
}
"""What stands in each column of a conversion."""


def why(found: "Conversion") -> str:
    """What to do, what it rests on, what it promises, and what the forecast says."""
    return " ".join(sentences(found))


def sentences(found: "Conversion") -> list[str]:
    """What is said of a conversion, what to do first."""
    costs = found.score.costs
    if costs.outsource is None:
        return [f"{found.score.impossible}."]
    difference = abs(costs.outsource.total - costs.out_task.total)
    return [_verdict(found), _reason(found), *_past(found), _forecast(found, difference)]


def figure_rows(found: "Conversion") -> list[list[str]]:
    """A header, and the prices and counts that a conversion rests on, a row each; none without a retainer."""
    if found.score.costs.outsource is None:
        return []
    currency = found.score.business.currency
    rows = [
        ["what", currency or "money"],
        ["a job one-off", money(found.a)],
        ["a job on the retainer", money(found.b)],
        [f"a term of {months(found.term_months)}, whatever comes", money(found.F)],
    ]
    if found.since is not None:
        rows.append([f"the {counted(len(found.jobs), 'job')} so far, one-off", money(found.paid)])
        rows.append(["the same by the rule", money(found.followed)])
        rows.append(["the same by the best in hindsight", money(found.hindsight)])
    return rows


def records_of(found: "Conversion") -> list[dict[str, Plain]]:
    """A conversion as one record; `Conversion.to_dicts` tells what stands in it."""
    return [
        {
            "tasks": "; ".join(task.name for task in found.score.tasks),
            "contractor": found.score.contractor.name,
            "on": found.on.isoformat(),
            "now": found.now,
            "more_jobs": found.more,
            "until": found.until.isoformat() if found.until else None,
            "since": found.since.isoformat() if found.since else None,
            "counted_jobs": len(found.counted),
            "needed_jobs": found.needed,
            "one_off_money_per_job": found.a,
            "retained_money_per_job": found.b,
            "committed_money": found.F,
            "term_months": found.term_months,
            "guarantee": found.guarantee,
            "paid_money": found.paid,
            "followed_money": found.followed,
            "hindsight_money": found.hindsight,
            "forecast_mode": found.score.mode.value,
            **terms_of(found.retainer),
            "currency": found.score.business.currency,
        }
    ]


def _money(found: "Conversion", amount: float) -> str:
    return money(amount, found.score.business.currency)


def _verdict(found: "Conversion") -> str:
    """What to do."""
    who, offer = titled(found.score.contractor.name), found.retainer
    if found.more is None or offer is None:
        return f"Go on hiring {who} job by job: a job costs no less on the retainer."
    which = f"the {retained(offer, found.score.business.currency)}"
    if found.now:
        when = f", if it comes until {found.until}" if found.until else ""
        return f"Start {which} with {who} before the next job{when}."
    within = f"until {found.until}" if found.until else f"within {months(found.term_months)} of the first of them"
    return f"Not yet: hire {who} {counted(found.more, 'more time')}; if another job comes {within}, start {which}."


def _reason(found: "Conversion") -> str:
    """What it rests on, and what it promises."""
    a, b = _money(found, found.a), _money(found, found.b)
    prices = f"a job costs you {a} one-off and {b} on the retainer, waiting included"
    if found.needed is None:
        return sentence(prices)
    count = f"the next would be the {ordinal(len(found.counted) + 1)} in {months(found.term_months)}"
    term = f"such a term costs {_money(found, found.F)} whatever comes, so it pays from the {ordinal(found.needed)} on"
    promise = f"this never costs more than {number(found.guarantee)} times the best decision in hindsight"
    return f"{sentence(f'{count}; {prices}; {term}')} While prices stay and the block suffices, {promise}."


def _past(found: "Conversion") -> tuple[str, ...]:
    """What following it would have brought."""
    if found.since is None:
        return ()
    followed, paid, best = (_money(found, each) for each in (found.followed, found.paid, found.hindsight))
    return (
        f"Followed from the first of {counted(len(found.jobs), 'job')} it would have started on {found.since}, and "
        f"they would have cost {followed} in place of {paid}; the best in hindsight was {best}.",
    )


def _forecast(found: "Conversion", difference: float) -> str:
    """What the score says."""
    what = some([titled(task.name) for task in found.score.tasks], " tasks")
    return f"The forecast says: {found.score.mode} {what}, {_money(found, difference)} a month apart."
