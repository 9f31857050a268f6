"""Tasks, terms and books in plain numbers, as several tests need them."""

from typing import Any

from delegation.simulation.contracts import Terms, Work


def work(task: str = "news", **more: Any) -> Work:
    """A task that loses ten a day after two days, and has gone elsewhere after five more, for a hundred."""
    known: dict[str, Any] = {
        "cost_per_day": 10.0,
        "slack_days": 2.0,
        "patience_days": 5.0,
        "elsewhere": 100.0,
        "outsourced": True,
    }
    return Work(task=task, **known | more)


def terms(**more: Any) -> Terms:
    """Ten hours for four hundred a month, and fifty for an hour above."""
    known: dict[str, Any] = {"fee": 400.0, "hours": 10.0, "rollover": 0.0, "overage_rate": 50.0}
    return Terms(**known | more)
