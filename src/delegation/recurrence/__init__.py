"""recurrence: how often does a piece of work come back?"""

from delegation.queueing.own import MONTH_DAYS
from delegation.recurrence.kinds import Once, Rate, Recurrence
from delegation.recurrence.rule import Rule
from delegation.recurrence.typed import as_recurrence

__all__ = ["MONTH_DAYS", "Once", "Rate", "Recurrence", "Rule", "as_recurrence"]
