"""io._numbers: what number does a cell mean, given how the cells of its table are separated?"""

import re
from collections.abc import Iterator

import attrs

from delegation.errors import RefusedValueError

A_NUMBER = "it takes a number such as 2.5, without thousands separators, signs of currency or %"
"""What is accepted where a number is asked for."""

OWN_MARK = {",": ".", ";": ","}
"""The decimal mark that spreadsheets save with a separator; a tab says nothing about it."""

MARK_NAMES = {".": "point", ",": "comma"}
"""What decimal marks are called."""

MOST_DOUBTFUL = 1_000
"""How many cells that were read by the table's own mark are remembered until the table has been read."""

_DOUBTFUL = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")
"""One mark before exactly three digits: of decimals, or of thousands."""

_GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:([.,' \u2019\u00a0\u202f])[0-9]{3})(?:\1[0-9]{3})*((?!\1)[.,][0-9]+)?")
"""Digits in groups of thousands, perhaps with decimals behind another mark."""


@attrs.frozen
class Doubt:
    """A cell that was read by the table's own mark, though another cell may show that its marks mean something else.

    Attributes:
        line: Its line.
        column: Its column.
        text: What stands there.
    """

    line: int
    column: str
    text: str


@attrs.define
class Numbers:
    """Reads and writes the numbers of one table.

    A point and a comma are both read as a decimal mark where they can be nothing else. Before exactly three digits a
    mark may stand for thousands: there only the mark is read that goes with the separator (a point beside commas, a
    comma beside semicolons, neither beside tabs), unless another cell of the table has decimals behind the other mark.

    Attributes:
        separator: What separates the cells of the table.
        place: Line and column of the cell that is read.
        doubts: Cells that are in doubt if `other` is found.
        other: The first cell that has decimals behind the mark that is not the table's own, or None.
    """

    separator: str
    place: tuple[int, str] = (0, "")
    doubts: list[Doubt] = attrs.Factory(list)
    other: Doubt | None = None

    @property
    def mark(self) -> str | None:
        """The decimal mark that goes with the separator."""
        return OWN_MARK.get(self.separator)

    def read(self, text: str) -> float:
        """The number that a cell means.

        Raises:
            RefusedValueError: If it could mean two things, or has separators of thousands.
            ValueError: If it is none.
        """
        if "_" in text:
            raise ValueError(text)
        if text.isalnum():
            return float(text)
        if _DOUBTFUL.fullmatch(text):
            if self.mark is None or self.mark not in text:
                raise self.refusal(text)
            if len(self.doubts) < MOST_DOUBTFUL:
                self.doubts.append(Doubt(*self.place, text))
        elif _GROUPED.fullmatch(text):
            raise self.refusal(text)
        number = float(text.replace(",", ".")) if text.count(",") == 1 and "." not in text else float(text)
        if self.mark is not None and self.other is None and self.mark not in text and ("." in text or "," in text):
            self.other = Doubt(*self.place, text)
        return number

    def refusals(self) -> Iterator[tuple[Doubt, RefusedValueError]]:
        """The cells that another cell of the table leaves in doubt, and why."""
        if self.other is not None:
            seen = next(MARK_NAMES[letter] for letter in self.other.text if letter in MARK_NAMES)
            because = f" (line {self.other.line} has a decimal {seen}, {self.other.text})"
            yield from ((doubt, self.refusal(doubt.text, because)) for doubt in self.doubts)

    def refusal(self, text: str, because: str = "") -> RefusedValueError:
        """The error for a number whose marks may separate thousands: its readings, and how to write what was meant."""
        thousands = re.sub(r"[^0-9+-]", "", text)
        if _DOUBTFUL.fullmatch(text):
            decimal = repr(float(text.replace(",", ".")))
            accepted = f"it may be {decimal} or {thousands}{because}: write {self._certain(decimal)} or {thousands}"
            return RefusedValueError("table", "cell", text, accepted)
        accepted = "thousands separators are not read: write {}"
        decimals = _GROUPED.fullmatch(text)[2]  # type: ignore[index]  # it is asked only of what matches
        if decimals:
            whole = text.removesuffix(decimals)
            thousands = f"{re.sub(r'[^0-9+-]', '', whole)}.{decimals[1:]}"
            if "." in whole or "," in whole:
                accepted = f"it may be {thousands}, or {whole} and {decimals[1:]} apart: write {{}}"
        return RefusedValueError("table", "cell", text, accepted.format(thousands.replace(".", self.mark or ".")))

    def write(self, value: float) -> str:
        """A number as `read` reads it back, exactly."""
        if value.is_integer() and abs(value) < 1e15:
            return f"{value:.0f}"
        text = repr(value)
        return self._certain(text) if self.mark is None else text.replace(".", self.mark)

    def _certain(self, decimal: str) -> str:
        """A number with decimals as it can be read in one way only, by the table's own mark."""
        certain = f"{decimal}0" if _DOUBTFUL.fullmatch(decimal) else decimal
        return certain.replace(".", self.mark or ".")
