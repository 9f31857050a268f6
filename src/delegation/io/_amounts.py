"""io._amounts: how much money do the cells of a column mean, where only all of them together can tell?

Amounts come with signs of currency and separators of thousands. ``1,200`` is twelve hundred or one and a fifth; one
cell of its column such as ``12.50`` shows which mark is the decimal one; where none does it must be said.
"""

import re
from typing import NamedTuple

import attrs

from delegation.errors import RefusedValueError
from delegation.io._cells import refused

AN_AMOUNT = "it takes an amount of money such as 1250.00, 1,250.00 or -1.250,00 €"
"""What is accepted where money is asked for."""

MARKS = (".", ",")
"""What may be a decimal mark."""

_CURRENCY = r"[^\d\s.,'\u2019()+\-\u2212\u2013=@%]{1,4}"
_AMOUNT = re.compile(
    rf"([+\-\u2212\u2013]?)\s*(?:{_CURRENCY})?\s*([+\-\u2212\u2013]?)\s*([0-9][0-9.,' \u2019\u00a0\u202f]*?)"
    rf"\s*(?:{_CURRENCY})?\s*([\-\u2212\u2013]?)"
)
_PLAIN = re.compile(r"([0-9]+)(?:([.,])([0-9]+))?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:([.,' \u2019\u00a0\u202f])[0-9]{3})(?:\1[0-9]{3})*(?:((?!\1)[.,])([0-9]+))?")


class Reading(NamedTuple):
    """What a text shows of an amount.

    Attributes:
        value: The amount, with its sign, the mark being a decimal one where it may be.
        thousands: The amount if its only mark separates thousands; None where it cannot.
        mark: The mark that must be the decimal one, empty where it shows none.
    """

    value: float
    thousands: float | None
    mark: str


def reading(text: str) -> Reading:
    """What a text shows of an amount.

    Raises:
        ValueError: If it is none.
    """
    inner = text[1:-1].strip() if text.startswith("(") and text.endswith(")") else text
    match = _AMOUNT.fullmatch(inner)
    if match is None:
        raise ValueError(text)
    signs = [sign for sign in (match[1], match[2], match[4]) if sign and sign != "+"]
    if len(signs) + (inner != text) > 1:
        raise ValueError(text)
    sign = -1.0 if signs or inner != text else 1.0
    digits = match[3]
    if plain := _PLAIN.fullmatch(digits):
        whole, mark, decimals = plain[1], plain[2] or "", plain[3] or "0"
        value = sign * float(f"{whole}.{decimals}")
        if mark and len(decimals) == 3 and len(whole) <= 3 and whole[0] != "0":
            return Reading(value, sign * float(whole + decimals), "")
        return Reading(value, None, mark)
    grouped = _GROUPED.fullmatch(digits)
    if grouped is None:
        raise ValueError(text)
    group, mark, decimals = grouped[1], grouped[2] or "", grouped[3] or "0"
    whole = re.sub(r"[^0-9]", "", digits.removesuffix(mark + decimals) if mark else digits)
    other = MARKS[group == "."] if group in MARKS else mark
    return Reading(sign * float(f"{whole}.{decimals}"), None, mark or other)


@attrs.define
class Amounts:
    """Reads the amounts of one column, once all of its cells have been seen.

    Attributes:
        decimal: The decimal mark; None, the column shows it.
        shown: The first line, and its text, that has decimals behind a mark, by that mark.
    """

    decimal: str | None
    shown: dict[str, tuple[int, str]] = attrs.Factory(dict)
    _found: dict[str, Reading] = attrs.Factory(dict)

    def see(self, line: int, text: str) -> None:
        """Look at a cell before any is read.

        Raises:
            ValueError: If it is no amount.
        """
        if text not in self._found:
            found = reading(text)
            self._found[text] = found
            if found.mark:
                self.shown.setdefault(found.mark, (line, text))

    def read(self, text: str) -> float:
        """The amount that a cell means which has been seen, below 0 where it has a minus or stands in brackets.

        Raises:
            RefusedValueError: If it may be two amounts, or has another decimal mark than was said.
        """
        found = self._found[text]
        if found.thousands is None:
            if self.decimal is not None and found.mark not in ("", self.decimal):
                raise refused(text, f"with decimal={self.decimal!r} it is no amount")
            return found.value
        mark = self.decimal
        if mark is None and len(self.shown) == 1:
            (mark,) = self.shown
        if mark is None:
            raise self._refusal(text, found)
        return found.value if mark in text else found.thousands

    def _refusal(self, text: str, found: Reading) -> RefusedValueError:
        """Why a cell is not read."""
        shown = " and ".join(f"line {line} ({other})" for line, other in self.shown.values())
        because = f", and {shown} disagree" if shown else ""
        both = f"{found.value!r} or {found.thousands:.0f}"
        return refused(text, f"it may be {both}{because}: decimal='.' or decimal=',' says which")
