"""io._repeats: which line of one log or several says the same as an earlier one, and what becomes of it?"""

import attrs

from delegation.io._logs import Log

CHOICES = ("refuse", "keep", "once")
"""What may become of a line that says the same as an earlier one: it is a problem, it counts, or it is left out."""


@attrs.define
class Repeats:
    """The lines that were seen.

    Attributes:
        choice: One of `CHOICES`.
    """

    choice: str
    _seen: dict[tuple[object, ...], tuple[Log, int]] = attrs.Factory(dict)

    def leaves_out(self, log: Log, line: int, said: tuple[object, ...]) -> bool:
        """Whether a line does not count because it says the same as an earlier one; a problem where that is refused."""
        other, earlier = self._seen.setdefault(said, (log, line))
        if self.choice == "keep" or (other is log and earlier == line):
            return False
        if self.choice == "refuse":
            of = "" if other is log else f" of {other.name}"
            ways = "duplicates='once' counts it once, 'keep' as often as it stands there"
            log.problems.add(line, f" says the same as line {earlier}{of}: {ways}")
        return True
