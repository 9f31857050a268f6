"""simulation: what does a plan, or what runs already, really cost, played forward many times?"""

from delegation.simulation.estimates import Estimate, Spread
from delegation.simulation.result import BlockMonth, Comparison, Party, Rows, Simulation, Waits
from delegation.simulation.simulator import compare, simulate

__all__ = [
    "BlockMonth",
    "Comparison",
    "Estimate",
    "Party",
    "Rows",
    "Simulation",
    "Spread",
    "Waits",
    "compare",
    "simulate",
]
