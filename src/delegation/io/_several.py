"""io._several: how do results that hold several answers stand in a document: a comparison of two, and a sweep?

Both are data: the answers stand in them as they do by themselves, a score to be reckoned again, a plan whole. What a
point of a sweep tells beside its answer must agree with it, but for rounding.
"""

from collections.abc import Mapping
from typing import Any

import attrs

from delegation._costing.records import Plain
from delegation._formatting.frames import Columns
from delegation._mixups import article
from delegation.comparing.comparison import Comparison, compare
from delegation.frames.records import PLANS, SCORES, answer_of, columns_of
from delegation.frames.sweeping import Point, Sweep
from delegation.frames.varied import COLUMNS
from delegation.io import _leaves
from delegation.io._parsing import fields_in
from delegation.io._problems import Gathered, Problems, place_of
from delegation.io._results import agree, telling
from delegation.io._shapes import shape_of
from delegation.planning.plan import Plan
from delegation.scoring.score import Score

CELLS = tuple[tuple[str, Plain], ...]
"""What a point of a sweep tells, as annotated."""

_KINDS: Columns = {name: kind for each in (*COLUMNS.values(), SCORES, PLANS) for name, kind in each.items()}
"""What stands in each column that a sweep may have; one of the same name is of the same kind in all."""

_TEXT = _leaves.reads_only(str, "it takes text, or null")
_YES_OR_NO = _leaves.reads_only(bool, "it takes true or false")
_COUNT = _leaves.reads_only(int, "it takes a whole number, or null")


def cells_as_object(cells: tuple[tuple[str, Plain], ...]) -> dict[str, Any]:
    """Cells, by column."""
    return {name: _leaves.word_of(value) if isinstance(value, float) else value for name, value in cells}


def cells_from(value: object, _: Any) -> tuple[tuple[str, Plain], ...]:
    """The cells that stand here.

    Raises:
        Problems: If one cannot stand in its column, or no sweep has such a column.
    """
    found, gathered = [], Gathered()
    for name, cell in fields_in(value).items():
        try:
            found.append((name, _cell(name, cell)))
        except Problems as error:
            gathered.take(place_of(name), error)
    gathered.refuse()
    return tuple(found)


def _cell(name: str, cell: object) -> Plain:
    """What stands in a column."""
    kind = _KINDS.get(name)
    if kind is None:
        raise Problems([("", "no sweep has such a column")])
    if kind is bool:
        return bool(_YES_OR_NO(cell, kind))
    if cell is None:
        return None
    read = _TEXT if kind is str else _leaves.number_from if kind is float else _COUNT
    told: Plain = read(cell, kind)
    return told


def sweep_again(*, points: tuple[Point, ...], varied: tuple[str, ...], plans: bool) -> Sweep:
    """A sweep from what it holds.

    Raises:
        Problems: If its parts do not belong together.
    """
    if varied != tuple(name for name in COLUMNS if name in varied):
        raise Problems([(".varied", f"it takes some of {', '.join(COLUMNS)}, in this order")])
    columns, gathered = columns_of(varied, plans=plans), Gathered()
    for place, point in enumerate(points):
        try:
            _check(point, columns, Plan if plans else Score)
        except Problems as error:
            gathered.take(f".points[{place}]", error)
            if gathered.full:
                break
    gathered.refuse()
    return Sweep(points=points, varied=varied, plans=plans)


def _check(point: Point, columns: Columns, kind: type) -> None:
    """Refuse a point that has other columns or another kind of answer, or tells something else of it."""
    record = point.record
    if list(record) != list(columns):
        raise Problems([(".cells", f"it takes these columns in this order: {', '.join(columns)}")])
    if point.answer is None:
        if not record["obstacle"]:
            raise Problems([(".cells.obstacle", "it takes why there is no answer")])
        return
    if not isinstance(point.answer, kind):
        raise Problems([(".answer", f"it takes {article(kind)}, as all answers of a sweep")])
    _agrees(record, answer_of(point.answer))


def _agrees(record: Mapping[str, Plain], told: Mapping[str, Plain]) -> None:
    """Refuse what an answer does not tell."""
    gathered = Gathered()
    for name, now in told.items():
        if not agree(record[name], now):
            gathered.note(f".cells{place_of(name)}", f"it was {record[name]}, and the answer comes to {now}")
    gathered.refuse()


COMPARED = attrs.evolve(
    shape_of(Comparison),
    name="ComparisonOfAnswers",  # as simulations have a Comparison of their own
    make=telling(compare, lambda found: (str(found), found.to_dicts())),
)
POINT = shape_of(Point)
SWEEP = attrs.evolve(shape_of(Sweep), make=sweep_again)
