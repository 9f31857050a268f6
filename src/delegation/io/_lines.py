"""io._lines: of which lines of cells does the text of a table consist, and what is wrong with it, all at once?"""

import csv
import io
from collections.abc import Iterator

import attrs

from delegation.errors import MOST_PROBLEMS, RefusedFileError, shown

SEPARATOR_NAMES = {",": "comma", ";": "semicolon", "\t": "tab"}
"""What separators are called."""


@attrs.define
class Problems:
    """What is wrong with a table: the first thousand problems, and how many there are.

    Attributes:
        count: How many.
        kept: Lines and sentences.
    """

    count: int = 0
    kept: list[tuple[int, str]] = attrs.Factory(list)

    def add(self, line: int, problem: str) -> None:
        """Count a problem, and keep it if it is one of the first."""
        self.count += 1
        if len(self.kept) < MOST_PROBLEMS:
            self.kept.append((line, f"line {line}{problem}"))

    def told(self) -> tuple[str, ...]:
        """The kept ones in the order of lines."""
        return tuple(problem for _, problem in sorted(self.kept, key=lambda each: each[0]))

    def refusal(self, name: str) -> RefusedFileError:
        """The error that tells of them in the order of lines."""
        return RefusedFileError(name, self.told(), self.count)


def lines_of_cells(body: str, above: int, separator: str, problems: Problems) -> Iterator[tuple[int, list[str]]]:
    """The lines of a text, each with where it begins, as an editor counts; text that is no such lines is a problem.

    Args:
        body: The text.
        above: How many lines stand above it.
        separator: What separates its cells.
        problems: Takes what ends the reading early.
    """
    line = above + 1
    try:
        reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True)
        for cells in reader:
            yield line, cells
            line = above + reader.line_num + 1
    except csv.Error as error:
        mark = SEPARATOR_NAMES.get(separator, shown(separator))
        problems.add(line, f" is no line of cells separated by {mark}s: {error}")


def overlong(cells: list[str], columns: int, separator: str) -> str:
    """What is said of a line with text beyond the columns of the header; empty where there is none."""
    if not any(cell and not cell.isspace() for cell in cells[columns:]):
        return ""
    mark = SEPARATOR_NAMES.get(separator, shown(separator))
    decimals = " (or a decimal comma)" if separator == "," else ""
    hint = f"text with a {mark} in it{decimals} needs double quotes"
    return f" has {len(cells)} cells, the header names {columns} column{'s'[: columns > 1]}; {hint}"
