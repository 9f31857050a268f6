"""io._kinds: which values and results can stand in a document, and under which names?"""

import enum
import typing
from collections.abc import Callable
from functools import cache
from typing import Any

import attrs

from delegation._costing.block import BlockUse
from delegation._costing.costs import CostRows, Costs
from delegation._costing.obstacles import Obstacle, ObstacleKind
from delegation.availability.beliefs import LoadBelief
from delegation.availability.weeks import Availability
from delegation.io._results import PLAN, SCORE, Figures, How, telling
from delegation.io._several import COMPARED, POINT, SWEEP
from delegation.io._shapes import Shape, shape_of
from delegation.io._sharing import SAME
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement, Job
from delegation.model.mode import Mode
from delegation.model.retainer import Retainer
from delegation.model.task import Task
from delegation.planning.assignments import Assignment, Barred
from delegation.planning.commitments import Agreement, Ending
from delegation.planning.plan import Plan
from delegation.planning.relief import Relief
from delegation.planning.shortages import Out, Shortage
from delegation.planning.ways import Way
from delegation.recommendation.recommendation import Alternative, Exclusion, Recommendation
from delegation.recurrence.history import History
from delegation.recurrence.kinds import Once, Rate
from delegation.recurrence.rule import Rule
from delegation.reviewing.advice import Advice, Fact, Kind
from delegation.reviewing.convert import Conversion
from delegation.reviewing.review import Review
from delegation.simulation.estimates import Estimate, Spread
from delegation.simulation.result import BlockMonth, Comparison, Party, Rows, Simulation, Waits
from delegation.urgency import Urgency

RECURRENCES = (Once, Rate, Rule, History)
"""The kinds of recurrence, of which one stands where a recurrence is asked for; each with its name."""

ENUMS: tuple[type[enum.Enum], ...] = (Mode, Kind, ObstacleKind)
"""Words of which one is chosen."""

_SPECIAL = {each.kind: each for each in (SCORE, PLAN, COMPARED, POINT, SWEEP)}
_SHARED = {Task, Contractor, Business, Engagement}
_PLAIN = {
    *(Urgency, Availability, LoadBelief, Retainer, Job, CostRows, Costs, Obstacle, BlockUse, Figures, How),
    *(Recommendation, Alternative, Exclusion, Assignment, Barred, Agreement, Ending, Shortage, Out, Way, Relief),
    *(Estimate, Spread, BlockMonth, Party, Waits, Rows, Simulation, Comparison, Review, Advice, Fact, Conversion),
}

_TOLD: dict[Any, Callable[[Any], object]] = {
    Simulation: lambda found: (str(found), found.to_dicts()),
    Comparison: str,
    Review: lambda found: (str(found), found.to_dicts()),
    Recommendation: Recommendation.to_dicts,  # as text it asks its scores for all that they know, which takes long
    Conversion: Conversion.to_dicts,
}
"""Results that stand whole, as a plan does, and how each is told to see whether its parts fit."""

KINDS = {*_SPECIAL, *_SHARED, *_PLAIN, *RECURRENCES}
"""All classes whose values can stand in a document."""

NAMES: dict[Any, str] = {each: _SPECIAL[each].name if each in _SPECIAL else each.__name__ for each in KINDS - {Rows}}
"""Those of them that can stand for themselves, each with its name: mostly that of the class, and of one class alone."""

BY_NAME: dict[str, Any] = {name: each for each, name in sorted(NAMES.items(), key=lambda item: item[1])}
"""The same by name."""

SHARED = tuple(sorted(NAMES[each] for each in {*_SHARED, *(each for each in _SPECIAL if _SPECIAL[each].shared)}))
"""The names of those that stand once where they occur more than once; none of them holds others without end."""


TYPE = "type"
"""The key of such a name."""

RESERVED = {TYPE, SAME}
"""Keys that say what an object is; a dict that has one stands in an object of its own."""


def named(node: dict[str, Any], kind: type) -> dict[str, Any]:
    """How a value of a class is written, with the name of the class."""
    return node if node.keys() & RESERVED else {TYPE: NAMES[kind], **node}


@cache
def shape_for(annotated: Any) -> Shape:
    """The shape of one of these classes, as it stands in an annotation."""
    kind = typing.get_origin(annotated) or annotated
    if kind in _SPECIAL:
        return _SPECIAL[kind]
    shared, known = kind in _SHARED, {"Plan": Plan}
    found = shape_of(annotated, named=shared or kind in RECURRENCES, shared=shared, known=known)
    return attrs.evolve(found, make=telling(kind, _TOLD[kind])) if kind in _TOLD else found
