"""scoring: does a bundle of tasks justify a retainer with a contractor, and why?"""

from delegation._costing.costs import CostRows, Costs
from delegation.scoring.assumptions import Assumption
from delegation.scoring.score import Score, score
from delegation.scoring.sensitivity import BreakEven, Contributions, Factor

__all__ = ["Assumption", "BreakEven", "Contributions", "CostRows", "Costs", "Factor", "Score", "score"]
