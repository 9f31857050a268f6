"""plotting: how does an answer look?

Each function draws one picture on the axes that it is given, or on a new figure, and returns the axes; none of them
shows it. It needs the extra ``plot``. Every number comes from the answer itself.
"""

from delegation.plotting._budget import budget
from delegation.plotting._cash import cash
from delegation.plotting._contractors import contractors
from delegation.plotting._fees import fees
from delegation.plotting._frontier import frontier
from delegation.plotting._months import months
from delegation.plotting._promises import promises
from delegation.plotting._waits import waits
from delegation.plotting._waterfall import waterfall

__all__ = ["budget", "cash", "contractors", "fees", "frontier", "months", "promises", "waits", "waterfall"]
