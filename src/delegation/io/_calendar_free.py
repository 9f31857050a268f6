"""io._calendar_free: what becomes of events that are shown as free, of which nobody can tell whether somebody chose it?

Calendar programs show whole days as free by themselves: holidays and deadlines as well as birthdays.
"""

from typing import Any

import attrs

from delegation.io._components import Component
from delegation.io._lines import Problems
from delegation.io._options import choice


@attrs.define
class ShownAsFree:
    """Takes events that are shown as free, or leaves them out; those of which nobody said it are problems.

    Attributes:
        meant: What they are where they are taken, such as ``time off``.
        becomes: What becomes of them: ``refuse``, ``skip`` or what is meant.
    """

    meant: str
    becomes: str
    _told: set[int] = attrs.Factory(set)

    def takes(self, component: Component, problems: Problems) -> bool:
        """Whether an event that is shown as free is taken; where nobody said it, that is told once for a series."""
        if self.becomes == "refuse" and component.line not in self._told:
            self._told.add(component.line)
            reason = "it is shown as free, as programs show whole days unless told otherwise"
            says = f"free={self.meant!r} takes such events, free='skip' does not, without=[...] leaves some out by name"
            where = "TRANSP" if component.word("TRANSP") == "TRANSPARENT" else "X-MICROSOFT-CDO-BUSYSTATUS"
            problems.add(*component.problem(where, f"{reason}: {says}"))
        return self.becomes == self.meant


def shown_as_free(function: str, free: Any, meant: str) -> ShownAsFree:
    """What a caller says of events that are shown as free.

    Args:
        function: Who was asked, for refusals.
        free: What the caller says.
        meant: What they are where they are taken.

    Raises:
        RefusedValueError: If it is none of the choices.
    """
    return ShownAsFree(meant, choice(function, "free", free, ("refuse", "skip", meant)))
