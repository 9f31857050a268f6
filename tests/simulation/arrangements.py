"""Small businesses whose cost is known by hand: nobody else's work, and rules on their dates."""

import attrs

from delegation import Engagement, Mode, Plan, Rate, Retainer, Task, Urgency, plan
from tests.people import ANN, BEA, LAST_YEAR, NEW_YEAR, NEWS, OWNER

CALLS = Task("calls", skill="web", hours=2, recurrence=Rate(3), urgency=Urgency(20, 1))
TALK = Task("talk", hours=4, owner_hours=2, recurrence=NEWS.recurrence, urgency=Urgency(10), keep=True)

WITH_ANN = Engagement(ANN, tasks=[NEWS], mode=Mode.OUTSOURCE, retainer=Retainer(400, 6), start=LAST_YEAR)
"""Eight hours on the first of every month, two of them above the block: 400 and twice 50."""

WITH_BEA = Engagement(BEA, tasks=[CALLS], mode=Mode.OUT_TASK, start=LAST_YEAR)
"""Three times a month two hours at 40, and half an hour of the owner's at 60."""

BUSY_ANN = attrs.evolve(ANN, availability=attrs.evolve(ANN.availability, regular_load=0.4, one_off_load=0.2))


def planned(*tasks: Task, **more: object) -> Plan:
    """A plan of the search; news, calls and talk unless others are given."""
    return plan(tasks or (NEWS, CALLS, TALK), [ANN, BEA], OWNER, on=NEW_YEAR, solver="search", effort=0.001, **more)  # type: ignore[arg-type]  # a dict of arguments has no types of its own
