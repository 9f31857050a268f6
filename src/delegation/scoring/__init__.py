"""scoring: does a bundle of tasks justify a retainer with a contractor, and why?"""

from delegation._costing.costs import CostRows, Costs
from delegation.scoring.assumptions import Assumption
from delegation.scoring.confidence import Confidence, Worth
from delegation.scoring.frontier import Frontier
from delegation.scoring.score import Score
from delegation.scoring.scorer import score
from delegation.scoring.sensitivity import BreakEven, Contributions, Factor

__all__ = [
    "Assumption",
    "BreakEven",
    "Confidence",
    "Contributions",
    "CostRows",
    "Costs",
    "Factor",
    "Frontier",
    "Score",
    "Worth",
    "score",
]
