"""comparing: what differs between two answers?"""

from delegation.comparing.changes import Change, RetainerChange, Row, TaskChange, Verdict
from delegation.comparing.comparison import Comparison, compare

__all__ = ["Change", "Comparison", "RetainerChange", "Row", "TaskChange", "Verdict", "compare"]
