"""recurrence: how often does a piece of work come back?"""

from delegation.recurrence.history import History
from delegation.recurrence.kinds import Once, Rate, Recurrence
from delegation.recurrence.rule import Rule
from delegation.recurrence.typed import as_recurrence

__all__ = ["History", "Once", "Rate", "Recurrence", "Rule", "as_recurrence"]
