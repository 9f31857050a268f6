"""_registration: how does hypothesis know, wherever it runs, where our values come from?

hypothesis calls `register` when it is imported, by the entry point that pyproject.toml declares. No strategy is loaded
before one is asked for.
"""

import importlib
from typing import Any

import delegation
from delegation.recurrence.kinds import Recurrence

STRATEGIES: dict[type, str] = {
    delegation.Availability: "availabilities",
    delegation.Business: "businesses",
    delegation.Contractor: "contractors",
    delegation.Engagement: "engagements",
    delegation.History: "histories",
    delegation.Job: "jobs",
    delegation.Once: "recurrences",
    delegation.Rate: "recurrences",
    delegation.Retainer: "retainers",
    delegation.Rule: "recurrences",
    delegation.Task: "tasks",
    delegation.Urgency: "urgencies",
    Recurrence: "recurrences",
}
"""For each class the function of `delegation.strategies` that draws it."""


def _drawn(kind: type) -> Any:
    """The strategy for a class, loaded now."""
    function = getattr(importlib.import_module("delegation.strategies"), STRATEGIES[kind])
    one_kind = STRATEGIES[kind] == "recurrences" and kind is not Recurrence
    return function(kinds=(kind,)) if one_kind else function()


def register() -> None:
    """Tell hypothesis, so that ``st.from_type(Task)`` draws tasks that are valid."""
    from hypothesis import strategies as st  # noqa: PLC0415  # it is hypothesis that calls

    for kind in STRATEGIES:
        st.register_type_strategy(kind, _drawn)
