"""Two answers of each kind, for tests of what differs between them."""

import attrs

from delegation import Task, Urgency, recommend, score
from tests.people import ANN, BEA, OWNER
from tests.plan_worlds import NEWS, SHOP, monthly, planned

EUR = attrs.evolve(OWNER, currency="EUR")
CALLS = Task("calls", skill="web", hours=2, recurrence=5, urgency=Urgency(), owner_hours=2)

OFTEN = score(CALLS, ANN, EUR)
"""Worth a retainer of ten hours at 450."""

SELDOM = score(attrs.evolve(CALLS, recurrence=1), ANN, EUR)
"""Once a month: a hire."""

RANKED = recommend(CALLS, [ANN, BEA], EUR)
KEPT = recommend(CALLS, [], EUR)
NOBODY = recommend(attrs.evolve(CALLS, owner_hours=None), [], EUR)

FILM = Task("film", skill="film", hours=3)
SMALL = planned([NEWS, SHOP], [ANN], EUR)
"""Two tasks of five hours a month on Ann's block of ten."""

LARGE = planned([NEWS, monthly("talk", 2, keep=True), FILM], [ANN, BEA], EUR)
"""One of them out-tasked to Bea, the other gone, one kept and one undone."""
