"""recurrence.typed: what do people type for how often work comes back?"""

from typing import Any

from delegation import _fields
from delegation.recurrence.kinds import Once, Rate
from delegation.recurrence.rule import Rule


def as_recurrence(value: Any) -> Any:
    """What people type for a recurrence, as a `Recurrence`; anything else as it came, for the validator to refuse.

    A number is a `Rate`, None is `Once`, text is a `Rule`.
    """
    if value is None:
        return Once()
    if isinstance(value, str):
        return Rule.from_text(value)
    number = _fields.to_float(value)
    return Rate(number) if isinstance(number, float) else value
