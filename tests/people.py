"""Whom and what several tests know: people, tasks, terms and days."""

import datetime as dt

import attrs

from delegation import Availability, Business, Contractor, Rate, Retainer, Rule, Task

NEW_YEAR = dt.date(2026, 1, 1)
LAST_YEAR = dt.date(2025, 1, 1)
FIRST_OF_MONTH = Rule("FREQ=MONTHLY;BYMONTHDAY=1", dt.date(2020, 1, 1))
EVERY_OTHER_MONTH = Rule("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1", dt.date(2026, 2, 1))

IDLE = Availability(regular_load=0.0, one_off_load=0.0)
"""Nobody else's work: the owner is served at once."""

FULL = Availability(regular_load=1.0)
"""No room for another client."""

TEN, TWENTY = Retainer(450, 10), Retainer(800, 20)

ANN = Contractor("Ann", skills="web", rate=50, retainers=[TEN, TWENTY], availability=IDLE)
BEA = Contractor("Bea", skills="web", rate=40, retainers=(), availability=IDLE)
OWNER = Business(owner_rate=60, hiring_hours=2, briefing_hours=0.5, onboarding_hours=3)

NEWS = Task("news", skill="web", hours=8, recurrence=FIRST_OF_MONTH)


@attrs.frozen
class Varying(Rate):
    """Sporadic work of which it is known that the hours of its jobs vary."""

    cv: float = 0.6

    @property
    def hours_cv(self) -> float:
        """As widely as is said; usually by 0.6 of their mean."""
        return self.cv
