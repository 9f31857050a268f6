"""scoring.records: how is a score held as flat records of plain values?"""

from typing import TYPE_CHECKING

from delegation._costing.records import COSTS, LAST, TERMS, Plain, rows_of, terms_of
from delegation._formatting.frames import Columns
from delegation.model.mode import Mode
from delegation.scoring import explanation
from delegation.scoring.measures import ClassMeasure

if TYPE_CHECKING:
    from delegation.scoring.score import Score

CLASSES = ("mean_wait_days", "late_days", "turned_away_share", "lost_money_per_occurrence")
"""The names of what a kind of client meets."""

CLIENT: Columns = dict.fromkeys(CLASSES, float)
"""What stands in the columns of `client_of`."""

COLUMNS: Columns = {
    "tasks": str,
    "contractor": str,
    "mode": str,
    "chosen": bool,
    "possible": bool,
    "obstacle": str,
    **TERMS,
    **COSTS,
    **CLIENT,
    "occurrences_per_month": float,
    "contractor_hours_per_month": float,
    "delay_money_per_day": float,
    "slack_days": float,
    "value": float,
    "payback": float,
    "saved_money": float,
    "committed_money": float,
    "highest_fee_money_per_month": float,
    **LAST,
}
"""What stands in each column of a score."""


def records_of(score: "Score") -> list[dict[str, Plain]]:
    """A score as one record a mode; `Score.to_dicts` tells what stands in them."""
    obstacles = {Mode.OUTSOURCE: score.impossible, Mode.OUT_TASK: None, Mode.KEEP: None}
    regular, one_off = score.availability
    clients = {Mode.OUTSOURCE: regular, Mode.OUT_TASK: one_off, Mode.KEEP: None}
    question: dict[str, Plain] = {
        "tasks": "; ".join(task.name for task in score.tasks),
        "contractor": score.contractor.name,
    }
    answer = answer_of(score)
    return [
        {
            **question,
            "mode": mode.value,
            "chosen": mode is score.mode,
            "possible": rows is not None and not (mode is Mode.OUT_TASK and score.never_reached),
            "obstacle": obstacles[mode],
            **terms_of(score.retainer if mode is Mode.OUTSOURCE else None),
            **rows_of(rows),
            **client_of(clients[mode]),
            **answer,
            "currency": score.business.currency,
        }
        for mode, rows in score.costs.items()
    ]


def verdict_of(score: "Score") -> Mode | None:
    """The verdict of a score; None where neither way of handing the work over is a choice."""
    nobody = score.impossible is not None and score.never_reached
    return None if nobody and score.mode is not Mode.KEEP else score.mode


def cheapest_of(score: "Score") -> Mode | None:
    """The mode that costs least; to keep the work exactly where the score says in words that this costs less."""
    if explanation.keeping(score):
        return Mode.KEEP
    if score.outsource or (score.impossible is None and score.never_reached):
        return Mode.OUTSOURCE
    return None if score.never_reached else Mode.OUT_TASK


def client_of(client: ClassMeasure | None) -> dict[str, Plain]:
    """What a client of a kind meets; nothing where you do it yourself."""
    return dict(zip(CLASSES, client or [None] * len(CLASSES), strict=True))


def answer_of(score: "Score") -> dict[str, Plain]:
    """What is the same in all modes: how often, how urgent, and both sides of the commitment."""
    return {
        "occurrences_per_month": score.recurrence.per_month,
        "contractor_hours_per_month": score.recurrence.hours_per_month,
        "delay_money_per_day": score.urgency.cost_per_day,
        "slack_days": score.urgency.slack_days,
        "value": score.value,
        "payback": score.payback,
        "saved_money": score.saved,
        "committed_money": score.committed,
        "highest_fee_money_per_month": score.highest_fee,
        "horizon_months": score.business.horizon_months,
    }
