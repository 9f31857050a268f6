"""io._money: how much money does each line of a log tell, where a log may tell it in several currencies?"""

import attrs

from delegation.errors import RefusedValueError
from delegation.io._amounts import Amounts
from delegation.io._cells import refused
from delegation.io._logs import Log


@attrs.define
class Money:
    """Reads the money of a log in one currency, once all of its lines have been seen.

    Attributes:
        amounts: Reads amounts.
        currency: The currency whose amounts are taken; empty, the only one there is.
        shown: The first line of each currency.
    """

    amounts: Amounts
    currency: str
    shown: dict[str, int] = attrs.Factory(dict)

    def see(self, line: int, amount: str, currency: str) -> None:
        """Look at the cells of a line before any is read.

        Raises:
            ValueError: If the amount is none.
        """
        self.shown.setdefault(currency, line)
        self.amounts.see(line, amount)

    def read(self, amount: str, currency: str) -> float | None:
        """The money of a line that has been seen; None where it is of another currency than the one that is taken.

        Raises:
            RefusedValueError: If the amount may be two, or the log has several currencies; its field is ``currency``
                or ``cell``.
        """
        if self.currency:
            if not _is_currency(currency, self.currency):
                return None
        elif (first := next(iter(self.shown))) != currency:
            taken = first or currency
            has = f"{first!r}" if first else "none"
            accepted = f"line {self.shown[first]} has {has}: currency={taken!r} takes the amounts in it alone"
            raise RefusedValueError("log", "currency", currency, accepted)
        return self.amounts.read(amount)

    def tell_if_absent(self, log: Log) -> None:
        """Add to the problems of a log that it has other currencies, but not the one that is taken."""
        if self.currency and self.shown and not any(_is_currency(each, self.currency) for each in self.shown):
            other, line = next(iter(self.shown.items()))
            log.refuse(line, "currency", refused(other, f"no line is in {self.currency}"))


def _is_currency(text: str, currency: str) -> bool:
    """Whether a cell such as ``EUR`` or ``Euro - EUR`` means a currency; one that says nothing does."""
    words = text.casefold().replace("-", " ").split()
    return not words or currency.casefold() in (words[-1], text.casefold())
